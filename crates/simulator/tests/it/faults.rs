//! Failures on request.

use serde_json::{Value, json};

use crate::client::Client;

fn with(rule: &Value) -> Client {
    let client = Client::start();
    assert_eq!(client.send("POST", "/_simulator/faults", rule).status, 200);
    client
}

fn invited(client: &Client) -> usize {
    client.send("DELETE", "/_simulator/faults", &json!({}));
    client.get("/v1/userInvitations").ids().len()
}

#[test]
fn a_status_comes_with_its_headers_and_nothing_is_applied() {
    let client =
        with(&json!({ "method": "POST", "kind": "status", "status": 429, "retry_after": 7, "times": 1 }));
    let answer = client.invite("a@example.com");
    assert_eq!((answer.status, answer.code()), (429, "RATE_LIMIT_EXCEEDED"));
    assert_eq!(answer.headers["retry-after"], "7");
    assert_eq!(client.invite("b@example.com").status, 201);
    assert_eq!(invited(&client), 1);
}

#[test]
fn a_page_for_people_is_no_json() {
    let answer = with(&json!({ "kind": "html", "path_contains": "/v1/apps" })).get("/v1/apps");
    assert_eq!(answer.status, 503);
    assert_eq!(answer.headers["content-type"], "text/html");
    assert!(answer.text.starts_with("<html>"));
}

#[test]
fn a_reset_applies_nothing_and_one_after_the_write_does() {
    let client = with(&json!({ "method": "POST", "kind": "reset" }));
    assert!(client.attempt("POST", "/v1/userInvitations", Some("{}")).is_err());
    assert_eq!(invited(&client), 0);
    let client = with(&json!({ "method": "POST", "kind": "applied_then_reset" }));
    let body = crate::client::invitation("a@example.com").to_string();
    assert!(client.attempt("POST", "/v1/userInvitations", Some(&body)).is_err());
    assert_eq!(invited(&client), 1);
}

#[test]
fn a_write_can_be_applied_and_answered_with_500() {
    let client = with(&json!({ "method": "POST", "kind": "applied_then_500" }));
    let answer = client.invite("a@example.com");
    assert_eq!((answer.status, answer.code()), (500, "UNEXPECTED_ERROR"));
    assert_eq!(invited(&client), 1);
}

#[test]
fn a_truncated_answer_announces_its_whole_length_and_breaks_off() {
    let client = with(&json!({ "kind": "truncate", "nth": 1 }));
    let broken = client.attempt("GET", "/v1/apps", None);
    assert!(broken.is_err_and(|error| error.is_body() || error.is_decode()));
    assert_eq!(client.get("/v1/apps").status, 200);
}

#[test]
fn a_delayed_request_is_served() {
    let client = with(&json!({ "kind": "delay", "milliseconds": 1 }));
    assert_eq!(client.get("/v1/apps").status, 200);
}

#[test]
fn the_same_seed_fails_the_same_requests() {
    let run = || {
        let client = with(&json!({ "kind": "status", "status": 500, "probability": 0.4 }));
        (0..40).map(|_| client.get("/v1/apps").status).collect::<Vec<_>>()
    };
    let first = run();
    assert!(first.contains(&500) && first.contains(&200));
    assert_eq!(first, run());
}

#[test]
fn a_rule_that_is_not_understood_is_refused() {
    let client = Client::start();
    let answer = client.send("POST", "/_simulator/faults", &json!({ "kind": "explode" }));
    assert_eq!(answer.status, 400);
    assert!(answer.text.contains("explode"), "{}", answer.text);
}
