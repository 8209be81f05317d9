//! The hour budget of each key.

use std::collections::{HashMap, VecDeque};

use time::{Duration, OffsetDateTime};

use crate::engine::refusal::{ErrorItem, Refusal};

/// When each key sent its requests of the last sixty minutes.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    sent: HashMap<String, VecDeque<OffsetDateTime>>,
}

impl Budget {
    /// Counts a request of a key, unless its budget is spent.
    pub(crate) fn spend(&mut self, key: &str, limit: u32, now: OffsetDateTime) -> Result<(), Refusal> {
        let sent = self.sent.entry(key.to_owned()).or_default();
        while sent.front().is_some_and(|at| *at <= now - Duration::HOUR) {
            sent.pop_front();
        }
        if sent.len() >= usize::try_from(limit).unwrap_or(usize::MAX) {
            return Err(too_many());
        }
        sent.push_back(now);
        Ok(())
    }

    /// The value of `X-Rate-Limit` for a key.
    pub(crate) fn header(&self, key: &str, limit: u32) -> String {
        let sent = self.sent.get(key).map_or(0, VecDeque::len);
        let left = usize::try_from(limit).unwrap_or(usize::MAX).saturating_sub(sent);
        format!("user-hour-lim:{limit};user-hour-rem:{left};")
    }
}

/// 429: too many requests, in an hour or in a minute.
pub(super) fn too_many() -> Refusal {
    ErrorItem::new(
        429,
        "RATE_LIMIT_EXCEEDED",
        "The request rate limit has been reached.",
        "We've received too many requests for this API key. Try again later.",
    )
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spent_budget_comes_back_within_the_hour() {
        let mut budget = Budget::default();
        let start = OffsetDateTime::UNIX_EPOCH;
        assert!(budget.spend("k", 2, start).is_ok());
        assert!(budget.spend("k", 2, start + Duration::MINUTE).is_ok());
        assert_eq!(budget.header("k", 2), "user-hour-lim:2;user-hour-rem:0;");
        let refusal = budget.spend("k", 2, start + Duration::minutes(2));
        assert_eq!(refusal.map_err(|refusal| refusal.status()), Err(429));
        assert!(budget.spend("other", 2, start).is_ok());
        assert!(budget.spend("k", 2, start + Duration::HOUR).is_ok());
        assert!(budget.spend("k", 2, start + Duration::HOUR).is_err());
    }
}
