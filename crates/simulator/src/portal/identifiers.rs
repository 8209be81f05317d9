//! Identifiers that are no app ids: groups, containers, merchants, pass types and websites.

use serde_json::{Value, json};

use super::answer::{Answer, Fault};
use super::engine;
use super::request::Request;
use crate::engine::store::Stored;
use crate::ids::IdForm;
use crate::world::World;

/// A family of identifiers.
pub(super) struct Family {
    /// The type in the store.
    pub(super) kind: &'static str,
    /// Whether the API has that type too.
    in_api: bool,
    /// The list's name in an answer.
    rows: &'static str,
    /// The name of one in an answer, which is the name of its id too.
    pub(super) id: &'static str,
    /// What every identifier of the family begins with.
    prefix: &'static str,
    /// Under which name an app id keeps those that it uses.
    pub(super) kept_as: &'static str,
}

pub(super) const GROUPS: Family = Family {
    kind: "portalAppGroups",
    in_api: false,
    rows: "applicationGroupList",
    id: "applicationGroup",
    prefix: "group.",
    kept_as: "applicationGroups",
};

pub(super) const CONTAINERS: Family = Family {
    kind: "portalCloudContainers",
    in_api: false,
    rows: "cloudContainerList",
    id: "cloudContainer",
    prefix: "iCloud.",
    kept_as: "cloudContainers",
};

pub(super) const MERCHANTS: Family = Family {
    kind: "merchantIds",
    in_api: true,
    rows: "identifierList",
    id: "omcId",
    prefix: "merchant.",
    kept_as: "omcIds",
};

pub(super) const PASS_TYPES: Family = Family {
    kind: "passTypeIds",
    in_api: true,
    rows: "passTypeIdList",
    id: "passTypeId",
    prefix: "pass.",
    kept_as: "passTypeIds",
};

pub(super) const WEBSITES: Family = Family {
    kind: "portalWebsitePushIds",
    in_api: false,
    rows: "websitePushIdList",
    id: "websitePushId",
    prefix: "web.",
    kept_as: "websitePushIds",
};

/// All of a family.
#[expect(clippy::unnecessary_wraps, reason = "an action like the others")]
pub(super) fn list(world: &World, family: &Family) -> Result<Answer, Fault> {
    Ok(Answer::Rows(family.rows, world.store.all(family.kind).map(|one| row(one, family)).collect()))
}

/// Registers one.
pub(super) fn add(world: &mut World, request: &Request, family: &Family) -> Result<Answer, Fault> {
    let (name, identifier) = (request.required("name")?, request.required("identifier")?);
    let rest = identifier.strip_prefix(family.prefix).unwrap_or_default();
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_');
    if rest.is_empty() || !rest.chars().all(allowed) {
        let said = format!("'{identifier}' is not a valid identifier: it begins with '{}'.", family.prefix);
        return Err(Fault::refused(9412, &said));
    }
    if !is_plain(name) {
        return Err(Fault::invalid(&format!("The name '{name}' is not valid.")));
    }
    let same = |there: &Stored| there.text("identifier").eq_ignore_ascii_case(identifier);
    if world.store.all(family.kind).any(same) {
        let said = format!("An identifier '{identifier}' is not available. Please enter a different string.");
        return Err(Fault::refused(9401, &said));
    }
    let id = if family.in_api {
        let data = json!({ "type": family.kind, "attributes": { "name": name, "identifier": identifier } });
        engine::id(&engine::call(
            world,
            "POST",
            &format!("/v1/{}", family.kind),
            Some(data),
            engine::invalid,
        )?)
    } else {
        let mut made = Stored::new(family.kind, world.new_id(IdForm::TenCharacters));
        made.set("name", name);
        made.set("identifier", identifier);
        world.insert(made)
    };
    let made = engine::find(world, family.kind, "identifier", &id)?;
    Ok(Answer::Fields(json!({ family.id: row(made, family) })))
}

/// Deletes one; app ids that used it do so no longer.
pub(super) fn delete(world: &mut World, request: &Request, family: &Family) -> Result<Answer, Fault> {
    let id = request.required(family.id)?.to_owned();
    engine::find(world, family.kind, "identifier", &id)?;
    world.delete(family.kind, &id);
    world.store.change_all(
        |one| one.kind == "bundleIds" && one.hidden.contains_key(family.kept_as),
        |app_id| {
            if let Some(Value::Array(all)) = app_id.hidden.get_mut(family.kept_as) {
                all.retain(|one| one != id.as_str());
            }
        },
    );
    Ok(Answer::Fields(Value::Null))
}

/// What an answer says of one.
pub(super) fn row(one: &Stored, family: &Family) -> Value {
    let mut row = json!({
        "name": one.text("name"),
        "prefix": crate::pki::TEAM.id,
        "identifier": one.text("identifier"),
        "status": "current",
        family.id: one.id,
    });
    if family.kind == CONTAINERS.kind {
        // A container stays for ever: users' data may be in it.
        row["canEdit"] = true.into();
        row["canDelete"] = false.into();
    }
    row
}

/// Whether the portal takes a name: it refuses some characters, and all that is not plain.
pub(super) fn is_plain(name: &str) -> bool {
    !name.trim().is_empty() && name.is_ascii() && !name.contains(['@', '&', '*', '"', '.'])
}
