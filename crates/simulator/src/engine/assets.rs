//! Assets without a behaviour of their own: reserved, uploaded in parts, and complete once the client says so and
//! all parts are here.

use catalogue::catalogue;
use serde_json::{Map, Value, json};

use super::refusal::Refusal;
use super::store::Identifier;
use crate::behaviours;
use crate::uploads::UploadPart;
use crate::world::World;

/// Whether resources of a type are uploaded, and no behaviour cares for it.
fn is_plain(kind: &str) -> bool {
    behaviours::of(kind).is_none() && has(kind, "uploadOperations")
}

fn has(kind: &str, attribute: &str) -> bool {
    let mut shapes = catalogue().resources_of_kind(kind);
    shapes.any(|shape| shape.attributes.iter().any(|known| known.name == attribute))
}

/// Opens the upload of an asset that is being created.
pub(super) fn reserve(world: &mut World, asset: &Identifier, attributes: &mut Map<String, Value>) {
    let Some(size) = attributes.get("fileSize").and_then(Value::as_u64).filter(|_| is_plain(&asset.kind))
    else {
        return;
    };
    let parts = world.open_upload(asset, size);
    attributes.insert("uploadOperations".into(), parts.iter().map(UploadPart::operation).collect());
    set_state(asset, attributes, "AWAITING_UPLOAD");
}

/// Completes an asset whose update says that it is uploaded; refused while a part is missing.
pub(super) fn commit(
    world: &mut World,
    asset: &Identifier,
    attributes: &mut Map<String, Value>,
) -> Result<(), Refusal> {
    if attributes.get("uploaded") != Some(&Value::Bool(true)) || !is_plain(&asset.kind) {
        return Ok(());
    }
    let stored = world.store.get(&asset.kind, &asset.id);
    let reserved = stored.is_some_and(|stored| stored.attributes.contains_key("uploadOperations"));
    if reserved && world.uploads.bytes(asset).is_none() {
        return Err(Refusal::attribute(
            "ENTITY_ERROR.ATTRIBUTE.INVALID",
            "uploaded",
            "An attribute value is invalid.",
            "Not all parts of the asset were uploaded",
        ));
    }
    world.uploads.forget(asset);
    attributes.insert("uploadOperations".into(), Value::Null);
    set_state(asset, attributes, "COMPLETE");
    Ok(())
}

fn set_state(asset: &Identifier, attributes: &mut Map<String, Value>, state: &str) {
    if has(&asset.kind, "assetDeliveryState") {
        let state = json!({ "state": state, "errors": [], "warnings": [] });
        attributes.insert("assetDeliveryState".into(), state);
    }
}
