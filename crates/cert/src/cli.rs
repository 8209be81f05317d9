//! The command line.

use clap::{Parser, Subcommand};
use console::{Common, Context, CredentialNames, Failure, TeamNames, Tool};

use crate::commands::{create, list};

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
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Reuse a certificate whose private key is at hand, or make one.
    Create(Box<create::CreateArgs>),
    /// List the team's certificates.
    List(list::ListArgs),
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

    async fn run(self, context: &Context) -> Result<u8, Failure> {
        match self.verb {
            Verb::Create(args) => create::run(&args, context).await,
            Verb::List(args) => list::run(&args, context).await,
        }
    }
}
