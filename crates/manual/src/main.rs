//! The binary `manual`, which `cargo xtask dist` runs: it writes man pages and completions below the given folder.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Write man pages and completions of all of Gantry's binaries.
#[derive(Debug, Parser)]
#[command(name = "manual")]
struct Cli {
    /// The prefix below which `share/man` and the folders of the shells are made.
    folder: PathBuf,
}

fn main() -> ExitCode {
    let folder = Cli::parse().folder;
    match manual::write(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("cannot write below {}: {error}", folder.display()));
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "this is no tool of the product and has no console of its own")]
fn complain(text: &str) {
    eprintln!("error: {text}");
}
