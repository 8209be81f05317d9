//! Checking a profile that Apple answered, and writing it down.

use std::fs;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use console::{Failure, exit};
use signing::ProvisioningProfile;
use spaceship::jsonapi::Resource;
use spaceship::resources::Profile;

/// A profile's file content, and what is in it.
pub(crate) struct Content {
    pub(crate) bytes: Vec<u8>,
    pub(crate) profile: ProvisioningProfile,
}

/// The content of a profile, if it is for the app that is meant.
pub(crate) fn content(resource: &Resource<Profile>, bundle_id: &str) -> Result<Content, Failure> {
    let wrong = |why: &str| {
        Failure::new(exit::FAILED, format!("the profile {} that Apple answered {why}", resource.id))
    };
    let encoded = resource.attributes.profile_content.as_deref().ok_or_else(|| wrong("has no content"))?;
    let bytes = BASE64_STANDARD.decode(encoded).map_err(|_| wrong("is no base64"))?;
    let profile = ProvisioningProfile::from_bytes(&bytes)
        .map_err(|error| wrong("cannot be read").cause(error.to_string()))?;
    if !profile.covers(bundle_id) {
        return Err(
            wrong("is for another app").cause(format!("it is for {}", profile.bundle_id().unwrap_or("none")))
        );
    }
    Ok(Content { bytes, profile })
}

/// Whether the file holds just this content already.
pub(crate) fn is_there(path: &Path, content: &Content) -> bool {
    fs::read(path).is_ok_and(|there| there == content.bytes)
}

/// Writes the file, unless it is there already.
pub(crate) fn write(path: &Path, content: &Content) -> Result<(), Failure> {
    if is_there(path, content) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| {
            Failure::invalid(format!("cannot make {}", folder.display())).cause(error.to_string())
        })?;
    }
    Ok(signing::write_public(path, &content.bytes)?)
}

/// Where Xcode 16 and later look for profiles, and where earlier ones do.
pub(crate) fn install_paths(home: &Path, content: &Content) -> [PathBuf; 2] {
    let mac = content.profile.platforms.iter().any(|platform| platform == "OSX");
    let extension = if mac { "provisionprofile" } else { "mobileprovision" };
    let name = format!("{}.{extension}", signing::safe_file_name(&content.profile.uuid));
    ["Library/Developer/Xcode/UserData/Provisioning Profiles", "Library/MobileDevice/Provisioning Profiles"]
        .map(|folder| home.join(folder).join(&name))
}
