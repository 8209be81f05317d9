//! The tokens that a page must have got from a list before it may change what is on it.
//!
//! A token is made of the session, the kind of resource and the time, so that nothing has to be kept: one of another
//! session or for another kind is none.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use http::HeaderMap;
use time::{Duration, OffsetDateTime};

use crate::uploads::hexadecimal;

/// The kinds of resources that have tokens of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    App,
    AppGroup,
    Certificate,
    CloudContainer,
    Device,
    Merchant,
    Passbook,
    Persons,
    ProvisioningProfile,
    WebsitePush,
}

/// How old a token may be. Apple does not say; no page stays open longer.
const LIFETIME: Duration = Duration::days(1);

/// The headers that hand out a token.
pub(super) fn headers(session: &str, kind: Kind, now: OffsetDateTime) -> [(&'static str, String); 2] {
    let at = (now.unix_timestamp_nanos() / 1_000_000).to_string();
    [("csrf", token(session, kind, &at)), ("csrf_ts", at)]
}

/// Whether a request in a session carries a token for one of these kinds.
pub(super) fn holds(headers: &HeaderMap, session: &str, kinds: &[Kind], now: OffsetDateTime) -> bool {
    let given = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let at = given("csrf_ts").parse::<i64>().ok();
    let made = at.and_then(|at| OffsetDateTime::from_unix_timestamp(at / 1000).ok());
    let fresh = made.is_some_and(|made| made <= now && now - made < LIFETIME);
    fresh
        && kinds.iter().any(|kind| {
            let right = token(session, *kind, given("csrf_ts"));
            verify_slices_are_equal(right.as_bytes(), given("csrf").as_bytes()).is_ok()
        })
}

fn token(session: &str, kind: Kind, at: &str) -> String {
    hexadecimal(digest(&SHA256, format!("{session} {kind:?} {at}").as_bytes()).as_ref())
}
