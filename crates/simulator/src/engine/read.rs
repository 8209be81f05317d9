//! Reading one resource, and what a relationship leads to.

use catalogue::{Resource, catalogue};
use serde_json::{Value, json};

use super::call::{Call, Reply};
use super::include::included;
use super::list;
use super::refusal::Refusal;
use super::render::{View, identifier};
use super::store::{Identifier, Stored};
use crate::world::World;

/// Relationships that Apple answers with 404, not with null, while they lead nowhere.
const ABSENT: &[(&str, &str)] = &[
    ("apps", "appAvailabilityV2"),
    ("apps", "appPriceSchedule"),
    ("apps", "gameCenterDetail"),
    ("apps", "endUserLicenseAgreement"),
];

/// The resource, or 404.
pub(super) fn find<'a>(world: &'a World, kind: &str, id: &str) -> Result<&'a Stored, Refusal> {
    world.store.get(kind, id).ok_or_else(|| Refusal::not_found(kind, id))
}

/// A document with one resource.
pub(super) fn one(world: &World, call: &Call, shape: &Resource, status: u16, stored: &Stored) -> Reply {
    let view = View { origin: &world.origin, query: &call.query, now: world.now() };
    let mut body = json!({ "data": view.resource(shape, stored, true) });
    if let Some(included) = included(&world.store, &view, &[stored]) {
        body["included"] = included.into();
    }
    // A create answers with the address of what it made, anything else with its own.
    body["links"] = match body.pointer("/data/links/self") {
        Some(made) if status == 201 => json!({ "self": made }),
        _ => json!({ "self": format!("{}{}", world.origin, call.target()) }),
    };
    Reply::json(status, body)
}

/// What a to-one relationship leads to, as a resource.
pub(super) fn related_one(
    world: &World,
    call: &Call,
    from: &Identifier,
    relationship: &str,
    shape: &Resource,
) -> Result<Reply, Refusal> {
    find(world, &from.kind, &from.id)?;
    let target = world.linked(from, relationship).into_iter().next();
    if let Some(stored) = target.and_then(|to| world.store.get(&to.kind, &to.id)) {
        return Ok(one(world, call, shape, 200, stored));
    }
    if ABSENT.contains(&(&from.kind, relationship)) {
        return Err(Refusal::not_found(shape.kind, &from.id));
    }
    let link = format!("{}{}", world.origin, call.target());
    Ok(Reply::json(200, json!({ "data": Value::Null, "links": { "self": link } })))
}

/// What a to-many relationship leads to, as a page of resources.
pub(super) fn related_many(
    world: &World,
    call: &Call,
    from: &Identifier,
    relationship: &str,
    shape: &Resource,
) -> Result<Reply, Refusal> {
    find(world, &from.kind, &from.id)?;
    let store = world.listed();
    let targets = store.targets(from, relationship);
    let stored = targets.iter().filter_map(|to| store.get(&to.kind, &to.id));
    list::resources(world, call, shape, stored)
}

/// The linkage of a relationship.
pub(super) fn linkage(
    world: &World,
    call: &Call,
    from: &Identifier,
    relationship: &str,
    many: bool,
) -> Result<Reply, Refusal> {
    find(world, &from.kind, &from.id)?;
    if many {
        return list::linkages(world, call, world.listed().targets(from, relationship));
    }
    let targets = world.linked(from, relationship);
    let path = format!("{}{}", world.origin, call.target());
    let mut links = json!({ "self": path });
    let related = call.path.replace("/relationships/", "/");
    if catalogue().find(catalogue::Method::Get, &related).is_some() {
        links["related"] = format!("{}{related}", world.origin).into();
    }
    Ok(Reply::json(200, json!({ "data": targets.first().map(identifier), "links": links })))
}
