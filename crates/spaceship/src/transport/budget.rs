//! Apple's hourly budget of requests, read from every answer, and the pace that keeps within it.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// What is known of the budget. Apple counts a rolling hour per key; other processes may draw on it too.
#[derive(Debug)]
pub struct Budget {
    limit: AtomicI64,
    remaining: AtomicI64,
}

/// The share of the budget from which on requests are spaced out.
const RESERVE: i64 = 20;

impl Default for Budget {
    fn default() -> Self {
        Self { limit: AtomicI64::new(-1), remaining: AtomicI64::new(-1) }
    }
}

impl Budget {
    /// How many requests are allowed in an hour, once an answer has told.
    pub fn limit(&self) -> Option<u32> {
        u32::try_from(self.limit.load(Ordering::Relaxed)).ok()
    }

    /// How many are left, once an answer has told.
    pub fn remaining(&self) -> Option<u32> {
        u32::try_from(self.remaining.load(Ordering::Relaxed)).ok()
    }

    /// Takes in the header `X-Rate-Limit: user-hour-lim:3600;user-hour-rem:3421;`.
    pub(crate) fn read(&self, header: &str) {
        for part in header.split(';') {
            let Some((name, value)) = part.trim().split_once(':') else { continue };
            let Ok(value) = value.trim().parse::<u32>() else { continue };
            match name.trim() {
                "user-hour-lim" => self.limit.store(value.into(), Ordering::Relaxed),
                "user-hour-rem" => self.remaining.store(value.into(), Ordering::Relaxed),
                _ => {}
            }
        }
    }

    /// How long to wait before the next request: nothing while there is plenty, then longer the less is left.
    pub(crate) fn pause(&self) -> Duration {
        let (limit, remaining) = (self.limit.load(Ordering::Relaxed), self.remaining.load(Ordering::Relaxed));
        if limit <= 0 || remaining < 0 || remaining > limit / RESERVE {
            return Duration::ZERO;
        }
        // A rolling hour gives back limit/3600 a second: at that pace the rest is not used up.
        let per_request = 3600.0 / f64::from(u32::try_from(limit).unwrap_or(u32::MAX));
        let scarcity = if remaining == 0 { 4.0 } else { 1.0 };
        Duration::from_secs_f64(per_request * scarcity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_read_whatever_its_form() {
        let budget = Budget::default();
        assert_eq!((budget.limit(), budget.remaining()), (None, None));
        budget.read("user-hour-lim:3600;user-hour-rem:3421;");
        assert_eq!((budget.limit(), budget.remaining()), (Some(3600), Some(3421)));
        budget.read("nonsense;user-hour-rem:many; user-hour-rem : 12");
        assert_eq!((budget.limit(), budget.remaining()), (Some(3600), Some(12)));
    }

    #[test]
    fn requests_slow_down_before_the_wall() {
        let budget = Budget::default();
        budget.read("user-hour-lim:3600;user-hour-rem:1000;");
        assert_eq!(budget.pause(), Duration::ZERO);
        budget.read("user-hour-rem:100;");
        assert_eq!(budget.pause(), Duration::from_secs(1));
        budget.read("user-hour-rem:0;");
        assert_eq!(budget.pause(), Duration::from_secs(4));
    }
}
