//! An app of gantry.toml, and what it means for a command.

use std::path::{Path, PathBuf};

use toml_edit::{Item, TableLike};

use super::read::Reader;
use crate::context::Context;
use crate::dotenv;
use crate::failure::Failure;

/// What may be said of an app, and of all of them under `[defaults]`.
const COMMON: [&str; 9] =
    ["account", "api_key_path", "build", "groups", "ipa", "metadata", "platform", "screenshots", "signing"];
/// What may be said of an app alone.
const OWN: [&str; 2] = ["bundle_id", "folder"];

/// The variables by which tools know the bundle id, and Apple's number, which would beat it.
const BUNDLE_ID: [&str; 3] = ["DELIVER_APP_IDENTIFIER", "PILOT_APP_IDENTIFIER", "SIGH_APP_IDENTIFIER"];
const NUMBER: [&str; 2] = ["DELIVER_APP_ID", "PILOT_APPLE_ID"];

/// An app of gantry.toml.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AppEntry {
    /// Its name there.
    pub name: String,
    /// Its bundle id.
    pub bundle_id: String,
    /// Its folder, absolute: paths are from there.
    pub folder: PathBuf,
    /// The user's command that builds it.
    pub build: Option<String>,
    pub(super) platform: Option<artifact::Platform>,
    account: Option<String>,
    api_key_path: Option<PathBuf>,
    /// Values for variables that are not set.
    defaults: Vec<(&'static str, String)>,
}

impl AppEntry {
    /// An app of which nothing is said, in the file at `root`.
    pub(super) fn at(root: &Path) -> Self {
        Self { folder: root.to_owned(), ..Self::default() }
    }

    /// What stands under `[defaults]`, in the file at `root`.
    pub(super) fn defaults(reader: Reader<'_>, table: &dyn TableLike, root: &Path) -> Result<Self, Failure> {
        let mut entry = Self::at(root);
        for (key, item) in table.iter() {
            if !entry.take(reader, key, item, root)? {
                return Err(reader.unknown(table, key, "[defaults]", &COMMON));
            }
        }
        Ok(entry)
    }

    /// An app, with what is said of all where nothing is said of it.
    pub(super) fn read(
        reader: Reader<'_>,
        name: &str,
        table: &dyn TableLike,
        defaults: &Self,
    ) -> Result<Self, Failure> {
        let root = &defaults.folder;
        let mut entry = Self { name: name.to_owned(), ..defaults.clone() };
        // Whose credentials count is said by the nearer of the two.
        if table.contains_key("account") || table.contains_key("api_key_path") {
            (entry.account, entry.api_key_path) = (None, None);
        }
        for (key, item) in table.iter() {
            match key {
                "bundle_id" => entry.bundle_id = reader.text(item, key)?,
                "folder" => entry.folder = root.join(reader.text(item, key)?),
                _ if entry.take(reader, key, item, root)? => {}
                _ => {
                    let known = [&OWN[..], &COMMON[..]].concat();
                    return Err(reader.unknown(table, key, &format!("[apps.{name}]"), &known));
                }
            }
        }
        Ok(entry)
    }

    /// Takes a value of those that may also stand under `[defaults]`; tells whether it is one.
    fn take(&mut self, reader: Reader<'_>, key: &str, item: &Item, root: &Path) -> Result<bool, Failure> {
        match key {
            "account" => self.account = Some(reader.text(item, key)?),
            // As the user wrote it: `~` is made out when the home folder is known.
            "api_key_path" => {
                let given = reader.text(item, key)?;
                let path = if given.starts_with('~') { given.into() } else { root.join(given) };
                self.api_key_path = Some(path);
            }
            "build" => self.build = Some(reader.text(item, key)?),
            "groups" => self.set(&["PILOT_GROUPS"], &reader.list(item, key)?),
            "ipa" => self.set(&["PILOT_IPA"], &reader.text(item, key)?),
            "metadata" => {
                self.set(&["DELIVER_METADATA_PATH", "PILOT_METADATA_PATH"], &reader.text(item, key)?);
            }
            "platform" => self.take_platform(reader, item)?,
            "screenshots" => self.set(&["DELIVER_SCREENSHOTS_PATH"], &reader.text(item, key)?),
            "signing" => self.set(&["CERT_OUTPUT_PATH", "SIGH_OUTPUT_PATH"], &reader.text(item, key)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn take_platform(&mut self, reader: Reader<'_>, item: &Item) -> Result<(), Failure> {
        let word = reader.text(item, "platform")?;
        let platform = word.parse::<artifact::Platform>();
        let platform = platform.map_err(|error| reader.wrong(item.span(), &error.to_string()))?;
        let (store, signing) = match platform {
            artifact::Platform::MacOs => ("macos", "macos"),
            artifact::Platform::TvOs => ("tvos", "tvos"),
            artifact::Platform::VisionOs => ("visionos", "ios"),
            artifact::Platform::Ios => ("ios", "ios"),
        };
        self.set(&["DELIVER_PLATFORM", "PILOT_PLATFORM"], store);
        self.set(&["CERT_PLATFORM", "SIGH_PLATFORM"], signing);
        self.platform = Some(platform);
        Ok(())
    }

    fn set(&mut self, variables: &[&'static str], value: &str) {
        self.defaults.retain(|(known, _)| !variables.contains(known));
        self.defaults.extend(variables.iter().map(|variable| (*variable, value.to_owned())));
    }

    /// The context in which a command is about this app. Which app it is and whose, no variable changes; everything else
    /// is a default.
    pub fn applied(&self, context: &Context) -> Result<Context, Failure> {
        let mut context = context.clone();
        if !self.folder.is_dir() {
            let what = format!("the folder of {}, {}, is not there", self.name, self.folder.display());
            return Err(Failure::invalid(what).hint("write the right `folder` into gantry.toml"));
        }
        context.folder.clone_from(&self.folder);
        dotenv::load(&context.folder, &context.common.env, &mut context.environment)?;
        let mut context = context.with_defaults(self.defaults.iter().cloned());
        for name in BUNDLE_ID {
            context.environment.set(name, self.bundle_id.clone(), true);
        }
        for name in NUMBER {
            context.environment.set(name, String::new(), true);
        }
        let common = &mut context.common;
        if common.key.api_key.is_none() && common.key.api_key_path.is_none() && common.login.account.is_none()
        {
            common.key.api_key_path.clone_from(&self.api_key_path);
            common.login.account.clone_from(&self.account);
        }
        Ok(context)
    }
}
