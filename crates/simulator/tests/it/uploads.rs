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
