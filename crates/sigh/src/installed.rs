//! The profiles that are installed on this machine: where Xcode looks for them, since version 16 and before.

use std::fs;
use std::path::{Path, PathBuf};

use console::Context;
use signing::ProvisioningProfile;

use crate::files::XCODE;

/// Larger files are no profiles.
const LARGEST: u64 = 10 * 1024 * 1024;

/// An installed profile.
#[derive(Debug)]
pub(crate) struct Installed {
    /// Every file that it is in.
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) profile: ProvisioningProfile,
}

/// The folders that are looked through.
pub(crate) fn folders(given: Option<&Path>, context: &Context) -> Vec<PathBuf> {
    match given {
        Some(folder) => vec![context.path(folder)],
        None => XCODE.iter().filter_map(|folder| Some(context.environment.home()?.join(folder))).collect(),
    }
}

/// All profiles in the folders, each once, by name. What cannot be read as one is told through `odd`.
pub(crate) fn all(folders: &[PathBuf], mut odd: impl FnMut(&Path, &dyn std::fmt::Display)) -> Vec<Installed> {
    let mut found = Vec::<Installed>::new();
    for path in folders.iter().flat_map(|folder| candidates(folder)) {
        let read = fs::read(&path).map_err(|error| error.to_string());
        let read =
            read.and_then(|bytes| ProvisioningProfile::from_bytes(&bytes).map_err(|error| error.to_string()));
        match read {
            Ok(profile) => match found.iter_mut().find(|one| one.profile.uuid == profile.uuid) {
                Some(there) => there.paths.push(path),
                None => found.push(Installed { paths: vec![path], profile }),
            },
            Err(error) => odd(&path, &error),
        }
    }
    found.sort_by_key(|one| one.profile.name.to_lowercase());
    found
}

fn candidates(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let is_one = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        matches!(ending, "mobileprovision" | "provisionprofile")
            && fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() <= LARGEST)
    };
    let mut paths = entries.map(|entry| entry.path()).filter(is_one).collect::<Vec<_>>();
    paths.sort();
    paths
}
