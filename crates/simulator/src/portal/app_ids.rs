//! App ids: the `bundleIds` of the API, with their services and what they are assigned to.

use serde_json::{Value, json};

use super::answer::{Answer, Fault, INVALID};
use super::identifiers::{CONTAINERS, Family, GROUPS, MERCHANTS, is_plain, row as identifier_row};
use super::request::{Platform, Request};
use super::{engine, services};
use crate::engine::store::Stored;
use crate::world::World;

pub(super) const KIND: &str = "bundleIds";

#[expect(clippy::unnecessary_wraps, reason = "an action like the others")]
pub(super) fn list(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let of_platform = |one: &&Stored| platform(one) == request.platform;
    let rows = world.store.all(KIND).filter(of_platform).map(|one| row(world, one)).collect();
    Ok(Answer::Rows("appIds", rows))
}

pub(super) fn detail(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    answer(world, request.required("appIdId")?)
}

pub(super) fn add(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let (name, identifier) = (request.required("name")?, request.required("identifier")?);
    let wildcard = match request.required("type")? {
        "explicit" => false,
        "wildcard" => true,
        other => return Err(Fault::invalid(&format!("There is no type '{other}' of App IDs."))),
    };
    if wildcard != identifier.ends_with('*') {
        return Err(Fault::refused(9412, &format!("'{identifier}' is not a valid identifier of its type.")));
    }
    checked(name)?;
    let attributes = json!({ "name": name, "identifier": identifier, "platform": api(request.platform) });
    let data = json!({ "type": KIND, "attributes": attributes });
    let id = engine::id(&engine::call(world, "POST", "/v1/bundleIds", Some(data), code)?);
    for (service, value) in request.pairs().filter(|(name, _)| services::is_service(name)) {
        if let Err(fault) = services::set(world, &id, service, value) {
            // What is half made is not to stay.
            world.delete(KIND, &id);
            return Err(fault);
        }
    }
    answer(world, &id)
}

pub(super) fn rename(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let (id, name) = (request.required("appIdId")?, request.required("name")?);
    checked(name)?;
    let data = json!({ "type": KIND, "id": id, "attributes": { "name": name } });
    engine::call(world, "PATCH", &format!("/v1/bundleIds/{id}"), Some(data), code)?;
    answer(world, id)
}

pub(super) fn delete(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let id = request.required("appIdId")?;
    engine::call(world, "DELETE", &format!("/v1/bundleIds/{id}"), None, code)?;
    Ok(Answer::Fields(Value::Null))
}

/// Sets a service; the one for push has an action of its own, which takes no other.
pub(super) fn set_service(world: &mut World, request: &Request, for_push: bool) -> Result<Answer, Fault> {
    let (id, service) = (request.required("displayId")?, request.required("featureType")?);
    engine::find(world, KIND, "App ID", id)?;
    if (service == services::PUSH) != for_push {
        return Err(Fault::refused(1003, &format!("The service '{service}' is not set here.")));
    }
    services::set(world, id, service, request.get("featureValue"))?;
    answer(world, id)
}

/// Assigns groups, containers or merchants, which are then all that the app id uses.
pub(super) fn assign(world: &mut World, request: &Request, family: &Family) -> Result<Answer, Fault> {
    let id = request.required("appIdId")?;
    engine::find(world, KIND, "App ID", id)?;
    let wanted = request.ids(family.kept_as);
    for one in &wanted {
        engine::find(world, family.kind, "identifier", one)?;
    }
    let wanted = wanted.into_iter().map(Value::from).collect::<Vec<_>>();
    if let Some(app_id) = world.store.get_mut(KIND, id) {
        app_id.hidden.insert(family.kept_as.to_owned(), wanted.into());
    }
    answer(world, id)
}

fn answer(world: &World, id: &str) -> Result<Answer, Fault> {
    let app_id = engine::find(world, KIND, "App ID", id)?;
    let mut row = row(world, app_id);
    for (name, family) in [
        ("associatedApplicationGroups", GROUPS),
        ("associatedCloudContainers", CONTAINERS),
        ("identifiers", MERCHANTS),
    ] {
        let used = engine::kept(app_id, family.kept_as);
        let used = used.into_iter().filter_map(|one| world.store.get(family.kind, one));
        row[name] = used.map(|one| identifier_row(one, &family)).collect();
    }
    Ok(Answer::Fields(json!({ "appId": row })))
}

/// What an answer says of an app id.
pub(super) fn row(world: &World, app_id: &Stored) -> Value {
    let (features, enabled) = services::features(world, &app_id.id);
    let push = features[services::PUSH].clone();
    let count = |family: &Family| engine::kept(app_id, family.kept_as).len();
    json!({
        "appIdId": app_id.id,
        "name": app_id.text("name"),
        "appIdPlatform": platform(app_id).slug(),
        "prefix": app_id.text("seedId"),
        "identifier": app_id.text("identifier"),
        "isWildCard": app_id.text("identifier").ends_with('*'),
        "isDuplicate": false,
        "features": features,
        "enabledFeatures": enabled,
        "isDevPushEnabled": push,
        "isProdPushEnabled": push,
        "associatedApplicationGroupsCount": count(&GROUPS),
        "associatedCloudContainersCount": count(&CONTAINERS),
        "associatedIdentifiersCount": count(&MERCHANTS),
        "canEdit": true,
        "canDelete": true,
    })
}

/// An app id for all platforms stands with those for iOS.
fn platform(app_id: &Stored) -> Platform {
    if app_id.text("platform") == "MAC_OS" { Platform::Mac } else { Platform::Ios }
}

fn api(platform: Platform) -> &'static str {
    match platform {
        Platform::Ios => "IOS",
        Platform::Mac => "MAC_OS",
    }
}

fn checked(name: &str) -> Result<(), Fault> {
    if is_plain(name) {
        return Ok(());
    }
    Err(Fault::invalid(&format!(
        "The App ID name '{name}' is not valid: special characters are not allowed."
    )))
}

fn code(error: &Value) -> u32 {
    let taken = error["detail"].as_str().is_some_and(|detail| detail.contains("not available"));
    match error["source"]["pointer"].as_str() {
        Some("/data/attributes/identifier") if taken => 9401,
        Some("/data/attributes/identifier") => 9412,
        _ => INVALID,
    }
}
