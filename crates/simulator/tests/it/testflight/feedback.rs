//! What testers send in: feedback with pictures, and crashes with logs.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::{Options, image};

use crate::client::Client;

const FEEDBACK: &str = "betaFeedbackScreenshotSubmissions";
const CRASHES: &str = "betaFeedbackCrashSubmissions";

/// A team whose testers had something to say.
fn heard() -> (Client, String) {
    let population = "builds=4,betaTesters=6,feedback=12,crashes=5".parse().unwrap();
    let client = Client::start_with(Options { population, ..Options::default() });
    let app = client.app();
    (client, app)
}

fn of_first(client: &Client, app: &str, kind: &str) -> Value {
    let answer = client.get(&format!("/v1/apps/{app}/{kind}?include=build,tester&sort=-createdDate"));
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body["data"][0].clone()
}

#[test]
fn feedback_tells_of_its_sender_its_build_and_its_device() {
    let (client, app) = heard();
    for (kind, count) in [(FEEDBACK, 12), (CRASHES, 5)] {
        let first = of_first(&client, &app, kind);
        let attributes = &first["attributes"];
        assert_eq!(attributes["buildBundleId"], "com.example.notes");
        let tester = first["relationships"]["tester"]["data"]["id"].as_str().unwrap();
        let tester = client.get(&format!("/v1/betaTesters/{tester}")).body;
        assert_eq!(tester["data"]["attributes"]["email"], attributes["email"]);
        let id = first["id"].as_str().unwrap();
        assert_eq!(client.get(&format!("/v1/{kind}/{id}?include=build")).id(), id);
        let all = client.get(&format!("/v1/apps/{app}/{kind}?sort=createdDate&limit=200"));
        let dates = all.body["data"].as_array().unwrap().iter();
        let dates = dates.map(|one| one["attributes"]["createdDate"].as_str().unwrap().to_owned());
        let dates = dates.collect::<Vec<_>>();
        assert_eq!(dates.len(), count);
        assert_eq!(dates.last().unwrap(), attributes["createdDate"].as_str().unwrap());
        assert_eq!(client.get(&format!("/v1/apps/{app}/relationships/{kind}?limit=200")).ids().len(), count);
    }
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn feedback_is_filtered_by_all_that_apple_names() {
    let (client, app) = heard();
    let all = client.get(&format!("/v1/apps/{app}/{FEEDBACK}?limit=200&include=build,tester"));
    let one = all.body["data"][3].clone();
    let to = |name: &str| one["relationships"][name]["data"]["id"].as_str().unwrap().to_owned();
    let attribute = |name: &str| one["attributes"][name].as_str().unwrap().to_owned();
    let train = client.get(&format!("/v1/builds/{}/preReleaseVersion", to("build"))).id();
    let other = |of: &Value, name: &str, value: &str| of["relationships"][name]["data"]["id"] != value;
    for (filter, value) in [
        ("deviceModel", attribute("deviceModel")),
        ("osVersion", attribute("osVersion")),
        ("appPlatform", "IOS".into()),
        ("devicePlatform", "IOS".into()),
        ("build", to("build")),
        ("build.preReleaseVersion", train),
        ("tester", to("tester")),
    ] {
        let target = format!("/v1/apps/{app}/{FEEDBACK}?include=build,tester&filter[{filter}]={value}");
        let found = client.get(&target);
        assert!(found.ids().contains(&one["id"].as_str().unwrap().to_owned()), "{filter}: {}", found.text);
        let data = found.body["data"].as_array().unwrap();
        if matches!(filter, "build" | "tester") {
            assert!(data.len() < 12 && !data.iter().any(|one| other(one, filter, &value)), "{filter}");
        }
    }
    assert_eq!(client.get(&format!("/v1/apps/{app}/{FEEDBACK}?filter[appPlatform]=TV_OS")).ids(), [""; 0]);
    assert_eq!(client.get(&format!("/v1/apps/{app}/{FEEDBACK}?sort=email")).status, 400);
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn a_picture_is_had_without_credentials_until_its_address_expires() {
    let (mut client, app) = heard();
    let first = of_first(&client, &app, FEEDBACK);
    let pictures = first["attributes"]["screenshots"].as_array().unwrap().clone();
    let url = pictures[0]["url"].as_str().unwrap().to_owned();
    assert!(url.starts_with(&client.running.endpoint()), "{url}");
    assert_eq!(client.get(&url).status, 400, "a token has no business there");
    client.bearer = None;
    for picture in &pictures {
        let (headers, bytes) = client.download(picture["url"].as_str().unwrap());
        assert_eq!(headers["content-type"], "image/png");
        let image = image::read(&bytes).unwrap();
        assert_eq!(
            (json!(image.width), json!(image.height)),
            (picture["width"].clone(), picture["height"].clone())
        );
    }
    let (place, query) = url.split_once('?').unwrap();
    assert_eq!(client.get(place).status, 403);
    assert_eq!(client.get(&format!("{place}?{}", query.replacen("expires=1", "expires=2", 1))).status, 403);
    assert_eq!(client.get(&url.replace("/0?", "/7?")).status, 404);
    assert_eq!(client.get(&url.replace("/0?", "/x?")).status, 404);
    client.running.with_world(|world| world.advance(Duration::from_mins(50)));
    assert_eq!(client.get(&url).status, 200);
    client.running.with_world(|world| world.advance(Duration::from_mins(12)));
    assert_eq!(client.get(&url).status, 403);
    client.renew_token();
    let again = of_first(&client, &app, FEEDBACK)["attributes"]["screenshots"][0]["url"].clone();
    client.bearer = None;
    assert_eq!(client.get(again.as_str().unwrap()).status, 200);
}

#[test]
fn a_crash_has_a_log_which_goes_with_it() {
    let (client, app) = heard();
    let crash = of_first(&client, &app, CRASHES);
    let id = crash["id"].as_str().unwrap();
    let log = client.get(&format!("/v1/{CRASHES}/{id}/crashLog"));
    let text = log.body["data"]["attributes"]["logText"].as_str().unwrap();
    assert!(text.contains("Identifier:          com.example.notes\n"), "{text}");
    assert!(text.contains(crash["attributes"]["deviceModel"].as_str().unwrap()), "{text}");
    let linked = client.get(&format!("/v1/{CRASHES}/{id}/relationships/crashLog"));
    assert_eq!(linked.id(), log.id());
    let path = format!("/v1/betaCrashLogs/{}", log.id());
    assert_eq!(client.get(&path).status, 200);
    assert_eq!(client.delete(&format!("/v1/{CRASHES}/{id}")).status, 204);
    assert_eq!(client.get(&path).status, 404);
    assert_eq!(client.get(&format!("/v1/apps/{app}/{CRASHES}")).ids().len(), 4);
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn deleted_feedback_is_gone_with_its_pictures() {
    let (mut client, app) = heard();
    let first = of_first(&client, &app, FEEDBACK);
    let path = format!("/v1/{FEEDBACK}/{}", first["id"].as_str().unwrap());
    assert_eq!(client.delete(&path).status, 204);
    assert_eq!(client.delete(&path).status, 404);
    assert_eq!(client.get(&format!("/v1/apps/{app}/{FEEDBACK}")).ids().len(), 11);
    client.bearer = None;
    assert_eq!(client.get(first["attributes"]["screenshots"][0]["url"].as_str().unwrap()).status, 404);
}

#[test]
fn feedback_alone_brings_the_build_and_the_tester_that_it_needs() {
    let options = Options { population: "feedback=2,crashes=1".parse().unwrap(), ..Options::default() };
    let client = Client::start_with(options);
    let app = client.app();
    assert_eq!(client.get("/v1/builds").ids().len(), 1);
    for kind in [FEEDBACK, CRASHES] {
        assert!(of_first(&client, &app, kind)["relationships"]["tester"]["data"]["id"].is_string());
    }
}

#[test]
fn feedback_outlives_its_tester() {
    let (client, app) = heard();
    let first = of_first(&client, &app, FEEDBACK);
    let tester = first["relationships"]["tester"]["data"]["id"].as_str().unwrap();
    assert_eq!(client.delete(&format!("/v1/betaTesters/{tester}")).status, 204);
    let left = of_first(&client, &app, FEEDBACK);
    assert_eq!((&left["id"], &left["relationships"]["tester"]["data"]), (&first["id"], &Value::Null));
    assert_eq!(left["attributes"]["email"], first["attributes"]["email"]);
    assert_eq!(client.departures(), json!([]));
}
