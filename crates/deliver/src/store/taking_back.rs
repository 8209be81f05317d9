//! Taking back what was handed in.

use std::time::Duration;

use console::{Context, Failure};
use spaceship::Client;
use spaceship::client::{Field, Patience, wait_for};
use spaceship::jsonapi::Id;
use spaceship::resources::{ReviewSubmission, ReviewSubmissionUpdate};

use super::Page;
use super::page::is_editable;
use super::submission::item_of;
use super::watching::watch;
use crate::plan::Taken;

/// Takes back what waits for review, and waits until the version can be changed again.
pub(crate) async fn take_back(
    context: &Context,
    client: &Client,
    page: &Page,
    all: &[Taken],
    timeout: Duration,
) -> Result<(), Failure> {
    ask_back(context, client, page, all).await?;
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(10),
        timeout: Some(timeout),
    };
    for id in all.iter().filter_map(Taken::submission) {
        wait_for("the end of the submission", patience, async || {
            let found = client.get::<ReviewSubmission>(id).send().await?;
            let state = found.resource.attributes.state.map(|state| state.to_string());
            Ok((state.as_deref() == Some("COMPLETE")).then_some(()))
        })
        .await?;
    }
    let Some(version) = &page.version else { return Ok(()) };
    watch(client, &version.resource.id, Some(timeout), |_| {}, is_editable).await?;
    Ok(())
}

/// Asks Apple to give back what waits for review, which takes it a moment.
pub(crate) async fn ask_back(
    context: &Context,
    client: &Client,
    page: &Page,
    all: &[Taken],
) -> Result<(), Failure> {
    for taken in all {
        match taken {
            Taken::Submission(id, _) => {
                context.ui.step(format!("submission {id}: taken back"));
                cancel(client, id).await.map_err(|error| {
                    Failure::from(error).context(format!("the submission {id} cannot be taken back"))
                })?;
            }
            Taken::Draft(id) => {
                context.ui.step(format!("submission {id}: the version is taken out of it"));
                let Some(version) = &page.version else { continue };
                if let Some(item) = item_of(client, id, &version.resource.id).await? {
                    client.delete(&item.id).await?;
                }
            }
        }
    }
    Ok(())
}

async fn cancel(client: &Client, id: &Id<ReviewSubmission>) -> spaceship::Result<()> {
    let update = ReviewSubmissionUpdate { canceled: Field::Set(true), ..ReviewSubmissionUpdate::default() };
    client.update(id, &update).await.map(drop)
}
