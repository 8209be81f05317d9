//! Sessions that live, die, or belong to others.

use serde_json::json;
use spaceship::ErrorKind;
use spaceship::session::{CookieJar, Session, SessionError, Wanted};

use crate::apple::{Answer, Apple, Reply};
use crate::idmsa::ACCOUNT;

/// The cookies of a session, as fastlane keeps them.
pub(crate) fn cookies() -> CookieJar {
    let text = "- !ruby/object:HTTP::Cookie\n  name: myacinfo\n  value: SESSION-COOKIE\n  domain: apple.com\n  for_domain: true\n  path: \"/\"\n";
    CookieJar::from_fastlane(&text.into()).unwrap()
}

fn alive(email: &str) -> Answer {
    let provider = json!({"providerId": 4321, "name": "Zeta"});
    Answer::json(
        200,
        &json!({"user": {"emailAddress": email}, "provider": provider, "availableProviders": [provider]}),
    )
}

#[tokio::test]
async fn a_dead_session_is_told_from_a_bad_day() {
    let table: [(Reply, ErrorKind, usize); 6] = [
        (|| Answer::status(401), ErrorKind::Credentials, 1),
        (|| Answer::status(302).header("location", "https://idmsa.apple.com/x"), ErrorKind::Credentials, 1),
        (|| Answer::json(200, &json!({"user": {}})), ErrorKind::Credentials, 1),
        (|| Answer::status(503), ErrorKind::Unreachable, 5),
        (|| Answer::text(200, "<html><title>302 Found</title>"), ErrorKind::Unreachable, 5),
        (|| Answer::text(200, "<html>"), ErrorKind::Unexpected, 5),
    ];
    for (answer, kind, requests) in table {
        let apple = Apple::start(move |_| answer());
        let session = apple.session().cookies(cookies()).build().unwrap();
        let error = session.standing().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert_eq!(apple.seen().len(), requests, "{error}");
        assert_eq!(error.session(), (kind == ErrorKind::Credentials).then_some(&SessionError::Dead));
    }
}

#[tokio::test]
async fn without_cookies_nothing_is_sent() {
    let apple = Apple::start(|_| alive(ACCOUNT));
    let error = apple.session().build().unwrap().standing().await.unwrap_err();
    assert_eq!(error.session(), Some(&SessionError::Missing));
    assert!(apple.seen().is_empty());
}

#[tokio::test]
async fn a_session_of_somebody_else_is_refused() {
    let apple = Apple::start(|_| alive("joe@example.com"));
    let session = apple.session().account(ACCOUNT).cookies(cookies()).build().unwrap();
    let error = session.standing().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let expected =
        SessionError::OtherAccount { of: "joe@example.com".to_owned(), wanted: ACCOUNT.to_owned() };
    assert_eq!(error.session(), Some(&expected));
}

#[tokio::test]
async fn a_provider_is_chosen_by_its_number() {
    let apple = Apple::start(|_| alive(ACCOUNT));
    let session = apple.session().cookies(cookies()).build().unwrap();
    let standing = session.standing().await.unwrap();
    assert_eq!(standing.choose(&Wanted::default()).unwrap(), &standing.provider);
    let unknown = Wanted { id: Some("1".to_owned()), name: None };
    assert_eq!(standing.choose(&unknown).unwrap_err().kind(), ErrorKind::NotFound);
    let named = Wanted { id: None, name: Some("zeta".to_owned()) };
    session.select_provider(standing.choose(&named).unwrap()).await.unwrap();
    let seen = &apple.seen()[1];
    assert_eq!(seen.line(), "POST /olympus/v1/session");
    assert_eq!(seen.json(), json!({"provider": {"providerId": 4321}}));
    assert_eq!(seen.header("x-requested-with"), ["olympus-ui"]);
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_cookies() {
    let elsewhere = Apple::start(|_| Answer::status(200));
    let target = format!("{}/steal", elsewhere.endpoint);
    let apple = Apple::start(move |_| Answer::status(307).header("location", &target));
    let session = apple.session().cookies(cookies()).build().unwrap();
    assert_eq!(session.standing().await.unwrap_err().kind(), ErrorKind::Credentials);
    assert!(elsewhere.seen().is_empty());
}

#[tokio::test]
async fn sessions_side_by_side_share_nothing() {
    let apple = Apple::start(|_| alive(ACCOUNT).header("Set-Cookie", "itctx=mine; Domain=apple.com; Path=/"));
    let (one, other) =
        (apple.session().cookies(cookies()).build(), apple.session().cookies(cookies()).build());
    let (one, other): (Session, Session) = (one.unwrap(), other.unwrap());
    one.standing().await.unwrap();
    assert_eq!(one.cookies().names().collect::<Vec<_>>(), ["myacinfo", "itctx"]);
    assert_eq!(other.cookies().names().collect::<Vec<_>>(), ["myacinfo"]);
}
