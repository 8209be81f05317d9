//! Waiting for what Apple decides, with every change told.

use std::time::Duration;

use clap::Args;
use console::{Context, Failure, exit};
use spaceship::Client;
use spaceship::jsonapi::Id;
use spaceship::resources::AppStoreVersion;

use crate::store;

/// Whether the end is waited for.
#[derive(Debug, Args)]
pub(super) struct WaitArgs {
    /// Wait for the end of it, and tell every change; a rejection ends with 5 [env: DELIVER_WAIT].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    wait: Option<bool>,
    /// The longest wait, in seconds; it ends with 7 [env: DELIVER_WAIT_TIMEOUT; default: as long as it takes].
    #[arg(long, value_name = "SECONDS")]
    wait_timeout: Option<u64>,
}

/// How long the end is waited for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wait {
    pub(super) timeout: Option<Duration>,
}

/// The states in which a version is with the reviewers.
const UNDER_REVIEW: [&str; 3] = ["WAITING_FOR_REVIEW", "IN_REVIEW", "WAITING_FOR_EXPORT_COMPLIANCE"];

/// The states of a version that will not come to the store as it is.
const REJECTED: [&str; 4] = ["REJECTED", "METADATA_REJECTED", "INVALID_BINARY", "DEVELOPER_REJECTED"];

impl WaitArgs {
    /// `None` where nothing is waited for.
    pub(super) fn settle(&self, context: &Context) -> Result<Option<Wait>, Failure> {
        let waits = context.flag(self.wait, &["DELIVER_WAIT"])?.unwrap_or(false);
        let timeout = context.number(self.wait_timeout, &["DELIVER_WAIT_TIMEOUT"])?.map(Duration::from_secs);
        Ok(waits.then_some(Wait { timeout }))
    }
}

/// Whether a version is with the reviewers.
pub(super) fn is_under_review(state: &str) -> bool {
    UNDER_REVIEW.contains(&state)
}

/// Waits until the version's state is right, and answers it.
pub(super) async fn until(
    context: &Context,
    client: &Client,
    version: &Id<AppStoreVersion>,
    wait: Wait,
    right: impl Fn(&str) -> bool,
) -> Result<String, Failure> {
    let mut waiting = context.ui.waiting("version");
    let told = |state: &str| waiting.state(state);
    let ended = store::watch(client, version, wait.timeout, told, right).await;
    ended.map_err(|error| {
        if error.kind() != spaceship::ErrorKind::TimedOut {
            return error.into();
        }
        Failure::new(exit::UNREACHABLE, "Apple has not come to an end within --wait-timeout")
            .hint("`deliver status --wait` goes on waiting")
    })
}

/// An error where the version was rejected.
pub(super) fn check(version: &str, state: &str) -> Result<(), Failure> {
    if !REJECTED.contains(&state) {
        return Ok(());
    }
    Err(Failure::new(exit::REFUSED, format!("version {version} is {state}")).hint(
        "what the reviewers say stands in App Store Connect; put it right and hand the version in again",
    ))
}
