//! Changing a resource.

use std::collections::HashMap;

use catalogue::Resource;
use serde_json::Value;

use super::assets;
use super::call::{Call, Reply};
use super::document::{attributes, missing, relationships};
use super::inline;
use super::read;
use super::refusal::{ErrorItem, Refusal};
use super::store::Identifier;
use crate::behaviours::{self, Change};
use crate::world::World;

/// PATCH on a resource: null clears, what is absent stays.
pub(super) fn update(
    world: &mut World,
    call: &Call,
    shape: &Resource,
    id: &str,
    body: &Value,
) -> Result<Reply, Refusal> {
    read::find(world, shape.kind, id)?;
    let data = body.get("data").unwrap_or(&Value::Null);
    if data.get("id").and_then(Value::as_str) != Some(id) {
        let detail = format!("The id in the body is not the id in the path, '{id}'");
        let title = "The provided entity has a wrong id";
        return Err(ErrorItem::new(409, "ENTITY_ERROR.ATTRIBUTE.INVALID", title, detail)
            .at("/data/id")
            .into());
    }
    let items = inline::items(body)?;
    let local = items.iter().map(|item| item.local.as_str()).collect::<Vec<_>>();
    let mut change = Change { attributes: attributes(data), relationships: relationships(data) };
    let mut errors = missing(world, &change.relationships, "/data", &local);
    errors.extend(inline::missing(world, &items, &local));
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let later = inline::take_local(&mut change.relationships, &local);
    if let Some(behaviour) = behaviours::of(shape.kind) {
        behaviour.before_update(world, id, &mut change)?;
    }
    assets::commit(world, &Identifier::new(shape.kind, id), &mut change.attributes)?;
    let before = (!items.is_empty()).then(|| (world.store.clone(), world.wakes.clone()));
    let identifier = Identifier::new(shape.kind, id);
    apply(world, &identifier, change);
    let mut names = HashMap::new();
    if let Err(refusal) = inline::make_all(world, &items, &mut names) {
        if let Some((store, wakes)) = before {
            world.store = store;
            world.wakes = wakes;
        }
        return Err(refusal);
    }
    inline::link_local(world, &identifier, &later, &names);
    if let Some(behaviour) = behaviours::of(shape.kind) {
        behaviour.after_update(world, id);
    }
    let stored = read::find(world, shape.kind, id)?;
    Ok(read::one(world, call, shape, 200, stored))
}

fn apply(world: &mut World, identifier: &Identifier, change: Change) {
    if let Some(stored) = world.store.get_mut(&identifier.kind, &identifier.id) {
        for (name, value) in change.attributes {
            if value.is_null() {
                stored.attributes.remove(&name);
            } else {
                stored.attributes.insert(name, value);
            }
        }
    }
    for (name, linkage) in &change.relationships {
        world.relink(identifier, name, linkage);
    }
}
