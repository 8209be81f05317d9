//! A part of a key's budget: several processes may use one key, and each keeps to its part.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use super::{Budget, Notice};

/// The share of the part (one over this) from which on requests are spaced out.
const SCARCE: u32 = 20;
/// The shortest wait that is taken for the part's being used up.
const LONG: Duration = Duration::from_secs(30);

/// Which part of the budget is ours.
#[derive(Debug)]
pub(crate) struct Share {
    /// How many share the key; 1 where it is ours alone.
    parts: u32,
    /// What the user was told: 1 how large the part is, 2 that it is used up.
    told: AtomicU8,
}

impl Share {
    pub(crate) fn new(parts: u32) -> Self {
        Self { parts: parts.max(1), told: AtomicU8::new(0) }
    }

    /// The most requests of an hour that are ours; nothing where all of them are, or nothing is known yet.
    pub(crate) fn part(&self, budget: &Budget) -> Option<u32> {
        let limit = budget.limit().filter(|limit| *limit > 0 && self.parts > 1)?;
        Some((limit / self.parts).max(1))
    }

    /// The least time from one request to the next, when so many of ours started in this hour: what the budget asks
    /// for, times those who share it, and at the end of the part a pace that lasts.
    pub(crate) fn spacing(&self, budget: &Budget, used: usize) -> Duration {
        let common = budget.spacing() * self.parts;
        let Some(part) = self.part(budget) else { return common };
        let left = part.saturating_sub(u32::try_from(used).unwrap_or(u32::MAX));
        if left > part / SCARCE {
            return common;
        }
        common.max(Duration::from_secs_f64(3600.0 / f64::from(part)))
    }

    /// What the user should hear, once each: how large the part is, and that it is used up.
    pub(crate) fn notice(&self, budget: &Budget, wait: Duration) -> Option<Notice> {
        let (part, limit) = (self.part(budget)?, budget.limit()?);
        let stage = if wait > LONG { 2 } else { 1 };
        if self.told.fetch_max(stage, Ordering::Relaxed) >= stage {
            return None;
        }
        Some(match stage {
            1 => Notice::Share { part, limit, parts: self.parts },
            _ => Notice::ShareUsed { part, wait },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(header: &str) -> Budget {
        let budget = Budget::default();
        budget.read(header);
        budget
    }

    #[test]
    fn whoever_shares_a_key_takes_a_part_of_its_hour() {
        let (share, full) = (Share::new(3), budget("user-hour-lim:3600;user-hour-rem:3600"));
        assert_eq!(share.part(&Budget::default()), None, "nothing is known yet");
        assert_eq!(share.part(&full), Some(1200));
        assert_eq!(Share::new(1).part(&full), None);
        assert_eq!(Share::new(5000).part(&full), Some(1), "a part is never nothing");
        assert_eq!(share.spacing(&full, 1000), Duration::ZERO);
        assert_eq!(share.spacing(&full, 1140), Duration::from_secs(3));
        assert_eq!(share.spacing(&full, 9999), Duration::from_secs(3));
    }

    #[test]
    fn a_scarce_budget_is_scarce_for_each_of_those_who_share_it() {
        let scarce = budget("user-hour-lim:3600;user-hour-rem:100");
        assert_eq!(Share::new(1).spacing(&scarce, 0), Duration::from_secs(1));
        assert_eq!(Share::new(3).spacing(&scarce, 0), Duration::from_secs(3));
    }

    #[test]
    fn the_part_is_told_once_and_its_end_once() {
        let (share, full) = (Share::new(3), budget("user-hour-lim:3600;user-hour-rem:3600"));
        assert_eq!(share.notice(&Budget::default(), Duration::ZERO), None);
        let told = share.notice(&full, Duration::ZERO);
        assert_eq!(told, Some(Notice::Share { part: 1200, limit: 3600, parts: 3 }));
        assert_eq!(share.notice(&full, Duration::ZERO), None);
        let wait = Duration::from_mins(9);
        assert_eq!(share.notice(&full, wait), Some(Notice::ShareUsed { part: 1200, wait }));
        assert_eq!(share.notice(&full, wait), None);
        assert_eq!(Share::new(1).notice(&full, wait), None);
    }
}
