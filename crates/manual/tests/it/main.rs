//! What the book says of command lines, held against the command lines.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod exit_codes;
mod fastlane;
mod page;
mod reference;
mod variables;

use std::fs;
use std::path::{Path, PathBuf};

/// The book's folder.
fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

/// Holds a generated page against the file, or writes the file where `UPDATE_DOCS` is set.
fn check(name: &str, wanted: &str) {
    let path = docs().join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, wanted).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let first = found.lines().zip(wanted.lines()).find(|(found, wanted)| found != wanted);
    assert!(
        found == wanted,
        "docs/{name} is not current ({first:?}): run `UPDATE_DOCS=1 cargo test -p manual` and commit what it writes"
    );
}
