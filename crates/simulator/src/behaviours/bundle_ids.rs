//! Bundle ids: unique among all developers, with in-app purchase on from the start.

use serde_json::Value;

use super::{Behaviour, Draft, bundle_id_capabilities, text};
use crate::engine::refusal::Refusal;
use crate::pki::TEAM;
use crate::world::World;

/// The behaviour of `bundleIds`.
pub(super) struct BundleIds;

pub(super) const KIND: &str = "bundleIds";

impl Behaviour for BundleIds {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let value = |name: &str| draft.attributes.get(name).and_then(Value::as_str).unwrap_or_default();
        let (identifier, name) = (value("identifier"), value("name"));
        let mut faults = Vec::new();
        if !is_identifier(identifier) {
            let detail =
                format!("The app identifier '{identifier}' is not valid: use letters, digits, '-' and '.'");
            faults.push(text::invalid("identifier", detail));
        }
        if world.store.all(KIND).any(|there| there.text("identifier").eq_ignore_ascii_case(identifier)) {
            let detail = format!(
                "An App ID with Identifier '{identifier}' is not available. Please enter a different string."
            );
            faults.push(text::invalid("identifier", detail));
        }
        if name.is_empty() || !name.chars().all(|letter| letter.is_alphanumeric() || letter == ' ') {
            let detail = format!("The name '{name}' is not valid: special characters are not allowed");
            faults.push(text::invalid("name", detail));
        }
        if !faults.is_empty() {
            return Err(faults.into());
        }
        draft.attributes.entry("seedId").or_insert_with(|| TEAM.id.into());
        Ok(())
    }

    fn after_create(&self, world: &mut World, id: &str) {
        bundle_id_capabilities::turn_on(world, id, "IN_APP_PURCHASE");
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        let identifier = world.store.get(KIND, id).map(|there| there.text("identifier").to_owned());
        let used = world.store.all("apps").any(|app| Some(app.text("bundleId")) == identifier.as_deref());
        if used {
            let detail = "The App ID is used by an app in App Store Connect and cannot be deleted";
            return Err(Refusal::conflict(
                "ENTITY_ERROR",
                "There is a problem with the request entity",
                detail,
            ));
        }
        Ok(())
    }
}

/// A reverse domain name, perhaps with a star as its last part.
fn is_identifier(text: &str) -> bool {
    let body = text.strip_suffix(".*").unwrap_or(text);
    text == "*"
        || body.split('.').all(|part| {
            !part.is_empty() && part.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        })
}
