//! Apple IDs: accounts, signing in to them, the second factor, and the sessions that come of it.
//!
//! | path | host of Apple's | what |
//! | --- | --- | --- |
//! | `/appleauth/auth/..` | `idmsa.apple.com` | signing in: the password, the second factor, trust |
//! | `/olympus/v1/..`, `/logout` | `appstoreconnect.apple.com` | the session and its team; the widget key |
//! | `/iris/..` | `appstoreconnect.apple.com` | the API with a session; apps made and removed |
//!
//! On a name of this machine all of them are served; under Apple's names each where Apple serves it.

mod account;
mod apps;
mod cookies;
mod hashcash;
mod iris;
mod olympus;
mod sign_in;
mod srp;
mod two_factor;

pub use account::{Account, Factor, Phone, Protocol, Team};
pub(crate) use two_factor::Code;

use std::collections::BTreeMap;

use http::HeaderMap;
use http::request::Parts;
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::engine::call::Reply;
use crate::world::World;

/// The key that App Store Connect's web page signs in with.
const WIDGET_KEY: &str = "e0b80c3bf78523bfe80974d320935bfa30add02e1bff88ec2166c6bd5a706c42";
/// How long a session lives. Apple does not say; users report hours to some days.
const SESSION: Duration = Duration::days(2);
/// How long a machine is trusted, so that no second factor is asked for.
const TRUST: Duration = Duration::days(30);

/// The accounts, and who is signing in or signed in.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(crate) struct AppleId {
    pub accounts: Vec<Account>,
    /// By the value of the cookie `myacinfo`.
    pub sessions: BTreeMap<String, Session>,
    /// By the name of the cookie `DES..`.
    trusts: BTreeMap<String, Trust>,
    /// Sign-ins whose password is not proved yet, by Apple's `c`.
    #[serde(skip)]
    exchanges: BTreeMap<String, sign_in::Exchange>,
    /// Sign-ins that wait for a code, by session id.
    #[serde(skip)]
    pending: BTreeMap<String, two_factor::Pending>,
    /// Hashcash challenges that were handed out and not used.
    #[serde(skip)]
    challenges: Vec<String>,
}

/// Somebody who is signed in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Session {
    pub email: String,
    /// The team that App Store Connect shows.
    pub provider: u64,
    /// The team that the Developer Portal was asked for last; empty where it was asked for none yet.
    #[serde(default)]
    pub team: String,
    /// In simulated time.
    #[serde(with = "time::serde::rfc3339")]
    pub expires: OffsetDateTime,
}

/// A machine that needs no second factor.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Trust {
    email: String,
    value: String,
    #[serde(with = "time::serde::rfc3339")]
    expires: OffsetDateTime,
}

impl AppleId {
    /// The account of that e-mail address, whatever its case.
    fn account(&self, email: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.email.eq_ignore_ascii_case(email.trim()))
    }

    /// The session of a request, with the value of its cookie; `None` where there is none that lives.
    fn living(&self, headers: &HeaderMap, now: OffsetDateTime) -> Option<(String, &Session)> {
        let token = session_cookie(headers)?;
        let session = self.sessions.get(&token).filter(|session| now < session.expires)?;
        Some((token, session))
    }

    /// The account whose session a request carries.
    pub(crate) fn signed_in(&self, headers: &HeaderMap, now: OffsetDateTime) -> Option<&Account> {
        self.living(headers, now).and_then(|(_, session)| self.account(&session.email))
    }

    /// The team that the Developer Portal was asked for last in the session of a request; empty where it was none.
    pub(crate) fn team_of(&self, headers: &HeaderMap, now: OffsetDateTime) -> &str {
        self.living(headers, now).map_or("", |(_, session)| &session.team)
    }

    /// Remembers the team that the Developer Portal is asked for.
    pub(crate) fn works_for(&mut self, headers: &HeaderMap, now: OffsetDateTime, team: &str) {
        let token = self.living(headers, now).map(|(token, _)| token);
        if let Some(session) = token.and_then(|token| self.sessions.get_mut(&token)) {
            team.clone_into(&mut session.team);
        }
    }

    /// The codes that are on their way, as their owners see them.
    pub(crate) fn codes(&self) -> Vec<Code> {
        self.pending.values().filter_map(two_factor::Pending::code).collect()
    }
}

/// The cookie that stands for a session.
pub(crate) fn session_cookie(headers: &HeaderMap) -> Option<String> {
    cookies::given(headers, "myacinfo")
}

/// The host of Apple's that serves a path, where it is one of these.
pub(crate) fn host_of(path: &str) -> Option<&'static str> {
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| path.starts_with(prefix));
    if begins(&["/appleauth/"]) {
        return Some("idmsa.apple.com");
    }
    (path == "/logout" || begins(&["/olympus/", "/iris/"])).then_some("appstoreconnect.apple.com")
}

/// Serves a request to one of these paths.
pub(crate) fn serve(world: &mut World, parts: &Parts, body: &[u8]) -> Reply {
    let path = parts.uri.path();
    if path.starts_with("/iris/") {
        return iris::serve(world, parts, body);
    }
    let json = || serde_json::from_slice(body).unwrap_or_default();
    match (parts.method.as_str(), path.strip_prefix("/appleauth/auth").unwrap_or(path)) {
        ("GET" | "HEAD", "/logout") => olympus::logout(),
        ("GET", "/olympus/v1/app/config") => olympus::config(),
        ("GET", "/olympus/v1/session") => olympus::session(world, &parts.headers),
        ("POST", "/olympus/v1/session") => olympus::select(world, &parts.headers, &json()),
        ("GET", "/signin") => sign_in::challenge(world),
        ("POST", "/signin/init") => sign_in::init(world, &parts.headers, &json()),
        ("POST", "/signin/complete") => sign_in::complete(world, &parts.headers, &json()),
        ("GET", "" | "/") if path != "/" => two_factor::options(world, &parts.headers),
        ("PUT", "/verify/phone") => two_factor::send(world, &parts.headers, &json()),
        ("PUT", "/verify/trusteddevice/securitycode") => two_factor::push(world, &parts.headers),
        ("POST", "/verify/trusteddevice/securitycode") => {
            two_factor::verify(world, &parts.headers, &json(), false)
        }
        ("POST", "/verify/phone/securitycode") => two_factor::verify(world, &parts.headers, &json(), true),
        ("GET", "/2sv/trust") => two_factor::trust(world, &parts.headers),
        _ => Reply::json(404, serde_json::json!({ "error": "Not Found" })),
    }
}

/// An error as idmsa tells it.
fn service_error(status: u16, code: &str, title: &str, message: &str) -> Reply {
    let error =
        serde_json::json!({ "code": code, "title": title, "message": message, "suppressDismissal": false });
    Reply::json(status, serde_json::json!({ "serviceErrors": [error], "hasError": true }))
}

/// A header that a client sends.
fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
