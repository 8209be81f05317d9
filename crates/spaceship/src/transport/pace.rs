//! When the next request may start: the pace of one client, whatever the number of its tasks.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The window in which bursts are counted.
const MINUTE: Duration = Duration::from_mins(1);

/// Gives each request its moment.
#[derive(Debug)]
pub(crate) struct Pace {
    /// The most requests that start within a minute.
    per_minute: Option<usize>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// When the requests of the last minute started, or will.
    starts: VecDeque<Instant>,
    /// Nothing starts before this: Apple asked for a pause, and it meant all of us.
    held_until: Option<Instant>,
}

impl Pace {
    pub(crate) fn new(per_minute: Option<u32>) -> Self {
        let per_minute = per_minute.and_then(|most| usize::try_from(most.max(1)).ok());
        Self { per_minute, state: Mutex::default() }
    }

    /// Reserves the next moment and answers how far off it is. `spacing` is the least time from one start to the next.
    pub(crate) fn reserve(&self, now: Instant, spacing: Duration) -> Duration {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.starts.front().is_some_and(|start| *start + MINUTE <= now) {
            state.starts.pop_front();
        }
        let mut start = state.held_until.map_or(now, |until| until.max(now));
        if let Some(last) = state.starts.back().filter(|_| !spacing.is_zero()) {
            start = start.max(*last + spacing);
        }
        let full = self.per_minute.and_then(|most| state.starts.len().checked_sub(most));
        if let Some(oldest) = full.and_then(|index| state.starts.get(index)) {
            start = start.max(*oldest + MINUTE);
        }
        state.starts.push_back(start);
        start.saturating_duration_since(now)
    }

    /// Nothing starts for this long: a 429 is meant for the key, not for the one request that met it.
    pub(crate) fn hold(&self, now: Instant, wait: Duration) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let until = now.checked_add(wait).unwrap_or(now);
        state.held_until = Some(state.held_until.map_or(until, |held| held.max(until)));
    }

    /// How long the pause that Apple asked for still lasts.
    pub(crate) fn held(&self, now: Instant) -> Duration {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.held_until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_burst_is_spread_over_the_minute() {
        let (pace, now) = (Pace::new(Some(3)), Instant::now());
        for _ in 0..3 {
            assert_eq!(pace.reserve(now, Duration::ZERO), Duration::ZERO);
        }
        for _ in 0..3 {
            assert_eq!(pace.reserve(now + SECOND, Duration::ZERO), 59 * SECOND);
        }
        // The seventh waits for the fourth, which itself has not started yet.
        assert_eq!(pace.reserve(now + SECOND, Duration::ZERO), 119 * SECOND);
        assert_eq!(pace.reserve(now + 200 * SECOND, Duration::ZERO), Duration::ZERO);
    }

    #[test]
    fn requests_are_spaced_whoever_sends_them() {
        let (pace, now) = (Pace::new(None), Instant::now());
        let waits = [0, 1, 2].map(|_| pace.reserve(now, SECOND));
        assert_eq!(waits, [Duration::ZERO, SECOND, 2 * SECOND]);
    }

    #[test]
    fn a_pause_holds_for_all() {
        let (pace, now) = (Pace::new(None), Instant::now());
        pace.hold(now, 5 * SECOND);
        pace.hold(now, 2 * SECOND);
        assert_eq!(pace.held(now + SECOND), 4 * SECOND);
        assert_eq!(pace.reserve(now, Duration::ZERO), 5 * SECOND);
        assert_eq!(pace.held(now + 6 * SECOND), Duration::ZERO);
        pace.hold(now, Duration::MAX);
        assert_eq!(
            pace.held(now + 6 * SECOND),
            Duration::ZERO,
            "a wait without end is none that can be kept"
        );
    }
}
