//! The command line.

use clap::{Parser, Subcommand};
use console::{AppsArgs, Common, Context, CredentialNames, Failure, Scope, TeamNames, Tool};

use crate::commands::cancel::{self, CancelArgs};
use crate::commands::download_app_clip_header_images::{self, DownloadAppClipHeaderImagesArgs};
use crate::commands::download_metadata::{self, DownloadMetadataArgs};
use crate::commands::download_screenshots::{self, DownloadScreenshotsArgs};
use crate::commands::init::{self, InitArgs};
use crate::commands::phased::{self, PhasedArgs};
use crate::commands::preview::{self, PreviewArgs};
use crate::commands::release::{self, ReleaseArgs};
use crate::commands::reviews::{self, ReviewsArgs};
use crate::commands::run::{self, RunArgs};
use crate::commands::status::{self, StatusArgs};
use crate::deliverfile;

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
    #[command(flatten)]
    apps: AppsArgs,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Bring the project's texts and screenshots to App Store Connect, and submit the version if asked.
    Run(Box<RunArgs>),
    /// Show what `run` would change, and change nothing.
    Plan(Box<RunArgs>),
    /// Bring everything to App Store Connect, and hand the version in for review with the newest build.
    #[command(alias = "submit_build")]
    SubmitBuild(Box<RunArgs>),
    /// Write the store page, as it is and as it would be, into one HTML file.
    #[command(alias = "generate-summary", alias = "generate_summary")]
    Preview(Box<PreviewArgs>),
    /// Tell how the app stands: its versions, build, submission and phased release.
    Status(StatusArgs),
    /// Take back what was handed in for review, so that the version can be changed.
    Cancel(CancelArgs),
    /// Give a version to the store that is approved and waits for its developer.
    Release(ReleaseArgs),
    /// Hold a release in phases, go on with it, or give the version to everybody.
    PhasedRelease(PhasedArgs),
    /// See what customers say, and answer them.
    Reviews(ReviewsArgs),
    /// Write a Deliverfile, and what Apple has into files; what is there stays unless it is forced.
    Init(InitArgs),
    /// Write the texts that Apple has into files.
    #[command(alias = "download_metadata")]
    DownloadMetadata(DownloadMetadataArgs),
    /// Fetch the screenshots that Apple has.
    #[command(alias = "download_screenshots")]
    DownloadScreenshots(DownloadScreenshotsArgs),
    /// Fetch the header images of the App Clip's card.
    #[command(alias = "download_app_clip_header_images")]
    DownloadAppClipHeaderImages(DownloadAppClipHeaderImagesArgs),
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

    fn is_dry_run(&self) -> bool {
        self.common.dry_run || matches!(self.verb, Verb::Plan(_))
    }

    fn apps(&self) -> Option<(&AppsArgs, Scope)> {
        Some((&self.apps, Scope::App))
    }

    async fn run(self, context: &Context) -> Result<u8, Failure> {
        // What writes the file does not read it.
        let begins = matches!(self.verb, Verb::Init(_));
        let context = &if begins { context.clone() } else { deliverfile::applied(context)? };
        match self.verb {
            Verb::Run(args) => Box::pin(run::run(&args, context, context.common.dry_run)).await,
            Verb::Plan(args) => Box::pin(run::run(&args, context, true)).await,
            Verb::SubmitBuild(args) => {
                Box::pin(run::run(&args.submitting(), context, context.common.dry_run)).await
            }
            Verb::Preview(args) => Box::pin(preview::run(&args, context)).await,
            Verb::Status(args) => status::run(&args, context).await,
            Verb::Cancel(args) => cancel::run(&args, context).await,
            Verb::Release(args) => release::run(&args, context).await,
            Verb::PhasedRelease(args) => phased::run(&args, context).await,
            Verb::Reviews(args) => reviews::run(&args, context).await,
            Verb::Init(args) => init::run(&args, context).await,
            Verb::DownloadMetadata(args) => download_metadata::run(&args, context).await,
            Verb::DownloadScreenshots(args) => download_screenshots::run(&args, context).await,
            Verb::DownloadAppClipHeaderImages(args) => {
                download_app_clip_header_images::run(&args, context).await
            }
        }
    }
}
