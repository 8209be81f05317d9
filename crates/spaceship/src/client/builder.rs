//! Making a client.

use std::sync::Arc;

use url::Url;

use super::Client;
use crate::auth::{ApiKey, TokenSource};
use crate::error::{Error, ErrorKind, Result};
use crate::session::{Session, Wanted, WebAccess};
use crate::transport::{Access, Listener, Notice, RetryPolicy, Timeouts, Transport, TransportOptions};

/// Apple's API host.
const APPLE: &str = "https://api.appstoreconnect.apple.com/";
/// The host for keys of the Developer Enterprise Program.
const APPLE_ENTERPRISE: &str = "https://api.enterprise.developer.apple.com/";
/// How many requests in a minute Apple surely takes.
const BURST: u32 = 300;

/// How a client proves whose it is.
#[derive(Debug)]
enum Login {
    Key(ApiKey),
    Session { session: Session, team: Wanted, provider: Wanted },
}

/// What a client is made of; every setting has a sensible default.
#[derive(Debug)]
pub struct ClientBuilder {
    login: Login,
    endpoint: Option<String>,
    retry: RetryPolicy,
    concurrency: usize,
    per_minute: Option<u32>,
    parts: u32,
    timeouts: Timeouts,
    read_only: bool,
    trusted: Vec<u8>,
    listener: Listener,
}

impl ClientBuilder {
    pub(super) fn with_key(key: ApiKey) -> Self {
        Self::new(Login::Key(key))
    }

    pub(super) fn with_session(session: Session) -> Self {
        Self::new(Login::Session { session, team: Wanted::default(), provider: Wanted::default() })
    }

    fn new(login: Login) -> Self {
        Self {
            login,
            endpoint: None,
            retry: RetryPolicy::default(),
            concurrency: 16,
            per_minute: None,
            parts: 1,
            timeouts: Timeouts::default(),
            read_only: false,
            trusted: Vec::new(),
            listener: Listener::none(),
        }
    }

    /// With a session: which team of the Developer Program bundle ids, certificates, devices and profiles are of. Where
    /// the account has several and none is named, the first request for one of these is an error that lists them.
    #[must_use]
    pub fn developer_team(mut self, wanted: Wanted) -> Self {
        if let Login::Session { team, .. } = &mut self.login {
            *team = wanted;
        }
        self
    }

    /// With a session: which provider of App Store Connect it is to work for. It keeps the one that it has where none
    /// is named.
    #[must_use]
    pub fn provider(mut self, wanted: Wanted) -> Self {
        if let Login::Session { provider, .. } = &mut self.login {
            *provider = wanted;
        }
        self
    }

    /// Another place than Apple's, unless the key or the session itself names one. Plain HTTP is taken for loopback addresses only.
    #[must_use]
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// How often and how patiently requests are repeated.
    #[must_use]
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// The most requests under way at once (16).
    #[must_use]
    pub fn concurrency(mut self, concurrency: usize) -> Self {
        self.concurrency = concurrency;
        self
    }

    /// The most requests that start within a minute. Apple limits bursts at some 300 to 350, which it documents
    /// nowhere: 300 for Apple's own hosts unless this says otherwise, no limit for others.
    #[must_use]
    pub fn per_minute(mut self, most: u32) -> Self {
        self.per_minute = Some(most);
        self
    }

    /// How many clients share the key at this time, this one among them (1): each takes the same part of the hour's
    /// budget and of the bursts that Apple takes.
    #[must_use]
    pub fn shared_by(mut self, parts: u32) -> Self {
        self.parts = parts;
        self
    }

    /// How long one attempt of a request may take.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Certificate authorities to trust beside those of the system, as PEM: a proxy's, or a simulator's.
    #[must_use]
    pub fn trust(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.trusted = pem.into();
        self
    }

    /// Who is told of waits and of a budget that comes to its end.
    #[must_use]
    pub fn on_notice(mut self, tell: impl Fn(&Notice) + Send + Sync + 'static) -> Self {
        self.listener = Listener::new(tell);
        self
    }

    /// Whether every request that could write is refused, as in a dry run.
    #[must_use]
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.read_only = read_only;
        self
    }

    /// The client. Nothing is sent yet.
    pub fn build(self) -> Result<Client> {
        let (endpoint, apples) = match &self.login {
            Login::Key(key) => {
                let default = if key.in_house() == Some(true) { APPLE_ENTERPRISE } else { APPLE };
                // A key that says where it is valid goes nowhere else.
                let chosen = key.endpoint().or(self.endpoint.as_deref());
                let endpoint = parse_endpoint(chosen.unwrap_or(default))?;
                let apples = endpoint.host_str().is_some_and(|host| host.ends_with(".apple.com"));
                (endpoint, apples)
            }
            // Only paths and queries are taken of it: the session knows where its hosts are.
            Login::Session { session, .. } => (parse_endpoint(APPLE)?, session.is_apples()),
        };
        let options = TransportOptions {
            per_minute: self.per_minute.or(apples.then_some(BURST)),
            parts: self.parts,
            endpoint,
            retry: self.retry,
            concurrency: self.concurrency,
            timeouts: self.timeouts,
            read_only: self.read_only,
            trusted: self.trusted,
        };
        let access = match self.login {
            Login::Key(key) => Access::key(TokenSource::new(key), &options)?,
            Login::Session { session, team, provider } => {
                Access::Session(WebAccess::new(session, team, provider))
            }
        };
        let transport = Transport::new(access, options, self.listener);
        Ok(Client { transport: Arc::new(transport) })
    }
}

/// An endpoint, if nothing secret would pass to it unencrypted.
pub(crate) fn parse_endpoint(text: &str) -> Result<Url> {
    let refused = |why: &str| Error::new(ErrorKind::Invalid, format!("the endpoint `{text}` {why}"));
    let url = Url::parse(text).map_err(|error| refused("is no URL").with_source(error))?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        "http" => Err(refused("is plain HTTP, which would show the token to the network; use https")),
        _ => Err(refused("is neither https nor http")),
    }
}

/// Whether an address leads to this machine, such as a simulator's; what is no address leads nowhere.
pub fn is_this_machine(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| is_loopback(&url))
}

/// Whether a URL stays on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_loopback_only() {
        for good in ["http://127.0.0.1:1/", "http://[::1]:1", "http://localhost:8080", APPLE] {
            assert!(parse_endpoint(good).is_ok(), "{good}");
        }
        for bad in ["http://example.com", "http://127.0.0.1.example.com", "ftp://localhost", "localhost:80"] {
            assert!(parse_endpoint(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn this_machine_is_told_by_the_host_and_not_by_how_an_address_begins() {
        for here in ["http://127.0.0.1:1", "https://localhost:4711/", "http://[::1]:1", "http://2130706433/"]
        {
            assert!(is_this_machine(here), "{here}");
        }
        for elsewhere in
            ["https://127.0.0.1:1@example.com", "http://localhost.example.com", "//localhost", ""]
        {
            assert!(!is_this_machine(elsewhere), "{elsewhere}");
        }
    }
}
