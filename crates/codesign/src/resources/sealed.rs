//! Judging a seal.

use std::fmt;

use plist::{Dictionary, Value};

use super::rules::{self, Rule};
use super::seal::{Item, Seal};
use crate::error::{Error, Result};

/// A seal as a bundle has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sealed {
    files: Dictionary,
    own_rules: bool,
}

/// How a bundle differs from its seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The file is not what was sealed.
    Changed(String),
    /// The file was sealed and is gone.
    Missing(String),
    /// The file is there and was not sealed.
    Added(String),
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(path) => write!(formatter, "`{path}` was changed after it was sealed"),
            Self::Missing(path) => write!(formatter, "`{path}` was sealed and is missing"),
            Self::Added(path) => write!(formatter, "`{path}` was added after the seal"),
        }
    }
}

impl Sealed {
    /// Reads `_CodeSignature/CodeResources`.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let broken = |why: &str| Error::Broken(format!("its CodeResources {why}"));
        let list = artifact::read_property_list(bytes)
            .map_err(|error| broken(&format!("cannot be read ({error})")))?;
        let files = list.get("files2").and_then(Value::as_dictionary).cloned();
        Ok(Self {
            files: files.ok_or_else(|| broken("have no list of files in SHA-256"))?,
            own_rules: list.get("rules2") == Some(&rules::new_list()),
        })
    }

    /// Whether the rules are those that this crate writes. With others, files may rightly be left out that
    /// [`Sealed::changes`] takes for added.
    pub fn has_own_rules(&self) -> bool {
        self.own_rules
    }

    /// How the bundle differs from its seal, in the order of the paths.
    pub fn changes(&self, bundle: &Seal) -> Vec<Change> {
        let mut changes = Vec::new();
        for (path, item) in &bundle.items {
            match self.files.get(path) {
                Some(told) if holds(told, item) => {}
                Some(_) => changes.push(Change::Changed(path.clone())),
                None if rules::new(path) == Rule::Omitted => {}
                None => changes.push(Change::Added(path.clone())),
            }
        }
        for (path, told) in &self.files {
            let optional = told.as_dictionary().and_then(|told| told.get("optional")?.as_boolean());
            if !bundle.items.contains_key(path) && optional != Some(true) {
                changes.push(Change::Missing(path.clone()));
            }
        }
        changes
    }
}

fn holds(told: &Value, item: &Item) -> bool {
    let Some(told) = told.as_dictionary() else { return false };
    match item {
        Item::Link(target) => told.get("symlink").and_then(Value::as_string) == Some(target),
        Item::File(digests) => {
            let old = told.get("hash").and_then(Value::as_data);
            told.get("hash2").and_then(Value::as_data) == Some(&digests.sha256[..])
                && old.is_none_or(|old| old == digests.sha1)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::{FileDigests, FileHasher};

    fn bundle() -> Seal {
        let mut seal = Seal::new();
        for path in ["Info.plist", "Assets.car", "de.lproj/Main.strings", "Frameworks/A.framework/A"] {
            seal.file(path, FileDigests::of(path.as_bytes()));
        }
        seal.link("Current", "Assets.car");
        seal
    }

    fn changes(bundle: &Seal) -> Vec<String> {
        let bytes = self::bundle().to_bytes(true).unwrap();
        let sealed = Sealed::read(&bytes).unwrap();
        assert!(sealed.has_own_rules());
        sealed.changes(bundle).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_seal_holds_for_what_it_was_made_of() {
        assert!(changes(&bundle()).is_empty());
    }

    #[test]
    fn every_change_is_found_and_optional_files_may_be_missing() {
        let mut other = bundle();
        other.file("Assets.car", FileDigests::of(b"other"));
        other.file("Added.txt", FileDigests::of(b"more"));
        other.file(".DS_Store", FileDigests::of(b"more"));
        other.link("Current", "Info.plist");
        other.items.remove("de.lproj/Main.strings");
        other.items.remove("Frameworks/A.framework/A");
        assert_eq!(
            changes(&other),
            [
                "`Added.txt` was added after the seal",
                "`Assets.car` was changed after it was sealed",
                "`Current` was changed after it was sealed",
                "`Frameworks/A.framework/A` was sealed and is missing",
            ]
        );
    }

    #[test]
    fn the_older_digest_is_there_for_older_systems_only() {
        for with_sha1 in [true, false] {
            let bytes = bundle().to_bytes(with_sha1).unwrap();
            let list = artifact::read_property_list(&bytes).unwrap();
            let file = |all: &str, path: &str| {
                let files = list.get(all).and_then(Value::as_dictionary).unwrap();
                files.get(path).cloned()
            };
            let new = file("files2", "Assets.car").unwrap().into_dictionary().unwrap();
            assert_eq!(new.contains_key("hash"), with_sha1);
            assert!(file("files", "Info.plist").unwrap().as_data().is_some());
            assert_eq!(file("files2", "Info.plist"), None, "it is signed by itself");
            assert_eq!(file("files", "Current"), None, "old systems do not know links");
            assert!(file("files", "de.lproj/Main.strings").unwrap().as_dictionary().is_some());
        }
    }

    #[test]
    fn digests_are_the_same_however_the_bytes_come() {
        let mut hasher = FileHasher::default();
        for part in [b"Ass".as_slice(), b"ets"] {
            hasher.write_all(part).unwrap();
        }
        assert_eq!(hasher.finish(), FileDigests::of(b"Assets"));
    }

    #[test]
    fn a_seal_that_is_none_is_refused() {
        for bytes in [b"".as_slice(), b"<plist><array/></plist>", b"<plist><dict/></plist>"] {
            assert!(Sealed::read(bytes).unwrap_err().to_string().contains("CodeResources"));
        }
    }
}
