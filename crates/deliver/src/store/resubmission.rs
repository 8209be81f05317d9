//! Handing in again what Apple has rejected.

use console::{Context, Failure};
use spaceship::Client;
use spaceship::client::Field;
use spaceship::jsonapi::Id;
use spaceship::resources::{AppStoreVersion, ReviewSubmission, ReviewSubmissionItemUpdate};

use super::submission::{hand_in, item_of, not_ready, wait_for_apple};
use super::texts::twice_if_unsure;

/// Calls the version's item of a rejected submission resolved and hands the submission in again. False where Apple
/// does not take it so: people report both.
pub(super) async fn submit(
    context: &Context,
    client: &Client,
    id: &Id<ReviewSubmission>,
    version: &Id<AppStoreVersion>,
) -> Result<bool, Failure> {
    let Some(item) = item_of(client, id, version).await? else { return Ok(false) };
    if item.attributes.state.as_ref().is_some_and(|state| state.as_str() == "REJECTED") {
        context.ui.step(format!("submission {id}: its issue is called resolved"));
        let resolved = ReviewSubmissionItemUpdate { resolved: Field::Set(true), removed: Field::Keep };
        match twice_if_unsure(async || client.update(&item.id, &resolved).await).await {
            // What is missing would be missing in a new submission too.
            Err(error) if error.errors().iter().any(|error| error.associated().next().is_some()) => {
                return Err(not_ready(error));
            }
            Err(error) if error.has_code(STATE) => return Ok(false),
            done => drop(done?),
        }
    }
    context.ui.step(format!("submission {id}: handed in again"));
    match hand_in(client, id).await {
        Err(error) if error.has_code(STATE) => return Ok(false),
        done => done?,
    }
    wait_for_apple(client, version).await?;
    Ok(true)
}

/// The code of what a resource's state does not allow.
const STATE: &str = "STATE_ERROR";
