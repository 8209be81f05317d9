//! The binary: what it says of itself, and what is wrong with it.

use std::path::{Path, PathBuf};

use artifact::checks::Severity;
use artifact::{Identity, Ipa, Pkg};
use console::{Context, Failure, exit};

use super::super::options::RunArgs;

impl RunArgs {
    /// What the .ipa or .pkg says of itself, where one is given. With `verifies`, everything that Apple would refuse
    /// is among the findings.
    pub(super) fn identity(
        &self,
        context: &Context,
        verifies: bool,
        findings: &mut Vec<String>,
    ) -> Result<Option<Identity>, Failure> {
        let Some(path) = self.binary(context)? else { return Ok(None) };
        let read = if is_pkg(&path) {
            pkg(&path, verifies, findings)
        } else {
            ipa(&path, verifies, context, findings)
        };
        Ok(read.map_err(|error| findings.push(said(&error))).ok())
    }

    /// The file that is given; as at fastlane's defaults the newest one of the working folder.
    fn binary(&self, context: &Context) -> Result<Option<PathBuf>, Failure> {
        let given = |path: &Option<PathBuf>, variable: &str| {
            let path = path.as_ref().map(|path| path.display().to_string());
            context.text(path.as_deref(), &[variable]).map(|path| context.path(path))
        };
        let (ipa, pkg) = (given(&self.ipa, "DELIVER_IPA_PATH"), given(&self.pkg, "DELIVER_PKG_PATH"));
        match (ipa, pkg) {
            (Some(_), Some(_)) if self.ipa.is_none() && self.pkg.is_none() => Err(Failure::new(
                exit::USAGE,
                "both DELIVER_IPA_PATH and DELIVER_PKG_PATH are set; give one of them",
            )),
            // The option beats the variable of the other one.
            (Some(_), Some(pkg)) if self.pkg.is_some() => Ok(Some(pkg)),
            (Some(path), _) | (None, Some(path)) => Ok(Some(path)),
            (None, None) if self.drops(context)? && self.build(context).is_none() => {
                let newest = newest(context, "ipa").or_else(|| newest(context, "pkg"));
                if let Some(path) = &newest {
                    context.ui.notice(format!("{} is taken, the newest one", context.shown(path)));
                }
                Ok(newest)
            }
            (None, None) => Ok(None),
        }
    }

    /// The platform that is named, else that of the binary.
    pub(super) fn platform(
        &self,
        context: &Context,
        identity: Option<&Identity>,
    ) -> Result<Option<&'static str>, Failure> {
        let Some(name) = context.text(self.platform.as_deref(), &["DELIVER_PLATFORM"]) else {
            return Ok(identity.map(|identity| identity.platform.api_name()));
        };
        let platform = name.parse::<artifact::Platform>();
        Ok(Some(platform.map_err(|error| Failure::new(exit::USAGE, error.to_string()))?.api_name()))
    }

    /// The build number that is named.
    pub(super) fn build(&self, context: &Context) -> Option<String> {
        context.text(self.build_number.as_deref(), &["DELIVER_BUILD_NUMBER"])
    }
}

fn is_pkg(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pkg"))
}

fn ipa(
    path: &Path,
    verifies: bool,
    context: &Context,
    findings: &mut Vec<String>,
) -> artifact::Result<Identity> {
    let ipa = Ipa::open(path)?;
    for finding in if verifies { ipa.checks() } else { Vec::new() } {
        if finding.severity == Severity::Error {
            findings.push(finding.to_string());
        } else {
            context.ui.warn(finding);
        }
    }
    ipa.identity()
}

fn pkg(path: &Path, verifies: bool, findings: &mut Vec<String>) -> artifact::Result<Identity> {
    let pkg = Pkg::open(path)?;
    if verifies && !pkg.is_signed() {
        findings.push(format!("{} is not signed; sign it with an installer certificate", path.display()));
    }
    Ok(pkg.identity().clone())
}

fn said(error: &artifact::Error) -> String {
    let causes = std::iter::successors(std::error::Error::source(error), |error| error.source())
        .map(ToString::to_string);
    std::iter::once(error.to_string()).chain(causes).collect::<Vec<_>>().join(": ")
}

/// The file of a kind in the working folder that was changed last.
fn newest(context: &Context, extension: &str) -> Option<PathBuf> {
    let files = std::fs::read_dir(&context.folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let fits = |path: &PathBuf| path.is_file() && path.extension().is_some_and(|found| found == extension);
    files.filter(fits).max_by_key(|path| path.metadata().and_then(|found| found.modified()).ok())
}
