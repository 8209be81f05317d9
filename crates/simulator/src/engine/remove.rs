//! Deleting a resource.

use super::call::Reply;
use super::read;
use super::refusal::Refusal;
use crate::behaviours;
use crate::world::World;

/// DELETE on a resource: it goes with its links and with what cannot be without it.
pub(super) fn remove(world: &mut World, status: u16, kind: &str, id: &str) -> Result<Reply, Refusal> {
    read::find(world, kind, id)?;
    if let Some(behaviour) = behaviours::of(kind) {
        behaviour.before_delete(world, id)?;
    }
    world.delete(kind, id);
    Ok(Reply::empty(status))
}
