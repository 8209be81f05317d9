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
