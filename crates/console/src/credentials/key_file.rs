//! Key files and key texts, and what the user should know of them.

use std::fs;
use std::path::Path;

use spaceship::auth::{ApiKey, KeyError};

use super::FoundKey;
use crate::{Failure, exit};

pub(crate) fn json_file(path: &Path, named_by: &str) -> Result<FoundKey, Failure> {
    let missing =
        |error: Failure| error.context(format!("{named_by} names an API key file that cannot be used"));
    let text = read(path).map_err(missing)?;
    let origin = path.display().to_string();
    let key = ApiKey::from_json(&text).map_err(|error| bad_key(&origin, error))?;
    Ok(found(key, origin, readable_by_others(path).into_iter().collect()))
}

pub(super) fn json_text(json: &str, named_by: &str) -> Result<FoundKey, Failure> {
    let key = ApiKey::from_json(json).map_err(|error| bad_key(named_by, error))?;
    Ok(found(key, named_by.to_owned(), Vec::new()))
}

pub(super) fn found(key: ApiKey, origin: String, mut notices: Vec<String>) -> FoundKey {
    let repairs = key.repairs().iter().map(|repair| format!("the key from {origin} was repaired: {repair}"));
    notices.extend(repairs);
    if !key.has_usual_id() {
        notices.push(format!(
            "the key id `{}` does not look like Apple's (ten upper-case letters and digits)",
            key.key_id()
        ));
    }
    FoundKey { key, origin, notices }
}

pub(super) fn bad_key(origin: &str, error: KeyError) -> Failure {
    Failure::from(error).context(format!("the API key from {origin} cannot be used"))
}

/// Tells of a file whose name holds another key id than the one that goes with it.
pub(super) fn misnamed(path: &Path, key_id: &str) -> Option<String> {
    let named = path.file_stem()?.to_str()?.strip_prefix("AuthKey_")?;
    let told = || format!("{} is the file of another key than {key_id}, by its name", path.display());
    (named != key_id).then(told)
}

pub(super) fn read(path: &Path) -> Result<String, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::new(exit::CREDENTIALS, format!("cannot read the key file {}", path.display()))
            .cause(error.to_string())
    };
    let bytes = fs::read(path).map_err(unreadable)?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::new(exit::INVALID, format!("the key file {} is no text", path.display())))
}

#[cfg(unix)]
pub(super) fn readable_by_others(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).ok()?.permissions().mode();
    (mode & 0o077 != 0).then(|| format!("others can read {}: chmod 600 it", path.display()))
}

#[cfg(not(unix))]
pub(super) fn readable_by_others(_path: &Path) -> Option<String> {
    None
}
