//! What follows the review.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::settings::{ReviewOutcome, Settings};

use super::server::Server;
use super::{Team, assert_refused};

/// A team whose version was submitted, with reviewers that decide.
fn submitted(review: ReviewOutcome, release_type: &Value) -> (Team, String) {
    let mut team = Team::with(Settings { review, ..Settings::default() });
    team.prepare();
    let version = team.version.clone();
    team.set("appStoreVersions", &version, release_type);
    let (submission, _) = team.add_to_submission();
    team.set("reviewSubmissions", &submission, &json!({ "submitted": true }));
    (team, submission)
}

#[test]
fn an_approved_version_goes_to_the_store_by_itself() {
    let (mut team, submission) =
        submitted(ReviewOutcome::Approves, &json!({ "releaseType": "AFTER_APPROVAL" }));
    team.pass_time();
    assert_eq!(team.state(), "READY_FOR_DISTRIBUTION");
    assert_eq!(team.attribute("reviewSubmissions", &submission, "state"), "COMPLETE");
    let infos = team.get(&format!("/v1/apps/{}/appInfos", team.app));
    assert_eq!(infos["data"].as_array().map(Vec::len), Some(1));
    assert_eq!(infos["data"][0]["attributes"]["state"], "READY_FOR_DISTRIBUTION");
    team.create("appStoreVersions", &json!({ "platform": "IOS", "versionString": "1.1" }), &team.of_app());
    let infos = team.get(&format!("/v1/apps/{}/appInfos", team.app));
    assert_eq!(infos["data"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_platform_that_is_released_leaves_the_other_an_app_info_to_work_on() {
    let mut team = Team::with(Settings { review: ReviewOutcome::Approves, ..Settings::default() });
    team.create("appStoreVersions", &json!({ "platform": "MAC_OS", "versionString": "1.0" }), &team.of_app());
    team.prepare();
    let (submission, _) = team.add_to_submission();
    team.set("reviewSubmissions", &submission, &json!({ "submitted": true }));
    team.pass_time();
    assert_eq!(team.state(), "READY_FOR_DISTRIBUTION");
    let info = team.info();
    assert_eq!(team.attribute("appInfos", &info, "state"), "PREPARE_FOR_SUBMISSION");
}

#[test]
fn a_manual_release_waits_for_its_developer() {
    let (mut team, _) = submitted(ReviewOutcome::Approves, &json!({ "releaseType": "MANUAL" }));
    let early = team.post("appStoreVersionReleaseRequests", &Value::Null, &team.of_version());
    assert_refused(&early, 409, "STATE_ERROR.ENTITY_STATE_INVALID", "");
    team.pass_time();
    assert_eq!(team.state(), "PENDING_DEVELOPER_RELEASE");
    team.create("appStoreVersionReleaseRequests", &Value::Null, &team.of_version());
    assert_eq!(team.state(), "PROCESSING_FOR_DISTRIBUTION");
    team.pass_time();
    assert_eq!(team.state(), "READY_FOR_DISTRIBUTION");
}

#[test]
fn a_scheduled_release_waits_for_its_day() {
    let date = json!({ "releaseType": "SCHEDULED", "earliestReleaseDate": "2990-01-01T00:00:00Z" });
    let (mut team, _) = submitted(ReviewOutcome::Approves, &date);
    team.pass_time();
    assert_eq!(team.state(), "PENDING_APPLE_RELEASE");
    team.world.advance(Duration::from_hours(24 * 366 * 1000));
    team.pass_time();
    assert_eq!(team.state(), "READY_FOR_DISTRIBUTION");
}

#[test]
fn a_rejected_version_may_be_changed_and_resolved() {
    let (mut team, submission) = submitted(ReviewOutcome::Rejects, &json!({ "releaseType": "MANUAL" }));
    team.pass_time();
    assert_eq!(team.state(), "REJECTED");
    assert_eq!(team.attribute("reviewSubmissions", &submission, "state"), "UNRESOLVED_ISSUES");
    let text = team.text.clone();
    team.set("appStoreVersionLocalizations", &text, &json!({ "description": "Better now." }));
    let reply = team.patch("reviewSubmissions", &submission, &json!({ "submitted": true }));
    assert_refused(&reply, 409, "STATE_ERROR.ENTITY_STATE_INVALID", "");
    let items = team.get(&format!("/v1/reviewSubmissions/{submission}/items"));
    let item = items["data"][0]["id"].as_str().expect("an item").to_owned();
    team.set("reviewSubmissionItems", &item, &json!({ "resolved": true }));
    team.world.settings.review = ReviewOutcome::Approves;
    team.set("reviewSubmissions", &submission, &json!({ "submitted": true }));
    team.pass_time();
    assert_eq!(team.state(), "PENDING_DEVELOPER_RELEASE");
}

#[test]
fn a_reviewer_decides_when_a_test_says_so() {
    let (mut team, submission) = submitted(ReviewOutcome::Waits, &json!({ "releaseType": "MANUAL" }));
    let server = Server::start();
    let decide = |team: &mut Team, state: &str| {
        let decision = json!({ "submission": submission, "state": state });
        server.control(&mut team.world, "POST", "app-review", Some(&decision)).0
    };
    assert_eq!(decide(&mut team, "IN_REVIEW"), 204);
    assert_eq!(team.state(), "IN_REVIEW");
    assert_eq!(decide(&mut team, "IN_REVIEW"), 400);
    team.pass_time();
    assert_eq!(decide(&mut team, "METADATA_REJECTED"), 204);
    assert_eq!(team.state(), "METADATA_REJECTED");
    let info = team.info();
    assert_eq!(team.attribute("appInfos", &info, "state"), "REJECTED");
    assert_eq!(decide(&mut team, "APPROVED"), 400);
    // What was lost meanwhile is missed when the item is said to be resolved.
    let (text, items) = (team.text.clone(), team.get(&format!("/v1/reviewSubmissions/{submission}/items")));
    let item = items["data"][0]["id"].as_str().expect("an item").to_owned();
    team.set("appStoreVersionLocalizations", &text, &json!({ "description": null }));
    let early = team.patch("reviewSubmissionItems", &item, &json!({ "resolved": true }));
    assert_refused(&early, 409, "STATE_ERROR.ENTITY_STATE_INVALID", "");
    team.set("appStoreVersionLocalizations", &text, &json!({ "description": "Better now." }));
    team.set("reviewSubmissionItems", &item, &json!({ "resolved": true }));
    team.set("reviewSubmissions", &submission, &json!({ "submitted": true }));
    assert_eq!(decide(&mut team, "APPROVED"), 204);
    assert_eq!(team.state(), "PENDING_DEVELOPER_RELEASE");
    team.pass_time();
    assert_eq!(team.attribute("reviewSubmissions", &submission, "state"), "COMPLETE");
}

#[test]
fn what_was_rejected_and_is_taken_back_stays_rejected() {
    let (mut team, submission) = submitted(ReviewOutcome::Rejects, &json!({ "releaseType": "MANUAL" }));
    team.pass_time();
    team.set("reviewSubmissions", &submission, &json!({ "canceled": true }));
    assert_eq!(team.state(), "REJECTED");
    team.pass_time();
    assert_eq!(team.attribute("reviewSubmissions", &submission, "state"), "COMPLETE");
    let (again, _) = team.add_to_submission();
    team.set("reviewSubmissions", &again, &json!({ "submitted": true }));
    assert_eq!(team.state(), "WAITING_FOR_REVIEW");
}

#[test]
fn a_phased_release_pauses_for_thirty_days_in_all() {
    let mut team = Team::with(Settings { review: ReviewOutcome::Approves, ..Settings::default() });
    team.prepare();
    let release = team.create("appStoreVersionPhasedReleases", &Value::Null, &team.of_version());
    let (submission, _) = team.add_to_submission();
    team.set("reviewSubmissions", &submission, &json!({ "submitted": true }));
    team.pass_time();
    let paused = json!({ "phasedReleaseState": "PAUSED" });
    team.set("appStoreVersionPhasedReleases", &release, &paused);
    team.world.advance(Duration::from_hours(24 * 10));
    assert_eq!(pauses(&mut team), (json!("PAUSED"), json!(10)));
    let active = json!({ "phasedReleaseState": "ACTIVE" });
    team.set("appStoreVersionPhasedReleases", &release, &active);
    team.set("appStoreVersionPhasedReleases", &release, &paused);
    team.world.advance(Duration::from_hours(24 * 20));
    assert_eq!(pauses(&mut team), (json!("ACTIVE"), json!(30)));
    let more = team.patch("appStoreVersionPhasedReleases", &release, &paused);
    assert_refused(&more, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "/data/attributes/phasedReleaseState");
    assert_eq!(phase(&mut team), (json!("ACTIVE"), json!(1)));
    team.world.advance(Duration::from_hours(24 * 7));
    assert_eq!(phase(&mut team), (json!("COMPLETE"), json!(7)));
}

#[test]
fn a_phased_release_counts_its_days_and_not_its_pauses() {
    let mut team = Team::with(Settings { review: ReviewOutcome::Approves, ..Settings::default() });
    team.prepare();
    let release = team.create("appStoreVersionPhasedReleases", &Value::Null, &team.of_version());
    let second = team.post("appStoreVersionPhasedReleases", &Value::Null, &team.of_version());
    assert_refused(&second, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID", "/data/relationships/appStoreVersion");
    let kind = "appStoreVersionPhasedReleases";
    assert_eq!(phase(&mut team), (json!("INACTIVE"), json!(0)));
    let (submission, _) = team.add_to_submission();
    team.set("reviewSubmissions", &submission, &json!({ "submitted": true }));
    team.pass_time();
    assert_eq!(phase(&mut team), (json!("ACTIVE"), json!(1)));
    let same = team.patch(kind, &release, &json!({ "phasedReleaseState": "ACTIVE" }));
    assert_refused(&same, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "/data/attributes/phasedReleaseState");
    let day = Duration::from_hours(24);
    team.world.advance(day);
    assert_eq!(phase(&mut team), (json!("ACTIVE"), json!(2)));
    team.set(kind, &release, &json!({ "phasedReleaseState": "PAUSED" }));
    team.world.advance(day * 3);
    assert_eq!(phase(&mut team), (json!("PAUSED"), json!(2)));
    team.set(kind, &release, &json!({ "phasedReleaseState": "ACTIVE" }));
    for _ in 0..6 {
        team.world.advance(day);
    }
    assert_eq!(phase(&mut team).0, json!("COMPLETE"));
    let over = team.patch(kind, &release, &json!({ "phasedReleaseState": "PAUSED" }));
    assert_refused(&over, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "/data/attributes/phasedReleaseState");
    assert_eq!(team.send("DELETE", &format!("/v1/{kind}/{release}"), None).status, 409);
}

/// The state of the phased release and the days for which it was paused.
fn pauses(team: &mut Team) -> (Value, Value) {
    let release = team.get(&format!("/v1/appStoreVersions/{}/appStoreVersionPhasedRelease", team.version));
    let attributes = &release["data"]["attributes"];
    (attributes["phasedReleaseState"].clone(), attributes["totalPauseDuration"].clone())
}

/// The state and day of the phased release.
fn phase(team: &mut Team) -> (Value, Value) {
    let release = team.get(&format!("/v1/appStoreVersions/{}/appStoreVersionPhasedRelease", team.version));
    let attributes = &release["data"]["attributes"];
    (attributes["phasedReleaseState"].clone(), attributes["currentDayNumber"].clone())
}
