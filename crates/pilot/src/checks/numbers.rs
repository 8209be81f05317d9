//! Version and build number, held against what Apple has.

use artifact::Identity;

use super::Findings;
use crate::numbers::order;

/// What Apple has of the app on the build's platform.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The highest number of a build of this version that was sent and did not fail.
    pub(crate) highest_build: Option<String>,
    /// The highest version that Apple has approved.
    pub(crate) approved: Option<String>,
}

pub(super) fn compare(identity: &Identity, known: &Known, findings: &mut Findings) {
    let (version, number) = (&identity.short_version, &identity.version);
    if let Some(highest) = known.highest_build.as_ref().filter(|highest| order(highest) > order(number)) {
        findings.error("build-number", &format!(
            "its build number is {number}, but Apple has {highest} of version {version} already (raise CFBundleVersion above {highest} and build again)"
        ));
    }
    if let Some(approved) = known.approved.as_ref().filter(|approved| order(approved) >= order(version)) {
        findings.error("short-version", &format!(
            "its version is {version}, but Apple has approved {approved} already, and takes no more builds up to it (raise CFBundleShortVersionString above {approved} and build again)"
        ));
    }
}

#[cfg(test)]
mod tests {
    use artifact::Platform;

    use super::*;

    fn found(version: &str, number: &str) -> Vec<String> {
        let identity = Identity {
            bundle_id: "com.example.demo".into(),
            short_version: version.into(),
            version: number.into(),
            platform: Platform::Ios,
        };
        let known = Known { highest_build: Some("41.2".into()), approved: Some("1.2".into()) };
        let mut findings = Findings::default();
        compare(&identity, &known, &mut findings);
        findings.errors
    }

    #[test]
    fn numbers_must_be_higher_than_those_that_apple_has() {
        assert_eq!(found("1.3", "42"), [""; 0]);
        // Apple has this very build: that is no error, but the end of a run that was repeated.
        assert_eq!(found("1.2.1", "41.2.0"), [""; 0]);
        assert!(found("1.3", "41.1")[0].ends_with("[build-number]"));
        assert!(found("1.3", "9")[0].contains("Apple has 41.2 of version 1.3"));
        assert!(found("1.2.0", "42")[0].ends_with("[short-version]"));
        assert!(found("1.1.9", "42")[0].contains("approved 1.2"));
    }
}
