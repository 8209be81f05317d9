//! Uploads of builds: what becomes of a good one, and what of each bad one.

use md5::{Digest, Md5};
use serde_json::{Value, json};

use super::{Archive, Studio, assert_answer};

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn codes(state: &Value) -> Vec<&str> {
    state["errors"].as_array().unwrap().iter().map(|error| error["code"].as_str().unwrap()).collect()
}

#[test]
fn an_upload_becomes_a_build_in_its_train() {
    let studio = Studio::open();
    let archive = studio.archive("1.0", "1").zipped();
    let upload = studio.upload("1.0", "1", &archive);
    assert_eq!(studio.state(&upload)["state"], "PROCESSING");
    assert_eq!(studio.client.get("/v1/builds").ids(), [""; 0]);
    studio.pass(60);
    assert_eq!(
        studio.state(&upload),
        json!({ "state": "COMPLETE", "errors": [], "warnings": [], "infos": [] })
    );
    let builds = studio.client.get(&format!(
        "/v1/builds?filter[app]={}&include=preReleaseVersion,app,betaBuildLocalizations,buildBundles",
        studio.app
    ));
    let build = &builds.body["data"][0];
    for (name, value) in [
        ("version", json!("1")),
        ("processingState", json!("PROCESSING")),
        ("expired", json!(false)),
        ("minOsVersion", json!("17.0")),
        ("usesNonExemptEncryption", json!(false)),
        ("buildAudienceType", json!("APP_STORE_ELIGIBLE")),
    ] {
        assert_eq!(build["attributes"][name], value, "{name}");
    }
    let included = builds.body["included"].as_array().unwrap();
    let of = |kind: &str| &included.iter().find(|resource| resource["type"] == kind).unwrap()["attributes"];
    assert_eq!(of("preReleaseVersions"), &json!({ "version": "1.0", "platform": "IOS" }));
    assert_eq!(of("betaBuildLocalizations")["locale"], "en-US");
    assert_eq!(of("buildBundles")["bundleId"], super::BUNDLE_ID);
    let build = build["id"].as_str().unwrap();
    assert_eq!(studio.states(build), ("PROCESSING".into(), "PROCESSING".into()));
    studio.pass(60);
    assert_eq!(studio.attribute("builds", build, "processingState"), "VALID");
    studio.build("1.0", "2");
    assert_eq!(studio.client.get("/v1/preReleaseVersions").ids().len(), 1);
    studio.build("1.1", "1");
    assert_eq!(studio.client.get("/v1/preReleaseVersions").ids().len(), 2);
}

#[test]
fn a_number_must_be_higher_than_the_highest_of_its_train() {
    let studio = Studio::open();
    for bad in ["", "1.", "1.2.3.4", "one"] {
        assert_answer(&studio.announce("1.0", bad), 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    }
    studio.build("1.0", "9");
    studio.build("1.0", "10");
    for lower in ["10", "9", "10.0", "1"] {
        let answer = studio.announce("1.0", lower);
        assert_answer(&answer, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
        let detail = answer.body["errors"][0]["detail"].as_str().unwrap();
        assert!(
            detail.contains("bundle version must be higher than the previously uploaded version: '10'"),
            "{detail}"
        );
        assert_eq!(answer.body["errors"][0]["source"]["pointer"], "/data/attributes/cfBundleVersion");
    }
    assert_eq!(studio.announce("1.0", "10.1").status, 201);
    assert_eq!(studio.announce("1.1", "1").status, 201);
}

#[test]
fn of_two_uploads_of_a_number_the_later_is_redundant() {
    let studio = Studio::open();
    let archive = studio.archive("1.0", "1").zipped();
    let both = [studio.announce("1.0", "1").id(), studio.announce("1.0", "1").id()];
    for upload in &both {
        let reserved = studio.reserve(upload, archive.len());
        studio.send_parts(&reserved, &archive);
        studio.patch("buildUploadFiles", &reserved.id(), &json!({ "uploaded": true }));
        studio.pass(1);
    }
    studio.pass(120);
    assert_eq!(studio.state(&both[0])["state"], "COMPLETE");
    assert_eq!(codes(&studio.state(&both[1])), ["90189"]);
    assert_eq!(studio.client.get("/v1/builds").ids().len(), 1);
}

#[test]
fn the_addresses_of_parts_are_told_and_hold_once() {
    let studio = Studio::open();
    let upload = studio.announce("1.0", "1").id();
    assert_answer(&studio.reserve(&upload, 0), 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    let reserved = studio.reserve(&upload, 1000);
    let attributes = &reserved.body["data"]["attributes"];
    assert_eq!(attributes["assetDeliveryState"]["state"], "AWAITING_UPLOAD");
    let operations = attributes["uploadOperations"].as_array().unwrap();
    let numbers = operations
        .iter()
        .map(|operation| ["partNumber", "offset", "length"].map(|name| operation[name].as_u64().unwrap()));
    assert_eq!(numbers.collect::<Vec<_>>(), [[1, 0, 400], [2, 400, 400], [3, 800, 200]]);
    assert!(operations[0]["expiration"].is_string());
    let media = [("content-type", "application/octet-stream")];
    let url = operations[2]["url"].as_str().unwrap();
    assert!(url.starts_with(&studio.client.running.endpoint()), "{url}");
    assert_eq!(studio.client.put(url, &media, &[1; 200]), 200);
    assert_eq!(studio.client.put(url, &media, &[2; 100]), 400);
    assert_eq!(studio.client.put(url, &media, &[3; 200]), 200);
    studio.pass(25 * 3600);
    assert_eq!(studio.client.put(url, &media, &[4; 200]), 403);
}

#[test]
fn a_file_that_is_not_what_was_announced_fails() {
    let studio = Studio::open();
    let archive = studio.archive("1.0", "1").zipped();
    let md5 = hexadecimal(&Md5::digest(&archive));
    let good = json!({ "hash": md5, "algorithm": "MD5" });
    let wrong = json!({ "hash": "0".repeat(32), "algorithm": "MD5" });
    let commit = |parts: bool, checksums: Value| {
        let upload = studio.announce("1.0", "1").id();
        let reserved = studio.reserve(&upload, archive.len());
        if parts {
            studio.send_parts(&reserved, &archive);
        }
        let change = json!({ "uploaded": true, "sourceFileChecksums": checksums });
        let committed = studio.patch("buildUploadFiles", &reserved.id(), &change);
        assert_eq!(committed.status, 200, "{}", committed.text);
        studio.pass(60);
        let file = studio.attribute("buildUploadFiles", &reserved.id(), "assetDeliveryState");
        let file = (file["state"].as_str().unwrap().to_owned(), file["errors"][0]["code"].clone());
        let state = studio.state(&upload);
        (file, state["state"].as_str().unwrap().to_owned(), codes(&state).join(","))
    };
    let failed = |code: &str| (("FAILED".to_owned(), json!(code)), "FAILED".to_owned(), code.to_owned());
    assert_eq!(commit(false, Value::Null), failed("UPLOAD_INCOMPLETE"));
    assert_eq!(commit(true, json!({ "file": wrong })), failed("FILE_CHECKSUM_MISMATCH"));
    assert_eq!(commit(true, json!({ "file": good, "composite": wrong })), failed("FILE_CHECKSUM_MISMATCH"));
    let sha_256 = json!({ "hash": "00", "algorithm": "SHA_256" });
    assert_eq!(commit(true, json!({ "file": sha_256 })), failed("FILE_CHECKSUM_MISMATCH"));
    let done = (("COMPLETE".to_owned(), Value::Null), "COMPLETE".to_owned(), String::new());
    assert_eq!(commit(true, json!({ "file": good, "composite": good })), done);
}

#[test]
fn a_file_is_committed_once() {
    let studio = Studio::open();
    let upload = studio.announce("1.0", "1").id();
    let reserved = studio.reserve(&upload, 10);
    let change = json!({ "uploaded": true });
    assert_eq!(studio.patch("buildUploadFiles", &reserved.id(), &change).status, 200);
    assert_answer(&studio.patch("buildUploadFiles", &reserved.id(), &change), 409, "STATE_ERROR");
    let late = studio.reserve(&upload, 10);
    assert_answer(&late, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE");
}

#[test]
fn an_archive_is_opened_and_judged() {
    let studio = Studio::open();
    let mut number = 0;
    let mut judged = |change: &dyn Fn(&mut Archive)| {
        number += 1;
        let mut archive = studio.archive("1.0", &number.to_string());
        change(&mut archive);
        let upload = studio.upload("1.0", &number.to_string(), &archive.zipped());
        studio.pass(60);
        let state = studio.state(&upload);
        assert_eq!(state["state"], if codes(&state).is_empty() { "COMPLETE" } else { "FAILED" });
        codes(&state).join(",")
    };
    let set = |key: &'static str, value: &'static str| {
        move |archive: &mut Archive| drop(archive.info.insert(key.into(), value.into()))
    };
    assert_eq!(judged(&set("CFBundleIdentifier", "com.example.other")), "90054");
    assert_eq!(judged(&set("CFBundleShortVersionString", "2.0")), "90062");
    assert_eq!(judged(&set("CFBundleVersion", "99")), "90061");
    assert_eq!(judged(&|archive| archive.profile = None), "90161");
    assert_eq!(judged(&|archive| archive.profile = Some(b"<plist/>".to_vec())), "90161");
    let forged = |archive: &mut Archive| {
        // The identifier in the signed text is changed: same length, other app.
        let profile = archive.profile.as_mut().unwrap();
        let place = profile.windows(9).position(|window| window == b"<key>Name").unwrap();
        profile[place + 20] ^= 1;
    };
    assert_eq!(judged(&forged), "90161");
    assert_eq!(judged(&|archive| archive.info = plist::Dictionary::new()), "90054,90062,90061");
    assert_eq!(judged(&|_| ()), "");
}

#[test]
fn what_is_no_archive_is_no_build() {
    let studio = Studio::open();
    for (number, bytes) in [("1", b"not a zip at all".to_vec()), ("2", vec![0; 1000])] {
        let upload = studio.upload("1.0", number, &bytes);
        studio.pass(60);
        assert_eq!(codes(&studio.state(&upload)), ["90034"]);
    }
    assert_eq!(studio.client.get("/v1/builds").ids(), [""; 0]);
}

#[test]
fn a_profile_of_another_app_is_no_profile_of_this_one() {
    let studio = Studio::open();
    let new = json!({ "identifier": "com.example.other", "name": "Other", "platform": "IOS" });
    studio.create("bundleIds", &new, &Value::Null);
    let certificate = studio.client.get("/v1/certificates").ids().remove(0);
    let mut archive = studio.archive("1.0", "1");
    archive.profile = Some(studio.profile_of("com.example.other", &certificate));
    let upload = studio.upload("1.0", "1", &archive.zipped());
    studio.pass(60);
    assert_eq!(codes(&studio.state(&upload)), ["90161"]);
}

#[test]
fn the_train_of_an_approved_version_is_closed() {
    let studio = Studio::open();
    let version = studio.client.get(&format!("/v1/apps/{}/appStoreVersions", studio.app)).ids().remove(0);
    studio.client.running.with_world(|world| {
        let version = world.store.get_mut("appStoreVersions", &version).unwrap();
        version.set("appVersionState", "READY_FOR_DISTRIBUTION");
    });
    let upload = studio.upload("1.0", "1", &studio.archive("1.0", "1").zipped());
    studio.pass(60);
    assert_eq!(codes(&studio.state(&upload)), ["90186", "90062"]);
    studio.build("1.1", "1");
}

#[test]
fn a_deleted_upload_takes_its_files_along() {
    let studio = Studio::open();
    let upload = studio.announce("1.0", "1").id();
    let reserved = studio.reserve(&upload, 10);
    let url = reserved.body["data"]["attributes"]["uploadOperations"][0]["url"].as_str().unwrap();
    assert_eq!(studio.client.delete(&format!("/v1/buildUploads/{upload}")).status, 204);
    assert_eq!(studio.client.get(&format!("/v1/buildUploadFiles/{}", reserved.id())).status, 404);
    assert_eq!(studio.client.put(url, &[("content-type", "application/octet-stream")], &[0; 10]), 404);
}
