//! Files for the reviewers.

use serde_json::Map;

use super::{Behaviour, Change, Draft, app_store_review_details, delivery, linked, version_state};
use crate::engine::refusal::Refusal;
use crate::engine::store::Stored;
use crate::world::World;

/// The behaviour of `appStoreReviewAttachments`.
pub(super) struct AppStoreReviewAttachments;

pub(super) const KIND: &str = "appStoreReviewAttachments";

impl Behaviour for AppStoreReviewAttachments {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let detail = linked::one(&draft.relationships, "appStoreReviewDetail").to_owned();
        check_open(world, &detail)?;
        delivery::reserve(world, KIND, draft)
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        delivery::commit(world, KIND, id, change)
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        let detail =
            world.store.get(KIND, id).and_then(|row| row.one("appStoreReviewDetail")).map(str::to_owned);
        check_open(world, &detail.unwrap_or_default())
    }

    fn after_delete(&self, world: &mut World, gone: &Stored) {
        super::asset_upload::forget(world, KIND, &gone.id);
    }

    fn wake(&self, world: &mut World, id: &str) {
        delivery::proceed(world, KIND, id, |_, _| Ok(Map::new()));
    }
}

fn check_open(world: &World, detail: &str) -> Result<(), Refusal> {
    let version = world
        .store
        .get(app_store_review_details::KIND, detail)
        .and_then(|detail| detail.one("appStoreVersion"));
    if version.is_none_or(|version| version_state::is_editable(&version_state::of(world, version))) {
        return Ok(());
    }
    Err(Refusal::conflict(
        "STATE_ERROR",
        "The request cannot be fulfilled because of the state of another resource.",
        "Attachments cannot be edited at this time",
    ))
}
