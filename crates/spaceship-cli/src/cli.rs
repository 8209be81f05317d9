//! The command line.

use clap::{Parser, Subcommand};
use console::{Common, Context, Failure, KeyNames, Tool};

use crate::commands::{api, auth};

/// Apple's whole API from the command line.
#[derive(Debug, Parser)]
#[command(name = "spaceship", version)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Send a request to the App Store Connect API, checked against Apple's description first.
    Api(api::ApiArgs),
    /// See which key is found and whether Apple takes it.
    Auth(auth::AuthArgs),
}

/// spaceship has no key variables of its own.
pub(crate) const KEY_NAMES: KeyNames = KeyNames { path: &[], json: &[] };

impl Tool for Cli {
    const MAIN_VERB: &'static str = "help";

    fn common(&self) -> &Common {
        &self.common
    }

    async fn run(self, context: &Context) -> Result<u8, Failure> {
        match self.verb {
            Verb::Api(args) => api::run(&args, context).await,
            Verb::Auth(args) => auth::run(&args, context).await,
        }
    }
}
