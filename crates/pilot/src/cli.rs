//! The command line.

use clap::{Parser, Subcommand};
use console::{AppsArgs, Common, Context, CredentialNames, Failure, ProviderArgs, Scope, TeamNames, Tool};

use crate::commands::{builds, distribute, feedback, groups, latest, testers, upload};

/// TestFlight: upload a build, wait for it, hand it to testers.
#[derive(Debug, Parser)]
#[command(
    name = "pilot",
    version,
    after_help = "Without a verb `upload` is meant; `pilot upload --help` lists its options."
)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    apps: AppsArgs,
    #[command(flatten)]
    team: ProviderArgs,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Upload an .ipa or .pkg, wait until Apple has processed it, and hand it to testers.
    Upload(Box<upload::UploadArgs>),
    /// Hand a build that Apple has to testers.
    Distribute(Box<distribute::DistributeArgs>),
    /// List the builds of an app.
    Builds(builds::BuildsArgs),
    /// Add people to beta groups.
    Add(testers::AddArgs),
    /// Remove people from beta groups, or from testing the app.
    Remove(testers::RemoveArgs),
    /// Show a tester of the app.
    Find(testers::FindArgs),
    /// List the testers of the app.
    List(testers::ListArgs),
    /// Write the testers of the app to fastlane's CSV file.
    Export(testers::ExportArgs),
    /// Bring the people of fastlane's CSV file into beta groups.
    Import(testers::ImportArgs),
    /// See, make and delete beta groups.
    Groups(groups::GroupsArgs),
    /// See and fetch what testers sent with pictures.
    Feedback(feedback::FeedbackArgs),
    /// See and fetch the crashes that testers sent.
    Crashes(feedback::FeedbackArgs),
    /// Print the highest build number of the app: for CI, which makes the next one.
    #[command(name = "latest-build-number", alias = "latest_build_number")]
    LatestBuildNumber(latest::LatestArgs),
}

/// Where pilot finds its key before the general variables.
pub(crate) const KEY_NAMES: CredentialNames = CredentialNames {
    path: &["PILOT_API_KEY_PATH"],
    json: &["PILOT_API_KEY"],
    user: &["PILOT_USERNAME"],
    developer_team: TeamNames { id: &["PILOT_DEV_PORTAL_TEAM_ID"], name: &[] },
    provider: TeamNames { id: &["PILOT_TEAM_ID"], name: &["PILOT_TEAM_NAME"] },
};

impl Tool for Cli {
    const MAIN_VERB: &'static str = "upload";

    fn common(&self) -> &Common {
        &self.common
    }

    fn apps(&self) -> Option<(&AppsArgs, Scope)> {
        Some((&self.apps, Scope::App))
    }

    async fn run(self, context: &Context) -> Result<u8, Failure> {
        let context = &self.team.applied(context);
        match self.verb {
            Verb::Upload(args) => upload::run(&args, context).await,
            Verb::Distribute(args) => distribute::run(&args, context).await,
            Verb::Builds(args) => builds::run(&args, context).await,
            Verb::Add(args) => testers::add(&args, context).await,
            Verb::Remove(args) => testers::remove(&args, context).await,
            Verb::Find(args) => testers::find(&args, context).await,
            Verb::List(args) => testers::list(&args, context).await,
            Verb::Export(args) => testers::export(&args, context).await,
            Verb::Import(args) => testers::import(&args, context).await,
            Verb::Groups(args) => groups::run(args, context).await,
            Verb::Feedback(args) => feedback::feedback(&args, context).await,
            Verb::Crashes(args) => feedback::crashes(&args, context).await,
            Verb::LatestBuildNumber(args) => latest::run(&args, context).await,
        }
    }
}
