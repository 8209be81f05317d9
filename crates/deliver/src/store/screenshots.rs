//! Sending screenshots, and seeing to it that the right ones stand there in the right order.

use std::time::Duration;

use console::{Failure, exit};
use futures::{TryStreamExt, stream};
use spaceship::Client;
use spaceship::client::{Change, Field, Patience, wait_for};
use spaceship::jsonapi::Id;
use spaceship::resources::{
    AppMediaAssetState, AppMediaStateError, AppScreenshot, AppScreenshotSet, AppScreenshotUpdate,
    AppStoreVersionLocalization, NewAppScreenshot, NewAppScreenshotSet, UploadOperation,
};
use spaceship::upload::{Taken, parts_of, send_parts};
use tokio::sync::Semaphore;

use super::apply::Work;
use super::gather::sets_of;
use super::page::remote_shot;
use super::texts::{Locales, twice_if_unsure, version_locales};
use super::{RemoteSet, RemoteShot};
use crate::files::Shot;
use crate::plan::SetPlan;

/// The most sets that are worked on at once.
const SETS_AT_ONCE: usize = 4;

/// The most screenshots that are sent at once, in all sets together.
const SHOTS_AT_ONCE: usize = 8;

/// A screenshot on its way: the file, and its id at Apple.
struct Delivery<'a> {
    shot: &'a Shot,
    id: Id<AppScreenshot>,
    /// How its bytes are to be sent; `None` where Apple has them.
    operations: Option<Vec<UploadOperation>>,
}

/// Does the plans of all sets, several at once.
pub(super) async fn apply(work: &Work<'_>, plans: &[&SetPlan]) -> Result<(), Failure> {
    if plans.is_empty() {
        return Ok(());
    }
    let locales = version_locales(work.client, work.version()?).await?;
    let uploads = Semaphore::new(SHOTS_AT_ONCE);
    let (locales, uploads) = (&locales, &uploads);
    stream::iter(plans.iter().map(Ok::<_, Failure>))
        .try_for_each_concurrent(SETS_AT_ONCE, |plan| async move {
            let wrong = format!("the screenshots {} of {} are not as they should be", plan.kind, plan.locale);
            set(work, locales, plan, uploads).await.map_err(|failure| failure.context(wrong))
        })
        .await
}

async fn set(work: &Work<'_>, locales: &Locales, plan: &SetPlan, uploads: &Semaphore) -> Result<(), Failure> {
    for gone in &plan.delete {
        work.context
            .ui
            .step(format!("{} {}: {} deleted ({})", plan.locale, plan.kind, gone.file_name, gone.reason));
        delete(work.client, &gone.id).await?;
    }
    if plan.order.is_empty() {
        return Ok(());
    }
    let set = match &plan.set {
        Some(set) => set.clone(),
        None => make(work.client, locales, plan).await?,
    };
    let mut all = reserve(work, &set, plan).await?;
    stream::iter(all.iter_mut().map(Ok::<_, Failure>))
        .try_for_each_concurrent(None, |delivery| finish(work, &set, plan, delivery, uploads))
        .await?;
    settle(work.client, &set, plan, &all).await
}

/// The set of a kind, made.
async fn make(client: &Client, locales: &Locales, plan: &SetPlan) -> Result<Id<AppScreenshotSet>, Failure> {
    let missing = || Failure::new(exit::FAILED, format!("the version has no locale {}", plan.locale));
    let localization = locales.get(&plan.locale).ok_or_else(missing)?;
    let localization = Id::<AppStoreVersionLocalization>::new(localization.clone());
    let mut new = NewAppScreenshotSet::new(plan.kind.as_str().into());
    new.app_store_version_localization = Some(localization.clone());
    let find = async || {
        let Some(set) = sets_of(client, &localization).await?.remove(&plan.kind) else { return Ok(None) };
        Ok(Some(client.get::<AppScreenshotSet>(&set.id).send().await?.resource))
    };
    match client.create_once(&new, find).await {
        Ok(set) => Ok(set.id),
        // There is one set of a kind at most: one that is there in spite of the error is the one that was wanted.
        Err(error) => match find().await? {
            Some(set) => Ok(set.id),
            None => Err(error.into()),
        },
    }
}

/// Deletes a screenshot. One that is gone already is as good.
async fn delete(client: &Client, id: &Id<AppScreenshot>) -> spaceship::Result<()> {
    match client.delete(id).await {
        Err(error) if error.is_not_found() => Ok(()),
        done => done,
    }
}

/// Reserves what is to be sent, one after the other: so Apple has them in their order even if the run ends here.
async fn reserve<'a>(
    work: &Work<'_>,
    set: &Id<AppScreenshotSet>,
    plan: &'a SetPlan,
) -> Result<Vec<Delivery<'a>>, Failure> {
    let mut all = Vec::new();
    let mut known = plan.order.iter().filter_map(|(_, id)| id.clone()).collect::<Vec<_>>();
    known.extend(plan.others.iter().cloned());
    for (shot, there) in &plan.order {
        let delivery = match there {
            Some(id) => Delivery { shot, id: id.clone(), operations: None },
            None => reserve_one(work.client, set, shot, &known).await?,
        };
        known.push(delivery.id.clone());
        all.push(delivery);
    }
    Ok(all)
}

/// Reserves one. Where it is uncertain whether that happened, one that nobody knows and that has the same name and
/// size is it.
async fn reserve_one<'a>(
    client: &Client,
    set: &Id<AppScreenshotSet>,
    shot: &'a Shot,
    known: &[Id<AppScreenshot>],
) -> Result<Delivery<'a>, Failure> {
    let size = i64::try_from(shot.size).unwrap_or(i64::MAX);
    let new = NewAppScreenshot::new(size, shot.file_name(), set.clone());
    let find = async || {
        let there = read(client, set).await?.shots.into_iter().find(|there| {
            let alike = there.file_name == shot.file_name() && there.size == Some(shot.size);
            alike && there.state == "AWAITING_UPLOAD" && !known.contains(&there.id)
        });
        match there {
            Some(there) => Ok(Some(client.get::<AppScreenshot>(&there.id).send().await?.resource)),
            None => Ok(None),
        }
    };
    let made = client.create_once(&new, find).await?;
    Ok(Delivery {
        shot,
        id: made.id,
        operations: Some(made.attributes.upload_operations.unwrap_or_default()),
    })
}

/// Sends one screenshot and waits until Apple has looked at it. What fails is sent once more, and only once.
async fn finish(
    work: &Work<'_>,
    set: &Id<AppScreenshotSet>,
    plan: &SetPlan,
    delivery: &mut Delivery<'_>,
    uploads: &Semaphore,
) -> Result<(), Failure> {
    let name = work.context.shown(&delivery.shot.path);
    if delivery.operations.is_some() {
        work.context.ui.step(format!("{} {}: {name}", plan.locale, plan.kind));
        send(work.client, delivery, uploads).await?;
    } else if !plan.in_process.contains(&delivery.id) {
        return Ok(());
    }
    let Err(first) = looked_at(work, &delivery.id).await? else { return Ok(()) };
    work.context.ui.warn(format!("{name} failed at Apple ({first}); it is sent once more"));
    delete(work.client, &delivery.id).await?;
    *delivery = reserve_one(work.client, set, delivery.shot, &[]).await?;
    send(work.client, delivery, uploads).await?;
    let Err(again) = looked_at(work, &delivery.id).await? else { return Ok(()) };
    Err(Failure::new(exit::REFUSED, format!("Apple does not take {name}"))
        .cause(again)
        .hint("put the picture right and run the command again"))
}

/// Sends the bytes of a reserved screenshot and commits it.
async fn send(client: &Client, delivery: &Delivery<'_>, uploads: &Semaphore) -> Result<(), Failure> {
    let _turn = uploads.acquire().await;
    let operations = delivery.operations.as_deref().unwrap_or_default();
    let parts = parts_of(operations, delivery.shot.size)?;
    send_parts(client, &delivery.shot.path, &parts, &Taken::new(), |_, _| {}).await?;
    let checksum = Field::Set(delivery.shot.md5.clone());
    let update = AppScreenshotUpdate { source_file_checksum: checksum, uploaded: true.into() };
    match client.update(&delivery.id, &update).await {
        // It may have come about all the same: then Apple takes no second commit.
        Err(error) if error.is_ambiguous() => {
            let there = remote_shot(client.get::<AppScreenshot>(&delivery.id).send().await?.resource);
            if there.state == "AWAITING_UPLOAD" {
                client.update(&delivery.id, &update).await?;
            }
            Ok(())
        }
        done => Ok(done.map(drop)?),
    }
}

/// Waits until Apple has looked at a screenshot; the inner error says what it found.
async fn looked_at(work: &Work<'_>, id: &Id<AppScreenshot>) -> Result<Result<(), String>, Failure> {
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(10),
        timeout: Some(work.processing_timeout),
    };
    let look = async || {
        let attributes = work.client.get::<AppScreenshot>(id).send().await?.resource.attributes;
        Ok(outcome(attributes.asset_delivery_state, attributes.source_file_checksum.is_some()))
    };
    Ok(wait_for("the end of Apple's look at a screenshot", patience, look).await?)
}

/// How Apple's look at a picture ended; `None` while it goes on.
pub(super) fn outcome(state: Option<AppMediaAssetState>, has_checksum: bool) -> Option<Result<(), String>> {
    let state = state.unwrap_or_default();
    match state.state?.as_str() {
        // Apple may call it complete before the checksum is there.
        "COMPLETE" if has_checksum => Some(Ok(())),
        "FAILED" => {
            let said = |error: &AppMediaStateError| {
                let parts = [error.code.as_deref(), error.description.as_deref()];
                parts.into_iter().flatten().collect::<Vec<_>>().join(": ")
            };
            let errors = state.errors.unwrap_or_default().iter().map(said).collect::<Vec<_>>();
            Some(Err(if errors.is_empty() { "without a reason".into() } else { errors.join("; ") }))
        }
        _ => None,
    }
}

/// A set as it is now. Reading it by its id is fresher than any list.
async fn read(client: &Client, id: &Id<AppScreenshotSet>) -> spaceship::Result<RemoteSet> {
    let get = client.get::<AppScreenshotSet>(id).include("appScreenshots").limit_of("appScreenshots", 50);
    let found = get.send().await?;
    let shots = found.included.related::<AppScreenshotSet, AppScreenshot>(&found.resource, "appScreenshots");
    Ok(RemoteSet { id: id.clone(), shots: shots.into_iter().map(remote_shot).collect() })
}

/// Sets the order if it differs, and reads back what stands there: only that counts.
async fn settle(
    client: &Client,
    set: &Id<AppScreenshotSet>,
    plan: &SetPlan,
    all: &[Delivery<'_>],
) -> Result<(), Failure> {
    let target =
        all.iter().map(|delivery| delivery.id.clone()).chain(plan.others.iter().cloned()).collect::<Vec<_>>();
    let ordered = |there: &RemoteSet| there.shots.iter().map(|shot| &shot.id).eq(&target);
    let same = |there: &RemoteSet| ordered(there) && all.iter().zip(&there.shots).all(is_unharmed);
    let first = read(client, set).await?;
    if same(&first) {
        return Ok(());
    }
    if !ordered(&first) {
        let order = async || client.relate(set, "appScreenshots", Change::Replace, &target).await;
        twice_if_unsure(order).await?;
    }
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(3),
        timeout: Some(Duration::from_secs(20)),
    };
    let settled = wait_for("the right screenshots in their order", patience, async || {
        Ok(Some(read(client, set).await?).filter(same))
    });
    settled.await.map(drop).map_err(|error| {
        if error.kind() != spaceship::ErrorKind::TimedOut {
            return error.into();
        }
        let what = "the screenshots at Apple are not those of the files, in their order";
        Failure::new(exit::FAILED, what).hint("somebody else may be changing them; run the command again")
    })
}

/// Whether Apple has the bytes of the file. Some old screenshots have no checksum.
fn is_unharmed((delivery, there): (&Delivery<'_>, &RemoteShot)) -> bool {
    there.md5 == delivery.shot.md5 || (delivery.operations.is_none() && there.md5.is_empty())
}
