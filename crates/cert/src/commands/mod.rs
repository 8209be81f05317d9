//! The verbs.

use std::path::Path;

use console::Failure;

pub(crate) mod create;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod keychain;
pub(crate) mod list;
pub(crate) mod revoke;
#[cfg(test)]
mod schemas;
pub(crate) mod verify;

/// More than any key or certificate has.
const LARGEST: u64 = 1024 * 1024;

/// A file with a key or certificate that a person names.
fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    console::read_file(path, LARGEST)
}
