//! The API as the portal's newer pages use it: reads and deletes come as POST, and the team stands in the body.
//!
//! Tokens are neither handed out nor asked for: those of the actions come along, but a page that has none yet is served
//! too, as far as is known.

use http::request::Parts;
use serde_json::{Map, Value, json};

use super::services;
use crate::apple_id::{self, Team};
use crate::engine::call::{Body, Call, Query, Reply};
use crate::engine::dispatch;
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::world::World;

/// Serves a request; `path` is that of the API.
pub(super) fn serve(world: &mut World, parts: &Parts, body: &[u8], path: &str) -> Reply {
    let Some(who) = apple_id::signed_in(world, &parts.headers) else {
        return refused(world, 401, "NOT_AUTHORIZED", "Authentication credentials are missing or invalid.");
    };
    let Some(request) = read(parts, body) else {
        return refused(world, 400, "ENTITY_INVALID", "The request body is no JSON.");
    };
    let last = world.teams.last.get(&who.cookie).map(String::as_str);
    let Some(team) = team(&who.account.teams, request.team.as_deref(), last) else {
        let said = "The account does not belong to the team that is asked for.";
        return refused(world, 403, "FORBIDDEN_ERROR", said);
    };
    world.teams.last.insert(who.cookie, team.clone());
    let call =
        Call { method: request.method, path: path.to_owned(), query: request.query, body: request.body };
    let origin = world.origin.clone();
    world.origin = format!("{origin}{}", super::TUNNEL);
    let reply = world.as_team(&team, |world| within_team(world, &call));
    world.origin = origin;
    reply
}

/// A request that came through the tunnel.
struct Tunnelled {
    method: String,
    query: Query,
    body: Option<Body>,
    team: Option<String>,
}

/// `None` where the body is no JSON.
fn read(parts: &Parts, body: &[u8]) -> Option<Tunnelled> {
    let mut json = if body.is_empty() { Value::Null } else { serde_json::from_slice(body).ok()? };
    let hidden = parts.headers.get("x-http-method-override").and_then(|method| method.to_str().ok());
    let method = hidden.unwrap_or(parts.method.as_str()).to_owned();
    let in_url = parts.uri.query().unwrap_or_default().to_owned();
    if hidden.is_some() {
        let query = json["urlEncodedQueryParams"].as_str().filter(|query| !query.is_empty());
        let query = Query::parse(query.unwrap_or(&in_url));
        let team = json["teamId"].as_str().map(str::to_owned);
        return Some(Tunnelled { method, query, body: None, team });
    }
    let attributes = json.pointer_mut("/data/attributes").and_then(Value::as_object_mut);
    let team = attributes.and_then(|attributes| attributes.remove("teamId"));
    let team = team.as_ref().and_then(Value::as_str).map(str::to_owned);
    let body = (!json.is_null()).then_some(Body::Json(json));
    Some(Tunnelled { method, query: Query::parse(&in_url), body, team })
}

/// The team that is asked for, else the one that was asked for last, else the first; `None` where it is none of the
/// account's.
fn team(teams: &[Team], wanted: Option<&str>, last: Option<&str>) -> Option<String> {
    let known = |id: &str| teams.iter().find(|team| team.id == id).map(|team| team.id.clone());
    match wanted {
        Some(wanted) => known(wanted),
        None => last.and_then(known).or_else(|| teams.first().map(|team| team.id.clone())),
    }
}

fn within_team(world: &mut World, call: &Call) -> Reply {
    if call.method == "GET" && call.path == "/v1/capabilities" {
        return capabilities();
    }
    let capabilities = match &call.body {
        Some(Body::Json(body)) => body.pointer("/data/relationships/bundleIdCapabilities/data"),
        _ => None,
    };
    match (call.method.as_str(), call.path.strip_prefix("/v1/bundleIds/"), capabilities) {
        ("PATCH", Some(id), Some(Value::Array(wanted))) => set_capabilities(world, id, wanted),
        _ => dispatch::serve(world, call),
    }
}

/// A change of a bundle id with the capabilities in it, which only the page can send: each is turned on with its
/// settings, or off.
fn set_capabilities(world: &mut World, id: &str, wanted: &[Value]) -> Reply {
    let path = format!("/v1/bundleIds/{id}?include=bundleIdCapabilities");
    if world.store.get("bundleIds", id).is_none() {
        return world.call("GET", &path, None);
    }
    let before = (world.store.clone(), world.wakes.clone());
    for one in wanted {
        let attributes = one["attributes"].as_object().cloned().unwrap_or_default();
        let capability = one.pointer("/relationships/capability/data/id").and_then(Value::as_str);
        let done = set_capability(world, id, capability.unwrap_or_default(), &attributes);
        if let Err(said) = done {
            (world.store, world.wakes) = before;
            return refused(world, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID", &said);
        }
    }
    world.call("GET", &path, None)
}

fn set_capability(
    world: &mut World,
    id: &str,
    capability: &str,
    attributes: &Map<String, Value>,
) -> Result<(), String> {
    let settings = attributes
        .get("settings")
        .filter(|settings| settings.as_array().is_some_and(|settings| !settings.is_empty()));
    let done = if attributes.get("enabled") == Some(&Value::Bool(false)) {
        services::turn_off(world, id, capability)
    } else {
        services::turn_on(world, id, capability, settings.cloned())
    };
    done.map_err(|fault| match fault {
        super::Fault::Refused { said, .. } => said,
        other => format!("{other:?}"),
    })
}

/// What a bundle id can be given. The API has no such list.
fn capabilities() -> Reply {
    let known = match catalogue::catalogue().shape("CapabilityType") {
        Some(catalogue::Shape::Enum(words)) => words.as_slice(),
        _ => &[],
    };
    let data =
        known.iter().map(|id| json!({ "type": "capabilities", "id": id, "attributes": { "name": id } }));
    Reply::json(200, json!({ "data": data.collect::<Vec<_>>() }))
}

fn refused(world: &mut World, status: u16, code: &str, said: &str) -> Reply {
    dispatch::refuse(world, &Refusal::from(ErrorItem::new(status, code, said, said)))
}
