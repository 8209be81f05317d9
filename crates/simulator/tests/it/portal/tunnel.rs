use serde_json::{Value, json};

use super::app_id;
use crate::client::Answer;
use crate::session::Page;

/// A request as the portal's newer pages send it.
fn tunnel(page: &mut Page, method: &str, path: &str, body: &Value) -> Answer {
    let mut headers =
        vec![("content-type", "application/vnd.api+json"), ("x-requested-with", "XMLHttpRequest")];
    let is_hidden = matches!(method, "GET" | "DELETE");
    if is_hidden {
        headers.push(("x-http-method-override", method));
    }
    let real = if is_hidden { "POST" } else { method };
    page.send(real, &format!("/services-account{path}"), &headers, Some(body.to_string()))
}

fn list(page: &mut Page, path: &str, query: &Value) -> Answer {
    tunnel(page, "GET", path, &json!({ "urlEncodedQueryParams": query, "teamId": "GANTRY2026" }))
}

fn device(number: &str) -> Value {
    json!({ "data": { "type": "devices", "attributes": {
        "name": "A phone", "udid": number, "platform": "IOS", "teamId": "GANTRY2026" } } })
}

#[test]
fn the_api_is_read_written_and_deleted_from_through_the_tunnel() {
    let mut page = Page::signed_in();
    for number in ["00008140-000A11CE0BEE8AAA", "00008140-000A11CE0BEE8AAB"] {
        let made = tunnel(&mut page, "POST", "/v1/devices", &device(number));
        assert_eq!(made.status, 201, "{}", made.text);
    }
    let first = list(&mut page, "/v1/devices", &json!("limit=1&filter%5Bplatform%5D=IOS"));
    assert_eq!(first.ids().len(), 1);
    let next = first.body["links"]["next"].as_str().unwrap();
    let next = next.strip_prefix(&page.running.endpoint()).unwrap();
    let next = next.strip_prefix("/services-account").expect("the place of the tunnel").to_owned();
    let second = list(&mut page, &next, &Value::Null);
    assert_eq!((second.status, second.ids().len()), (200, 1), "{}", second.text);
    assert_ne!(first.ids(), second.ids());

    let change = json!({ "data": { "type": "devices", "id": first.ids()[0], "attributes": { "status": "DISABLED" } } });
    let path = format!("/v1/devices/{}", first.ids()[0]);
    assert_eq!(tunnel(&mut page, "PATCH", &path, &change).body["data"]["attributes"]["status"], "DISABLED");
    let app = app_id(&mut page, "com.example.app");
    let gone = json!({ "teamId": "GANTRY2026" });
    assert_eq!(tunnel(&mut page, "DELETE", &format!("/v1/bundleIds/{app}"), &gone).status, 204);
    assert_eq!(page.get("/_simulator/departures").body, json!([]));
}

#[test]
fn the_tunnel_is_of_the_team_that_is_named_or_was_named_last() {
    let mut page = Page::signed_in();
    let mut theirs = device("00008140-000A11CE0BEE8AAA");
    theirs["data"]["attributes"]["teamId"] = "EXAMPLE002".into();
    let made = tunnel(&mut page, "POST", "/v1/devices", &theirs);
    assert!(page.api("/v1/devices")["data"].as_array().unwrap().is_empty());
    let change = json!({ "data": { "type": "devices", "id": made.id(), "attributes": { "name": "New" } } });
    let path = format!("/v1/devices/{}", made.id());
    assert_eq!(
        tunnel(&mut page, "PATCH", &path, &change).status,
        200,
        "no team is named: it is the last one"
    );
    let none = json!({ "urlEncodedQueryParams": null, "teamId": "SOMEBODYS1" });
    assert_eq!(tunnel(&mut page, "GET", "/v1/devices", &none).status, 403);
    page.jar.clear();
    assert_eq!(list(&mut page, "/v1/devices", &Value::Null).status, 401);
    assert_eq!(page.send("POST", "/services-account/v1/devices", &[], Some("{".into())).status, 401);
}

#[test]
fn capabilities_come_with_the_bundle_id() {
    let mut page = Page::signed_in();
    let id = app_id(&mut page, "com.example.app");
    let known = list(&mut page, "/v1/capabilities", &json!(format!("filter[bundleId]={id}")));
    assert!(known.ids().contains(&"ICLOUD".to_owned()));
    let capability = |name: &str, enabled: bool, settings: Value| {
        json!({
            "type": "bundleIdCapabilities",
            "attributes": { "enabled": enabled, "settings": settings },
            "relationships": { "capability": { "data": { "type": "capabilities", "id": name } } },
        })
    };
    let change = |page: &mut Page, all: Value| {
        let body = json!({ "data": {
            "type": "bundleIds", "id": id,
            "attributes": { "teamId": "GANTRY2026", "seedId": "GANTRY2026" },
            "relationships": { "bundleIdCapabilities": { "data": all } },
        } });
        tunnel(page, "PATCH", &format!("/v1/bundleIds/{id}"), &body)
    };
    let settings = json!([{ "key": "ICLOUD_VERSION", "options": [{ "key": "XCODE_6", "enabled": true }] }]);
    let on = change(
        &mut page,
        json!([capability("ICLOUD", true, settings), capability("HOMEKIT", true, json!([]))]),
    );
    assert_eq!(on.status, 200, "{}", on.text);
    let types = |answer: &Answer| {
        let all = answer.body["included"].as_array().cloned().unwrap_or_default();
        all.iter()
            .map(|one| one["attributes"]["capabilityType"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(types(&on), ["IN_APP_PURCHASE", "ICLOUD", "HOMEKIT"]);
    let detail = page.done("ios/identifiers/getAppIdDetail.action", &[("appIdId", &id)]);
    assert_eq!(detail["appId"]["features"]["cloudKitVersion"], "2");
    let off = change(&mut page, json!([capability("ICLOUD", false, Value::Null)]));
    assert_eq!(types(&off), ["IN_APP_PURCHASE", "HOMEKIT"]);
    let both = json!([capability("HOMEKIT", false, Value::Null), capability("NOTHING", true, Value::Null)]);
    assert_eq!(change(&mut page, both).status, 409);
    assert_eq!(types(&change(&mut page, json!([]))), ["IN_APP_PURCHASE", "HOMEKIT"], "all or nothing");
}
