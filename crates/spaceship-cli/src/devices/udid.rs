//! The forms of a device's UDID.

/// Refuses what is no UDID: Apple would, after the request.
///
/// The forms are forty hexadecimal digits (devices up to 2018), eight, a hyphen and sixteen (newer ones, and Macs with
/// Apple's chips), and a UUID (older Macs).
pub(crate) fn check(udid: &str) -> Result<(), String> {
    let groups = udid.split('-').map(str::len).collect::<Vec<_>>();
    let hexadecimal = udid.chars().all(|letter| letter.is_ascii_hexdigit() || letter == '-');
    if hexadecimal && matches!(groups.as_slice(), [40] | [8, 16] | [8, 4, 4, 4, 12]) {
        return Ok(());
    }
    let why = if hexadecimal {
        "it has forty digits, or eight, a hyphen and sixteen, or the form of a UUID"
    } else {
        "it holds letters that are no hexadecimal digits"
    };
    Err(format!("`{udid}` is no UDID: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_forms_are_taken_and_no_other() {
        for good in [
            "00008110-000A11CE0BEE801C",
            "5f6f5b9bd9ff0bd1e3a9bd3f4b2a2f9b1a2b3c4d",
            "564D2ECD-1D6A-4A6B-9D4F-7A5E3F1B2C3D",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "-",
            "00008110-000A11CE0BEE801",
            "00008110-000A11CE0BEE801G",
            "iPhone",
            "00008110 000A11CE0BEE801C",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
