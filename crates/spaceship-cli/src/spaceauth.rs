//! The binary `spaceauth`.

use std::process::ExitCode;

fn main() -> ExitCode {
    console::run::<spaceship_cli::Spaceauth>()
}
