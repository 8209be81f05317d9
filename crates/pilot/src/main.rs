//! The binary `pilot`.

use std::process::ExitCode;

fn main() -> ExitCode {
    console::run::<pilot::Cli>()
}
