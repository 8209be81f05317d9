//! What customers write, and what they are answered.

use serde_json::{Value, json};
use simulator::seeds;

use super::{Team, assert_refused, to};

const KIND: &str = "customerReviewResponses";

/// A team with a review that has no answer, and its id.
fn reviewed() -> (Team, String) {
    let mut team = Team::released();
    seeds::populate(&mut team.world, &"reviews=6".parse().expect("a population")).expect("six reviews");
    let open = team.get(&format!("/v1/apps/{}/customerReviews?exists[publishedResponse]=false", team.app));
    let review = open["data"][0]["id"].as_str().expect("a review").to_owned();
    (team, review)
}

#[test]
fn an_answer_is_published_a_while_later_and_a_second_takes_its_place() {
    let (mut team, review) = reviewed();
    let of_review = json!({ "review": to("customerReviews", &review) });
    let first = team.create(KIND, &json!({ "responseBody": "Thank you!" }), &of_review);
    assert_eq!(team.attribute(KIND, &first, "state"), "PENDING_PUBLISH");
    assert!(team.attribute(KIND, &first, "lastModifiedDate").is_string());
    team.pass_time();
    assert_eq!(team.attribute(KIND, &first, "state"), "PUBLISHED");
    let second = team.create(KIND, &json!({ "responseBody": "Fixed in 1.1." }), &of_review);
    let response = team.get(&format!("/v1/customerReviews/{review}/response"));
    assert_eq!(response["data"]["id"], second.as_str());
    assert_eq!(team.send("GET", &format!("/v1/{KIND}/{first}"), None).status, 404);
    assert_eq!(team.send("DELETE", &format!("/v1/{KIND}/{second}"), None).status, 204);
    assert_eq!(team.get(&format!("/v1/customerReviews/{review}/response"))["data"], Value::Null);
}

#[test]
fn an_answer_says_something_and_not_too_much() {
    let (mut team, review) = reviewed();
    let of_review = json!({ "review": to("customerReviews", &review) });
    let pointer = "/data/attributes/responseBody";
    let reply = team.post(KIND, &json!({ "responseBody": " " }), &of_review);
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.REQUIRED", pointer);
    let reply = team.post(KIND, &json!({ "responseBody": "ä".repeat(5971) }), &of_review);
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG", pointer);
    team.create(KIND, &json!({ "responseBody": "ä".repeat(5970) }), &of_review);
}

#[test]
fn a_review_is_of_the_version_on_the_store() {
    let (mut team, _) = reviewed();
    let versions = team.get(&format!("/v1/apps/{}/appStoreVersions?filter[versionString]=1.0.0", team.app));
    let live = versions["data"][0]["id"].as_str().expect("the live version").to_owned();
    let reviews = team.get(&format!("/v1/appStoreVersions/{live}/customerReviews?include=response"));
    assert_eq!(reviews["meta"]["paging"]["total"], 3);
    let review = &reviews["data"][0]["attributes"];
    assert!(review["rating"].as_u64().is_some_and(|stars| (1..=5).contains(&stars)), "{review}");
    for text in ["title", "body", "reviewerNickname", "createdDate", "territory"] {
        assert!(review[text].is_string(), "{text}: {review}");
    }
}
