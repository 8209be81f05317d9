//! Beta review.

use serde_json::{Value, json};
use simulator::settings::ReviewOutcome;

use super::{Studio, assert_answer};
use crate::client::Answer;
use crate::store::to;

fn describe(studio: &Studio, build: &str) {
    let text = studio.client.get(&format!("/v1/builds/{build}/betaBuildLocalizations")).ids().remove(0);
    assert_eq!(
        studio.patch("betaBuildLocalizations", &text, &json!({ "whatsNew": "All of it" })).status,
        200
    );
}

fn submit(studio: &Studio, build: &str) -> Answer {
    studio.post("betaAppReviewSubmissions", &Value::Null, &json!({ "build": to("builds", build) }))
}

fn external(studio: &Studio, build: &str) -> String {
    studio.states(build).1
}

#[test]
fn a_build_is_reviewed_step_by_step_before_friends_test_it() {
    let studio = Studio::reviewed(ReviewOutcome::Approves);
    let build = studio.build("1.0", "1");
    describe(&studio, &build);
    assert_eq!(studio.give(&build, &studio.group("Friends")).status, 204);
    let new = json!({ "email": "bob@example.com" });
    let groups =
        json!({ "betaGroups": { "data": [{ "type": "betaGroups", "id": studio.group("Friends") }] } });
    let bob = studio.create("betaTesters", &new, &groups);
    assert_eq!(external(&studio, &build), "READY_FOR_BETA_SUBMISSION");
    let submission = submit(&studio, &build);
    assert_eq!((submission.status, submission.id()), (201, build.clone()));
    assert_eq!(submission.body["data"]["attributes"]["betaReviewState"], "WAITING_FOR_REVIEW");
    assert!(submission.body["data"]["attributes"]["submittedDate"].is_string());
    assert_eq!(external(&studio, &build), "WAITING_FOR_BETA_REVIEW");
    assert_answer(&submit(&studio, &build), 422, "ENTITY_UNPROCESSABLE.INVALID_QC_STATE");
    studio.pass(60);
    assert_eq!(external(&studio, &build), "IN_BETA_REVIEW");
    assert_eq!(studio.attribute("betaTesters", &bob, "state"), "NOT_INVITED");
    studio.pass(60);
    assert_eq!(external(&studio, &build), "IN_BETA_TESTING");
    assert_eq!(studio.attribute("betaTesters", &bob, "state"), "INVITED");
    // The second build of the version is let through.
    let second = studio.build("1.0", "2");
    describe(&studio, &second);
    assert_eq!(submit(&studio, &second).body["data"]["attributes"]["betaReviewState"], "APPROVED");
    assert_eq!(external(&studio, &second), "BETA_APPROVED");
    let path = format!("/v1/betaAppReviewSubmissions?filter[build]={build}");
    assert_eq!(studio.client.get(&path).ids(), [build]);
    assert_answer(&studio.client.get("/v1/betaAppReviewSubmissions"), 400, "PARAMETER_ERROR.REQUIRED");
}

#[test]
fn a_rejected_build_is_not_tested() {
    let studio = Studio::reviewed(ReviewOutcome::Rejects);
    let build = studio.build("1.0", "1");
    describe(&studio, &build);
    submit(&studio, &build);
    studio.pass(120);
    assert_eq!(external(&studio, &build), "BETA_REJECTED");
}

#[test]
fn one_build_of_a_version_is_in_review_at_a_time() {
    let mut studio = Studio::reviewed(ReviewOutcome::Waits);
    let (first, second) = (studio.build("1.0", "1"), studio.build("1.0", "2"));
    let other = studio.build("1.1", "1");
    for build in [&first, &second, &other] {
        describe(&studio, build);
    }
    assert_eq!(submit(&studio, &first).status, 201);
    assert_answer(&submit(&studio, &second), 422, "ENTITY_UNPROCESSABLE.ANOTHER_BUILD_IN_REVIEW");
    assert_eq!(submit(&studio, &other).status, 201);
    studio.pass(600);
    studio.renew_token();
    assert_eq!(external(&studio, &first), "WAITING_FOR_BETA_REVIEW");
}

#[test]
fn the_reviewers_want_to_know_what_and_whom_to_ask() {
    let studio = Studio::reviewed(ReviewOutcome::Approves);
    let build = studio.build("1.0", "1");
    let refused = |part: &str| {
        let answer = submit(&studio, &build);
        assert_answer(&answer, 422, "ENTITY_UNPROCESSABLE");
        let detail = answer.body["errors"][0]["detail"].as_str().unwrap();
        assert!(detail.contains(part), "{detail}");
    };
    refused("What to Test");
    describe(&studio, &build);
    let detail = studio.client.get(&format!("/v1/apps/{}/betaAppReviewDetail", studio.app)).id();
    let phone = studio.attribute("betaAppReviewDetails", &detail, "contactPhone");
    assert_eq!(studio.patch("betaAppReviewDetails", &detail, &json!({ "contactPhone": null })).status, 200);
    refused("Beta Contact Information");
    studio.patch("betaAppReviewDetails", &detail, &json!({ "contactPhone": phone }));
    let text = studio.client.get(&format!("/v1/apps/{}/betaAppLocalizations", studio.app)).ids().remove(0);
    studio.patch("betaAppLocalizations", &text, &json!({ "description": "", "feedbackEmail": "" }));
    refused("Beta App Description, Feedback Email");
    let both = json!({ "description": "Notes.", "feedbackEmail": "ada@example.com" });
    studio.patch("betaAppLocalizations", &text, &both);
    assert_eq!(submit(&studio, &build).status, 201);
}

#[test]
fn what_is_still_processed_is_not_submitted() {
    let studio = Studio::reviewed(ReviewOutcome::Approves);
    studio.upload("1.0", "1", &studio.archive("1.0", "1").zipped());
    studio.pass(60);
    let build = studio.client.get("/v1/builds").ids().remove(0);
    assert_answer(&submit(&studio, &build), 422, "ENTITY_UNPROCESSABLE.INVALID_QC_STATE");
}

fn decide(studio: &Studio, build: &str, state: &str) -> Answer {
    studio.client.send("POST", "/_simulator/beta-review", &json!({ "build": build, "state": state }))
}

#[test]
fn a_reviewer_decides_when_a_test_says_so() {
    let studio = Studio::reviewed(ReviewOutcome::Waits);
    let (first, second) = (studio.build("1.0", "1"), studio.build("1.1", "1"));
    let early = decide(&studio, &first, "APPROVED");
    assert_eq!(early.status, 400);
    assert!(early.text.contains("was not submitted"), "{}", early.text);
    for build in [&first, &second] {
        describe(&studio, build);
        assert_eq!(submit(&studio, build).status, 201);
    }
    assert_eq!(decide(&studio, &first, "IN_REVIEW").status, 204);
    assert_eq!(external(&studio, &first), "IN_BETA_REVIEW");
    assert_eq!(decide(&studio, &first, "APPROVED").status, 204);
    assert_eq!(external(&studio, &first), "BETA_APPROVED");
    assert_eq!(decide(&studio, &first, "REJECTED").status, 400, "it is over");
    assert_eq!(decide(&studio, &second, "REJECTED").status, 204);
    assert_eq!(external(&studio, &second), "BETA_REJECTED");
    assert_eq!(decide(&studio, &second, "MAYBE").status, 400);
}

#[test]
fn what_was_decided_by_hand_is_not_decided_again() {
    let studio = Studio::reviewed(ReviewOutcome::Approves);
    let build = studio.build("1.0", "1");
    describe(&studio, &build);
    submit(&studio, &build);
    decide(&studio, &build, "REJECTED");
    studio.pass(300);
    assert_eq!(external(&studio, &build), "BETA_REJECTED");
}

#[test]
fn builds_are_found_by_their_review_and_by_whether_they_have_expired() {
    let studio = Studio::reviewed(ReviewOutcome::Waits);
    let [waiting, approved, plain] = ["1.0", "1.1", "1.2"].map(|version| studio.build(version, "1"));
    for build in [&waiting, &approved] {
        describe(&studio, build);
        submit(&studio, build);
    }
    decide(&studio, &approved, "APPROVED");
    let found = |filter: &str| studio.client.get(&format!("/v1/builds?{filter}&sort=version")).ids();
    let review = "filter[betaAppReviewSubmission.betaReviewState]";
    assert_eq!(found(&format!("{review}=WAITING_FOR_REVIEW,IN_REVIEW")), [&*waiting]);
    assert_eq!(found(&format!("{review}=APPROVED")), [&*approved]);
    assert_eq!(found(&format!("{review}=REJECTED")), [""; 0]);
    assert_eq!(found("filter[expired]=true"), [""; 0]);
    studio.patch("builds", &plain, &json!({ "expired": true }));
    studio.patch("builds", &waiting, &json!({ "expired": true }));
    assert_eq!(found("filter[expired]=false"), [&*approved]);
    assert_eq!(found(&format!("filter[expired]=false&{review}=WAITING_FOR_REVIEW")), [""; 0]);
}

#[test]
fn an_expired_build_makes_way_for_the_next_one() {
    let studio = Studio::reviewed(ReviewOutcome::Waits);
    let (first, second) = (studio.build("1.0", "1"), studio.build("1.0", "2"));
    for build in [&first, &second] {
        describe(&studio, build);
    }
    submit(&studio, &first);
    assert_answer(&submit(&studio, &second), 422, "ENTITY_UNPROCESSABLE.ANOTHER_BUILD_IN_REVIEW");
    studio.patch("builds", &first, &json!({ "expired": true }));
    assert_eq!(submit(&studio, &second).status, 201);
}
