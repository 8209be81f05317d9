//! What the Developer Portal holds for an app before any release.

use crate::engine::store::Stored;
use crate::pki::TEAM;
use crate::world::World;

/// Registers a bundle id, unless it is registered: an app cannot be made before. Returns its id.
pub(super) fn register(world: &mut World, bundle_id: &str, name: &str) -> String {
    if let Some(known) = world.store.all("bundleIds").find(|known| known.text("identifier") == bundle_id) {
        return known.id.clone();
    }
    add(world, bundle_id, name)
}

/// Registers a bundle id that is not registered yet. Returns its id.
pub(super) fn add(world: &mut World, bundle_id: &str, name: &str) -> String {
    let mut registered = Stored::new("bundleIds", "");
    registered.set("identifier", bundle_id);
    registered.set("name", name);
    registered.set("platform", "UNIVERSAL");
    registered.set("seedId", TEAM.id);
    let id = world.insert(registered);
    crate::behaviours::give_capability(world, &id, "IN_APP_PURCHASE");
    id
}
