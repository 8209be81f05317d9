//! The card of an App Clip, as a version of its app brings it to the store.

use serde_json::Value;

use super::{
    Behaviour, Change, Draft, LinkEdit, app_clip_header_images, app_clips, delivery, linked, version_state,
};
use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Linkage, Stored};
use crate::world::World;

/// The behaviour of `appClipDefaultExperiences`.
pub(super) struct AppClipDefaultExperiences;

pub(super) const KIND: &str = "appClipDefaultExperiences";

/// The relationship to the version.
const VERSION: &str = "releaseWithAppStoreVersion";

/// The relationship of a request to the experience that a new one begins as a copy of.
const TEMPLATE: &str = "appClipDefaultExperienceTemplate";

pub(super) const LOCALIZATIONS: &str = "appClipDefaultExperienceLocalizations";

impl Behaviour for AppClipDefaultExperiences {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let clip = linked::one(&draft.relationships, "appClip");
        let version = linked::one(&draft.relationships, VERSION);
        if !version.is_empty() {
            check_version(world, clip, version)?;
            if let Some(other) = world.store.all(KIND).find(|other| other.one(VERSION) == Some(version)) {
                let detail = format!("The version already has a default experience: '{}'", other.id);
                return Err(invalid(VERSION, detail));
            }
        }
        // What a request begins with is no relationship of the experience that comes of it.
        if let Some(Linkage::One(Some(template))) = draft.relationships.remove(TEMPLATE) {
            let action = world.store.get(KIND, &template.id).and_then(|of| of.attributes.get("action"));
            let action = action.cloned().unwrap_or_default();
            draft.attributes.entry("action").or_insert(action);
            draft.hidden.insert(TEMPLATE.into(), template.id.into());
        }
        Ok(())
    }

    fn after_create(&self, world: &mut World, id: &str) {
        let template = world.store.get_mut(KIND, id).and_then(|made| made.hidden.remove(TEMPLATE));
        if let Some(template) = template.as_ref().and_then(Value::as_str) {
            copy_localizations(world, template, id);
        }
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        check_open(world, id)?;
        let to = linked::one(&change.relationships, VERSION);
        if to.is_empty() { Ok(()) } else { check_version(world, clip_of(world, id), to) }
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        check_open(world, id)
    }

    fn before_link(
        &self,
        world: &mut World,
        id: &str,
        _relationship: &str,
        _edit: LinkEdit,
        to: &[Identifier],
    ) -> Result<(), Refusal> {
        check_open(world, id)?;
        to.iter().try_for_each(|to| check_version(world, clip_of(world, id), &to.id))
    }
}

/// Refuses a change of an experience whose version is locked.
pub(super) fn check_open(world: &World, experience: &str) -> Result<(), Refusal> {
    let version = world.store.get(KIND, experience).and_then(|experience| experience.one(VERSION));
    if version.is_none_or(|version| version_state::is_editable(&version_state::of(world, version))) {
        return Ok(());
    }
    Err(Refusal::conflict(
        "STATE_ERROR",
        "The request cannot be fulfilled because of the state of another resource.",
        "The App Clip experience cannot be edited at this time: its version is not in an editable state",
    ))
}

fn clip_of<'a>(world: &'a World, experience: &str) -> &'a str {
    world.store.get(KIND, experience).and_then(|experience| experience.one("appClip")).unwrap_or_default()
}

/// An experience goes with a version of the same app that may still be changed.
fn check_version(world: &World, clip: &str, version: &str) -> Result<(), Refusal> {
    let app = world.store.get(app_clips::KIND, clip).and_then(|clip| clip.one("app"));
    if world.store.get("appStoreVersions", version).and_then(|version| version.one("app")) != app {
        return Err(invalid(VERSION, "The version belongs to another app than the App Clip"));
    }
    if !version_state::is_editable(&version_state::of(world, version)) {
        return Err(invalid(VERSION, "The version is not in an editable state"));
    }
    Ok(())
}

fn invalid(relationship: &str, detail: impl Into<String>) -> Refusal {
    Refusal::relationship(
        "ENTITY_ERROR.RELATIONSHIP.INVALID",
        relationship,
        "The provided entity includes a relationship with an invalid value",
        detail,
    )
}

/// Copies the texts of an experience, with those of its pictures that are complete.
fn copy_localizations(world: &mut World, from: &str, to: &str) {
    let of = |stored: &&Stored| stored.one("appClipDefaultExperience") == Some(from);
    let texts: Vec<Stored> = world.store.all(LOCALIZATIONS).filter(of).cloned().collect();
    for text in texts {
        let picture = text
            .one("appClipHeaderImage")
            .and_then(|id| world.store.get(app_clip_header_images::KIND, id))
            .cloned();
        let copied = copy(world, text, "appClipDefaultExperience", Identifier::new(KIND, to));
        if let Some(picture) = picture.filter(|picture| delivery::state(picture) == "COMPLETE") {
            let picture = copy(world, picture, "appClipDefaultExperienceLocalization", copied);
            delivery::show_checksum(world, app_clip_header_images::KIND, &picture.id);
        }
    }
}

fn copy(world: &mut World, original: Stored, parent: &str, owner: Identifier) -> Identifier {
    let mut copy = Stored::new(&*original.kind, "");
    copy.attributes = original.attributes;
    copy.hidden = original.hidden;
    copy.relationships.insert(parent.into(), Linkage::One(Some(owner)));
    Identifier::new(original.kind, world.insert(copy))
}
