//! What keeps an uploaded binary from becoming a build.

use std::path::Path;

use super::findings::Finding;
use super::{build_uploads, version_state};
use crate::engine::store::Stored;
use crate::ipa::{self, Ipa};
use crate::pki::TEAM;
use crate::world::World;

/// The states of a version that was approved: its train takes no more builds.
const APPROVED: [&str; 4] =
    ["PENDING_DEVELOPER_RELEASE", "PENDING_APPLE_RELEASE", "PROCESSING_FOR_DISTRIBUTION", "ACCEPTED"];

/// What is wrong with an .ipa. Packages for the Mac (.pkg) are taken unopened. The codes are those of Apple's
/// delivery messages (ITMS-NNNNN) where one fits.
pub(super) fn inspect(
    world: &World,
    upload: &str,
    file: &Stored,
    path: &Path,
) -> Result<Option<Ipa>, Vec<Finding>> {
    let Some(upload) = world.store.get(build_uploads::KIND, upload) else { return Ok(None) };
    let mut findings = number_findings(world, upload);
    let ipa = match file.text("uti") {
        "com.apple.ipa" => match ipa::read(path, &world.authority) {
            Ok(ipa) => Some(ipa),
            Err(why) => return Err(vec![Finding::new("90034", why)]),
        },
        _ => None,
    };
    if let Some(ipa) = &ipa {
        findings.extend(content_findings(world, upload, ipa));
    }
    if findings.is_empty() { Ok(ipa) } else { Err(findings) }
}

/// Whether the numbers are still free: another upload may have come first, or the version may have been approved.
fn number_findings(world: &World, upload: &Stored) -> Vec<Finding> {
    let (app, platform) = (upload.one("app").unwrap_or_default(), upload.text("platform"));
    let (short, version) = (upload.text("cfBundleShortVersionString"), upload.text("cfBundleVersion"));
    let mut findings = Vec::new();
    let closed = version_state::versions_of(world, app, platform).any(|there| {
        let state = there.text("appVersionState");
        there.text("versionString") == short
            && (version_state::is_released(state) || APPROVED.contains(&state))
    });
    if closed {
        let description = format!(
            "Invalid Pre-Release Train. The train version '{short}' is closed for new build submissions."
        );
        findings.push(Finding::new("90186", description));
        let description = format!(
            "The value for key CFBundleShortVersionString [{short}] must contain a higher version than that of the \
             previously approved version [{short}]."
        );
        findings.push(Finding::new("90062", description));
    }
    let same = world.store.all(build_uploads::KIND).any(|other| {
        other.id != upload.id
            && build_uploads::state_of(other) == "COMPLETE"
            && other.one("app") == Some(app)
            && other.text("platform") == platform
            && other.text("cfBundleShortVersionString") == short
            && other.text("cfBundleVersion") == version
    });
    if same {
        let description = format!(
            "Redundant Binary Upload. There already exists a build with build number '{version}' for version number \
             '{short}'."
        );
        findings.push(Finding::new("90189", description));
    }
    findings
}

/// Whether the archive is what was announced, for the app that it was announced for, signed for the store.
fn content_findings(world: &World, upload: &Stored, ipa: &Ipa) -> Vec<Finding> {
    let app = upload.one("app").and_then(|app| world.store.get("apps", app));
    let bundle_id = app.map(|app| app.text("bundleId")).unwrap_or_default();
    let mut findings = Vec::new();
    if ipa.bundle_id != bundle_id {
        let description = format!(
            "The bundle identifier of the archive is '{}', but that of the app is '{bundle_id}'.",
            ipa.bundle_id
        );
        findings.push(Finding::new("90054", description));
    }
    for (code, key, announced, found) in [
        ("90062", "CFBundleShortVersionString", "cfBundleShortVersionString", &ipa.short_version),
        ("90061", "CFBundleVersion", "cfBundleVersion", &ipa.version),
    ] {
        let announced = upload.text(announced);
        if announced != found {
            let description =
                format!("The value for key {key} in the archive is '{found}', '{announced}' was announced.");
            findings.push(Finding::new(code, description));
        }
    }
    let wanted = format!("{}.{bundle_id}", TEAM.id);
    let covers =
        |id: &String| *id == wanted || id.strip_suffix('*').is_some_and(|start| wanted.starts_with(start));
    let current = ipa.profile_ends.is_some_and(|ends| ends > world.now());
    if !ipa.profile_app_id.as_ref().is_some_and(covers) || ipa.profile_has_devices || !current {
        let description = "Invalid Provisioning Profile. The provisioning profile included in the bundle is missing, \
                           has ended, or is not for the distribution of this app on the App Store.";
        findings.push(Finding::new("90161", description));
    }
    findings
}
