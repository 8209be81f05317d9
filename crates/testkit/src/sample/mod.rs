//! The sample project: an app that does not exist, complete enough to be released.
//!
//! `cargo xtask demo` and the end-to-end tests write it into a folder of their own and release it to the
//! simulator. The same [`Sample`] always writes the same bytes.

pub mod broken;
pub mod family;
pub mod film;
pub mod plain;

mod ipa;
mod large;
mod mach_o;
mod metadata;
mod picture;
mod screenshots;

use std::io;
use std::path::{Path, PathBuf};

pub use large::LargePage;

/// The locales that the sample project is written in.
pub const LOCALES: [&str; 3] = ["en-US", "de-DE", "ja"];

/// Enough for an upload to be cut into several parts, and little enough for a debug build.
const DEFAULT_PAYLOAD: u64 = 6 * 1024 * 1024;

/// What the sample project is to be like. The default is a small tide clock, ready for its first release.
#[derive(Debug, Clone)]
pub struct Sample {
    bundle_id: String,
    app_name: String,
    version: String,
    build: String,
    profile: Option<Vec<u8>>,
    payload_bytes: u64,
    seed: u64,
}

/// Where the parts of a written sample project lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamplePaths {
    /// The project's folder, in which the tools are to be run.
    pub root: PathBuf,
    /// The app, `build/Demo.ipa`.
    pub ipa: PathBuf,
    /// `fastlane/metadata`.
    pub metadata: PathBuf,
    /// `fastlane/screenshots`.
    pub screenshots: PathBuf,
    /// `fastlane/Appfile`.
    pub appfile: PathBuf,
}

impl Default for Sample {
    fn default() -> Self {
        Self {
            bundle_id: "com.example.gantry.demo".to_owned(),
            app_name: "Tideline".to_owned(),
            version: "1.0.0".to_owned(),
            build: "1".to_owned(),
            profile: None,
            payload_bytes: DEFAULT_PAYLOAD,
            seed: 1,
        }
    }
}

impl Sample {
    /// Sets CFBundleIdentifier, and with it the Appfile.
    #[must_use]
    pub fn bundle_id(mut self, bundle_id: impl Into<String>) -> Self {
        self.bundle_id = bundle_id.into();
        self
    }

    /// Sets the app's name, on the device and in the store.
    #[must_use]
    pub fn app_name(mut self, app_name: impl Into<String>) -> Self {
        self.app_name = app_name.into();
        self
    }

    /// Sets CFBundleShortVersionString.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = version.into();
        self
    }

    /// Sets CFBundleVersion.
    #[must_use]
    pub fn build(mut self, build: impl Into<String>) -> Self {
        self.build = build.into();
        self
    }

    /// Puts these bytes into the app as its embedded.mobileprovision. Without them, the app has none.
    #[must_use]
    pub fn profile(mut self, profile: impl Into<Vec<u8>>) -> Self {
        self.profile = Some(profile.into());
        self
    }

    /// Sets the size in bytes of the resource that gives the .ipa its weight.
    #[must_use]
    pub fn payload_bytes(mut self, payload_bytes: u64) -> Self {
        self.payload_bytes = payload_bytes;
        self
    }

    /// Sets what that resource's bytes are made from, so that two builds can differ.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Writes the app as an .ipa.
    pub fn write_ipa(&self, path: &Path) -> io::Result<()> {
        create_parent(path)?;
        ipa::write(self, path)
    }

    /// Writes `fastlane/metadata` below `dir`, in fastlane's layout.
    pub fn write_metadata(&self, dir: &Path) -> io::Result<()> {
        metadata::write(self, &dir.join("fastlane/metadata"))
    }

    /// Writes `fastlane/screenshots` below `dir`: two iPhone and one iPad screenshot for each locale.
    pub fn write_screenshots(&self, dir: &Path) -> io::Result<()> {
        screenshots::write(&dir.join("fastlane/screenshots"))
    }

    /// Writes `fastlane/Appfile` below `dir`.
    pub fn write_appfile(&self, dir: &Path) -> io::Result<()> {
        let path = dir.join("fastlane/Appfile");
        create_parent(&path)?;
        std::fs::write(path, format!("app_identifier(\"{}\")\n", self.bundle_id))
    }

    /// Writes the whole project into `dir`.
    pub fn write_all(&self, dir: &Path) -> io::Result<SamplePaths> {
        let paths = SamplePaths {
            root: dir.to_owned(),
            ipa: dir.join("build/Demo.ipa"),
            metadata: dir.join("fastlane/metadata"),
            screenshots: dir.join("fastlane/screenshots"),
            appfile: dir.join("fastlane/Appfile"),
        };
        self.write_ipa(&paths.ipa)?;
        self.write_metadata(dir)?;
        self.write_screenshots(dir)?;
        self.write_appfile(dir)?;
        Ok(paths)
    }
}

fn create_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_project_lies_where_the_tools_look() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Sample::default().payload_bytes(1_000).write_all(folder.path()).unwrap();
        assert!(artifact::Ipa::open(&paths.ipa).is_ok());
        assert_eq!(
            std::fs::read_to_string(&paths.appfile).unwrap(),
            "app_identifier(\"com.example.gantry.demo\")\n"
        );
        for locale in LOCALES {
            assert_eq!(artifact::locale::canonical(locale), Some(locale));
            assert!(paths.metadata.join(locale).join("description.txt").is_file());
            assert_eq!(std::fs::read_dir(paths.screenshots.join(locale)).unwrap().count(), 3);
        }
    }
}
