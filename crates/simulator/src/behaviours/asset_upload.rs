//! The bytes of an asset, by way of the upload addresses that all kinds of uploads share.

use serde_json::Value;

use crate::engine::store::Identifier;
use crate::renditions;
use crate::uploads::UploadPart;
use crate::world::World;

/// Opens the upload of an asset and gives its `uploadOperations`.
pub(super) fn open(world: &mut World, kind: &str, id: &str, size: u64) -> Value {
    let parts = world.open_upload(&Identifier::new(kind, id), size);
    parts.iter().map(UploadPart::operation).collect()
}

/// The bytes of an asset, once; `None` where parts are missing. Those of pictures that are given out again stay.
pub(super) fn take(world: &mut World, kind: &str, id: &str) -> Option<Vec<u8>> {
    let owner = Identifier::new(kind, id);
    let bytes = world.uploads.bytes(&owner);
    if bytes.is_some() && renditions::OWNERS.contains(&kind) {
        let now = world.now();
        world.uploads.close(&owner, now);
    } else {
        world.uploads.forget(&owner);
    }
    bytes
}

/// Lets go of what was uploaded for an asset.
pub(super) fn forget(world: &mut World, kind: &str, id: &str) {
    world.uploads.forget(&Identifier::new(kind, id));
}
