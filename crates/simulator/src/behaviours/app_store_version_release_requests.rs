//! The developer's word that an approved version may go to the store.

use super::{Behaviour, Draft, linked, release, version_state};
use crate::engine::refusal::Refusal;
use crate::world::World;

/// The behaviour of `appStoreVersionReleaseRequests`.
pub(super) struct AppStoreVersionReleaseRequests;

const KIND: &str = "appStoreVersionReleaseRequests";

impl Behaviour for AppStoreVersionReleaseRequests {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let version = linked::one(&draft.relationships, "appStoreVersion");
        let state = version_state::of(world, version);
        if matches!(state.as_str(), "PENDING_DEVELOPER_RELEASE" | "PENDING_APPLE_RELEASE") {
            return Ok(());
        }
        Err(Refusal::conflict(
            "STATE_ERROR.ENTITY_STATE_INVALID",
            "appStoreVersions is not in valid state.",
            format!("The version with id '{version}' is in state '{state}' and cannot be released"),
        ))
    }

    fn after_create(&self, world: &mut World, id: &str) {
        let version =
            world.store.get(KIND, id).and_then(|request| request.one("appStoreVersion")).map(str::to_owned);
        if let Some(version) = version {
            release::distribute(world, &version);
        }
    }
}
