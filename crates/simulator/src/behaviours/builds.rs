//! Builds: what may be answered once, what may end once, and who may test.

use serde_json::Value;

use super::tester_limits::Places;
use super::{Behaviour, Change, LinkEdit, beta_groups, beta_states, beta_testers, text};
use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Stored};
use crate::world::World;

/// The behaviour of `builds`.
pub(super) struct Builds;

pub(super) const KIND: &str = "builds";

impl Behaviour for Builds {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        let Some(build) = world.store.get(KIND, id) else { return Ok(()) };
        if change.attributes.contains_key("usesNonExemptEncryption") && beta_states::has_compliance(build) {
            let detail = "You cannot update when the value is already set.";
            return Err(text::invalid("usesNonExemptEncryption", detail.to_owned()).into());
        }
        let revives = change.attributes.get("expired").is_some_and(|expired| *expired != Value::Bool(true));
        if revives && beta_states::is_expired(build) {
            return Err(text::invalid("expired", "An expired build cannot be revived.".to_owned()).into());
        }
        Ok(())
    }

    fn after_update(&self, world: &mut World, id: &str) {
        beta_states::refresh(world, id);
    }

    fn before_link(
        &self,
        world: &mut World,
        id: &str,
        relationship: &str,
        edit: LinkEdit,
        to: &[Identifier],
    ) -> Result<(), Refusal> {
        if relationship == "betaGroups" && edit != LinkEdit::Remove {
            for group in to {
                may_test(world, id, &group.id)?;
            }
        }
        if relationship == "individualTesters" && edit == LinkEdit::Add {
            place_for(world, id, to.iter().map(|tester| tester.id.as_str()))?;
        }
        Ok(())
    }

    fn after_link(&self, world: &mut World, id: &str, relationship: &str) {
        beta_states::refresh(world, id);
        if relationship == "individualTesters" {
            for tester in world.linked(&Identifier::new(KIND, id), relationship) {
                beta_testers::settle(world, &tester.id);
            }
        }
    }

    /// Its processing is over, or its ninety days are.
    fn wake(&self, world: &mut World, id: &str) {
        let now = world.now().unix_timestamp();
        let Some(build) = world.store.get_mut(KIND, id) else { return };
        if build.text("processingState") == "PROCESSING" {
            build.set("processingState", "VALID");
        }
        if build.hidden.get("ends").and_then(Value::as_i64).is_some_and(|ends| ends <= now) {
            build.set("expired", true);
        }
        beta_states::refresh(world, id);
    }
}

/// Whether the app of a build has places for testers who get the build alone.
pub(super) fn place_for<'a>(
    world: &World,
    build: &str,
    testers: impl IntoIterator<Item = &'a str>,
) -> Result<(), Refusal> {
    match world.store.get(KIND, build).and_then(|build| build.one("app")) {
        Some(app) => Places::of(world, app, false).check(testers),
        None => Ok(()),
    }
}

/// Whether a group may be given a build.
pub(super) fn may_test(world: &World, build: &str, group: &str) -> Result<(), Refusal> {
    let (Some(of_build), Some(group)) =
        (world.store.get(KIND, build), world.store.get(beta_groups::KIND, group))
    else {
        return Ok(());
    };
    if group.one("app") != of_build.one("app") {
        return Err(refused("The build and the group belong to different apps."));
    }
    if beta_states::is_internal(group) && beta_states::sees_all_builds(group) {
        return Err(refused("Cannot add internal group to a build."));
    }
    if !beta_states::is_internal(group) && is_internal_only(of_build) {
        return Err(refused("Build is not assignable. It is for internal testing only."));
    }
    is_assignable(world, build)
}

/// Whether a build may be given to anybody.
pub(super) fn is_assignable(world: &World, build: &str) -> Result<(), Refusal> {
    let Some(build) = world.store.get(KIND, build) else { return Ok(()) };
    if build.text("processingState") != "VALID" {
        return Err(refused("Build is not assignable. It is still being processed or was not valid."));
    }
    if beta_states::is_expired(build) {
        return Err(refused("Build is not assignable. It has expired."));
    }
    if !beta_states::has_compliance(build) {
        return Err(refused(
            "Build is not assignable. The question about export compliance is not answered.",
        ));
    }
    Ok(())
}

/// Whether a build was made for the team's own people alone.
pub(super) fn is_internal_only(build: &Stored) -> bool {
    build.text("buildAudienceType") == "INTERNAL_ONLY"
}

fn refused(detail: &str) -> Refusal {
    Refusal::unprocessable("ENTITY_UNPROCESSABLE", "The request entity cannot be processed", detail)
}
