//! How the processing of uploads ends when a test says how.

use serde_json::{Value, json};

use super::Studio;

fn ask(studio: &Studio, outcome: &Value) -> u16 {
    studio.client.send("POST", "/_simulator/processing", outcome).status
}

/// The state of an upload of a good archive, at its end.
fn ended(studio: &Studio, number: &str) -> Value {
    let upload = studio.upload("1.0", number, &studio.archive("1.0", number).zipped());
    assert_eq!(studio.state(&upload)["state"], "PROCESSING");
    studio.pass(60);
    studio.state(&upload)
}

fn finding(code: &str) -> Value {
    json!([{ "code": code, "description": format!("Because of {code}.") }])
}

#[test]
fn the_next_upload_fails_with_what_was_given_and_only_that_one() {
    let studio = Studio::open();
    assert_eq!(ask(&studio, &json!({ "state": "FAILED", "errors": finding("90683") })), 200);
    let state = ended(&studio, "1");
    assert_eq!(state, json!({ "state": "FAILED", "errors": finding("90683"), "warnings": [], "infos": [] }));
    assert_eq!(studio.client.get("/v1/builds").ids(), [""; 0]);
    assert_eq!(ended(&studio, "1")["state"], "COMPLETE", "a number that failed is free");
    assert_eq!(studio.client.get("/_simulator/processing").body, json!([]));
}

#[test]
fn a_build_may_come_with_warnings() {
    let studio = Studio::open();
    let warned = json!({ "state": "COMPLETE", "warnings": finding("90078"), "infos": finding("90725") });
    ask(
        &studio,
        &json!([warned, { "state": "FAILED", "errors": finding("90000"), "warnings": finding("90078") }]),
    );
    let state = ended(&studio, "1");
    assert_eq!(state["state"], "COMPLETE");
    assert_eq!((&state["warnings"], &state["infos"]), (&finding("90078"), &finding("90725")));
    assert_eq!(studio.client.get("/v1/builds").ids().len(), 1);
    let state = ended(&studio, "2");
    assert_eq!((&state["errors"], &state["warnings"]), (&finding("90000"), &finding("90078")));
    assert_eq!(ended(&studio, "3")["warnings"], json!([]));
}

#[test]
fn no_wish_makes_a_build_of_a_bad_file() {
    let studio = Studio::open();
    ask(&studio, &json!({ "state": "COMPLETE", "warnings": finding("90078") }));
    let upload = studio.upload("1.0", "1", b"not a zip at all");
    studio.pass(60);
    assert_eq!(studio.state(&upload)["errors"][0]["code"], "90034");
    assert_eq!(studio.client.get("/_simulator/processing").body, json!([]), "it was for that upload");
}

#[test]
fn a_wish_can_be_seen_and_taken_back_and_must_be_understood() {
    let studio = Studio::open();
    for bad in [
        json!({}),
        json!({ "state": "PROCESSING" }),
        json!({ "state": "FAILED", "error": [] }),
        json!({ "state": "FAILED", "errors": [{ "code": 90683 }] }),
    ] {
        assert_eq!(ask(&studio, &bad), 400, "{bad}");
    }
    ask(&studio, &json!({ "state": "FAILED", "errors": finding("90683") }));
    assert_eq!(studio.client.get("/_simulator/processing").body[0]["errors"], finding("90683"));
    assert_eq!(studio.client.delete("/_simulator/processing").status, 204);
    assert_eq!(ended(&studio, "1")["state"], "COMPLETE");
}
