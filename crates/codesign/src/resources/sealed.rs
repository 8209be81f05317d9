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
