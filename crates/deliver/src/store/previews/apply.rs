//! Seeing to it that the right previews stand there, in the right order, with the right frames.

use console::{Failure, exit};
use futures::future::join_all;
use spaceship::Client;
use spaceship::client::Field;
use spaceship::jsonapi::Id;
use spaceship::resources::{AppPreviewSet, AppPreviewUpdate, AppStoreVersionLocalization, NewAppPreviewSet};
use tokio::sync::Semaphore;

use super::super::apply::Work;
use super::super::assets::{self, Made, Standing, Target, delete, localizations, make_set};
use super::super::texts::{Locales, twice_if_unsure};
use super::read::{RemotePreview, RemotePreviewSet, read, read_of_set, sets_of};
use super::send::{Delivery, looked_at, reserve, reserve_one, send};
use crate::frame::FrameTime;
use crate::plan::{PreviewPlan, previews_anew};

/// The most sets that are sent at once: films are large, and the line is one. What Apple looks at does not count.
const SETS_AT_ONCE: usize = 2;

/// Does the plans of all sets.
pub(in super::super) async fn apply(work: &Work<'_>, plans: &[&PreviewPlan]) -> Result<(), Failure> {
    if plans.is_empty() {
        return Ok(());
    }
    let new = plans.iter().filter(|plan| plan.set.is_none()).map(|plan| plan.locale.as_str());
    let locales = localizations(work, &new.collect::<Vec<_>>()).await?;
    let sending = Semaphore::new(SETS_AT_ONCE);
    let (locales, sending) = (&locales, &sending);
    let all = plans.iter().map(|&plan| async move {
        let wrong = format!("the previews {} of {} are not as they should be", plan.kind, plan.locale);
        set(work, locales, plan, sending).await.map_err(|failure| failure.context(wrong))
    });
    // One set that Apple does not take keeps none of the others from their end.
    join_all(all).await.into_iter().collect()
}

async fn set(
    work: &Work<'_>,
    locales: &Locales,
    plan: &PreviewPlan,
    sending: &Semaphore,
) -> Result<(), Failure> {
    let turn = sending.acquire().await;
    let set = match &plan.set {
        Some(set) => set.clone(),
        None => make(work.client, locales, plan).await?,
    };
    let there = RemotePreviewSet { previews: read(work.client, &set).await?, id: set.clone() };
    // Lists lag: what the plan did not see of the set must not be sent once more.
    let mut films = plan.order.iter().map(|(film, _)| film.clone()).collect::<Vec<_>>();
    read_of_set(&mut films, &there).await?;
    let Some(plan) = &previews_anew(plan, &films, &there) else { return Ok(()) };
    for gone in &plan.delete {
        let (locale, kind, name, why) = (&plan.locale, &plan.kind, &gone.file_name, &gone.reason);
        work.context.ui.step(format!("{locale} {kind}: {name} deleted ({why})"));
        delete(work.client, &gone.id).await?;
    }
    if plan.order.is_empty() {
        return Ok(());
    }
    let mut all = reserve(work.client, &set, plan).await?;
    send_new(work, plan, &mut all).await?;
    drop(turn);
    finish(work, &set, plan, &mut all, sending).await?;
    frames(work, &set, plan, &all).await?;
    settle(work.client, &set, plan, &all).await
}

/// The set of a kind, made.
async fn make(client: &Client, locales: &Locales, plan: &PreviewPlan) -> Result<Id<AppPreviewSet>, Failure> {
    let missing = || Failure::new(exit::FAILED, format!("the version has no locale {}", plan.locale));
    let localization = locales.get(&plan.locale).ok_or_else(missing)?;
    let localization = Id::<AppStoreVersionLocalization>::new(localization.clone());
    let mut new = NewAppPreviewSet::new(plan.kind.as_str().into());
    new.app_store_version_localization = Some(localization.clone());
    let find = async || Ok(sets_of(client, &localization).await?.remove(&plan.kind).map(|set| set.id));
    Ok(match make_set(client, &new, find).await? {
        Made::New(id) | Made::There(id) => id,
    })
}

/// Sends what was reserved, one film after the other: the parts of each go out side by side.
async fn send_new(work: &Work<'_>, plan: &PreviewPlan, all: &mut [Delivery]) -> Result<(), Failure> {
    let new = all.iter().filter(|delivery| delivery.is_new());
    let bytes = new.map(|delivery| delivery.film.size).sum();
    if bytes == 0 {
        return Ok(());
    }
    let progress = work.context.ui.progress(&format!("{} {} previews", plan.locale, plan.kind), bytes);
    for delivery in all.iter_mut().filter(|delivery| delivery.is_new()) {
        send(work.client, delivery, |bytes| progress.advance(bytes)).await?;
    }
    Ok(())
}

/// Waits until Apple has looked at what it has to look at. What fails is sent once more, and only once.
async fn finish(
    work: &Work<'_>,
    set: &Id<AppPreviewSet>,
    plan: &PreviewPlan,
    all: &mut [Delivery],
    sending: &Semaphore,
) -> Result<(), Failure> {
    let is_open = |delivery: &Delivery| {
        let frame = plan.frames.iter().any(|frame| frame.id == delivery.id);
        delivery.is_new() || frame || plan.in_process.contains(&delivery.id)
    };
    let open = all.iter().filter(|delivery| is_open(delivery)).collect::<Vec<_>>();
    if open.is_empty() {
        return Ok(());
    }
    let failed = looked_at(work, set, &open).await?;
    let mut again = Vec::new();
    let known = all.iter().map(|delivery| delivery.id.clone()).chain(plan.others.iter().cloned());
    let known = known.collect::<Vec<_>>();
    for delivery in all {
        let Some(why) = failed.get(delivery.id.as_str()) else { continue };
        let name = work.context.shown(&delivery.film.path);
        work.context.ui.warn(format!("{name} failed at Apple ({why}); it is sent once more"));
        let _turn = sending.acquire().await;
        delete(work.client, &delivery.id).await?;
        *delivery = reserve_one(work.client, set, &delivery.film, &known).await?;
        send(work.client, delivery, |_| {}).await?;
        again.push(&*delivery);
    }
    if again.is_empty() {
        return Ok(());
    }
    let failed = looked_at(work, set, &again).await?;
    let Some((delivery, why)) =
        again.iter().find_map(|delivery| Some((delivery, failed.get(delivery.id.as_str())?)))
    else {
        return Ok(());
    };
    let name = work.context.shown(&delivery.film.path);
    Err(Failure::new(exit::REFUSED, format!("Apple does not take {name}"))
        .cause(why.clone())
        .hint("put the film right and run the command again"))
}

/// Chooses the frames that stand for the films, where Apple has others.
async fn frames(
    work: &Work<'_>,
    set: &Id<AppPreviewSet>,
    plan: &PreviewPlan,
    all: &[Delivery],
) -> Result<(), Failure> {
    let asked =
        |delivery: &&Delivery| delivery.is_new() || plan.frames.iter().any(|frame| frame.id == delivery.id);
    let asked = all.iter().filter(asked).collect::<Vec<_>>();
    if asked.is_empty() {
        return Ok(());
    }
    let (there, frame) = (read(work.client, set).await?, plan.wish.frame());
    for delivery in asked {
        let has = there.iter().find(|preview| preview.id == delivery.id);
        if has.and_then(|preview| preview.frame.as_deref()?.parse::<FrameTime>().ok()) == Some(frame) {
            continue;
        }
        let name = delivery.film.file_name();
        work.context.ui.step(format!("{} {}: {name}, its frame", plan.locale, plan.kind));
        let code = Field::Set(frame.to_string());
        let update = AppPreviewUpdate { preview_frame_time_code: code, ..AppPreviewUpdate::default() };
        twice_if_unsure(async || work.client.update(&delivery.id, &update).await).await.map_err(|error| {
            Failure::from(error).context(format!("{name} does not get its frame at {frame}"))
        })?;
    }
    Ok(())
}

/// Sets the order if it differs, and reads back what stands there.
async fn settle(
    client: &Client,
    set: &Id<AppPreviewSet>,
    plan: &PreviewPlan,
    all: &[Delivery],
) -> Result<(), Failure> {
    let order = all.iter().map(|delivery| delivery.id.clone()).chain(plan.others.iter().cloned()).collect();
    let target = Target { set, relationship: "appPreviews", noun: "previews", order };
    let standing = async || {
        let there = read(client, set).await?;
        Ok(Standing {
            is_unharmed: all.iter().zip(&there).all(is_unharmed),
            ids: there.into_iter().map(|preview| preview.id).collect(),
        })
    };
    assets::settle(client, target, standing().await?, standing).await
}

/// Whether Apple has the bytes of the file. Some old previews have no checksum.
fn is_unharmed((delivery, there): (&Delivery, &RemotePreview)) -> bool {
    there.md5 == delivery.film.md5 || (!delivery.is_new() && there.md5.is_empty())
}
