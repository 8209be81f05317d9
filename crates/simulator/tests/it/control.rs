//! The control surface.

use serde_json::json;

use crate::client::Client;

#[test]
fn the_log_shows_the_requests_to_the_api_and_nothing_else() {
    let client = Client::start();
    client.get("/v1/apps?limit=1");
    client.invite("a@example.com");
    client.get("/_simulator/clock");
    let log = client.get("/_simulator/requests").body;
    assert_eq!(
        log,
        json!([
            { "sequence": 1, "method": "GET", "path": "/v1/apps?limit=1", "status": 200, "class": "api", "write": false },
            { "sequence": 2, "method": "POST", "path": "/v1/userInvitations", "status": 201, "class": "api", "write": true },
        ])
    );
    assert_eq!(client.get("/_simulator/summary").body, json!({ "requests": 2, "writes": 1 }));
    assert_eq!(client.delete("/_simulator/requests").status, 204);
    assert_eq!(client.get("/_simulator/summary").body, json!({ "requests": 0, "writes": 0 }));
}

#[test]
fn an_app_can_be_seeded_and_the_state_seen() {
    let client = Client::start();
    let body = json!({ "bundle_id": "com.example.second", "name": "Second" });
    let made = client.send("POST", "/_simulator/seeds", &body);
    let id = made.body["id"].as_str().unwrap();
    assert_eq!(client.get("/v1/apps?filter[bundleId]=com.example.second").ids(), [id]);
    let state = client.get("/_simulator/state").body;
    assert_eq!(state["kinds"]["apps"][id]["attributes"]["name"], "Second");
    assert_eq!(client.get("/_simulator/nothing").status, 404);
    assert_eq!(client.send("POST", "/_simulator/clock", &json!({})).status, 400);
}
