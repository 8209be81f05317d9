use serde_json::{Value, json};

use super::column;
use crate::session::Page;

const LIST: &str = "ios/device/listDevices.action";
const ADD: &str = "ios/device/addDevices.action";
const PHONE: &str = "00008140-000A11CE0BEE8AAA";

fn add(page: &mut Page, platform: &str, class: &str, name: &str, number: &str) -> Value {
    page.done(&format!("{platform}/device/listDevices.action"), &[]);
    let form =
        [("deviceClasses", class), ("deviceNumbers", number), ("deviceNames", name), ("register", "single")];
    page.done(&format!("{platform}/device/addDevices.action"), &form)
}

#[test]
fn a_device_of_the_portal_is_one_of_the_api_and_the_other_way_round() {
    let mut page = Page::signed_in();
    let made = add(&mut page, "ios", "iphone", "Ann's iPhone", PHONE);
    let device = &made["devices"][0];
    assert_eq!((&device["status"], &device["deviceClass"]), (&json!("c"), &json!("iphone")));
    let id = device["deviceId"].as_str().unwrap();
    assert_eq!(page.api(&format!("/v1/devices/{id}"))["data"]["attributes"]["udid"], PHONE);

    let new = json!({ "data": { "type": "devices", "attributes": {
        "name": "Her iPad", "udid": "00008132-000B0B5ADD1E4AAA", "platform": "IOS" } } });
    page.running.with_world(|world| assert_eq!(world.call("POST", "/v1/devices", Some(new)).status, 201));
    let all = page.done(LIST, &[]);
    assert_eq!(column(&all, "devices", "name"), ["Ann's iPhone", "Her iPad"]);
    let tablets = page.done(LIST, &[("deviceClasses", "ipad")]);
    assert_eq!(column(&tablets, "devices", "name"), ["Her iPad"]);
}

#[test]
fn macs_stand_apart() {
    let mut page = Page::signed_in();
    add(&mut page, "mac", "mac", "A Mac", "01234567-89AB-CDEF-0123-456789ABCDEF");
    assert_eq!(page.done(LIST, &[])["devices"], json!([]));
    assert_eq!(column(&page.done("mac/device/listDevices.action", &[]), "devices", "deviceClass"), ["mac"]);
}

#[test]
fn what_is_wrong_with_a_device_is_said_beside_the_code_for_success() {
    let mut page = Page::signed_in();
    add(&mut page, "ios", "iphone", "One", PHONE);
    for (name, number) in
        [("Two", PHONE), ("Three", "no number"), (&*"x".repeat(51), "00008140-000A11CE0BEE8AAB")]
    {
        let answer = add(&mut page, "ios", "iphone", name, number);
        assert_eq!((&answer["devices"], &answer["failedDevices"]), (&json!([]), &json!([number])), "{name}");
        assert!(!answer["validationMessages"][0]["validationUserMessage"].as_str().unwrap().is_empty());
    }
    assert_eq!(page.refused(ADD, &[("deviceClasses", "iphone"), ("deviceNames", "One")]), 35);
    assert_eq!(page.done(LIST, &[])["devices"].as_array().unwrap().len(), 1);
}

#[test]
fn a_device_is_turned_off_and_on_without_a_token() {
    let mut page = Page::signed_in();
    let id = add(&mut page, "ios", "iphone", "One", PHONE)["devices"][0]["deviceId"].clone();
    let id = id.as_str().unwrap();
    page.token = None;
    page.done("ios/device/deleteDevice.action", &[("deviceId", id)]);
    assert_eq!(page.done(LIST, &[("includeRemovedDevices", "false")])["devices"], json!([]));
    let all = page.done(LIST, &[("includeRemovedDevices", "true")]);
    assert_eq!(column(&all, "devices", "status"), ["r"]);
    page.token = None;
    let on = page.done("ios/device/enableDevice.action", &[("displayId", id), ("deviceNumber", PHONE)]);
    assert_eq!(on["device"]["status"], "c");
    assert_eq!(page.refused("ios/device/deleteDevice.action", &[("deviceId", "NOBODYS")]), 8201);
}
