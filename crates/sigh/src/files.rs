//! The profile as a file: where it goes, and where Xcode looks for it.

use std::fs;
use std::path::{Path, PathBuf};

use console::{Context, Failure};
use signing::{ProfileFileName, ProvisioningProfile};

use crate::options::Options;
use crate::target::Platform;

/// Where Xcode looks for profiles, below the home folder: since version 16, and before.
pub(crate) const XCODE: [&str; 2] =
    ["Library/Developer/Xcode/UserData/Provisioning Profiles", "Library/MobileDevice/Provisioning Profiles"];

/// Where the profile goes, under fastlane's name.
pub(crate) fn path(options: &Options) -> PathBuf {
    let usual = || {
        let name = ProfileFileName {
            kind: options.target.kind,
            app_identifier: options.app_identifier.clone(),
            suffix: options.target.suffix(),
            mac: options.target.platform.is_mac(),
        };
        name.to_file_name()
    };
    let name = options.file_name.as_deref().map_or_else(usual, signing::safe_file_name);
    options.folder.join(name)
}

/// Whether the file is there with this content.
pub(crate) fn is_there(path: &Path, bytes: &[u8]) -> bool {
    fs::read(path).is_ok_and(|there| there == bytes)
}

/// Writes the file, unless it is there with this content.
pub(crate) fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if is_there(path, bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        make(folder)?;
    }
    Ok(signing::write_public(path, bytes)?)
}

/// Makes a folder.
pub(crate) fn make(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| {
        Failure::invalid(format!("cannot make {}", folder.display()))
            .cause(error.to_string())
            .hint("name another folder with --output-path")
    })
}

/// Copies the profile to where Xcode looks, newer and older. Answers where it is.
pub(crate) fn install(
    profile: &ProvisioningProfile,
    bytes: &[u8],
    context: &Context,
) -> Result<Vec<PathBuf>, Failure> {
    let paths = places(profile, context)?;
    for path in &paths {
        save(path, bytes)?;
    }
    Ok(paths)
}

/// Where Xcode looks for the profile, newer and older.
pub(crate) fn places(profile: &ProvisioningProfile, context: &Context) -> Result<Vec<PathBuf>, Failure> {
    let home = context.environment.home().ok_or_else(|| {
        Failure::invalid("the profile cannot be installed: there is no home folder")
            .hint("give --skip-install")
    })?;
    let mac = profile.platforms.iter().any(|platform| platform == "OSX");
    let ending = if mac { "provisionprofile" } else { "mobileprovision" };
    let name = format!("{}.{ending}", signing::safe_file_name(&profile.uuid));
    Ok(XCODE.iter().map(|folder| home.join(folder).join(&name)).collect())
}

/// The file name of one of many profiles, as fastlane has it: kind, UUID and bundle id.
pub(crate) fn name_of(profile: &ProvisioningProfile, platform: Platform) -> String {
    let bundle_id = profile.bundle_id().unwrap_or("unknown");
    let name = ProfileFileName {
        kind: profile.kind(),
        app_identifier: format!("{}_{bundle_id}", profile.uuid),
        suffix: if platform == Platform::Tvos { "_tvos" } else { "" },
        mac: platform.is_mac(),
    };
    signing::safe_file_name(&name.to_file_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_the_same_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/AppStore_a.mobileprovision");
        save(&path, b"one").unwrap();
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        save(&path, b"one").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
        save(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }
}
