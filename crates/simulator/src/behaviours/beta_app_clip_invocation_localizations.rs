//! The title of an app clip invocation in a language.

use serde_json::Value;

use super::{Behaviour, Draft, beta_text, linked};
use crate::engine::refusal::Refusal;
use crate::world::World;

/// The behaviour of `betaAppClipInvocationLocalizations`.
pub(super) struct BetaAppClipInvocationLocalizations;

const KIND: &str = "betaAppClipInvocationLocalizations";

impl Behaviour for BetaAppClipInvocationLocalizations {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        // One that comes along with its invocation belongs to none yet.
        let invocation = linked::one(&draft.relationships, "betaAppClipInvocation");
        let locale = draft.attributes.get("locale").and_then(Value::as_str).unwrap_or_default();
        let siblings = world.store.all(KIND);
        let siblings = siblings.filter(|text| text.one("betaAppClipInvocation") == Some(invocation));
        beta_text::new_locale(siblings, locale)
    }
}
