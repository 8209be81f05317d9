//! The questionnaire behind the age rating. It hangs off the app info and has its id.

use serde_json::Value;

use super::{Behaviour, Change, age_rating, app_infos, text};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::engine::store::Stored;
use crate::world::World;

/// The behaviour of `ageRatingDeclarations`.
pub(super) struct AgeRatingDeclarations;

pub(super) const KIND: &str = "ageRatingDeclarations";

/// The questions about how often something occurs.
pub(crate) const FREQUENCIES: [&str; 13] = [
    "alcoholTobaccoOrDrugUseOrReferences",
    "contests",
    "gamblingSimulated",
    "gunsOrOtherWeapons",
    "horrorOrFearThemes",
    "matureOrSuggestiveThemes",
    "medicalOrTreatmentInformation",
    "profanityOrCrudeHumor",
    "sexualContentGraphicAndNudity",
    "sexualContentOrNudity",
    "violenceCartoonOrFantasy",
    "violenceRealistic",
    "violenceRealisticProlongedGraphicOrSadistic",
];

/// The questions of yes or no that need an answer.
pub(crate) const YES_OR_NO: [&str; 9] = [
    "advertising",
    "ageAssurance",
    "gambling",
    "healthOrWellnessTopics",
    "lootBox",
    "messagingAndChat",
    "parentalControls",
    "unrestrictedWebAccess",
    "userGeneratedContent",
];

/// The questions of yes or no that are too new for every app to have answered them.
pub(crate) const NEW_YES_OR_NO: [&str; 2] = ["socialMedia", "socialMediaAgeRestricted"];

impl Behaviour for AgeRatingDeclarations {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        if !app_infos::is_editable(world, id) {
            let locked: Vec<ErrorItem> = change.attributes.keys().map(|name| text::locked(name)).collect();
            return if locked.is_empty() { Ok(()) } else { Err(locked.into()) };
        }
        let Some(mut merged) = world.store.get(KIND, id).cloned() else { return Ok(()) };
        merged.attributes.extend(change.attributes.clone());
        let mut faults: Vec<ErrorItem> = unanswered(&merged).map(text::required).collect();
        faults.extend(text::faults(&change.attributes, &[("developerAgeRatingInfoUrl", text::Rule::Url)]));
        if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
    }

    fn after_update(&self, world: &mut World, id: &str) {
        age_rating::refresh(world, id);
    }
}

/// The questions without an answer.
pub(super) fn unanswered(declaration: &Stored) -> impl Iterator<Item = &'static str> {
    FREQUENCIES
        .into_iter()
        .chain(YES_OR_NO)
        .filter(|name| declaration.attributes.get(*name).is_none_or(Value::is_null))
}
