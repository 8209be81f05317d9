//! The verbs.

use std::path::Path;

use console::Failure;

pub(crate) mod create;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod keychain;
pub(crate) mod list;
pub(crate) mod revoke;
pub(crate) mod verify;

/// More than any key or certificate has.
const LARGEST: u64 = 1024 * 1024;

/// A file that a person names.
fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let unread = |why: String| Failure::invalid(format!("cannot read {}", path.display())).cause(why);
    let size = std::fs::metadata(path).map_err(|error| unread(error.to_string()))?.len();
    if size > LARGEST {
        return Err(unread(format!("it has {size} bytes, far more than a key or certificate")));
    }
    std::fs::read(path).map_err(|error| unread(error.to_string()))
}
