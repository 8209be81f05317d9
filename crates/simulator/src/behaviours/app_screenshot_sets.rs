//! Screenshot sets: one per display type and localization, its screenshots in order.

use serde_json::Value;

use super::{Behaviour, Draft, LinkEdit, media_parent, media_set};
use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Stored};
use crate::world::World;

/// The behaviour of `appScreenshotSets`.
pub(super) struct AppScreenshotSets;

pub(super) const KIND: &str = "appScreenshotSets";

impl Behaviour for AppScreenshotSets {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        media_set::check_new(world, KIND, "screenshotDisplayType", draft)
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        media_parent::check_set(world, KIND, id)
    }

    fn before_link(
        &self,
        world: &mut World,
        id: &str,
        relationship: &str,
        edit: LinkEdit,
        to: &[Identifier],
    ) -> Result<(), Refusal> {
        media_set::check_order(world, KIND, id, relationship, edit, to)
    }

    fn after_link(&self, world: &mut World, id: &str, _relationship: &str) {
        // From now on the order is the one that was asked for, not that of finishing.
        if let Some(set) = world.store.get_mut(KIND, id) {
            set.hidden.insert("ordered".into(), Value::Bool(true));
        }
    }

    fn after_delete(&self, world: &mut World, gone: &Stored) {
        media_set::delete_rows(world, gone, "appScreenshots");
    }
}
