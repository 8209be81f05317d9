//! The first factor: the password, proved and not sent.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use http::header::SET_COOKIE;
use http::{HeaderValue, Method};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::hashcash::Challenge;
use super::password::{PROTOCOLS, Protocol};
use super::srp::{Exchange, Proof};
use super::{SignInError, TwoFactor, widget_key};
use crate::error::{Error, ErrorKind, Result};
use crate::session::{Call, Effect, Host, Reply, Session};
use crate::transport::retry_after;

/// What came of the password.
#[derive(Debug)]
pub enum Outcome {
    /// The session is signed in: the account needs no code, or trusts this machine.
    SignedIn(Session),
    /// Apple wants a code.
    NeedsCode(Box<TwoFactor>),
}

/// Apple's answer to the first step.
#[derive(Deserialize)]
struct Opening {
    iteration: u32,
    salt: String,
    protocol: String,
    b: String,
    /// To be sent back as it came, whatever it is.
    c: Value,
}

/// Signs the session's account in with its password.
///
/// Everything is sent once: Apple locks accounts after some failures, so trying again is for the caller to decide.
/// What Apple says is told by [`Error::sign_in`]. The password is taken as typed; of the account name spaces and
/// capitals are dropped, with which Apple's proof would fail.
pub async fn sign_in(session: &Session, password: &SecretString) -> Result<Outcome> {
    let account = session.account().map(|account| account.trim().to_lowercase());
    let account = account.ok_or_else(|| {
        Error::new(ErrorKind::Invalid, "signing in needs the Apple ID, which is an e-mail address")
    })?;
    session.forget_all_but_trust();
    let widget_key = widget_key::discover(session).await;
    let key = HeaderValue::from_str(&widget_key).map_err(|error| {
        Error::new(ErrorKind::Unexpected, "the widget key is no header").with_source(error)
    })?;
    let exchange = Exchange::begin()?;
    let opening = open(session, &key, &account, &exchange).await?;
    let proof = prove(&exchange, &account, password, &opening)?;
    let work = challenge(session, &widget_key).await?;
    let reply = session.send(&completion(&key, &account, &opening.c, &proof, work.as_ref())).await?;
    match reply.status {
        200..=299 => finish(session).await.map(Outcome::SignedIn),
        409 => TwoFactor::begin(session.clone(), key, &reply)
            .await
            .map(|factor| Outcome::NeedsCode(Box::new(factor))),
        _ => Err(refusal(&reply)),
    }
}

async fn open(session: &Session, key: &HeaderValue, account: &str, exchange: &Exchange) -> Result<Opening> {
    let call = step("/appleauth/auth/signin/init", key).json(&json!({
        "a": BASE64_STANDARD.encode(exchange.public()),
        "accountName": account,
        "protocols": PROTOCOLS,
    }));
    let reply = session.send(&call).await?;
    // Apple tells of some errors with a status of success.
    if !reply.is_success() || !reply.errors().is_empty() {
        return Err(refusal(&reply));
    }
    serde_json::from_value(reply.json()?).map_err(|error| {
        reply
            .error(ErrorKind::Unexpected, "Apple's answer begins no sign-in that is known")
            .with_source(error)
    })
}

fn prove(exchange: &Exchange, account: &str, password: &SecretString, opening: &Opening) -> Result<Proof> {
    let decode = |text: &str| {
        let wrong = |_| SignInError::Protocol("a value that is no base64".to_owned());
        BASE64_STANDARD.decode(text).map_err(wrong)
    };
    let (salt, server) = (decode(&opening.salt)?, decode(&opening.b)?);
    let secret = Protocol::parse(&opening.protocol)?.derive(password, &salt, opening.iteration)?;
    Ok(exchange.prove(account, &secret, &salt, &server)?)
}

/// The work that Apple asks for, done; nothing where it asks for none.
async fn challenge(session: &Session, widget_key: &str) -> Result<Option<HeaderValue>> {
    let path = format!("/appleauth/auth/signin?widgetKey={widget_key}");
    let reply = session.send(&Call::new(Effect::SignIn, Method::GET, Host::IdMsa, path)).await?;
    let (Some(bits), Some(challenge)) =
        (reply.header("x-apple-hc-bits"), reply.header("x-apple-hc-challenge"))
    else {
        return Ok(None);
    };
    let token = Challenge::new(bits, challenge)?.solve(OffsetDateTime::now_utc());
    Ok(HeaderValue::from_str(&token).ok())
}

fn completion(
    key: &HeaderValue,
    account: &str,
    c: &Value,
    proof: &Proof,
    work: Option<&HeaderValue>,
) -> Call {
    let call = step("/appleauth/auth/signin/complete?isRememberMeEnabled=false", key).json(&json!({
        "accountName": account,
        "c": c,
        "m1": BASE64_STANDARD.encode(proof.m1),
        "m2": BASE64_STANDARD.encode(proof.m2),
        "rememberMe": false,
    }));
    match work {
        Some(work) => call.given("x-apple-hc", work),
        None => call,
    }
}

fn step(path: &str, key: &HeaderValue) -> Call {
    Call::new(Effect::SignIn, Method::POST, Host::IdMsa, path)
        .header("x-requested-with", "XMLHttpRequest")
        .given("x-apple-widget-key", key)
        .accept("application/json, text/javascript")
}

/// The last step of every sign-in: App Store Connect adds cookies of its own.
pub(super) async fn finish(session: &Session) -> Result<Session> {
    if !session.cookies().has_session(OffsetDateTime::now_utc()) {
        return Err(SignInError::NoAccess.into());
    }
    // An account without a team in App Store Connect may still use the Developer Portal: what is said here counts
    // where somebody asks for it.
    if let Err(error) = session.standing().await {
        tracing::debug!(target: "spaceship::sign_in", %error, "no standing in App Store Connect");
    }
    Ok(session.clone())
}

/// What an answer that is no success means.
pub(super) fn refusal(reply: &Reply) -> Error {
    let errors = reply.errors();
    let says = |code: &str| errors.iter().any(|error| error.code == code);
    let body = String::from_utf8_lossy(&reply.body);
    let mut cookies = reply.headers.get_all(SET_COOKIE).iter();
    let reason = match reply.status {
        401 => SignInError::WrongPassword,
        _ if says("-20101") || body.contains("invalid=\"true\"") => SignInError::WrongPassword,
        403 => SignInError::Locked,
        412 => SignInError::Acknowledge,
        429 | 503 => {
            let wait = retry_after(&reply.headers, OffsetDateTime::now_utc());
            SignInError::Throttled(wait.map(|wait| wait.as_secs()))
        }
        200..=499 if cookies.any(|cookie| cookie.as_bytes().starts_with(b"itctx")) => SignInError::NoAccess,
        500..=599 => {
            let what = format!("Apple's sign-in failed with status {}", reply.status);
            return reply.error(ErrorKind::Unreachable, what).with_errors(errors);
        }
        status => SignInError::Protocol(match errors.first() {
            Some(error) => format!("status {status} with the error {error}"),
            None => format!("status {status}, which is not known there"),
        }),
    };
    Error::from(reason).with_request(&reply.line).with_status(reply.status).with_errors(errors)
}
