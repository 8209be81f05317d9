//! Cookies as fastlane keeps them: a YAML list of Ruby's `HTTP::Cookie` objects, in a file or in `FASTLANE_SESSION`.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

use super::cookie::{Cookie, is_apples, is_sendable};
use super::jar::{CookieJar, MOST_COOKIES};
use super::set_cookie::LONGEST_COOKIE;
use super::yaml::{Fields, read_maps};
use crate::error::{Error, ErrorKind, Result};

const TAG: &str = "!ruby/object:HTTP::Cookie";

impl CookieJar {
    /// Reads what fastlane wrote, a cookie file or `FASTLANE_SESSION` with its newlines real or spelled `\n`.
    ///
    /// Cookies that expired are left out. A text that is no list of cookies, is far too long or nested, or holds a
    /// cookie of another domain than Apple's is refused as a whole ([`ErrorKind::Invalid`]).
    pub fn from_fastlane(text: &SecretString) -> Result<Self> {
        Self::from_fastlane_at(text.expose_secret(), OffsetDateTime::now_utc())
    }

    pub(super) fn from_fastlane_at(text: &str, now: OffsetDateTime) -> Result<Self> {
        let text = text.trim_matches(['\u{feff}', ' ', '\n', '\r']);
        let escaped = !text.contains('\n') && text.contains("\\n");
        let maps = if escaped {
            read_maps(&text.replace("\\n", "\n"), TAG, MOST_COOKIES)
        } else {
            read_maps(text, TAG, MOST_COOKIES)
        };
        let maps = maps.map_err(|error| refused("it cannot be read").with_source(error))?;
        let mut jar = Self::default();
        for (number, fields) in maps.iter().enumerate() {
            jar.put(read_cookie(fields, number + 1, now)?, now);
        }
        Ok(jar)
    }

    /// Writes the jar as fastlane does: for a cookie file.
    pub fn to_fastlane(&self) -> SecretString {
        let mut text = String::from(if self.is_empty() { "--- []\n" } else { "---\n" });
        for cookie in &self.cookies {
            write_cookie(cookie, &mut text);
        }
        text.into()
    }

    /// Writes the jar in one line, its newlines spelled `\n`: for `FASTLANE_SESSION`.
    pub fn to_env(&self) -> SecretString {
        self.to_fastlane().expose_secret().replace('\n', "\\n").into()
    }
}

fn read_cookie(fields: &Fields, number: usize, now: OffsetDateTime) -> Result<Cookie> {
    let text = |name: &str| fields.get(name).map(String::as_str);
    let wrong = |name: &str| refused(&format!("its cookie {number} has no `{name}` that can be understood"));
    let time = |name: &str| text(name).map(|text| read_time(text).ok_or_else(|| wrong(name))).transpose();
    let flag = |name: &str, default| match text(name) {
        None => Ok(default),
        Some("true") => Ok(true),
        Some("false") => Ok(false),
        Some(_) => Err(wrong(name)),
    };
    let name = text("name").ok_or_else(|| wrong("name"))?;
    let value = text("value").unwrap_or_default();
    if name.len() + value.len() > LONGEST_COOKIE || !is_sendable(name, value) {
        return Err(wrong("value"));
    }
    let domain = text("domain").ok_or_else(|| wrong("domain"))?;
    let domain = domain.trim_start_matches('.').to_ascii_lowercase();
    if !is_apples(&domain) {
        let domain = domain.escape_debug().take(100).collect::<String>();
        return Err(refused(&format!("its cookie {number} belongs to {domain}, which is not Apple's")));
    }
    let created_at = time("created_at")?.unwrap_or(now);
    Ok(Cookie {
        name: name.to_owned(),
        value: value.into(),
        domain,
        for_domain: flag("for_domain", true)?,
        path: text("path").filter(|path| path.starts_with('/')).unwrap_or("/").to_owned(),
        secure: flag("secure", true)?,
        http_only: flag("httponly", true)?,
        expires: time("expires")?,
        max_age: text("max_age").map(|age| age.parse().map_err(|_| wrong("max_age"))).transpose()?,
        created_at,
        accessed_at: time("accessed_at")?.unwrap_or(created_at),
    })
}

fn refused(why: &str) -> Error {
    Error::new(ErrorKind::Invalid, format!("the saved session is refused: {why}; make a new one"))
}

/// Ruby's form of a time, `2019-03-26 12:14:50.450738000 +11:00` or with `Z`, and the usual one with a `T`.
fn read_time(text: &str) -> Option<OffsetDateTime> {
    let (date, rest) = text.trim().split_once([' ', 'T'])?;
    let time = format!("{date}T{}", rest.replace(' ', ""));
    let time = OffsetDateTime::parse(&time, &Rfc3339).ok()?;
    Some(time.to_offset(time::UtcOffset::UTC))
}

fn write_time(time: OffsetDateTime) -> String {
    let form = format_description!("[year]-[month]-[day] [hour]:[minute]:[second].[subsecond digits:9] Z");
    time.format(form).unwrap_or_default()
}

fn write_cookie(cookie: &Cookie, text: &mut String) {
    let fields = [
        ("name", quoted(&cookie.name)),
        ("value", quoted(cookie.value.expose_secret())),
        ("domain", quoted(&cookie.domain)),
        ("for_domain", cookie.for_domain.to_string()),
        ("path", quoted(&cookie.path)),
        ("secure", cookie.secure.to_string()),
        ("httponly", cookie.http_only.to_string()),
        ("expires", cookie.expires.map(write_time).unwrap_or_default()),
        ("max_age", cookie.max_age.map(|age| age.to_string()).unwrap_or_default()),
        ("created_at", write_time(cookie.created_at)),
        ("accessed_at", write_time(cookie.accessed_at)),
    ];
    text.extend(["- ", TAG, "\n"]);
    for (name, value) in fields {
        let gap = if value.is_empty() { "" } else { " " };
        text.extend(["  ", name, ":", gap, &value, "\n"]);
    }
}

/// A text in double quotes, so that no reader takes it for a number, a time or a null. What is written is ASCII.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2019-04-02 00:00:00 UTC);

    /// A session in the form that Ruby gives it, with an alias and a foreign time zone.
    const RUBY: &str = "---
- !ruby/object:HTTP::Cookie
  name: DES5c148586daa451e55afb017aa62418f91
  value: HSARMTKNSRVTWFla=
  domain: idmsa.apple.com
  for_domain: true
  path: \"/\"
  secure: true
  httponly: true
  expires:
  max_age: 2592000
  created_at: 2019-03-26 12:14:50.450738000 +11:00
  accessed_at: 2019-04-02 09:10:27.988931000 +11:00
- !ruby/object:HTTP::Cookie
  name: myacinfo
  value: DAWTKNV26a0a
  domain: apple.com
  for_domain: true
  path: \"/\"
  secure: true
  httponly: true
  expires:
  max_age:
  created_at: &1 2019-04-01 22:10:25.123000000 Z
  accessed_at: *1
- !ruby/object:HTTP::Cookie
  name: dslang
  value: '0'
  domain: olympus.itunes.apple.com
  for_domain: false
  path: \"/x\"
  secure: false
  httponly: false
  expires: 2019-04-03 00:00:00.000000000 Z
  max_age:
  created_at: 2019-04-01 22:10:25 Z
  accessed_at: 2019-04-01 22:10:25 Z
";

    fn read(text: &str) -> Result<CookieJar> {
        CookieJar::from_fastlane_at(text, NOW)
    }

    fn shown(jar: &CookieJar) -> Vec<String> {
        jar.cookies.iter().map(|cookie| format!("{cookie:?} {}", cookie.value.expose_secret())).collect()
    }

    #[test]
    fn a_file_of_fastlanes_is_read() {
        let jar = read(RUBY).unwrap();
        assert_eq!(jar.names().count(), 3);
        let [trust, session, lang] = jar.cookies.as_slice() else { panic!("three cookies") };
        assert_eq!(trust.created_at, datetime!(2019-03-26 01:14:50.450738 UTC));
        assert_eq!(trust.max_age, Some(2_592_000));
        assert_eq!(session.accessed_at, datetime!(2019-04-01 22:10:25.123 UTC));
        assert_eq!((session.max_age, session.expires), (None, None));
        assert_eq!(lang.value.expose_secret(), "0");
        assert_eq!((lang.for_domain, lang.path.as_str()), (false, "/x"));
        assert_eq!(lang.expires, Some(datetime!(2019-04-03 00:00 UTC)));
        let names = jar.essentials().names().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(names, ["DES5c148586daa451e55afb017aa62418f91", "myacinfo"]);
    }

    #[test]
    fn what_is_written_has_fastlanes_keys_in_its_order() {
        let text = read(RUBY).unwrap().to_fastlane();
        let keys = |text: &str| {
            let lines = text.lines().filter_map(|line| line.split_once(':'));
            lines.map(|(key, _)| key.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(keys(text.expose_secret()), keys(RUBY));
        assert!(text.expose_secret().contains("  created_at: 2019-03-26 01:14:50.450738000 Z\n"));
        assert!(text.expose_secret().contains("  value: \"0\"\n"), "Ruby would take a bare 0 for a number");
        assert!(text.expose_secret().contains("  expires:\n"));
    }

    #[test]
    fn the_variable_is_read_with_real_newlines_and_escaped_ones() {
        let escaped = RUBY.replace('\n', "\\n");
        assert_eq!(shown(&read(&escaped).unwrap()), shown(&read(RUBY).unwrap()));
        let jar = read(RUBY).unwrap();
        let env = jar.to_env();
        assert!(!env.expose_secret().contains('\n'));
        assert_eq!(shown(&read(env.expose_secret()).unwrap()), shown(&jar));
        assert!(read("").unwrap().is_empty());
        assert!(read(CookieJar::default().to_fastlane().expose_secret()).unwrap().is_empty());
    }

    #[test]
    fn trust_past_its_time_is_left_out() {
        let jar = CookieJar::from_fastlane_at(RUBY, datetime!(2019-04-26 00:00 UTC)).unwrap();
        assert_eq!(jar.names().collect::<Vec<_>>(), ["myacinfo"]);
    }

    #[test]
    fn bad_sessions_are_refused_without_being_repeated() {
        let with = |from: &str, to: &str| RUBY.replacen(from, to, 1);
        let table = [
            (with("domain: apple.com", "domain: example.com"), "belongs to example.com"),
            (with("domain: apple.com", "domain: notapple.com"), "not Apple's"),
            (with("domain: apple.com", "domain: apple.com.evil.org"), "not Apple's"),
            (with("max_age: 2592000", "max_age: long"), "`max_age`"),
            (with("created_at: 2019", "created_at: x2019"), "`created_at`"),
            (with("name: myacinfo", "name: \"my;acinfo\""), "`value`"),
            (with("value: DAWTKNV26a0a", "value: \"DAWTKNV26a0a\\r\\nX: y\""), "`value`"),
            (with("secure: true", "secure: maybe"), "`secure`"),
            (with("name: myacinfo", "nam: myacinfo"), "`name`"),
            (format!("{RUBY}- [1]\n"), "cannot be read"),
            ("x".repeat(10_000_000), "cannot be read"),
            ("DAWTKNV26a0a".to_owned(), "cannot be read"),
        ];
        for (text, expected) in table {
            let error = read(&text).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Invalid);
            let chain = format!("{error} {:?}", std::error::Error::source(&error));
            assert!(chain.contains(expected), "{chain}");
            assert!(!chain.contains("DAWTKNV26a0a"), "{chain}");
        }
    }

    prop_compose! {
        fn cookies()(
            name in "[A-Za-z][A-Za-z0-9_-]{0,20}",
            value in "[!-:<-\\[\\]-~]{0,60}",
            domain in "([a-z]{1,8}\\.){0,2}apple\\.com",
            path in "/[a-z/]{0,10}",
            flags in any::<[bool; 3]>(),
            created in 0_i64..NOW.unix_timestamp(),
            nanos in 0_i64..1_000_000_000,
            age in proptest::option::of(2_000_000_000_i64..4_000_000_000),
        ) -> Cookie {
            let created_at = OffsetDateTime::from_unix_timestamp(created).unwrap()
                + time::Duration::nanoseconds(nanos);
            Cookie {
                name, value: value.into(), domain, path,
                for_domain: flags[0], secure: flags[1], http_only: flags[2],
                expires: age.map(|age| NOW + time::Duration::seconds(age)), max_age: age, created_at,
                accessed_at: created_at,
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(cookies in proptest::collection::vec(cookies(), 0..8)) {
            let mut jar = CookieJar::default();
            for cookie in cookies {
                jar.put(cookie, NOW);
            }
            let file = jar.to_fastlane();
            prop_assert_eq!(shown(&read(file.expose_secret()).unwrap()), shown(&jar));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "(- |!ruby/object:HTTP::Cookie\n|  name: |[&*]1 |[\\[{\"'\n]|.){0,60}") {
            let _ = read(&text);
        }
    }
}
