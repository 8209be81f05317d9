//! Sending screenshots, set by set.

mod watch;

use console::{Failure, Progress, exit};
use futures::{StreamExt, TryStreamExt, stream};
use spaceship::Client;
use spaceship::client::Field;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    AppScreenshot, AppScreenshotSet, AppScreenshotUpdate, AppStoreVersionLocalization, NewAppScreenshot,
    NewAppScreenshotSet, UploadOperation,
};
use spaceship::upload::{Taken, parts_of, send_parts};
use tokio::sync::Semaphore;

use super::RemoteSet;
use super::apply::Work;
use super::assets::{self, Made};
use super::checksums::read_of_set;
use super::gather::sets_of;
use super::page::remote_shot;
use super::texts::Locales;
use crate::files::Shot;
use crate::plan::{SetPlan, planned_anew};

/// The most sets that are worked on at once.
const SETS_AT_ONCE: usize = 16;

/// The most screenshots that are sent at once, in all sets together.
const SHOTS_AT_ONCE: usize = 16;

/// A screenshot of the files, and the one at Apple.
struct Delivery {
    /// Its checksum is known once it was sent.
    shot: Shot,
    id: Id<AppScreenshot>,
    /// Whether it is Apple's turn to look at it.
    awaited: bool,
    /// How its bytes are to be sent; `None` where Apple has them.
    operations: Option<Vec<UploadOperation>>,
}

/// A set whose screenshots were sent.
struct SentSet {
    id: Id<AppScreenshotSet>,
    plan: SetPlan,
    shots: Vec<Delivery>,
}

/// Does the plans of all sets, several at once.
///
/// First everything is sent and then looked at: Apple takes its time over each screenshot, and with most of them it is
/// through once the last one is sent, so that one look at each set will do.
pub(super) async fn apply(work: &Work<'_>, plans: &[&SetPlan]) -> Result<(), Failure> {
    if plans.is_empty() {
        return Ok(());
    }
    let makes = plans.iter().filter(|plan| plan.set.is_none()).map(|plan| plan.locale.as_str());
    let locales = &assets::localizations(work, &makes.collect::<Vec<_>>()).await?;
    let turns = &Semaphore::new(SHOTS_AT_ONCE);
    let sent = stream::iter(plans)
        .map(|plan| async move { send_set(work, locales, plan, turns).await.map_err(wrong(plan)) })
        .buffer_unordered(SETS_AT_ONCE)
        .try_collect::<Vec<_>>();
    let sets = sent.await?.into_iter().flatten();
    let outcomes = stream::iter(sets)
        .map(|mut set| async move { watch::settle(work, &mut set, turns).await.map_err(wrong(&set.plan)) })
        .buffer_unordered(SETS_AT_ONCE)
        .collect::<Vec<_>>();
    // One set that Apple does not take keeps none of the others from their end.
    outcomes.await.into_iter().collect()
}

fn wrong(plan: &SetPlan) -> impl FnOnce(Failure) -> Failure + use<> {
    let what = format!("the screenshots {} of {} are not as they should be", plan.kind, plan.locale);
    move |failure| failure.context(what)
}

/// Brings a set's files to Apple. `None` where nothing is to be looked at after that.
async fn send_set(
    work: &Work<'_>,
    locales: &Locales,
    plan: &SetPlan,
    turns: &Semaphore,
) -> Result<Option<SentSet>, Failure> {
    let there = match &plan.set {
        Some(id) => read(work.client, id).await?,
        None => make(work.client, locales, plan).await?,
    };
    // Lists lag: what the plan did not see of the set must not be sent once more.
    let mut shots = plan.order.iter().map(|(shot, _)| shot.clone()).collect::<Vec<_>>();
    read_of_set(&mut shots, &there).await?;
    let Some(plan) = planned_anew(plan, &shots, &there) else { return Ok(None) };
    for gone in &plan.delete {
        let what = format!("{} {}: {} deleted ({})", plan.locale, plan.kind, gone.file_name, gone.reason);
        work.context.ui.step(what);
        assets::delete(work.client, &gone.id).await?;
    }
    if plan.order.is_empty() {
        return Ok(None);
    }
    let mut shots = reserve(work.client, &there.id, &plan).await?;
    let bytes = plan.uploads().map(|shot| shot.size).sum();
    let progress = work.context.ui.progress(&format!("{} {}", plan.locale, plan.kind), bytes);
    stream::iter(shots.iter_mut().map(Ok::<_, Failure>))
        .try_for_each_concurrent(None, |delivery| send(work.client, delivery, turns, Some(&progress)))
        .await?;
    Ok(Some(SentSet { id: there.id, plan, shots }))
}

/// The set of a kind, made. It is empty unless somebody made it before.
async fn make(client: &Client, locales: &Locales, plan: &SetPlan) -> Result<RemoteSet, Failure> {
    let missing = || Failure::new(exit::FAILED, format!("the version has no locale {}", plan.locale));
    let localization = locales.get(&plan.locale).ok_or_else(missing)?;
    let localization = Id::<AppStoreVersionLocalization>::new(localization.clone());
    let mut new = NewAppScreenshotSet::new(plan.kind.as_str().into());
    new.app_store_version_localization = Some(localization.clone());
    let find = async || Ok(sets_of(client, &localization).await?.remove(&plan.kind).map(|set| set.id));
    Ok(match assets::make_set(client, &new, find).await? {
        Made::New(id) => RemoteSet { id, shots: Vec::new() },
        Made::There(id) => read(client, &id).await?,
    })
}

/// Reserves what is to be sent, one after the other: so Apple has them in their order even if the run ends here.
async fn reserve(
    client: &Client,
    set: &Id<AppScreenshotSet>,
    plan: &SetPlan,
) -> Result<Vec<Delivery>, Failure> {
    let mut known = plan.order.iter().filter_map(|(_, id)| id.clone()).collect::<Vec<_>>();
    known.extend(plan.others.iter().cloned());
    let mut all = Vec::new();
    for (shot, there) in &plan.order {
        let delivery = match there {
            Some(id) => Delivery {
                shot: shot.clone(),
                id: id.clone(),
                awaited: plan.in_process.contains(id),
                operations: None,
            },
            None => reserve_one(client, set, shot, &known).await?,
        };
        known.push(delivery.id.clone());
        all.push(delivery);
    }
    Ok(all)
}

/// Reserves one. Where it is uncertain whether that happened, one that nobody knows and that has the same name and
/// size is it.
async fn reserve_one(
    client: &Client,
    set: &Id<AppScreenshotSet>,
    shot: &Shot,
    known: &[Id<AppScreenshot>],
) -> Result<Delivery, Failure> {
    let size = i64::try_from(shot.size).unwrap_or(i64::MAX);
    let new = NewAppScreenshot::new(size, shot.file_name(), set.clone());
    let find = async || {
        let there = rows(client, set).await?.into_iter().find(|row| {
            let there = remote_shot(row.clone());
            let alike = there.file_name == shot.file_name() && there.size == Some(shot.size);
            alike && there.state == "AWAITING_UPLOAD" && !known.contains(&there.id)
        });
        match there {
            // Only by itself it says how its bytes are to be sent.
            Some(there) => Ok(Some(client.get::<AppScreenshot>(&there.id).send().await?.resource)),
            None => Ok(None),
        }
    };
    let made = client.create_once(&new, find).await?;
    Ok(Delivery {
        shot: shot.clone(),
        id: made.id,
        awaited: true,
        operations: Some(made.attributes.upload_operations.unwrap_or_default()),
    })
}

/// Sends the bytes of a reserved screenshot and commits it, with the checksum of what was sent.
async fn send(
    client: &Client,
    delivery: &mut Delivery,
    turns: &Semaphore,
    progress: Option<&Progress>,
) -> Result<(), Failure> {
    let Some(operations) = delivery.operations.take() else { return Ok(()) };
    let _turn = turns.acquire().await;
    let shot = &mut delivery.shot;
    let parts = parts_of(&operations, shot.size)?;
    let advance = |length| progress.iter().for_each(|progress| progress.advance(length));
    let sent = send_parts(client, &shot.path, &parts, &Taken::new(), |part, _| advance(part.length)).await?;
    if sent.size != shot.size {
        let what = format!("{} was changed while the run was under way", shot.path.display());
        return Err(Failure::new(exit::FAILED, what).hint("run the command again"));
    }
    shot.md5 = sent.md5;
    let checksum = Field::Set(shot.md5.clone());
    let update = AppScreenshotUpdate { source_file_checksum: checksum, uploaded: true.into() };
    let waits = |there| remote_shot(there).state == "AWAITING_UPLOAD";
    Ok(assets::commit(client, &delivery.id, &update, waits).await?)
}

/// The screenshots of a set as they are now, in their order. Reading a set by its id is fresher than any list.
async fn rows(
    client: &Client,
    set: &Id<AppScreenshotSet>,
) -> spaceship::Result<Vec<Resource<AppScreenshot>>> {
    let get = client.get::<AppScreenshotSet>(set).include("appScreenshots").limit_of("appScreenshots", 50);
    let found = get.send().await?;
    Ok(found.included.related::<AppScreenshotSet, AppScreenshot>(&found.resource, "appScreenshots"))
}

async fn read(client: &Client, set: &Id<AppScreenshotSet>) -> spaceship::Result<RemoteSet> {
    let shots = rows(client, set).await?.into_iter().map(remote_shot).collect();
    Ok(RemoteSet { id: set.clone(), shots })
}
