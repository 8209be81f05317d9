//! The texts of an App Clip's card, per language.

use serde_json::Value;

use super::text::{self, Rule};
use super::{Behaviour, Change, Draft, app_clip_default_experiences, linked, locale};
use crate::engine::refusal::Refusal;
use crate::world::World;

/// The behaviour of `appClipDefaultExperienceLocalizations`.
pub(super) struct AppClipDefaultExperienceLocalizations;

pub(super) const KIND: &str = "appClipDefaultExperienceLocalizations";

/// What App Store Connect's page takes for the line below the title.
const RULES: [(&str, Rule); 1] = [("subtitle", Rule::AtMost(56))];

impl Behaviour for AppClipDefaultExperienceLocalizations {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let experience = linked::one(&draft.relationships, "appClipDefaultExperience");
        app_clip_default_experiences::check_open(world, experience)?;
        let language = draft.attributes.get("locale").and_then(Value::as_str).unwrap_or_default();
        let mut siblings =
            world.store.all(KIND).filter(|text| text.one("appClipDefaultExperience") == Some(experience));
        if siblings.any(|other| other.text("locale").eq_ignore_ascii_case(language)) {
            return Err(locale::duplicate(language));
        }
        locale::check("locale", language)?;
        let faults = text::faults(&draft.attributes, &RULES);
        if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        check_open(world, id)?;
        let faults = text::faults(&change.attributes, &RULES);
        if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        check_open(world, id)
    }
}

/// Refuses a change of a text, or of the picture beside it, whose version is locked.
pub(super) fn check_open(world: &World, id: &str) -> Result<(), Refusal> {
    let experience = world.store.get(KIND, id).and_then(|text| text.one("appClipDefaultExperience"));
    app_clip_default_experiences::check_open(world, experience.unwrap_or_default())
}
