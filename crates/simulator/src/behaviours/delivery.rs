//! The way of an asset: reserved, uploaded in parts, committed, looked at, complete or failed.

use md5::{Digest, Md5};
use serde_json::{Map, Value, json};

use super::findings::Finding;
use super::{Change, Draft, asset_failures, text};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::uploads::hexadecimal;
use crate::world::World;

/// The largest asset in bytes: what Apple allows for an app preview, the largest kind, and calls 500 MB.
const LARGEST: u64 = 500 << 20;

/// Where the checksum of a complete asset is kept until it shows.
const CHECKSUM: &str = "checksum";

/// A file that came whole, with its MD5 in hexadecimal digits.
pub(super) struct File {
    pub bytes: Vec<u8>,
    pub checksum: String,
}

/// Where an asset stands.
pub(super) fn state(asset: &crate::engine::store::Stored) -> &str {
    asset
        .attributes
        .get("assetDeliveryState")
        .and_then(|state| state.get("state"))
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// Reserves the place of an asset and says where its parts go.
pub(super) fn reserve(world: &mut World, kind: &str, draft: &mut Draft) -> Result<(), Refusal> {
    let size = draft.attributes.get("fileSize").and_then(Value::as_u64).unwrap_or_default();
    let name = draft.attributes.get("fileName").and_then(Value::as_str).unwrap_or_default();
    let mut faults = Vec::new();
    if size == 0 {
        faults.push(text::invalid("fileSize", "The file size has to be greater than 0".to_owned()));
    }
    if size > LARGEST {
        faults.push(text::invalid("fileSize", format!("The file size has to be {LARGEST} bytes at most")));
    }
    if name.is_empty() || name.contains(['/', '\\']) {
        faults.push(text::invalid("fileName", format!("'{name}' is not a valid file name")));
    }
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let operations = super::asset_upload::open(world, kind, &draft.id, size);
    draft.attributes.insert("uploadOperations".into(), operations);
    draft.attributes.insert("assetDeliveryState".into(), delivery_state("AWAITING_UPLOAD", None));
    Ok(())
}

/// Takes `uploaded` and the checksum out of a change; where the upload is said to be over, the asset will be looked
/// at after the time that processing takes.
pub(super) fn commit(world: &mut World, kind: &str, id: &str, change: &mut Change) -> Result<(), Refusal> {
    let uploaded = change.attributes.get("uploaded").and_then(Value::as_bool) == Some(true);
    let claims = change.attributes.contains_key("sourceFileChecksum");
    let Some(asset) = world.store.get_mut(kind, id) else { return Ok(()) };
    if (uploaded || claims) && state(asset) != "AWAITING_UPLOAD" {
        return Err(ErrorItem::new(
            409,
            "STATE_ERROR",
            "The request cannot be fulfilled because of the state of another resource.",
            "The asset is not awaiting an upload",
        )
        .at("/data/attributes/uploaded")
        .into());
    }
    change.attributes.remove("uploaded");
    if let Some(claimed) = change.attributes.remove("sourceFileChecksum") {
        asset.hidden.insert("claimedChecksum".into(), claimed);
    }
    if uploaded {
        asset.set("assetDeliveryState", delivery_state("UPLOAD_COMPLETE", None));
        asset.set("uploadOperations", Value::Null);
        let at = world.now() + world.settings.processing;
        world.wake(at, kind, id);
    }
    Ok(())
}

/// The file of a committed asset; a finding where it is not what was announced.
fn receive(world: &mut World, kind: &str, id: &str) -> Result<File, Finding> {
    let bytes = super::asset_upload::take(world, kind, id)
        .ok_or_else(|| Finding::new("UPLOAD_INCOMPLETE", "Not all parts of the file were uploaded."))?;
    let Some(asset) = world.store.get(kind, id) else {
        return Err(Finding::new("UPLOAD_INCOMPLETE", "The asset was deleted."));
    };
    let size = asset.attributes.get("fileSize").and_then(Value::as_u64).unwrap_or_default();
    if u64::try_from(bytes.len()) != Ok(size) {
        let description = format!("The file has {} bytes, {size} were announced.", bytes.len());
        return Err(Finding::new("FILE_SIZE_MISMATCH", description));
    }
    let checksum = hexadecimal(&Md5::digest(&bytes));
    match asset.hidden.get("claimedChecksum").and_then(Value::as_str) {
        Some(claimed) if !claimed.eq_ignore_ascii_case(&checksum) => Err(Finding::new(
            "FILE_CHECKSUM_MISMATCH",
            format!("The MD5 of the uploaded file is {checksum}, {claimed} was announced."),
        )),
        _ => Ok(File { bytes, checksum }),
    }
}

/// The next step of a committed asset. First it is looked at: what is good becomes complete with the attributes that
/// `inspect` gives. Its checksum shows a while after, as at Apple. True where the asset has just become complete.
pub(super) fn proceed(
    world: &mut World,
    kind: &str,
    id: &str,
    inspect: impl FnOnce(&World, &File) -> Result<Map<String, Value>, Finding>,
) -> bool {
    match world.store.get(kind, id).map(state) {
        Some("UPLOAD_COMPLETE") => {}
        Some("COMPLETE") => {
            show_checksum(world, kind, id);
            return false;
        }
        _ => return false,
    }
    let file = receive(world, kind, id);
    let verdict = match asset_failures::strike(world, kind, id) {
        Some(failure) => Err(failure),
        None => file.and_then(|file| Ok((inspect(world, &file)?, file.checksum))),
    };
    let complete = verdict.is_ok();
    let Some(asset) = world.store.get_mut(kind, id) else { return false };
    match verdict {
        Ok((attributes, checksum)) => {
            asset.attributes.extend(attributes);
            asset.hidden.insert(CHECKSUM.into(), checksum.into());
            asset.set("assetDeliveryState", delivery_state("COMPLETE", None));
            let at = world.now() + world.settings.processing;
            world.wake(at, kind, id);
        }
        Err(finding) => asset.set("assetDeliveryState", delivery_state("FAILED", Some(&finding))),
    }
    complete
}

/// The checksum of a complete asset is there.
pub(super) fn show_checksum(world: &mut World, kind: &str, id: &str) {
    if let Some(asset) = world.store.get_mut(kind, id)
        && let Some(checksum) = asset.hidden.remove(CHECKSUM)
    {
        asset.set("sourceFileChecksum", checksum);
    }
}

/// A delivery state as Apple answers it.
pub(super) fn delivery_state(state: &str, error: Option<&Finding>) -> Value {
    json!({ "errors": error.as_slice(), "warnings": [], "state": state })
}
