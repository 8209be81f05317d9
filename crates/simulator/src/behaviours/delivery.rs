//! The way of an asset: reserved, uploaded in parts, committed, looked at, complete or failed.

use md5::{Digest, Md5};
use serde_json::{Map, Value, json};

use super::{Change, Draft, text};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::uploads::hexadecimal;
use crate::world::World;

/// The largest asset that is taken: what Apple allows for an app preview, the largest kind.
const LARGEST: u64 = 500_000_000;

/// Why Apple does not take a file: a code and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) code: &'static str,
    pub(super) description: String,
}

impl Flaw {
    pub(super) fn new(code: &'static str, description: impl Into<String>) -> Self {
        Self { code, description: description.into() }
    }
}

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

/// The file of a committed asset; a flaw where it is not what was announced.
pub(super) fn receive(world: &mut World, kind: &str, id: &str) -> Result<File, Flaw> {
    let bytes = super::asset_upload::take(world, kind, id)
        .ok_or_else(|| Flaw::new("UPLOAD_INCOMPLETE", "Not all parts of the file were uploaded."))?;
    let Some(asset) = world.store.get(kind, id) else {
        return Err(Flaw::new("UPLOAD_INCOMPLETE", "The asset was deleted."));
    };
    let size = asset.attributes.get("fileSize").and_then(Value::as_u64).unwrap_or_default();
    if u64::try_from(bytes.len()) != Ok(size) {
        let description = format!("The file has {} bytes, {size} were announced.", bytes.len());
        return Err(Flaw::new("FILE_SIZE_MISMATCH", description));
    }
    let checksum = hexadecimal(&Md5::digest(&bytes));
    match asset.hidden.get("claimedChecksum").and_then(Value::as_str) {
        Some(claimed) if !claimed.eq_ignore_ascii_case(&checksum) => Err(Flaw::new(
            "FILE_CHECKSUM_MISMATCH",
            format!("The MD5 of the uploaded file is {checksum}, {claimed} was announced."),
        )),
        _ => Ok(File { bytes, checksum }),
    }
}

/// The end of an asset's way. What is complete has these further attributes, and its checksum.
pub(super) fn settle(
    world: &mut World,
    kind: &str,
    id: &str,
    verdict: Result<(String, Map<String, Value>), Flaw>,
) {
    let Some(asset) = world.store.get_mut(kind, id) else { return };
    match verdict {
        Ok((checksum, attributes)) => {
            asset.attributes.extend(attributes);
            asset.set("sourceFileChecksum", checksum);
            asset.set("assetDeliveryState", delivery_state("COMPLETE", None));
        }
        Err(flaw) => asset.set("assetDeliveryState", delivery_state("FAILED", Some(&flaw))),
    }
}

/// A delivery state as Apple answers it.
pub(super) fn delivery_state(state: &str, flaw: Option<&Flaw>) -> Value {
    let errors: Vec<Value> =
        flaw.iter().map(|flaw| json!({ "code": flaw.code, "description": flaw.description })).collect();
    json!({ "errors": errors, "warnings": [], "state": state })
}
