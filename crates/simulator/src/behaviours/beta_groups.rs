//! Groups of testers.

use serde_json::{Map, Value};

use super::{Behaviour, Change, Draft, LinkEdit, beta_states, beta_testers, builds, linked, text};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::engine::store::{Identifier, Linkage, Stored};
use crate::ids::IdForm;
use crate::world::World;

/// The behaviour of `betaGroups`.
pub(super) struct BetaGroups;

pub(super) const KIND: &str = "betaGroups";

impl Behaviour for BetaGroups {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let attributes = &mut draft.attributes;
        let internal = is_on(attributes, "isInternalGroup");
        let app = linked::one(&draft.relationships, "app");
        check(world, attributes, internal, app, None)?;
        if !internal && is_on(attributes, "hasAccessToAllBuilds") {
            let detail = "Only an internal group can have access to all builds.";
            return Err(text::invalid("hasAccessToAllBuilds", detail.to_owned()).into());
        }
        for build in draft.relationships.get("builds").map(Linkage::targets).unwrap_or_default() {
            builds::is_assignable(world, &build.id)?;
        }
        for (name, value) in [
            ("isInternalGroup", internal),
            ("hasAccessToAllBuilds", internal),
            ("publicLinkEnabled", false),
            ("publicLinkLimitEnabled", false),
            ("feedbackEnabled", true),
        ] {
            if attributes.get(name).is_none_or(Value::is_null) {
                attributes.insert(name.into(), value.into());
            }
        }
        attributes.insert("createdDate".into(), world.timestamp().into());
        if is_on(attributes, "publicLinkEnabled") {
            attributes.extend(public_link(world));
        }
        Ok(())
    }

    fn after_create(&self, world: &mut World, id: &str) {
        refresh_app(world, id);
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        let Some(group) = world.store.get(KIND, id) else { return Ok(()) };
        let (internal, app) =
            (beta_states::is_internal(group), group.one("app").unwrap_or_default().to_owned());
        let has_link = !group.text("publicLink").is_empty();
        check(world, &change.attributes, internal, &app, Some(id))?;
        match change.attributes.get("publicLinkEnabled") {
            Some(Value::Bool(true)) if !has_link => change.attributes.extend(public_link(world)),
            Some(Value::Bool(true)) | None => {}
            Some(_) => {
                for name in ["publicLink", "publicLinkId"] {
                    change.attributes.insert(name.into(), Value::Null);
                }
            }
        }
        Ok(())
    }

    fn before_link(
        &self,
        world: &mut World,
        id: &str,
        relationship: &str,
        edit: LinkEdit,
        to: &[Identifier],
    ) -> Result<(), Refusal> {
        for other in to {
            match (relationship, edit) {
                ("builds", LinkEdit::Add | LinkEdit::Replace) => builds::may_test(world, &other.id, id)?,
                ("betaTesters", LinkEdit::Add) => beta_testers::check_membership(world, &other.id, id)?,
                _ => {}
            }
        }
        if relationship == "betaTesters" && edit == LinkEdit::Add {
            beta_testers::place_for(world, id, to.iter().map(|tester| tester.id.as_str()))?;
        }
        Ok(())
    }

    fn after_link(&self, world: &mut World, id: &str, relationship: &str) {
        match relationship {
            "builds" => refresh_app(world, id),
            "betaTesters" => {
                for tester in world.linked(&Identifier::new(KIND, id), "betaTesters") {
                    beta_testers::settle(world, &tester.id);
                }
            }
            _ => {}
        }
    }

    fn after_delete(&self, world: &mut World, gone: &Stored) {
        refresh_builds(world, gone.one("app").unwrap_or_default());
    }
}

fn is_on(attributes: &Map<String, Value>, name: &str) -> bool {
    attributes.get(name) == Some(&Value::Bool(true))
}

/// Checks the name and the public link of a group.
fn check(
    world: &World,
    attributes: &Map<String, Value>,
    internal: bool,
    app: &str,
    itself: Option<&str>,
) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    if let Some(name) = attributes.get("name").and_then(Value::as_str) {
        faults.extend(name_fault(world, name, app, itself));
    }
    if internal && is_on(attributes, "publicLinkEnabled") {
        let detail = "An internal group cannot have a public link.";
        faults.push(text::invalid("publicLinkEnabled", detail.to_owned()));
    }
    let limit = attributes.get("publicLinkLimit").and_then(Value::as_i64);
    if limit.is_some_and(|limit| !(1..=10_000).contains(&limit)) {
        let detail = "The limit of the public link has to be between 1 and 10000.";
        faults.push(text::invalid("publicLinkLimit", detail.to_owned()));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}

fn name_fault(world: &World, name: &str, app: &str, itself: Option<&str>) -> Option<ErrorItem> {
    if name.trim().is_empty() {
        return Some(text::invalid("name", "The group needs a name.".to_owned()));
    }
    let taken = world.store.all(KIND).any(|group| {
        Some(&*group.id) != itself && group.one("app") == Some(app) && group.text("name") == name
    });
    taken.then(|| {
        ErrorItem::new(
            409,
            "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE",
            "The provided entity includes an attribute with a value that has already been used",
            format!("A group with the name '{name}' already exists."),
        )
        .at("/data/attributes/name")
    })
}

/// The address under which anybody may join.
fn public_link(world: &mut World) -> [(String, Value); 2] {
    let id = world.new_id(IdForm::TenCharacters);
    let id = id.get(..8).unwrap_or(&id);
    let link = format!("https://testflight.apple.com/join/{id}");
    [("publicLinkId".to_owned(), id.into()), ("publicLink".to_owned(), link.into())]
}

fn refresh_app(world: &mut World, group: &str) {
    let app = world.store.get(KIND, group).and_then(|group| group.one("app")).map(str::to_owned);
    refresh_builds(world, &app.unwrap_or_default());
}

fn refresh_builds(world: &mut World, app: &str) {
    let all = world.store.all(builds::KIND).filter(|build| build.one("app") == Some(app));
    for build in all.map(|build| build.id.clone()).collect::<Vec<_>>() {
        beta_states::refresh(world, &build);
    }
}
