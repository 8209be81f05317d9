//! The workspace's binaries: built once, then found beside the running one.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// Builds all binaries of the workspace in the profile of the running program, once per process.
///
/// `cargo test` builds only those of packages that have integration tests of their own, so that a test asks for
/// the rest here.
///
/// # Errors
/// What cargo printed.
pub fn build_binaries() -> Result<(), String> {
    static BUILT: OnceLock<Result<(), String>> = OnceLock::new();
    BUILT.get_or_init(build).clone()
}

fn build() -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--workspace", "--bins"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    // The flags of coverage or a sanitiser, and the jobs' tokens, are the outer cargo's affair.
    command.env_remove("CARGO_MAKEFLAGS");
    let output = command.output().map_err(|error| format!("cannot run cargo: {error}"))?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// The path of a binary of the workspace.
///
/// # Panics
/// When the running program does not stand in cargo's target folder, or the binaries do not build.
pub fn binary(name: &str) -> PathBuf {
    if let Err(error) = build_binaries() {
        panic!("the binaries do not build:\n{error}");
    }
    let program = std::env::current_exe().expect("the running program has a path");
    let folder = program
        .ancestors()
        .skip(1)
        .find(|folder| folder.ends_with("debug") || folder.ends_with("release"))
        .expect("the running program stands in cargo's target folder");
    folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
