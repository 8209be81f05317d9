//! Creating resources, with those that come along in `included`.

use std::collections::HashMap;

use catalogue::Resource;
use serde_json::Value;

use super::assets;
use super::call::{Call, Reply};
use super::document::{attributes, missing, relationships};
use super::inline;
use super::inverse::sides;
use super::read;
use super::refusal::Refusal;
use super::schema::schema;
use super::store::{Identifier, Linkage, Stored};
use crate::behaviours::{self, Draft};
use crate::ids::IdForm;
use crate::world::World;

/// Types of which a new one takes the place of the old one, where others refuse a second.
const REPLACING: &[&str] = &[
    "appPriceSchedules",
    "customerReviewResponses",
    "inAppPurchaseAvailabilities",
    "inAppPurchasePriceSchedules",
    "subscriptionAvailabilities",
    "subscriptionPlanAvailabilities",
];

/// POST on a collection.
pub(super) fn create(
    world: &mut World,
    call: &Call,
    shape: &Resource,
    body: &Value,
) -> Result<Reply, Refusal> {
    let data = body.get("data").unwrap_or(&Value::Null);
    let items = inline::items(body)?;
    let local = items.iter().map(|item| item.local.as_str()).collect::<Vec<_>>();
    let mut linked = relationships(data);
    let mut errors = missing(world, &linked, "/data", &local);
    errors.extend(inline::missing(world, &items, &local));
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let later = inline::take_local(&mut linked, &local);
    let draft = Draft {
        id: world.new_id(IdForm::of(shape.kind)),
        attributes: attributes(data),
        relationships: linked,
        hidden: serde_json::Map::new(),
    };
    // What comes along may be refused after the resource itself was made; then nothing is to have happened.
    let before = (!items.is_empty()).then(|| (world.store.clone(), world.wakes.clone()));
    let made = make(world, shape.kind, draft).and_then(|id| {
        let owner = Identifier::new(shape.kind, &*id);
        let mut names = HashMap::new();
        inline::make_all(world, &items, &mut names)?;
        inline::link_local(world, &owner, &later, &names);
        finish(world, &owner);
        Ok(id)
    });
    if let (Err(_), Some((store, wakes))) = (&made, before) {
        world.store = store;
        world.wakes = wakes;
    }
    let id = made?;
    let stored = read::find(world, shape.kind, &id)?;
    Ok(read::one(world, call, shape, 201, stored))
}

/// Makes one resource from a draft; [`finish`] is to follow.
pub(super) fn make(world: &mut World, kind: &'static str, mut draft: Draft) -> Result<String, Refusal> {
    if let Some(behaviour) = behaviours::of(kind) {
        behaviour.before_create(world, &mut draft)?;
    }
    // A behaviour may lead to what is already there (Apple answers 201 with a capability that is on).
    if world.store.get(kind, &draft.id).is_none() {
        give_way(world, kind, &draft)?;
    }
    let Draft { id, mut attributes, relationships, hidden } = draft;
    if catalogue::catalogue()
        .resources_of_kind(kind)
        .any(|shape| shape.attributes.iter().any(|attribute| attribute.name == "createdDate"))
    {
        attributes.entry("createdDate").or_insert_with(|| world.timestamp().into());
    }
    assets::reserve(world, &Identifier::new(kind, &*id), &mut attributes);
    attributes.retain(|_, value| !value.is_null());
    world.put_linked(Stored { kind: kind.to_owned(), id: id.clone(), attributes, relationships, hidden });
    Ok(id)
}

/// Lets the behaviour do what follows a create.
pub(super) fn finish(world: &mut World, made: &Identifier) {
    if let Some(behaviour) = behaviours::of(&made.kind) {
        behaviour.after_create(world, &made.id);
    }
}

/// Where there can be only one and there is one: it is replaced, or the second is refused.
fn give_way(world: &mut World, kind: &str, draft: &Draft) -> Result<(), Refusal> {
    let mut replaced = Vec::new();
    for (name, linkage) in &draft.relationships {
        let Linkage::One(Some(owner)) = linkage else { continue };
        let belongs = schema().owned_by(&owner.kind).contains(&(kind, name.as_str()));
        let there = sides(kind, name).map(|sides| sides.there).unwrap_or_default();
        for back in there {
            let single = schema().relation(&owner.kind, back).is_some_and(|relation| !relation.many);
            let Some(former) = world.linked(owner, back).into_iter().next().filter(|_| belongs && single)
            else {
                continue;
            };
            if !REPLACING.contains(&kind) {
                return Err(Refusal::relationship(
                    "ENTITY_ERROR.RELATIONSHIP.INVALID",
                    name,
                    "The provided entity includes a relationship with an invalid value",
                    format!("The {} '{}' already has a {back}: '{}'", owner.kind, owner.id, former.id),
                ));
            }
            replaced.push(former);
        }
    }
    for former in replaced {
        world.delete(&former.kind, &former.id);
    }
    Ok(())
}
