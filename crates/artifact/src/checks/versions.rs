//! Apple's rule for version strings: one to three integers with periods between them, eighteen characters at
//! most (the documentation of CFBundleVersion and CFBundleShortVersionString).

use super::Finding;

const MAX_LENGTH: usize = 18;

/// Judges one of the two version keys; `bundle` is the folder whose Info.plist it is.
pub(super) fn check(check: &'static str, key: &str, value: Option<&str>, bundle: &str) -> Option<Finding> {
    let message = match value {
        None | Some("") => format!("{key} is missing or not a string in `{bundle}/Info.plist`"),
        Some(version) if version.len() > MAX_LENGTH => {
            format!("{key} {version:?} in `{bundle}` is longer than {MAX_LENGTH} characters")
        }
        Some(version) if !is_version(version) => {
            format!("{key} {version:?} in `{bundle}` is not one to three integers with periods between them")
        }
        Some(_) => return None,
    };
    Some(Finding::error(check, message, format!("set {key} to something like 1.2.3 and build again")))
}

pub(super) fn is_version(version: &str) -> bool {
    let is_integer = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    version.split('.').count() <= 3 && version.split('.').all(is_integer)
}

/// A version as numbers, to be compared.
pub(super) fn order(version: &str) -> Vec<u64> {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or_default()).collect::<Vec<u64>>();
    while parts.last() == Some(&0) {
        parts.pop();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_one_to_three_integers() {
        for version in ["1", "1.0", "10.14.1", "0.0.0", "2026.11.20", "123456789012345678"] {
            assert_eq!(check("version", "CFBundleVersion", Some(version), "Demo.app"), None, "{version}");
        }
        for version in
            ["", "1.0.0.0", "1.0b1", "v1", "1..0", "1.", ".1", "-1", "1.0 ", "1234567890123456789", "١"]
        {
            assert!(check("version", "CFBundleVersion", Some(version), "Demo.app").is_some(), "{version:?}");
        }
        assert!(check("version", "CFBundleVersion", None, "Demo.app").is_some());
    }
}
