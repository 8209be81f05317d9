//! App infos: what holds for an app across its versions, above all the categories.

use super::{Behaviour, Change, LinkEdit, linked, version_state};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::engine::store::Identifier;
use crate::world::World;

/// The behaviour of `appInfos`.
pub(super) struct AppInfos;

/// A category relationship and the subcategory relationships below it.
const GROUPS: [(&str, [&str; 2]); 2] = [
    ("primaryCategory", ["primarySubcategoryOne", "primarySubcategoryTwo"]),
    ("secondaryCategory", ["secondarySubcategoryOne", "secondarySubcategoryTwo"]),
];

impl Behaviour for AppInfos {
    fn kind(&self) -> &'static str {
        "appInfos"
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        if change.relationships.is_empty() {
            return Ok(());
        }
        let faults = if is_editable(world, id) {
            category_faults(world, id, change)
        } else {
            change.relationships.keys().map(|name| locked(name)).collect()
        };
        if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
    }

    fn before_link(
        &self,
        world: &mut World,
        id: &str,
        relationship: &str,
        _edit: LinkEdit,
        _to: &[Identifier],
    ) -> Result<(), Refusal> {
        if is_editable(world, id) { Ok(()) } else { Err(locked(relationship).into()) }
    }
}

/// Whether an app info may be changed: while its version may be, and while the version waits for review.
pub(super) fn is_editable(world: &World, info: &str) -> bool {
    world.store.get("appInfos", info).is_some_and(|info| {
        let state = info.text("state");
        version_state::is_editable(state) || state == "WAITING_FOR_REVIEW"
    })
}

fn locked(relationship: &str) -> ErrorItem {
    invalid(
        "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE",
        relationship,
        format!("The relationship '{relationship}' can not be modified in the current state"),
    )
}

fn invalid(code: &str, relationship: &str, detail: String) -> ErrorItem {
    ErrorItem::new(409, code, "The provided entity includes a relationship with an invalid value", detail)
        .at(format!("/data/relationships/{relationship}"))
}

/// Categories stand at the top, subcategories below the category of their group, and the two categories differ.
fn category_faults(world: &World, id: &str, change: &Change) -> Vec<ErrorItem> {
    let resulting = |name: &str| -> String {
        if change.relationships.contains_key(name) {
            linked::one(&change.relationships, name).to_owned()
        } else {
            world.store.get("appInfos", id).and_then(|info| info.one(name)).unwrap_or_default().to_owned()
        }
    };
    let parent = |category: &str| {
        world.store.get("appCategories", category).and_then(|category| category.one("parent"))
    };
    let mut faults = Vec::new();
    for (group, subcategories) in GROUPS {
        let category = resulting(group);
        if change.relationships.contains_key(group) && parent(&category).is_some() {
            let detail = format!("'{category}' is a subcategory and cannot be the {group}");
            faults.push(invalid("ENTITY_ERROR.RELATIONSHIP.INVALID", group, detail));
        }
        for name in subcategories.into_iter().filter(|name| change.relationships.contains_key(*name)) {
            let subcategory = linked::one(&change.relationships, name);
            if !subcategory.is_empty() && parent(subcategory) != Some(category.as_str()) {
                let detail = format!("'{subcategory}' is no subcategory of the {group}");
                faults.push(invalid("ENTITY_ERROR.RELATIONSHIP.INVALID", name, detail));
            }
        }
    }
    let (primary, secondary) = (resulting("primaryCategory"), resulting("secondaryCategory"));
    if !primary.is_empty() && primary == secondary {
        let detail = format!("The primary and the secondary category are both '{primary}'");
        faults.push(invalid("ENTITY_ERROR.RELATIONSHIP.INVALID", "secondaryCategory", detail));
    }
    faults
}
