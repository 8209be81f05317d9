//! What `cert create` answers.

use console::{Context, Outputs, Report};
use serde::Serialize;
use time::format_description::well_known::Rfc3339;

use crate::making::Taken;

/// The certificate that was taken or made, and its files.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Created {
    action: &'static str,
    certificate_id: String,
    #[serde(rename = "type")]
    kind: String,
    name: String,
    serial: String,
    expires: String,
    cer_path: String,
    p12_path: String,
    pub(crate) outputs: Outputs,
}

impl Created {
    /// The report.
    pub(crate) fn new(taken: &Taken, context: &Context) -> Self {
        let Taken { action, held, files } = taken;
        let certificate = &held.certificate;
        let outputs = Outputs::from([
            ("CER_CERTIFICATE_ID", held.id.clone()),
            ("CER_FILE_PATH", files.cer.display().to_string()),
            // What signs the build: the next step imports it, or hands it to `sigh resign`.
            ("CERT_P12_PATH", files.p12.display().to_string()),
            // So that the next `sigh` takes this certificate, as fastlane's action has it.
            ("SIGH_CERTIFICATE_ID", held.id.clone()),
        ]);
        let expires = certificate.not_after();
        Self {
            action,
            certificate_id: held.id.clone(),
            kind: held.certificate_type.clone(),
            name: certificate.common_name().to_owned(),
            serial: certificate.serial().to_owned(),
            expires: expires.format(&Rfc3339).unwrap_or_else(|_| expires.date().to_string()),
            cer_path: context.shown(&files.cer),
            p12_path: context.shown(&files.p12),
            outputs,
        }
    }
}

impl Report for Created {
    fn text(&self) -> String {
        let day = self.expires.split('T').next().unwrap_or_default();
        format!(
            "{} {} certificate {}: {}, valid until {day}\n  {}\n  {}",
            self.action, self.kind, self.certificate_id, self.name, self.cer_path, self.p12_path
        )
    }
}
