//! The API with a session in the place of a key, as Apple's own pages use it.
//!
//! The Developer Portal serves what signing needs, and reads and deletes come there as POST; App Store Connect serves
//! all else. Paths, queries and documents are those of the official API.

use http::{HeaderName, HeaderValue};
use serde_json::{Value, json};
use tokio::sync::OnceCell;
use url::Url;

use super::exchange::Broken;
use super::{Call, Effect, Host, Reply, Session, Wanted, choose};
use crate::error::{Error, ErrorKind, Result};
use crate::portal::Team;
use crate::transport::Method;

/// What stands before the API's paths at App Store Connect.
const IRIS: &str = "/iris";
/// What stands before them at the Developer Portal.
const PORTAL: &str = "/services-account";
/// What the Developer Portal serves: the first segments after the version.
const OF_PORTAL: [&str; 5] = ["bundleIds", "bundleIdCapabilities", "certificates", "devices", "profiles"];

/// A session that requests to the API travel with.
pub(crate) struct WebAccess {
    session: Session,
    /// The team of the Developer Program that is wanted, and the team once it is asked for.
    team: (Wanted, OnceCell<Team>),
    /// The provider that is wanted; the cell is filled once the session works for it.
    provider: (Wanted, OnceCell<()>),
}

impl WebAccess {
    pub(crate) fn new(session: Session, team: Wanted, provider: Wanted) -> Self {
        Self { session, team: (team, OnceCell::new()), provider: (provider, OnceCell::new()) }
    }

    /// One attempt of a request to the API. `url` counts for its path and query alone.
    pub(crate) async fn exchange(
        &self,
        method: Method,
        url: &Url,
        body: Option<&[u8]>,
        line: &str,
        attempt: u32,
    ) -> Result<Result<Reply, Broken>> {
        let body = body
            .map(serde_json::from_slice)
            .transpose()
            .map_err(|error| Error::new(ErrorKind::Invalid, "the body is no JSON").with_source(error))?;
        let call = if host_of(url.path()) == Host::Developer {
            through_portal(method, url, body, &self.team().await?.id)
        } else {
            self.take_provider().await?;
            through_store(method, url, body.as_ref())
        };
        Ok(self.session.exchange(&call, line, attempt).await)
    }

    /// The path and query that a link means, as the API has them, if it leads to where the session's cookies go.
    pub(crate) fn target_of(&self, link: &str) -> Result<String> {
        let elsewhere = || {
            let what =
                format!("the next page is said to be at `{link}`, which is not where the session is used");
            Error::new(ErrorKind::Unexpected, what)
        };
        for (host, prefix) in [(Host::AppStoreConnect, IRIS), (Host::Developer, PORTAL)] {
            let base = self.session.url(host, "/")?;
            let url = base.join(link).map_err(|error| elsewhere().with_source(error))?;
            if url.origin() == base.origin()
                && let Some(path) = url.path().strip_prefix(prefix).filter(|path| host_of(path) == host)
            {
                let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
                return Ok(format!("{path}{query}"));
            }
        }
        Err(elsewhere())
    }

    /// The team, which is asked for once.
    pub(crate) async fn team(&self) -> Result<&Team> {
        let (wanted, cell) = &self.team;
        let found = cell.get_or_try_init(async || {
            let mut teams = Team::all(&self.session).await?;
            let candidates = teams.iter().map(Team::candidate).collect::<Vec<_>>();
            Ok::<_, Error>(teams.swap_remove(choose(&candidates, wanted)?))
        });
        found.await
    }

    /// Makes the session work for the provider that is wanted, once.
    async fn take_provider(&self) -> Result<()> {
        let (wanted, cell) = &self.provider;
        if *wanted == Wanted::default() {
            return Ok(());
        }
        let taken = cell.get_or_try_init(async || {
            let standing = self.session.standing().await?;
            let provider = standing.choose(wanted)?;
            if *provider == standing.provider { Ok(()) } else { self.session.select_provider(provider).await }
        });
        taken.await.copied()
    }
}

/// The host that serves a path of the API.
fn host_of(path: &str) -> Host {
    let kind = path.split('/').nth(2).unwrap_or_default();
    if OF_PORTAL.contains(&kind) { Host::Developer } else { Host::AppStoreConnect }
}

fn effect_of(method: Method) -> Effect {
    if method == Method::Get { Effect::Read } else { Effect::Write }
}

fn http_method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
    }
}

fn through_store(method: Method, url: &Url, body: Option<&Value>) -> Call {
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let path = format!("{IRIS}{}{query}", url.path());
    let call = Call::new(effect_of(method), http_method(method), Host::AppStoreConnect, path)
        .header("x-csrf-itc", "[asc-ui]")
        .accept("application/vnd.api+json, application/json, */*;q=0.5");
    match body {
        Some(body) => call.json(body),
        None => call,
    }
}

fn through_portal(method: Method, url: &Url, body: Option<Value>, team: &str) -> Call {
    const MEDIA: &str = "application/vnd.api+json";
    let path = format!("{PORTAL}{}", url.path());
    let call = |real| {
        Call::new(effect_of(method), real, Host::Developer, path)
            .header("x-requested-with", "XMLHttpRequest")
            .accept("application/vnd.api+json, application/json")
    };
    match (method, body) {
        (Method::Get | Method::Delete, _) => {
            let query = json!({"urlEncodedQueryParams": url.query().unwrap_or_default(), "teamId": team});
            let mut call = call(http::Method::POST).body(MEDIA, query.to_string().into());
            let real = HeaderValue::from_static(method.as_str());
            call.headers.insert(HeaderName::from_static("x-http-method-override"), real);
            call
        }
        (_, Some(mut body)) => {
            if method == Method::Post {
                body["data"]["attributes"]["teamId"] = team.into();
            }
            call(http_method(method)).body(MEDIA, body.to_string().into())
        }
        (_, None) => call(http_method(method)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(endpoint: Option<&str>) -> WebAccess {
        let mut builder = Session::builder();
        if let Some(endpoint) = endpoint {
            builder = builder.endpoint(endpoint);
        }
        WebAccess::new(builder.build().unwrap(), Wanted::default(), Wanted::default())
    }

    #[test]
    fn what_signing_needs_goes_through_the_portal() {
        let url = Url::parse("https://x/v1/devices?limit=200&filter%5Bplatform%5D=IOS").unwrap();
        let call = through_portal(Method::Get, &url, None, "TEAM123456");
        assert_eq!((call.method.as_str(), call.path.as_str()), ("POST", "/services-account/v1/devices"));
        assert_eq!(call.headers["x-http-method-override"], "GET");
        let body: Value = serde_json::from_slice(call.body.as_ref().unwrap()).unwrap();
        assert_eq!(body["urlEncodedQueryParams"], "limit=200&filter%5Bplatform%5D=IOS");
        assert_eq!(body["teamId"], "TEAM123456");
        assert!(call.effect == Effect::Read, "a read that travels as POST stays a read");

        let new = json!({"data": {"type": "devices", "attributes": {"name": "A"}}});
        let call = through_portal(Method::Post, &url, Some(new), "TEAM123456");
        assert!(!call.headers.contains_key("x-http-method-override"));
        let body: Value = serde_json::from_slice(call.body.as_ref().unwrap()).unwrap();
        assert_eq!(body["data"]["attributes"], json!({"name": "A", "teamId": "TEAM123456"}));
    }

    #[test]
    fn the_store_gets_all_else() {
        for (path, host) in [
            ("/v1/apps/1/builds", Host::AppStoreConnect),
            ("/v2/appAvailabilities", Host::AppStoreConnect),
            ("/v1/bundleIds/1/profiles", Host::Developer),
            ("/v1/userInvitations", Host::AppStoreConnect),
        ] {
            assert_eq!(host_of(path), host, "{path}");
        }
    }

    #[test]
    fn a_link_is_followed_only_to_where_the_session_is_used() {
        let apple = access(None);
        let target = |link: &str| apple.target_of(link).ok();
        assert_eq!(
            target("https://appstoreconnect.apple.com/iris/v1/apps?cursor=A&limit=1").as_deref(),
            Some("/v1/apps?cursor=A&limit=1")
        );
        assert_eq!(
            target("https://developer.apple.com/services-account/v1/devices?cursor=B").as_deref(),
            Some("/v1/devices?cursor=B")
        );
        for link in [
            "https://appstoreconnect.apple.com.example.com/iris/v1/apps?cursor=A",
            "http://appstoreconnect.apple.com/iris/v1/apps?cursor=A",
            "https://idmsa.apple.com/iris/v1/apps",
            "https://appstoreconnect.apple.com/logout",
            "https://developer.apple.com/services-account/v1/apps",
            "//example.com/iris/v1/apps",
        ] {
            assert_eq!(target(link), None, "{link}");
        }
        let simulator = access(Some("http://127.0.0.1:9"));
        assert_eq!(simulator.target_of("http://127.0.0.1:9/iris/v1/apps").unwrap(), "/v1/apps");
    }
}
