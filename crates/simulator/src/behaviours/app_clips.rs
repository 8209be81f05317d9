//! App Clips: each appears with the first build that holds it.

use crate::engine::store::{Identifier, Linkage, Stored};
use crate::world::World;

pub(super) const KIND: &str = "appClips";

/// The App Clip of an app with this bundle id, made where there is none; its id.
pub(crate) fn ensure(world: &mut World, app: &str, bundle_id: &str) -> String {
    let there = world
        .store
        .all(KIND)
        .find(|clip| clip.one("app") == Some(app) && clip.text("bundleId") == bundle_id)
        .map(|clip| clip.id.clone());
    there.unwrap_or_else(|| {
        let mut clip = Stored::new(KIND, "");
        clip.set("bundleId", bundle_id);
        clip.relationships.insert("app".into(), Linkage::One(Some(Identifier::new("apps", app))));
        world.insert(clip)
    })
}
