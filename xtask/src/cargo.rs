//! Asking cargo.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What cargo prints with these arguments, run in `root`.
///
/// # Errors
/// What cargo complains of.
pub(crate) fn output(root: &Path, arguments: &[&str]) -> Result<String, String> {
    let output =
        command(root).args(arguments).output().map_err(|error| format!("cannot run cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "cargo {} failed: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// cargo, to be run in `root`: the one that runs this, where there is one.
pub(crate) fn command(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

/// What `cargo metadata` tells of the packages that a target needs.
///
/// # Errors
/// What cargo complains of.
pub(crate) fn metadata(root: &Path, target: &str) -> Result<Value, String> {
    let arguments = ["metadata", "--format-version", "1", "--locked", "--filter-platform", target];
    serde_json::from_str(&output(root, &arguments)?)
        .map_err(|error| format!("cargo metadata printed no JSON: {error}"))
}

/// The members of a list in cargo's metadata; none where there is no list.
pub(crate) fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// A text in cargo's metadata; empty where there is none.
pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}
