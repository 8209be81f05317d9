//! Uploads of builds: announced, sent, processed, and then a build or a list of what is wrong.

use serde_json::Value;

use super::{Behaviour, Draft, build_processing, findings, linked, text};
use crate::engine::refusal::Refusal;
use crate::engine::store::Stored;
use crate::world::World;

/// The behaviour of `buildUploads`.
pub(super) struct BuildUploads;

pub(super) const KIND: &str = "buildUploads";

impl Behaviour for BuildUploads {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let value = |name: &str| draft.attributes.get(name).and_then(Value::as_str).unwrap_or_default();
        let (short, version, platform) =
            (value("cfBundleShortVersionString"), value("cfBundleVersion"), value("platform"));
        let faults = [("cfBundleShortVersionString", short), ("cfBundleVersion", version)]
            .into_iter()
            .filter(|(_, value)| !is_version(value))
            .map(|(name, value)| {
                let detail = "must be a period-separated list of at most three non-negative integers";
                text::invalid(name, format!("The value '{value}' {detail}"))
            })
            .collect::<Vec<_>>();
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let app = linked::one(&draft.relationships, "app");
        if let Some(highest) = highest(world, app, platform, short)
            && number(version) <= number(&highest)
        {
            let detail = format!(
                "The bundle version must be higher than the previously uploaded version: '{highest}'."
            );
            let title = "The provided entity includes an attribute with a value that has already been used";
            return Err(Refusal::attribute(
                "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE",
                "cfBundleVersion",
                title,
                detail,
            ));
        }
        draft.attributes.insert("createdDate".into(), world.timestamp().into());
        draft.attributes.insert("state".into(), findings::open("AWAITING_UPLOAD"));
        Ok(())
    }

    /// The files of a deleted upload are forgotten with it.
    fn after_delete(&self, world: &mut World, gone: &Stored) {
        let files = world.store.all("buildUploadFiles").filter(|file| belongs(file, &gone.id));
        for id in files.map(|file| file.id.clone()).collect::<Vec<_>>() {
            world.delete("buildUploadFiles", &id);
        }
    }

    fn wake(&self, world: &mut World, id: &str) {
        build_processing::finish(world, id);
    }
}

/// Whether a file belongs to an upload.
pub(super) fn belongs(file: &Stored, upload: &str) -> bool {
    file.hidden.get("buildUpload").and_then(Value::as_str) == Some(upload)
}

/// Where an upload stands.
pub(super) fn state_of(upload: &Stored) -> &str {
    upload
        .attributes
        .get("state")
        .and_then(|state| state.get("state"))
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// The highest number that was sent for an app's version on a platform. What failed or never came does not count.
fn highest(world: &World, app: &str, platform: &str, short: &str) -> Option<String> {
    let same = |upload: &&Stored| {
        upload.one("app") == Some(app)
            && upload.text("platform") == platform
            && upload.text("cfBundleShortVersionString") == short
            && matches!(state_of(upload), "PROCESSING" | "COMPLETE")
    };
    let numbers = world.store.all(KIND).filter(same).map(|upload| upload.text("cfBundleVersion").to_owned());
    numbers.max_by_key(|version| number(version))
}

/// One to three numbers, such as `1.0.12`; 18 characters at most.
fn is_version(text: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    text.len() <= 18 && text.split('.').count() <= 3 && text.split('.').all(number)
}

/// A version as numbers, to be compared.
fn number(version: &str) -> Vec<u64> {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or_default()).collect::<Vec<u64>>();
    while parts.last() == Some(&0) {
        parts.pop();
    }
    parts
}
