//! What a user should hear while requests are under way. The core prints nothing: it tells a listener.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Something that is no error, and yet worth saying.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// A request is sent again after a wait.
    Waiting {
        /// The method and path.
        request: String,
        /// How long.
        wait: Duration,
        /// What came of the last attempt.
        why: String,
    },
    /// Apple refused a request for being one too many, although the hour's budget is not used up: it limits bursts
    /// too. All requests of this client wait.
    Burst {
        /// How long.
        wait: Duration,
    },
    /// A fifth of the hour's budget is left, or less.
    BudgetLow {
        /// How many requests are left.
        remaining: u32,
        /// How many an hour has.
        limit: u32,
    },
    /// Several share the key, and this client keeps to its part of the hour's budget.
    Share {
        /// How many requests of an hour are its part.
        part: u32,
        /// How many an hour has.
        limit: u32,
        /// How many share the key.
        parts: u32,
    },
    /// This client's part of the hour's budget is used up.
    ShareUsed {
        /// How many requests of an hour are its part.
        part: u32,
        /// How long until the next request.
        wait: Duration,
    },
    /// So little of the hour's budget is left that requests are spaced out from here on.
    Slowed {
        /// How many requests are left.
        remaining: u32,
        /// How many an hour has.
        limit: u32,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Waiting { request, wait, why } => {
                write!(f, "{request} is sent again in {:.1} s: {why}", wait.as_secs_f64())
            }
            Self::Burst { wait } => {
                write!(f, "Apple limits bursts of requests: everything waits {:.1} s", wait.as_secs_f64())
            }
            Self::BudgetLow { remaining, limit } => write!(
                f,
                "{remaining} of the {limit} requests that the key has in an hour are left, for all who use the key"
            ),
            Self::Share { part, limit, parts } => write!(
                f,
                "{part} of the {limit} requests that the key has in an hour are taken here: {parts} share it"
            ),
            Self::ShareUsed { part, wait } => write!(
                f,
                "the {part} requests that are this part's in an hour are used up: it goes on in {} min",
                wait.as_secs().div_ceil(60)
            ),
            Self::Slowed { remaining, limit } => write!(
                f,
                "{remaining} of the {limit} requests that the key has in an hour are left: from here on they are \
                 spaced out, so that the rest lasts"
            ),
        }
    }
}

type Tell = dyn Fn(&Notice) + Send + Sync;

/// Who is told, if anybody.
#[derive(Clone)]
pub(crate) struct Listener(Option<Arc<Tell>>);

impl Listener {
    pub(crate) fn none() -> Self {
        Self(None)
    }

    pub(crate) fn new(tell: impl Fn(&Notice) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(tell)))
    }

    pub(crate) fn tell(&self, notice: &Notice) {
        if let Some(tell) = &self.0 {
            tell(notice);
        }
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Listener(..)" } else { "Listener(none)" })
    }
}
