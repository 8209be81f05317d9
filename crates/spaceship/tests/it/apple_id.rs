//! Signing in, step by step, against a stand-in for Apple.

use serde_json::{Value, json};
use spaceship::auth::apple_id::{Awaits, Delivery, Outcome, SignInError, TwoFactor, sign_in};
use spaceship::session::{CookieJar, Session};
use spaceship::{Error, ErrorKind};

use crate::apple::{Answer, Apple, Reply};
use crate::idmsa::{ACCOUNT, CODE, IdMsa, PASSWORD};

fn with_devices() -> Value {
    json!({"trustedPhoneNumbers": phones(), "securityCode": {"length": 6}, "authenticationType": "hsa2"})
}

fn phones() -> Value {
    json!([
        {"id": 1, "numberWithDialCode": "+49 •••• •••••85", "pushMode": "sms"},
        {"id": 2, "numberWithDialCode": "+49 ••••• •••••81", "pushMode": "sms"},
        {"id": 3, "numberWithDialCode": "+49 •••• •••••80", "pushMode": "voice"},
    ])
}

fn start(factors: Value) -> (Apple, Session) {
    let mut idmsa = IdMsa::new(factors, false);
    let apple = Apple::start(move |seen| idmsa.answer(seen));
    let session = apple.session().account(ACCOUNT).build().unwrap();
    (apple, session)
}

async fn second_factor(session: &Session) -> Box<TwoFactor> {
    match sign_in(session, &PASSWORD.into()).await.unwrap() {
        Outcome::NeedsCode(factor) => factor,
        Outcome::SignedIn(_) => panic!("a code should be asked for"),
    }
}

fn why(error: &Error) -> &SignInError {
    error.sign_in().unwrap_or_else(|| panic!("{error}"))
}

#[tokio::test]
async fn a_wrong_code_is_asked_again_and_the_right_one_makes_a_session() {
    let (apple, session) = start(with_devices());
    let mut factor = second_factor(&session).await;
    assert_eq!((factor.awaits(), factor.digits(), factor.phones().len()), (&Awaits::Devices, 6, 3));
    let error = factor.submit(&"12 34".into()).await.unwrap_err();
    assert!(why(&error).asks_again(), "{error}");
    assert!(apple.sent_to("/securitycode").is_empty(), "what is no code is not sent");
    let error = factor.submit(&"000000".into()).await.unwrap_err();
    assert_eq!(why(&error), &SignInError::WrongCode);
    assert!(error.has_code("-21669"));
    let signed_in = factor.submit(&"123 456".into()).await.unwrap();
    let standing = signed_in.standing().await.unwrap();
    assert_eq!((standing.email.as_str(), standing.provider.provider_id), (ACCOUNT, 4321));
    assert_eq!(standing.available[0].name, "Alpha");
    assert_eq!(
        apple.lines(),
        [
            "HEAD /logout",
            "POST /appleauth/auth/signin/init",
            "GET /appleauth/auth/signin",
            "POST /appleauth/auth/signin/complete",
            "GET /appleauth/auth",
            "POST /appleauth/auth/verify/trusteddevice/securitycode",
            "POST /appleauth/auth/verify/trusteddevice/securitycode",
            "GET /appleauth/auth/2sv/trust",
            "GET /olympus/v1/session",
            "GET /olympus/v1/session",
        ]
    );
    assert_eq!(session.cookies().names().collect::<Vec<_>>(), ["myacinfo", "DES1a2b"]);
}

#[tokio::test]
async fn requests_have_one_cookie_header_and_no_content_type_without_content() {
    let (apple, session) = start(with_devices());
    second_factor(&session).await.submit(&CODE.into()).await.unwrap();
    // Again, with the trust that was given: no code is asked for, and nothing but trust is sent along.
    let file = session.cookies().to_fastlane();
    let jar = CookieJar::from_fastlane(&file).unwrap();
    let again = apple.session().account("  Jane@Example.com ").cookies(jar).build().unwrap();
    let before = apple.seen().len();
    assert!(matches!(sign_in(&again, &PASSWORD.into()).await.unwrap(), Outcome::SignedIn(_)));
    let second = apple.seen().split_off(before);
    for seen in &second {
        let cookies = seen.header("cookie");
        assert!(cookies.len() <= 1, "{seen:?}");
        assert_eq!(seen.header("content-type").is_empty(), seen.body.is_empty(), "{seen:?}");
        let expected = match seen.line().as_str() {
            "HEAD /logout" => None,
            "GET /olympus/v1/session" => Some("myacinfo=SESSION-COOKIE"),
            _ => Some("DES1a2b=\"TRUST-COOKIE\""),
        };
        assert_eq!(cookies.first().copied(), expected, "{seen:?}");
    }
    assert_eq!(second.len(), 5);
}

#[tokio::test]
async fn both_ways_of_deriving_the_password_are_spoken() {
    let mut idmsa = IdMsa::new(with_devices(), true);
    let apple = Apple::start(move |seen| idmsa.answer(seen));
    let session = apple.session().account(ACCOUNT).build().unwrap();
    second_factor(&session).await;
}

#[tokio::test]
async fn a_wrong_password_is_sent_once() {
    let (apple, session) = start(with_devices());
    let error = sign_in(&session, &"wrong".into()).await.unwrap_err();
    assert_eq!((why(&error), error.kind()), (&SignInError::WrongPassword, ErrorKind::Credentials));
    assert_eq!(error.status(), Some(401));
    assert_eq!(apple.sent_to("/signin/init").len(), 1);
    assert_eq!(apple.sent_to("/signin/complete").len(), 1);
}

#[tokio::test]
async fn every_refusal_is_what_it_is_and_none_is_repeated() {
    let table: [(Reply, SignInError, ErrorKind); 6] = [
        (|| Answer::status(403), SignInError::Locked, ErrorKind::Forbidden),
        (|| Answer::json(412, &json!({"authType": "hsa2"})), SignInError::Acknowledge, ErrorKind::Forbidden),
        (
            || Answer::json(503, &json!({"serviceErrors": [{"code": -20209}]})).header("Retry-After", "30"),
            SignInError::Throttled(Some(30)),
            ErrorKind::RateLimited,
        ),
        (|| Answer::text(503, "<html>"), SignInError::Throttled(None), ErrorKind::RateLimited),
        (|| Answer::text(400, "<x invalid=\"true\">"), SignInError::WrongPassword, ErrorKind::Credentials),
        (
            || Answer::status(404).header("Set-Cookie", "itctx=1; Domain=apple.com"),
            SignInError::NoAccess,
            ErrorKind::Forbidden,
        ),
    ];
    for (answer, expected, kind) in table {
        let mut idmsa = IdMsa::new(with_devices(), false);
        idmsa.complete = Some(answer);
        let apple = Apple::start(move |seen| idmsa.answer(seen));
        let session = apple.session().account(ACCOUNT).build().unwrap();
        let error = sign_in(&session, &PASSWORD.into()).await.unwrap_err();
        assert_eq!((why(&error), error.kind()), (&expected, kind));
        assert_eq!(apple.sent_to("/signin/complete").len(), 1, "{expected:?}");
    }
}

#[tokio::test]
async fn an_opening_that_is_none_is_an_error() {
    for answer in [
        (|| Answer::text(200, "<html>")) as Reply,
        || Answer::json(200, &json!({"iteration": 0, "serviceErrors": [{"code": "-900007"}]})),
        || {
            Answer::json(
                200,
                &json!({"iteration": 1, "salt": "AA==", "protocol": "new", "b": "AQ==", "c": "c"}),
            )
        },
        || {
            Answer::json(
                200,
                &json!({"iteration": 1, "salt": "AA==", "protocol": "s2k", "b": "AA==", "c": "c"}),
            )
        },
        || {
            Answer::json(
                200,
                &json!({"iteration": 4_000_000_000_u32, "salt": "AA==", "protocol": "s2k", "b": "AQ==", "c": "c"}),
            )
        },
    ] {
        let apple = Apple::start(move |seen| match seen.line().as_str() {
            "POST /appleauth/auth/signin/init" => answer(),
            _ => Answer::status(404),
        });
        let session = apple.session().account(ACCOUNT).build().unwrap();
        let error = sign_in(&session, &PASSWORD.into()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unexpected, "{error}");
        assert!(apple.sent_to("/signin/complete").is_empty());
    }
}

#[tokio::test]
async fn codes_are_sent_only_where_apple_has_not_sent_one() {
    let one = json!([phones()[0]]);
    let two = json!([phones()[0], phones()[1]]);
    let none = |phones: &Value| json!({"trustedPhoneNumbers": phones, "noTrustedDevices": true});
    let sent = json!({"trustedPhoneNumbers": one, "noTrustedDevices": true, "phoneNumber": phones()[0]});
    // The factors, the preferred number, the PUT that is expected, and the body of the code.
    let device = json!({"securityCode": {"code": CODE}});
    let phone = |id: u64, mode: &str| json!({"securityCode": {"code": CODE}, "phoneNumber": {"id": id}, "mode": mode});
    let put = |id: u64, mode: &str| Some(json!({"phoneNumber": {"id": id}, "mode": mode}));
    let table = [
        (with_devices(), None, None, device),
        (with_devices(), Some("+49 123 4567885"), put(1, "sms"), phone(1, "sms")),
        (with_devices(), Some("+49 123 4567880"), put(3, "voice"), phone(3, "voice")),
        (none(&one), None, None, phone(1, "sms")),
        (sent, Some("+49 123 4567885"), None, phone(1, "sms")),
        (none(&json!([phones()[2]])), None, None, phone(3, "voice")),
        (none(&two), Some("+4912341234581"), put(2, "sms"), phone(2, "sms")),
    ];
    for (factors, number, expected_put, body) in table {
        let (apple, session) = start(factors.clone());
        let mut factor = second_factor(&session).await;
        if let Some(number) = number {
            factor.prefer(number).await.unwrap();
        }
        factor.submit(&CODE.into()).await.unwrap();
        let puts = apple.sent_to("/verify/phone").iter().map(crate::apple::Seen::json).collect::<Vec<_>>();
        assert_eq!(puts, expected_put.into_iter().collect::<Vec<_>>(), "{factors}");
        assert_eq!(apple.sent_to("/securitycode")[0].json(), body, "{factors}");
    }
}

#[tokio::test]
async fn without_device_and_with_two_phones_one_must_be_chosen() {
    let (apple, session) = start(json!({"trustedPhoneNumbers": phones(), "noTrustedDevices": true}));
    let mut factor = second_factor(&session).await;
    assert_eq!(factor.awaits(), &Awaits::Choice);
    assert_eq!(factor.submit(&CODE.into()).await.unwrap_err().kind(), ErrorKind::Invalid);
    assert_eq!(factor.resend().await.unwrap_err().kind(), ErrorKind::Invalid);
    assert_eq!(factor.prefer("+49 123 4567800").await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(factor.send_to(9, Delivery::Sms).await.unwrap_err().kind(), ErrorKind::NotFound);
    assert!(apple.sent_to("/verify/phone").is_empty());
    factor.send_to(2, Delivery::Voice).await.unwrap();
    factor.resend().await.unwrap();
    assert_eq!(apple.sent_to("/verify/phone").len(), 2);
    assert!(factor.submit(&CODE.into()).await.is_ok());
}

#[tokio::test]
async fn the_old_verification_and_too_many_codes_are_told() {
    let (_apple, session) = start(json!({"trustedDevices": [{"id": "1", "name": "Phone"}]}));
    let error = sign_in(&session, &PASSWORD.into()).await.unwrap_err();
    assert_eq!(why(&error), &SignInError::TwoStep);

    let locked = json!({"trustedPhoneNumbers": phones(), "securityCode": {"tooManyCodesSent": true}});
    let (_apple, session) = start(locked);
    let error = sign_in(&session, &PASSWORD.into()).await.unwrap_err();
    assert_eq!(why(&error), &SignInError::TooManyCodes);
}

#[tokio::test]
async fn nothing_secret_is_shown_by_anything() {
    let (_apple, session) = start(with_devices());
    let mut factor = second_factor(&session).await;
    let wrong = factor.submit(&"654321".into()).await.unwrap_err();
    let shown = format!("{wrong} {wrong:?} {factor:?}");
    let signed_in = factor.submit(&CODE.into()).await.unwrap();
    let shown = format!("{shown} {signed_in:?} {:?}", signed_in.cookies());
    for secret in [PASSWORD, CODE, "654321", "SESSION-COOKIE", "TRUST-COOKIE", "SCNT-VALUE", "SESSION-ID"] {
        assert!(!shown.contains(secret), "{secret} is in {shown}");
    }
}
