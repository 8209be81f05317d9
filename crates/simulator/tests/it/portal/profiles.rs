use plist::Value as Plist;
use serde_json::{Value, json};

use super::{app_id, column};
use crate::provisioning::signing_request;
use crate::session::Page;

const LIST: &str = "ios/profile/listProvisioningProfiles.action";
const CREATE: &str = "ios/profile/createProvisioningProfile.action";
const REPAIR: &str = "ios/profile/regenProvisioningProfile.action";
const DOWNLOAD: &str = "ios/profile/downloadProfileContent";

/// An app id, a certificate for the store and one for development, and two devices.
struct Parts {
    app: String,
    distribution: String,
    development: String,
    devices: [String; 2],
}

fn parts(page: &mut Page) -> Parts {
    let app = app_id(page, "com.example.app");
    let mut certificate = |kind: &str| {
        page.done("ios/certificate/listCertRequests.action", &[]);
        let form = [("type", kind), ("csrContent", &*signing_request())];
        let made = page.done("ios/certificate/submitCertificateRequest.action", &form);
        made["certRequest"]["certificateId"].as_str().unwrap().to_owned()
    };
    let (distribution, development) = (certificate("WXV89964HE"), certificate("83Q87W3TGH"));
    let devices = ["00008140-000A11CE0BEE8AAA", "00008140-000A11CE0BEE8AAB"].map(|number| {
        page.done("ios/device/listDevices.action", &[]);
        let form = [("deviceClasses", "iphone"), ("deviceNumbers", number), ("deviceNames", "A phone")];
        let made = page.done("ios/device/addDevices.action", &form);
        made["devices"][0]["deviceId"].as_str().unwrap().to_owned()
    });
    page.done(LIST, &[]);
    Parts { app, distribution, development, devices }
}

fn store<'a>(parts: &'a Parts, name: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("provisioningProfileName", name),
        ("appIdId", &parts.app),
        ("distributionType", "store"),
        ("certificateIds", &parts.distribution),
        ("deviceIds", ""),
    ]
}

fn id(answer: &Value) -> String {
    answer["provisioningProfile"]["provisioningProfileId"].as_str().unwrap().to_owned()
}

#[test]
fn a_profile_is_made_shown_downloaded_and_deleted() {
    let mut page = Page::signed_in();
    let parts = parts(&mut page);
    let made = page.done(CREATE, &store(&parts, "For the store"));
    let row = &made["provisioningProfile"];
    assert_eq!((&row["status"], &row["distributionMethod"]), (&json!("Active"), &json!("store")));
    assert_eq!((&row["appId"]["appIdId"], &row["devices"]), (&json!(parts.app), &json!([])));
    assert_eq!(column(row, "certificates", "certificateId"), [parts.distribution.as_str()]);
    let id = id(&made);
    assert_eq!(page.api(&format!("/v1/profiles/{id}"))["data"]["attributes"]["profileType"], "IOS_APP_STORE");
    let detail = page.done("ios/profile/getProvisioningProfile.action", &[("provisioningProfileId", &id)]);
    assert_eq!(detail["provisioningProfile"]["UUID"], row["UUID"]);

    let file = page.file(DOWNLOAD, &format!("provisioningProfileId={id}"));
    assert_eq!(file.status, 200);
    assert!(file.text.contains("DOCTYPE plist PUBLIC") && file.text.contains(row["UUID"].as_str().unwrap()));
    page.done("ios/profile/deleteProvisioningProfile.action", &[("provisioningProfileId", &id)]);
    assert_eq!(page.done(LIST, &[])["provisioningProfiles"], json!([]));
    assert_eq!(page.file(DOWNLOAD, &format!("provisioningProfileId={id}")).status, 404);
}

#[test]
fn every_way_of_distribution_has_its_type() {
    let mut page = Page::signed_in();
    let parts = parts(&mut page);
    let devices = [("deviceIds", &*parts.devices[0]), ("deviceIds", &*parts.devices[1])];
    for (way, below, certificate, with_devices, kind) in [
        ("limited", "", &parts.development, true, "IOS_APP_DEVELOPMENT"),
        ("adhoc", "", &parts.distribution, true, "IOS_APP_ADHOC"),
        ("inhouse", "", &parts.distribution, false, "IOS_APP_INHOUSE"),
        ("store", "tvOS", &parts.distribution, false, "TVOS_APP_STORE"),
    ] {
        let mut form = vec![
            ("provisioningProfileName", kind),
            ("appIdId", &parts.app),
            ("distributionType", way),
            ("subPlatform", below),
            ("certificateIds", certificate),
            ("template", "Special"),
        ];
        form.extend(devices.iter().filter(|_| with_devices));
        let made = page.done(CREATE, &form);
        let row = &made["provisioningProfile"];
        assert_eq!((&row["distributionMethod"], &row["name"]), (&json!(way), &json!(kind)));
        assert_eq!(row["devices"].as_array().unwrap().len(), if with_devices { 2 } else { 0 });
        assert_eq!(row["template"]["purposeName"], "Special");
        let api = page.api(&format!("/v1/profiles/{}", id(&made)));
        assert_eq!(api["data"]["attributes"]["profileType"], kind);
    }
    assert_eq!(page.get("/_simulator/departures").body, json!([]));
}

#[test]
fn a_repaired_profile_is_a_new_one_with_the_old_name() {
    let mut page = Page::signed_in();
    let parts = parts(&mut page);
    let old = id(&page.done(CREATE, &store(&parts, "For the store")));
    page.done("ios/identifiers/listAppIds.action", &[]);
    let push = [("displayId", &*parts.app), ("featureType", "push"), ("featureValue", "true")];
    page.done("ios/identifiers/updatePushService.action", &push);
    let listed = page.done(LIST, &[]);
    assert_eq!(column(&listed, "provisioningProfiles", "status"), ["Invalid"], "a service was changed");

    let mut form = store(&parts, "For the store");
    form.push(("provisioningProfileId", &old));
    let new = page.done(REPAIR, &form);
    assert_ne!(id(&new), old);
    let listed = page.done(LIST, &[]);
    assert_eq!(column(&listed, "provisioningProfiles", "status"), ["Active"]);
    let new = id(&new);
    let mut wrong = store(&parts, "For the store");
    wrong[3] = ("certificateIds", "NOBODYS");
    wrong.push(("provisioningProfileId", &new));
    page.refused(REPAIR, &wrong);
    let listed = page.done(LIST, &[]);
    assert_eq!(column(&listed, "provisioningProfiles", "provisioningProfileId"), [new], "the old one stays");
}

#[test]
fn several_certificates_come_repeated_or_in_one_value() {
    let mut page = Page::signed_in();
    let parts = parts(&mut page);
    page.done("ios/certificate/listCertRequests.action", &[]);
    let form = [("type", "5QPB9NHCEI"), ("csrContent", &*signing_request())];
    let second = page.done("ios/certificate/submitCertificateRequest.action", &form)["certRequest"].clone();
    let second = second["certificateId"].as_str().unwrap();
    page.done(LIST, &[]);
    let joined = format!("{},{second}", parts.development);
    let repeated = vec![("certificateIds", parts.development.as_str()), ("certificateIds", second)];
    for (name, certificates) in [("Repeated", repeated), ("Joined", vec![("certificateIds", &*joined)])] {
        let mut form = vec![
            ("provisioningProfileName", name),
            ("appIdId", &parts.app),
            ("distributionType", "limited"),
            ("deviceIds", &parts.devices[0]),
        ];
        form.extend(certificates);
        let made = page.done(CREATE, &form);
        assert_eq!(made["provisioningProfile"]["certificates"].as_array().unwrap().len(), 2, "{name}");
    }
}

#[test]
fn a_name_that_is_taken_is_refused_in_plain_words() {
    let mut page = Page::signed_in();
    let parts = parts(&mut page);
    page.done(CREATE, &store(&parts, "One"));
    let answer = page.act(CREATE, &store(&parts, "One"));
    assert_eq!((answer.status, &answer.body), (200, &Value::Null));
    assert!(answer.text.starts_with("Multiple profiles found with the name 'One'."), "{}", answer.text);
    let mut form = store(&parts, "Two");
    form[2] = ("distributionType", "by pigeon");
    assert_eq!(page.refused(CREATE, &form), 35);
    form[1] = ("appIdId", "NOBODYS");
    form[2] = ("distributionType", "store");
    assert_eq!(page.refused(CREATE, &form), 8201);
}

#[test]
fn xcodes_list_is_a_property_list_with_the_app_ids() {
    let mut page = Page::signed_in();
    let parts = parts(&mut page);
    page.done(CREATE, &store(&parts, "One"));
    let list = |page: &mut Page, team: &str| {
        let path = format!(
            "/services/QH65B2/ios/listProvisioningProfiles.action?teamId={team}&includeInactiveProfiles=true\
             &includeExpiredProfiles=true&onlyCountLists=true"
        );
        page.send("POST", &path, &[], None)
    };
    let answer = list(&mut page, "GANTRY2026");
    assert!(answer.headers["content-type"].to_str().unwrap().ends_with("plist"));
    assert!(!answer.headers.contains_key("csrf"));
    let read = Plist::from_reader_xml(answer.text.as_bytes()).unwrap().into_dictionary().unwrap();
    let profiles = read["provisioningProfiles"].as_array().unwrap();
    let profile = profiles[0].as_dictionary().unwrap();
    assert_eq!((profiles.len(), profile["name"].as_string()), (1, Some("One")));
    assert!(profile["dateExpire"].as_date().is_some());
    let app = profile["appId"].as_dictionary().unwrap();
    assert_eq!(app["identifier"].as_string(), Some("com.example.app"));
    assert_eq!(list(&mut page, "SOMEBODYS1").body["resultCode"], 1200);
    page.jar.clear();
    assert_eq!(list(&mut page, "GANTRY2026").status, 401);
}
