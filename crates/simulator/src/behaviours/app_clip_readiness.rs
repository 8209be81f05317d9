//! Whether the card of the App Clip in a version's build is ready for review.

use super::readiness::{Reason, missing_relationship};
use super::{app_clip_default_experiences, app_clip_header_images, delivery};
use crate::engine::refusal::ErrorItem;
use crate::engine::store::Stored;
use crate::world::World;

/// What is wrong with the card: a build with an App Clip needs one, and its pictures have to be there.
pub(super) fn reasons(world: &World, version: &Stored, reasons: &mut Vec<Reason>) {
    let experience = version.one("appClipDefaultExperience");
    let Some(experience) = experience.and_then(|id| world.store.get(app_clip_default_experiences::KIND, id))
    else {
        if brings_clip(world, version) {
            reasons.push(missing_relationship(&version.kind, &version.id, "appClipDefaultExperience"));
        }
        return;
    };
    for text in experience.many(app_clip_default_experiences::LOCALIZATIONS) {
        let text = world.store.get(app_clip_default_experiences::LOCALIZATIONS, text);
        let picture = text.and_then(|text| text.one("appClipHeaderImage"));
        let Some(picture) = picture.and_then(|id| world.store.get(app_clip_header_images::KIND, id)) else {
            continue;
        };
        if delivery::state(picture) != "COMPLETE" {
            let error = ErrorItem::new(
                409,
                "STATE_ERROR",
                "The request cannot be fulfilled because of the state of another resource.",
                format!("The header image '{}' is still uploading or failed", picture.text("fileName")),
            );
            reasons.push((format!("/v1/{}/{}", picture.kind, picture.id), error));
        }
    }
}

fn brings_clip(world: &World, version: &Stored) -> bool {
    let build = version.one("build").and_then(|build| world.store.get("builds", build));
    let bundles = build.map(|build| build.many("buildBundles")).unwrap_or_default();
    bundles
        .into_iter()
        .filter_map(|bundle| world.store.get("buildBundles", bundle))
        .any(|bundle| bundle.text("bundleType") == "APP_CLIP")
}
