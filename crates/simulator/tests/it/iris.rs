//! App Store Connect with a session.

use serde_json::{Value, json};

use crate::client::Answer;
use crate::session::Page;

/// A request of App Store Connect's page.
fn iris(page: &mut Page, method: &str, path: &str, body: &Value) -> Answer {
    let headers = [("content-type", "application/json"), ("x-csrf-itc", "[asc-ui]")];
    page.send(method, &format!("/iris{path}"), &headers, (!body.is_null()).then(|| body.to_string()))
}

/// An app as the page asks for one, with a version for each platform.
fn new_app(bundle_id: &str, name: &str, platforms: &[&str]) -> Value {
    let version = |platform: &&str| {
        json!({
            "type": "appStoreVersions", "id": format!("${{store-version-{platform}}}"),
            "attributes": { "platform": platform, "versionString": "2.5" },
        })
    };
    let mut included = platforms.iter().map(version).collect::<Vec<_>>();
    included.push(json!({ "type": "appInfos", "id": "${new-appInfo-id}" }));
    included.push(json!({
        "type": "appInfoLocalizations", "id": "${new-appInfoLocalization-id}",
        "attributes": { "locale": "de-DE", "name": name },
    }));
    json!({
        "data": {
            "type": "apps",
            "attributes": { "sku": format!("SKU {name}"), "primaryLocale": "de-DE", "bundleId": bundle_id },
            "relationships": { "appInfos": { "data": [{ "type": "appInfos", "id": "${new-appInfo-id}" }] } },
        },
        "included": included,
    })
}

fn register(page: &Page, identifier: &str) {
    let new = json!({ "data": { "type": "bundleIds", "attributes": {
        "name": "An App", "identifier": identifier, "platform": "IOS" } } });
    page.running.with_world(|world| assert_eq!(world.call("POST", "/v1/bundleIds", Some(new)).status, 201));
}

#[test]
fn the_resources_of_the_api_are_served_with_links_of_their_own() {
    let mut page = Page::signed_in();
    let apps = iris(&mut page, "GET", "/v1/apps", &Value::Null);
    let own = apps.body["links"]["self"].as_str().unwrap().to_owned();
    assert_eq!((apps.status, own), (200, format!("{}/iris/v1/apps", page.running.endpoint())));
    page.jar.clear();
    assert_eq!(iris(&mut page, "GET", "/v1/apps", &Value::Null).code(), "NOT_AUTHORIZED");
}

#[test]
fn a_write_needs_the_header_of_the_page() {
    let mut page = Page::signed_in();
    let body = crate::client::invitation("new@example.com");
    let without = page.send("POST", "/iris/v1/userInvitations", &[], Some(body.to_string()));
    assert_eq!((without.status, without.code()), (403, "FORBIDDEN_ERROR"));
    assert_eq!(iris(&mut page, "POST", "/v1/userInvitations", &body).status, 201);
    assert_eq!(iris(&mut page, "GET", "/v1/userInvitations", &Value::Null).ids().len(), 1);
}

#[test]
fn an_app_is_made_with_its_name_and_its_versions() {
    let mut page = Page::signed_in();
    register(&page, "com.example.new");
    let made = iris(&mut page, "POST", "/v1/apps", &new_app("com.example.new", "Neu", &["MAC_OS", "IOS"]));
    assert_eq!(made.status, 201, "{}", made.text);
    let attributes = &made.body["data"]["attributes"];
    assert_eq!((&attributes["name"], &attributes["sku"]), (&json!("Neu"), &json!("SKU Neu")));
    assert_eq!(attributes["primaryLocale"], "de-DE");
    let versions = page.api(&format!("/v1/apps/{}/appStoreVersions", made.id()));
    let versions = versions["data"].as_array().unwrap().iter().map(|version| {
        let attributes = &version["attributes"];
        (attributes["platform"].as_str().unwrap(), attributes["versionString"].as_str().unwrap())
    });
    assert_eq!(versions.collect::<Vec<_>>(), [("MAC_OS", "2.5"), ("IOS", "2.5")]);
    assert_eq!(page.get("/_simulator/departures").body, json!([]));
}

#[test]
fn an_app_that_cannot_be_is_refused_and_leaves_nothing() {
    let mut page = Page::signed_in();
    register(&page, "com.example.new");
    let good = new_app("com.example.new", "Neu", &["IOS"]);
    let without = |pointer: &str, name: &str| {
        let mut app = good.clone();
        app.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(name);
        app
    };
    let mut same_sku = good.clone();
    same_sku["data"]["attributes"]["sku"] = "COM-EXAMPLE-NOTES".into();
    for (app, pointer) in [
        (new_app("com.example.unknown", "Neu", &["IOS"]), "bundleId"),
        (new_app("com.example.notes", "Neu", &["IOS"]), "bundleId"),
        (new_app("com.example.new", "notes", &["IOS"]), "name"),
        (new_app("com.example.new", "Neu", &[]), "platform"),
        (new_app("com.example.new", "Neu", &["PALM_OS"]), "platform"),
        (same_sku, "sku"),
        (without("/data/attributes", "sku"), "sku"),
        (without("/data/attributes", "primaryLocale"), "primaryLocale"),
        (without("/included/2/attributes", "name"), "name"),
        (json!({}), "bundleId"),
    ] {
        let answer = iris(&mut page, "POST", "/v1/apps", &app);
        let at = answer.body["errors"][0]["source"]["pointer"].as_str().unwrap_or_default();
        assert_eq!((answer.status, at), (409, &*format!("/data/attributes/{pointer}")), "{}", answer.text);
    }
    let twice = iris(&mut page, "POST", "/v1/apps", &new_app("com.example.new", "Neu", &["IOS", "IOS"]));
    assert_eq!(twice.status, 409, "{}", twice.text);
    assert_eq!(page.api("/v1/apps")["data"].as_array().unwrap().len(), 1);
}

#[test]
fn an_app_is_taken_from_sale_and_removed() {
    let mut page = Page::signed_in();
    let id = iris(&mut page, "GET", "/v1/apps", &Value::Null).ids().remove(0);
    let path = format!("/v1/apps/{id}");
    let nowhere = json!({ "data": { "type": "apps", "id": id,
        "relationships": { "availableTerritories": { "data": [] } } } });
    assert_eq!(iris(&mut page, "PATCH", &path, &nowhere).status, 200);
    let territories = page.api(&format!("/v2/appAvailabilities/{id}/territoryAvailabilities?limit=5"));
    let territories = territories["data"].as_array().unwrap();
    assert!(territories.iter().all(|one| one["attributes"]["available"] == false) && territories.len() == 5);
    let removed = json!({ "data": { "type": "apps", "id": id, "attributes": { "removed": true } } });
    let answer = iris(&mut page, "PATCH", &path, &removed);
    assert_eq!((answer.status, &answer.body["data"]["attributes"]["removed"]), (200, &json!(true)));
    assert_eq!(iris(&mut page, "PATCH", &path, &removed).status, 404);
    let rename = json!({ "data": { "type": "apps", "id": id, "attributes": { "sku": "x" } } });
    assert!(iris(&mut page, "PATCH", &path, &rename).status >= 400, "the rest is the API's");
}

#[test]
fn the_team_that_the_session_shows_is_served() {
    let mut page = Page::signed_in();
    let other = json!({ "provider": { "providerId": 118_574 } });
    page.post("POST", "/olympus/v1/session", &other, &[]);
    assert!(iris(&mut page, "GET", "/v1/apps", &Value::Null).ids().is_empty());
    assert!(!iris(&mut page, "GET", "/v1/territories", &Value::Null).ids().is_empty());
}

#[test]
fn parts_of_files_go_where_those_of_the_api_go() {
    let mut page = Page::signed_in();
    let endpoint = page.running.endpoint();
    iris(&mut page, "GET", "/v1/apps", &Value::Null);
    let owner = simulator::engine::store::Identifier::new("appScreenshots", "s");
    let apple = "https://appstoreconnect.apple.com:8443/iris".to_owned();
    for (origin, expected) in [
        (format!("{endpoint}/iris"), &*endpoint),
        (endpoint.clone(), &*endpoint),
        (apple, "https://api.appstoreconnect.apple.com:8443"),
    ] {
        let parts = page.running.with_world(|world| {
            world.origin = origin;
            world.open_upload(&owner, 3)
        });
        assert!(parts[0].url.starts_with(&format!("{expected}/_upload/")), "{}", parts[0].url);
    }
}
