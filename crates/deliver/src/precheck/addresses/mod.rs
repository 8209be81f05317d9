//! Whether the web addresses in the texts can be reached.
//!
//! The texts may come from anyone who can change the repository, and CI may stand inside a company's network: no
//! address there is opened, neither by its number, nor by a name or a redirect that leads to it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use console::{Environment, Failure, exit};
use futures::{StreamExt, stream};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::LOCATION;
use reqwest::{Client, Method, StatusCode, redirect};
use tokio::time::{Instant, timeout_at};
use url::{Host, Url};

use super::check::{Finding, finding};
use super::passages::{Kind, Passage};
use super::public::is_public;
use super::rules::{Level, Rule};
use super::settings::Rules;

/// How many addresses are opened at once.
const AT_ONCE: usize = 16;

/// How many redirects are followed for one address.
const MOST_REDIRECTS: usize = 5;

/// How long one address may take, and how long all.
const ONE: Duration = Duration::from_secs(15);
const ALL: Duration = Duration::from_mins(1);

/// The variables that name a proxy. The HTTP library reads them.
const PROXIES: [&str; 6] =
    ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

/// What is said of an address inside a network.
const PRIVATE: &str = "it leads into a private network, which reviewers cannot open";

/// What may be opened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reach {
    /// Whether this machine's own addresses are opened too, which is for tests.
    loopback: bool,
    /// The names of the proxies, which may be in a private network. They resolve the names of the texts.
    proxies: BTreeSet<String>,
}

impl Reach {
    /// The public internet, through the proxy of the environment. With a simulator at work, this machine too.
    pub(crate) fn of(environment: &Environment) -> Self {
        let host = |text: &str| Some(Url::parse(text).ok()?.host()?.to_owned());
        let loopback = environment.get("SPACESHIP_ENDPOINT").and_then(host).is_some_and(|host| match host {
            Host::Domain(name) => name == "localhost",
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        });
        let proxies = PROXIES.iter().filter_map(|name| environment.get(name));
        // A proxy may stand there without a scheme.
        let proxies = proxies.filter_map(|text| host(text).or_else(|| host(&format!("http://{text}"))));
        Self { loopback, proxies: proxies.map(|host| host.to_string()).collect() }
    }

    fn allows(&self, address: IpAddr) -> bool {
        is_public(address) || (self.loopback && address.is_loopback())
    }
}

/// Resolves names to addresses that may be opened.
struct Guard(Arc<Reach>);

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = Arc::clone(&self.0);
        Box::pin(async move {
            let all = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let is_proxy = reach.proxies.contains(name.as_str());
            let open = all.filter(|address| is_proxy || reach.allows(address.ip())).collect::<Vec<_>>();
            if open.is_empty() { Err(PRIVATE.into()) } else { Ok(Box::new(open.into_iter()) as Addrs) }
        })
    }
}

/// The addresses of the texts that cannot be reached. Each is opened once, however many texts have it.
pub(crate) async fn unreachable(
    passages: &[Passage],
    rules: &Rules,
    reach: &Reach,
) -> Result<Vec<Finding>, Failure> {
    let level = rules.level(Rule::UnreachableUrls);
    let all = passages.iter().filter(|passage| passage.kind == Kind::Address && level != Level::Skip);
    let all = all.collect::<Vec<_>>();
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let faults = visit_all(all.iter().map(|passage| passage.text.as_str()).collect(), reach).await?;
    let findings = all.into_iter().filter_map(|passage| {
        let why = faults.get(passage.text.as_str())?;
        let said = format!("{}, {why}", passage.text);
        Some(finding(Rule::UnreachableUrls, level, passage, said, 0))
    });
    Ok(findings.collect())
}

/// Why addresses cannot be reached, for those that cannot.
async fn visit_all<'a>(
    addresses: BTreeSet<&'a str>,
    reach: &Reach,
) -> Result<BTreeMap<&'a str, String>, Failure> {
    let http = Client::builder()
        .user_agent(concat!("gantry/", env!("CARGO_PKG_VERSION")))
        .dns_resolver(Guard(Arc::new(reach.clone())))
        // Each step of a redirect is looked at before it is taken.
        .redirect(redirect::Policy::none())
        .build()
        .map_err(|error| Failure::new(exit::FAILED, "no HTTP client can be made").cause(innermost(&error)))?;
    let end = Instant::now() + ALL;
    let visits = addresses.into_iter().map(|address| {
        let http = &http;
        async move {
            let visit = visit(http, address, reach);
            let answer = timeout_at(end.min(Instant::now() + ONE), visit).await;
            let fault = answer.unwrap_or_else(|_| Some("which does not answer in time".into()));
            (address, fault)
        }
    });
    let faults = stream::iter(visits).buffer_unordered(AT_ONCE);
    Ok(faults.filter_map(async |(address, fault)| Some((address, fault?))).collect().await)
}

/// What is wrong with an address, if anything is. Some servers know no HEAD: only GET has the last word.
async fn visit(http: &Client, address: &str, reach: &Reach) -> Option<String> {
    let Ok(mut url) = Url::parse(address.trim()) else { return Some("which is no address".into()) };
    url.set_fragment(None);
    if let Ok(status) = follow(http, Method::HEAD, url.clone(), reach).await
        && is_there(status)
    {
        return None;
    }
    match follow(http, Method::GET, url, reach).await {
        Ok(status) if is_there(status) => None,
        Ok(status) => Some(format!("which answers {}", status.as_u16())),
        Err(why) => Some(why),
    }
}

/// Whether there is a page. A server that is asked too often is there.
fn is_there(status: StatusCode) -> bool {
    status.is_success() || status == StatusCode::TOO_MANY_REQUESTS
}

/// The status at the end of the redirects. What the server sends is not read.
async fn follow(http: &Client, method: Method, mut url: Url, reach: &Reach) -> Result<StatusCode, String> {
    for _ in 0..=MOST_REDIRECTS {
        refused(&url, reach)?;
        let answer = http.request(method.clone(), url.clone()).send().await;
        let answer = answer.map_err(|error| match innermost(&error) {
            why if why == PRIVATE => format!("and {why}"),
            why => format!("which does not answer: {why}"),
        })?;
        let to = answer.headers().get(LOCATION).filter(|_| answer.status().is_redirection());
        let Some(to) = to else { return Ok(answer.status()) };
        let to = to.to_str().ok().and_then(|to| url.join(to).ok());
        url = to.ok_or("which redirects to what is no address")?;
    }
    Err(format!("which redirects more than {MOST_REDIRECTS} times"))
}

/// Refuses what is not of the web, and addresses by number that may not be opened; names are looked at when they are
/// resolved.
fn refused(url: &Url, reach: &Reach) -> Result<(), String> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("which leads to {}:, and that is not the web", url.scheme()));
    }
    let address = match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::from(address),
        Some(Host::Ipv6(address)) => IpAddr::from(address),
        // A proxy would open its own.
        Some(Host::Domain("localhost")) => IpAddr::V4(Ipv4Addr::LOCALHOST),
        Some(Host::Domain(_)) => return Ok(()),
        None => return Err("which names no server".into()),
    };
    if reach.allows(address) { Ok(()) } else { Err(format!("and {PRIVATE}")) }
}

/// What is behind an error in the end.
fn innermost(error: &dyn Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}

#[cfg(test)]
mod tests;
