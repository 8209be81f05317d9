//! Where the API key is found.

mod key_file;
mod search;
#[cfg(test)]
mod tests;
mod variables;

use spaceship::auth::ApiKey;

pub(crate) use key_file::json_file;
pub(crate) use search::find;
#[cfg(test)]
pub(crate) use variables::variable_names;

/// A tool's own names for the key variables, such as `SIGH_API_KEY_PATH`, searched before the general ones.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeyNames {
    /// Variables that hold the path of a JSON key file.
    pub path: &'static [&'static str],
    /// Variables that hold a JSON key.
    pub json: &'static [&'static str],
}

/// A key, and where it came from.
#[derive(Debug)]
pub struct FoundKey {
    /// The key.
    pub key: ApiKey,
    /// Where it came from, for a person.
    pub origin: String,
    /// What the user should know of it.
    pub notices: Vec<String>,
}
