//! Sending the header image of a card. A locale has one, so that the old one goes first.

use std::time::Duration;

use console::{Failure, exit};
use spaceship::Client;
use spaceship::client::{Field, Patience, wait_for};
use spaceship::jsonapi::Id;
use spaceship::resources::{
    AppClipDefaultExperienceLocalization, AppClipHeaderImage, AppClipHeaderImageUpdate, NewAppClipHeaderImage,
};
use spaceship::upload::{Taken, parts_of, send_parts};

use super::gather::header_image;
use crate::files::Shot;
use crate::plan::ImagePlan;
use crate::store::apply::Work;
use crate::store::assets::{self, outcome};

type Localization = Id<AppClipDefaultExperienceLocalization>;

/// Brings a picture to its locale and waits until Apple has looked at it. What fails is sent once more, and only once.
pub(super) async fn bring(work: &Work<'_>, text: &Localization, plan: &ImagePlan) -> Result<(), Failure> {
    let wrong = format!("the App Clip's header image of {} is not as it should be", plan.locale);
    bring_one(work, text, plan).await.map_err(|failure| failure.context(wrong))
}

async fn bring_one(work: &Work<'_>, text: &Localization, plan: &ImagePlan) -> Result<(), Failure> {
    let Work { context, client, .. } = work;
    let name = context.shown(&plan.shot.path);
    if let Some(old) = &plan.replaces {
        context.ui.step(format!("App Clip {}: {} deleted", plan.locale, old.file_name));
        assets::delete(client, &old.id).await?;
    }
    let id = if let Some(id) = &plan.in_process {
        id.clone()
    } else {
        context.ui.step(format!("App Clip {}: {name}", plan.locale));
        send(client, text, &plan.shot).await?
    };
    let Err(first) = looked_at(work, &id).await? else { return Ok(()) };
    context.ui.warn(format!("{name} failed at Apple ({first}); it is sent once more"));
    assets::delete(client, &id).await?;
    let id = send(client, text, &plan.shot).await?;
    let Err(again) = looked_at(work, &id).await? else { return Ok(()) };
    Err(Failure::new(exit::REFUSED, format!("Apple does not take {name}"))
        .cause(again)
        .hint("put the picture right and run the command again"))
}

/// Reserves a picture, sends its bytes and commits it.
async fn send(client: &Client, text: &Localization, shot: &Shot) -> Result<Id<AppClipHeaderImage>, Failure> {
    let size = i64::try_from(shot.size).unwrap_or(i64::MAX);
    let new = NewAppClipHeaderImage::new(size, shot.file_name(), text.clone());
    let find = async || {
        let get = client.get_related::<AppClipDefaultExperienceLocalization, AppClipHeaderImage>(
            text,
            "appClipHeaderImage",
        );
        let found = get.optional().await?.map(|found| found.resource);
        Ok(found.filter(|found| {
            let there = header_image(found.clone());
            let alike = there.file_name == shot.file_name() && there.size == Some(shot.size);
            alike && there.state == "AWAITING_UPLOAD"
        }))
    };
    let made = client.create_once(&new, find).await?;
    let parts = parts_of(&made.attributes.upload_operations.unwrap_or_default(), shot.size)?;
    send_parts(client, &shot.path, &parts, &Taken::new(), |_, _| {}).await?;
    let checksum = Field::Set(shot.md5.clone());
    let update = AppClipHeaderImageUpdate { source_file_checksum: checksum, uploaded: true.into() };
    let waits = |there| header_image(there).state == "AWAITING_UPLOAD";
    assets::commit(client, &made.id, &update, waits).await?;
    Ok(made.id)
}

/// Waits until Apple has looked at a picture; the inner error says what it found.
async fn looked_at(work: &Work<'_>, id: &Id<AppClipHeaderImage>) -> Result<Result<(), String>, Failure> {
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(10),
        timeout: Some(work.processing_timeout),
    };
    let look = async || {
        let attributes = work.client.get::<AppClipHeaderImage>(id).send().await?.resource.attributes;
        let state = attributes.asset_delivery_state.as_ref();
        Ok(state.and_then(|state| outcome(state, attributes.source_file_checksum.is_some())))
    };
    Ok(wait_for("the end of Apple's look at a header image", patience, look).await?)
}
