//! Review details and review submissions.

use serde_json::{Value, json};

use super::{Team, assert_refused, contact, refusal, to};

#[test]
fn the_contact_is_judged_as_a_whole() {
    let mut team = Team::fresh();
    let reply = team.post("appStoreReviewDetails", &json!({ "notes": "Hello." }), &team.of_version());
    let (status, errors) = refusal(&reply);
    assert_eq!(status, 409);
    let pointers: Vec<&str> =
        errors.iter().map(|(_, pointer)| pointer.rsplit('/').next().unwrap_or_default()).collect();
    assert_eq!(pointers, ["contactFirstName", "contactLastName", "contactPhone", "contactEmail"]);
    assert!(errors.iter().all(|(code, _)| code == "ENTITY_ERROR.ATTRIBUTE.REQUIRED"));

    let mut local = contact();
    local["contactPhone"] = "408 555 0100".into();
    let reply = team.post("appStoreReviewDetails", &local, &team.of_version());
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "/data/attributes/contactPhone");

    let detail = team.create("appStoreReviewDetails", &contact(), &team.of_version());
    let reply = team.patch("appStoreReviewDetails", &detail, &json!({ "contactEmail": null }));
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.REQUIRED", "/data/attributes/contactEmail");
    let second = team.post("appStoreReviewDetails", &contact(), &team.of_version());
    assert_refused(&second, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID", "/data/relationships/appStoreVersion");
}

#[test]
fn a_demo_account_has_a_name_and_a_password() {
    let mut team = Team::fresh();
    let detail = team.create("appStoreReviewDetails", &contact(), &team.of_version());
    let reply = team.patch(
        "appStoreReviewDetails",
        &detail,
        &json!({ "demoAccountRequired": true, "demoAccountName": "demo" }),
    );
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.REQUIRED", "/data/attributes/demoAccountPassword");
    let both =
        json!({ "demoAccountRequired": true, "demoAccountName": "demo", "demoAccountPassword": "demo" });
    team.set("appStoreReviewDetails", &detail, &both);
    team.set("appStoreReviewDetails", &detail, &json!({ "notes": "x".repeat(4000) }));
    let reply = team.patch("appStoreReviewDetails", &detail, &json!({ "notes": "x".repeat(4001) }));
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG", "/data/attributes/notes");
}

/// The codes of the associated errors with the last part of their pointers, by path.
fn reasons(document: &Value) -> Vec<(String, String, String)> {
    let associated =
        document["errors"][0]["meta"]["associatedErrors"].as_object().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    associated
        .iter()
        .flat_map(|(path, errors)| {
            errors.as_array().cloned().unwrap_or_default().into_iter().map(move |error| {
                let pointer = text(&error["source"]["pointer"]);
                (
                    path.clone(),
                    text(&error["code"]),
                    pointer.rsplit('/').next().unwrap_or_default().to_owned(),
                )
            })
        })
        .collect()
}

#[test]
fn adding_an_unready_version_tells_all_that_it_lacks() {
    let mut team = Team::fresh();
    let submission = team.create("reviewSubmissions", &json!({ "platform": "IOS" }), &team.of_app());
    let reply = team.post("reviewSubmissionItems", &Value::Null, &team.item(&submission));
    assert_refused(&reply, 409, "STATE_ERROR.ENTITY_STATE_INVALID", "");
    let (version, text, info) = (team.version.clone(), team.text.clone(), team.info());
    let (version, text, info) = (
        format!("/v1/appStoreVersions/{version}"),
        format!("/v1/appStoreVersionLocalizations/{text}"),
        format!("/v1/appInfos/{info}"),
    );
    let attribute = "ENTITY_ERROR.ATTRIBUTE.REQUIRED";
    let relationship = "ENTITY_ERROR.RELATIONSHIP.REQUIRED";
    let screenshots = "ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE.MISSING_SCREENSHOTS_PRIMARY_LOCALE";
    let expected = [
        (&version, attribute, "copyright"),
        (&version, relationship, "build"),
        (&version, relationship, "appStoreReviewDetail"),
        (&text, attribute, "description"),
        (&text, attribute, "keywords"),
        (&text, attribute, "supportUrl"),
        (&text, screenshots, ""),
        (&info, relationship, "primaryCategory"),
    ]
    .map(|(path, code, name)| (path.clone(), code.to_owned(), name.to_owned()));
    assert_eq!(reasons(reply.document()), expected);
    assert_eq!(team.state(), "PREPARE_FOR_SUBMISSION");
}

#[test]
fn what_only_the_web_settles_is_missed_too() {
    let mut team = Team::fresh();
    team.prepare();
    let app = team.app.clone();
    let schedule = ["appPriceSchedules", "appAvailabilities"];
    for kind in schedule {
        team.world.delete(kind, &app);
    }
    let stored = team.world.store.get_mut("apps", &app).expect("the app");
    stored.attributes.remove("contentRightsDeclaration");
    stored.hidden.clear();
    let submission = team.create("reviewSubmissions", &json!({ "platform": "IOS" }), &team.of_app());
    let reply = team.post("reviewSubmissionItems", &Value::Null, &team.item(&submission));
    let found: Vec<(String, String)> =
        reasons(reply.document()).into_iter().map(|(_, code, name)| (code, name)).collect();
    let expected = [
        ("ENTITY_ERROR.ATTRIBUTE.REQUIRED", "contentRightsDeclaration"),
        ("ENTITY_ERROR.RELATIONSHIP.REQUIRED", "appPriceSchedule"),
        ("ENTITY_ERROR.RELATIONSHIP.REQUIRED", "appAvailabilityV2"),
        ("STATE_ERROR.APP_DATA_USAGES_REQUIRED", ""),
    ]
    .map(|(code, name)| (code.to_owned(), name.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn an_update_needs_to_say_what_is_new_and_a_build_how_it_encrypts() {
    let mut team = Team::released();
    team.prepare();
    let builds = team.world.store.all("builds").map(|build| build.id.clone()).collect::<Vec<_>>();
    for build in builds {
        team.world
            .store
            .get_mut("builds", &build)
            .expect("a build")
            .attributes
            .remove("usesNonExemptEncryption");
    }
    let submission = team.create("reviewSubmissions", &json!({ "platform": "IOS" }), &team.of_app());
    let reply = team.post("reviewSubmissionItems", &Value::Null, &team.item(&submission));
    let mut found: Vec<String> = reasons(reply.document()).into_iter().map(|(_, _, name)| name).collect();
    found.sort();
    assert_eq!(found, ["usesNonExemptEncryption", "whatsNew"]);
}

#[test]
fn a_draft_gives_its_item_back() {
    let mut team = Team::fresh();
    team.prepare();
    let (submission, item) = team.add_to_submission();
    let text = team.text.clone();
    let reply = team.patch("appStoreVersionLocalizations", &text, &json!({ "description": "Late." }));
    assert_refused(&reply, 409, "STATE_ERROR", "/data/attributes/description");
    let path = format!("/v1/reviewSubmissions/{submission}?include=appStoreVersionForReview");
    let brought = |team: &mut Team| {
        team.get(&path)["data"]["relationships"]["appStoreVersionForReview"]["data"]["id"].clone()
    };
    assert_eq!(brought(&mut team), team.version.as_str());
    assert_eq!(team.send("DELETE", &format!("/v1/reviewSubmissionItems/{item}"), None).status, 204);
    assert_eq!(team.state(), "PREPARE_FOR_SUBMISSION");
    assert_eq!(brought(&mut team), Value::Null);
}

#[test]
fn a_version_is_part_of_one_submission() {
    let mut team = Team::fresh();
    team.prepare();
    let (first, _) = team.add_to_submission();
    let second = team.create("reviewSubmissions", &json!({ "platform": "IOS" }), &team.of_app());
    let reply = team.post("reviewSubmissionItems", &Value::Null, &team.item(&second));
    assert_refused(&reply, 409, "STATE_ERROR.ENTITY_STATE_INVALID", "");
    let reasons = reasons(reply.document());
    assert_eq!(reasons.len(), 1);
    assert_eq!(reasons[0].1, "STATE_ERROR.ITEM_PART_OF_ANOTHER_SUBMISSION");
    assert!(reply.document().to_string().contains(&first));
}

#[test]
fn a_submission_of_nothing_can_neither_be_submitted_nor_cancelled_nor_deleted() {
    let mut team = Team::fresh();
    let submission = team.create("reviewSubmissions", &json!({ "platform": "IOS" }), &team.of_app());
    for asked in ["submitted", "canceled"] {
        let reply = team.patch("reviewSubmissions", &submission, &json!({ asked: true }));
        assert_refused(&reply, 409, "STATE_ERROR.ENTITY_STATE_INVALID", "");
    }
    assert_eq!(team.send("DELETE", &format!("/v1/reviewSubmissions/{submission}"), None).status, 403);
}

#[test]
fn a_submitted_version_is_locked_until_it_is_cancelled() {
    let mut team = Team::fresh();
    team.prepare();
    let (submission, item) = team.add_to_submission();
    team.set("reviewSubmissions", &submission, &json!({ "submitted": true }));

    let other = team.post("reviewSubmissions", &json!({ "platform": "IOS" }), &team.of_app());
    assert_refused(&other, 409, "STATE_ERROR.ENTITY_STATE_INVALID", "");
    assert!(
        other
            .document()
            .to_string()
            .contains(&format!("another reviewSubmissions with id {submission} still in progress"))
    );
    let version = team.version.clone();
    let reply = team.patch("appStoreVersions", &version, &json!({ "versionString": "1.0.1" }));
    assert_refused(
        &reply,
        409,
        "ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE",
        "/data/attributes/versionString",
    );
    let reply = team.send("DELETE", &format!("/v1/reviewSubmissionItems/{item}"), None);
    assert_refused(&reply, 409, "STATE_ERROR.ENTITY_STATE_INVALID", "");
    let reply = team.post("reviewSubmissionItems", &Value::Null, &team.item(&submission));
    assert_refused(&reply, 409, "STATE_ERROR.ENTITY_STATE_INVALID", "");

    team.set("reviewSubmissions", &submission, &json!({ "canceled": true }));
    assert_eq!(team.attribute("reviewSubmissions", &submission, "state"), "CANCELING");
    assert_eq!(team.state(), "DEVELOPER_REJECTED");
    team.pass_time();
    assert_eq!(team.attribute("reviewSubmissions", &submission, "state"), "COMPLETE");
    let items = team.get(&format!("/v1/reviewSubmissions/{submission}/items"));
    assert_eq!(items["data"][0]["attributes"]["state"], "REMOVED");
    let (again, _) = team.add_to_submission();
    team.set("reviewSubmissions", &again, &json!({ "submitted": true }));
    assert_eq!(team.state(), "WAITING_FOR_REVIEW");
}

#[test]
fn an_item_that_is_removed_gives_the_version_back() {
    let mut team = Team::fresh();
    team.prepare();
    let (submission, item) = team.add_to_submission();
    team.set("reviewSubmissions", &submission, &json!({ "submitted": true }));
    team.set("reviewSubmissionItems", &item, &json!({ "removed": true }));
    assert_eq!(team.state(), "DEVELOPER_REJECTED");
    team.pass_time();
    assert_eq!(team.attribute("reviewSubmissions", &submission, "state"), "COMPLETE");
}

#[test]
fn an_item_brings_one_thing_of_the_submissions_platform() {
    let mut team = Team::fresh();
    let submission = team.create("reviewSubmissions", &json!({ "platform": "MAC_OS" }), &team.of_app());
    let reply = team.post("reviewSubmissionItems", &Value::Null, &team.item(&submission));
    assert_refused(&reply, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID", "/data/relationships/appStoreVersion");
    let nothing = json!({ "reviewSubmission": to("reviewSubmissions", &submission) });
    let reply = team.post("reviewSubmissionItems", &Value::Null, &nothing);
    assert_refused(&reply, 409, "ENTITY_ERROR.RELATIONSHIP.REQUIRED", "/data/relationships/appStoreVersion");
}
