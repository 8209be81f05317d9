//! Creating, changing, linking and deleting.

use serde_json::{Value, json};
use simulator::engine::store::Stored;

use crate::client::Client;

fn document(kind: &str, attributes: &Value, relationships: &Value) -> Value {
    json!({ "data": { "type": kind, "attributes": attributes, "relationships": relationships } })
}

fn one(kind: &str, id: &str) -> Value {
    json!({ "data": { "type": kind, "id": id } })
}

#[test]
fn what_is_created_can_be_read_changed_and_deleted() {
    let client = Client::start();
    let made = client.invite("ann@example.com");
    assert_eq!(made.status, 201);
    let home = format!("{}/v1/userInvitations/{}", client.running.endpoint(), made.id());
    assert_eq!(made.body["data"]["links"]["self"], home);
    assert_eq!(client.get(&home).body["data"]["attributes"]["email"], "ann@example.com");
    let gone = client.delete(&home);
    assert_eq!((gone.status, gone.text.as_str()), (204, ""));
    assert_eq!(client.get(&home).status, 404);
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn null_clears_and_what_is_absent_stays() {
    let client = Client::start();
    let app = one("apps", &client.app());
    let webhook = document(
        "webhooks",
        &json!({ "name": "n", "url": "https://example.com", "secret": "s", "enabled": true, "eventTypes": [] }),
        &json!({ "app": app }),
    );
    let made = client.send("POST", "/v1/webhooks", &webhook);
    assert_eq!(made.status, 201, "{}", made.text);
    let patch = |attributes: Value| {
        let body = json!({ "data": { "type": "webhooks", "id": made.id(), "attributes": attributes } });
        client.send("PATCH", &format!("/v1/webhooks/{}", made.id()), &body).body["data"]["attributes"].clone()
    };
    let changed = patch(json!({ "name": "other" }));
    assert_eq!((&changed["name"], &changed["url"]), (&json!("other"), &json!("https://example.com")));
    let cleared = patch(json!({ "url": null }));
    assert_eq!((&cleared["name"], &cleared["url"]), (&json!("other"), &Value::Null));
}

#[test]
fn a_link_can_be_followed_from_both_ends() {
    let client = Client::start();
    let app = client.app();
    let webhook = document(
        "webhooks",
        &json!({ "name": "n", "url": "https://example.com", "secret": "s", "enabled": true, "eventTypes": [] }),
        &json!({ "app": one("apps", &app) }),
    );
    let id = client.send("POST", "/v1/webhooks", &webhook).id();
    assert_eq!(client.get(&format!("/v1/apps/{app}/webhooks")).ids(), [id.as_str()]);
    assert_eq!(client.get(&format!("/v1/apps/{app}/relationships/webhooks")).ids(), [id.as_str()]);
    client.delete(&format!("/v1/webhooks/{id}"));
    assert_eq!(client.get(&format!("/v1/apps/{app}/webhooks")).ids(), [""; 0]);
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn relationship_paths_add_replace_and_remove() {
    let client = Client::start();
    let user = client.get("/v1/users").ids().remove(0);
    let second = client.running.with_world(|world| world.insert(Stored::new("apps", "")));
    let first = client.app();
    let path = format!("/v1/users/{user}/relationships/visibleApps");
    let edit = |method: &str, ids: &[&str]| {
        let data = ids.iter().map(|id| json!({ "type": "apps", "id": id })).collect::<Value>();
        client.send(method, &path, &json!({ "data": data })).status
    };
    let linked = || client.get(&path).ids();
    assert_eq!(edit("POST", &[&first]), 204);
    assert_eq!(edit("POST", &[&second, &first]), 204);
    assert_eq!(linked(), [first.as_str(), second.as_str()]);
    assert_eq!(edit("PATCH", &[&second, &first]), 204);
    assert_eq!(linked(), [second.as_str(), first.as_str()]);
    assert_eq!(edit("DELETE", &[&second]), 204);
    assert_eq!(linked(), [first.as_str()]);
    assert_eq!(edit("PATCH", &[]), 204);
    assert_eq!(linked(), [""; 0]);
    assert_eq!(edit("POST", &["0"]), 409);
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn a_deleted_resource_takes_what_it_owns_along() {
    let client = Client::start();
    let app = client.app();
    let group = document("betaGroups", &json!({ "name": "g" }), &json!({ "app": one("apps", &app) }));
    let group = client.send("POST", "/v1/betaGroups", &group).id();
    let criteria = document(
        "betaRecruitmentCriteria",
        &json!({ "deviceFamilyOsVersionFilters": [{ "deviceFamily": "IPHONE", "minimumOsInclusive": "18" }] }),
        &json!({ "betaGroup": one("betaGroups", &group) }),
    );
    let made = client.send("POST", "/v1/betaRecruitmentCriteria", &criteria);
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(client.delete(&format!("/v1/betaGroups/{group}")).status, 204);
    let left =
        client.running.with_world(|world| world.store.get("betaRecruitmentCriteria", &made.id()).cloned());
    assert_eq!(left, None);
}

#[test]
fn inline_creates_come_along_or_nothing_happens() {
    let client = Client::start();
    let app = client.running.with_world(|world| {
        world.insert(Stored::new("appPricePoints", "point"));
        world.insert(Stored::new("apps", ""))
    });
    let schedule = |local: &str, point: &str| {
        json!({
            "data": { "type": "appPriceSchedules", "relationships": {
                "app": one("apps", &app),
                "baseTerritory": one("territories", "USA"),
                "manualPrices": { "data": [{ "type": "appPrices", "id": "${price}" }] } } },
            "included": [{ "type": "appPrices", "id": local, "attributes": { "startDate": null },
                "relationships": { "appPricePoint": one("appPricePoints", point) } }]
        })
    };
    let wrong = client.send("POST", "/v1/appPriceSchedules", &schedule("price", "point"));
    assert_eq!((wrong.status, wrong.code()), (409, "ENTITY_ERROR.INCLUDED.INVALID_ID"));
    let dangling = client.send("POST", "/v1/appPriceSchedules", &schedule("${price}", "none"));
    assert_eq!(dangling.body["errors"][0]["source"]["pointer"], "/included/0/relationships/appPricePoint");
    let other = client.send("POST", "/v1/appPriceSchedules", &schedule("${other}", "point"));
    assert_eq!(other.body["errors"][0]["source"]["pointer"], "/data/relationships/manualPrices");
    assert_eq!(client.get(&format!("/v1/apps/{app}/appPriceSchedule")).status, 404);

    let made = client.send("POST", "/v1/appPriceSchedules", &schedule("${price}", "point"));
    assert_eq!(made.status, 201, "{}", made.text);
    let prices =
        client.get(&format!("/v1/appPriceSchedules/{}/manualPrices?include=appPricePoint", made.id()));
    assert_eq!(prices.body["included"][0]["id"], "point");
    let again = client.send("POST", "/v1/appPriceSchedules", &schedule("${price}", "point"));
    let current = client.get(&format!("/v1/apps/{app}/appPriceSchedule"));
    assert_eq!(current.id(), again.id());
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn a_second_of_what_there_is_one_of_is_refused() {
    let client = Client::start();
    let app = client.app();
    let agreement = document(
        "endUserLicenseAgreements",
        &json!({ "agreementText": "Be kind." }),
        &json!({ "app": one("apps", &app),
                 "territories": { "data": [{ "type": "territories", "id": "USA" }] } }),
    );
    let path = format!("/v1/apps/{app}/endUserLicenseAgreement");
    assert_eq!(client.get(&path).status, 404);
    assert_eq!(client.send("POST", "/v1/endUserLicenseAgreements", &agreement).status, 201);
    let second = client.send("POST", "/v1/endUserLicenseAgreements", &agreement);
    assert_eq!((second.status, second.code()), (409, "ENTITY_ERROR.RELATIONSHIP.INVALID"));
    assert_eq!(client.get(&path).status, 200);
}
