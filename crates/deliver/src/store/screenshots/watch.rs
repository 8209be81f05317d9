//! Seeing to it that the right screenshots stand in a set, in the right order.

use std::collections::BTreeSet;
use std::time::Duration;

use console::{Failure, exit};
use spaceship::client::{Patience, wait_for};
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::AppScreenshot;
use tokio::sync::Semaphore;

use super::{Delivery, SentSet, reserve_one, rows, send};
use crate::store::apply::Work;
use crate::store::assets::{self, Standing, Target};
use crate::store::page::remote_shot;

type Rows = Vec<Resource<AppScreenshot>>;

/// Waits until Apple has looked at a set's screenshots, and sets their order. What failed is sent once more, and only
/// once.
pub(super) async fn settle(work: &Work<'_>, set: &mut SentSet, turns: &Semaphore) -> Result<(), Failure> {
    let mut repeated = BTreeSet::new();
    let there = loop {
        let there = looked_at(work, set).await?;
        let failed = failures(set, &there);
        if failed.is_empty() {
            break there;
        }
        for (place, why) in failed {
            if !repeated.insert(place) {
                let name = set.shots.get(place).map(|delivery| work.context.shown(&delivery.shot.path));
                let what = format!("Apple does not take {}", name.unwrap_or_default());
                return Err(Failure::new(exit::REFUSED, what)
                    .cause(why)
                    .hint("put the picture right and run the command again"));
            }
            send_again(work, set, place, &why, turns).await?;
        }
    };
    order(work, set, &there).await
}

/// Waits until Apple has looked at all that it has to look at, with one request for all of them.
async fn looked_at(work: &Work<'_>, set: &SentSet) -> Result<Rows, Failure> {
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(10),
        timeout: Some(work.processing_timeout),
    };
    let awaited =
        |id: &Id<AppScreenshot>| set.shots.iter().any(|delivery| delivery.awaited && delivery.id == *id);
    let look = async || {
        let there = rows(work.client, &set.id).await?;
        let pending = there.iter().any(|row| awaited(&row.id) && verdict(row).is_none());
        Ok((!pending).then_some(there))
    };
    Ok(wait_for("the end of Apple's look at the screenshots", patience, look).await?)
}

/// What Apple found; `None` while it looks.
fn verdict(row: &Resource<AppScreenshot>) -> Option<Result<(), String>> {
    let attributes = &row.attributes;
    assets::outcome(attributes.asset_delivery_state.as_ref()?, attributes.source_file_checksum.is_some())
}

/// The places of those that failed, each with the reason.
fn failures(set: &SentSet, there: &Rows) -> Vec<(usize, String)> {
    let reason = |delivery: &Delivery| {
        let row = there.iter().find(|row| delivery.awaited && row.id == delivery.id)?;
        verdict(row)?.err()
    };
    let all = set.shots.iter().enumerate();
    all.filter_map(|(place, delivery)| Some((place, reason(delivery)?))).collect()
}

async fn send_again(
    work: &Work<'_>,
    set: &mut SentSet,
    place: usize,
    why: &str,
    turns: &Semaphore,
) -> Result<(), Failure> {
    let known = set.shots.iter().map(|delivery| delivery.id.clone()).chain(set.plan.others.iter().cloned());
    let known = known.collect::<Vec<_>>();
    let Some(delivery) = set.shots.get_mut(place) else { return Ok(()) };
    let name = work.context.shown(&delivery.shot.path);
    work.context.ui.warn(format!("{name} failed at Apple ({why}); it is sent once more"));
    assets::delete(work.client, &delivery.id).await?;
    *delivery = reserve_one(work.client, &set.id, &delivery.shot, &known).await?;
    send(work.client, delivery, turns, None).await
}

/// Sets the order if it differs, and reads back what stands there.
async fn order(work: &Work<'_>, set: &SentSet, there: &Rows) -> Result<(), Failure> {
    let others = set.plan.others.iter().cloned();
    let target = Target {
        set: &set.id,
        relationship: "appScreenshots",
        noun: "screenshots",
        order: set.shots.iter().map(|delivery| delivery.id.clone()).chain(others).collect(),
    };
    let standing = |there: &Rows| Standing {
        ids: there.iter().map(|row| row.id.clone()).collect(),
        is_unharmed: set.shots.iter().zip(there).all(is_unharmed),
    };
    let read = async || Ok(standing(&rows(work.client, &set.id).await?));
    assets::settle(work.client, target, standing(there), read).await
}

/// Whether Apple has the bytes of the file. Some old screenshots have no checksum, and what was fetched from Apple has
/// another one.
fn is_unharmed((delivery, row): (&Delivery, &Resource<AppScreenshot>)) -> bool {
    let there = remote_shot(row.clone());
    let sent = delivery.awaited;
    there.md5 == delivery.shot.md5 || (!sent && (there.md5.is_empty() || delivery.shot.fetched.is_some()))
}
