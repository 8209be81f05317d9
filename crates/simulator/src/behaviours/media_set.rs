//! What screenshot sets and preview sets have in common.

use serde_json::Value;

use super::{Draft, LinkEdit, media_parent, text};
use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Linkage, Stored};
use crate::world::World;

/// A new set is for one localization that may be changed and has no set of this type yet.
pub(super) fn check_new(world: &World, kind: &str, attribute: &str, draft: &Draft) -> Result<(), Refusal> {
    let (parent, id) = media_parent::of_draft(&draft.relationships)?;
    if parent == "appStoreVersionLocalization" {
        media_parent::check_localization(world, &id)?;
    }
    let wanted = draft.attributes.get(attribute).and_then(Value::as_str).unwrap_or_default();
    if media_parent::siblings(world, kind, (parent, &id)).any(|set| set.text(attribute) == wanted) {
        let detail = format!("A set with {attribute} '{wanted}' already exists for this localization");
        return Err(text::invalid(attribute, detail).into());
    }
    Ok(())
}

/// The rows of a set may only be reordered: the list holds each of them once.
pub(super) fn check_order(
    world: &World,
    kind: &str,
    id: &str,
    relationship: &str,
    edit: LinkEdit,
    to: &[Identifier],
) -> Result<(), Refusal> {
    media_parent::check_set(world, kind, id)?;
    let Some(set) = world.store.get(kind, id) else { return Ok(()) };
    let mut there: Vec<&str> = set.many(relationship);
    let mut asked: Vec<&str> = to.iter().map(|to| to.id.as_str()).collect();
    there.sort_unstable();
    asked.sort_unstable();
    if edit == LinkEdit::Replace && there == asked {
        return Ok(());
    }
    Err(Refusal::relationship(
        "ENTITY_ERROR.RELATIONSHIP.INVALID",
        relationship,
        "The provided entity includes a relationship with an invalid value",
        "The list must contain every asset of the set exactly once, and no other",
    ))
}

/// The row takes its place behind those that finished before it, unless an order was asked for.
pub(super) fn finish_row(world: &mut World, kind: &str, set: &str, relationship: &str, row: &Identifier) {
    let Some(stored) = world.store.get(kind, set) else { return };
    if stored.hidden.get("ordered") == Some(&Value::Bool(true)) {
        return;
    }
    let is_complete = |id: &str| {
        world.store.get(&row.kind, id).is_some_and(|row| super::delivery::state(row) == "COMPLETE")
    };
    let (mut order, pending): (Vec<&str>, Vec<&str>) =
        stored.many(relationship).into_iter().filter(|id| *id != row.id).partition(|id| is_complete(id));
    order.push(&row.id);
    order.extend(pending);
    let order = order.into_iter().map(|id| Identifier::new(&*row.kind, id)).collect();
    if let Some(set) = world.store.get_mut(kind, set) {
        set.relationships.insert(relationship.to_owned(), Linkage::Many(order));
    }
}

/// The rows of a set go with it.
pub(super) fn delete_rows(world: &mut World, gone: &Stored, relationship: &str) {
    for row in gone.many(relationship) {
        world.delete(relationship, row);
    }
}
