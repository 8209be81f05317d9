//! Sending the films of a set.

use std::collections::BTreeMap;
use std::time::Duration;

use console::{Failure, exit};
use spaceship::Client;
use spaceship::client::{Field, Patience, wait_for};
use spaceship::jsonapi::Id;
use spaceship::resources::{AppPreview, AppPreviewSet, AppPreviewUpdate, NewAppPreview, UploadOperation};
use spaceship::upload::{Taken, parts_of, send_parts};

use super::super::apply::Work;
use super::super::assets::commit;
use super::read::{RemotePreview, read};
use crate::files::Film;
use crate::plan::PreviewPlan;

/// A film on its way, and its preview's id at Apple.
pub(super) struct Delivery {
    /// Its checksum is known once it was sent.
    pub(super) film: Film,
    pub(super) id: Id<AppPreview>,
    /// How its bytes are to be sent; `None` where Apple has them.
    operations: Option<Vec<UploadOperation>>,
}

impl Delivery {
    /// Whether this run sends it.
    pub(super) fn is_new(&self) -> bool {
        self.operations.is_some()
    }
}

/// Reserves what is to be sent, one after the other: so Apple has them in their order even if the run ends here.
pub(super) async fn reserve(
    client: &Client,
    set: &Id<AppPreviewSet>,
    plan: &PreviewPlan,
) -> spaceship::Result<Vec<Delivery>> {
    let mut all = Vec::new();
    let mut known = plan.order.iter().filter_map(|(_, id)| id.clone()).collect::<Vec<_>>();
    known.extend(plan.others.iter().cloned());
    for (film, there) in &plan.order {
        let delivery = match there {
            Some(id) => Delivery { film: film.clone(), id: id.clone(), operations: None },
            None => reserve_one(client, set, film, &known).await?,
        };
        known.push(delivery.id.clone());
        all.push(delivery);
    }
    Ok(all)
}

/// Reserves one. Where it is uncertain whether that happened, one that nobody knows and that has the same name and
/// size is it.
pub(super) async fn reserve_one(
    client: &Client,
    set: &Id<AppPreviewSet>,
    film: &Film,
    known: &[Id<AppPreview>],
) -> spaceship::Result<Delivery> {
    let size = i64::try_from(film.size).unwrap_or(i64::MAX);
    let new = NewAppPreview::new(size, film.file_name(), set.clone());
    let find = async || {
        let there = read(client, set).await?.into_iter().find(|there| {
            let alike = there.file_name == film.file_name() && there.size == Some(film.size);
            alike && there.state == "AWAITING_UPLOAD" && !known.contains(&there.id)
        });
        match there {
            Some(there) => Ok(Some(client.get::<AppPreview>(&there.id).send().await?.resource)),
            None => Ok(None),
        }
    };
    let made = client.create_once(&new, find).await?;
    let operations = Some(made.attributes.upload_operations.unwrap_or_default());
    Ok(Delivery { film: film.clone(), id: made.id, operations })
}

/// Sends the bytes of a reserved film and commits it; `sent` is told how many bytes more are there.
pub(super) async fn send(
    client: &Client,
    delivery: &mut Delivery,
    sent: impl Fn(u64) + Sync,
) -> Result<(), Failure> {
    let parts = parts_of(delivery.operations.as_deref().unwrap_or_default(), delivery.film.size)?;
    let film = &mut delivery.film;
    let path = &film.path;
    let digest = send_parts(client, path, &parts, &Taken::new(), |part, _| sent(part.length)).await?;
    if digest.size != film.size {
        let what = format!("{} was changed while the run was under way", path.display());
        return Err(Failure::new(exit::FAILED, what).hint("run the command again"));
    }
    film.md5 = digest.md5;
    let update = AppPreviewUpdate {
        source_file_checksum: Field::Set(film.md5.clone()),
        uploaded: true.into(),
        ..AppPreviewUpdate::default()
    };
    Ok(commit(client, &delivery.id, &update, RemotePreview::waits).await?)
}

/// Waits until Apple has made videos of these, of which the frame can then be chosen; answers which of them failed, and
/// why.
pub(super) async fn looked_at(
    work: &Work<'_>,
    set: &Id<AppPreviewSet>,
    all: &[&Delivery],
) -> Result<BTreeMap<String, String>, Failure> {
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(30),
        timeout: Some(work.processing_timeout),
    };
    let look = async || {
        let there = read(work.client, set).await?;
        let mut failed = BTreeMap::new();
        for delivery in all {
            let Some(preview) = there.iter().find(|preview| preview.id == delivery.id) else {
                return Ok(None);
            };
            match &preview.failure {
                Some(why) => {
                    failed.insert(delivery.id.to_string(), why.clone());
                }
                None if is_done(preview, delivery.is_new()) => {}
                None => return Ok(None),
            }
        }
        Ok(Some(failed))
    };
    Ok(wait_for("the end of Apple's look at the previews", patience, look).await?)
}

/// Apple may call a preview complete before its video, or its checksum, is there. Some old ones never get a checksum.
fn is_done(preview: &RemotePreview, is_new: bool) -> bool {
    preview.is_complete() && preview.has_video && !(is_new && preview.md5.is_empty())
}
