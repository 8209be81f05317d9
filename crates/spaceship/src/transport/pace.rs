//! When the next request may start: the pace of one client, whatever the number of its tasks.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The window in which bursts are counted.
const MINUTE: Duration = Duration::from_mins(1);
/// The window of Apple's budget.
const HOUR: Duration = Duration::from_hours(1);

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
    /// When those of the last hour did, where only a part of the hour is ours.
    hour: VecDeque<Instant>,
    /// Nothing starts before this: Apple asked for a pause, and it meant all of us.
    held_until: Option<Instant>,
}

impl Pace {
    pub(crate) fn new(per_minute: Option<u32>) -> Self {
        let per_minute = per_minute.and_then(|most| usize::try_from(most.max(1)).ok());
        Self { per_minute, state: Mutex::default() }
    }

    /// Reserves the next moment and answers how far off it is. `spacing` is the least time from one start to the next,
    /// `part` the most requests that start within an hour, where others have the rest of it.
    pub(crate) fn reserve(&self, now: Instant, spacing: Duration, part: Option<u32>) -> Duration {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        forget(&mut state.starts, now, MINUTE);
        forget(&mut state.hour, now, HOUR);
        let mut start = state.held_until.map_or(now, |until| until.max(now));
        if let Some(last) = state.starts.back().filter(|_| !spacing.is_zero()) {
            start = start.max(*last + spacing);
        }
        if let Some(oldest) = self.per_minute.and_then(|most| in_the_way(&state.starts, most)) {
            start = start.max(oldest + MINUTE);
        }
        let part = part.and_then(|most| usize::try_from(most).ok());
        if let Some(oldest) = part.and_then(|most| in_the_way(&state.hour, most)) {
            start = start.max(oldest + HOUR);
        }
        state.starts.push_back(start);
        if part.is_some() {
            state.hour.push_back(start);
        }
        start.saturating_duration_since(now)
    }

    /// How many requests started in the last hour, or will.
    pub(crate) fn in_the_hour(&self, now: Instant) -> usize {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        forget(&mut state.hour, now, HOUR);
        state.hour.len()
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

/// Forgets what started before the window.
fn forget(starts: &mut VecDeque<Instant>, now: Instant, window: Duration) {
    while starts.front().is_some_and(|start| *start + window <= now) {
        starts.pop_front();
    }
}

/// The start that has to leave the window before there is room for another.
fn in_the_way(starts: &VecDeque<Instant>, most: usize) -> Option<Instant> {
    starts.get(starts.len().checked_sub(most)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_burst_is_spread_over_the_minute() {
        let (pace, now) = (Pace::new(Some(3)), Instant::now());
        for _ in 0..3 {
            assert_eq!(pace.reserve(now, Duration::ZERO, None), Duration::ZERO);
        }
        for _ in 0..3 {
            assert_eq!(pace.reserve(now + SECOND, Duration::ZERO, None), 59 * SECOND);
        }
        // The seventh waits for the fourth, which itself has not started yet.
        assert_eq!(pace.reserve(now + SECOND, Duration::ZERO, None), 119 * SECOND);
        assert_eq!(pace.reserve(now + 200 * SECOND, Duration::ZERO, None), Duration::ZERO);
    }

    #[test]
    fn requests_are_spaced_whoever_sends_them() {
        let (pace, now) = (Pace::new(None), Instant::now());
        let waits = [0, 1, 2].map(|_| pace.reserve(now, SECOND, None));
        assert_eq!(waits, [Duration::ZERO, SECOND, 2 * SECOND]);
    }

    #[test]
    fn a_part_of_the_hour_is_kept_to() {
        let (pace, now) = (Pace::new(None), Instant::now());
        let waits = [0, 1, 2, 3].map(|_| pace.reserve(now, Duration::ZERO, Some(2)));
        assert_eq!(waits, [Duration::ZERO, Duration::ZERO, HOUR, HOUR]);
        assert_eq!(pace.in_the_hour(now), 4);
        assert_eq!(pace.in_the_hour(now + HOUR), 2, "the first two are forgotten, the others just start");
    }

    #[test]
    fn a_pause_holds_for_all() {
        let (pace, now) = (Pace::new(None), Instant::now());
        pace.hold(now, 5 * SECOND);
        pace.hold(now, 2 * SECOND);
        assert_eq!(pace.held(now + SECOND), 4 * SECOND);
        assert_eq!(pace.reserve(now, Duration::ZERO, None), 5 * SECOND);
        assert_eq!(pace.held(now + 6 * SECOND), Duration::ZERO);
        pace.hold(now, Duration::MAX);
        assert_eq!(
            pace.held(now + 6 * SECOND),
            Duration::ZERO,
            "a wait without end is none that can be kept"
        );
    }
}
