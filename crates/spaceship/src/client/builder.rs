//! Making a client.

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::Client;
use crate::auth::{ApiKey, TokenSource};
use crate::error::{Error, ErrorKind, Result};
use crate::transport::{RetryPolicy, Transport, TransportOptions};

/// Apple's API host.
const APPLE: &str = "https://api.appstoreconnect.apple.com/";
/// The host for keys of the Developer Enterprise Program.
const APPLE_ENTERPRISE: &str = "https://api.enterprise.developer.apple.com/";

/// What a client is made of; every setting has a sensible default.
#[derive(Debug)]
pub struct ClientBuilder {
    key: ApiKey,
    endpoint: Option<String>,
    retry: RetryPolicy,
    concurrency: usize,
    timeout: Duration,
    read_only: bool,
}

impl ClientBuilder {
    pub(super) fn new(key: ApiKey) -> Self {
        Self {
            key,
            endpoint: None,
            retry: RetryPolicy::default(),
            concurrency: 8,
            timeout: Duration::from_mins(5),
            read_only: false,
        }
    }

    /// Another place than Apple's. Plain HTTP is taken for loopback addresses only.
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

    /// The most requests under way at once (8).
    #[must_use]
    pub fn concurrency(mut self, concurrency: usize) -> Self {
        self.concurrency = concurrency;
        self
    }

    /// The longest that one attempt of a request may take (five minutes).
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
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
        let in_house = self.key.in_house() == Some(true);
        let default = if in_house { APPLE_ENTERPRISE } else { APPLE };
        let options = TransportOptions {
            endpoint: parse_endpoint(self.endpoint.as_deref().unwrap_or(default))?,
            retry: self.retry,
            concurrency: self.concurrency,
            connect_timeout: Duration::from_secs(20),
            read_timeout: Duration::from_mins(1),
            whole_timeout: self.timeout,
            read_only: self.read_only,
        };
        let transport = Transport::new(TokenSource::new(self.key), options)?;
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
}
