//! Which build a version may take.

use serde_json::Value;

use crate::engine::refusal::ErrorItem;
use crate::world::World;

/// Why a version of this app and platform may not take the build, if it may not.
pub(super) fn fault(world: &World, app: &str, platform: &str, build: &str) -> Option<ErrorItem> {
    let reason = reason(world, app, platform, build)?;
    Some(
        ErrorItem::new(
            409,
            "ENTITY_ERROR.RELATIONSHIP.INVALID",
            "The provided entity includes a relationship with an invalid value",
            format!("The specified pre-release build could not be added: {reason}."),
        )
        .at("/data/relationships/build"),
    )
}

/// Why the build is not fit for the store, if it is not.
pub(super) fn reason(world: &World, app: &str, platform: &str, build: &str) -> Option<&'static str> {
    let Some(build) = world.store.get("builds", build) else { return Some("there is no such build") };
    if build.one("app") != Some(app) {
        return Some("it belongs to another app");
    }
    let train = build.one("preReleaseVersion").and_then(|train| world.store.get("preReleaseVersions", train));
    if train.is_some_and(|train| train.text("platform") != platform) {
        return Some("it was made for another platform");
    }
    if build.text("processingState") != "VALID" {
        return Some("it has not been processed successfully");
    }
    if build.attributes.get("expired").and_then(Value::as_bool) == Some(true) {
        return Some("it has expired");
    }
    if build.text("buildAudienceType") == "INTERNAL_ONLY" {
        return Some("it is for internal testing only");
    }
    None
}
