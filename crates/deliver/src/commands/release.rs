//! `deliver release`: gives an approved version to the store.

use clap::Args;
use console::{Action, Change, Context, Failure, Plan, Report, exit};
use serde::Serialize;
use spaceship::resources::NewAppStoreVersionReleaseRequest;

use super::waiting::{self, WaitArgs};
use super::which::WhichArgs;
use crate::cli::KEY_NAMES;
use crate::store::{self, Page};

/// Give a version to the store that is approved and waits for its developer.
#[derive(Debug, Args)]
pub(crate) struct ReleaseArgs {
    #[command(flatten)]
    which: WhichArgs,
    #[command(flatten)]
    wait: WaitArgs,
}

/// The states of an approved version that waits.
const WAITING: [&str; 2] = ["PENDING_DEVELOPER_RELEASE", "PENDING_APPLE_RELEASE"];

/// The states of one that was let go.
const ON_ITS_WAY: [&str; 2] = ["PROCESSING_FOR_DISTRIBUTION", "READY_FOR_DISTRIBUTION"];

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Released {
    app_id: String,
    platform: String,
    version: String,
    version_state: String,
    /// Whether this run has let it go.
    done: bool,
}

impl Report for Released {
    fn text(&self) -> String {
        let told = if self.done { "was given to the store" } else { "was given to the store before" };
        format!("version {} {told}; it is {}", self.version, self.version_state)
    }
}

pub(crate) async fn run(args: &ReleaseArgs, context: &Context) -> Result<u8, Failure> {
    let wait = args.wait.settle(context)?;
    let client = context.client(KEY_NAMES).await?;
    let page = args.which.page(&client, context).await?;
    let (version, waits) = what(&page)?;
    let (id, number) = (version.resource.id.clone(), version.version.clone());
    let mut plan = Plan::new(format!("App Store, {number}"));
    if waits {
        let change = Change::new(Action::Update, "version", &number);
        plan.push(change.from_to(Some(&version.state), Some("given to the store")));
    }
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    let mut state = version.state.clone();
    if waits {
        context.agreed("Give the version to the store? This cannot be taken back.").await?;
        let request = NewAppStoreVersionReleaseRequest::new(id.clone());
        match client.create(&request).await {
            // The state tells whether it has come about.
            Err(error) if error.is_ambiguous() => {}
            done => drop(done.map_err(|error| {
                Failure::from(error).context(format!("version {number} was not released"))
            })?),
        }
        state = store::watch(&client, &id, Some(store::MOMENT), |_| {}, |state| !WAITING.contains(&state))
            .await?;
    }
    if let Some(wait) = wait {
        state =
            waiting::until(context, &client, &id, wait, |state| state == "READY_FOR_DISTRIBUTION").await?;
    }
    let (app_id, platform) = (page.app.id.to_string(), page.platform.clone());
    context.ui.report(&Released { app_id, platform, version: number, version_state: state, done: waits });
    Ok(exit::DONE)
}

/// The version that is meant, and whether it waits.
fn what(page: &Page) -> Result<(&store::RemoteVersion, bool), Failure> {
    match (&page.version, &page.previous) {
        (Some(version), _) if WAITING.contains(&version.state.as_str()) => Ok((version, true)),
        (Some(version), _) | (None, Some(version)) if ON_ITS_WAY.contains(&version.state.as_str()) => {
            Ok((version, false))
        }
        (Some(version), _) => {
            let what = format!("version {} is {} and cannot be released", version.version, version.state);
            Err(Failure::new(exit::REFUSED, what)
                .hint("a version is released by hand once it is approved and PENDING_DEVELOPER_RELEASE"))
        }
        _ => Err(Failure::new(exit::NOT_FOUND, "the app has no version that could be released")),
    }
}
