//! App previews: at most three in a set, with a state for the file and one for the video made of it.

use serde_json::{Map, Value, json};

use super::delivery::{self, File, Flaw};
use super::{Behaviour, Change, Draft, app_preview_sets, linked, media_parent, media_set};
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
        let complete = world.store.get(KIND, id).is_some_and(|row| delivery::state(row) == "COMPLETE");
        if change.attributes.contains_key("previewFrameTimeCode") && !complete {
            return Err(ErrorItem::new(
                409,
                "STATE_ERROR",
                "The request cannot be fulfilled because of the state of another resource.",
                "The preview frame cannot be chosen before the video has been processed",
            )
            .at("/data/attributes/previewFrameTimeCode")
            .into());
        }
        delivery::commit(world, KIND, id, change)?;
        if let Some(row) = world.store.get_mut(KIND, id)
            && delivery::state(row) == "UPLOAD_COMPLETE"
        {
            row.set("videoDeliveryState", delivery::delivery_state("PROCESSING", None));
        }
        Ok(())
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        media_parent::check_set(world, app_preview_sets::KIND, &set_of(world, id))
    }

    fn after_delete(&self, world: &mut World, gone: &Stored) {
        super::asset_upload::forget(world, KIND, &gone.id);
    }

    /// The video has been made.
    fn wake(&self, world: &mut World, id: &str) {
        let set = set_of(world, id);
        let verdict = delivery::receive(world, KIND, id).and_then(|file| {
            let attributes = inspect(world, id, &file)?;
            Ok((file.checksum, attributes))
        });
        let complete = verdict.is_ok();
        delivery::settle(world, KIND, id, verdict);
        if let Some(row) = world.store.get_mut(KIND, id) {
            let state = row.attributes.get("assetDeliveryState").cloned().unwrap_or_default();
            row.set("videoDeliveryState", state);
        }
        if complete {
            media_set::finish_row(world, app_preview_sets::KIND, &set, KIND, &Identifier::new(KIND, id));
        }
    }
}

fn set_of(world: &World, id: &str) -> String {
    world.store.get(KIND, id).and_then(|row| row.one("appPreviewSet")).unwrap_or_default().to_owned()
}

/// MP4 and QuickTime files both start with a file type box.
fn inspect(world: &World, id: &str, file: &File) -> Result<Map<String, Value>, Flaw> {
    if file.bytes.get(4..8) != Some(b"ftyp") {
        return Err(Flaw::new("VIDEO_TOOL_FAILURE", "The file cannot be read as an MP4 or QuickTime video."));
    }
    let mut attributes = Map::new();
    attributes.insert("videoUrl".into(), json!(format!("{}/_assets/video/{id}.m3u8", world.origin)));
    Ok(attributes)
}
