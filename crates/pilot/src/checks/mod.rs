//! What is found wrong with a build before a byte of it is sent.

mod numbers;
mod signature;

use artifact::checks::Severity;
use console::{Failure, exit};
use time::OffsetDateTime;

use crate::binary::Binary;

pub(crate) use numbers::Known;

/// The names of all checks: those of `artifact`, and those that know signatures, profiles, and what Apple has.
const NAMES: [&str; 24] = [
    "app-bundle-id",
    "architecture",
    "beta-entitlement",
    "build-number",
    "bundle-id",
    "certificate",
    "duplicate-entries",
    "embedded-profile",
    "entitlements",
    "executable",
    "export-compliance",
    "file-name",
    "icon",
    "minimum-os",
    "nested-bundle-id",
    "nested-version",
    "platform",
    "profile-bundle-id",
    "profile-expiry",
    "profile-kind",
    "profile-readable",
    "short-version",
    "signature",
    "version",
];

/// What was found: what stops the upload, and what does not.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: Vec<String>,
    skipped: Vec<String>,
}

impl Findings {
    /// Nothing found yet, and some checks to be passed over; an error where there is no such check.
    pub(crate) fn but_for(skipped: &[String]) -> Result<Self, Failure> {
        match skipped.iter().find(|name| !NAMES.contains(&name.as_str())) {
            None => Ok(Self { skipped: skipped.to_vec(), ..Self::default() }),
            Some(name) => Err(Failure::new(
                exit::USAGE,
                format!("there is no check `{name}`; there are {}", NAMES.join(", ")),
            )),
        }
    }

    fn counts(&self, check: &str) -> bool {
        debug_assert!(NAMES.contains(&check), "{check} is no name of a check");
        !self.skipped.iter().any(|name| name == check)
    }

    fn error(&mut self, check: &str, text: &str) {
        if self.counts(check) {
            self.errors.push(format!("{text} [{check}]"));
        }
    }

    fn warning(&mut self, check: &str, text: &str) {
        if self.counts(check) {
            self.warnings.push(format!("{text} [{check}]"));
        }
    }

    /// Looks into a build that is meant for the app with this bundle id.
    pub(crate) fn look(&mut self, binary: &Binary, bundle_id: &str, now: OffsetDateTime) {
        let found = &binary.identity().bundle_id;
        if found != bundle_id {
            self.error("app-bundle-id", &format!(
                "its bundle id is {found}, but the app's is {bundle_id} (build the right target, or give --app-identifier {found})"
            ));
        }
        match binary {
            Binary::Ipa(ipa, _) => {
                for finding in ipa.checks() {
                    let text = format!("{} ({})", finding.message, finding.remedy);
                    match finding.severity {
                        Severity::Error => self.error(finding.check, &text),
                        Severity::Warning => self.warning(finding.check, &text),
                    }
                }
                signature::look(ipa, now, self);
            }
            Binary::Pkg(pkg) if !pkg.is_signed() => self.error(
                "signature",
                "it is not signed (sign it with a Mac Installer Distribution certificate: `productsign`)",
            ),
            Binary::Pkg(_) => {}
        }
    }

    /// Holds the build's numbers against what Apple has.
    pub(crate) fn compare(&mut self, binary: &Binary, known: &Known) {
        numbers::compare(binary.identity(), known, self);
    }

    /// An error, where there is one, for the file that is shown so.
    pub(crate) fn stop(&self, shown: &str) -> Result<(), Failure> {
        if self.errors.is_empty() {
            return Ok(());
        }
        Err(Failure::findings(&format!("{shown} would be refused"), &self.errors))
    }
}
