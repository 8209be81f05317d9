//! A request of a session as a value, and its answer.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Method};
use serde_json::Value;

use super::{Host, SessionError};
use crate::error::{Error, ErrorKind, Result};
use crate::jsonapi::{ApiError, errors_of};

/// What a request does, which decides whether it may be sent twice and whether a dry run may send it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Only reads: repeated when Apple or the connection fails.
    Read,
    /// A step of signing in or of choosing a provider: sent once, in a dry run too. Repeated sign-ins lock accounts.
    SignIn,
    /// Changes something: sent once, and not in a dry run.
    Write,
}

/// A request, not yet sent. Its body may hold codes and proofs, so that it has no `Debug`.
pub(crate) struct Call {
    pub(crate) host: Host,
    pub(crate) method: Method,
    /// The path, with its query.
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
    pub(crate) effect: Effect,
    /// Whether cookies are sent and taken.
    pub(crate) cookies: bool,
}

impl Call {
    pub(crate) fn new(effect: Effect, method: Method, host: Host, path: impl Into<String>) -> Self {
        let (path, headers) = (path.into(), HeaderMap::new());
        Self { host, method, path, headers, body: None, effect, cookies: true }
    }

    /// The request with a header whose value is known to be one.
    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        self
    }

    /// The request with a header that Apple gave, to be kept out of logs.
    pub(crate) fn given(mut self, name: &'static str, value: &HeaderValue) -> Self {
        let mut value = value.clone();
        value.set_sensitive(true);
        self.headers.insert(HeaderName::from_static(name), value);
        self
    }

    /// The request with a JSON body.
    pub(crate) fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string().into())
    }

    /// The request with a body. Without one no Content-Type is sent: some of Apple's hosts refuse it (415).
    pub(crate) fn body(mut self, media: &'static str, body: Bytes) -> Self {
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
        self.body = Some(body);
        self
    }

    /// The request that asks for this kind of answer.
    pub(crate) fn accept(mut self, media: &'static str) -> Self {
        self.headers.insert(ACCEPT, HeaderValue::from_static(media));
        self
    }

    /// The request without cookies, neither sent nor taken.
    pub(crate) fn without_cookies(mut self) -> Self {
        self.cookies = false;
        self
    }

    /// Whether JSON is asked for, which all but downloads do.
    pub(crate) fn wants_json(&self) -> bool {
        self.headers.contains_key(ACCEPT)
    }

    /// The path without its query, which names ids and keys.
    pub(crate) fn bare_path(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    /// Method, host and path, for a person.
    pub(crate) fn line(&self) -> String {
        format!("{} {}{}", self.method, self.host.name(), self.bare_path())
    }
}

/// What came back, whatever its status.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The request it answers, for errors.
    pub(crate) line: String,
    pub(crate) attempts: u32,
}

impl Reply {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the body is a page of HTML.
    pub(crate) fn is_page(&self) -> bool {
        self.body.trim_ascii_start().starts_with(b"<")
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Result<Value> {
        serde_json::from_slice(&self.body).map_err(|error| {
            let what = if self.is_page() {
                "Apple answered with a page of HTML in place of JSON"
            } else {
                "Apple's answer is no JSON"
            };
            self.error(ErrorKind::Unexpected, what).with_source(error)
        })
    }

    /// A header as text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Apple's errors, in the form of JSON:API or of the sign-in's `serviceErrors` and `service_errors`.
    pub(crate) fn errors(&self) -> Vec<ApiError> {
        let found = errors_of(&self.body);
        if !found.is_empty() {
            return found;
        }
        let body: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let listed = ["serviceErrors", "service_errors", "validationErrors"]
            .iter()
            .filter_map(|name| body.get(name)?.as_array());
        listed.flatten().map(service_error).collect()
    }

    /// An error about this answer.
    pub(crate) fn error(&self, kind: ErrorKind, what: impl Into<String>) -> Error {
        Error::new(kind, what).with_request(&self.line).with_attempts(self.attempts).with_status(self.status)
    }

    /// The error that Apple takes the session no more.
    pub(crate) fn dead(&self) -> Error {
        let error = Error::from(SessionError::Dead).with_request(&self.line);
        error.with_attempts(self.attempts).with_status(self.status)
    }

    /// The error that an unsuccessful status means where a session is used.
    pub(crate) fn failure(&self) -> Error {
        match self.status {
            // Where a session is over, Apple answers 401 or leads to the sign-in page.
            300..=399 | 401 => self.dead(),
            status => Error::answered(status, self.errors(), None)
                .with_request(&self.line)
                .with_attempts(self.attempts),
        }
    }
}

fn service_error(value: &Value) -> ApiError {
    let text = |name: &str| match value.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let detail = Some(text("message")).filter(|message| !message.is_empty());
    ApiError { code: text("code"), title: text("title"), detail, ..ApiError::default() }
}
