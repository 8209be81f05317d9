use serde_json::{Value, json};

use super::{app_id, column};
use crate::session::Page;

fn detail(page: &mut Page, id: &str) -> Value {
    page.done("ios/identifiers/getAppIdDetail.action", &[("appIdId", id)])["appId"].clone()
}

#[test]
fn an_app_id_is_made_renamed_and_deleted_and_the_api_sees_it() {
    let mut page = Page::signed_in();
    page.done("ios/identifiers/listAppIds.action", &[]);
    let form = [
        ("name", "An App"),
        ("identifier", "com.example.app"),
        ("type", "explicit"),
        ("inAppPurchase", "on"),
        ("gameCenter", "on"),
        ("push", "true"),
        ("homeKit", "false"),
        ("dataProtection", "complete"),
    ];
    let made = page.done("ios/identifiers/addAppId.action", &form)["appId"].clone();
    let id = made["appIdId"].as_str().unwrap();
    assert_eq!((&made["prefix"], &made["isWildCard"]), (&json!("GANTRY2026"), &json!(false)));
    let features = &made["features"];
    assert_eq!((&features["push"], &features["homeKit"]), (&json!(true), &json!(false)));
    assert_eq!((&features["gameCenter"], &features["dataProtection"]), (&json!(true), &json!("complete")));
    assert_eq!(
        page.api(&format!("/v1/bundleIds/{id}"))["data"]["attributes"]["identifier"],
        "com.example.app"
    );

    let renamed = [("appIdId", id), ("name", "Another")];
    assert_eq!(page.done("ios/identifiers/updateAppIdName.action", &renamed)["appId"]["name"], "Another");
    page.done("ios/identifiers/deleteAppId.action", &[("appIdId", id)]);
    assert_eq!(page.refused("ios/identifiers/getAppIdDetail.action", &[("appIdId", id)]), 8201);
    assert_eq!(page.refused("ios/identifiers/deleteAppId.action", &[("appIdId", id)]), 8201);
}

#[test]
fn an_app_id_for_a_mac_stands_with_those_for_macs() {
    let mut page = Page::signed_in();
    page.done("mac/identifiers/listAppIds.action", &[]);
    let form = [("name", "All"), ("identifier", "com.example.*"), ("type", "wildcard")];
    let made = page.done("mac/identifiers/addAppId.action", &form)["appId"].clone();
    assert_eq!((&made["isWildCard"], &made["appIdPlatform"]), (&json!(true), &json!("mac")));
    let mac = page.done("mac/identifiers/listAppIds.action", &[]);
    assert_eq!(column(&mac, "appIds", "identifier"), ["com.example.*"]);
    let ios = page.done("ios/identifiers/listAppIds.action", &[]);
    assert_eq!(column(&ios, "appIds", "identifier"), ["com.example.notes"]);
}

#[test]
fn what_is_wrong_with_an_app_id_is_told_by_its_code() {
    let mut page = Page::signed_in();
    page.done("ios/identifiers/listAppIds.action", &[]);
    for (name, identifier, kind, code) in [
        ("An App", "com.example.notes", "explicit", 9401),
        ("An App", "com.example.ü", "explicit", 9412),
        ("An App", "com.example.*", "explicit", 9412),
        ("An App", "com.example.app", "wildcard", 9412),
        ("An App", "com.example.app", "other", 35),
        ("Dots. And λ", "com.example.app", "explicit", 35),
        ("", "com.example.app", "explicit", 35),
    ] {
        let form = [("name", name), ("identifier", identifier), ("type", kind)];
        assert_eq!(page.refused("ios/identifiers/addAppId.action", &form), code, "{name} {identifier}");
    }
    let form = [("name", "A"), ("identifier", "com.example.a"), ("type", "explicit"), ("homeKit", "perhaps")];
    assert_eq!(page.refused("ios/identifiers/addAppId.action", &form), 35);
    let all = page.done("ios/identifiers/listAppIds.action", &[]);
    assert_eq!(column(&all, "appIds", "identifier"), ["com.example.notes"], "nothing is half made");
}

#[test]
fn an_app_id_with_an_app_stays() {
    let mut page = Page::signed_in();
    let all = page.done("ios/identifiers/listAppIds.action", &[]);
    let id = column(&all, "appIds", "appIdId").remove(0);
    assert_eq!(page.refused("ios/identifiers/deleteAppId.action", &[("appIdId", &id)]), 35);
}

#[test]
fn every_service_is_turned_on_and_off() {
    let mut page = Page::signed_in();
    let id = app_id(&mut page, "com.example.app");
    let features = detail(&mut page, &id)["features"].clone();
    let services = features
        .as_object()
        .unwrap()
        .keys()
        .filter(|name| !["push", "dataProtection", "cloudKitVersion"].contains(&name.as_str()));
    for service in services {
        for on in [true, false] {
            let form = [("displayId", &*id), ("featureType", service), ("featureValue", &*on.to_string())];
            let row = page.done("ios/identifiers/updateService.action", &form)["appId"].clone();
            assert_eq!(row["features"][service], on, "{service}");
            let enabled = row["enabledFeatures"].as_array().unwrap();
            assert_eq!(enabled.iter().any(|one| one == service.as_str()), on, "{service}");
        }
    }
    assert_eq!(page.api(&format!("/v1/bundleIds/{id}/bundleIdCapabilities"))["data"], json!([]));
}

#[test]
fn services_with_several_values_take_each_of_them() {
    let mut page = Page::signed_in();
    let id = app_id(&mut page, "com.example.app");
    for (service, value) in [
        ("dataProtection", "complete"),
        ("dataProtection", "unlessopen"),
        ("dataProtection", "untilfirstauth"),
        ("dataProtection", ""),
        ("cloudKitVersion", "1"),
        ("cloudKitVersion", "2"),
    ] {
        let form = [("displayId", &*id), ("featureType", service), ("featureValue", value)];
        let row = page.done("ios/identifiers/updateService.action", &form)["appId"].clone();
        assert_eq!(row["features"][service], value, "{service}");
    }
    for (service, value, code) in [
        ("dataProtection", "sometimes", 35),
        ("cloudKitVersion", "", 35),
        ("homeKit", "2", 35),
        ("nothing", "true", 1003),
        ("push", "true", 1003),
    ] {
        let form = [("displayId", &*id), ("featureType", service), ("featureValue", value)];
        assert_eq!(page.refused("ios/identifiers/updateService.action", &form), code, "{service}");
    }
    assert_eq!(page.get("/_simulator/departures").body, json!([]));
}

#[test]
fn push_has_an_action_of_its_own() {
    let mut page = Page::signed_in();
    let id = app_id(&mut page, "com.example.app");
    let form = [("displayId", &*id), ("featureType", "push"), ("featureValue", "true")];
    let row = page.done("ios/identifiers/updatePushService.action", &form)["appId"].clone();
    assert_eq!((&row["features"]["push"], &row["isDevPushEnabled"]), (&json!(true), &json!(true)));
    let capabilities = page.api(&format!("/v1/bundleIds/{id}/bundleIdCapabilities"));
    assert!(capabilities.to_string().contains("PUSH_NOTIFICATIONS"));
}
