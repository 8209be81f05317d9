//! Making and removing apps, which only App Store Connect's own page may do.

use serde_json::{Value, json};

use crate::engine::call::{Body, Call, Reply};
use crate::engine::refusal::Refusal;
use crate::engine::store::Identifier;
use crate::seeds;
use crate::world::World;

/// Serves what only the page may do with apps; `None` for every other call.
pub(super) fn serve(world: &mut World, call: &Call) -> Option<Result<Reply, Refusal>> {
    let Some(Body::Json(body)) = &call.body else { return None };
    if call.method == "POST" && call.path == "/v1/apps" {
        return Some(create(world, body));
    }
    let id = call.path.strip_prefix("/v1/apps/").filter(|_| call.method == "PATCH")?;
    if body.pointer("/data/attributes/removed") == Some(&Value::Bool(true)) {
        return Some(remove(world, id));
    }
    let territories = body.pointer("/data/relationships/availableTerritories/data")?.as_array()?;
    territories.is_empty().then(|| take_from_sale(world, id))
}

/// An app with what comes along: its name in the localization of its info, a version for each platform.
fn create(world: &mut World, body: &Value) -> Result<Reply, Refusal> {
    let attribute = |name: &str| {
        let value = body["data"]["attributes"][name].as_str().filter(|value| !value.trim().is_empty());
        value.ok_or_else(|| missing(name))
    };
    let (bundle_id, sku, locale) = (attribute("bundleId")?, attribute("sku")?, attribute("primaryLocale")?);
    let included = body["included"].as_array().map(Vec::as_slice).unwrap_or_default();
    let of = |kind: &'static str| included.iter().filter(move |one| one["type"] == kind);
    let mut names = of("appInfoLocalizations").filter_map(|one| one["attributes"]["name"].as_str());
    let name = names.next().filter(|name| !name.trim().is_empty()).ok_or_else(|| missing("name"))?;
    let mut versions = Vec::new();
    for version in of("appStoreVersions") {
        let text = |name: &str| version["attributes"][name].as_str();
        let platform = text("platform").filter(|word| PLATFORMS.contains(word));
        let platform = platform.ok_or_else(|| missing("platform"))?;
        versions.push((platform, text("versionString").unwrap_or("1.0")));
    }
    let Some(((platform, string), others)) = versions.split_first() else { return Err(missing("platform")) };
    may_be_made(world, bundle_id, sku, name)?;
    let before = (world.store.clone(), world.wakes.clone());
    let id = seeds::add_app(world, bundle_id, name, locale);
    if let Some(app) = world.store.get_mut("apps", &id) {
        app.set("sku", sku);
    }
    let first = world.linked(&Identifier::new("apps", &*id), "appStoreVersions");
    if let Some(version) = first.first().and_then(|one| world.store.get_mut(&one.kind, &one.id)) {
        version.set("platform", *platform);
        version.set("versionString", *string);
    }
    for (platform, string) in others {
        let reply = add_version(world, &id, platform, string);
        if reply.status >= 300 {
            (world.store, world.wakes) = before;
            return Ok(reply);
        }
    }
    let mut reply = world.call("GET", &format!("/v1/apps/{id}"), None);
    reply.status = 201;
    Ok(reply)
}

const PLATFORMS: [&str; 4] = ["IOS", "MAC_OS", "TV_OS", "VISION_OS"];

fn add_version(world: &mut World, app: &str, platform: &str, string: &str) -> Reply {
    let data = json!({
        "type": "appStoreVersions",
        "attributes": { "platform": platform, "versionString": string },
        "relationships": { "app": { "data": { "type": "apps", "id": app } } },
    });
    world.call("POST", "/v1/appStoreVersions", Some(json!({ "data": data })))
}

/// A bundle id is registered before and has no app yet; a name and an SKU are nobody else's.
fn may_be_made(world: &World, bundle_id: &str, sku: &str, name: &str) -> Result<(), Refusal> {
    if !world.store.all("bundleIds").any(|one| one.text("identifier") == bundle_id) {
        return Err(invalid("bundleId", format!("There is no bundle ID '{bundle_id}' on this team.")));
    }
    for (attribute, value, said) in [
        ("bundleId", bundle_id, "The bundle ID you entered has already been used."),
        ("sku", sku, "The SKU you entered has already been used."),
        ("name", name, "The app name you entered has already been used."),
    ] {
        if world.store.all("apps").any(|app| app.text(attribute).eq_ignore_ascii_case(value)) {
            return Err(invalid(attribute, said.to_owned()));
        }
    }
    Ok(())
}

/// Removing an app is a change of one attribute (seen and recorded by others: rorkai/App-Store-Connect-CLI, issue 2286).
/// Apple keeps what was removed for a while; here it is gone.
fn remove(world: &mut World, id: &str) -> Result<Reply, Refusal> {
    let mut reply = found(world, id)?;
    world.delete("apps", id);
    if let crate::engine::call::Payload::Json(document) = &mut reply.payload {
        document["data"]["attributes"]["removed"] = true.into();
    }
    Ok(reply)
}

/// No territory gets the app any longer.
fn take_from_sale(world: &mut World, id: &str) -> Result<Reply, Refusal> {
    found(world, id)?;
    let availability = Identifier::new("appAvailabilities", id);
    for territory in world.linked(&availability, "territoryAvailabilities") {
        if let Some(territory) = world.store.get_mut(&territory.kind, &territory.id) {
            territory.set("available", false);
        }
    }
    found(world, id)
}

fn found(world: &mut World, id: &str) -> Result<Reply, Refusal> {
    if world.store.get("apps", id).is_none() {
        return Err(Refusal::not_found("apps", id));
    }
    Ok(world.call("GET", &format!("/v1/apps/{id}"), None))
}

fn missing(name: &str) -> Refusal {
    Refusal::attribute(
        "ENTITY_ERROR.ATTRIBUTE.REQUIRED",
        name,
        "The provided entity is missing a required attribute",
        format!("You must provide a value for the attribute '{name}' with this request"),
    )
}

fn invalid(name: &str, said: String) -> Refusal {
    let title = "The provided entity includes an attribute with an invalid value";
    Refusal::attribute("ENTITY_ERROR.ATTRIBUTE.INVALID", name, title, said)
}
