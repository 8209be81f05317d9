//! Screenshots: at most ten in a set, each looked at once it is there.

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::delivery::{self, File};
use super::findings::Finding;
use super::{
    Behaviour, Change, Draft, app_screenshot_sets, linked, media_parent, media_set, screenshot_sizes,
};
use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Stored};
use crate::image;
use crate::renditions;
use crate::world::World;

/// The behaviour of `appScreenshots`.
pub(super) struct AppScreenshots;

pub(super) const KIND: &str = "appScreenshots";

/// The most screenshots that a set holds.
const MOST: usize = 10;

impl Behaviour for AppScreenshots {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let set = linked::one(&draft.relationships, "appScreenshotSet").to_owned();
        media_parent::check_set(world, app_screenshot_sets::KIND, &set)?;
        if world.store.all(KIND).filter(|row| row.one("appScreenshotSet") == Some(set.as_str())).count()
            >= MOST
        {
            return Err(Refusal::relationship(
                "ENTITY_ERROR.RELATIONSHIP.INVALID",
                "appScreenshotSet",
                "Too many screenshots",
                format!("Too many screenshots: a screenshot set holds {MOST} at most"),
            ));
        }
        delivery::reserve(world, KIND, draft)?;
        draft.attributes.insert("assetType".into(), "SCREENSHOT".into());
        draft.attributes.insert("assetToken".into(), format!("{}/{}", set, draft.id).into());
        Ok(())
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        media_parent::check_set(world, app_screenshot_sets::KIND, &set_of(world, id))?;
        delivery::commit(world, KIND, id, change)
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        media_parent::check_set(world, app_screenshot_sets::KIND, &set_of(world, id))
    }

    fn after_delete(&self, world: &mut World, gone: &Stored) {
        super::asset_upload::forget(world, KIND, &gone.id);
    }

    fn fresh(&self, stored: &Stored, origin: &str, _now: OffsetDateTime) -> Map<String, Value> {
        renditions::fresh(stored, origin)
    }

    /// Apple has looked at the image.
    fn wake(&self, world: &mut World, id: &str) {
        let set = set_of(world, id);
        let display_type = world
            .store
            .get(app_screenshot_sets::KIND, &set)
            .map(|set| set.text("screenshotDisplayType").to_owned())
            .unwrap_or_default();
        if delivery::proceed(world, KIND, id, |world, file| inspect(world, id, &display_type, file)) {
            media_set::finish_row(world, app_screenshot_sets::KIND, &set, KIND, &Identifier::new(KIND, id));
        }
    }
}

fn set_of(world: &World, id: &str) -> String {
    world.store.get(KIND, id).and_then(|row| row.one("appScreenshotSet")).unwrap_or_default().to_owned()
}

/// The attributes of a good image, or the first thing that is wrong with it.
fn inspect(world: &World, id: &str, display_type: &str, file: &File) -> Result<Map<String, Value>, Finding> {
    let image = image::read(&file.bytes).map_err(|error| {
        Finding::new("IMAGE_TOOL_FAILURE", format!("The file cannot be read as an image: {error}."))
    })?;
    if !screenshot_sizes::accepts(display_type, image.width, image.height) {
        return Err(Finding::new(
            "IMAGE_INCORRECT_DIMENSIONS",
            format!(
                "The dimensions of the screenshot, {}x{}, are wrong for {display_type}: {}.",
                image.width,
                image.height,
                screenshot_sizes::listed(display_type)
            ),
        ));
    }
    if image.alpha {
        return Err(Finding::new(
            "IMAGE_ALPHA_NOT_ALLOWED",
            "Images can't contain alpha channels or transparencies.",
        ));
    }
    let mut attributes = Map::new();
    let template = renditions::template(&world.origin, id);
    let asset = json!({ "templateUrl": template, "width": image.width, "height": image.height });
    attributes.insert("imageAsset".into(), asset);
    Ok(attributes)
}
