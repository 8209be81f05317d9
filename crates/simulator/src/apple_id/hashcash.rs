//! Hashcash: the work that Apple asks for before it looks at a password.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};

/// How many bits of the digest must be zero.
pub(super) const BITS: u32 = 11;

/// The challenge that a token (`1:11:20261120101112:challenge::4711`) answers, if the work in it was done.
pub(super) fn answered(token: &str) -> Option<&str> {
    let fields = token.split(':').collect::<Vec<_>>();
    let [version, bits, time, challenge, extension, counter] = fields.as_slice() else { return None };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let formed = *version == "1" && *bits == BITS.to_string() && time.len() == 14 && digits(time);
    let formed = formed && extension.is_empty() && digits(counter);
    (formed && zeros(digest(&SHA1_FOR_LEGACY_USE_ONLY, token.as_bytes()).as_ref()) >= BITS)
        .then_some(*challenge)
}

fn zeros(digest: &[u8]) -> u32 {
    let whole = digest.iter().take_while(|byte| **byte == 0).count();
    let rest = digest.get(whole).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(whole).unwrap_or_default() * 8 + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_told_from_none() {
        // The vector of fastlane's own tests: 11 bits, counter 6373.
        let token = "1:11:20230223170600:4d74fb15eb23f465f1f6fcbf534e5877::6373";
        assert_eq!(answered(token), Some("4d74fb15eb23f465f1f6fcbf534e5877"));
        for wrong in [
            "1:11:20230223170600:4d74fb15eb23f465f1f6fcbf534e5877::6372",
            "1:10:20230223170600:4d74fb15eb23f465f1f6fcbf534e5877::6373",
            "1:11:2023:4d74fb15eb23f465f1f6fcbf534e5877::6373",
            "",
            ":::::",
        ] {
            assert_eq!(answered(wrong), None, "{wrong}");
        }
        assert_eq!((zeros(&[0, 0x10]), zeros(&[0xff]), zeros(&[0, 0])), (11, 0, 16));
    }
}
