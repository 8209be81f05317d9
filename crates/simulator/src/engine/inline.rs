//! Inline creates: resources in `included` that the request names by ids of its own, `${like-this}`.

use std::collections::{BTreeMap, HashMap};

use catalogue::catalogue;
use serde_json::Value;

use super::create::{finish, make};
use super::document::{attributes, relationships};
use super::refusal::{ErrorItem, Refusal};
use super::store::{Identifier, Linkage};
use crate::behaviours::Draft;
use crate::ids::IdForm;
use crate::world::World;

/// A resource that comes along.
#[derive(Debug)]
pub(super) struct Item<'a> {
    kind: &'static str,
    /// The id that the request gave it.
    pub local: String,
    value: &'a Value,
}

/// The items of `included`, whose ids must be local ones.
pub(super) fn items(body: &Value) -> Result<Vec<Item<'_>>, Refusal> {
    let included = body.get("included").and_then(Value::as_array).into_iter().flatten();
    let mut items = Vec::new();
    let mut errors = Vec::new();
    for (index, value) in included.enumerate() {
        let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
        let kind = value.get("type").and_then(Value::as_str).unwrap_or_default();
        let kind = catalogue().resources_of_kind(kind).next().map(|shape| shape.kind);
        match (id.strip_prefix("${").and_then(|id| id.strip_suffix('}')), kind) {
            (Some(name), Some(kind)) if !name.is_empty() => {
                items.push(Item { kind, local: id.to_owned(), value });
            }
            _ => errors.push(
                ErrorItem::new(
                    409,
                    "ENTITY_ERROR.INCLUDED.INVALID_ID",
                    "The provided entity includes a resource with an invalid id",
                    format!("The id '{id}' of an included resource must have the form '${{local-id}}'"),
                )
                .at(format!("/included/{index}/id")),
            ),
        }
    }
    if errors.is_empty() { Ok(items) } else { Err(errors.into()) }
}

/// What the items lead to and does not exist.
pub(super) fn missing(world: &World, items: &[Item<'_>], local: &[&str]) -> Vec<ErrorItem> {
    items
        .iter()
        .enumerate()
        .flat_map(|(index, item)| {
            let pointer = format!("/included/{index}");
            super::document::missing(world, &relationships(item.value), &pointer, local)
        })
        .collect()
}

/// Takes the links to local ids out: what they lead to is made later. A to-many relationship is taken whole, so
/// that its order stays.
pub(super) fn take_local(
    relationships: &mut BTreeMap<String, Linkage>,
    local: &[&str],
) -> BTreeMap<String, Linkage> {
    let leads_to_local =
        |linkage: &Linkage| linkage.targets().iter().any(|to| local.contains(&to.id.as_str()));
    let (later, now) =
        std::mem::take(relationships).into_iter().partition(|(_, linkage)| leads_to_local(linkage));
    *relationships = now;
    later
}

/// Makes all items, then the links between them; `names` learns the id that each local one stands for.
pub(super) fn make_all(
    world: &mut World,
    items: &[Item<'_>],
    names: &mut HashMap<String, Identifier>,
) -> Result<(), Refusal> {
    let local = items.iter().map(|item| item.local.as_str()).collect::<Vec<_>>();
    let mut made = Vec::new();
    for item in items {
        let mut linked = relationships(item.value);
        let later = take_local(&mut linked, &local);
        let draft = Draft {
            id: world.new_id(IdForm::of(item.kind)),
            attributes: attributes(item.value),
            relationships: linked,
            hidden: serde_json::Map::new(),
        };
        let identifier = Identifier::new(item.kind, make(world, item.kind, draft)?);
        names.insert(item.local.clone(), identifier.clone());
        made.push((identifier, later));
    }
    for (identifier, later) in &made {
        link_local(world, identifier, later, names);
    }
    for (identifier, _) in &made {
        finish(world, identifier);
    }
    Ok(())
}

/// Links a resource to what its local ids stand for by now.
pub(super) fn link_local(
    world: &mut World,
    from: &Identifier,
    later: &BTreeMap<String, Linkage>,
    names: &HashMap<String, Identifier>,
) {
    let real = |to: &Identifier| names.get(&to.id).unwrap_or(to).clone();
    for (name, linkage) in later {
        let linkage = match linkage {
            Linkage::Many(all) => Linkage::Many(all.iter().map(real).collect()),
            Linkage::One(one) => Linkage::One(one.as_ref().map(real)),
        };
        world.relink(from, name, &linkage);
    }
}
