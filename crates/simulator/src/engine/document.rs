//! What a checked request body says.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::problems::dangling;
use super::refusal::ErrorItem;
use super::store::{Identifier, Linkage};
use crate::world::World;

/// The attributes of `data` or of an item in `included`.
pub(super) fn attributes(data: &Value) -> Map<String, Value> {
    data.get("attributes").and_then(Value::as_object).cloned().unwrap_or_default()
}

/// The relationships of `data` or of an item in `included`.
pub(super) fn relationships(data: &Value) -> BTreeMap<String, Linkage> {
    let given = data.get("relationships").and_then(Value::as_object).into_iter().flatten();
    given.filter_map(|(name, value)| Some((name.clone(), linkage(value.get("data")?)))).collect()
}

/// The linkage that a `data` member holds.
pub(super) fn linkage(data: &Value) -> Linkage {
    match data {
        Value::Array(items) => Linkage::Many(items.iter().filter_map(identifier).collect()),
        one => Linkage::One(identifier(one)),
    }
}

fn identifier(value: &Value) -> Option<Identifier> {
    Some(Identifier::new(value.get("type")?.as_str()?, value.get("id")?.as_str()?))
}

/// What the relationships lead to and does not exist. `local` are the ids that the request itself brings.
pub(super) fn missing(
    world: &World,
    relationships: &BTreeMap<String, Linkage>,
    pointer: &str,
    local: &[&str],
) -> Vec<ErrorItem> {
    let mut errors = Vec::new();
    for (name, linkage) in relationships {
        for to in linkage.targets() {
            if !local.contains(&to.id.as_str()) && world.store.get(&to.kind, &to.id).is_none() {
                errors.push(dangling(&to.kind, &to.id, &format!("{pointer}/relationships/{name}")));
            }
        }
    }
    errors
}
