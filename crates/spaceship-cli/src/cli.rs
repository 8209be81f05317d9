//! The command line.

use clap::{Parser, Subcommand};
use console::{Common, Context, CredentialNames, Failure, Tool};

use spaceship::portal::IdentifierKind;

use crate::commands::{
    api, apps, auth, builds, bundle_ids, capabilities, devices, gitlab, identifiers, login, playground,
    release, session, spaceauth, teams, users,
};

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
    /// See, create and delete app groups. Needs a session of an Apple ID.
    AppGroups(identifiers::IdentifiersArgs),
    /// See and make the account's apps.
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
    /// See, set up and end GitLab's integration, which hands the API key to a project's jobs.
    Gitlab(gitlab::GitlabArgs),
    /// See and create iCloud containers. Needs a session of an Apple ID.
    IcloudContainers(identifiers::IdentifiersArgs),
    /// Sign in with an Apple ID and keep the session, where fastlane keeps it too.
    Login,
    /// Forget the session of an Apple ID, and its password where the system's keychain has it.
    ///
    /// Apple is not told: what was exported of the session goes on working where it is.
    Logout,
    /// See, create and delete the merchant ids of Apple Pay.
    MerchantIds(identifiers::IdentifiersArgs),
    /// See, create and delete the ids of passes in Wallet.
    PassTypeIds(identifiers::IdentifiersArgs),
    /// Try the API at a prompt, with completion; or line by line from a pipe.
    Playground(playground::PlaygroundArgs),
    /// Take an app of gantry.toml to its testers or to the store, stage by stage.
    Release(release::ReleaseArgs),
    /// See, hand over and take in the session of an Apple ID.
    Session(session::SessionArgs),
    /// Print a session for the variable FASTLANE_SESSION, as the binary spaceauth does.
    Spaceauth(spaceauth::SpaceauthArgs),
    /// See and choose the teams that an Apple ID works for.
    Teams(teams::TeamsArgs),
    /// See, invite and remove the people of the account.
    Users(users::UsersArgs),
    /// See, create and delete the ids of websites that send push messages. Needs a session of an Apple ID.
    WebsitePushIds(identifiers::IdentifiersArgs),
}

/// spaceship has no key variables of its own.
pub(crate) const KEY_NAMES: CredentialNames = CredentialNames::GENERAL;

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
            Verb::AppGroups(args) => identifiers::run(IdentifierKind::AppGroup, args, context).await,
            Verb::Apps(args) => apps::run(args, context).await,
            Verb::Auth(args) => auth::run(&args, context).await,
            Verb::Builds(args) => builds::run(args, context).await,
            Verb::BundleIds(args) => bundle_ids::run(args, context).await,
            Verb::Capabilities(args) => capabilities::run(args, context).await,
            Verb::Devices(args) => devices::run(args, context).await,
            Verb::Gitlab(args) => gitlab::run(args, context).await,
            Verb::IcloudContainers(args) => {
                identifiers::run(IdentifierKind::CloudContainer, args, context).await
            }
            Verb::Login => login::login(context).await,
            Verb::Logout => login::logout(context),
            Verb::MerchantIds(args) => identifiers::run(IdentifierKind::Merchant, args, context).await,
            Verb::PassTypeIds(args) => identifiers::run(IdentifierKind::PassType, args, context).await,
            Verb::Playground(args) => playground::run(&args, context).await,
            Verb::Release(args) => release::run(&args, context).await,
            Verb::Session(args) => session::run(args, context).await,
            Verb::Spaceauth(args) => spaceauth::run(&args, context).await,
            Verb::Teams(args) => teams::run(args, context).await,
            Verb::Users(args) => users::run(args, context).await,
            Verb::WebsitePushIds(args) => identifiers::run(IdentifierKind::WebsitePush, args, context).await,
        }
    }
}

/// Sign in with an Apple ID where needed, and print the session for the variable FASTLANE_SESSION.
#[derive(Debug, Parser)]
#[command(name = "spaceauth", version)]
pub struct Spaceauth {
    #[command(flatten)]
    args: spaceauth::SpaceauthArgs,
    #[command(flatten)]
    common: Common,
}

impl Tool for Spaceauth {
    const MAIN_VERB: &'static str = "";

    fn common(&self) -> &Common {
        &self.common
    }

    async fn run(self, context: &Context) -> Result<u8, Failure> {
        spaceauth::run(&self.args, context).await
    }
}
