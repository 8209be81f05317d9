//! The hosts that a session speaks to, and where they are.

use url::Url;

use crate::client::parse_endpoint;
use crate::error::{Error, ErrorKind, Result};

/// A host of Apple's. Cookies are kept by these names wherever the requests really go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host {
    /// Sign-in.
    IdMsa,
    /// App Store Connect's own endpoints.
    AppStoreConnect,
    /// The Developer Portal.
    Developer,
}

impl Host {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::IdMsa => "idmsa.apple.com",
            Self::AppStoreConnect => "appstoreconnect.apple.com",
            Self::Developer => "developer.apple.com",
        }
    }
}

/// Where the hosts are: at Apple, or all at one other origin (a simulator, which tells them by their paths).
#[derive(Debug)]
pub(super) struct Origins(Option<Url>);

impl Origins {
    pub(super) fn new(endpoint: Option<&str>) -> Result<Self> {
        endpoint.map(parse_endpoint).transpose().map(Self)
    }

    pub(super) fn are_apples(&self) -> bool {
        self.0.is_none()
    }

    /// The URL of a path, which stays at its origin whatever the path says.
    pub(super) fn url(&self, host: Host, path: &str) -> Result<Url> {
        let wrong = || Error::new(ErrorKind::Invalid, format!("`{path}` is no path of {}", host.name()));
        let base = match &self.0 {
            Some(endpoint) => endpoint.clone(),
            None => Url::parse(&format!("https://{}/", host.name())).map_err(|_| wrong())?,
        };
        let url = base.join(path).map_err(|_| wrong())?;
        if url.origin() == base.origin() { Ok(url) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_no_other_origin() {
        let apple = Origins::new(None).unwrap();
        let url = apple.url(Host::IdMsa, "/appleauth/auth?x=1").unwrap();
        assert_eq!(url.as_str(), "https://idmsa.apple.com/appleauth/auth?x=1");
        let simulator = Origins::new(Some("http://127.0.0.1:9")).unwrap();
        assert_eq!(simulator.url(Host::Developer, "/x").unwrap().as_str(), "http://127.0.0.1:9/x");
        for path in ["//example.com/x", "https://example.com/", "http://idmsa.apple.com/", "/\\example.com"] {
            assert!(apple.url(Host::IdMsa, path).is_err(), "{path}");
        }
        assert!(Origins::new(Some("http://example.com")).is_err(), "plain HTTP leaves this machine");
    }
}
