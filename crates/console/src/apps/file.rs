//! `gantry.toml`: the apps of a project.

use std::fs;
use std::path::{Path, PathBuf};

use super::entry::AppEntry;
use super::read::Reader;
use crate::exit;
use crate::failure::Failure;
use crate::nearest::did_you_mean;

/// The file's name.
const NAME: &str = "gantry.toml";
/// What it may hold.
const KEYS: [&str; 2] = ["defaults", "apps"];

/// The apps of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GantryFile {
    /// Where the file is.
    pub path: PathBuf,
    /// The apps, as they stand in it.
    pub apps: Vec<AppEntry>,
}

impl GantryFile {
    /// Reads the file of the project that `folder` belongs to: there or in the nearest folder above that has one.
    ///
    /// # Errors
    /// One of exit code 2 where there is none, of 6 where something in it is wrong.
    pub fn find(folder: &Path) -> Result<Self, Failure> {
        let path = folder.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file());
        let Some(path) = path else {
            let what = format!("there is no {NAME} in {} or above", folder.display());
            let hint =
                "make one with [apps.NAME] and the `bundle_id` of each app; docs/many-apps.md tells more";
            return Err(Failure::new(exit::USAGE, what).hint(hint));
        };
        let unreadable = |error: std::io::Error| {
            Failure::invalid(format!("cannot read {}", path.display())).cause(error.to_string())
        };
        let text = fs::read_to_string(&path).map_err(unreadable)?;
        let apps = apps(&path, &text)?;
        Ok(Self { path, apps })
    }

    /// The folder that it stands in.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// The app of that name.
    ///
    /// # Errors
    /// One of exit code 2 where there is none.
    pub fn app(&self, name: &str) -> Result<&AppEntry, Failure> {
        let names = || self.apps.iter().map(|app| app.name.as_str());
        self.apps.iter().find(|app| app.name == name).ok_or_else(|| {
            let near = did_you_mean(name, names());
            Failure::new(exit::USAGE, format!("{} has no app named `{name}`{near}", self.path.display()))
                .hint(format!("it has {}", names().collect::<Vec<_>>().join(", ")))
        })
    }
}

fn apps(path: &Path, text: &str) -> Result<Vec<AppEntry>, Failure> {
    let reader = Reader::new(path, text);
    let document = reader.document()?;
    let root = path.parent().unwrap_or(Path::new("."));
    let mut defaults = AppEntry::at(root);
    for (key, item) in document.iter() {
        if !KEYS.contains(&key) {
            return Err(reader.unknown(document.as_table(), key, NAME, &KEYS));
        }
        if key == "defaults" {
            defaults = AppEntry::defaults(reader, reader.table(item, key)?, root)?;
        }
    }
    let Some(listed) = document.get("apps") else {
        return Err(reader.wrong(None, "it has no apps").hint("write [apps.NAME] with a `bundle_id`"));
    };
    let table = reader.table(listed, "apps.NAME")?;
    let mut apps: Vec<AppEntry> = Vec::new();
    for (name, item) in table.iter() {
        let place = table.key(name).and_then(toml_edit::Key::span).or_else(|| item.span());
        if let Some(what) = wrong_name(name) {
            return Err(reader.wrong(place, &what));
        }
        let entry = AppEntry::read(reader, name, reader.table(item, &format!("apps.{name}"))?, &defaults)?;
        if entry.bundle_id.is_empty() {
            return Err(reader.wrong(place, &format!("[apps.{name}] has no `bundle_id`")));
        }
        let same =
            |other: &&AppEntry| (&other.bundle_id, other.platform) == (&entry.bundle_id, entry.platform);
        if let Some(other) = apps.iter().find(same) {
            let what = format!("[apps.{name}] has the bundle id and the platform of [apps.{}]", other.name);
            return Err(reader.wrong(place, &what));
        }
        apps.push(entry);
    }
    if apps.is_empty() {
        return Err(reader.wrong(None, "it has no apps").hint("write [apps.NAME] with a `bundle_id`"));
    }
    Ok(apps)
}

/// A name is typed at a prompt and becomes a part of file names; a number is Apple's.
fn wrong_name(name: &str) -> Option<String> {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let plain = name.chars().all(fits) && name.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    if !plain || name.len() > 60 {
        return Some(format!("`{name}` is no name for an app: letters, digits, `-`, `_` and `.` make one"));
    }
    let number = name.chars().all(|letter| letter.is_ascii_digit());
    number.then(|| format!("`{name}` is a number, which is Apple's name for an app: choose a word"))
}
