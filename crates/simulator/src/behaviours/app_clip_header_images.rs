//! The picture at the top of an App Clip's card: one for each language.

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::delivery::{self, File};
use super::findings::Finding;
use super::{Behaviour, Change, Draft, app_clip_default_experience_localizations as localizations, linked};
use crate::engine::refusal::Refusal;
use crate::engine::store::Stored;
use crate::image;
use crate::renditions;
use crate::world::World;

/// The behaviour of `appClipHeaderImages`.
pub(super) struct AppClipHeaderImages;

pub(super) const KIND: &str = "appClipHeaderImages";

/// The relationship to the text that the picture stands above.
const TEXT: &str = "appClipDefaultExperienceLocalization";

/// Width and height in pixels, as App Store Connect's page has them.
const SIZE: (u32, u32) = (1800, 1200);

impl Behaviour for AppClipHeaderImages {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        localizations::check_open(world, linked::one(&draft.relationships, TEXT))?;
        delivery::reserve(world, KIND, draft)
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        check_open(world, id)?;
        delivery::commit(world, KIND, id, change)
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        check_open(world, id)
    }

    fn after_delete(&self, world: &mut World, gone: &Stored) {
        super::asset_upload::forget(world, KIND, &gone.id);
    }

    fn fresh(&self, stored: &Stored, origin: &str, _now: OffsetDateTime) -> Map<String, Value> {
        renditions::fresh(stored, origin)
    }

    /// Apple has looked at the picture, or its checksum shows.
    fn wake(&self, world: &mut World, id: &str) {
        delivery::proceed(world, KIND, id, |world, file| inspect(world, id, file));
    }
}

fn check_open(world: &World, id: &str) -> Result<(), Refusal> {
    let text = world.store.get(KIND, id).and_then(|picture| picture.one(TEXT));
    localizations::check_open(world, text.unwrap_or_default())
}

/// The attributes of a good picture, or the first thing that is wrong with it.
fn inspect(world: &World, id: &str, file: &File) -> Result<Map<String, Value>, Finding> {
    let image = image::read(&file.bytes).map_err(|error| {
        Finding::new("IMAGE_TOOL_FAILURE", format!("The file cannot be read as an image: {error}."))
    })?;
    if (image.width, image.height) != SIZE {
        let (width, height) = SIZE;
        let description = format!(
            "The dimensions of the image, {}x{}, are wrong: it has to be {width}x{height}.",
            image.width, image.height
        );
        return Err(Finding::new("IMAGE_INCORRECT_DIMENSIONS", description));
    }
    if image.alpha {
        let description = "Images can't contain alpha channels or transparencies.";
        return Err(Finding::new("IMAGE_ALPHA_NOT_ALLOWED", description));
    }
    let template = renditions::template(&world.origin, id);
    let asset = json!({ "templateUrl": template, "width": image.width, "height": image.height });
    Ok(Map::from_iter([("imageAsset".to_owned(), asset)]))
}
