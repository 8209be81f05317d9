//! The command line.

use clap::{Parser, Subcommand};
use console::{Common, Context, Failure, KeyNames, Tool};

use crate::commands::{api, apps, auth, builds, bundle_ids, capabilities, devices, playground, users};

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
    Api(Box<api::ApiArgs>),
    /// See the account's apps.
    Apps(apps::AppsArgs),
    /// See which key is found and whether Apple takes it.
    Auth(auth::AuthArgs),
    /// See builds.
    Builds(builds::BuildsArgs),
    /// See, create and delete bundle ids.
    BundleIds(bundle_ids::BundleIdsArgs),
    /// See, enable and disable the capabilities of a bundle id.
    Capabilities(capabilities::CapabilitiesArgs),
    /// See, register, rename, enable and disable devices.
    Devices(devices::DevicesArgs),
    /// Try the API at a prompt, with completion; or line by line from a pipe.
    Playground(playground::PlaygroundArgs),
    /// See, invite and remove the people of the account.
    Users(users::UsersArgs),
}

/// spaceship has no key variables of its own.
pub(crate) const KEY_NAMES: KeyNames = KeyNames { path: &[], json: &[] };

impl Tool for Cli {
    const MAIN_VERB: &'static str = "help";

    fn common(&self) -> &Common {
        &self.common
    }

    fn handles_interrupts(&self) -> bool {
        matches!(self.verb, Verb::Playground(_))
    }

    async fn run(self, context: &Context) -> Result<u8, Failure> {
        match self.verb {
            Verb::Api(args) => api::run(&args, context).await,
            Verb::Apps(args) => apps::run(args, context).await,
            Verb::Auth(args) => auth::run(&args, context).await,
            Verb::Builds(args) => builds::run(args, context).await,
            Verb::BundleIds(args) => bundle_ids::run(args, context).await,
            Verb::Capabilities(args) => capabilities::run(args, context).await,
            Verb::Devices(args) => devices::run(args, context).await,
            Verb::Playground(args) => playground::run(&args, context).await,
            Verb::Users(args) => users::run(args, context).await,
        }
    }
}
