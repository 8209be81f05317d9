//! The one error type of the crate.

use std::fmt;

use catalogue::Problem;

use crate::auth::KeyError;
use crate::jsonapi::ApiError;

/// A result with the crate's error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something could not be done. Ask it what it is: [`kind`](Self::kind), [`is_not_found`](Self::is_not_found).
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    what: String,
    request: Option<String>,
    status: Option<u16>,
    errors: Vec<ApiError>,
    problems: Vec<Problem>,
    request_id: Option<String>,
    attempts: u32,
    ambiguous: bool,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What sort of failure it is; a program decides by this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The key or the token is wrong (401), or no token can be made of it.
    Credentials,
    /// The key is right but its role is not enough, or an agreement is missing (403).
    Forbidden,
    /// There is no such resource (404).
    NotFound,
    /// Apple refuses the change: a conflict, a state, a limit (409, 422 and other 4xx).
    Refused,
    /// Apple's description or a local rule rules the request out; nothing was sent.
    Invalid,
    /// Apple could not be reached, or failed itself (connection, time-out, 5xx), after all attempts.
    Unreachable,
    /// The other end shows a certificate that nobody vouches for. Nothing was sent.
    Untrusted,
    /// The budget of requests is used up (429), after all attempts.
    RateLimited,
    /// A dry run met a request that would write; nothing was sent.
    ReadOnly,
    /// Apple's answer cannot be understood.
    Unexpected,
    /// A local file cannot be read.
    File,
    /// What was waited for did not come in time.
    TimedOut,
    /// What was handed to Apple was processed and found faulty.
    Failed,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            what: what.into(),
            request: None,
            status: None,
            errors: Vec::new(),
            problems: Vec::new(),
            request_id: None,
            attempts: 0,
            ambiguous: false,
            source: None,
        }))
    }

    /// An error of a caller's own making, for code that builds on this crate and shares its error type.
    pub fn custom(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self::new(kind, what)
    }

    pub(crate) fn invalid(problems: Vec<Problem>) -> Self {
        let what = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        let mut error = Self::new(ErrorKind::Invalid, what);
        error.0.problems = problems;
        error
    }

    pub(crate) fn answered(status: u16, errors: Vec<ApiError>, request_id: Option<String>) -> Self {
        let kind = match status {
            401 => ErrorKind::Credentials,
            403 => ErrorKind::Forbidden,
            404 => ErrorKind::NotFound,
            429 => ErrorKind::RateLimited,
            400..=499 => ErrorKind::Refused,
            500..=599 => ErrorKind::Unreachable,
            _ => ErrorKind::Unexpected,
        };
        let what = if errors.is_empty() {
            format!("Apple answered {status} without saying why")
        } else {
            errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
        };
        let mut error = Self::new(kind, what);
        error.0.status = Some(status);
        error.0.errors = errors;
        error.0.request_id = request_id;
        error
    }

    pub(crate) fn with_source(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    pub(crate) fn with_request(mut self, request: impl Into<String>) -> Self {
        self.0.request.get_or_insert_with(|| request.into());
        self
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    pub(crate) fn with_errors(mut self, errors: Vec<ApiError>) -> Self {
        self.0.errors = errors;
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    pub(crate) fn ambiguous(mut self, ambiguous: bool) -> Self {
        self.0.ambiguous = ambiguous;
        self
    }

    /// What sort of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The method and path of the request, where there was one.
    pub fn request(&self) -> Option<&str> {
        self.0.request.as_deref()
    }

    /// The HTTP status, where Apple answered.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// Every error that Apple gave, whole.
    pub fn errors(&self) -> &[ApiError] {
        &self.0.errors
    }

    /// What local validation found.
    pub fn problems(&self) -> &[Problem] {
        &self.0.problems
    }

    /// Apple's id of the request, for a support case.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether there is no such resource.
    pub fn is_not_found(&self) -> bool {
        self.0.kind == ErrorKind::NotFound
    }

    /// Whether the same request may succeed later.
    pub fn is_retryable(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Unreachable | ErrorKind::RateLimited)
    }

    /// Whether the request may have been carried out although it failed: look before sending it again.
    pub fn is_ambiguous(&self) -> bool {
        self.0.ambiguous
    }

    /// Whether one of Apple's errors has this code or one below it (`ENTITY_ERROR` covers
    /// `ENTITY_ERROR.ATTRIBUTE.INVALID`).
    pub fn has_code(&self, code: &str) -> bool {
        self.errors().iter().any(|error| error.has_code(code))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(request) = &self.0.request {
            write!(f, "{request}: ")?;
        }
        f.write_str(&self.0.what)?;
        if self.0.attempts > 1 {
            write!(f, " (after {} attempts)", self.0.attempts)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl From<KeyError> for Error {
    fn from(error: KeyError) -> Self {
        Self::new(ErrorKind::Credentials, "the API key cannot be used").with_source(error)
    }
}
