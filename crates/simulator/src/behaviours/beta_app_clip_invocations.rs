//! What testers open an app clip with: a web address, under a title for each language.

use serde_json::{Map, Value};

use super::text::{self, Rule};
use super::{Behaviour, Change, Draft, linked};
use crate::engine::refusal::Refusal;
use crate::world::World;

/// The behaviour of `betaAppClipInvocations`.
pub(super) struct BetaAppClipInvocations;

impl Behaviour for BetaAppClipInvocations {
    fn kind(&self) -> &'static str {
        "betaAppClipInvocations"
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let bundle = world.store.get("buildBundles", linked::one(&draft.relationships, "buildBundle"));
        if bundle.is_none_or(|bundle| bundle.text("bundleType") != "APP_CLIP") {
            return Err(Refusal::relationship(
                "ENTITY_ERROR.RELATIONSHIP.INVALID",
                "buildBundle",
                "The provided entity includes a relationship with an invalid value",
                "The build bundle is not that of an App Clip.",
            ));
        }
        check(&draft.attributes)
    }

    fn before_update(&self, _world: &mut World, _id: &str, change: &mut Change) -> Result<(), Refusal> {
        check(&change.attributes)
    }
}

fn check(attributes: &Map<String, Value>) -> Result<(), Refusal> {
    let faults = text::faults(attributes, &[("url", Rule::Url)]);
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}
