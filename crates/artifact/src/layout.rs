//! Where things lie in an .ipa: the one app in `Payload`, and the bundles inside that app.

use std::collections::BTreeSet;
use std::path::Path;

use crate::archive::Entry;
use crate::{Error, Executable, Info, Result};

/// Nested bundles an app may have.
const MAX_BUNDLES: usize = 100;

/// What kind of bundle lies inside an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BundleKind {
    /// An extension: `PlugIns/*.appex` or `Extensions/*.appex`.
    Extension,
    /// A watch app: `Watch/*.app`.
    WatchApp,
    /// An App Clip: `AppClips/*.app`.
    AppClip,
}

/// A bundle inside the app, which Apple's rules tie to the bundle that contains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NestedBundle {
    /// Its folder in the archive, as in `Payload/Demo.app/PlugIns/Widget.appex`.
    pub path: String,
    /// What it is.
    pub kind: BundleKind,
    /// What its Info.plist says.
    pub info: Info,
    /// What stands where its executable should be.
    pub executable: Executable,
}

/// The folder of the archive's one app, as in `Payload/Demo.app`.
pub(crate) fn app_folder(path: &Path, entries: &[Entry]) -> Result<String> {
    let mut apps: BTreeSet<&str> = BTreeSet::new();
    for entry in entries {
        let mut parts = entry.name.splitn(3, '/');
        if let (Some("Payload"), Some(name), Some(_)) = (parts.next(), parts.next(), parts.next())
            && is_bundle(name, ".app")
        {
            apps.insert(name);
        }
    }
    let mut apps = apps.into_iter();
    match (apps.next(), apps.next()) {
        (None, _) => Err(Error::NoPayload { path: path.to_owned() }),
        (Some(app), None) => Ok(format!("Payload/{app}")),
        (Some(first), Some(second)) => Err(Error::SeveralApps {
            path: path.to_owned(),
            first: first.to_owned(),
            second: second.to_owned(),
        }),
    }
}

/// The folders of the bundles inside the app, with their kinds, in the order of their paths.
pub(crate) fn nested_folders(path: &Path, app: &str, entries: &[Entry]) -> Result<Vec<(String, BundleKind)>> {
    let mut folders: Vec<(String, BundleKind)> = Vec::new();
    for entry in entries {
        let inside = entry.name.strip_prefix(app).and_then(|rest| rest.strip_prefix('/'));
        let Some(folder) = inside.and_then(|rest| rest.strip_suffix("/Info.plist")) else { continue };
        if let Some(kind) = nested_kind(folder) {
            if folders.len() == MAX_BUNDLES {
                return Err(Error::TooManyBundles { path: path.to_owned(), limit: MAX_BUNDLES });
            }
            folders.push((format!("{app}/{folder}"), kind));
        }
    }
    folders.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(folders)
}

/// The kind of a folder relative to the app, when it consists of nothing but nested bundles:
/// `Watch/W.app/PlugIns/E.appex` is one, the resource `PlugIns/E.appex/Some.bundle` is not.
fn nested_kind(folder: &str) -> Option<BundleKind> {
    let mut parts = folder.split('/');
    let mut kind = None;
    while let Some(holder) = parts.next() {
        let name = parts.next()?;
        kind = Some(match holder {
            "PlugIns" | "Extensions" if is_bundle(name, ".appex") => BundleKind::Extension,
            "Watch" if is_bundle(name, ".app") => BundleKind::WatchApp,
            "AppClips" if is_bundle(name, ".app") => BundleKind::AppClip,
            _ => return None,
        });
    }
    kind
}

fn is_bundle(name: &str, suffix: &str) -> bool {
    name.len() > suffix.len() && name.ends_with(suffix)
}

/// Whether a name ends in a period and that extension.
pub(crate) fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_chains_of_bundles_are_nested_bundles() {
        assert_eq!(nested_kind("PlugIns/Widget.appex"), Some(BundleKind::Extension));
        assert_eq!(nested_kind("Extensions/Intents.appex"), Some(BundleKind::Extension));
        assert_eq!(nested_kind("Watch/Wrist.app"), Some(BundleKind::WatchApp));
        assert_eq!(nested_kind("Watch/Wrist.app/PlugIns/Face.appex"), Some(BundleKind::Extension));
        assert_eq!(nested_kind("AppClips/Clip.app"), Some(BundleKind::AppClip));
        assert_eq!(nested_kind("PlugIns/Widget.appex/Assets.bundle"), None);
        assert_eq!(nested_kind("Frameworks/Core.framework"), None);
        assert_eq!(nested_kind("PlugIns/.appex"), None);
        assert_eq!(nested_kind("Settings.bundle"), None);
        assert_eq!(nested_kind(""), None);
    }
}
