//! The files of an upload: reserved, sent in parts, committed with their checksums.

use serde_json::{Value, json};

use super::{Behaviour, Change, Draft, build_uploads, delivery, findings, linked, text};
use crate::clock::apple_timestamp;
use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Stored};
use crate::uploads::ADDRESS_LIFETIME;
use crate::world::World;

/// The behaviour of `buildUploadFiles`.
pub(super) struct BuildUploadFiles;

pub(super) const KIND: &str = "buildUploadFiles";

impl Behaviour for BuildUploadFiles {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let upload = linked::one(&draft.relationships, "buildUpload").to_owned();
        let awaits = world
            .store
            .get(build_uploads::KIND, &upload)
            .is_some_and(|upload| build_uploads::state_of(upload) == "AWAITING_UPLOAD");
        if !awaits {
            return Err(Refusal::relationship(
                "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE",
                "buildUpload",
                "The provided entity includes a relationship in an invalid state",
                "The build upload is not awaiting files any more",
            ));
        }
        check(draft)?;
        let size = draft.attributes.get("fileSize").and_then(Value::as_u64).unwrap_or_default();
        let parts = world.open_upload(&Identifier::new(KIND, &*draft.id), size);
        let expires = apple_timestamp(world.now() + ADDRESS_LIFETIME);
        let operations = parts.iter().map(|part| part.delivery_operation(&expires)).collect::<Value>();
        draft.attributes.insert("uploadOperations".into(), operations);
        draft
            .attributes
            .insert("assetDeliveryState".into(), delivery::delivery_state("AWAITING_UPLOAD", None));
        draft.attributes.insert("assetToken".into(), format!("{upload}/{}", draft.id).into());
        draft.hidden.insert("buildUpload".into(), upload.into());
        Ok(())
    }

    fn after_create(&self, world: &mut World, id: &str) {
        let Some(file) = world.store.get(KIND, id) else { return };
        let relationship = match file.text("assetType") {
            "ASSET" => "assetFile",
            "ASSET_DESCRIPTION" => "assetDescriptionFile",
            _ => "assetSpiFile",
        };
        let upload = Identifier::new(build_uploads::KIND, upload_of(file));
        world.link(&upload, relationship, &Identifier::new(KIND, id));
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        let uploaded =
            change.attributes.remove("uploaded").and_then(|uploaded| uploaded.as_bool()) == Some(true);
        let Some(file) = world.store.get(KIND, id) else { return Ok(()) };
        let upload = upload_of(file).to_owned();
        if uploaded && delivery::state(file) != "AWAITING_UPLOAD" {
            let title = "The request cannot be fulfilled because of the state of another resource.";
            return Err(Refusal::conflict("STATE_ERROR", title, "The file is not awaiting an upload"));
        }
        if !uploaded {
            return Ok(());
        }
        let asset = file.text("assetType") == "ASSET";
        change.attributes.insert("uploadOperations".into(), json!([]));
        change
            .attributes
            .insert("assetDeliveryState".into(), delivery::delivery_state("UPLOAD_COMPLETE", None));
        if asset {
            let uploaded = world.timestamp();
            if let Some(upload) = world.store.get_mut(build_uploads::KIND, &upload) {
                upload.set("state", findings::open("PROCESSING"));
                upload.set("uploadedDate", uploaded);
            }
            let at = world.now() + world.settings.processing;
            world.wake(at, build_uploads::KIND, &upload);
        }
        Ok(())
    }

    fn after_delete(&self, world: &mut World, gone: &Stored) {
        world.uploads.forget(&Identifier::new(KIND, &*gone.id));
    }
}

/// Checks what was announced of a file: its size and its name.
fn check(draft: &Draft) -> Result<(), Refusal> {
    let text = |name: &str| draft.attributes.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut faults = Vec::new();
    if draft.attributes.get("fileSize").and_then(Value::as_u64).unwrap_or_default() == 0 {
        faults.push(text::invalid("fileSize", "The file size has to be greater than 0".to_owned()));
    }
    let name = text("fileName");
    if name.is_empty() || name.contains(['/', '\\']) {
        faults.push(text::invalid("fileName", format!("'{name}' is not a valid file name")));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}

fn upload_of(file: &Stored) -> &str {
    file.hidden.get("buildUpload").and_then(Value::as_str).unwrap_or_default()
}
