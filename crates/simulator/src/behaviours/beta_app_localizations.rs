//! The texts of an app in TestFlight, one for each locale.

use serde_json::Value;

use super::{Behaviour, Change, Draft, beta_text, linked};
use crate::engine::refusal::Refusal;
use crate::world::World;

/// The behaviour of `betaAppLocalizations`.
pub(super) struct BetaAppLocalizations;

pub(super) const KIND: &str = "betaAppLocalizations";

impl Behaviour for BetaAppLocalizations {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        beta_text::check(&draft.attributes)?;
        let app = linked::one(&draft.relationships, "app");
        let locale = draft.attributes.get("locale").and_then(Value::as_str).unwrap_or_default();
        beta_text::new_locale(world.store.all(KIND).filter(|text| text.one("app") == Some(app)), locale)
    }

    fn before_update(&self, _world: &mut World, _id: &str, change: &mut Change) -> Result<(), Refusal> {
        beta_text::check(&change.attributes)
    }
}
