//! Whose screenshots and previews they are, and whether that may still be changed.

use super::{app_store_version_localizations, linked, version_state};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::engine::store::{Linkage, Stored};
use crate::world::World;
use std::collections::BTreeMap;

/// The relationships of which a set has exactly one.
const PARENTS: [&str; 3] = [
    "appStoreVersionLocalization",
    "appCustomProductPageLocalization",
    "appStoreVersionExperimentTreatmentLocalization",
];

/// The relationship and id of the one localization that a new set is for.
pub(super) fn of_draft(relationships: &BTreeMap<String, Linkage>) -> Result<(&'static str, String), Refusal> {
    let given: Vec<(&'static str, String)> = PARENTS
        .into_iter()
        .map(|name| (name, linked::one(relationships, name).to_owned()))
        .filter(|(_, id)| !id.is_empty())
        .collect();
    match <[_; 1]>::try_from(given) {
        Ok([parent]) => Ok(parent),
        Err(given) => {
            let code = if given.is_empty() {
                "ENTITY_ERROR.RELATIONSHIP.REQUIRED"
            } else {
                "ENTITY_ERROR.RELATIONSHIP.INVALID"
            };
            Err(Refusal::relationship(
                code,
                PARENTS[0],
                "The provided entity has not the relationships that it needs",
                "A set belongs to exactly one localization",
            ))
        }
    }
}

/// The sets of the same localization as this parent.
pub(super) fn siblings<'a>(
    world: &'a World,
    kind: &'a str,
    (name, id): (&'a str, &'a str),
) -> impl Iterator<Item = &'a Stored> {
    world.store.all(kind).filter(move |set| set.one(name) == Some(id))
}

/// Refuses a change of the media of a set whose version is locked.
pub(super) fn check_set(world: &World, kind: &str, set: &str) -> Result<(), Refusal> {
    let localization = world.store.get(kind, set).and_then(|set| set.one(PARENTS[0]));
    localization.map_or(Ok(()), |localization| check_localization(world, localization))
}

/// Refuses a change of the media of a localization whose version is locked.
pub(super) fn check_localization(world: &World, localization: &str) -> Result<(), Refusal> {
    let Some(version) = app_store_version_localizations::version_of(world, localization) else {
        return Ok(());
    };
    if version_state::is_editable(&version_state::of(world, &version)) {
        return Ok(());
    }
    Err(ErrorItem::new(
        409,
        "STATE_ERROR",
        "The request cannot be fulfilled because of the state of another resource.",
        "Screenshots and previews cannot be edited at this time: the version is not in an editable state",
    )
    .into())
}
