//! The record of exchanges.

use serde_json::{Value, json};
use simulator::Options;

use crate::client::{Client, invitation};

#[test]
fn each_request_to_the_api_is_recorded_with_its_answer_and_without_its_token() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("exchanges.ndjson");
    let client = Client::start_with(Options { record_exchanges: Some(path.clone()), ..Options::default() });
    let listed = client.get("/v1/userInvitations?filter%5Bemail%5D=a%40example.com");
    let made = client.invite("a@example.com");
    let gone = client.delete(&format!("/v1/userInvitations/{}", made.id()));
    let refused = client.get("/v1/nothing");
    let broken = client.attempt("POST", "/v1/userInvitations", Some("{")).unwrap();
    client.get("/_simulator/clock");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains(client.bearer.as_deref().unwrap()));
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect::<Vec<_>>();
    let line = |method: &str, target: &str, body: Value, status: u16, answer: &Value| json!({ "method": method, "target": target, "body": body, "status": status, "answer": answer });
    let invitations = "/v1/userInvitations";
    assert_eq!(
        lines,
        [
            line(
                "GET",
                "/v1/userInvitations?filter%5Bemail%5D=a%40example.com",
                Value::Null,
                200,
                &listed.body
            ),
            line("POST", invitations, invitation("a@example.com"), 201, &made.body),
            line("DELETE", &format!("{invitations}/{}", made.id()), Value::Null, gone.status, &Value::Null),
            line("GET", "/v1/nothing", Value::Null, 404, &refused.body),
            line("POST", invitations, Value::Null, 400, &broken.body),
        ]
    );
    let members = lines[0].as_object().unwrap().keys().collect::<Vec<_>>();
    assert_eq!(members, ["method", "target", "body", "status", "answer"]);
}

#[test]
fn a_second_run_goes_on_in_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("exchanges.ndjson");
    for _ in 0..2 {
        let options = Options { record_exchanges: Some(path.clone()), ..Options::default() };
        Client::start_with(options).get("/v1/apps");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 2);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
