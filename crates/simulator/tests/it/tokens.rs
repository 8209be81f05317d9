//! Who is let in.

use serde_json::json;
use simulator::Options;
use simulator::settings::Settings;

use crate::client::{Client, token};

#[test]
fn a_request_without_a_sound_token_gets_one_and_the_same_answer() {
    let mut client = Client::start();
    let [admin, other, ..] = client.running.keys() else { panic!("too few keys") };
    let good = client.bearer.clone().unwrap();
    let (head, signature) = good.rsplit_once('.').unwrap();
    let turned = signature.chars().rev().collect::<String>();
    let mut stranger = admin.clone();
    stranger.private_key = other.private_key.clone();
    let bearers = [
        None,
        Some(token(admin, &json!({ "exp": 1_000_000_000 }))),
        Some(token(admin, &json!({ "exp": 4_000_000_000_u64 }))),
        Some(token(admin, &json!({ "aud": "elsewhere" }))),
        Some(token(admin, &json!({ "iss": "57246542-96fe-1a63-e053-0824d011072a" }))),
        Some(token(&stranger, &json!({}))),
        Some(format!("{head}.{turned}")),
        Some("no-token".to_owned()),
    ];
    let mut texts = Vec::new();
    for bearer in bearers {
        client.bearer = bearer;
        let mut answer = client.get("/v1/apps");
        assert_eq!((answer.status, answer.code()), (401, "NOT_AUTHORIZED"));
        answer.body["errors"][0]["id"] = json!("");
        texts.push(answer.body.to_string());
    }
    texts.dedup();
    assert_eq!(texts.len(), 1);
}

#[test]
fn every_key_is_let_in_as_far_as_its_role_goes() {
    let mut client = Client::start();
    let bearers = client.running.keys().iter().map(|key| token(key, &json!({}))).collect::<Vec<_>>();
    let [admin, manager, developer, individual] = &bearers[..] else { panic!("four keys are wanted") };
    for (bearer, users, apps) in
        [(admin, 200, 200), (manager, 403, 200), (developer, 403, 200), (individual, 200, 200)]
    {
        client.bearer = Some(bearer.clone());
        assert_eq!(client.get("/v1/users").status, users);
        assert_eq!(client.get("/v1/apps").status, apps);
    }
    client.bearer = Some(developer.clone());
    let answer = client.invite("x@example.com");
    assert_eq!((answer.status, answer.code()), (403, "FORBIDDEN_ERROR"));
    assert!(answer.text.contains("API key in use does not allow this request"));
}

#[test]
fn the_hour_budget_is_told_and_kept() {
    let settings = Settings { hour_limit: 3, ..Settings::default() };
    let client = Client::start_with(Options { settings, ..Options::default() });
    for left in [2, 1, 0] {
        let answer = client.get("/v1/apps");
        let header = answer.headers["x-rate-limit"].to_str().unwrap();
        assert_eq!(header, format!("user-hour-lim:3;user-hour-rem:{left};"));
    }
    let answer = client.get("/v1/apps");
    assert_eq!((answer.status, answer.code()), (429, "RATE_LIMIT_EXCEEDED"));
    client.send("POST", "/_simulator/clock", &json!({ "advance_seconds": 3600 }));
    // The client's token is old by the simulated clock; its budget is what the next one starts with.
    assert_eq!(client.get("/v1/apps").status, 401);
}

#[test]
fn a_burst_is_refused_and_costs_nothing_of_the_hour() {
    let settings = Settings { burst_limit: 2, hour_limit: 100, ..Settings::default() };
    let client = Client::start_with(Options { settings, ..Options::default() });
    let told = |answer: &crate::client::Answer| answer.headers["x-rate-limit"].to_str().unwrap().to_owned();
    client.get("/v1/apps");
    let last = client.get("/v1/apps");
    let refused = client.get("/v1/apps");
    assert_eq!((refused.status, refused.code()), (429, "RATE_LIMIT_EXCEEDED"));
    assert_eq!(told(&last), "user-hour-lim:100;user-hour-rem:98;");
    assert_eq!(told(&refused), told(&last));
}

#[test]
fn the_date_header_shows_the_simulated_clock() {
    let client = Client::start();
    let year = |client: &Client| {
        let date = client.get("/v1/apps").headers["date"].to_str().unwrap().to_owned();
        date.split(' ').nth(3).unwrap().parse::<u32>().unwrap()
    };
    let before = year(&client);
    client.send("POST", "/_simulator/clock", &json!({ "advance_seconds": 3 * 366 * 24 * 3600 }));
    assert_eq!(year(&client) - before, 3);
}
