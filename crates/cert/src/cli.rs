//! The command line.

use clap::{Parser, Subcommand};
use console::{AppsArgs, Common, Context, CredentialNames, Failure, Scope, TeamNames, Tool};

use crate::commands::{create, export, import, keychain, list, revoke, verify};

/// Signing certificates: made, or reused where their private key is at hand.
#[derive(Debug, Parser)]
#[command(
    name = "cert",
    version,
    after_help = "Without a verb `create` is meant; `cert create --help` lists its options."
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
    /// Reuse a certificate whose private key is at hand, or make one.
    Create(Box<create::CreateArgs>),
    /// Write a certificate of the team, with its private key where that is at hand.
    Export(export::ExportArgs),
    /// Take a private key into the key store, or on a Mac an identity into a keychain.
    Import(import::ImportArgs),
    /// macOS: run a command with a keychain of its own that holds an identity.
    Keychain(keychain::JobArgs),
    /// List the team's certificates.
    List(list::ListArgs),
    /// Take certificates back: by their ids, or all that have ended.
    Revoke(revoke::RevokeArgs),
    /// Delete all expired certificates of a type, as fastlane's verb does.
    #[command(name = "revoke_expired", alias = "revoke-expired")]
    RevokeExpired(revoke::RevokeExpiredArgs),
    /// See whether a certificate or an identity can be used.
    Verify(verify::VerifyArgs),
}

/// Where cert finds its key before the general variables.
pub(crate) const KEY_NAMES: CredentialNames = CredentialNames {
    path: &["CERT_API_KEY_PATH", "DELIVER_API_KEY_PATH"],
    json: &["CERT_API_KEY", "DELIVER_API_KEY"],
    user: &["CERT_USERNAME"],
    developer_team: TeamNames { id: &["CERT_TEAM_ID"], name: &["CERT_TEAM_NAME"] },
    ..CredentialNames::GENERAL
};

impl Tool for Cli {
    const MAIN_VERB: &'static str = "create";

    fn common(&self) -> &Common {
        &self.common
    }

    fn apps(&self) -> Option<(&AppsArgs, Scope)> {
        let scope = match self.verb {
            Verb::Create(_) => Scope::Team,
            _ => Scope::Other,
        };
        Some((&self.apps, scope))
    }

    async fn run(self, context: &Context) -> Result<u8, Failure> {
        match self.verb {
            Verb::Create(args) => create::run(&args, context).await,
            Verb::Export(args) => export::run(&args, context).await,
            Verb::Import(args) => import::run(&args, context).await,
            Verb::Keychain(args) => keychain::run(&args, context).await,
            Verb::List(args) => list::run(&args, context).await,
            Verb::Revoke(args) => revoke::run(&args, context).await,
            Verb::RevokeExpired(args) => revoke::run_expired(&args, context).await,
            Verb::Verify(args) => verify::run(&args, context),
        }
    }
}
