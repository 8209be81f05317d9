//! What is found wrong with an .ipa before a byte of it is sent.

use artifact::Ipa;
use artifact::checks::Severity;
use console::{Failure, exit};
use signing::{ProfileKind, ProvisioningProfile};
use time::OffsetDateTime;

/// The names of all checks: those of `artifact`, and those that know the app at Apple and its profile.
const NAMES: [&str; 14] = [
    "bundle-id",
    "duplicate-entries",
    "embedded-profile",
    "executable",
    "export-compliance",
    "file-name",
    "nested-bundle-id",
    "nested-version",
    "platform",
    "app-bundle-id",
    "profile-readable",
    "profile-kind",
    "profile-expiry",
    "profile-bundle-id",
];

/// What was found: what stops the upload, and what does not.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: Vec<String>,
    skipped: Vec<String>,
}

impl Findings {
    fn error(&mut self, check: &str, text: &str) {
        if !self.skipped.iter().any(|name| name == check) {
            self.errors.push(format!("{text} [{check}]"));
        }
    }

    fn warning(&mut self, check: &str, text: &str) {
        if !self.skipped.iter().any(|name| name == check) {
            self.warnings.push(format!("{text} [{check}]"));
        }
    }
}

/// Refuses names of checks that there are not.
pub(crate) fn known(skipped: &[String]) -> Result<(), Failure> {
    match skipped.iter().find(|name| !NAMES.contains(&name.as_str())) {
        None => Ok(()),
        Some(name) => Err(Failure::new(
            exit::USAGE,
            format!("there is no check `{name}`; there are {}", NAMES.join(", ")),
        )),
    }
}

/// Looks into an .ipa that is meant for the app with this bundle id, but for the checks that are skipped.
pub(crate) fn look(ipa: &Ipa, bundle_id: &str, skipped: &[String], now: OffsetDateTime) -> Findings {
    let mut findings = Findings { skipped: skipped.to_vec(), ..Findings::default() };
    for finding in ipa.checks() {
        let text = format!("{} ({})", finding.message, finding.remedy);
        match finding.severity {
            Severity::Error => findings.error(finding.check, &text),
            Severity::Warning => findings.warning(finding.check, &text),
        }
    }
    let found = ipa.info().bundle_id.as_deref().unwrap_or_default();
    if found != bundle_id {
        findings.error("app-bundle-id", &format!(
            "its bundle id is {found}, but the app's is {bundle_id} (build the right target, or give --app-identifier {found})"
        ));
    }
    profile(ipa, found, now, &mut findings);
    findings
}

fn profile(ipa: &Ipa, bundle_id: &str, now: OffsetDateTime, findings: &mut Findings) {
    let bytes = match ipa.embedded_profile() {
        Ok(Some(bytes)) => bytes,
        // A missing profile is among artifact's own checks.
        Ok(None) => return,
        Err(error) => return findings.error("profile-readable", &error.to_string()),
    };
    let profile = match ProvisioningProfile::from_bytes(&bytes) {
        Ok(profile) => profile,
        Err(error) => {
            return findings
                .error("profile-readable", &format!("its embedded profile: {error} (sign the app again)"));
        }
    };
    let name = &profile.name;
    if profile.kind() != ProfileKind::AppStore {
        findings.error("profile-kind", &format!(
            "its embedded profile `{name}` is for {}, but TestFlight takes AppStore (run `sigh`, then sign the app with it)",
            profile.kind()
        ));
    }
    if profile.is_expired_at(now) {
        let date = profile.expires.date();
        findings.error(
            "profile-expiry",
            &format!("its embedded profile `{name}` expired on {date} (run `sigh`, then sign the app again)"),
        );
    }
    if !profile.covers(bundle_id) {
        let covered = profile.bundle_id().unwrap_or("nothing");
        findings.error("profile-bundle-id", &format!("its embedded profile `{name}` is for {covered}, not for {bundle_id} (sign the app with the right profile)"));
    }
}
