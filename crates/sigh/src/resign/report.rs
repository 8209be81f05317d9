//! What `sigh resign` answers.

use console::{Context, Report};
use serde::Serialize;

use super::bundles::{Code, Kind};
use super::gather::Gathered;
use super::options::Options;
use super::work::Work;

/// The app, and what became of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Resigned {
    /// `resigned` or `unchanged`.
    action: &'static str,
    path: String,
    certificate: String,
    certificate_sha1: String,
    team_id: Option<String>,
    /// The inner before the outer.
    bundles: Vec<Bundle>,
}

/// A piece of code.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Bundle {
    /// Its place in the archive.
    path: String,
    /// `app`, `nested-app`, `extension` or `library`.
    kind: &'static str,
    identifier: String,
    old_bundle_id: Option<String>,
    profile: Option<String>,
    profile_uuid: Option<String>,
    entitlements: Vec<String>,
    changes: Vec<String>,
}

impl Resigned {
    pub(crate) fn new(
        action: &'static str,
        all: &[Work],
        gathered: &Gathered,
        options: &Options,
        context: &Context,
    ) -> Self {
        let certificate = gathered.identity.certificate();
        let bundles = all.iter().map(|work| {
            let given = work.profile.and_then(|number| gathered.given.get(number));
            Bundle {
                path: work.code.place().to_owned(),
                kind: kind(&work.code),
                identifier: work.identifier.clone(),
                old_bundle_id: work.code.bundle_id().map(str::to_owned),
                profile: given.map(|given| given.profile.name.clone()),
                profile_uuid: given.map(|given| given.profile.uuid.clone()),
                entitlements: work.entitlements.iter().flat_map(|all| all.keys().cloned()).collect(),
                changes: work.changes.clone(),
            }
        });
        Self {
            action,
            path: context.shown(&options.output),
            certificate: certificate.common_name().to_owned(),
            certificate_sha1: certificate.sha1(),
            team_id: certificate.team_id().map(str::to_owned),
            bundles: bundles.collect(),
        }
    }
}

fn kind(code: &Code) -> &'static str {
    match code.kind {
        Kind::Main => "app",
        Kind::App => "nested-app",
        Kind::Extension => "extension",
        Kind::Library => "library",
    }
}

impl Report for Resigned {
    fn text(&self) -> String {
        let line = |bundle: &Bundle| {
            let profile = bundle.profile.as_ref().map(|name| format!(", \"{name}\"")).unwrap_or_default();
            format!("\n  {} {}{profile}", bundle.path, bundle.identifier)
        };
        let bundles = self.bundles.iter().map(line).collect::<String>();
        format!("{} {}\n  by {}{bundles}", self.action, self.path, self.certificate)
    }
}
