//! `deliver phased-release`: a release in seven days, held and gone on with.

use clap::{Args, ValueEnum};
use console::{Action, Change, Context, Failure, Plan, Report, exit};
use serde::Serialize;
use spaceship::Client;
use spaceship::client::Field;
use spaceship::jsonapi::Id;
use spaceship::resources::{
    AppStoreVersion, AppStoreVersionPhasedRelease, AppStoreVersionPhasedReleaseAttributes,
    AppStoreVersionPhasedReleaseUpdate, PhasedReleaseState,
};

use super::which::WhichArgs;
use crate::cli::KEY_NAMES;

/// Hold a release in phases, go on with it, or give the version to everybody.
#[derive(Debug, Args)]
pub(crate) struct PhasedArgs {
    /// What is to become of it.
    #[arg(value_enum)]
    what: What,
    #[command(flatten)]
    which: WhichArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    /// Nobody gets the version by itself; for thirty days in all.
    Pause,
    /// Go on where it was held.
    Resume,
    /// Everybody gets the version now. This cannot be taken back.
    Complete,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Told {
    version: String,
    state: String,
}

impl Report for Told {
    fn text(&self) -> String {
        format!("the phased release of {} is {}", self.version, self.state)
    }
}

/// How far the phased release of a version is.
pub(super) async fn of(
    client: &Client,
    version: &Id<AppStoreVersion>,
) -> Result<Option<AppStoreVersionPhasedReleaseAttributes>, Failure> {
    let found = client
        .get_related::<_, AppStoreVersionPhasedRelease>(version, "appStoreVersionPhasedRelease")
        .optional()
        .await?;
    Ok(found.map(|found| found.resource.attributes))
}

pub(crate) async fn run(args: &PhasedArgs, context: &Context) -> Result<u8, Failure> {
    let client = context.client(KEY_NAMES).await?;
    let page = args.which.page(&client, context).await?;
    let versions = [page.previous.as_ref(), page.version.as_ref()].into_iter().flatten();
    let mut phased = versions.filter_map(|version| Some((version, version.phased.clone()?)));
    let phased = phased.next();
    let Some((version, id)) = phased else {
        return Err(Failure::new(exit::NOT_FOUND, "the app's version is not released in phases")
            .hint("`deliver --phased-release` sets it up before the version is released"));
    };
    let there = of(&client, &version.resource.id).await?.unwrap_or_default();
    let there = there.phased_release_state.map(|state| state.to_string()).unwrap_or_default();
    let version = version.version.clone();
    let wanted = match args.what {
        What::Pause => PhasedReleaseState::Paused,
        What::Resume => PhasedReleaseState::Active,
        What::Complete => PhasedReleaseState::Complete,
    };
    let mut plan = Plan::new(format!("App Store, {version}"));
    if there != wanted.as_str() {
        let change = Change::new(Action::Update, "phased release", &version);
        plan.push(change.from_to(Some(&there), Some(wanted.as_str())));
    }
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    if !plan.is_empty() {
        if matches!(args.what, What::Complete) {
            context.agreed("Give the version to everybody? This cannot be taken back.").await?;
        }
        let update = AppStoreVersionPhasedReleaseUpdate { phased_release_state: Field::Set(wanted.clone()) };
        client.update(&id, &update).await?;
    }
    context.ui.report(&Told { version, state: wanted.to_string() });
    Ok(exit::DONE)
}
