//! Reading a `Set-Cookie` header, by the rules of RFC 6265, section 5.2.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time};

use super::cookie::{Cookie, is_apples, is_below, is_sendable};

/// The longest cookie that is kept; Apple's longest stay below a quarter of it.
pub(super) const LONGEST_COOKIE: usize = 16 * 1024;

/// The cookie that `host` sets, or nothing where it may not or the text is no cookie.
pub(super) fn read_set_cookie(header: &str, host: &str, path: &str, now: OffsetDateTime) -> Option<Cookie> {
    let mut parts = header.split(';');
    let (name, value) = parts.next()?.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    if header.len() > LONGEST_COOKIE || !is_sendable(name, value) {
        return None;
    }
    let mut cookie = Cookie {
        name: name.to_owned(),
        value: value.into(),
        domain: host.to_owned(),
        for_domain: false,
        path: default_path(path).to_owned(),
        secure: false,
        http_only: false,
        expires: None,
        max_age: None,
        created_at: now,
        accessed_at: now,
    };
    for part in parts {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.trim();
        match key.trim().to_ascii_lowercase().as_str() {
            "domain" if !value.is_empty() => {
                cookie.domain = value.trim_start_matches('.').to_ascii_lowercase();
                cookie.for_domain = true;
            }
            "path" if value.starts_with('/') => value.clone_into(&mut cookie.path),
            "secure" => cookie.secure = true,
            "httponly" => cookie.http_only = true,
            "max-age" => cookie.max_age = value.parse().ok(),
            "expires" => cookie.expires = apple_time(value),
            _ => {}
        }
    }
    let own = cookie.domain == host || is_below(host, &cookie.domain);
    (own && is_apples(&cookie.domain)).then_some(cookie)
}

/// The folder of a path, which a cookie without a path of its own belongs to.
fn default_path(path: &str) -> &str {
    match path.rfind('/') {
        None | Some(0) => "/",
        Some(end) => &path[..end],
    }
}

/// A date in any of the forms that servers use: the parts are told by their looks (RFC 6265, section 5.1.1).
fn apple_time(text: &str) -> Option<OffsetDateTime> {
    let (mut day, mut month, mut year, mut clock) = (None, None, None, None);
    for token in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == ':')) {
        if clock.is_none() && token.contains(':') {
            clock = read_clock(token);
        } else if let Some(found) = read_month(token).filter(|_| month.is_none()) {
            month = Some(found);
        } else if let Ok(number) = token.parse::<i32>() {
            match token.len() {
                1 | 2 if day.is_none() => day = u8::try_from(number).ok(),
                2 if year.is_none() => year = Some(if number < 70 { 2000 + number } else { 1900 + number }),
                4 if year.is_none() => year = Some(number),
                _ => {}
            }
        }
    }
    let date = Date::from_calendar_date(year?, month?, day?).ok()?;
    Some(PrimitiveDateTime::new(date, clock?).assume_utc())
}

fn read_clock(token: &str) -> Option<Time> {
    let mut numbers = token.split(':').map(str::parse::<u8>);
    let time = Time::from_hms(numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    time.ok().filter(|_| numbers.next().is_none())
}

fn read_month(token: &str) -> Option<Month> {
    let front = token.get(..3)?.to_ascii_lowercase();
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let number = names.iter().position(|name| *name == front)? + 1;
    Month::try_from(u8::try_from(number).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-11-20 12:00:00 UTC);

    fn read(header: &str) -> Option<Cookie> {
        read_set_cookie(header, "idmsa.apple.com", "/appleauth/auth/signin/complete", NOW)
    }

    #[test]
    fn attributes_are_read_whatever_their_case() {
        let cookie =
            read("myacinfo=abc=def; Domain=.Apple.com; PATH=/; secure; HttpOnly; Max-Age=60").unwrap();
        assert_eq!(
            (cookie.domain.as_str(), cookie.for_domain, cookie.path.as_str()),
            ("apple.com", true, "/")
        );
        assert!(cookie.secure && cookie.http_only);
        assert_eq!(cookie.pair(), "myacinfo=abc=def");
        assert!(!cookie.is_expired(NOW) && cookie.is_expired(NOW + time::Duration::seconds(60)));
    }

    #[test]
    fn a_cookie_without_domain_stays_at_its_host_and_folder() {
        let cookie = read("aasp=1").unwrap();
        assert!(cookie.matches("idmsa.apple.com", "/appleauth/auth/signin/init"));
        assert!(!cookie.matches("idmsa.apple.com", "/appleauth/auth/signinx"));
        assert!(!cookie.matches("developer.apple.com", "/appleauth/auth/signin/init"));
    }

    #[test]
    fn nobody_sets_cookies_for_others() {
        for header in [
            "a=1; domain=developer.apple.com",
            "a=1; domain=example.com",
            "a=1; domain=com",
            "a=1; domain=pple.com",
            "a\u{1}=1",
            "=1",
            "a",
        ] {
            assert!(read(header).is_none(), "{header}");
        }
    }

    #[test]
    fn dates_are_read_in_all_three_forms() {
        let expected = Some(datetime!(2027-06-09 10:18:14 UTC));
        for date in
            ["Wed, 09 Jun 2027 10:18:14 GMT", "Wednesday, 09-Jun-27 10:18:14 GMT", "Wed Jun  9 10:18:14 2027"]
        {
            assert_eq!(apple_time(date), expected, "{date}");
        }
        for nonsense in
            ["soon", "31 Feb 2027 10:00:00", "99999999999 Jun 2027 10:18:14", "9 Jun 2027 25:00:00"]
        {
            assert_eq!(apple_time(nonsense), None, "{nonsense}");
        }
    }
}
