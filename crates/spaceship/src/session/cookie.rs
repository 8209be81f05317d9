//! One cookie, and where it may go.

use secrecy::{ExposeSecret, SecretString};
use time::{Duration, OffsetDateTime};

/// A cookie of Apple's, with all that fastlane keeps of one.
#[derive(Debug, Clone)]
pub(super) struct Cookie {
    pub(super) name: String,
    pub(super) value: SecretString,
    /// The host, without a leading dot, in lower case.
    pub(super) domain: String,
    /// Whether hosts below the domain get it too.
    pub(super) for_domain: bool,
    pub(super) path: String,
    pub(super) secure: bool,
    pub(super) http_only: bool,
    pub(super) expires: Option<OffsetDateTime>,
    /// Seconds from [`created_at`](Self::created_at).
    pub(super) max_age: Option<i64>,
    pub(super) created_at: OffsetDateTime,
    pub(super) accessed_at: OffsetDateTime,
}

impl Cookie {
    /// Whether the cookie's time is over. One that names no end lives as long as the session.
    pub(super) fn is_expired(&self, now: OffsetDateTime) -> bool {
        let end = match self.max_age {
            Some(seconds) => Some(self.created_at.saturating_add(Duration::seconds(seconds))),
            None => self.expires,
        };
        end.is_some_and(|end| end <= now)
    }

    /// Whether it goes to this host and path. All our requests are encrypted or stay on this machine.
    pub(super) fn matches(&self, host: &str, path: &str) -> bool {
        let at_host = self.domain == host || (self.for_domain && is_below(host, &self.domain));
        at_host && self.covers(path)
    }

    fn covers(&self, path: &str) -> bool {
        path.strip_prefix(self.path.as_str())
            .is_some_and(|rest| rest.is_empty() || self.path.ends_with('/') || rest.starts_with('/'))
    }

    /// The text in a `Cookie` header. Apple's sign-in wants the value of the cookie of trust, `DES…`, in quotes.
    pub(super) fn pair(&self) -> String {
        let value = self.value.expose_secret();
        if self.is_trust() && !value.starts_with('"') {
            format!("{}=\"{value}\"", self.name)
        } else {
            format!("{}={value}", self.name)
        }
    }

    /// Whether this is the cookie by which Apple trusts this machine for 30 days.
    pub(super) fn is_trust(&self) -> bool {
        self.name.starts_with("DES")
    }

    /// Whether two cookies stand in each other's place.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.name == other.name && self.domain == other.domain && self.path == other.path
    }
}

/// Whether a host lies below a domain.
pub(super) fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|front| front.ends_with('.'))
}

/// Whether a domain is one of Apple's.
pub(super) fn is_apples(domain: &str) -> bool {
    domain == "apple.com" || is_below(domain, "apple.com")
}

/// Whether a name and a value can stand in a `Cookie` header without being taken for something else.
pub(super) fn is_sendable(name: &str, value: &str) -> bool {
    // RFC 6265 rules the backslash out too; `FASTLANE_SESSION` could not carry it.
    let plain = |c: char| c.is_ascii_graphic() && !";\\".contains(c);
    !name.is_empty()
        && name.chars().all(|c| plain(c) && !"=,\"".contains(c))
        && value.chars().all(|c| plain(c) || c == ' ')
}
