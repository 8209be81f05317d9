//! The limit within a minute, which Apple does not document.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use super::budget::too_many;
use crate::engine::refusal::Refusal;

const MINUTE: Duration = Duration::from_mins(1);

/// When each key sent its requests of the last minute. Real time counts: what a client is to slow down for does not
/// pass with the simulated clock.
#[derive(Debug, Default)]
pub(crate) struct Bursts {
    sent: HashMap<String, VecDeque<Instant>>,
}

impl Bursts {
    /// Counts a request of a key, unless it comes too soon after others. A limit of 0 is none.
    pub(crate) fn admit(&mut self, key: &str, limit: u32, now: Instant) -> Result<(), Refusal> {
        if limit == 0 {
            return Ok(());
        }
        let sent = self.sent.entry(key.to_owned()).or_default();
        while sent.front().is_some_and(|at| now.duration_since(*at) >= MINUTE) {
            sent.pop_front();
        }
        if sent.len() >= usize::try_from(limit).unwrap_or(usize::MAX) {
            return Err(too_many());
        }
        sent.push_back(now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_over_after_a_minute() {
        let (mut bursts, start) = (Bursts::default(), Instant::now());
        let mut admitted = |key, seconds| bursts.admit(key, 2, start + Duration::from_secs(seconds)).is_ok();
        assert!(admitted("k", 0) && admitted("k", 30));
        assert!(!admitted("k", 59));
        assert!(admitted("other", 59));
        // What was refused does not count.
        assert!(admitted("k", 60));
        assert!(!admitted("k", 89));
        assert!(admitted("k", 90));
    }

    #[test]
    fn without_a_limit_nothing_is_refused_or_kept() {
        let mut bursts = Bursts::default();
        assert!((0..1000).all(|_| bursts.admit("k", 0, Instant::now()).is_ok()));
        assert!(bursts.sent.is_empty());
    }
}
