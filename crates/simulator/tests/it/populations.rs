//! Teams of any size.

use std::collections::BTreeSet;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use simulator::settings::Settings;
use simulator::world::World;
use simulator::{Options, seeds};

use crate::client::Client;

const ALL: &str =
    "devices=240,profiles=9,betaTesters=40,bundleIds=20,certificates=5,builds=25,users=12,betaGroups=4";

fn world(seed: u64, population: &str) -> World {
    let mut world = World::new(Settings::default(), seed);
    seeds::fresh_team(&mut world);
    seeds::populate(&mut world, &population.parse().unwrap()).unwrap();
    world
}

fn texts(world: &World, kind: &str, attribute: &str) -> Vec<String> {
    world.store.all(kind).map(|one| one.text(attribute).to_owned()).collect()
}

#[test]
fn a_team_has_as_many_as_were_asked_for_and_no_two_alike() {
    let world = world(1, ALL);
    for (kind, name, count) in [
        ("devices", "udid", 240),
        ("devices", "name", 240),
        ("profiles", "name", 9),
        ("profiles", "uuid", 9),
        ("betaTesters", "email", 40),
        ("bundleIds", "identifier", 20),
        ("certificates", "serialNumber", 5),
        ("builds", "version", 25),
        ("users", "username", 12),
    ] {
        let values = texts(&world, kind, name);
        assert_eq!(values.len(), count, "{kind}");
        assert_eq!(values.iter().collect::<BTreeSet<_>>().len(), count, "{kind}.{name}");
    }
    // There were two from the start: they count.
    assert_eq!(world.store.all("betaGroups").count(), 4);
    let dates = texts(&world, "devices", "addedDate").into_iter().collect::<BTreeSet<_>>();
    assert!(dates.len() > 200, "{}", dates.len());
}

#[test]
fn a_seed_gives_the_same_team_again() {
    let devices = |seed| texts(&world(seed, "devices=50"), "devices", "udid");
    assert_eq!(devices(3), devices(3));
    assert_ne!(devices(3), devices(4));
}

#[test]
fn every_list_of_a_large_team_is_as_apple_describes_it() {
    let options = Options { population: ALL.parse().unwrap(), ..Options::default() };
    let client = Client::start_with(options);
    for (target, count) in [
        ("/v1/devices?limit=200&sort=-name", 240),
        ("/v1/profiles?limit=200&include=bundleId,certificates,devices", 9),
        ("/v1/betaTesters?limit=200&include=betaGroups,apps", 40),
        ("/v1/bundleIds?limit=200&include=bundleIdCapabilities,profiles", 20),
        ("/v1/certificates?limit=200", 5),
        ("/v1/builds?limit=200&include=app,preReleaseVersion,buildBetaDetail&sort=-uploadedDate", 25),
        ("/v1/users?limit=200&sort=username", 12),
        ("/v1/betaGroups?limit=200&include=app", 4),
    ] {
        let answer = client.get(target);
        assert_eq!(answer.body["meta"]["paging"]["total"], count, "{target}: {}", answer.text);
    }
    let builds = client.get("/v1/builds?limit=200&fields[builds]=processingState,expired").body;
    let builds = builds["data"].as_array().unwrap().clone();
    assert!(builds.iter().all(|build| build["attributes"]["processingState"] == "VALID"));
    let expired = builds.iter().filter(|build| build["attributes"]["expired"] == true).count();
    assert!((1..25).contains(&expired), "{expired}");
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn a_profile_is_signed_and_holds_its_certificate_and_bundle_id() {
    let world = world(1, "profiles=5,devices=30");
    for profile in world.store.all("profiles") {
        assert_eq!(profile.text("profileState"), "ACTIVE");
        let signed = BASE64_STANDARD.decode(profile.text("profileContent")).unwrap();
        let content = world.authority.verified_content(&signed).expect("the authority has signed it");
        let content = plist::Value::from_reader(std::io::Cursor::new(content)).unwrap();
        let list = content.as_dictionary().unwrap();
        assert_eq!(list.get("UUID").and_then(plist::Value::as_string), Some(profile.text("uuid")));
        assert_eq!(list.get("DeveloperCertificates").and_then(plist::Value::as_array).map(Vec::len), Some(1));
        let devices = profile.many("devices").len();
        assert_eq!(devices > 0, list.get("ProvisionedDevices").is_some());
        assert!(profile.one("bundleId").is_some());
    }
}

#[test]
fn apples_limits_hold_for_what_is_added_later() {
    let mut world = world(1, "devices=400");
    let body = json!({ "data": { "type": "devices", "attributes": {
        "name": "One more iPhone", "platform": "IOS", "udid": "00008140-000A11CE0BEEFFFF" } } });
    let reply = world.call("POST", "/v1/devices", Some(body));
    assert_eq!(reply.status, 403);
    let detail = reply.document()["errors"][0]["detail"].as_str().map(str::to_owned);
    assert!(detail.is_some_and(|detail| detail.contains("maximum number")), "{:?}", reply.document());
}

#[test]
fn apps_of_their_own_share_what_belongs_to_apps() {
    let mut world = World::new(Settings::default(), 1);
    seeds::bare_team(&mut world);
    let population = "builds=3".parse().unwrap();
    let refused = seeds::populate(&mut world, &population).unwrap_err().to_string();
    assert!(refused.contains("no app"), "{refused}");
    for name in ["one", "two"] {
        seeds::add_app(&mut world, &format!("com.example.{name}"), name, "en-US");
    }
    seeds::populate(&mut world, &population).unwrap();
    let apps = world.store.all("builds").filter_map(|build| build.one("app")).collect::<BTreeSet<_>>();
    assert_eq!(apps.len(), 2);
    assert_eq!(world.departures.len(), 0, "{:?}", json!(world.departures));
}

#[test]
fn customers_review_apps_and_some_have_an_answer() {
    let options = Options { population: "reviews=40".parse().unwrap(), ..Options::default() };
    let client = Client::start_with(options);
    let path = format!("/v1/apps/{}/customerReviews", client.app());
    let total = |query: &str| {
        let answer = client.get(&format!("{path}?limit=200&include=response{query}"));
        answer.body["meta"]["paging"]["total"].as_u64().unwrap()
    };
    assert_eq!(total(""), 40);
    assert_eq!(total("&exists[publishedResponse]=true"), 10);
    assert_eq!(total("&exists[publishedResponse]=false"), 30);
    let stars = [1, 2, 3, 4, 5].map(|stars| total(&format!("&filter[rating]={stars}")));
    assert_eq!(stars.iter().sum::<u64>(), 40);
    assert!(stars.iter().filter(|count| **count > 0).count() > 2, "{stars:?}");
    assert!((1..40).contains(&total("&filter[territory]=USA,CAN")));
    let newest = client.get(&format!("{path}?sort=-createdDate&limit=1")).ids();
    let oldest = client.get(&format!("{path}?sort=createdDate&limit=200")).ids();
    assert_eq!(oldest.last(), newest.first());
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn nobody_sends_feedback_on_an_app_that_he_does_not_test() {
    let mut world = World::new(Settings::default(), 1);
    seeds::bare_team(&mut world);
    for name in ["one", "two"] {
        seeds::add_app(&mut world, &format!("com.example.{name}"), name, "en-US");
    }
    let population = "builds=5,testers=3,feedback=20,crashes=9".parse().unwrap();
    seeds::populate(&mut world, &population).unwrap();
    for (kind, count) in [("betaFeedbackScreenshotSubmissions", 20), ("betaFeedbackCrashSubmissions", 9)] {
        let sent = world.store.all(kind).collect::<Vec<_>>();
        assert_eq!(sent.len(), count);
        for one in sent {
            let build = world.store.get("builds", one.one("build").unwrap()).unwrap();
            let tester = world.store.get("betaTesters", one.one("tester").unwrap()).unwrap();
            let app = build.one("app").unwrap();
            assert!(tester.many("apps").contains(&app), "{one:?}");
            assert!(world.store.get("apps", app).unwrap().many(kind).contains(&one.id.as_str()), "{one:?}");
        }
    }
}
