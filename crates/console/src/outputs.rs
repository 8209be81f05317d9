//! Values for the next stage of a pipeline.

use std::collections::BTreeMap;
use std::path::Path;

use crate::failure::Failure;

/// Variables that a command hands on, by fastlane's names.
pub type Outputs = BTreeMap<&'static str, String>;

/// Writes variables as a dotenv file, for `artifacts: reports: dotenv` and the like: `NAME=value`, no quotes.
pub fn write_env_file(path: &Path, outputs: &Outputs) -> Result<(), Failure> {
    let mut text = String::new();
    for (name, value) in outputs {
        if value.chars().any(char::is_control) {
            let what = format!("{name} cannot stand in {}: its value has line breaks", path.display());
            return Err(Failure::invalid(what));
        }
        text.extend([name, "=", value, "\n"]);
    }
    Ok(signing::write_public(path, text.as_bytes())?)
}
