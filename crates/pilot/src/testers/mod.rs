//! The testers of an app: who they are, in which groups, and bringing a list of people into groups.

mod csv;
mod enrol;
mod installed;
mod roster;

pub(crate) use csv::{Row, read, written};
pub(crate) use enrol::{Enrolment, Step};
pub(crate) use roster::{Member, Roster};

use clap::Args;
use console::{Context, Failure};
use spaceship::Client;
use spaceship::jsonapi::Resource;
use spaceship::resources::App;

/// Which app is meant.
#[derive(Debug, Args)]
pub(crate) struct AppArgs {
    /// The bundle id [env: PILOT_APP_IDENTIFIER; Appfile].
    #[arg(long, short = 'a', value_name = "BUNDLE_ID")]
    app_identifier: Option<String>,
    /// Apple's number of the app [env: PILOT_APPLE_ID].
    #[arg(long, short = 'p', value_name = "NUMBER")]
    apple_id: Option<String>,
}

impl AppArgs {
    /// Finds the app.
    pub(crate) async fn find(&self, client: &Client, context: &Context) -> Result<Resource<App>, Failure> {
        let bundle_id = context.app_identifier(self.app_identifier.as_deref(), &["PILOT_APP_IDENTIFIER"])?;
        let number = context.text(self.apple_id.as_deref(), &["PILOT_APPLE_ID"]);
        console::find_app(client, bundle_id.as_deref(), number.as_deref()).await
    }
}
