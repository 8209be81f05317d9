//! What to test, a text for each locale of a build.

use serde_json::Value;

use super::{Behaviour, Change, Draft, beta_text, linked};
use crate::engine::refusal::Refusal;
use crate::world::World;

/// The behaviour of `betaBuildLocalizations`.
pub(super) struct BetaBuildLocalizations;

pub(super) const KIND: &str = "betaBuildLocalizations";

impl Behaviour for BetaBuildLocalizations {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        beta_text::check(&draft.attributes)?;
        let build = linked::one(&draft.relationships, "build");
        let locale = draft.attributes.get("locale").and_then(Value::as_str).unwrap_or_default();
        beta_text::new_locale(world.store.all(KIND).filter(|text| text.one("build") == Some(build)), locale)?;
        let app = world.store.get("builds", build).and_then(|build| build.one("app"));
        let known = world
            .store
            .all("betaAppLocalizations")
            .any(|text| text.one("app") == app && text.text("locale").eq_ignore_ascii_case(locale));
        if !known {
            let detail = format!("The locale '{locale}' has no beta app localization");
            return Err(super::text::invalid("locale", detail).into());
        }
        Ok(())
    }

    fn before_update(&self, _world: &mut World, _id: &str, change: &mut Change) -> Result<(), Refusal> {
        beta_text::check(&change.attributes)
    }
}
