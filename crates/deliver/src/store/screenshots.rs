//! Sending screenshots, and seeing to it that the right ones stand there in the right order.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use console::{Failure, exit};
use futures::{TryStreamExt, stream};
use spaceship::Client;
use spaceship::client::{Change, Field, Patience, wait_for};
use spaceship::jsonapi::Id;
use spaceship::resources::{
    AppScreenshot, AppScreenshotSet, AppScreenshotUpdate, AppStoreVersionLocalization, NewAppScreenshot,
    NewAppScreenshotSet,
};
use spaceship::upload::{md5_of, parts_of, send_parts};

use super::apply::Work;
use super::gather::sets;
use crate::plan::SetPlan;

/// The most sets that are worked on at once.
const AT_ONCE: usize = 4;

type Locales = BTreeMap<String, Id<AppStoreVersionLocalization>>;

/// Does the plans of all sets, several at once; within a set one screenshot after another.
pub(super) async fn apply(work: &Work<'_>, locales: &Locales, plans: &[&SetPlan]) -> Result<(), Failure> {
    stream::iter(plans.iter().map(Ok::<_, Failure>))
        .try_for_each_concurrent(AT_ONCE, |plan| async move {
            let context =
                format!("the screenshots {} of {} are not as they should be", plan.kind, plan.locale);
            set(work, locales, plan).await.map_err(|failure| failure.context(context))
        })
        .await
}

async fn set(work: &Work<'_>, locales: &Locales, plan: &SetPlan) -> Result<(), Failure> {
    let localization = locales
        .get(&plan.locale)
        .ok_or_else(|| Failure::new(exit::FAILED, format!("the version has no locale {}", plan.locale)))?;
    for (id, name, reason) in &plan.delete {
        work.context.ui.step(format!("{} {}: {name} deleted ({reason})", plan.locale, plan.kind));
        work.client.delete(id).await?;
    }
    let set = ensure(work.client, localization, &plan.kind).await?;
    // Reserved in their order, so that Apple has them in their order even if the run ends here.
    let mut ids = Vec::new();
    let mut fresh = Vec::new();
    for (shot, there) in &plan.order {
        let id = if let Some(id) = there {
            id.clone()
        } else {
            work.context.ui.step(format!(
                "{} {}: {}",
                plan.locale,
                plan.kind,
                work.context.shown(&shot.path)
            ));
            let id = send(work.client, &set, &shot.path).await?;
            fresh.push((ids.len(), shot.path.clone()));
            id
        };
        ids.push(id);
    }
    await_all(work, &set, &mut ids, &fresh).await?;
    let target = ids.into_iter().chain(plan.others.iter().cloned()).collect::<Vec<_>>();
    settle_order(work, localization, &plan.kind, &set, &target).await
}

/// The set of a kind; made where there is none.
async fn ensure(
    client: &Client,
    localization: &Id<AppStoreVersionLocalization>,
    kind: &str,
) -> Result<Id<AppScreenshotSet>, Failure> {
    if let Some(set) = sets(client, localization).await?.remove(kind) {
        return Ok(set.id);
    }
    let mut new = NewAppScreenshotSet::new(kind.into());
    new.app_store_version_localization = Some(localization.clone());
    Ok(client.create(&new).await?.id)
}

/// Reserves, sends and commits one screenshot.
async fn send(
    client: &Client,
    set: &Id<AppScreenshotSet>,
    path: &Path,
) -> Result<Id<AppScreenshot>, Failure> {
    let digest = md5_of(path).await?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let size = i64::try_from(digest.size).unwrap_or(i64::MAX);
    let shot = client.create(&NewAppScreenshot::new(size, name, set.clone())).await?;
    let operations = shot.attributes.upload_operations.unwrap_or_default();
    send_parts(client, path, &parts_of(&operations, digest.size)?, |_| {}).await?;
    let update = AppScreenshotUpdate { source_file_checksum: Field::Set(digest.md5), uploaded: true.into() };
    client.update(&shot.id, &update).await?;
    Ok(shot.id)
}

/// Waits until Apple has looked at everything that was fresh. What fails is fresh once more, and only once.
async fn await_all(
    work: &Work<'_>,
    set: &Id<AppScreenshotSet>,
    ids: &mut [Id<AppScreenshot>],
    fresh: &[(usize, std::path::PathBuf)],
) -> Result<(), Failure> {
    for (place, path) in fresh {
        let Some(id) = ids.get_mut(*place) else { continue };
        if let Err(first) = looked_at(work, id).await? {
            work.context.ui.warn(format!(
                "{} failed at Apple ({first}); it is fresh once more",
                work.context.shown(path)
            ));
            work.client.delete(id).await?;
            *id = send(work.client, set, path).await?;
            if let Err(again) = looked_at(work, id).await? {
                return Err(Failure::new(
                    exit::REFUSED,
                    format!("Apple does not take {}", work.context.shown(path)),
                )
                .cause(again)
                .hint("mend the picture and run the command again"));
            }
        }
    }
    Ok(())
}

/// Waits until Apple has looked at a screenshot; the inner error says what it found.
async fn looked_at(work: &Work<'_>, id: &Id<AppScreenshot>) -> Result<Result<(), String>, Failure> {
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(10),
        timeout: Some(work.processing_timeout),
    };
    let outcome = wait_for("the end of Apple's look at a screenshot", patience, async || {
        let shot = work.client.get::<AppScreenshot>(id).send().await?.resource.attributes;
        let state = shot.asset_delivery_state.unwrap_or_default();
        Ok(match state.state.as_ref().map(spaceship::resources::AppMediaAssetStateState::as_str) {
            // Apple may call it complete before the checksum is there.
            Some("COMPLETE") if shot.source_file_checksum.is_some() => Some(Ok(())),
            Some("FAILED") => Some(Err(state.errors.unwrap_or_default())),
            _ => None,
        })
    });
    Ok(outcome.await?.map_err(|errors| {
        let said = |error: &spaceship::resources::AppMediaStateError| {
            let code = error.code.as_deref().unwrap_or_default();
            format!("{code} - {}", error.description.as_deref().unwrap_or_default())
        };
        errors.iter().map(said).collect::<Vec<_>>().join("; ")
    }))
}

/// Sets the order if it differs, reading it back: only what stands at Apple counts.
async fn settle_order(
    work: &Work<'_>,
    localization: &Id<AppStoreVersionLocalization>,
    kind: &str,
    set: &Id<AppScreenshotSet>,
    target: &[Id<AppScreenshot>],
) -> Result<(), Failure> {
    let there = async || {
        let set = sets(work.client, localization).await?.remove(kind);
        Ok::<_, Failure>(
            set.map(|set| set.shots.into_iter().map(|shot| shot.id).collect::<Vec<_>>()).unwrap_or_default(),
        )
    };
    if there().await? == target {
        return Ok(());
    }
    work.client.relate(set, "appScreenshots", Change::Replace, target).await?;
    if there().await? == target {
        return Ok(());
    }
    Err(Failure::new(exit::FAILED, "the screenshots at Apple are not those of the files, in their order")
        .hint("somebody else may be changing them; run the command again"))
}
