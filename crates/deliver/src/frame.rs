//! The moment of an app preview whose picture stands for it while it does not play.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// The frames in a second of a preview, at most: Apple takes no more.
const FRAMES_A_SECOND: u32 = 30;

/// A moment as Apple's `previewFrameTimeCode` has it: `HH:MM:SS:FF`, the last being frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FrameTime {
    hours: u32,
    minutes: u32,
    seconds: u32,
    frames: u32,
}

impl FrameTime {
    /// What Apple takes by itself, and fastlane asks for.
    pub(crate) const USUAL: Self = Self { hours: 0, minutes: 0, seconds: 5, frames: 0 };

    /// Whether a film of this length has such a moment.
    pub(crate) fn is_within(self, length: Duration) -> bool {
        let seconds = self.hours * 3600 + self.minutes * 60 + self.seconds;
        Duration::from_secs(seconds.into()) <= length
    }
}

/// What is no moment of a film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoFrameTime;

impl FromStr for FrameTime {
    type Err = NoFrameTime;

    /// Some write the frames behind a dot.
    fn from_str(text: &str) -> Result<Self, NoFrameTime> {
        let parts = text.split([':', '.']).map(|part| number(part).ok_or(NoFrameTime));
        let parts = parts.collect::<Result<Vec<_>, _>>()?;
        match *parts {
            [hours, minutes @ 0..60, seconds @ 0..60, frames @ 0..FRAMES_A_SECOND] => {
                Ok(Self { hours, minutes, seconds, frames })
            }
            _ => Err(NoFrameTime),
        }
    }
}

/// One or two digits.
fn number(part: &str) -> Option<u32> {
    let digits = matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    if digits { part.parse().ok() } else { None }
}

impl fmt::Display for FrameTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { hours, minutes, seconds, frames } = self;
        write!(formatter, "{hours:02}:{minutes:02}:{seconds:02}:{frames:02}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_moment_has_hours_minutes_seconds_and_frames() {
        assert_eq!("00:00:05:00".parse(), Ok(FrameTime::USUAL));
        assert_eq!("0:00:05.0".parse(), Ok(FrameTime::USUAL));
        assert_eq!(FrameTime::USUAL.to_string(), "00:00:05:00");
        for right in ["00:00:00:00", "99:59:59:29"] {
            assert_eq!(right.parse::<FrameTime>().map(|time| time.to_string()), Ok(right.to_owned()));
        }
        for wrong in [
            "",
            "5",
            "00:00:05",
            "00:00:60:00",
            "00:60:00:00",
            "00:00:05:30",
            "00:00:-5:00",
            "0:0:5:0:0",
            "00:00:005:00",
        ] {
            assert_eq!(wrong.parse::<FrameTime>(), Err(NoFrameTime), "{wrong}");
        }
    }

    #[test]
    fn a_film_has_the_moments_up_to_its_end() {
        let at = |text: &str| text.parse::<FrameTime>().unwrap();
        assert!(at("00:00:20:00").is_within(Duration::from_secs(20)));
        assert!(!at("00:00:21:00").is_within(Duration::from_millis(20_999)));
        assert!(!at("99:59:59:29").is_within(Duration::from_secs(30)));
    }

    proptest! {
        #[test]
        fn any_text_is_a_moment_or_none(text in "[0-9:.;é -]{0,14}") {
            if let Ok(time) = text.parse::<FrameTime>() {
                prop_assert_eq!(time.to_string().parse(), Ok(time));
            }
        }
    }
}
