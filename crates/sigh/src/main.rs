//! The binary `sigh`.

use std::process::ExitCode;

fn main() -> ExitCode {
    console::run::<sigh::Cli>()
}
