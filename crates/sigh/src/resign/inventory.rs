//! The files of an app with their digests: what seals are made of and held against.

use std::collections::BTreeMap;

use artifact::{Contents, EntryKind};
use codesign::{FileDigests, FileHasher, Seal};
use console::Failure;

use super::bundles::Code;

/// What lies at a name of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Item {
    File(FileDigests),
    Link(String),
}

/// The files and links of an app by their names in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inventory {
    items: BTreeMap<String, Item>,
}

impl Inventory {
    /// Reads all files of the archive's app.
    pub(super) fn of(contents: &mut Contents, app: &str) -> Result<Self, Failure> {
        let inside = format!("{app}/");
        let entries = contents
            .entries()
            .filter(|(name, _)| name.starts_with(&inside))
            .map(|(name, kind)| (name.to_owned(), kind.clone()))
            .collect::<Vec<_>>();
        let mut items = BTreeMap::new();
        for (name, kind) in entries {
            let item = match kind {
                EntryKind::Folder => continue,
                EntryKind::Link(target) => Item::Link(target),
                EntryKind::File => {
                    let mut hasher = FileHasher::default();
                    contents.copy(&name, &mut hasher)?;
                    Item::File(hasher.finish())
                }
            };
            items.insert(name, item);
        }
        Ok(Self { items })
    }

    /// Takes note of a file that was written.
    pub(super) fn put(&mut self, name: &str, bytes: &[u8]) {
        self.items.insert(name.to_owned(), Item::File(FileDigests::of(bytes)));
    }

    /// The seal of a bundle; `None` for a library that lies alone.
    pub(super) fn seal(&self, code: &Code) -> Option<Seal> {
        let inside = format!("{}/", code.folder.as_ref()?);
        let executable = code.executable.strip_prefix(&inside).unwrap_or_default();
        let mut seal = Seal::new();
        for (name, item) in self.items.range(inside.clone()..) {
            let Some(path) = name.strip_prefix(&inside) else { break };
            if !Seal::covers(path, executable) {
                continue;
            }
            match item {
                Item::File(digests) => seal.file(path, digests.clone()),
                Item::Link(target) => seal.link(path, target),
            }
        }
        Some(seal)
    }

    /// Whether both have the same, but for the names that are excepted.
    pub(super) fn is_like(&self, other: &Self, excepted: impl Fn(&str) -> bool) -> bool {
        let one = self.items.iter().filter(|(name, _)| !excepted(name));
        one.eq(other.items.iter().filter(|(name, _)| !excepted(name)))
    }
}
