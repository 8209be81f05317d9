//! `cargo xtask release`: a release flow with the tools of this checkout. `spaceship release` does it, which users have too.

use std::process::Command;

use clap::Args;

/// Take an app to its testers or to the store: `spaceship release` with the tools of this checkout.
#[derive(Debug, Args)]
pub(crate) struct ReleaseArgs {
    /// What `spaceship release` takes: beta, store or hotfix, --app NAME, --resume, --dry-run and more.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true, value_name = "FLOW")]
    arguments: Vec<String>,
}

/// Builds the tools and runs the flow in the folder in which cargo was started.
pub(crate) fn run(args: &ReleaseArgs) -> Result<(), String> {
    testkit::build_binaries()?;
    let mut command = Command::new(testkit::binary("spaceship"));
    let status = command.arg("release").args(&args.arguments).status();
    let status = status.map_err(|error| format!("spaceship does not start: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("spaceship release ended with {status}")) }
}
