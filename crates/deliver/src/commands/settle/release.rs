//! How the version is released.

use console::{Context, Failure, exit};
use time::OffsetDateTime;

use super::super::options::RunArgs;

impl RunArgs {
    /// `MANUAL`, `AFTER_APPROVAL` or `SCHEDULED`, with the moment for the last.
    pub(super) fn release(
        &self,
        context: &Context,
    ) -> Result<Option<(&'static str, Option<String>)>, Failure> {
        let automatic = context.flag(self.automatic_release, &["DELIVER_AUTOMATIC_RELEASE"])?;
        let Some(millis) = context.number(self.auto_release_date, &["DELIVER_AUTO_RELEASE_DATE"])? else {
            return Ok(automatic.map(|automatic| (if automatic { "AFTER_APPROVAL" } else { "MANUAL" }, None)));
        };
        if automatic.is_some() {
            let what = "--automatic-release and --auto-release-date rule each other out: give one of them";
            return Err(Failure::new(exit::USAGE, what));
        }
        scheduled(millis, OffsetDateTime::now_utc()).map(Some).map_err(Failure::invalid)
    }
}

/// A release at the full hour of a moment, which must be to come.
fn scheduled(millis: u64, now: OffsetDateTime) -> Result<(&'static str, Option<String>), String> {
    let wrong = || format!("--auto-release-date {millis} is no moment; it is in milliseconds since 1970");
    // Apple releases at full hours.
    let hour = i64::try_from(millis / 3_600_000).map_err(|_| wrong())?;
    let seconds = hour.checked_mul(3600).ok_or_else(wrong)?;
    let moment = OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| wrong())?;
    let text = moment.format(&time::format_description::well_known::Rfc3339).map_err(|_| wrong())?;
    if moment <= now {
        return Err(format!("--auto-release-date {millis} is {text}, which is past; give a moment to come"));
    }
    Ok(("SCHEDULED", Some(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheduled_release_is_at_a_full_hour_to_come() {
        let now = OffsetDateTime::from_unix_timestamp(1_790_000_000).unwrap();
        assert_eq!(
            scheduled(1_800_001_234_567, now),
            Ok(("SCHEDULED", Some("2027-01-15T08:00:00Z".to_owned())))
        );
        assert!(scheduled(1_780_000_000_000, now).unwrap_err().contains("past"));
        assert!(scheduled(u64::MAX, now).unwrap_err().contains("no moment"));
    }
}
