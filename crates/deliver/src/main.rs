//! The binary `deliver`.

use std::process::ExitCode;

fn main() -> ExitCode {
    console::run::<deliver::Cli>()
}
