//! Builds and who may test them.

use plist::Value as Plist;
use serde_json::{Value, json};

use super::{Studio, assert_answer};
use crate::store::to;

#[test]
fn the_question_about_encryption_is_answered_once() {
    let studio = Studio::open();
    let mut archive = studio.archive("1.0", "1");
    archive.info.remove("ITSAppUsesNonExemptEncryption");
    let upload = studio.upload("1.0", "1", &archive.zipped());
    studio.pass(120);
    assert_eq!(studio.state(&upload)["state"], "COMPLETE");
    let build = studio.client.get("/v1/builds").ids().remove(0);
    assert_eq!(studio.attribute("builds", &build, "usesNonExemptEncryption"), Value::Null);
    let missing = "MISSING_EXPORT_COMPLIANCE".to_owned();
    assert_eq!(studio.states(&build), (missing.clone(), missing));
    assert_answer(&studio.give(&build, &studio.group("Friends")), 422, "ENTITY_UNPROCESSABLE");
    let answer = json!({ "usesNonExemptEncryption": false });
    assert_eq!(studio.patch("builds", &build, &answer).status, 200);
    let again = studio.patch("builds", &build, &answer);
    assert_answer(&again, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    assert_eq!(again.body["errors"][0]["source"]["pointer"], "/data/attributes/usesNonExemptEncryption");
    assert_eq!(studio.give(&build, &studio.group("Friends")).status, 204);
    assert_eq!(studio.states(&build), ("IN_BETA_TESTING".into(), "READY_FOR_BETA_SUBMISSION".into()));
    assert_eq!(archive.info.get("CFBundleVersion"), Some(&Plist::from("1")));
}

#[test]
fn a_group_gets_only_what_can_be_tested() {
    let studio = Studio::open();
    let (friends, everybody) = (studio.group("Friends"), studio.group("App Store Connect Users"));
    let upload = studio.upload("1.0", "1", &studio.archive("1.0", "1").zipped());
    studio.pass(60);
    assert_eq!(studio.state(&upload)["state"], "COMPLETE");
    let build = studio.client.get("/v1/builds").ids().remove(0);
    assert_answer(&studio.give(&build, &friends), 422, "ENTITY_UNPROCESSABLE");
    studio.pass(60);
    let automatic = studio.give(&build, &everybody);
    assert_answer(&automatic, 422, "ENTITY_UNPROCESSABLE");
    let detail = automatic.body["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("Cannot add internal group to a build"), "{detail}");
    assert_eq!(studio.give(&build, &friends).status, 204);
    let from_the_group = json!({ "data": [{ "type": "builds", "id": build }] });
    let path = format!("/v1/betaGroups/{friends}/relationships/builds");
    assert_eq!(studio.client.send("DELETE", &path, &from_the_group).status, 204);
    assert_eq!(studio.client.get(&format!("/v1/betaGroups/{friends}/builds")).ids(), [""; 0]);
    assert_eq!(studio.client.send("POST", &path, &from_the_group).status, 204);
    assert_eq!(studio.client.get(&format!("/v1/betaGroups/{friends}/builds")).ids(), [build]);
}

#[test]
fn a_build_for_the_team_alone_goes_to_nobody_else() {
    let studio = Studio::open();
    let build = studio.build("1.0", "1");
    studio.client.running.with_world(|world| {
        world.store.get_mut("builds", &build).unwrap().set("buildAudienceType", "INTERNAL_ONLY");
    });
    assert_answer(&studio.give(&build, &studio.group("Friends")), 422, "ENTITY_UNPROCESSABLE");
    let manual = json!({ "name": "Team", "isInternalGroup": true, "hasAccessToAllBuilds": false });
    let group = studio.create("betaGroups", &manual, &studio.of_app());
    assert_eq!(studio.give(&build, &group).status, 204);
    assert_eq!(studio.states(&build), ("IN_BETA_TESTING".into(), "NOT_APPLICABLE".into()));
}

#[test]
fn a_build_ends_by_hand_or_after_ninety_days_and_never_returns() {
    let mut studio = Studio::open();
    let (first, second) = (studio.build("1.0", "1"), studio.build("1.0", "2"));
    assert_eq!(studio.patch("builds", &first, &json!({ "expired": true })).status, 200);
    let expired = ("EXPIRED".to_owned(), "EXPIRED".to_owned());
    assert_eq!(studio.states(&first), expired);
    let revived = studio.patch("builds", &first, &json!({ "expired": false }));
    assert_answer(&revived, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    assert_answer(&studio.give(&first, &studio.group("Friends")), 422, "ENTITY_UNPROCESSABLE");
    studio.pass(89 * 24 * 3600);
    studio.renew_token();
    assert_eq!(studio.attribute("builds", &second, "expired"), false);
    studio.pass(24 * 3600);
    studio.renew_token();
    assert_eq!(studio.attribute("builds", &second, "expired"), true);
    assert_eq!(studio.states(&second), expired);
}

#[test]
fn what_to_test_has_one_text_for_each_language_of_the_app() {
    let studio = Studio::open();
    let build = studio.build("1.0", "1");
    let texts = studio.client.get(&format!("/v1/builds/{build}/betaBuildLocalizations"));
    let own = texts.ids().remove(0);
    assert_eq!(
        studio.patch("betaBuildLocalizations", &own, &json!({ "whatsNew": "Fast → faster" })).status,
        200
    );
    let refused = studio.patch("betaBuildLocalizations", &own, &json!({ "whatsNew": "Fast 🚀" }));
    assert_answer(&refused, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    let detail = refused.body["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("Text for whatsNew contains invalid characters"), "{detail}");
    let of_build = json!({ "build": to("builds", &build) });
    let add = |locale: &str| studio.post("betaBuildLocalizations", &json!({ "locale": locale }), &of_build);
    assert_answer(&add("EN-us"), 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    assert_answer(&add("tlh"), 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    assert_answer(&add("de-DE"), 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    studio.create("betaAppLocalizations", &json!({ "locale": "de-DE" }), &studio.of_app());
    assert_eq!(add("de-DE").status, 201);
}

#[test]
fn a_description_for_testers_is_read_with_care() {
    let studio = Studio::open();
    let text = studio.client.get(&format!("/v1/apps/{}/betaAppLocalizations", studio.app)).ids().remove(0);
    for bad in [
        json!({ "description": "a < b" }),
        json!({ "feedbackEmail": "nobody" }),
        json!({ "marketingUrl": "example.com" }),
    ] {
        let answer = studio.patch("betaAppLocalizations", &text, &bad);
        assert_answer(&answer, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    }
    let again = studio.post("betaAppLocalizations", &json!({ "locale": "en-us" }), &studio.of_app());
    assert_answer(&again, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    let detail = studio.client.get(&format!("/v1/apps/{}/betaAppReviewDetail", studio.app)).id();
    for (bad, code) in [
        (json!({ "contactPhone": "555 0100" }), "ENTITY_ERROR.ATTRIBUTE.INVALID"),
        (json!({ "contactEmail": "nobody" }), "ENTITY_ERROR.ATTRIBUTE.INVALID"),
        (json!({ "demoAccountRequired": true }), "ENTITY_ERROR.ATTRIBUTE.REQUIRED"),
    ] {
        assert_answer(&studio.patch("betaAppReviewDetails", &detail, &bad), 409, code);
    }
}
