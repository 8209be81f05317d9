//! Lists that do not show yet what was written last: Apple's collections lag some seconds behind, while what is read
//! by its id is fresh.

use std::collections::VecDeque;
use std::time::Duration;

use time::OffsetDateTime;

use crate::engine::store::Store;

/// How far lists lag behind, and what they can still show.
#[derive(Debug, Default)]
pub(crate) struct Lag {
    by: Duration,
    /// The resources as they were before each write of late, with the time of the write; the oldest first.
    past: VecDeque<(OffsetDateTime, Store)>,
}

impl Lag {
    /// How far lists lag behind.
    pub(crate) fn by(&self) -> Duration {
        self.by
    }

    /// Lets lists lag so far behind, from the next write on.
    pub(crate) fn set(&mut self, by: Duration) {
        self.by = by;
        self.past.clear();
    }

    /// Keeps the resources as they are before a write.
    pub(crate) fn note(&mut self, now: OffsetDateTime, store: &Store) {
        if self.by.is_zero() {
            return;
        }
        while self.past.front().is_some_and(|(written, _)| *written + self.by <= now) {
            self.past.pop_front();
        }
        self.past.push_back((now, store.clone()));
    }

    /// The resources as lists show them: without the writes that are too young, or as they are.
    pub(crate) fn shown<'a>(&'a self, now: OffsetDateTime, store: &'a Store) -> &'a Store {
        let young = self.past.iter().find(|(written, _)| *written + self.by > now);
        young.map_or(store, |(_, before)| before)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::engine::store::Stored;

    #[test]
    fn each_write_shows_when_its_time_has_come() {
        let (mut lag, mut store) = (Lag::default(), Store::default());
        let start = datetime!(2026-11-20 12:00 UTC);
        let at = |seconds| start + Duration::from_secs(seconds);
        lag.set(Duration::from_secs(5));
        for (id, seconds) in [("a", 0), ("b", 3)] {
            lag.note(at(seconds), &store);
            store.put(Stored::new("devices", id));
        }
        let count = |seconds| lag.shown(at(seconds), &store).all("devices").count();
        assert_eq!([3, 4, 5, 7, 8].map(count), [0, 0, 1, 1, 2]);
    }

    #[test]
    fn without_a_lag_nothing_is_kept() {
        let (mut lag, store) = (Lag::default(), Store::default());
        lag.note(datetime!(2026-11-20 12:00 UTC), &store);
        assert!(lag.past.is_empty());
    }
}
