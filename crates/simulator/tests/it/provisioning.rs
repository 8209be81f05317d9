//! Bundle ids, capabilities, certificates, devices and profiles.

use std::io::Cursor;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use plist::Value as Plist;
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, RsaKeySize};
use serde_json::{Value, json};
use simulator::settings::Settings;

use crate::client::Client;
use crate::store::{Team, assert_refused, refusal, to};

/// A signing request with a fresh RSA key.
pub(crate) fn signing_request() -> String {
    let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap();
    CertificateParams::default().serialize_request(&key).unwrap().pem().unwrap()
}

fn certificate(team: &mut Team, kind: &str) -> String {
    let new = json!({ "certificateType": kind, "csrContent": signing_request() });
    team.create("certificates", &new, &Value::Null)
}

/// The bundle id of the team's one app.
fn bundle_id(team: &mut Team) -> String {
    let all = team.get("/v1/bundleIds");
    all["data"][0]["id"].as_str().expect("a bundle id").to_owned()
}

fn many(kind: &str, ids: &[&str]) -> Value {
    json!({ "data": ids.iter().map(|id| json!({ "type": kind, "id": id })).collect::<Vec<_>>() })
}

fn parts(bundle_id: &str, certificates: &[&str], devices: &[&str]) -> Value {
    json!({
        "bundleId": to("bundleIds", bundle_id),
        "certificates": many("certificates", certificates),
        "devices": many("devices", devices),
    })
}

fn device(team: &mut Team, name: &str, udid: &str) -> String {
    team.create("devices", &json!({ "name": name, "udid": udid, "platform": "IOS" }), &Value::Null)
}

/// The property list in a profile, which the team's authority must have signed.
fn property_list(team: &mut Team, profile: &str) -> plist::Dictionary {
    let content = team.attribute("profiles", profile, "profileContent");
    let signed = BASE64_STANDARD.decode(content.as_str().expect("content")).unwrap();
    let list = team.world.authority.verified_content(&signed).expect("a signature that holds");
    Plist::from_reader_xml(Cursor::new(list)).unwrap().into_dictionary().expect("a dictionary")
}

#[test]
fn an_identifier_is_taken_once_and_in_its_own_form() {
    let mut team = Team::fresh();
    let new =
        |identifier: &str, name: &str| json!({ "identifier": identifier, "name": name, "platform": "IOS" });
    let id = team.create("bundleIds", &new("com.example.other", "Other App"), &Value::Null);
    assert_eq!(team.attribute("bundleIds", &id, "seedId"), "GANTRY2026");
    let capabilities = team.get(&format!("/v1/bundleIds/{id}/bundleIdCapabilities"));
    assert_eq!(capabilities["data"][0]["id"], format!("{id}_IN_APP_PURCHASE").as_str());
    for (identifier, name, attribute) in [
        ("com.example.other", "Again", "identifier"),
        ("COM.example.Other", "Again", "identifier"),
        ("com..example", "Dots", "identifier"),
        ("com.example_other", "Underscore", "identifier"),
        ("com.example.third", "It's", "name"),
    ] {
        let reply = team.post("bundleIds", &new(identifier, name), &Value::Null);
        let pointer = format!("/data/attributes/{attribute}");
        assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", &pointer);
    }
    let taken = team.post("bundleIds", &new("com.example.other", "Again"), &Value::Null);
    let detail = taken.document()["errors"][0]["detail"].as_str().expect("a detail").to_owned();
    assert!(detail.starts_with("An App ID with Identifier 'com.example.other' is not available"), "{detail}");
    team.create("bundleIds", &new("com.example.*", "Wildcard"), &Value::Null);
    let of_the_app = bundle_id(&mut team);
    assert_eq!(team.send("DELETE", &format!("/v1/bundleIds/{of_the_app}"), None).status, 409);
    assert_eq!(team.send("DELETE", &format!("/v1/bundleIds/{id}"), None).status, 204);
}

#[test]
fn a_capability_is_turned_on_twice_and_there_once_and_invalidates_profiles_once() {
    let mut team = Team::fresh();
    let (app_id, own) = (bundle_id(&mut team), certificate(&mut team, "DISTRIBUTION"));
    let push = json!({ "capabilityType": "PUSH_NOTIFICATIONS" });
    let of = json!({ "bundleId": to("bundleIds", &app_id) });
    let profile = |team: &mut Team, name: &str| {
        let new = json!({ "name": name, "profileType": "IOS_APP_STORE" });
        team.create("profiles", &new, &parts(&app_id, &[&own], &[]))
    };
    let before = profile(&mut team, "before");
    assert!(!entitlements(&mut team, &before).contains_key("aps-environment"));
    let id = team.create("bundleIdCapabilities", &push, &of);
    assert_eq!(id, format!("{app_id}_PUSH_NOTIFICATIONS"));
    assert_eq!(team.attribute("profiles", &before, "profileState"), "INVALID");
    let after = profile(&mut team, "after");
    assert_eq!(entitlements(&mut team, &after)["aps-environment"], "production".into());
    assert_eq!(team.create("bundleIdCapabilities", &push, &of), id);
    assert_eq!(team.attribute("profiles", &after, "profileState"), "ACTIVE");
    assert_eq!(team.send("DELETE", &format!("/v1/bundleIdCapabilities/{id}"), None).status, 204);
    assert_eq!(team.attribute("profiles", &after, "profileState"), "INVALID");
}

fn entitlements(team: &mut Team, profile: &str) -> plist::Dictionary {
    property_list(team, profile)["Entitlements"].clone().into_dictionary().expect("a dictionary")
}

#[test]
fn a_certificate_is_issued_for_the_key_of_the_request() {
    let mut team = Team::fresh();
    let id = certificate(&mut team, "DISTRIBUTION");
    let all = team.get(&format!("/v1/certificates/{id}"));
    let attributes = &all["data"]["attributes"];
    assert_eq!(attributes["name"], "Apple Distribution: Example Team");
    assert_eq!(attributes["displayName"], "Example Team");
    assert_eq!(attributes["certificateType"], "DISTRIBUTION");
    assert_eq!(attributes["csrContent"], Value::Null);
    let der = BASE64_STANDARD.decode(attributes["certificateContent"].as_str().expect("content")).unwrap();
    let (_, parsed) = x509_parser::parse_x509_certificate(&der).unwrap();
    assert_eq!(
        parsed.raw_serial_as_string().replace(':', "").to_uppercase(),
        attributes["serialNumber"].as_str().unwrap()
    );
    let other = certificate(&mut team, "IOS_DEVELOPMENT");
    assert_eq!(team.attribute("certificates", &other, "platform"), "IOS");
}

#[test]
fn a_request_that_is_none_is_refused() {
    let mut team = Team::fresh();
    let weak = CertificateParams::default().serialize_request(&KeyPair::generate().unwrap()).unwrap();
    for request in ["hello", &weak.pem().unwrap()] {
        let new = json!({ "certificateType": "DISTRIBUTION", "csrContent": request });
        let reply = team.post("certificates", &new, &Value::Null);
        assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "/data/attributes/csrContent");
    }
    let of_a_pass = json!({ "certificateType": "PASS_TYPE_ID", "csrContent": signing_request() });
    let reply = team.post("certificates", &of_a_pass, &Value::Null);
    assert_refused(&reply, 409, "ENTITY_ERROR.RELATIONSHIP.REQUIRED", "/data/relationships/passTypeId");
}

#[test]
fn a_type_has_its_limit_and_a_revoked_or_ended_certificate_frees_a_place() {
    let mut team = Team::with(Settings { distribution_certificates: 1, ..Settings::default() });
    let first = certificate(&mut team, "DISTRIBUTION");
    let new = json!({ "certificateType": "DISTRIBUTION", "csrContent": signing_request() });
    let reply = team.post("certificates", &new, &Value::Null);
    assert_refused(&reply, 409, "ENTITY_ERROR", "");
    let detail = reply.document()["errors"][0]["detail"].as_str().expect("a detail");
    assert!(detail.starts_with("You already have a current Apple Distribution certificate or a pending"));
    certificate(&mut team, "DEVELOPMENT");
    assert_eq!(team.send("DELETE", &format!("/v1/certificates/{first}"), None).status, 204);
    certificate(&mut team, "DISTRIBUTION");
    team.world.advance(Duration::from_hours(366 * 24));
    certificate(&mut team, "DISTRIBUTION");
}

#[test]
fn a_device_is_registered_once_and_never_leaves() {
    let mut team = Team::fresh();
    let udid = "00008140-001122334455667A";
    let id = device(&mut team, "Bob's iPad", udid);
    for (name, value) in [("deviceClass", "IPAD"), ("status", "ENABLED"), ("model", "iPad")] {
        assert_eq!(team.attribute("devices", &id, name), value);
    }
    let again = json!({ "name": "Again", "udid": udid.to_lowercase(), "platform": "IOS" });
    let reply = team.post("devices", &again, &Value::Null);
    assert_refused(&reply, 409, "ENTITY_ERROR", "");
    for bad in ["", "123", "0000814-0001122334455667A", "zzzz8140-001122334455667A"] {
        let new = json!({ "name": "Bad", "udid": bad, "platform": "IOS" });
        let reply = team.post("devices", &new, &Value::Null);
        assert_refused(&reply, 409, "ENTITY_ERROR", "");
        let detail = reply.document()["errors"][0]["detail"].as_str().expect("a detail");
        assert!(detail.contains("parameter 'udid'"), "{detail}");
    }
    team.set("devices", &id, &json!({ "name": "Old", "status": "DISABLED" }));
    assert_eq!(team.post("devices", &again, &Value::Null).status, 409);
    assert_eq!(team.send("DELETE", &format!("/v1/devices/{id}"), None).status, 403);
}

#[test]
fn a_kind_of_device_has_its_limit_which_no_disabled_one_widens() {
    let mut team = Team::with(Settings { devices_of_a_kind: 2, ..Settings::default() });
    let second = device(&mut team, "Second iPhone", &"a".repeat(40));
    team.set("devices", &second, &json!({ "status": "DISABLED" }));
    let third = json!({ "name": "Third", "udid": "b".repeat(40), "platform": "IOS" });
    let reply = team.post("devices", &third, &Value::Null);
    assert_refused(&reply, 403, "FORBIDDEN_ERROR", "");
    let detail = reply.document()["errors"][0]["detail"].as_str().expect("a detail");
    assert!(detail.contains("reached the maximum number of registered iPhone devices"), "{detail}");
    device(&mut team, "An Apple Watch", &"c".repeat(40));
}

#[test]
fn a_profile_holds_what_it_was_made_of() {
    let mut team = Team::fresh();
    let (app_id, own) = (bundle_id(&mut team), certificate(&mut team, "DEVELOPMENT"));
    let phone = device(&mut team, "Phone", &"d".repeat(40));
    let new = json!({ "name": "Dev", "profileType": "IOS_APP_DEVELOPMENT" });
    let id = team.create("profiles", &new, &parts(&app_id, &[&own], &[&phone]));
    let list = property_list(&mut team, &id);
    let text = |key: &str| list[key].as_string().expect("a text").to_owned();
    assert_eq!(text("Name"), "Dev");
    assert_eq!(team.attribute("profiles", &id, "uuid"), text("UUID").as_str());
    assert_eq!((text("AppIDName"), text("TeamName")), ("Gantry Demo".into(), "Example Team".into()));
    assert_eq!(list["ProvisionedDevices"], Plist::Array(vec!["d".repeat(40).into()]));
    assert_eq!(list["TeamIdentifier"], Plist::Array(vec!["GANTRY2026".into()]));
    assert_eq!((&list["Version"], &list["TimeToLive"]), (&1.into(), &365.into()));
    let content = team.attribute("certificates", &own, "certificateContent");
    let der = BASE64_STANDARD.decode(content.as_str().expect("content")).unwrap();
    assert_eq!(list["DeveloperCertificates"], Plist::Array(vec![Plist::Data(der)]));
    for key in ["CreationDate", "ExpirationDate"] {
        let date = list[key].as_date().expect("a date").to_xml_format();
        assert_eq!(date.len(), "2026-11-20T00:00:00Z".len(), "{date}");
    }
    let rights = entitlements(&mut team, &id);
    assert_eq!(rights["application-identifier"], "GANTRY2026.com.example.gantry.demo".into());
    assert_eq!(rights["get-task-allow"], true.into());
    assert!(!rights.contains_key("beta-reports-active"));
    assert_eq!(team.attribute("profiles", &id, "profileState"), "ACTIVE");
}

#[test]
fn a_profile_ends_with_its_certificate_and_falls_with_it() {
    let mut team = Team::fresh();
    let (app_id, own) = (bundle_id(&mut team), certificate(&mut team, "DISTRIBUTION"));
    team.world.advance(Duration::from_hours(100 * 24));
    let new = json!({ "name": "Store", "profileType": "IOS_APP_STORE" });
    let id = team.create("profiles", &new, &parts(&app_id, &[&own], &[]));
    let expires = team.attribute("profiles", &id, "expirationDate");
    assert_eq!(expires, team.attribute("certificates", &own, "expirationDate"));
    let rights = entitlements(&mut team, &id);
    assert_eq!((&rights["get-task-allow"], &rights["beta-reports-active"]), (&false.into(), &true.into()));
    assert_eq!(team.send("DELETE", &format!("/v1/certificates/{own}"), None).status, 204);
    assert_eq!(team.attribute("profiles", &id, "profileState"), "INVALID");
}

#[test]
fn a_profile_is_refused_where_its_parts_do_not_fit() {
    let mut team = Team::fresh();
    let app_id = bundle_id(&mut team);
    let (store, development) =
        (certificate(&mut team, "DISTRIBUTION"), certificate(&mut team, "DEVELOPMENT"));
    let phone = device(&mut team, "Phone", &"e".repeat(40));
    let off = device(&mut team, "Off", &"f".repeat(40));
    team.set("devices", &off, &json!({ "status": "DISABLED" }));
    let new = |kind: &str| json!({ "name": "One", "profileType": kind });
    let no_certificate = "no current certificates on this team matching the provided certificate IDs";
    for (kind, certificates, devices, code, part) in [
        ("IOS_APP_STORE", vec![&*development], vec![], "ENTITY_ERROR", no_certificate),
        ("IOS_APP_DEVELOPMENT", vec![&store], vec![&*phone], "ENTITY_ERROR", no_certificate),
        ("MAC_APP_DIRECT", vec![&store], vec![], "ENTITY_ERROR", no_certificate),
        ("IOS_APP_ADHOC", vec![&store], vec![], "ENTITY_ERROR.RELATIONSHIP.REQUIRED", "devices"),
        ("IOS_APP_STORE", vec![&store], vec![&phone], "ENTITY_ERROR.RELATIONSHIP.INVALID", "no devices"),
        ("IOS_APP_ADHOC", vec![&store], vec![&off], "ENTITY_ERROR", "devices cannot be used"),
    ] {
        let reply = team.post("profiles", &new(kind), &parts(&app_id, &certificates, &devices));
        let (status, errors) = refusal(&reply);
        assert_eq!((status, errors.len(), errors[0].0.as_str()), (409, 1, code), "{kind}");
        let detail = reply.document()["errors"][0]["detail"].as_str().expect("a detail");
        assert!(detail.contains(part), "{kind}: {detail}");
    }
    let unknown = team.post("profiles", &new("IOS_APP_STORE"), &parts(&app_id, &["NOWHERE123"], &[]));
    assert_eq!(unknown.status, 409);
    team.create("profiles", &new("IOS_APP_ADHOC"), &parts(&app_id, &[&store], &[&phone]));
    let again = team.post("profiles", &new("IOS_APP_STORE"), &parts(&app_id, &[&store], &[]));
    assert_refused(&again, 409, "ENTITY_ERROR", "");
    let detail = again.document()["errors"][0]["detail"].as_str().expect("a detail");
    assert!(detail.contains("Multiple profiles found with the name"), "{detail}");
}

#[test]
fn the_authority_shows_its_certificates_and_survives_in_the_state() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.json");
    let run = || {
        let options = simulator::Options {
            state: Some(state.clone()),
            key_dir: Some(folder.path().join("keys")),
            ..simulator::Options::default()
        };
        let client = Client::start_with(options);
        client.get("/_simulator/authority").body
    };
    let first = run();
    assert!(first["root"].as_str().is_some_and(|pem| pem.starts_with("-----BEGIN CERTIFICATE-----")));
    let written = std::fs::read_to_string(folder.path().join("keys/root.pem")).unwrap();
    assert_eq!(first["root"], written.as_str());
    let text = std::fs::read_to_string(&state).unwrap();
    let mut kept = serde_json::from_str::<Value>(&text).unwrap();
    assert_eq!(first["intermediate"], kept["authority"]["intermediate"]);
    assert_eq!(run(), first);
    kept["authority"]["signer_key"] = "none".into();
    std::fs::write(&state, kept.to_string()).unwrap();
    let options = simulator::Options { state: Some(state.clone()), ..simulator::Options::default() };
    let told = simulator::Simulator::start(options).map(drop).unwrap_err().to_string();
    assert!(told.contains("the certificate authority"), "{told}");
}
