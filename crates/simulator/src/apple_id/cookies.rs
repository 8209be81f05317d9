//! Cookies: those that a request carries, and those that an answer sets.

use http::HeaderMap;
use http::header::COOKIE;
use time::Duration;

/// The cookies that stand in quotes, which are taken off.
pub(super) fn quoted(headers: &HeaderMap) -> impl Iterator<Item = (String, String)> {
    all(headers)
        .filter_map(|(name, value)| Some((name, value.strip_prefix('"')?.strip_suffix('"')?.to_owned())))
}

/// Every cookie that a request carries.
fn all(headers: &HeaderMap) -> impl Iterator<Item = (String, String)> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned()))
}

/// The value of a cookie.
pub(super) fn given(headers: &HeaderMap, name: &str) -> Option<String> {
    all(headers).find(|(known, _)| known == name).map(|(_, value)| value.trim_matches('"').to_owned())
}

/// A cookie for one of Apple's domains; for the host alone where that is empty.
pub(super) fn set(name: &str, value: &str, domain: &str, life: Option<Duration>) -> (&'static str, String) {
    let domain = if domain.is_empty() { String::new() } else { format!("; Domain={domain}") };
    let life = life.map(|life| format!("; Max-Age={}", life.whole_seconds())).unwrap_or_default();
    ("set-cookie", format!("{name}={value}{domain}; Path=/{life}; Secure; HttpOnly"))
}
