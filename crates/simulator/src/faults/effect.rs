//! What a rule does to a request.

use std::time::Duration;

/// What happens to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It is not served and answered with an error.
    Status {
        /// The HTTP status.
        status: u16,
        /// The value of `Retry-After`.
        retry_after: Option<Wait>,
        /// Whether the body is a page for people, not a document.
        html: bool,
    },
    /// It is not served, and the connection ends.
    Reset,
    /// It is served, and the connection ends in the middle of the answer.
    Truncate,
    /// It is served after a while.
    Delay(Duration),
    /// It is served, and answered with 500.
    AppliedThen500,
    /// It is served, and the connection ends without an answer.
    AppliedThenReset,
    /// It is not served; nothing is sent for a while, and then the connection ends.
    Stall(Duration),
    /// It is served; after half of the answer nothing is sent for a while, and then the rest.
    StallBody(Duration),
    /// It is not served, and answered with 200 and a body that a client cannot use.
    Garbage(Garbage),
}

/// What `Retry-After` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wait {
    /// The value as it is sent.
    Text(String),
    /// The date so many seconds after the answer.
    Until(u64),
}

/// A body that claims to be JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Garbage {
    /// Text in no encoding.
    InvalidUtf8,
    /// Bytes that are all zero.
    NulBytes,
    /// A document of fifty megabytes, sound in itself.
    Huge,
}
