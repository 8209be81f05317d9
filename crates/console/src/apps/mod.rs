//! Many apps: `gantry.toml` lists them, `--app` and `--all` choose of them, `--shard` spreads them over the jobs of a
//! pipeline.

mod choice;
mod entry;
mod file;
mod many;
mod outcome;
mod read;
mod shard;
#[cfg(test)]
mod tests;

use clap::Args;

pub(crate) use choice::{Choice, choose, take_name};
pub use entry::AppEntry;
pub use file::GantryFile;
pub(crate) use many::run;
#[cfg(test)]
pub(crate) use outcome::Outcomes;
pub use shard::Shard;

/// Which of the apps in gantry.toml a command is about.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Many apps")]
pub struct AppsArgs {
    /// The app of this name in gantry.toml.
    #[arg(long, global = true, value_name = "NAME")]
    app: Option<String>,
    /// Every app in gantry.toml, one after the other or some at once; one that fails does not stop the others.
    #[arg(long, global = true)]
    all: bool,
    /// With --all: of N jobs that share the work this is the Ith, such as `$CI_NODE_INDEX/$CI_NODE_TOTAL`.
    #[arg(long, global = true, value_name = "I/N")]
    shard: Option<Shard>,
}

/// What a verb is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// An app: runs for several apps do not touch each other.
    App,
    /// What the apps of a team have in common: what one run makes the next one finds.
    Team,
    /// No app of gantry.toml.
    Other,
}
