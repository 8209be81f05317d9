//! All cookies of a session.

use http::HeaderValue;
use time::OffsetDateTime;

use super::cookie::Cookie;
use super::set_cookie::read_set_cookie;

/// The most cookies that a jar holds; a session of Apple's has some twenty.
pub(super) const MOST_COOKIES: usize = 300;

/// The cookies of a session. Their values are shown nowhere; [`to_fastlane`](Self::to_fastlane) writes them out.
#[derive(Debug, Clone, Default)]
pub struct CookieJar {
    pub(super) cookies: Vec<Cookie>,
}

impl CookieJar {
    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.cookies.is_empty()
    }

    /// The names of the cookies, which are no secret.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.cookies.iter().map(|cookie| cookie.name.as_str())
    }

    /// When the trust that lets a sign-in pass without a code ends, if there is any (Apple gives it for 30 days).
    pub fn trusted_until(&self) -> Option<OffsetDateTime> {
        let trust = self.cookies.iter().filter(|cookie| cookie.is_trust());
        let end = |cookie: &Cookie| {
            let seconds = cookie.max_age.map(time::Duration::seconds);
            seconds.map(|age| cookie.created_at.saturating_add(age)).or(cookie.expires)
        };
        trust.filter_map(end).max()
    }

    /// The jar with only the cookies that make a session on another machine: what `spaceauth` exports.
    #[must_use]
    pub fn essentials(&self) -> Self {
        let essential = |cookie: &&Cookie| {
            cookie.is_trust() || cookie.name.starts_with("myacinfo") || cookie.name == "dqsid"
        };
        Self { cookies: self.cookies.iter().filter(essential).cloned().collect() }
    }

    /// Whether the cookie of a session that Apple signed in is there and not over.
    pub(crate) fn has_session(&self, now: OffsetDateTime) -> bool {
        self.cookies.iter().any(|cookie| cookie.name.starts_with("myacinfo") && !cookie.is_expired(now))
    }

    /// Puts a cookie in the place of one with the same name, domain and path. An expired one only takes that away.
    pub(super) fn put(&mut self, cookie: Cookie, now: OffsetDateTime) {
        self.cookies.retain(|old| !old.is_same(&cookie) && !old.is_expired(now));
        if !cookie.is_expired(now) && self.cookies.len() < MOST_COOKIES {
            self.cookies.push(cookie);
        }
    }

    /// Takes in what an answer of `host` sets.
    pub(super) fn take<'a>(
        &mut self,
        headers: impl Iterator<Item = &'a HeaderValue>,
        host: &str,
        path: &str,
        now: OffsetDateTime,
    ) {
        for header in headers.filter_map(|header| header.to_str().ok()) {
            if let Some(cookie) = read_set_cookie(header, host, path, now) {
                self.put(cookie, now);
            }
        }
    }

    /// The `Cookie` header for a request, each name once: the cookie that is closest to host and path wins.
    pub(super) fn header(&self, host: &str, path: &str, now: OffsetDateTime) -> Option<HeaderValue> {
        let fits = |cookie: &&Cookie| cookie.matches(host, path) && !cookie.is_expired(now);
        let mut cookies = self.cookies.iter().filter(fits).collect::<Vec<_>>();
        cookies.sort_by_key(|cookie| std::cmp::Reverse((cookie.path.len(), cookie.domain.len())));
        let mut pairs = Vec::<String>::new();
        let mut names = Vec::<&str>::new();
        for cookie in cookies {
            if !names.contains(&cookie.name.as_str()) {
                names.push(&cookie.name);
                pairs.push(cookie.pair());
            }
        }
        if pairs.is_empty() {
            return None;
        }
        let mut header = HeaderValue::from_str(&pairs.join("; ")).ok()?;
        header.set_sensitive(true);
        Some(header)
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-11-20 12:00:00 UTC);

    fn jar(headers: &[&'static str]) -> CookieJar {
        let mut jar = CookieJar::default();
        let values = headers.iter().map(|header| HeaderValue::from_static(header)).collect::<Vec<_>>();
        jar.take(values.iter(), "idmsa.apple.com", "/appleauth/auth", NOW);
        jar
    }

    fn sent(jar: &CookieJar, host: &str, now: OffsetDateTime) -> Option<String> {
        let header = jar.header(host, "/appleauth/auth/signin/init", now)?;
        assert!(header.is_sensitive());
        Some(header.to_str().unwrap().to_owned())
    }

    #[test]
    fn each_cookie_goes_once_and_only_where_it_belongs() {
        let jar = jar(&[
            "myacinfo=s; Domain=apple.com; Path=/",
            "myacinfo=closer; Path=/appleauth",
            "DES1f=trust; Domain=idmsa.apple.com; Path=/; Max-Age=2592000",
        ]);
        assert_eq!(sent(&jar, "idmsa.apple.com", NOW).unwrap(), "myacinfo=closer; DES1f=\"trust\"");
        assert_eq!(sent(&jar, "developer.apple.com", NOW).unwrap(), "myacinfo=s");
        assert_eq!(sent(&jar, "example.com", NOW), None);
        assert_eq!(sent(&jar, "notapple.com", NOW), None);
        assert_eq!(jar.trusted_until(), Some(NOW + Duration::days(30)));
    }

    #[test]
    fn an_expired_cookie_is_neither_sent_nor_kept() {
        let mut jar = jar(&["DES1f=trust; Domain=idmsa.apple.com; Path=/; Max-Age=60", "a=1; Path=/"]);
        assert_eq!(sent(&jar, "idmsa.apple.com", NOW + Duration::seconds(61)).unwrap(), "a=1");
        let gone = HeaderValue::from_static("a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
        jar.take([gone].iter(), "idmsa.apple.com", "/", NOW + Duration::seconds(61));
        assert!(jar.is_empty());
    }

    #[test]
    fn quotes_around_trust_are_not_doubled_and_nothing_shows_a_value() {
        let jar = jar(&["DES1f=\"secret-trust\"; Path=/"]);
        assert_eq!(sent(&jar, "idmsa.apple.com", NOW).unwrap(), "DES1f=\"secret-trust\"");
        assert!(!format!("{jar:?}").contains("secret-trust"));
    }

    #[test]
    fn a_server_cannot_fill_the_memory() {
        let mut jar = CookieJar::default();
        for number in 0..1000 {
            let value = HeaderValue::from_str(&format!("c{number}=1; Path=/")).unwrap();
            jar.take([value].iter(), "idmsa.apple.com", "/", NOW);
        }
        assert_eq!(jar.names().count(), MOST_COOKIES);
    }
}
