//! Editing a relationship through its own path.

use serde_json::Value;

use super::call::Reply;
use super::document::linkage;
use super::problems::dangling;
use super::read;
use super::refusal::Refusal;
use super::store::{Identifier, Linkage};
use crate::behaviours::{self, LinkEdit};
use crate::world::World;

/// PATCH replaces, POST adds, DELETE removes.
pub(super) fn edit(
    world: &mut World,
    status: u16,
    from: &Identifier,
    relationship: &str,
    edit: LinkEdit,
    body: &Value,
) -> Result<Reply, Refusal> {
    read::find(world, &from.kind, &from.id)?;
    let wanted = linkage(body.get("data").unwrap_or(&Value::Null));
    let many = matches!(wanted, Linkage::Many(_));
    let errors = wanted
        .targets()
        .iter()
        .enumerate()
        .filter(|(_, to)| world.store.get(&to.kind, &to.id).is_none())
        .map(|(index, to)| {
            let pointer = if many { format!("/data/{index}") } else { "/data".to_owned() };
            dangling(&to.kind, &to.id, &pointer)
        })
        .collect::<Vec<_>>();
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let behaviour = behaviours::of(&from.kind);
    if let Some(behaviour) = behaviour {
        behaviour.before_link(world, &from.id, relationship, edit, wanted.targets())?;
    }
    match edit {
        LinkEdit::Replace => world.relink(from, relationship, &wanted),
        LinkEdit::Add => wanted.targets().iter().for_each(|to| world.link(from, relationship, to)),
        LinkEdit::Remove => wanted.targets().iter().for_each(|to| world.unlink(from, relationship, to)),
    }
    if let Some(behaviour) = behaviour {
        behaviour.after_link(world, &from.id, relationship);
    }
    Ok(Reply::empty(status))
}
