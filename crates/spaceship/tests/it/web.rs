//! The API with a session in the place of a key, against the simulator.

use futures::TryStreamExt;
use serde_json::json;
use spaceship::auth::apple_id::{Outcome, sign_in};
use spaceship::jsonapi::Id;
use spaceship::portal::{IdentifierKind, NewApp, Platform, Portal, Store};
use spaceship::resources::{App, Device};
use spaceship::session::{Session, Wanted};
use spaceship::transport::{Method, Request, RetryPolicy};
use spaceship::{Client, ErrorKind};
use testkit::World;

const PASSWORD: &str = "pass word";

async fn signed_in(world: &World) -> Session {
    let session = Session::builder().account("jane@example.com").endpoint(world.simulator().endpoint());
    match sign_in(&session.build().unwrap(), &PASSWORD.into()).await.unwrap() {
        Outcome::SignedIn(session) => session,
        Outcome::NeedsCode(_) => panic!("no code is needed"),
    }
}

fn world() -> World {
    World::with(&["--apple-id", &format!("jane@example.com:none:{PASSWORD}")])
}

fn first_team() -> Wanted {
    Wanted { id: Some("GANTRY2026".into()), name: None }
}

fn device(name: &str, number: usize) -> Request {
    let attributes = json!({"name": name, "udid": format!("00008140-{number:016X}"), "platform": "IOS"});
    Request::new(Method::Post, "/v1/devices")
        .body(json!({"data": {"type": "devices", "attributes": attributes}}))
}

#[tokio::test]
async fn what_signing_needs_is_read_and_written_for_the_team_that_is_named() {
    let world = world();
    let client = Client::with_session(signed_in(&world).await).developer_team(first_team()).build().unwrap();
    for number in 0..5 {
        client.send(&device(&format!("phone {number}"), number)).await.unwrap();
    }
    let list = client.list::<Device>().filter("platform", "IOS").sort("name").limit(2);
    let (devices, _) = list.all().await.unwrap();
    let names = devices.iter().filter_map(|device| device.attributes.name.as_deref()).collect::<Vec<_>>();
    assert_eq!(names.iter().filter(|name| name.starts_with("phone")).count(), 5, "{names:?}");
    assert_eq!(world.simulator().all("devices").len(), devices.len(), "the team of the key is the same");
    let rename =
        json!({"data": {"type": "devices", "id": devices[0].id.as_str(), "attributes": {"name": "Other"}}});
    let path = format!("/v1/devices/{}", devices[0].id);
    let changed = client.send(&Request::new(Method::Patch, path).body(rename)).await.unwrap();
    assert_eq!(changed["data"]["attributes"]["name"], "Other");
    let bundle = json!({"data": {"type": "bundleIds", "attributes": {
        "identifier": "com.example.web", "name": "Web", "platform": "IOS"}}});
    let made = client.send(&Request::new(Method::Post, "/v1/bundleIds").body(bundle)).await.unwrap();
    let path = format!("/v1/bundleIds/{}", made["data"]["id"].as_str().unwrap());
    client.send(&Request::new(Method::Delete, &path)).await.unwrap();
    let error = client.send(&Request::new(Method::Get, &path)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    assert_eq!(world.simulator().departures(), json!([]));
}

#[tokio::test]
async fn several_teams_and_none_named_is_an_error_that_lists_them() {
    let world = world();
    let client = Client::with_session(signed_in(&world).await).build().unwrap();
    let error = client.list::<Device>().all().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("GANTRY2026"), "{error}");
    // What App Store Connect serves asks for no team.
    client.list::<App>().all().await.unwrap();
}

#[tokio::test]
async fn a_dry_run_reads_through_the_portal_and_writes_nothing() {
    let world = world();
    let builder = Client::with_session(signed_in(&world).await).developer_team(first_team());
    let client = builder.read_only(true).build().unwrap();
    client.list::<Device>().all().await.unwrap();
    let error = client.send(&device("x", 1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ReadOnly);
}

#[tokio::test]
async fn a_session_that_died_says_so_at_once() {
    let world = world();
    let session = signed_in(&world).await;
    world.simulator().advance(3 * 24 * 3600);
    world.simulator().clear_requests();
    let client = Client::with_session(session).retry(RetryPolicy::default()).build().unwrap();
    let error = client.list::<App>().all().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.session().is_some(), "{error:?}");
    assert_eq!(world.simulator().summary().requests, 1, "it is not tried again");
    assert_eq!(client.token().unwrap_err().kind(), ErrorKind::Invalid);
}

#[tokio::test]
async fn the_provider_that_is_named_is_worked_for() {
    let world = world();
    let wanted = |name: &str| Wanted { id: None, name: Some(name.into()) };
    let builder = Client::with_session(signed_in(&world).await).provider(wanted("Second Example"));
    let (apps, _) = builder.build().unwrap().list::<App>().all().await.unwrap();
    assert!(apps.is_empty(), "the second provider has no apps");
    let builder = Client::with_session(signed_in(&world).await).provider(wanted("Nobody's"));
    let error = builder.build().unwrap().list::<App>().all().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
}

#[tokio::test]
async fn apps_are_made_and_removed_and_identifiers_come_and_go() {
    let world = world();
    let session = signed_in(&world).await;
    let client = Client::with_session(session.clone()).developer_team(first_team()).build().unwrap();
    let bundle = json!({"data": {"type": "bundleIds", "attributes": {
        "identifier": "com.example.fresh", "name": "Fresh", "platform": "IOS"}}});
    client.send(&Request::new(Method::Post, "/v1/bundleIds").body(bundle)).await.unwrap();
    let new = NewApp {
        name: "Fresh".into(),
        bundle_id: "com.example.fresh".into(),
        sku: "F1".into(),
        primary_locale: "de-DE".into(),
        platforms: vec!["IOS".into(), "MAC_OS".into()],
        version: "1.0".into(),
        company_name: None,
    };
    let store = Store::new(&session);
    let app = store.create_app(&new).await.unwrap();
    assert_eq!(app.attributes.bundle_id.as_deref(), Some("com.example.fresh"));
    let error = store.create_app(&new).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused, "{error}");
    store.remove_app(app.id.as_str()).await.unwrap();
    let gone = client.get::<App>(&Id::new(app.id.as_str())).send().await.unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::NotFound);

    let portal = Portal::open(&session, &first_team()).await.unwrap();
    for (kind, identifier) in [
        (IdentifierKind::AppGroup, "group.com.example"),
        (IdentifierKind::CloudContainer, "iCloud.com.example"),
        (IdentifierKind::PassType, "pass.com.example"),
        (IdentifierKind::WebsitePush, "web.com.example"),
        (IdentifierKind::Merchant, "merchant.com.example"),
    ] {
        let made = portal.create_identifier(kind, Platform::Ios, identifier, "Example").await.unwrap();
        let list = || portal.identifiers(kind, Platform::Ios).try_collect::<Vec<_>>();
        assert!(list().await.unwrap().contains(&made), "{kind:?}");
        let deleted = portal.delete_identifier(&made).await;
        if kind == IdentifierKind::CloudContainer {
            assert_eq!(deleted.unwrap_err().kind(), ErrorKind::Refused);
        } else {
            deleted.unwrap();
            assert!(!list().await.unwrap().contains(&made), "{kind:?}");
        }
    }
    assert_eq!(world.simulator().departures(), json!([]));
}
