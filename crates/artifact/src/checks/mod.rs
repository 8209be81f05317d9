//! What Apple would refuse in an .ipa, found before anything is uploaded. Findings are data: the caller decides
//! whether a warning stops a release.

mod bundle;
mod icon;
mod versions;

use std::fmt;

use crate::Ipa;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Apple accepts it, but it will cost somebody a question or a surprise.
    Warning,
    /// Apple refuses it.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One thing that is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check's stable name, in kebab case.
    pub check: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, naming the place.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

impl Finding {
    pub(crate) fn error(check: &'static str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { check, severity: Severity::Error, message: message.into(), remedy: remedy.into() }
    }

    pub(crate) fn warning(
        check: &'static str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(check, message, remedy) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}; {}", self.message, self.remedy)
    }
}

/// All findings about an .ipa, the app's before those of its extensions.
pub(crate) fn of(ipa: &Ipa) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(file_name(ipa));
    findings.extend(duplicate_entries(ipa));
    findings.extend(bundle::app(ipa));
    findings.extend(bundle::nested(ipa));
    findings
}

fn file_name(ipa: &Ipa) -> Option<Finding> {
    let is_ipa = ipa.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ipa"));
    (!is_ipa).then(|| {
        Finding::error(
            "file-name",
            format!("`{}` does not end in .ipa", ipa.path().display()),
            "rename the file",
        )
    })
}

fn duplicate_entries(ipa: &Ipa) -> Option<Finding> {
    ipa.has_duplicate_names().then(|| {
        let message = format!("`{}` has two entries of the same name", ipa.path().display());
        Finding::warning(
            "duplicate-entries",
            message,
            "export the archive again, so that every reader sees the same files",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::ZipFile;

    #[test]
    fn a_faultless_app_has_no_findings() {
        let file = ZipFile::demo().write("Demo.ipa");
        assert_eq!(Ipa::open(&file.path).unwrap().checks(), []);
    }

    #[test]
    fn another_extension_than_ipa_is_an_error() {
        let zip = ZipFile::demo().write("Demo.zip");
        let findings = Ipa::open(&zip.path).unwrap().checks();
        assert_eq!(findings.iter().map(|finding| finding.check).collect::<Vec<_>>(), ["file-name"]);
        let upper = ZipFile::demo().write("DEMO.IPA");
        assert_eq!(Ipa::open(&upper.path).unwrap().checks(), []);
    }

    #[test]
    fn two_entries_of_one_name_are_a_warning() {
        let file =
            ZipFile::demo().raw_name("Payload/Demo.app/Dxxo", "Payload/Demo.app/Demo").write("Demo.ipa");
        let findings = Ipa::open(&file.path).unwrap().checks();
        assert!(findings.iter().any(|finding| finding.check == "duplicate-entries"), "{findings:?}");
    }
}
