//! Capabilities: one of each type for a bundle id; a change makes its profiles invalid.

use catalogue::{Shape, catalogue};
use serde_json::{Value, json};

use super::{Behaviour, Change, Draft, linked, profiles, text};
use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Stored};
use crate::world::World;

/// The behaviour of `bundleIdCapabilities`.
pub(super) struct BundleIdCapabilities;

pub(super) const KIND: &str = "bundleIdCapabilities";

impl Behaviour for BundleIdCapabilities {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let capability = draft.attributes.get("capabilityType").and_then(Value::as_str).unwrap_or_default();
        if !is_known(capability) {
            let detail = format!("'{capability}' is not a valid value for the attribute 'capabilityType'");
            return Err(text::invalid("capabilityType", detail).into());
        }
        let bundle_id = linked::one(&draft.relationships, "bundleId").to_owned();
        // The id is made of both, so that turning on what is on answers the same resource again.
        draft.id = format!("{bundle_id}_{capability}");
        if world.store.get(KIND, &draft.id).is_none() {
            profiles::invalidate(world, |profile| profile.one("bundleId") == Some(&bundle_id));
        }
        draft.hidden.insert("bundleId".into(), bundle_id.into());
        Ok(())
    }

    fn before_update(&self, world: &mut World, id: &str, _change: &mut Change) -> Result<(), Refusal> {
        invalidate_profiles(world, id);
        Ok(())
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        invalidate_profiles(world, id);
        Ok(())
    }
}

/// Whether Apple knows a capability: those of its description, and one that was seen beside them.
fn is_known(capability: &str) -> bool {
    let described = match catalogue().shape("CapabilityType") {
        Some(Shape::Enum(words)) => words.as_slice(),
        _ => &[],
    };
    described.contains(&capability) || capability == "PRIVATE_CLOUD_COMPUTE"
}

fn invalidate_profiles(world: &mut World, id: &str) {
    let bundle_id = id.split('_').next().unwrap_or_default().to_owned();
    profiles::invalidate(world, |profile| profile.one("bundleId") == Some(&bundle_id));
}

/// Turns a capability on that Apple gives by itself.
pub(super) fn turn_on(world: &mut World, bundle_id: &str, capability: &str) {
    let mut resource = Stored::new(KIND, format!("{bundle_id}_{capability}"));
    resource.set("capabilityType", capability);
    resource.set("settings", json!(null));
    let id = world.insert(resource);
    world.link(&Identifier::new("bundleIds", bundle_id), "bundleIdCapabilities", &Identifier::new(KIND, id));
}

/// The types of the capabilities that are on for a bundle id.
pub(super) fn of(world: &World, bundle_id: &str) -> Vec<String> {
    let belongs =
        |resource: &&Stored| resource.id.strip_prefix(bundle_id).is_some_and(|rest| rest.starts_with('_'));
    let all = world.store.all(KIND).filter(belongs);
    all.map(|resource| resource.text("capabilityType").to_owned()).collect()
}
