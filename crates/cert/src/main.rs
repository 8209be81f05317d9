//! The binary `cert`.

use std::process::ExitCode;

fn main() -> ExitCode {
    console::run::<cert::Cli>()
}
