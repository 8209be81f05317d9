//! Watching the state of a version.

use std::time::Duration;

use spaceship::Client;
use spaceship::client::{Patience, wait_for};
use spaceship::jsonapi::Id;
use spaceship::resources::AppStoreVersion;

use super::page::state_of;

/// How long a state may take that Apple's own machines bring about.
pub(crate) const MOMENT: Duration = Duration::from_mins(5);

/// Waits until the state of a version is right, and answers it; `told` hears it at every look. Without a `timeout` it
/// takes as long as it takes.
pub(crate) async fn watch(
    client: &Client,
    version: &Id<AppStoreVersion>,
    timeout: Option<Duration>,
    mut told: impl FnMut(&str),
    right: impl Fn(&str) -> bool,
) -> spaceship::Result<String> {
    let longest = Duration::from_secs(if timeout.is_some_and(|timeout| timeout <= MOMENT) { 10 } else { 60 });
    let patience = Patience { first: Duration::from_millis(300), longest, timeout };
    let fields = "appVersionState,appStoreState";
    wait_for("another state of the version", patience, async || {
        let found = client.get::<AppStoreVersion>(version).fields("appStoreVersions", fields).send().await?;
        let state = state_of(&found.resource);
        told(&state);
        Ok(Some(state).filter(|state| right(state)))
    })
    .await
}
