//! App previews: at most three in a set, with a state for the file and one for the video made of it.

use serde_json::{Map, Value};

use super::{
    Behaviour, Change, Draft, app_preview_sets, delivery, linked, media_parent, media_set, poster_frame,
    preview_inspection,
};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::engine::store::{Identifier, Stored};
use crate::world::World;

/// The behaviour of `appPreviews`.
pub(super) struct AppPreviews;

pub(super) const KIND: &str = "appPreviews";

/// The most previews that a set holds.
const MOST: usize = 3;

impl Behaviour for AppPreviews {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let set = linked::one(&draft.relationships, "appPreviewSet").to_owned();
        media_parent::check_set(world, app_preview_sets::KIND, &set)?;
        if world.store.all(KIND).filter(|row| row.one("appPreviewSet") == Some(set.as_str())).count() >= MOST
        {
            return Err(Refusal::relationship(
                "ENTITY_ERROR.RELATIONSHIP.INVALID",
                "appPreviewSet",
                "Too many app previews",
                format!("Too many app previews: a preview set holds {MOST} at most"),
            ));
        }
        delivery::reserve(world, KIND, draft)?;
        let name = draft.attributes.get("fileName").and_then(Value::as_str).unwrap_or_default();
        let extension = name.rsplit('.').next().unwrap_or_default();
        let kind = if extension.eq_ignore_ascii_case("mov") { "video/quicktime" } else { "video/mp4" };
        draft.attributes.entry("mimeType").or_insert_with(|| kind.into());
        draft
            .attributes
            .insert("videoDeliveryState".into(), delivery::delivery_state("AWAITING_UPLOAD", None));
        Ok(())
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        media_parent::check_set(world, app_preview_sets::KIND, &set_of(world, id))?;
        if let Some(time_code) = change.attributes.get_mut("previewFrameTimeCode") {
            check_frame(world, id, time_code.as_str())?;
            if time_code.is_null() {
                *time_code = poster_frame::DEFAULT.into();
            }
        }
        delivery::commit(world, KIND, id, change)?;
        if let Some(row) = world.store.get_mut(KIND, id)
            && delivery::state(row) == "UPLOAD_COMPLETE"
        {
            row.set("videoDeliveryState", delivery::delivery_state("PROCESSING", None));
        }
        if change.attributes.contains_key("previewFrameTimeCode") {
            poster_frame::ask(world, KIND, id);
        }
        Ok(())
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        media_parent::check_set(world, app_preview_sets::KIND, &set_of(world, id))
    }

    fn after_delete(&self, world: &mut World, gone: &Stored) {
        super::asset_upload::forget(world, KIND, &gone.id);
    }

    /// The file was looked at; then its checksum shows and the video is to be had, of which the frame is made; or another
    /// frame is there.
    fn wake(&self, world: &mut World, id: &str) {
        let set = set_of(world, id);
        let preview_type =
            world.store.get(app_preview_sets::KIND, &set).map(|set| set.text("previewType").to_owned());
        let mut video = None;
        let complete = delivery::proceed(world, KIND, id, |_, file| {
            let seen = preview_inspection::inspect(&file.bytes, preview_type.as_deref().unwrap_or_default())?;
            video = Some(seen);
            Ok(Map::new())
        });
        if complete {
            media_set::finish_row(world, app_preview_sets::KIND, &set, KIND, &Identifier::new(KIND, id));
        } else {
            poster_frame::finish(world, KIND, id);
        }
        let World { store, origin, .. } = world;
        let Some(row) = store.get_mut(KIND, id) else { return };
        if let Some(video) = video.filter(|_| complete) {
            poster_frame::note(row, &video);
        } else if delivery::state(row) == "COMPLETE" && row.text("videoUrl").is_empty() {
            row.set("videoUrl", format!("{origin}/_assets/video/{id}.m3u8"));
            poster_frame::open(row, origin);
        }
        let state = row.attributes.get("assetDeliveryState").cloned().unwrap_or_default();
        row.set("videoDeliveryState", state);
    }
}

/// The frame of a video can be chosen once Apple has made the video and given out its address, within its length; null
/// takes the default again.
fn check_frame(world: &World, id: &str, time_code: Option<&str>) -> Result<(), Refusal> {
    let Some(row) = world.store.get(KIND, id) else { return Ok(()) };
    if row.text("videoUrl").is_empty() {
        return Err(ErrorItem::new(
            409,
            "STATE_ERROR",
            "The request cannot be fulfilled because of the state of another resource.",
            "The preview frame cannot be chosen before the video has been processed",
        )
        .at("/data/attributes/previewFrameTimeCode")
        .into());
    }
    match time_code.and_then(|time_code| poster_frame::fault(row, time_code)) {
        Some(fault) => Err(fault.into()),
        None => Ok(()),
    }
}

fn set_of(world: &World, id: &str) -> String {
    world.store.get(KIND, id).and_then(|row| row.one("appPreviewSet")).unwrap_or_default().to_owned()
}
