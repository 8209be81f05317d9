//! Gantry's chores. `cargo xtask help` lists them.

mod bench;
mod cargo;
mod catalogue;
mod demo;
mod dist;
mod release;
mod soak;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Gantry's chores.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    Bench(bench::BenchArgs),
    Catalogue(catalogue::CatalogueArgs),
    Demo(demo::DemoArgs),
    Dist(dist::DistArgs),
    Release(release::ReleaseArgs),
    Soak(soak::SoakArgs),
    /// Check the house rules: who may depend on whom, how long a file may be, that no test is forgotten.
    Tidy,
}

fn main() -> ExitCode {
    let root = root();
    let done = match Cli::parse().chore {
        Chore::Bench(args) => bench::run(&args),
        Chore::Demo(args) => demo::run(&args),
        Chore::Dist(args) => dist::run(&args, &root),
        Chore::Release(args) => release::run(&args),
        Chore::Soak(args) => soak::run(&args),
        Chore::Catalogue(args) => catalogue::run(&args, &root),
        Chore::Tidy => tidy::run(&root),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stdout, reason = "xtask is no tool of the product and links no console")]
fn say(text: &str) {
    println!("{text}");
}

#[expect(clippy::print_stderr, reason = "xtask is no tool of the product and links no console")]
fn complain(text: &str) {
    eprintln!("error: {text}");
}

/// The workspace's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}
