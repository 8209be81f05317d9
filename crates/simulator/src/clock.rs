//! The simulated clock.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset, Weekday};

/// Real time plus what was added to it; it stands still only while a due wake is run.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Clock {
    advanced: Duration,
    #[serde(skip)]
    held: Option<OffsetDateTime>,
}

impl Clock {
    /// The simulated time, in UTC.
    pub fn now(&self) -> OffsetDateTime {
        self.held.unwrap_or_else(|| OffsetDateTime::now_utc() + self.advanced)
    }

    /// Moves the clock forward.
    pub fn advance(&mut self, by: Duration) {
        self.advanced = self.advanced.saturating_add(by);
    }

    /// Lets the clock show `at` until [`Clock::release`]: what happens in a leap of the clock happens at its own
    /// time, not at the end of the leap.
    pub(crate) fn hold(&mut self, at: OffsetDateTime) {
        self.held = Some(at);
    }

    /// Lets the clock run again.
    pub(crate) fn release(&mut self) {
        self.held = None;
    }
}

/// Writes a time as Apple does: to the second, in the time of its own west coast.
pub fn apple_timestamp(at: OffsetDateTime) -> String {
    let local = at.to_offset(pacific_offset(at));
    let (hours, minutes, _) = local.offset().as_hms();
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{:02}:{:02}",
        local.year(),
        u8::from(local.month()),
        local.day(),
        local.hour(),
        local.minute(),
        local.second(),
        if hours < 0 { '-' } else { '+' },
        hours.unsigned_abs(),
        minutes.unsigned_abs(),
    )
}

/// Daylight time reigns from 10:00 UTC on the second Sunday of March to 09:00 UTC on the first of November.
fn pacific_offset(at: OffsetDateTime) -> UtcOffset {
    let year = at.to_offset(UtcOffset::UTC).year();
    let begins = sunday(year, Month::March, 8, 10);
    let ends = sunday(year, Month::November, 1, 9);
    let summer = matches!((begins, ends), (Some(begins), Some(ends)) if begins <= at && at < ends);
    UtcOffset::from_hms(if summer { -7 } else { -8 }, 0, 0).unwrap_or(UtcOffset::UTC)
}

/// The first Sunday on or after a day, at an hour of UTC.
fn sunday(year: i32, month: Month, from: u8, hour: u8) -> Option<OffsetDateTime> {
    let date = (from..from + 7)
        .filter_map(|day| Date::from_calendar_date(year, month, day).ok())
        .find(|date| date.weekday() == Weekday::Sunday)?;
    Some(PrimitiveDateTime::new(date, Time::from_hms(hour, 0, 0).ok()?).assume_utc())
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_timestamp_carries_the_offset_of_the_season() {
        assert_eq!(apple_timestamp(datetime!(2026-11-20 13:00:00 UTC)), "2026-11-20T05:00:00-08:00");
        assert_eq!(apple_timestamp(datetime!(2026-07-01 00:30:09 UTC)), "2026-06-30T17:30:09-07:00");
        assert_eq!(apple_timestamp(datetime!(2026-11-01 08:59:59 UTC)), "2026-11-01T01:59:59-07:00");
    }

    #[test]
    fn an_advanced_clock_is_ahead_and_a_held_one_stands() {
        let mut clock = Clock::default();
        clock.advance(Duration::from_hours(1));
        assert!(clock.now() > OffsetDateTime::now_utc() + Duration::from_mins(59));
        let at = datetime!(2026-01-01 00:00 UTC);
        clock.hold(at);
        assert_eq!(clock.now(), at);
        clock.release();
        assert_ne!(clock.now(), at);
    }
}
