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
fn a_wait_can_be_told_as_a_date_after_the_simulated_time() {
    let client = with(&json!({ "kind": "status", "status": 503, "retry_after_date": 3600 }));
    let answer = client.get("/v1/apps");
    let seconds = |header: &str| {
        let text = answer.headers[header].to_str().unwrap();
        assert_eq!(text.len(), "Sun, 06 Nov 1994 08:49:37 GMT".len(), "{text}");
        let time = text.split(' ').nth(4).unwrap().split(':').map(|part| part.parse::<i64>().unwrap());
        time.fold(0, |sum, part| sum * 60 + part)
    };
    // The two are read from the clock one after the other, and midnight may be between them.
    let between = (seconds("retry-after") - seconds("date")).rem_euclid(24 * 3600);
    assert!((3590..=3600).contains(&between), "{between}");
}

#[test]
fn a_stalled_request_is_not_served_and_ends_without_an_answer() {
    let client = with(&json!({ "method": "POST", "kind": "stall", "milliseconds": 1 }));
    let body = crate::client::invitation("a@example.com").to_string();
    assert!(client.attempt("POST", "/v1/userInvitations", Some(&body)).is_err());
    assert_eq!(invited(&client), 0);
}

#[test]
fn an_answer_that_falls_silent_halfway_comes_whole_in_the_end() {
    let client = with(&json!({ "kind": "stall_body", "milliseconds": 1 }));
    let answer = client.get("/v1/apps");
    assert_eq!((answer.status, answer.ids().len()), (200, 1));
    let patient = with(&json!({ "kind": "stall_body" }));
    let http = reqwest::Client::builder().read_timeout(std::time::Duration::from_millis(50));
    let impatient = patient.with_http(http.build().unwrap());
    let broken = impatient.attempt("GET", "/v1/apps", None);
    assert!(broken.is_err_and(|error| error.is_timeout() || error.is_body() || error.is_decode()));
}

#[test]
fn garbage_claims_to_be_json() {
    for (kind, is_text) in [("invalid_utf8", false), ("nul_bytes", true), ("huge", true)] {
        let client = with(&json!({ "kind": kind }));
        let bytes = client.bytes("/v1/apps");
        assert_eq!(std::str::from_utf8(&bytes).is_ok(), is_text, "{kind}");
        let read = serde_json::from_slice::<Value>(&bytes);
        assert_eq!(read.is_ok(), kind == "huge", "{kind}: {read:?}");
        assert_eq!(bytes.len() > 49_000_000, kind == "huge", "{kind}");
    }
}

#[test]
fn rules_can_be_there_from_the_start() {
    let faults = vec!["kind=status,status=503,method=GET,nth=2".parse().unwrap()];
    let client = Client::start_with(simulator::Options { faults, ..simulator::Options::default() });
    assert_eq!([(); 3].map(|()| client.get("/v1/apps").status), [200, 503, 200]);
}

#[test]
fn a_rule_that_is_not_understood_is_refused() {
    let client = Client::start();
    let answer = client.send("POST", "/_simulator/faults", &json!({ "kind": "explode" }));
    assert_eq!(answer.status, 400);
    assert!(answer.text.contains("explode"), "{}", answer.text);
}
