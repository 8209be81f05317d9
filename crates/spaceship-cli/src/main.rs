//! The binary `spaceship`.

use std::process::ExitCode;

fn main() -> ExitCode {
    console::run::<spaceship_cli::Cli>()
}
