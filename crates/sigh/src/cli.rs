//! The command line.

use clap::{Parser, Subcommand};
use console::{AppsArgs, Common, Context, CredentialNames, Failure, Scope, TeamNames, Tool};

use crate::commands::{download_all, install, manage, renew, repair, resign, show};
use crate::resign::ResignArgs;

/// Provisioning profiles: reused, renewed when they went stale, or made.
#[derive(Debug, Parser)]
#[command(
    name = "sigh",
    version,
    after_help = "Without a verb `renew` is meant; `sigh renew --help` lists its options."
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
    /// Show what differs between two profiles.
    Diff(show::DiffArgs),
    /// Download every valid profile of a platform.
    #[command(name = "download_all", alias = "download-all")]
    DownloadAll(download_all::DownloadAllArgs),
    /// Copy profiles to where Xcode looks for them.
    Install(install::InstallArgs),
    /// List the profiles that are installed on this machine, or remove some of them.
    Manage(manage::ManageArgs),
    /// Reuse, renew or make the profile of an app, and save it.
    Renew(Box<renew::RenewArgs>),
    /// Make every invalid or expired profile of the team anew.
    Repair(repair::RepairArgs),
    /// Sign an .ipa again, with other profiles, for another team or under another name.
    Resign(Box<ResignArgs>),
    /// Show what is in a profile.
    Show(show::ShowArgs),
}

/// Where sigh finds its key before the general variables.
pub(crate) const KEY_NAMES: CredentialNames = CredentialNames {
    path: &["SIGH_API_KEY_PATH"],
    json: &["SIGH_API_KEY"],
    user: &["SIGH_USERNAME"],
    developer_team: TeamNames { id: &["SIGH_TEAM_ID"], name: &["SIGH_TEAM_NAME"] },
    ..CredentialNames::GENERAL
};

impl Tool for Cli {
    const MAIN_VERB: &'static str = "renew";

    fn common(&self) -> &Common {
        &self.common
    }

    fn apps(&self) -> Option<(&AppsArgs, Scope)> {
        let scope = match self.verb {
            Verb::Renew(_) => Scope::App,
            _ => Scope::Other,
        };
        Some((&self.apps, scope))
    }

    async fn run(self, context: &Context) -> Result<u8, Failure> {
        match self.verb {
            Verb::Diff(args) => show::diff(&args, context),
            Verb::DownloadAll(args) => download_all::run(&args, context).await,
            Verb::Install(args) => install::run(&args, context),
            Verb::Manage(args) => manage::run(&args, context).await,
            Verb::Renew(args) => renew::run(&args, context).await,
            Verb::Repair(args) => repair::run(&args, context).await,
            Verb::Resign(args) => resign::run(&args, context).await,
            Verb::Show(args) => show::show(&args, context),
        }
    }
}
