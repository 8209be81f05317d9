//! What the binaries are made of: the packages whose code is in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use toml_edit::DocumentMut;

use super::PACKAGES;
use crate::cargo::{self, list, text};

/// A package whose code is in a binary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// The licences it may be used under, as an SPDX expression.
    pub(super) licence: String,
    /// Where its sources are.
    pub(super) folder: PathBuf,
    /// SHA-256 of the package as its registry gives it out; none for ours.
    pub(super) checksum: Option<String>,
    /// The packages that it uses.
    pub(super) uses: Vec<Key>,
}

/// Name and version.
pub(super) type Key = (String, String);

impl Package {
    /// Name and version.
    pub(super) fn key(&self) -> Key {
        (self.name.clone(), self.version.clone())
    }

    /// Whether it is a crate of ours.
    pub(super) fn is_ours(&self) -> bool {
        self.checksum.is_none()
    }
}

/// The packages in the binaries for a target, sorted; without those that only build or test them.
pub(super) fn of_binaries(root: &Path, target: &str) -> Result<Vec<Package>, String> {
    let linked = linked(root, target)?;
    let metadata = cargo::metadata(root, target)?;
    let keys = list(&metadata, "packages")
        .map(|package| {
            (text(package, "id"), (text(package, "name").to_owned(), text(package, "version").to_owned()))
        })
        .collect::<BTreeMap<_, _>>();
    let uses = list(&metadata["resolve"], "nodes")
        .map(|node| (text(node, "id"), used(node, &keys, &linked)))
        .collect::<BTreeMap<_, _>>();
    let checksums = checksums(root)?;
    let mut packages = list(&metadata, "packages")
        .filter_map(|package| {
            let id = text(package, "id");
            let key = keys.get(id)?.clone();
            let folder = Path::new(text(package, "manifest_path")).parent()?.to_owned();
            linked.contains(&key).then(|| Package {
                licence: expression(text(package, "license")),
                folder,
                checksum: checksums.get(&key).cloned(),
                uses: uses.get(id).cloned().unwrap_or_default(),
                name: key.0,
                version: key.1,
            })
        })
        .collect::<Vec<_>>();
    packages.sort_by_key(Package::key);
    Ok(packages)
}

/// What is linked: cargo's metadata would count what only tests and other members of the workspace need.
fn linked(root: &Path, target: &str) -> Result<BTreeSet<Key>, String> {
    let edges = "normal,no-proc-macro";
    let mut arguments =
        vec!["tree", "--locked", "--edges", edges, "--prefix", "none", "--format", "{p}", "--target", target];
    arguments.extend(PACKAGES.iter().flat_map(|package| ["--package", package]));
    let tree = cargo::output(root, &arguments)?;
    let key = |line: &str| {
        let mut words = line.split(' ');
        Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
    };
    Ok(tree.lines().filter_map(key).collect())
}

fn used(node: &Value, keys: &BTreeMap<&str, Key>, linked: &BTreeSet<Key>) -> Vec<Key> {
    let normal = |edge: &&Value| list(edge, "dep_kinds").any(|kind| kind["kind"].is_null());
    let all = list(node, "deps").filter(normal).filter_map(|edge| keys.get(text(edge, "pkg")).cloned());
    all.filter(|key| linked.contains(key)).collect::<BTreeSet<_>>().into_iter().collect()
}

fn checksums(root: &Path) -> Result<BTreeMap<Key, String>, String> {
    let lock = fs::read_to_string(root.join("Cargo.lock"))
        .map_err(|error| format!("cannot read Cargo.lock: {error}"))?;
    let lock = lock.parse::<DocumentMut>().map_err(|error| format!("Cargo.lock is no TOML: {error}"))?;
    let all = lock["package"].as_array_of_tables().into_iter().flatten();
    let word = |package: &toml_edit::Table, name: &str| package.get(name)?.as_str().map(str::to_owned);
    Ok(all
        .filter_map(|package| {
            Some(((word(package, "name")?, word(package, "version")?), word(package, "checksum")?))
        })
        .collect())
}

/// Older packages put a slash between licences that one may choose from.
fn expression(licence: &str) -> String {
    licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_licence_becomes_an_expression() {
        assert_eq!(expression("MIT/Apache-2.0"), "MIT OR Apache-2.0");
        assert_eq!(expression("Apache-2.0 / MIT"), "Apache-2.0 OR MIT");
        assert_eq!(expression("MIT OR Apache-2.0"), "MIT OR Apache-2.0");
    }
}
