//! Which app a verb is about.

use clap::Args;
use console::{Context, Failure};
use spaceship::Client;
use spaceship::jsonapi::Resource;
use spaceship::resources::App;

use crate::store::{self, Page};

/// Which app is meant, and on which platform.
#[derive(Debug, Args)]
pub(super) struct WhichArgs {
    /// The bundle id [env: DELIVER_APP_IDENTIFIER; Appfile].
    #[arg(long, short = 'a', value_name = "BUNDLE_ID")]
    app_identifier: Option<String>,
    /// Apple's number of the app [env: DELIVER_APP_ID], or its name in gantry.toml.
    #[arg(long, short = 'p', value_name = "NUMBER")]
    app: Option<String>,
    /// ios, appletvos, tvos, xros or osx [env: DELIVER_PLATFORM; default: that of the app's versions].
    #[arg(long, short = 'j', value_name = "PLATFORM")]
    platform: Option<String>,
}

impl WhichArgs {
    /// Finds the app.
    pub(super) async fn app(&self, client: &Client, context: &Context) -> Result<Resource<App>, Failure> {
        let bundle_id =
            context.app_identifier(self.app_identifier.as_deref(), &["DELIVER_APP_IDENTIFIER"])?;
        let number = context.text(self.app.as_deref(), &["DELIVER_APP_ID"]);
        console::find_app(client, bundle_id.as_deref(), number.as_deref()).await
    }

    /// Finds the app and what there is of it, but for its screenshots.
    pub(super) async fn page(&self, client: &Client, context: &Context) -> Result<Page, Failure> {
        let app = self.app(client, context).await?;
        let named = context.text(self.platform.as_deref(), &["DELIVER_PLATFORM"]);
        let platform = named.map(|name| name.parse::<artifact::Platform>()).transpose();
        let platform = platform.map_err(|error| Failure::invalid(error.to_string()))?;
        store::gather(client, &app, platform.map(artifact::Platform::api_name), false).await
    }
}
