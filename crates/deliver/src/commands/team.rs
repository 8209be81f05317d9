//! The team of App Store Connect.

use clap::Args;
use console::{Context, ProviderArgs};

/// The team of App Store Connect, where the Apple ID has several.
#[derive(Debug, Args)]
#[command(next_help_heading = "Team, with an Apple ID")]
pub(super) struct StoreTeamArgs {
    /// The team of App Store Connect: its id [env: DELIVER_TEAM_ID, FASTLANE_ITC_TEAM_ID].
    #[arg(long, short = 'k', value_name = "ID", hide_short_help = true)]
    team_id: Option<String>,
    /// The team of App Store Connect by its name [env: DELIVER_TEAM_NAME, FASTLANE_ITC_TEAM_NAME].
    #[arg(long, short = 'e', value_name = "NAME", hide_short_help = true)]
    team_name: Option<String>,
    /// The team of the Developer Program: its id [env: DELIVER_DEV_PORTAL_TEAM_ID].
    #[arg(long, short = 's', value_name = "ID", hide_short_help = true)]
    dev_portal_team_id: Option<String>,
    /// The team of the Developer Program by its name [env: DELIVER_DEV_PORTAL_TEAM_NAME].
    #[arg(long, short = 'y', value_name = "NAME", hide_short_help = true)]
    dev_portal_team_name: Option<String>,
}

impl StoreTeamArgs {
    /// The context in which the account works for this team.
    pub(super) fn applied(&self, context: &Context) -> Context {
        let provider = ProviderArgs {
            team_id: self.team_id.clone(),
            team_name: self.team_name.clone(),
            dev_portal_team_id: self.dev_portal_team_id.clone(),
        };
        let name = self.dev_portal_team_name.clone().map(|name| ("DELIVER_DEV_PORTAL_TEAM_NAME", name));
        provider.applied(context).with_defaults(name)
    }
}
