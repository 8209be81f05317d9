//! Apple's hourly budget of requests, read from every answer, and the pace that keeps within it.

use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};
use std::time::Duration;

use super::Notice;

/// What is known of the budget. Apple counts a rolling hour per key; other processes may draw on it too.
#[derive(Debug)]
pub struct Budget {
    limit: AtomicI64,
    remaining: AtomicI64,
    /// How scarce it was when the user was last told.
    told: AtomicU8,
}

/// The share of the budget (one over this) from which on the user is warned.
const LOW: u32 = 5;
/// The share of the budget (one over this) from which on requests are spaced out.
const SCARCE: u32 = 20;

impl Default for Budget {
    fn default() -> Self {
        Self { limit: AtomicI64::new(-1), remaining: AtomicI64::new(-1), told: AtomicU8::new(0) }
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

    /// Takes in the header `X-Rate-Limit: user-hour-lim:3600;user-hour-rem:3421;`, and answers what the user should
    /// hear of it, once at each threshold.
    pub(crate) fn read(&self, header: &str) -> Option<Notice> {
        for part in header.split(';') {
            let Some((name, value)) = part.trim().split_once(':') else { continue };
            let Ok(value) = value.trim().parse::<u32>() else { continue };
            match name.trim() {
                "user-hour-lim" => self.limit.store(value.into(), Ordering::Relaxed),
                "user-hour-rem" => self.remaining.store(value.into(), Ordering::Relaxed),
                _ => {}
            }
        }
        let (limit, remaining) = self.known()?;
        let scarcity = u8::from(remaining <= limit / LOW) + u8::from(remaining <= limit / SCARCE);
        if self.told.swap(scarcity, Ordering::Relaxed) >= scarcity {
            return None;
        }
        Some(match scarcity {
            1 => Notice::BudgetLow { remaining, limit },
            _ => Notice::Slowed { remaining, limit },
        })
    }

    /// The least time from one request to the next: none while there is plenty, then longer the less is left.
    pub(crate) fn spacing(&self) -> Duration {
        let Some((limit, remaining)) = self.known().filter(|(limit, left)| *left <= limit / SCARCE) else {
            return Duration::ZERO;
        };
        // A rolling hour gives back limit/3600 a second: at that pace the rest is not used up.
        let per_request = 3600.0 / f64::from(limit);
        let scarcity = if remaining == 0 { 4.0 } else { 1.0 };
        Duration::from_secs_f64(per_request * scarcity)
    }

    /// The limit and what is left of it, where an answer told both.
    fn known(&self) -> Option<(u32, u32)> {
        Some((self.limit().filter(|limit| *limit > 0)?, self.remaining()?))
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
        assert_eq!(budget.spacing(), Duration::ZERO);
        budget.read("user-hour-rem:100;");
        assert_eq!(budget.spacing(), Duration::from_secs(1));
        budget.read("user-hour-rem:0;");
        assert_eq!(budget.spacing(), Duration::from_secs(4));
        budget.read("user-hour-lim:0;");
        assert_eq!(budget.spacing(), Duration::ZERO, "a limit of nothing tells nothing");
    }

    #[test]
    fn a_warning_comes_once_at_each_threshold_and_again_after_the_budget_came_back() {
        let budget = Budget::default();
        let read = |left: u32| budget.read(&format!("user-hour-lim:1000;user-hour-rem:{left}"));
        assert_eq!(read(201), None);
        assert_eq!(read(200), Some(Notice::BudgetLow { remaining: 200, limit: 1000 }));
        assert_eq!(read(100), None);
        assert_eq!(read(50), Some(Notice::Slowed { remaining: 50, limit: 1000 }));
        assert_eq!(read(0), None);
        assert_eq!(read(900), None);
        assert_eq!(read(10), Some(Notice::Slowed { remaining: 10, limit: 1000 }));
    }
}
