//! Sending a request and getting its answer, with everything that may happen in between.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::HeaderMap;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;
use tokio::sync::Semaphore;
use url::Url;

use super::answer::{BodyError, read_body, retry_after, server_time};
use super::pace::Pace;
use super::retry::is_ambiguous;
use super::share::Share;
use super::{Budget, Decision, Listener, Method, Notice, Outcome, Request, RetryPolicy, decide};
use crate::auth::TokenSource;
use crate::error::{Error, ErrorKind, Result};
use crate::jsonapi::errors_of;
use crate::session::{Broken, Reply, WebAccess};

/// How the transport behaves.
#[derive(Debug, Clone)]
pub struct TransportOptions {
    /// Where the API is; Apple's own by default.
    pub endpoint: Url,
    /// When and how often requests are repeated.
    pub retry: RetryPolicy,
    /// The most requests under way at once.
    pub concurrency: usize,
    /// The most requests that start within a minute.
    pub per_minute: Option<u32>,
    /// How many clients share the key: each takes its part of the budget.
    pub parts: u32,
    /// How long anything may take.
    pub timeouts: Timeouts,
    /// Whether every request that could write is refused.
    pub read_only: bool,
    /// Certificate authorities to trust beside those of the system, as PEM.
    pub trusted: Vec<u8>,
}

/// How long one attempt of a request may take.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// The longest wait for a connection (20 s).
    pub connect: Duration,
    /// The longest silence while an answer comes in (a minute).
    pub read: Duration,
    /// The longest that all of it may take (five minutes).
    pub whole: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(20), read: Duration::from_mins(1), whole: Duration::from_mins(5) }
    }
}

pub(crate) struct Transport {
    access: Access,
    /// For upload URLs: no credentials ever pass through it. Made when the first file is sent.
    bare: OnceLock<reqwest::Client>,
    options: TransportOptions,
    listener: Listener,
    budget: Budget,
    pace: Pace,
    share: Share,
    permits: Semaphore,
    /// How many seconds Apple's clock was ahead of ours at the last answer; `i64::MIN` before the first.
    skew: AtomicI64,
}

/// How requests prove whose they are.
pub(crate) enum Access {
    /// With the tokens of a key.
    Key { http: reqwest::Client, tokens: TokenSource },
    /// With the cookies of a session, which has a client of its own.
    Session(WebAccess),
}

impl Access {
    pub(crate) fn key(tokens: TokenSource, options: &TransportOptions) -> Result<Self> {
        Ok(Self::Key { http: http_client(options, options.endpoint.scheme() == "https")?, tokens })
    }
}

/// A successful answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Bytes,
}

/// One attempt that did not succeed.
struct Failure {
    outcome: Outcome,
    error: Error,
    server_time: Option<OffsetDateTime>,
}

impl Transport {
    pub(crate) fn new(access: Access, options: TransportOptions, listener: Listener) -> Self {
        Self {
            access,
            bare: OnceLock::new(),
            budget: Budget::default(),
            pace: Pace::new(options.per_minute.map(|most| most / options.parts.max(1))),
            share: Share::new(options.parts),
            permits: Semaphore::new(options.concurrency.max(1)),
            skew: AtomicI64::new(i64::MIN),
            listener,
            options,
        }
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.budget
    }

    pub(crate) fn options(&self) -> &TransportOptions {
        &self.options
    }

    pub(crate) fn token(&self) -> Result<SecretString> {
        match &self.access {
            Access::Key { tokens, .. } => Ok(tokens.token()?),
            Access::Session(_) => {
                Err(Error::new(ErrorKind::Invalid, "a session has no token; a key of the API makes them"))
            }
        }
    }

    /// How far Apple's clock was ahead of ours at the last answer.
    pub(crate) fn skew(&self) -> Option<time::Duration> {
        let seconds = self.skew.load(Ordering::Relaxed);
        (seconds != i64::MIN).then(|| time::Duration::seconds(seconds))
    }

    pub(crate) fn bare(&self) -> Result<&reqwest::Client> {
        if let Some(made) = self.bare.get() {
            return Ok(made);
        }
        // A connection for each part under way, whose silence while it is sent is no sign that nothing happens.
        let client = made(http_builder(&self.options, true)?.http1_only())?;
        Ok(self.bare.get_or_init(|| client))
    }

    /// Whether the account is of the Enterprise Program; a key may not tell.
    pub(crate) async fn in_house(&self) -> Result<Option<bool>> {
        match &self.access {
            Access::Key { tokens, .. } => Ok(tokens.in_house()),
            Access::Session(web) => Ok(Some(web.team().await?.is_in_house())),
        }
    }

    /// Sends a request, after checking it against Apple's description.
    pub(crate) async fn send(&self, request: &Request) -> Result<Answer> {
        if !request.unchecked {
            request.check()?;
        }
        let url = self.url_of(request)?;
        self.send_to(request.method, url, request.body.as_ref(), &request.line()).await
    }

    /// Follows a link that an answer gave, if it stays at the origin that the credentials belong to.
    pub(crate) async fn follow(&self, next: &str) -> Result<Answer> {
        let target = match &self.access {
            Access::Key { .. } => Cow::Borrowed(next),
            Access::Session(web) => Cow::Owned(web.target_of(next)?),
        };
        let next = &*target;
        let url = self.options.endpoint.join(next).map_err(|error| {
            Error::new(ErrorKind::Unexpected, format!("Apple gave the link `{next}`, which is no URL"))
                .with_source(error)
        })?;
        if url.origin() != self.options.endpoint.origin() {
            let what = format!(
                "the next page is said to be at {}, which is not {}: the token goes to no other host",
                url.origin().ascii_serialization(),
                self.options.endpoint.origin().ascii_serialization()
            );
            return Err(Error::new(ErrorKind::Unexpected, what));
        }
        let line = format!("GET {}", url.path());
        self.send_to(Method::Get, url, None, &line).await
    }

    fn url_of(&self, request: &Request) -> Result<Url> {
        let joined = self
            .options
            .endpoint
            .join(&request.path)
            .ok()
            .filter(|url| url.origin() == self.options.endpoint.origin());
        let mut url = joined.ok_or_else(|| {
            Error::new(ErrorKind::Invalid, format!("`{}` is no path of the API", request.path))
        })?;
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        Ok(url)
    }

    async fn send_to(
        &self,
        method: Method,
        url: Url,
        body: Option<&serde_json::Value>,
        line: &str,
    ) -> Result<Answer> {
        if self.options.read_only && method != Method::Get {
            return Err(
                Error::new(ErrorKind::ReadOnly, "a dry run sends nothing that writes").with_request(line)
            );
        }
        let body = body.map(serde_json::to_vec).transpose().map(|body| body.map(Bytes::from));
        let body =
            body.map_err(|error| Error::new(ErrorKind::Invalid, "the body is no JSON").with_source(error))?;
        let (mut attempt, mut renewed, mut maybe_done) = (0, false, false);
        loop {
            attempt += 1;
            let failure = match self.attempt(method, &url, body.clone(), line, attempt).await {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            // The first DELETE may have worked although its answer was lost.
            if method == Method::Delete && maybe_done && failure.outcome == Outcome::Status(404, None) {
                return Ok(Answer { status: 204, body: Bytes::new() });
            }
            maybe_done |= is_ambiguous(method, failure.outcome);
            if let (Outcome::Status(401, _), Access::Key { tokens, .. }, false) =
                (failure.outcome, &self.access, renewed)
            {
                renewed = true;
                tokens.renew(failure.server_time)?;
                continue;
            }
            let decision = decide(&self.options.retry, method, failure.outcome, attempt, luck());
            let Decision::Retry(wait) = decision else {
                return Err(failure.error.with_request(line).with_attempts(attempt).ambiguous(maybe_done));
            };
            tracing::info!(target: "spaceship::retry", request = line, attempt, wait_ms = millis(wait), reason = %failure.error);
            self.announce(line, wait, &failure);
            tokio::time::sleep(wait).await;
        }
    }

    /// Tells the user of a wait. A 429 is meant for the key: no other request starts in the meantime either.
    fn announce(&self, line: &str, wait: Duration, failure: &Failure) {
        if !matches!(failure.outcome, Outcome::Status(429, _)) {
            let (request, why) = (line.to_owned(), failure.error.to_string());
            return self.listener.tell(&Notice::Waiting { request, wait, why });
        }
        self.pace.hold(Instant::now(), wait);
        if self.budget.remaining() != Some(0) {
            self.listener.tell(&Notice::Burst { wait });
        }
    }

    /// Waits until the budget, Apple's wishes and the pace allow another request.
    async fn turn(&self) {
        let now = Instant::now();
        let spacing = self.share.spacing(&self.budget, self.pace.in_the_hour(now));
        let wait = self.pace.reserve(now, spacing, self.share.part(&self.budget));
        self.share.notice(&self.budget, wait).inspect(|notice| self.listener.tell(notice));
        tokio::time::sleep(wait).await;
        // A pause may have been asked for while this one waited.
        loop {
            let held = self.pace.held(Instant::now());
            if held.is_zero() {
                return;
            }
            tokio::time::sleep(held).await;
        }
    }

    async fn attempt(
        &self,
        method: Method,
        url: &Url,
        body: Option<Bytes>,
        line: &str,
        attempt: u32,
    ) -> Result<Answer, Failure> {
        let _permit = self.permits.acquire().await;
        self.turn().await;
        let started = Instant::now();
        let exchange = async {
            match &self.access {
                Access::Key { http, tokens } => {
                    let request = build(tokens, method, url, body).map_err(Failure::local)?;
                    self.exchange(http, request).await
                }
                Access::Session(web) => {
                    let reply = web.exchange(method, url, body.as_deref(), line, attempt).await;
                    self.taken(method, reply.map_err(Failure::local)?)
                }
            }
        };
        let sent = tokio::time::timeout(self.options.timeouts.whole, exchange).await;
        let result = sent.unwrap_or_else(|_| {
            let error = Error::new(ErrorKind::Unreachable, "Apple did not answer in time");
            Err(Failure { outcome: Outcome::Lost, error, server_time: None })
        });
        let status = match &result {
            Ok(answer) => Some(answer.status),
            Err(failure) => failure.error.status(),
        };
        let remaining = self.budget.remaining();
        tracing::debug!(target: "spaceship::request", request = line, status, ms = millis(started.elapsed()), attempt, remaining);
        result
    }

    async fn exchange(&self, http: &reqwest::Client, request: reqwest::Request) -> Result<Answer, Failure> {
        let reads = request.method() == http::Method::GET;
        let response = http.execute(request).await.map_err(Failure::network)?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        if let Some(header) = headers.get("x-rate-limit").and_then(|header| header.to_str().ok()) {
            self.budget.read(header).inspect(|notice| self.listener.tell(notice));
        }
        self.read_clock(&headers);
        let body = read_body(response).await;
        if (200..300).contains(&status) {
            return match body {
                Ok(body) if is_readable(&headers, &body, reads) => Ok(Answer { status, body }),
                Ok(_) => Err(Failure::garbled(BodyError::NotJson)),
                Err(error) => Err(Failure::garbled(error)),
            };
        }
        Err(Failure::answered(status, &headers, &body.unwrap_or_default()))
    }

    /// What a session's attempt came to.
    fn taken(&self, method: Method, reply: Result<Reply, Broken>) -> Result<Answer, Failure> {
        let reply =
            reply.map_err(|Broken { outcome, error }| Failure { outcome, error, server_time: None })?;
        self.read_clock(&reply.headers);
        match reply.status {
            200..=299 if is_readable(&reply.headers, &reply.body, method == Method::Get) => {
                Ok(Answer { status: reply.status, body: reply.body })
            }
            200..=299 => Err(Failure::garbled(BodyError::NotJson)),
            // Where a session is over, Apple answers 401 or leads to the sign-in page.
            300..=399 | 401 => Err(Failure::local(reply.dead())),
            status => Err(Failure::answered(status, &reply.headers, &reply.body)),
        }
    }

    /// Notes how far Apple's clock is ahead.
    fn read_clock(&self, headers: &HeaderMap) {
        if let Some(theirs) = server_time(headers) {
            let ahead = theirs - OffsetDateTime::now_utc();
            self.skew.store(ahead.whole_seconds(), Ordering::Relaxed);
        }
    }
}

/// A request with its token.
fn build(tokens: &TokenSource, method: Method, url: &Url, body: Option<Bytes>) -> Result<reqwest::Request> {
    let token = tokens.token()?;
    let mut bearer = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret()))
        .map_err(|error| Error::new(ErrorKind::Credentials, "the token is no header").with_source(error))?;
    bearer.set_sensitive(true);
    let method = match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
    };
    let mut request = reqwest::Request::new(method, url.clone());
    request.headers_mut().insert(AUTHORIZATION, bearer);
    request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json, */*;q=0.5"));
    if let Some(body) = body {
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        *request.body_mut() = Some(body.into());
    }
    Ok(request)
}

/// A client, which knows the system's certificate authorities if it is to speak TLS: reading them takes longer than many
/// a request.
fn http_client(options: &TransportOptions, tls: bool) -> Result<reqwest::Client> {
    made(http_builder(options, tls)?.read_timeout(options.timeouts.read))
}

fn made(builder: reqwest::ClientBuilder) -> Result<reqwest::Client> {
    let failed = |error| Error::new(ErrorKind::Unexpected, "no HTTP client can be made").with_source(error);
    builder.build().map_err(failed)
}

fn http_builder(options: &TransportOptions, tls: bool) -> Result<reqwest::ClientBuilder> {
    let trusted = reqwest::Certificate::from_pem_bundle(&options.trusted).map_err(|error| {
        Error::new(ErrorKind::Invalid, "the certificate authorities to trust are no PEM").with_source(error)
    })?;
    let mut builder = reqwest::Client::builder();
    if !tls {
        builder = builder.tls_certs_only([]);
    } else if !trusted.is_empty() {
        builder = builder.tls_certs_merge(trusted);
    }
    Ok(builder
        .user_agent(concat!("gantry/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(options.timeouts.connect)
        // A redirect could carry the token to another host; Apple's API never sends one.
        .redirect(reqwest::redirect::Policy::none()))
}

/// Whether a body is what its header says. A page of HTML, which a proxy or a gateway may put in the place of
/// Apple's answer, is not; neither is JSON that broke off. Of what was read, which may be large, only the ends are looked
/// at: the rest shows when it is taken apart. What a write answers is read whole, since it tells whether it was done.
fn is_readable(headers: &HeaderMap, body: &[u8], reads: bool) -> bool {
    let media = headers.get(CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default();
    if media.starts_with("text/html") {
        return false;
    }
    if !media.contains("json") || body.is_empty() {
        return true;
    }
    if !reads {
        return serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok();
    }
    let ends = (body.trim_ascii().first(), body.trim_ascii().last());
    matches!(ends, (Some(b'{'), Some(b'}')) | (Some(b'['), Some(b']')))
}

impl Failure {
    fn local(error: Error) -> Self {
        // Nothing of this kind gets better by another attempt; 400 is what Apple would say.
        Self { outcome: Outcome::Status(400, None), error, server_time: None }
    }

    fn network(error: reqwest::Error) -> Self {
        if is_untrusted(&error) {
            let what = "the other end shows a certificate that no authority known here has signed";
            return Self::local(Error::new(ErrorKind::Untrusted, what).with_source(error.without_url()));
        }
        let outcome = if error.is_connect() { Outcome::NotSent } else { Outcome::Lost };
        let what = match outcome {
            Outcome::NotSent => "no connection to Apple",
            _ if error.is_timeout() => "Apple fell silent",
            _ => "the connection to Apple broke",
        };
        let error = Error::new(ErrorKind::Unreachable, what).with_source(error.without_url());
        Self { outcome, error, server_time: None }
    }

    fn garbled(error: BodyError) -> Self {
        let (outcome, kind) = match error {
            BodyError::Broken(_) | BodyError::NotJson => (Outcome::Garbled, ErrorKind::Unreachable),
            BodyError::TooLarge => (Outcome::Status(400, None), ErrorKind::Unexpected),
        };
        let error = Error::new(kind, "the answer could not be read").with_source(error);
        Self { outcome, error, server_time: None }
    }

    fn answered(status: u16, headers: &HeaderMap, body: &[u8]) -> Self {
        let request_id = ["x-apple-request-uuid", "x-request-id"]
            .iter()
            .find_map(|name| headers.get(*name)?.to_str().ok().map(str::to_owned));
        let wait = retry_after(headers, OffsetDateTime::now_utc());
        Self {
            outcome: Outcome::Status(status, wait),
            error: Error::answered(status, errors_of(body), request_id),
            server_time: server_time(headers),
        }
    }
}

/// Whether the connection failed over the other end's certificate, which no other attempt makes better.
fn is_untrusted(error: &reqwest::Error) -> bool {
    let sources = std::iter::successors(std::error::Error::source(error), |source| source.source());
    // The error lies within an `io::Error`, which hands out no source of its own, only its words.
    sources.map(ToString::to_string).any(|text| text.contains("invalid peer certificate"))
}

/// A number between 0 and 1 that differs between processes and moments; nothing depends on its quality.
pub(crate) fn luck() -> f64 {
    let nanos = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.subsec_nanos());
    f64::from(nanos % 1_000_003) / 1_000_003.0
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
