//! Phased releases: seven days from one percent to all.

use serde_json::Value;
use time::Duration;

use super::{Behaviour, Change, Draft, linked, text, version_state};
use crate::engine::refusal::Refusal;
use crate::engine::store::Stored;
use crate::world::World;

/// The behaviour of `appStoreVersionPhasedReleases`.
pub(super) struct AppStoreVersionPhasedReleases;

const KIND: &str = "appStoreVersionPhasedReleases";

/// The days of a release: 1, 2, 5, 10, 20, 50 and 100 percent of those who update by themselves get the version.
const DAYS: i64 = 7;

/// For so many days a release may be paused, all pauses together. Then it goes on by itself.
const MOST_PAUSED: i64 = 30;

impl Behaviour for AppStoreVersionPhasedReleases {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let version = linked::one(&draft.relationships, "appStoreVersion");
        let taken = world.store.all(KIND).any(|other| other.one("appStoreVersion") == Some(version));
        if taken || version_state::is_released(&version_state::of(world, version)) {
            return Err(Refusal::relationship(
                "ENTITY_ERROR.RELATIONSHIP.INVALID",
                "appStoreVersion",
                "The provided entity includes a relationship with an invalid value",
                "A phased release cannot be added to this version: it has one already, or is on the store",
            ));
        }
        let state = draft.attributes.entry("phasedReleaseState").or_insert_with(|| "INACTIVE".into());
        if state.is_null() {
            *state = "INACTIVE".into();
        }
        if state != "INACTIVE" {
            let detail =
                "A phased release starts as 'INACTIVE', until its version is on the store".to_owned();
            return Err(text::invalid("phasedReleaseState", detail).into());
        }
        draft.attributes.insert("totalPauseDuration".into(), 0.into());
        draft.attributes.insert("currentDayNumber".into(), 0.into());
        Ok(())
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        let Some(to) = change.attributes.get("phasedReleaseState").and_then(Value::as_str) else {
            return Ok(());
        };
        let Some(release) = world.store.get(KIND, id) else { return Ok(()) };
        let from = release.text("phasedReleaseState");
        match (from, to) {
            ("ACTIVE", "PAUSED") if number(release, "totalPauseDuration") >= MOST_PAUSED => {
                let detail = format!("The phased release was paused for {MOST_PAUSED} days already");
                Err(text::invalid("phasedReleaseState", detail).into())
            }
            ("ACTIVE", "PAUSED" | "COMPLETE") | ("PAUSED", "ACTIVE" | "COMPLETE") => Ok(()),
            _ => {
                let detail = format!("The phased release cannot go from '{from}' to '{to}'");
                Err(text::invalid("phasedReleaseState", detail).into())
            }
        }
    }

    fn after_update(&self, world: &mut World, id: &str) {
        count_on(world, id);
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        if world.store.get(KIND, id).is_some_and(|release| release.text("phasedReleaseState") != "INACTIVE") {
            return Err(Refusal::conflict(
                "STATE_ERROR",
                "The request cannot be fulfilled because of the state of another resource.",
                "A phased release that has started cannot be deleted",
            ));
        }
        Ok(())
    }

    /// Another day of the release, or of its pause, is over.
    fn wake(&self, world: &mut World, id: &str) {
        let now = world.now().unix_timestamp();
        let Some(release) = world.store.get_mut(KIND, id) else { return };
        // A day that was broken off does not count: the one that began with the change does.
        if release.hidden.get("nextDay").and_then(Value::as_i64).is_none_or(|day| day > now) {
            return;
        }
        match release.text("phasedReleaseState") {
            "ACTIVE" => match number(release, "currentDayNumber") + 1 {
                day if day > DAYS => release.set("phasedReleaseState", "COMPLETE"),
                day => release.set("currentDayNumber", day),
            },
            "PAUSED" => {
                let paused = number(release, "totalPauseDuration") + 1;
                release.set("totalPauseDuration", paused);
                if paused >= MOST_PAUSED {
                    release.set("phasedReleaseState", "ACTIVE");
                }
            }
            _ => return,
        }
        count_on(world, id);
    }
}

fn number(release: &Stored, attribute: &str) -> i64 {
    release.attributes.get(attribute).and_then(Value::as_i64).unwrap_or_default()
}

/// The next day of a release that runs or pauses ends a day from now.
fn count_on(world: &mut World, id: &str) {
    let tomorrow = world.now() + Duration::DAY;
    let Some(release) = world.store.get_mut(KIND, id) else { return };
    if matches!(release.text("phasedReleaseState"), "ACTIVE" | "PAUSED") {
        release.hidden.insert("nextDay".into(), tomorrow.unix_timestamp().into());
        world.wake(tomorrow, KIND, id);
    }
}

/// The phased release of a version begins with the version's first day on the store.
pub(super) fn start(world: &mut World, version: &str) {
    let id = world
        .store
        .all(KIND)
        .find(|release| release.one("appStoreVersion") == Some(version))
        .map(|release| release.id.clone());
    let Some(id) = id else { return };
    let now = world.timestamp();
    if let Some(release) = world.store.get_mut(KIND, &id) {
        release.set("phasedReleaseState", "ACTIVE");
        release.set("startDate", now);
        release.set("currentDayNumber", 1);
    }
    count_on(world, &id);
}
