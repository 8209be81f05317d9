//! Apple IDs: accounts, signing in to them, the second factor, and the sessions that come of it.
//!
//! Served are the paths of `idmsa.apple.com` (`/appleauth/auth/..`) and of `appstoreconnect.apple.com` (`/olympus/v1/..`,
//! `/logout`). On a name of this machine all of them are served; under Apple's names each where Apple serves it.

mod account;
mod cookies;
mod hashcash;
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
    /// Whether it was made with App Store Connect's own widget key: it knows no other sessions.
    pub of_the_page: bool,
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

    /// The codes that are on their way and still valid, as their owners see them, the newest first.
    pub(crate) fn codes(&self, now: OffsetDateTime) -> Vec<Code> {
        let codes = self.pending.values().flat_map(two_factor::Pending::codes);
        let mut codes = codes.filter(|code| now < code.valid_until).collect::<Vec<_>>();
        codes.sort_by_key(|code| std::cmp::Reverse(code.valid_until));
        codes
    }

    /// Lets these accounts exist, in the place of those with their addresses; an example where there is none at all.
    pub(crate) fn settle(&mut self, given: &[Account]) {
        for account in given {
            self.accounts.retain(|there| !there.email.eq_ignore_ascii_case(&account.email));
            self.accounts.push(account.clone());
        }
        if self.accounts.is_empty() {
            self.accounts.push(Account::example());
        }
    }
}

/// The host of Apple's that serves a path, where it is one of these.
pub(crate) fn host_of(path: &str) -> Option<&'static str> {
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| path.starts_with(prefix));
    if begins(&["/appleauth/"]) {
        return Some("idmsa.apple.com");
    }
    (path == "/logout" || begins(&["/olympus/"])).then_some("appstoreconnect.apple.com")
}

/// Serves a request to one of these paths.
pub(crate) fn serve(world: &mut World, parts: &Parts, body: &[u8]) -> Reply {
    let path = parts.uri.path();
    let json = || serde_json::from_slice(body).unwrap_or_default();
    let Some(step) = path.strip_prefix("/appleauth/auth") else {
        return match (parts.method.as_str(), path) {
            ("GET" | "HEAD", "/logout") => olympus::logout(),
            ("GET", "/olympus/v1/app/config") => olympus::config(),
            ("GET", "/olympus/v1/session") => olympus::session(world, &parts.headers),
            ("POST", "/olympus/v1/session") => olympus::select(world, &parts.headers, &json()),
            _ => not_found(),
        };
    };
    match (parts.method.as_str(), step) {
        ("GET", "/signin") => sign_in::challenge(world),
        ("POST", "/signin/init") => sign_in::init(world, &parts.headers, &json()),
        ("POST", "/signin/complete") => sign_in::complete(world, &parts.headers, &json()),
        ("GET", "" | "/") => two_factor::options(world, &parts.headers),
        ("PUT", "/verify/phone") => two_factor::send(world, &parts.headers, &json()),
        ("PUT", "/verify/trusteddevice/securitycode") => two_factor::push(world, &parts.headers),
        ("POST", "/verify/trusteddevice/securitycode") => {
            two_factor::verify(world, &parts.headers, &json(), false)
        }
        ("POST", "/verify/phone/securitycode") => two_factor::verify(world, &parts.headers, &json(), true),
        ("GET", "/2sv/trust") => two_factor::trust(world, &parts.headers),
        _ => not_found(),
    }
}

fn not_found() -> Reply {
    Reply::json(404, serde_json::json!({ "error": "Not Found" }))
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

/// Somebody whose session a request carries.
#[derive(Debug)]
pub(crate) struct SignedIn {
    pub account: Account,
    /// The team that App Store Connect shows.
    pub provider: u64,
    /// The value of the cookie that stands for the session.
    pub cookie: String,
}

/// Who is signed in, by the cookies of a request.
pub(crate) fn signed_in(world: &World, headers: &HeaderMap) -> Option<SignedIn> {
    let (cookie, session) = olympus::living(world, headers)?;
    let account = world.apple_id.account(&session.email)?.clone();
    Some(SignedIn { account, provider: session.provider, cookie })
}
