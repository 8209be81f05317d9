//! Building the binaries, and their manual.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::PACKAGES;
use crate::cargo;
use crate::say;

/// Builds the binaries for a target and answers the folder where they are.
pub(super) fn build(root: &Path, target: &str) -> Result<PathBuf, String> {
    say(&format!("Building for {target} ..."));
    let mut command = cargo::command(root);
    command.args(["build", "--release", "--locked", "--target", target]);
    command.args(PACKAGES.iter().flat_map(|package| ["--package", package]));
    // What the binaries of the same sources are must not depend on where these lie.
    let flags = renamed_folders(root)?.map(|(folder, name)| format!("--remap-path-prefix={folder}={name}"));
    command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    succeed(command, "the binaries do not build (docs/packaging.md says what a target needs)")?;
    let metadata = cargo::metadata(root, target)?;
    Ok(Path::new(cargo::text(&metadata, "target_directory")).join(target).join("release"))
}

/// Writes man pages and completions below a prefix. They are made on this machine, whatever the target.
pub(super) fn manual(root: &Path, prefix: &Path) -> Result<(), String> {
    let mut command = cargo::command(root);
    // Not by its package: so it shares what was built with the whole workspace.
    command.args(["run", "--quiet", "--locked", "--bin", "manual", "--"]).arg(prefix);
    succeed(command, "the manual cannot be made")
}

/// The folders whose paths would get into a binary, with what stands there in their place.
pub(super) fn renamed_folders(root: &Path) -> Result<[(String, &'static str); 2], String> {
    let home = std::env::var("CARGO_HOME").map(PathBuf::from).or_else(|_| {
        let home = std::env::var("HOME").or_else(|_| std::env::var("USERPROFILE"));
        home.map(|home| PathBuf::from(home).join(".cargo"))
    });
    let home = home.map_err(|_| "neither CARGO_HOME nor HOME says where cargo keeps its files".to_owned())?;
    Ok([(root.display().to_string(), "gantry"), (home.display().to_string(), "cargo")])
}

fn succeed(mut command: Command, otherwise: &str) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{otherwise}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{otherwise}: {status}")) }
}
