//! Bad days: what is sent again, and what is not.

use serde_json::{Value, json};
use spaceship::ErrorKind;
use spaceship::client::Field;
use spaceship::resources::{
    App, BundleId, Device, DeviceUpdate, NewBundleId, NewReviewSubmission, ReviewSubmissionUpdate,
};
use testkit::World;

use crate::world::{client, with_devices};

fn fault(world: &World, mut rule: Value) {
    let defaults = json!({ "times": 1 });
    for (name, value) in defaults.as_object().unwrap() {
        rule.as_object_mut().unwrap().entry(name.clone()).or_insert_with(|| value.clone());
    }
    world.simulator().fault(&rule);
}

fn new() -> NewBundleId {
    NewBundleId::new("Tide Table".into(), "IOS".into(), "com.example.tide".into())
}

#[tokio::test]
async fn a_read_survives_whatever_passes() {
    for rule in [
        json!({ "kind": "status", "status": 500 }),
        json!({ "kind": "status", "status": 503, "retry_after": 0 }),
        json!({ "kind": "status", "status": 429, "retry_after": 0 }),
        json!({ "kind": "reset" }),
        json!({ "kind": "html" }),
        json!({ "kind": "truncate" }),
    ] {
        let world = with_devices(0);
        fault(&world, rule.clone());
        let page = client(&world).list::<Device>().page().await;
        assert_eq!(page.unwrap().data.len(), 2, "{rule}");
        assert_eq!(world.simulator().summary().requests, 2, "{rule}");
    }
}

#[tokio::test]
async fn a_read_ends_after_its_attempts_with_everything_it_knows() {
    let world = with_devices(0);
    fault(&world, json!({ "kind": "status", "status": 502, "times": 99 }));
    let error = client(&world).list::<Device>().page().await.unwrap_err();
    assert_eq!((error.kind(), error.status(), error.attempts()), (ErrorKind::Unreachable, Some(502), 5));
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_create_is_sent_again_only_when_it_surely_did_not_happen() {
    let world = with_devices(0);
    fault(&world, json!({ "method": "POST", "kind": "status", "status": 429, "retry_after": 0 }));
    client(&world).create(&new()).await.unwrap();
    assert_eq!(world.simulator().summary().requests, 2);

    let world = with_devices(0);
    fault(&world, json!({ "method": "POST", "kind": "status", "status": 500 }));
    let error = client(&world).create(&new()).await.unwrap_err();
    assert!(error.is_ambiguous(), "{error}");
    assert_eq!(world.simulator().summary().requests, 1);
}

#[tokio::test]
async fn an_uncertain_create_is_looked_up_before_it_is_sent_again() {
    for kind in ["applied_then_500", "applied_then_reset", "reset"] {
        let world = with_devices(0);
        fault(&world, json!({ "method": "POST", "kind": kind }));
        let client = client(&world);
        let find = async || client.list::<BundleId>().filter("identifier", "com.example.tide").first().await;
        let made = client.create_once(&new(), find).await.unwrap();
        assert_eq!(made.attributes.identifier.as_deref(), Some("com.example.tide"));
        let there = world.simulator().all("bundleIds");
        let same = there.iter().filter(|one| one["attributes"]["identifier"] == "com.example.tide").count();
        assert_eq!(same, 1, "{kind}");
    }
}

#[tokio::test]
async fn a_delete_whose_answer_got_lost_is_done() {
    let world = with_devices(0);
    let client = client(&world);
    let made = client.create(&new()).await.unwrap();
    fault(&world, json!({ "method": "DELETE", "kind": "applied_then_reset" }));
    client.delete(&made.id).await.unwrap();
    assert!(client.get::<BundleId>(&made.id).optional().await.unwrap().is_none());
}

#[tokio::test]
async fn a_token_is_renewed_once_and_by_apples_clock() {
    let world = with_devices(0);
    let client = client(&world);
    // The token in use is an hour old now, for Apple.
    client.list::<Device>().page().await.unwrap();
    world.simulator().advance(3600);
    world.simulator().clear_requests();
    client.list::<Device>().page().await.unwrap();
    let statuses = world.simulator().requests().iter().map(|request| request.status).collect::<Vec<_>>();
    assert_eq!(statuses, [401, 200]);
}

#[tokio::test]
async fn a_dry_run_cannot_write() {
    let world = with_devices(0);
    let json = std::fs::read_to_string(world.simulator().keys().join("api_key.json")).unwrap();
    let key = spaceship::auth::ApiKey::from_json(&json).unwrap();
    let client = spaceship::Client::builder(key).endpoint(world.simulator().endpoint()).read_only(true);
    let error = client.build().unwrap().create(&new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ReadOnly);
    assert_eq!(world.simulator().summary().requests, 0);
}

#[tokio::test]
async fn an_uncertain_change_is_looked_at_before_it_is_made_again() {
    for (kind, patches) in [("applied_then_500", 1), ("applied_then_reset", 1), ("reset", 2), ("status", 2)] {
        let world = with_devices(1);
        let client = client(&world);
        let device = client.list::<Device>().filter("name", "Device 0").first().await.unwrap().unwrap();
        fault(&world, json!({ "method": "PATCH", "kind": kind, "status": 502 }));
        let update = DeviceUpdate { name: Field::Set("Renamed".into()), ..DeviceUpdate::default() };
        let renamed = client.update(&device.id, &update).await.unwrap();
        assert_eq!(renamed.attributes.name.as_deref(), Some("Renamed"), "{kind}");
        let sent = world.simulator().requests().iter().filter(|request| request.method == "PATCH").count();
        assert_eq!(sent, patches, "{kind}");
    }
}

#[tokio::test]
async fn a_change_that_apple_does_not_answer_stays_uncertain() {
    let world = with_devices(0);
    let client = client(&world);
    let app = client.list::<App>().first().await.unwrap().unwrap();
    let new = NewReviewSubmission { platform: Some("IOS".into()), ..NewReviewSubmission::new(app.id) };
    let submission = client.create(&new).await.unwrap();
    fault(&world, json!({ "method": "PATCH", "kind": "reset" }));
    let update = ReviewSubmissionUpdate { submitted: Field::Set(true), ..ReviewSubmissionUpdate::default() };
    let error = client.update(&submission.id, &update).await.unwrap_err();
    assert!(error.is_ambiguous(), "{error}");
}
