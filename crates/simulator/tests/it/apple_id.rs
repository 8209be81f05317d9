//! Signing in with an Apple ID.

use proptest::prelude::*;
use serde_json::{Value, json};
use simulator::Options;

use crate::session::{Page, SignIn};

const EMAIL: &str = "jane@example.com";
const PASSWORD: &str = "Größe 42 ✓";
const SESSION: &str = "/olympus/v1/session";

fn page(words: &str) -> Page {
    Page::with(&[&format!("{EMAIL}:{words}:{PASSWORD}")])
}

fn code(answer: &Value) -> &str {
    answer["serviceErrors"][0]["code"].as_str().unwrap_or_default()
}

/// What a page sends with a code.
fn typed(code: &str) -> Value {
    json!({ "securityCode": { "code": code } })
}

fn phone(id: u64, mode: &str) -> Value {
    json!({ "phoneNumber": { "id": id }, "mode": mode })
}

const DEVICE: &str = "/appleauth/auth/verify/trusteddevice/securitycode";
const PHONE: &str = "/appleauth/auth/verify/phone";
const PHONE_CODE: &str = "/appleauth/auth/verify/phone/securitycode";
const TRUST: &str = "/appleauth/auth/2sv/trust";

#[test]
fn the_widget_key_stands_in_a_redirect_and_where_older_clients_look() {
    let mut page = page("none");
    let answer = page.get("/logout");
    let place = answer.headers["location"].to_str().unwrap();
    let key = place.strip_prefix("https://idmsa.apple.com/appleauth/signout?widgetKey=").unwrap();
    let key = key.split('&').next().unwrap();
    assert_eq!((answer.status, key.len()), (302, 64));
    let config = page.get("/olympus/v1/app/config?hostname=itunesconnect.apple.com");
    assert_eq!(config.body["authServiceKey"], key);
}

#[test]
fn both_protocols_lead_to_a_session() {
    for words in ["none", "none,s2k_fo"] {
        let mut page = page(words);
        assert_eq!(page.get(SESSION).status, 401);
        assert_eq!(page.sign_in(EMAIL, PASSWORD).status, 200, "{words}");
        let session = page.get(SESSION);
        assert_eq!((session.status, &session.body["user"]["emailAddress"]), (200, &json!(EMAIL)));
        assert_eq!(session.body["availableProviders"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn a_wrong_password_is_refused_and_five_lock_the_account() {
    let mut page = page("none");
    let stranger = page.sign_in("nobody@example.com", PASSWORD);
    for _ in 0..5 {
        let answer = page.sign_in(EMAIL, "wrong");
        assert_eq!((answer.status, code(&answer.body)), (401, "-20101"));
        assert_eq!(answer.text, stranger.text, "nobody learns which accounts there are");
    }
    let answer = page.sign_in(EMAIL, PASSWORD);
    assert_eq!((answer.status, code(&answer.body)), (403, "-20209"));
    assert!(page.jar.is_empty());
}

#[test]
fn a_right_password_forgives_the_wrong_ones_before_it() {
    let mut page = page("none");
    for _ in 0..2 {
        for _ in 0..4 {
            assert_eq!(page.sign_in(EMAIL, "wrong").status, 401);
        }
        assert_eq!(page.sign_in(EMAIL, PASSWORD).status, 200);
    }
}

#[test]
fn without_the_work_nobody_looks_at_the_password() {
    let mut page = page("none");
    let answer = page.try_sign_in(&SignIn { email: EMAIL, password: PASSWORD, works: false });
    assert_eq!((answer.status, code(&answer.body)), (503, "-20209"));
    assert_eq!(page.sign_in(EMAIL, PASSWORD).status, 200);
}

#[test]
fn a_first_step_is_of_use_once_and_must_be_of_the_page() {
    let mut page = page("none");
    let first = json!({ "a": "AQID", "accountName": EMAIL, "protocols": ["s2k"] });
    let path = "/appleauth/auth/signin/init";
    let begun = page.post("POST", path, &first, &[]);
    assert_eq!(begun.status, 200);
    let mut finish = json!({ "accountName": EMAIL, "c": begun.body["c"], "m1": "AQ==", "m2": "AQ==" });
    for status in [401, 400] {
        let work = page.work();
        let path = "/appleauth/auth/signin/complete";
        assert_eq!(page.post("POST", path, &finish, &[("x-apple-hc", &work)]).status, status);
    }
    finish["c"] = 7.into();
    assert_eq!(page.post("POST", "/appleauth/auth/signin/complete", &finish, &[]).status, 400);
    for wrong in [
        json!({ "a": "AA==", "accountName": EMAIL, "protocols": ["s2k"] }),
        json!({ "a": "AQID", "accountName": EMAIL, "protocols": ["other"] }),
        json!({ "a": "no base64", "accountName": EMAIL, "protocols": ["s2k"] }),
        json!(["a"]),
    ] {
        assert_eq!(code(&page.post("POST", path, &wrong, &[]).body), "-900007", "{wrong}");
    }
    let plain = page.send("POST", path, &[("content-type", "application/json")], Some(first.to_string()));
    assert_eq!(code(&plain.body), "-900007", "the headers of the page are missing");
}

#[test]
fn the_code_on_a_device_lets_in_and_trust_spares_it_for_a_month() {
    let mut page = page("device");
    assert_eq!(page.sign_in(EMAIL, PASSWORD).status, 409);
    let ways = page.post("GET", "/appleauth/auth", &Value::Null, &[]);
    assert_eq!(ways.body["trustedPhoneNumbers"].as_array().unwrap().len(), 2);
    assert!(ways.body.get("noTrustedDevices").is_none());
    let sent = page.codes();
    assert_eq!((&sent[0]["account"], &sent[0]["way"]), (&json!(EMAIL), &json!("device")));
    let right = sent[0]["code"].as_str().unwrap().to_owned();
    let wrong = if right == "000000" { "111111" } else { "000000" };
    let answer = page.post("POST", DEVICE, &typed(wrong), &[]);
    assert_eq!((answer.status, code(&answer.body)), (400, "-21669"));
    assert_eq!(page.post("GET", TRUST, &Value::Null, &[]).status, 403, "not before the code");
    assert_eq!(page.post("POST", DEVICE, &typed(&right), &[]).status, 204);
    assert_eq!(page.get(SESSION).status, 401, "not before trust");
    assert_eq!(page.post("GET", TRUST, &Value::Null, &[]).status, 204);
    assert_eq!(page.get(SESSION).status, 200);
    assert_eq!(page.codes(), json!([]));

    assert!(page.jar.keys().any(|name| name.starts_with("DES")));
    assert_eq!(page.sign_in(EMAIL, PASSWORD).status, 200, "the machine is trusted");
    page.advance(31 * 24 * 3600);
    assert_eq!(page.sign_in(EMAIL, PASSWORD).status, 409);
}

#[test]
fn trust_is_of_one_account() {
    let mut page = Page::with(&["a@example.com:device:one", "b@example.com:device:two"]);
    page.sign_in("a@example.com", "one");
    let right = page.codes()[0]["code"].as_str().unwrap().to_owned();
    page.post("POST", DEVICE, &typed(&right), &[]);
    page.post("GET", TRUST, &Value::Null, &[]);
    assert_eq!(page.sign_in("a@example.com", "one").status, 200);
    assert_eq!(page.sign_in("b@example.com", "two").status, 409);
}

#[test]
fn a_code_goes_to_the_phone_that_is_chosen() {
    let mut page = page("sms");
    assert_eq!(page.sign_in(EMAIL, PASSWORD).status, 409);
    let ways = page.post("GET", "/appleauth/auth", &Value::Null, &[]).body;
    assert_eq!(ways["noTrustedDevices"], true);
    assert!(ways.get("phoneNumber").is_none(), "there are two phones: nothing is sent unasked");
    assert_eq!(page.codes(), json!([]));
    assert_eq!(page.post("PUT", PHONE, &phone(9, "sms"), &[]).status, 400);
    for (id, mode) in [(2, "voice"), (1, "sms")] {
        assert_eq!(page.post("PUT", PHONE, &phone(id, mode), &[]).status, 200);
        let sent = page.codes();
        assert_eq!((&sent[0]["way"], &sent[0]["phone"]), (&json!(mode), &json!(id)));
    }
    let right = page.codes()[0]["code"].as_str().unwrap().to_owned();
    assert_eq!(page.post("POST", DEVICE, &typed(&right), &[]).status, 400, "it is no code of a device");
    let mut body = phone(2, "sms");
    body["securityCode"] = json!({ "code": right });
    assert_eq!(page.post("POST", PHONE_CODE, &body, &[]).status, 400, "it went to the other phone");
    body["phoneNumber"]["id"] = 1.into();
    assert_eq!(page.post("POST", PHONE_CODE, &body, &[]).status, 204);
}

#[test]
fn the_only_phone_of_an_account_gets_a_code_at_once() {
    let mut account = format!("{EMAIL}:sms:{PASSWORD}").parse::<simulator::apple_id::Account>().unwrap();
    account.phones.truncate(1);
    let mut page = Page::at(Options { accounts: vec![account], ..Options::default() });
    page.sign_in(EMAIL, PASSWORD);
    let ways = page.post("GET", "/appleauth/auth", &Value::Null, &[]).body;
    assert_eq!((&ways["noTrustedDevices"], &ways["phoneNumber"]["id"]), (&json!(true), &json!(1)));
    let mut body = phone(1, "sms");
    body["securityCode"] = json!({ "code": page.codes()[0]["code"] });
    assert_eq!(page.post("POST", PHONE_CODE, &body, &[]).status, 204);
}

#[test]
fn codes_end_and_neither_many_codes_nor_many_guesses_are_granted() {
    let mut page = page("device");
    page.sign_in(EMAIL, PASSWORD);
    let late = page.codes()[0]["code"].as_str().unwrap().to_owned();
    page.advance(11 * 60);
    assert_eq!(code(&page.post("POST", DEVICE, &typed(&late), &[]).body), "-21669");
    let sent = (0..6).map(|_| page.post("PUT", PHONE, &phone(1, "sms"), &[]).status).collect::<Vec<_>>();
    assert_eq!(sent, [200, 200, 200, 200, 200, 423]);
    let guesses = (0..5).map(|_| page.post("POST", DEVICE, &typed("1"), &[]).status).collect::<Vec<_>>();
    assert_eq!(guesses, [400, 400, 400, 400, 423]);
    let ways = page.post("GET", "/appleauth/auth", &Value::Null, &[]).body;
    assert_eq!(ways["securityCode"]["tooManyCodesSent"], true);
    assert_eq!(ways["securityCode"]["securityCodeLocked"], true);
}

#[test]
fn a_sign_in_goes_on_only_with_its_headers() {
    let mut page = page("device");
    page.sign_in(EMAIL, PASSWORD);
    let right = page.codes()[0]["code"].as_str().unwrap().to_owned();
    let kept = page.going_on.clone();
    for lost in 0..2 {
        page.going_on = kept.clone();
        page.going_on.remove(lost);
        assert_eq!(page.post("POST", DEVICE, &typed(&right), &[]).status, 401);
        assert_eq!(page.post("GET", TRUST, &Value::Null, &[]).status, 401);
    }
}

#[test]
fn an_account_that_has_to_agree_is_led_to_a_browser() {
    let mut page = page("consent");
    let answer = page.sign_in(EMAIL, PASSWORD);
    assert_eq!((answer.status, &answer.body["authType"]), (412, &json!("hsa2")));
    assert!(answer.headers["location"].to_str().unwrap().contains("widgetKey="));
}

#[test]
fn a_session_is_kept_across_runs_and_dies() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.json");
    let account = format!("{EMAIL}:none:{PASSWORD}").parse().unwrap();
    let options = || Options { state: Some(state.clone()), ..Options::default() };
    let mut first = Page::at(Options { accounts: vec![account], ..options() });
    assert_eq!(first.sign_in(EMAIL, PASSWORD).status, 200);
    let jar = first.jar.clone();
    drop(first);
    let mut second = Page::at(options());
    second.jar = jar;
    assert_eq!(second.get(SESSION).status, 200);
    second.advance(3 * 24 * 3600);
    assert_eq!(second.get(SESSION).status, 401);
}

#[test]
fn a_session_shows_the_team_that_is_chosen() {
    let mut page = page("none");
    page.sign_in(EMAIL, PASSWORD);
    let choose = |page: &mut Page, id: u64| {
        page.post("POST", SESSION, &json!({ "provider": { "providerId": id } }), &[]).status
    };
    assert_eq!(choose(&mut page, 118_574), 200);
    assert_eq!(page.get(SESSION).body["provider"]["name"], "Second Example");
    assert_eq!(choose(&mut page, 1), 403);
    assert_eq!(page.get(SESSION).body["provider"]["providerId"], 118_574);
}

#[test]
fn no_password_is_in_the_log_of_requests() {
    let mut page = page("none");
    page.sign_in(EMAIL, PASSWORD);
    let log = page.get("/_simulator/requests").text;
    assert!(log.contains("/appleauth/auth/signin/init") && !log.contains(PASSWORD));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_password_lets_in_and_another_does_not(password in "\\PC{1,24}", other in "\\PC{1,24}") {
        let mut page = Page::with(&[&format!("{EMAIL}:none:{password}")]);
        prop_assert_eq!(page.sign_in(EMAIL, &password).status, 200);
        let status = if password == other { 200 } else { 401 };
        prop_assert_eq!(page.sign_in(EMAIL, &other).status, status);
    }
}
