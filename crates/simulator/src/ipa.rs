//! Looking into an .ipa that was uploaded, with the simulator's own eyes.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use plist::{Dictionary, Value};
use time::OffsetDateTime;
use zip::ZipArchive;

use crate::pki::Authority;

/// No Info.plist and no profile is larger.
const LARGEST: u64 = 16 * 1024 * 1024;

/// What an .ipa says of itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ipa {
    /// `CFBundleIdentifier`.
    pub(crate) bundle_id: String,
    /// `CFBundleShortVersionString`.
    pub(crate) short_version: String,
    /// `CFBundleVersion`.
    pub(crate) version: String,
    /// `MinimumOSVersion`.
    pub(crate) minimum_os: Option<String>,
    /// `ITSAppUsesNonExemptEncryption`.
    pub(crate) uses_encryption: Option<bool>,
    /// The app ids, with their prefix, that the embedded profile is for; none where this authority has not signed it.
    pub(crate) profile_app_id: Option<String>,
    /// Whether the embedded profile is for certain devices only.
    pub(crate) profile_has_devices: bool,
    /// When the embedded profile ends.
    pub(crate) profile_ends: Option<OffsetDateTime>,
    /// The app clips inside.
    pub(crate) clips: Vec<Clip>,
}

/// What an app clip says of itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clip {
    /// `CFBundleIdentifier`.
    pub(crate) bundle_id: String,
    /// `MinimumOSVersion`.
    pub(crate) minimum_os: Option<String>,
}

/// Opens an .ipa; the error says in a sentence why that is not possible.
pub(crate) fn read(path: &Path, authority: &Authority) -> Result<Ipa, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let mut archive = ZipArchive::new(file).map_err(|_| "The archive is not a valid zip file.".to_owned())?;
    let app = match folders(&archive, "Payload/").as_slice() {
        [app] => app.clone(),
        [] => return Err("The archive has no app in its folder Payload.".into()),
        _ => return Err("The archive has more than one app in its folder Payload.".into()),
    };
    let info = info(&mut archive, &format!("Payload/{app}"))
        .ok_or("The app's Info.plist is missing or cannot be read.")?;
    let clips = format!("Payload/{app}/AppClips/");
    let clips = folders(&archive, &clips).into_iter().map(|name| {
        let found = clip(&mut archive, &format!("{clips}{name}"));
        found.ok_or_else(|| format!("The Info.plist of the App Clip {name} is missing or cannot be read."))
    });
    let clips = clips.collect::<Result<Vec<_>, _>>()?;
    let profile = entry(&mut archive, &format!("Payload/{app}/embedded.mobileprovision"))
        .and_then(|bytes| authority.verified_content(&bytes))
        .and_then(|list| Value::from_reader_xml(Cursor::new(list)).ok()?.into_dictionary());
    Ok(Ipa {
        bundle_id: text(&info, "CFBundleIdentifier").unwrap_or_default(),
        short_version: text(&info, "CFBundleShortVersionString").unwrap_or_default(),
        version: text(&info, "CFBundleVersion").unwrap_or_default(),
        minimum_os: text(&info, "MinimumOSVersion"),
        uses_encryption: info.get("ITSAppUsesNonExemptEncryption").and_then(Value::as_boolean),
        profile_app_id: profile.as_ref().and_then(app_id),
        profile_has_devices: profile.as_ref().is_some_and(|list| list.contains_key("ProvisionedDevices")),
        profile_ends: profile.as_ref().and_then(ends),
        clips,
    })
}

/// The names of the bundles in a folder, such as `Demo.app` of `Payload/Demo.app/anything`.
fn folders(archive: &ZipArchive<File>, parent: &str) -> Vec<String> {
    let names = archive.file_names().filter_map(Result::ok);
    let bundle = |name: &str| {
        let folder = name.strip_prefix(parent)?.split('/').next()?;
        folder.strip_suffix(".app").map(|_| folder.to_owned())
    };
    let mut folders = names.filter_map(|name| bundle(&name)).collect::<Vec<_>>();
    folders.sort_unstable();
    folders.dedup();
    folders
}

/// The Info.plist of a bundle.
fn info(archive: &mut ZipArchive<File>, bundle: &str) -> Option<Dictionary> {
    let bytes = entry(archive, &format!("{bundle}/Info.plist"))?;
    Value::from_reader(Cursor::new(bytes)).ok()?.into_dictionary()
}

fn clip(archive: &mut ZipArchive<File>, bundle: &str) -> Option<Clip> {
    let info = info(archive, bundle)?;
    let bundle_id = text(&info, "CFBundleIdentifier")?;
    Some(Clip { bundle_id, minimum_os: text(&info, "MinimumOSVersion") })
}

fn text(info: &Dictionary, key: &str) -> Option<String> {
    info.get(key).and_then(Value::as_string).map(str::to_owned)
}

fn entry(archive: &mut ZipArchive<File>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn app_id(profile: &Dictionary) -> Option<String> {
    let entitlements = profile.get("Entitlements")?.as_dictionary()?;
    entitlements.get("application-identifier")?.as_string().map(str::to_owned)
}

fn ends(profile: &Dictionary) -> Option<OffsetDateTime> {
    let date = profile.get("ExpirationDate")?.as_date()?;
    Some(std::time::SystemTime::from(date).into())
}
