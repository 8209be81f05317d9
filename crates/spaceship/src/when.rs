//! Apple's times, which come in several forms.

use time::format_description::well_known::Iso8601;
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time};

/// Reads a time of Apple's: with an offset, which may lack its colon (`2027-11-20T10:00:00.000+0000`), without one, or a
/// date alone, which is its first moment in UTC. `None` for anything else.
pub fn apple_time(text: &str) -> Option<OffsetDateTime> {
    let text = text.trim();
    OffsetDateTime::parse(text, &Iso8601::DEFAULT)
        .ok()
        .or_else(|| Some(PrimitiveDateTime::parse(text, &Iso8601::DEFAULT).ok()?.assume_utc()))
        .or_else(|| Some(Date::parse(text, &Iso8601::DATE).ok()?.with_time(Time::MIDNIGHT).assume_utc()))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn every_form_of_apples_is_read() {
        let expected = Some(datetime!(2027-11-20 10:00:00 UTC));
        for text in [
            "2027-11-20T10:00:00.000+00:00",
            "2027-11-20T10:00:00.000+0000",
            "2027-11-20T12:00:00+02:00",
            "2027-11-20T10:00:00Z",
            " 2027-11-20T10:00:00 ",
        ] {
            assert_eq!(apple_time(text), expected, "{text}");
        }
        assert_eq!(apple_time("2027-11-20"), Some(datetime!(2027-11-20 0:00 UTC)));
        for text in ["", "soon", "2027-13-01"] {
            assert_eq!(apple_time(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_time_or_none(text in ".{0,40}") {
            let _ = apple_time(&text);
        }

        #[test]
        fn a_time_is_read_with_and_without_the_colon(seconds in 0_i64..4_000_000_000) {
            let time = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
            let text = time.format(&time::format_description::well_known::Rfc3339).unwrap();
            proptest::prop_assert_eq!(apple_time(&text.replace('Z', "+0000")), Some(time));
            proptest::prop_assert_eq!(apple_time(&text), Some(time));
        }
    }
}
