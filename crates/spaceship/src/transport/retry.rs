//! When a request is sent again: a pure function of the method, what happened and how often it was tried.
//!
//! What reads, or replaces a whole, may be repeated freely. A create or a change is repeated only when it surely
//! did not happen: the connection was never made, or Apple said that it did not carry it out (429, 503).

use std::time::Duration;

use super::Method;

/// How often and how patiently requests are repeated.
#[derive(Debug, Clone, Copy)]
pub struct RetryPolicy {
    /// The most times a request is sent, the first included.
    pub attempts: u32,
    /// The wait before the second attempt; it doubles from there.
    pub first_wait: Duration,
    /// The longest wait, unless Apple asks for a longer one.
    pub longest_wait: Duration,
    /// The first wait after a 429 that names no time. Apple's budget recovers slowly.
    pub rate_limit_wait: Duration,
    /// The longest `Retry-After` that is waited for; a longer one ends the attempts.
    pub longest_retry_after: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 5,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
            rate_limit_wait: Duration::from_secs(10),
            longest_retry_after: Duration::from_mins(10),
        }
    }
}

/// What came of an attempt that did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The connection was never made: the request did not reach Apple.
    NotSent,
    /// The connection broke or timed out: the request may have been carried out.
    Lost,
    /// Apple answered with this status, and perhaps a wait.
    Status(u16, Option<Duration>),
    /// Apple answered a success whose body could not be read whole.
    Garbled,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Send it again after this wait.
    Retry(Duration),
    /// Leave it.
    GiveUp,
}

/// Decides after attempt number `attempt` (the first is 1). `luck` between 0 and 1 spreads the waits, so that many
/// clients that failed together do not come back together.
pub(crate) fn decide(
    policy: &RetryPolicy,
    method: Method,
    outcome: Outcome,
    attempt: u32,
    luck: f64,
) -> Decision {
    if attempt >= policy.attempts || !repeatable(method, outcome) {
        return Decision::GiveUp;
    }
    let doubled = |first: Duration| {
        let wait = first.saturating_mul(1 << (attempt - 1).min(16)).min(policy.longest_wait.max(first));
        wait.mul_f64(0.5 + luck.clamp(0.0, 1.0) / 2.0)
    };
    match outcome {
        Outcome::Status(_, Some(asked)) if asked > policy.longest_retry_after => Decision::GiveUp,
        Outcome::Status(_, Some(asked)) => Decision::Retry(asked),
        Outcome::Status(429, None) => Decision::Retry(doubled(policy.rate_limit_wait)),
        _ => Decision::Retry(doubled(policy.first_wait)),
    }
}

fn repeatable(method: Method, outcome: Outcome) -> bool {
    let harmless = matches!(method, Method::Get | Method::Delete);
    match outcome {
        Outcome::NotSent | Outcome::Status(429 | 503, _) => true,
        Outcome::Lost | Outcome::Garbled | Outcome::Status(408 | 500..=599, _) => harmless,
        Outcome::Status(..) => false,
    }
}

/// Whether a request of this method may have been carried out although this came of it.
pub(crate) fn is_ambiguous(method: Method, outcome: Outcome) -> bool {
    method != Method::Get
        && match outcome {
            Outcome::Lost | Outcome::Garbled => true,
            Outcome::Status(status, _) => matches!(status, 408 | 500..=502 | 504..=599),
            Outcome::NotSent => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: RetryPolicy = RetryPolicy {
        attempts: 3,
        first_wait: Duration::from_secs(1),
        longest_wait: Duration::from_secs(4),
        rate_limit_wait: Duration::from_secs(10),
        longest_retry_after: Duration::from_mins(1),
    };

    fn retries(method: Method, outcome: Outcome) -> bool {
        decide(&POLICY, method, outcome, 1, 1.0) != Decision::GiveUp
    }

    #[test]
    fn reads_are_repeated_and_writes_only_when_surely_not_done() {
        use Outcome::{Garbled, Lost, NotSent, Status};
        let table = [
            (NotSent, true, true),
            (Lost, true, false),
            (Garbled, true, false),
            (Status(408, None), true, false),
            (Status(429, None), true, true),
            (Status(500, None), true, false),
            (Status(502, None), true, false),
            (Status(503, None), true, true),
            (Status(504, None), true, false),
            (Status(400, None), false, false),
            (Status(403, None), false, false),
            (Status(409, None), false, false),
        ];
        for (outcome, read, write) in table {
            assert_eq!(retries(Method::Get, outcome), read, "GET {outcome:?}");
            assert_eq!(retries(Method::Delete, outcome), read, "DELETE {outcome:?}");
            assert_eq!(retries(Method::Post, outcome), write, "POST {outcome:?}");
            assert_eq!(retries(Method::Patch, outcome), write, "PATCH {outcome:?}");
            if !write && matches!(outcome, Lost | Garbled | Status(500.., _)) {
                assert!(is_ambiguous(Method::Post, outcome), "{outcome:?}");
            }
        }
    }

    #[test]
    fn waits_double_up_to_the_longest_and_obey_retry_after() {
        let wait = |attempt, outcome| {
            decide(&RetryPolicy { attempts: 9, ..POLICY }, Method::Get, outcome, attempt, 1.0)
        };
        assert_eq!(wait(1, Outcome::Lost), Decision::Retry(Duration::from_secs(1)));
        assert_eq!(wait(2, Outcome::Lost), Decision::Retry(Duration::from_secs(2)));
        assert_eq!(wait(6, Outcome::Lost), Decision::Retry(Duration::from_secs(4)));
        let asked = Some(Duration::from_secs(7));
        assert_eq!(wait(1, Outcome::Status(503, asked)), Decision::Retry(Duration::from_secs(7)));
        assert_eq!(wait(1, Outcome::Status(429, None)), Decision::Retry(Duration::from_secs(10)));
        let too_long = Some(Duration::from_hours(1));
        assert_eq!(wait(1, Outcome::Status(429, too_long)), Decision::GiveUp);
        assert_eq!(wait(9, Outcome::Lost), Decision::GiveUp);
    }
}
