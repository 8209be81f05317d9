//! Inviting a tester (again): there must be something to test.

use super::{Behaviour, Draft, beta_testers, linked};
use crate::engine::refusal::Refusal;
use crate::world::World;

/// The behaviour of `betaTesterInvitations`.
pub(super) struct BetaTesterInvitations;

impl Behaviour for BetaTesterInvitations {
    fn kind(&self) -> &'static str {
        "betaTesterInvitations"
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let app = linked::one(&draft.relationships, "app");
        let tester = world.store.get(beta_testers::KIND, linked::one(&draft.relationships, "betaTester"));
        if tester.is_none_or(|tester| !beta_testers::can_install(world, tester, app)) {
            return Err(Refusal::conflict(
                "STATE_ERROR",
                "The request cannot be fulfilled because of the state of another resource.",
                "Tester has no installable build",
            ));
        }
        Ok(())
    }
}
