//! The small piece of work that Apple asks for before it looks at a proof.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use time::OffsetDateTime;
use time::macros::format_description;

use super::SignInError;

/// The most bits of work that are done. Apple asks for 10 to 12; each more doubles the time.
const MOST_BITS: u32 = 20;

/// The work that Apple asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Challenge {
    bits: u32,
    text: String,
}

impl Challenge {
    /// From the headers `X-Apple-HC-Bits` and `X-Apple-HC-Challenge`.
    pub(super) fn new(bits: &str, challenge: &str) -> Result<Self, SignInError> {
        let bits = bits.trim().parse().ok().filter(|bits| *bits <= MOST_BITS);
        let bits =
            bits.ok_or_else(|| SignInError::Protocol("more work than a sign-in is worth".to_owned()))?;
        let text = challenge.trim();
        if text.is_empty() || !text.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(SignInError::Protocol("a challenge that is no text".to_owned()));
        }
        Ok(Self { bits, text: text.to_owned() })
    }

    /// Does the work: the first counter with which the SHA-1 of the token begins with that many zero bits.
    pub(super) fn solve(&self, now: OffsetDateTime) -> String {
        let form = format_description!("[year][month][day][hour][minute][second]");
        let stamp = now.to_offset(time::UtcOffset::UTC).format(form).unwrap_or_default();
        let front = format!("1:{}:{stamp}:{}::", self.bits, self.text);
        let token = |counter: u64| format!("{front}{counter}");
        let mut counter = 0;
        while zero_bits(digest(&SHA1_FOR_LEGACY_USE_ONLY, token(counter).as_bytes()).as_ref()) < self.bits {
            counter += 1;
        }
        token(counter)
    }
}

/// The zero bits at the front.
fn zero_bits(bytes: &[u8]) -> u32 {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let next = bytes.get(zeros).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(zeros * 8).unwrap_or(u32::MAX).saturating_add(next)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn tokens_agree_with_recorded_ones() {
        let table = [
            (
                "11",
                "4d74fb15eb23f465f1f6fcbf534e5877",
                datetime!(2023-02-23 17:06:00 UTC),
                "20230223170600",
                6373,
            ),
            (
                "12",
                "f8b58554b2f22960fc0dc99aea342276",
                datetime!(2023-02-23 21:37:32 UTC),
                "20230223213732",
                2381,
            ),
            (
                "10",
                "4d74fb15eb23f465f1f6fcbf534e5877",
                datetime!(2024-01-01 00:00:00 UTC),
                "20240101000000",
                1876,
            ),
            (
                "16",
                "4d74fb15eb23f465f1f6fcbf534e5877",
                datetime!(2024-01-01 00:00:00 UTC),
                "20240101000000",
                40544,
            ),
        ];
        for (bits, challenge, now, stamp, counter) in table {
            let token = Challenge::new(bits, challenge).unwrap().solve(now);
            assert_eq!(token, format!("1:{bits}:{stamp}:{challenge}::{counter}"));
        }
    }

    #[test]
    fn nobody_makes_us_work_for_ever() {
        for (bits, challenge) in [("160", "4d74"), ("-1", "4d74"), ("", "4d74"), ("11", ""), ("11", "4d:74")]
        {
            assert!(Challenge::new(bits, challenge).is_err(), "{bits} {challenge}");
        }
    }
}
