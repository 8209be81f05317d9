//! Preview sets: one per preview type and localization.

use super::{Behaviour, Draft, LinkEdit, media_parent, media_set};
use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Stored};
use crate::world::World;

/// The behaviour of `appPreviewSets`.
pub(super) struct AppPreviewSets;

pub(super) const KIND: &str = "appPreviewSets";

impl Behaviour for AppPreviewSets {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        media_set::check_new(world, KIND, "previewType", draft)
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
        if let Some(set) = world.store.get_mut(KIND, id) {
            set.hidden.insert("ordered".into(), true.into());
        }
    }

    fn after_delete(&self, world: &mut World, gone: &Stored) {
        media_set::delete_rows(world, gone, "appPreviews");
    }
}
