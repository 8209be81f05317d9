//! The client of a session: sends what is asked with the cookies that belong there, and keeps those that come back.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::header::{COOKIE, SET_COOKIE};
use time::OffsetDateTime;
use url::Url;

use super::cookie::Cookie;
use super::hosts::Origins;
use super::{Call, CookieJar, Effect, Host, Reply};
use crate::error::{Error, ErrorKind, Result};
use crate::transport::{Decision, Method, Outcome, RetryPolicy, decide, luck, read_body, retry_after};

/// The session of one Apple ID. Cheap to clone; several live side by side, each with its own cookies.
#[derive(Clone)]
pub struct Session(Arc<Inner>);

struct Inner {
    account: Option<String>,
    jar: Mutex<CookieJar>,
    http: reqwest::Client,
    origins: Origins,
    retry: RetryPolicy,
    read_only: bool,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("account", &self.0.account).finish_non_exhaustive()
    }
}

/// What a session is made of.
#[derive(Debug)]
pub struct SessionBuilder {
    account: Option<String>,
    jar: CookieJar,
    endpoint: Option<String>,
    retry: RetryPolicy,
    timeout: Duration,
    read_only: bool,
}

impl SessionBuilder {
    /// The Apple ID that the session is of, if it is known. Signing in needs it.
    #[must_use]
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// The cookies that were kept of it. With those of an earlier one a sign-in may pass without a code.
    #[must_use]
    pub fn cookies(mut self, jar: CookieJar) -> Self {
        self.jar = jar;
        self
    }

    /// Another place than Apple's hosts, which all requests go to. Plain HTTP is taken for loopback addresses only.
    #[must_use]
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// How often and how patiently reads are repeated. Nothing else ever is.
    #[must_use]
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// The longest that one attempt of a request may take (five minutes).
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Whether every request that could change something is refused, as in a dry run. Signing in is not.
    #[must_use]
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.read_only = read_only;
        self
    }

    /// The session. Nothing is sent yet.
    pub fn build(self) -> Result<Session> {
        let http = reqwest::Client::builder()
            // Apple's sign-in is known to take a name of this form.
            .user_agent(concat!("Spaceship ", env!("CARGO_PKG_VERSION")))
            .connect_timeout(Duration::from_secs(20))
            .timeout(self.timeout)
            // A redirect could carry cookies to another host, and the one that tells the widget key ends sessions.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| {
                Error::new(ErrorKind::Unexpected, "no HTTP client can be made").with_source(error)
            })?;
        Ok(Session(Arc::new(Inner {
            account: self.account.filter(|account| !account.trim().is_empty()),
            jar: Mutex::new(self.jar),
            http,
            origins: Origins::new(self.endpoint.as_deref())?,
            retry: self.retry,
            read_only: self.read_only,
        })))
    }
}

impl Session {
    /// A session, being made.
    pub fn builder() -> SessionBuilder {
        SessionBuilder {
            account: None,
            jar: CookieJar::default(),
            endpoint: None,
            retry: RetryPolicy::default(),
            timeout: Duration::from_mins(5),
            read_only: false,
        }
    }

    /// The Apple ID that the session is of, if it is known.
    pub fn account(&self) -> Option<&str> {
        self.0.account.as_deref()
    }

    /// The cookies as they are now, to be kept.
    pub fn cookies(&self) -> CookieJar {
        self.jar().clone()
    }

    /// Whether the session refuses to change anything, as in a dry run.
    pub fn is_read_only(&self) -> bool {
        self.0.read_only
    }

    /// Drops what an earlier sign-in left, which Apple's next one may stumble over, but for the trust in this machine.
    pub(crate) fn forget_all_but_trust(&self) {
        self.jar().cookies.retain(Cookie::is_trust);
    }

    fn jar(&self) -> MutexGuard<'_, CookieJar> {
        self.0.jar.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a request and returns its answer, whatever the status; only reads are repeated.
    pub(crate) async fn send(&self, call: &Call) -> Result<Reply> {
        let line = call.line();
        if self.0.read_only && call.effect == Effect::Write {
            let error = Error::new(ErrorKind::ReadOnly, "a dry run sends nothing that writes");
            return Err(error.with_request(line));
        }
        let mut attempt = 0;
        loop {
            attempt += 1;
            let (outcome, result) = self.attempt(call, &line, attempt).await;
            let Some(outcome) = outcome.filter(|_| call.effect == Effect::Read) else { return result };
            match decide(&self.0.retry, Method::Get, outcome, attempt, luck()) {
                Decision::GiveUp => return result,
                Decision::Retry(wait) => tokio::time::sleep(wait).await,
            }
        }
    }

    /// One attempt. The outcome is there where it was no success.
    async fn attempt(&self, call: &Call, line: &str, attempt: u32) -> (Option<Outcome>, Result<Reply>) {
        let started = Instant::now();
        let result = match self.exchange(call, line, attempt).await {
            // A gateway's page in the place of JSON passes, as other failures of a gateway do.
            Ok(reply) if reply.is_success() && reply.is_page() && call.wants_json() => {
                (Some(Outcome::Garbled), Ok(reply))
            }
            Ok(reply) => {
                let outcome = (!reply.is_success()).then(|| {
                    Outcome::Status(reply.status, retry_after(&reply.headers, OffsetDateTime::now_utc()))
                });
                (outcome, Ok(reply))
            }
            Err(Broken { outcome, error }) => {
                let ambiguous = call.effect == Effect::Write && outcome != Outcome::NotSent;
                (Some(outcome), Err(error.with_request(line).with_attempts(attempt).ambiguous(ambiguous)))
            }
        };
        let status = result.1.as_ref().ok().map(|reply| reply.status);
        let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::debug!(target: "spaceship::request", request = line, status, ms, attempt);
        result
    }

    /// Where a path of a host is.
    pub(crate) fn url(&self, host: Host, path: &str) -> Result<Url> {
        self.0.origins.url(host, path)
    }

    /// Whether the session speaks to Apple, and not to a stand-in.
    pub(crate) fn is_apples(&self) -> bool {
        self.0.origins.are_apples()
    }

    /// Sends a request once, with the cookies that belong there.
    pub(crate) async fn exchange(&self, call: &Call, line: &str, attempts: u32) -> Result<Reply, Broken> {
        let request = self.build(call).map_err(|error| Broken { outcome: Outcome::NotSent, error })?;
        let response = self.0.http.execute(request).await.map_err(broken)?;
        let (mut status, headers) = (response.status().as_u16(), response.headers().clone());
        if call.cookies {
            let set = headers.get_all(SET_COOKIE).iter();
            self.jar().take(set, call.host.name(), call.bare_path(), OffsetDateTime::now_utc());
        }
        let body = read_body(response).await.map_err(|error| Broken {
            outcome: Outcome::Garbled,
            error: Error::new(ErrorKind::Unreachable, "the answer could not be read").with_source(error),
        })?;
        if (200..300).contains(&status) {
            status = hidden_failure(&body).unwrap_or(status);
        }
        Ok(Reply { status, headers, body, line: line.to_owned(), attempts })
    }

    fn build(&self, call: &Call) -> Result<reqwest::Request> {
        let url = self.url(call.host, &call.path)?;
        let mut request = reqwest::Request::new(call.method.clone(), url);
        *request.headers_mut() = call.headers.clone();
        if call.cookies {
            let header = self.jar().header(call.host.name(), call.bare_path(), OffsetDateTime::now_utc());
            header.map(|header| request.headers_mut().insert(COOKIE, header));
        }
        *request.body_mut() = call.body.clone().map(Into::into);
        Ok(request)
    }
}

/// An attempt without an answer.
pub(crate) struct Broken {
    pub(crate) outcome: Outcome,
    pub(crate) error: Error,
}

fn broken(error: reqwest::Error) -> Broken {
    let (outcome, what) = match () {
        () if error.is_connect() => (Outcome::NotSent, "Apple could not be reached"),
        () if error.is_timeout() => (Outcome::Lost, "Apple did not answer in time"),
        () => (Outcome::Lost, "the connection to Apple broke"),
    };
    Broken { outcome, error: Error::new(ErrorKind::Unreachable, what).with_source(error.without_url()) }
}

/// The failure that Apple's gateways put into a page with a good status.
fn hidden_failure(body: &[u8]) -> Option<u16> {
    let front = String::from_utf8_lossy(body.get(..2048).unwrap_or(body));
    let table = [
        ("<title>302 Found</title>", 503),
        ("503 Service Temporarily Unavailable</", 503),
        ("<h3>Bad Gateway</h3>", 502),
        ("Internal Server Error - Read", 500),
        ("Gateway Timeout - In read", 504),
    ];
    table.iter().find(|(sign, _)| front.contains(sign)).map(|(_, status)| *status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gateways_page_is_a_failure_whatever_its_status() {
        assert_eq!(hidden_failure(b"<html><title>302 Found</title>"), Some(503));
        assert_eq!(hidden_failure(b"<h3>Bad Gateway</h3>"), Some(502));
        assert_eq!(hidden_failure(b"{\"teams\":[]}"), None);
    }
}
