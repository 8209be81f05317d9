//! What `sigh renew` answers.

use std::path::{Path, PathBuf};

use console::{Context, Outputs, Report};
use serde::Serialize;
use signing::{ProfileKind, ProvisioningProfile};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::candidate::Candidate;
use crate::options::Options;
use crate::staleness::Reason;

/// The profile, and what became of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Renewed {
    /// `reused`, `created` or `renewed`.
    action: &'static str,
    reasons: Vec<String>,
    profile_id: String,
    uuid: String,
    name: String,
    #[serde(rename = "type")]
    kind: String,
    app_identifier: String,
    path: String,
    expires: String,
    certificates: Vec<Signer>,
    device_count: Option<usize>,
    installed: Vec<String>,
    pub(crate) outputs: Outputs,
}

/// A certificate that may sign with the profile.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Signer {
    name: String,
    serial: String,
    expires: String,
}

impl Renewed {
    pub(crate) fn new(
        (action, reasons): (&'static str, &[Reason]),
        taken: &Candidate,
        profile: &ProvisioningProfile,
        (path, installed): (&Path, &[PathBuf]),
        options: &Options,
        context: &Context,
    ) -> Self {
        let signers = profile.certificates.iter().map(|certificate| Signer {
            name: certificate.common_name().to_owned(),
            serial: certificate.serial().to_owned(),
            expires: stamp(certificate.not_after()),
        });
        Self {
            action,
            reasons: reasons.iter().map(ToString::to_string).collect(),
            profile_id: taken.id.to_string(),
            uuid: profile.uuid.clone(),
            name: profile.name.clone(),
            kind: taken.profile_type.clone(),
            app_identifier: options.app_identifier.clone(),
            path: context.shown(path),
            expires: stamp(profile.expires),
            certificates: signers.collect(),
            device_count: profile.devices.as_ref().map(Vec::len),
            installed: installed.iter().map(|path| path.display().to_string()).collect(),
            outputs: outputs(profile, path, options),
        }
    }
}

fn outputs(profile: &ProvisioningProfile, path: &Path, options: &Options) -> Outputs {
    let path = path.display().to_string();
    let mut outputs = Outputs::from([
        ("SIGH_UUID", profile.uuid.clone()),
        // fastlane's older name for the same.
        ("SIGH_UDID", profile.uuid.clone()),
        ("SIGH_NAME", profile.name.clone()),
        ("SIGH_PROFILE_PATH", path.clone()),
        ("SIGH_PROFILE_PATHS", path),
        ("SIGH_PROFILE_TYPE", options.target.word().to_owned()),
    ]);
    if options.target.kind == ProfileKind::InHouse {
        outputs.insert("SIGH_PROFILE_ENTERPRISE", "1".to_owned());
    }
    outputs
}

fn stamp(time: OffsetDateTime) -> String {
    time.format(&Rfc3339).unwrap_or_else(|_| time.date().to_string())
}

impl Report for Renewed {
    fn text(&self) -> String {
        let day = self.expires.split('T').next().unwrap_or_default();
        let devices = self.device_count.map(|count| format!(", {count} devices")).unwrap_or_default();
        let why = match self.reasons.as_slice() {
            [] => String::new(),
            reasons => format!(" ({})", reasons.join("; ")),
        };
        format!(
            "{} {} profile \"{}\"{why}\n  {}, valid until {day}{devices}\n  {}",
            self.action, self.kind, self.name, self.uuid, self.path
        )
    }
}
