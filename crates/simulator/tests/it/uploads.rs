//! Addresses for parts.

use serde_json::{Value, json};
use simulator::Options;
use simulator::engine::store::{Identifier, Stored};
use simulator::settings::Settings;

use crate::client::Client;

const MEDIA: (&str, &str) = ("content-type", "application/octet-stream");

fn open(size: u64) -> (Client, Identifier, Vec<String>) {
    let settings = Settings { part_size: 4, ..Settings::default() };
    let client = Client::start_with(Options { settings, ..Options::default() });
    client.get("/v1/apps");
    let owner = Identifier::new("appScreenshots", "s");
    let parts = client.running.with_world(|world| world.open_upload(&owner, size));
    (client, owner, parts.into_iter().map(|part| part.url).collect())
}

#[test]
fn parts_in_any_order_make_up_the_file_and_stand_in_the_log() {
    let (client, owner, urls) = open(6);
    assert_eq!(client.put(&urls[1], &[MEDIA], b"ef"), 200);
    assert_eq!(client.put(&urls[0], &[MEDIA], b"abcd"), 200);
    let bytes = client.running.with_world(|world| world.uploads.bytes(&owner));
    assert_eq!(bytes.unwrap(), b"abcdef");
    let log = client.get("/_simulator/requests").body;
    assert_eq!(log[1]["class"], "upload");
    assert_eq!(log[1]["write"], true);
}

#[test]
fn a_part_must_be_what_was_agreed() {
    let (client, owner, urls) = open(4);
    assert_eq!(client.put(&urls[0], &[MEDIA], b"abc"), 400);
    assert_eq!(client.put(&urls[0], &[MEDIA], b"abcde"), 400);
    assert_eq!(client.put(&urls[0], &[], b"abcd"), 403);
    assert_eq!(client.put(&urls[0], &[MEDIA, ("authorization", "Bearer x")], b"abcd"), 400);
    let elsewhere = format!("{}/_upload/nothing/1", client.running.endpoint());
    assert_eq!(client.put(&elsewhere, &[MEDIA], b"abcd"), 404);
    assert_eq!(client.running.with_world(|world| world.uploads.bytes(&owner)), None);
}

#[test]
fn an_asset_without_rules_of_its_own_is_complete_once_its_parts_are_here() {
    let client = Client::start();
    client.running.with_world(|world| world.insert(Stored::new("subscriptions", "s")));
    let body = json!({ "data": { "type": "subscriptionAppStoreReviewScreenshots",
        "attributes": { "fileName": "a.png", "fileSize": 4 },
        "relationships": { "subscription": { "data": { "type": "subscriptions", "id": "s" } } } } });
    let made = client.send("POST", "/v1/subscriptionAppStoreReviewScreenshots", &body);
    let attributes = &made.body["data"]["attributes"];
    assert_eq!(attributes["assetDeliveryState"]["state"], "AWAITING_UPLOAD");
    let path = format!("/v1/subscriptionAppStoreReviewScreenshots/{}", made.id());
    let body = json!({ "data": { "type": "subscriptionAppStoreReviewScreenshots", "id": made.id(),
        "attributes": { "uploaded": true } } });
    assert_eq!(client.send("PATCH", &path, &body).code(), "ENTITY_ERROR.ATTRIBUTE.INVALID");
    assert_eq!(
        client.put(attributes["uploadOperations"][0]["url"].as_str().unwrap(), &[MEDIA], b"abcd"),
        200
    );
    let done = client.send("PATCH", &path, &body);
    assert_eq!(done.body["data"]["attributes"]["assetDeliveryState"]["state"], "COMPLETE");
    assert_eq!(done.body["data"]["attributes"]["uploadOperations"], Value::Null);
    assert_eq!(client.departures(), json!([]));
}

/// A complete screenshot of an app's version; its id.
fn screenshot(client: &Client, picture: &[u8]) -> String {
    let version = client.get(&format!("/v1/apps/{}/appStoreVersions", client.app())).ids().remove(0);
    let path = format!("/v1/appStoreVersions/{version}/appStoreVersionLocalizations");
    let text = client.get(&path).ids().remove(0);
    let create = |kind: &str, attributes: Value, to: (&str, &str, &str)| {
        let (name, target, id) = to;
        let parent = json!({ name: { "data": { "type": target, "id": id } } });
        let data = json!({ "type": kind, "attributes": attributes, "relationships": parent });
        client.send("POST", &format!("/v1/{kind}"), &json!({ "data": data }))
    };
    let parent = ("appStoreVersionLocalization", "appStoreVersionLocalizations", text.as_str());
    let kind = json!({ "screenshotDisplayType": "APP_IPHONE_67" });
    let set = create("appScreenshotSets", kind, parent).id();
    let file = json!({ "fileName": "1.png", "fileSize": picture.len() });
    let made = create("appScreenshots", file, ("appScreenshotSet", "appScreenshotSets", &set));
    let url = made.body["data"]["attributes"]["uploadOperations"][0]["url"].as_str().unwrap().to_owned();
    assert_eq!(client.put(&url, &[MEDIA], picture), 200);
    let data = json!({ "type": "appScreenshots", "id": made.id(), "attributes": { "uploaded": true } });
    let path = format!("/v1/appScreenshots/{}", made.id());
    assert_eq!(client.send("PATCH", &path, &json!({ "data": data })).status, 200);
    client.running.with_world(|world| world.advance(std::time::Duration::from_mins(1)));
    assert_eq!(client.put(&url, &[MEDIA], picture), 403, "what is complete takes no other bytes");
    made.id()
}

#[test]
fn a_screenshot_is_given_out_as_it_was_uploaded_and_without_credentials() {
    let mut client = Client::start();
    let mut picture = Vec::new();
    let mut encoder = png::Encoder::new(&mut picture, 1290, 2796);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![0x55; 1290 * 2796 * 3]).unwrap();
    writer.finish().unwrap();
    let id = screenshot(&client, &picture);
    let asset =
        client.get(&format!("/v1/appScreenshots/{id}")).body["data"]["attributes"]["imageAsset"].clone();
    let template = asset["templateUrl"].as_str().unwrap().to_owned();
    assert!(template.starts_with(&client.running.endpoint()), "{template}");
    let url = template.replace("{w}", "1290").replace("{h}", "2796").replace("{f}", "png");
    assert_eq!(client.get(&url).status, 400, "a token has no business there");
    let path = format!("/v1/appScreenshots/{id}");
    let bearer = client.bearer.take();
    let (headers, bytes) = client.download(&url);
    assert_eq!(headers["content-type"], "image/png");
    assert!(bytes == picture, "the bytes are those that were uploaded");
    assert_eq!(client.get(&template).status, 404, "its places are not filled in");
    client.bearer = bearer;
    assert_eq!(client.delete(&path).status, 204);
    client.bearer = None;
    assert_eq!(client.get(&url).status, 404);
}
