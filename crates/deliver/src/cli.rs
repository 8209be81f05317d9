//! The command line.

use clap::{Parser, Subcommand};
use console::{Common, Context, CredentialNames, Failure, TeamNames, Tool};

use crate::commands::download_metadata::{self, DownloadMetadataArgs};
use crate::commands::download_screenshots::{self, DownloadScreenshotsArgs};
use crate::commands::init::{self, InitArgs};
use crate::commands::run::{self, RunArgs};

/// The store page: texts, screenshots, build and submission.
#[derive(Debug, Parser)]
#[command(
    name = "deliver",
    version,
    after_help = "Without a verb `run` is meant; `deliver run --help` lists its options."
)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Bring the project's texts and screenshots to App Store Connect, and submit the version if asked.
    Run(Box<RunArgs>),
    /// Show what `run` would change, and change nothing.
    Plan(Box<RunArgs>),
    /// Write a Deliverfile, and what Apple has into files; what is there stays unless it is forced.
    Init(InitArgs),
    /// Write the texts that Apple has into files.
    #[command(alias = "download_metadata")]
    DownloadMetadata(DownloadMetadataArgs),
    /// Fetch the screenshots that Apple has.
    #[command(alias = "download_screenshots")]
    DownloadScreenshots(DownloadScreenshotsArgs),
}

/// Where deliver finds its key before the general variables.
pub(crate) const KEY_NAMES: CredentialNames = CredentialNames {
    path: &["DELIVER_API_KEY_PATH"],
    json: &["DELIVER_API_KEY"],
    user: &["DELIVER_USERNAME"],
    developer_team: TeamNames {
        id: &["DELIVER_DEV_PORTAL_TEAM_ID"],
        name: &["DELIVER_DEV_PORTAL_TEAM_NAME"],
    },
    provider: TeamNames { id: &["DELIVER_TEAM_ID"], name: &["DELIVER_TEAM_NAME"] },
};

impl Tool for Cli {
    const MAIN_VERB: &'static str = "run";

    fn common(&self) -> &Common {
        &self.common
    }

    async fn run(self, context: &Context) -> Result<u8, Failure> {
        match self.verb {
            Verb::Run(args) => run::run(&args, context, context.common.dry_run).await,
            Verb::Plan(args) => run::run(&args, context, true).await,
            Verb::Init(args) => init::run(&args, context).await,
            Verb::DownloadMetadata(args) => download_metadata::run(&args, context).await,
            Verb::DownloadScreenshots(args) => download_screenshots::run(&args, context).await,
        }
    }
}
