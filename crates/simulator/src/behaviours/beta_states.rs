//! Where a build stands in TestFlight, for the team's own people and for others.

use serde_json::Value;

use super::{beta_testers, builds};
use crate::engine::store::Stored;
use crate::world::World;

/// Brings the states of a build in line with what is known of it.
pub(super) fn refresh(world: &mut World, build: &str) {
    let Some((internal, external)) = states(world, build) else { return };
    if let Some(details) = world.store.get_mut("buildBetaDetails", build) {
        details.set("internalBuildState", internal);
        details.set("externalBuildState", external);
    }
    let app = world.store.get(builds::KIND, build).and_then(|build| build.one("app")).map(str::to_owned);
    if let Some(app) = app {
        beta_testers::invite(world, &app);
    }
}

fn states(world: &World, id: &str) -> Option<(&'static str, &'static str)> {
    let build = world.store.get("builds", id)?;
    if is_expired(build) {
        return Some(("EXPIRED", "EXPIRED"));
    }
    match build.text("processingState") {
        "VALID" => {}
        "PROCESSING" => return Some(("PROCESSING", "PROCESSING")),
        _ => return Some(("PROCESSING_EXCEPTION", "PROCESSING_EXCEPTION")),
    }
    if !has_compliance(build) {
        return Some(("MISSING_EXPORT_COMPLIANCE", "MISSING_EXPORT_COMPLIANCE"));
    }
    let groups = build.many("betaGroups");
    let group = |group: &&str| world.store.get("betaGroups", group);
    let in_group =
        |internal: bool| groups.iter().filter_map(group).any(|group| is_internal(group) == internal);
    let automatic = world
        .store
        .all("betaGroups")
        .any(|group| group.one("app") == build.one("app") && is_internal(group) && sees_all_builds(group));
    let inside = if automatic || in_group(true) { "IN_BETA_TESTING" } else { "READY_FOR_BETA_TESTING" };
    let review = world.store.get("betaAppReviewSubmissions", id).map(|review| review.text("betaReviewState"));
    let outside = match review {
        _ if builds::is_internal_only(build) => "NOT_APPLICABLE",
        None => "READY_FOR_BETA_SUBMISSION",
        Some("WAITING_FOR_REVIEW") => "WAITING_FOR_BETA_REVIEW",
        Some("IN_REVIEW") => "IN_BETA_REVIEW",
        Some("REJECTED") => "BETA_REJECTED",
        Some(_) if in_group(false) => "IN_BETA_TESTING",
        Some(_) => "BETA_APPROVED",
    };
    Some((inside, outside))
}

fn flag(resource: &Stored, attribute: &str) -> bool {
    resource.attributes.get(attribute).and_then(Value::as_bool) == Some(true)
}

/// Whether testers can use a build no more.
pub(super) fn is_expired(build: &Stored) -> bool {
    flag(build, "expired")
}

/// Whether the question about encryption was answered.
pub(super) fn has_compliance(build: &Stored) -> bool {
    build.attributes.get("usesNonExemptEncryption").is_some_and(Value::is_boolean)
}

/// Whether a group is of the team's own people.
pub(super) fn is_internal(group: &Stored) -> bool {
    flag(group, "isInternalGroup")
}

/// Whether a group gets every build by itself.
pub(super) fn sees_all_builds(group: &Stored) -> bool {
    flag(group, "hasAccessToAllBuilds")
}
