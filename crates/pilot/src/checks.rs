//! What is found wrong with an .ipa before a byte of it is sent.

use artifact::Ipa;
use artifact::checks::Severity;
use signing::{ProfileKind, ProvisioningProfile};
use time::OffsetDateTime;

/// What was found: what stops the upload, and what does not.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: Vec<String>,
}

/// Looks into an .ipa that is meant for the app with this bundle id.
pub(crate) fn look(ipa: &Ipa, bundle_id: &str, now: OffsetDateTime) -> Findings {
    let mut findings = Findings::default();
    for finding in ipa.checks() {
        let text = format!("{} ({})", finding.message, finding.remedy);
        match finding.severity {
            Severity::Error => findings.errors.push(text),
            Severity::Warning => findings.warnings.push(text),
        }
    }
    let found = ipa.info().bundle_id.as_deref().unwrap_or_default();
    if found != bundle_id {
        findings.errors.push(format!(
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
        Err(error) => return findings.errors.push(error.to_string()),
    };
    let profile = match ProvisioningProfile::from_bytes(&bytes) {
        Ok(profile) => profile,
        Err(error) => {
            return findings.errors.push(format!("its embedded profile: {error} (sign the app again)"));
        }
    };
    let name = &profile.name;
    if profile.kind() != ProfileKind::AppStore {
        findings.errors.push(format!(
            "its embedded profile `{name}` is for {}, but TestFlight takes AppStore (run `sigh`, then sign the app with it)",
            profile.kind()
        ));
    }
    if profile.is_expired_at(now) {
        let date = profile.expires.date();
        findings.errors.push(format!(
            "its embedded profile `{name}` expired on {date} (run `sigh`, then sign the app again)"
        ));
    }
    if !profile.covers(bundle_id) {
        let covered = profile.bundle_id().unwrap_or("nothing");
        findings.errors.push(format!("its embedded profile `{name}` is for {covered}, not for {bundle_id} (sign the app with the right profile)"));
    }
}
