//! Apple's host names, and what is served under which.

/// The names in the server's certificate.
pub(super) const NAMES: &[&str] = &[
    "api.appstoreconnect.apple.com",
    "api.enterprise.developer.apple.com",
    "appleid.apple.com",
    "appstoreconnect.apple.com",
    "contentdelivery.itunes.apple.com",
    "developer.apple.com",
    "developerservices2.apple.com",
    "gsa.apple.com",
    "idmsa.apple.com",
    "localhost",
    "127.0.0.1",
    "::1",
];

/// The names under which Apple serves the API.
const API: &[&str] = &["api.appstoreconnect.apple.com", "api.enterprise.developer.apple.com"];

/// Whether the API, and the addresses of uploads that it hands out, are served to who called this host, with or
/// without a port. A name that is not Apple's is one of this machine: everything is served there.
pub(super) fn serves_api(host: &str) -> bool {
    let name = name(host);
    !name.ends_with(".apple.com") || API.contains(&name.as_str())
}

/// Whether what only one of Apple's names serves is served to who called this host.
pub(super) fn serves(host: &str, only: Option<&str>) -> bool {
    let name = name(host);
    !name.ends_with(".apple.com") || Some(name.as_str()) == only
}

fn name(host: &str) -> String {
    host.split(':').next().unwrap_or(host).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_api_is_served_where_apple_serves_it_and_on_this_machine() {
        for host in [
            "api.appstoreconnect.apple.com",
            "API.AppStoreConnect.Apple.com:8443",
            "127.0.0.1:1",
            "localhost",
            "[::1]:8080",
            "simulator:80",
            "",
        ] {
            assert!(serves_api(host), "{host}");
        }
        for host in ["idmsa.apple.com", "developer.apple.com:443", "appstoreconnect.apple.com", "x.apple.com"]
        {
            assert!(!serves_api(host), "{host}");
        }
    }
}
