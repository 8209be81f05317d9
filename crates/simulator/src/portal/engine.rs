//! The API's own engine, used from the portal: its checks and its behaviours hold here too.

use serde_json::{Value, json};

use super::answer::{Fault, GONE, INVALID};
use crate::engine::store::Stored;
use crate::world::World;

/// Asks the API; its refusal becomes one of the portal's, with the code that `code` finds for the error.
pub(super) fn call(
    world: &mut World,
    method: &str,
    path: &str,
    data: Option<Value>,
    code: fn(&Value) -> u32,
) -> Result<Value, Fault> {
    let reply = world.call(method, path, data.map(|data| json!({ "data": data })));
    if reply.status < 300 {
        return Ok(reply.document()["data"].clone());
    }
    let error = &reply.document()["errors"][0];
    let code = if reply.status == 404 { GONE } else { code(error) };
    Err(Fault::refused(code, error["detail"].as_str().unwrap_or_default()))
}

/// The code of what has no code of its own.
pub(super) fn invalid(_: &Value) -> u32 {
    INVALID
}

/// The id in what the engine answers.
pub(super) fn id(data: &Value) -> String {
    data["id"].as_str().unwrap_or_default().to_owned()
}

/// A resource of the team, or the fault that there is none.
pub(super) fn find<'a>(world: &'a World, kind: &str, what: &str, id: &str) -> Result<&'a Stored, Fault> {
    world.store.get(kind, id).ok_or_else(|| Fault::gone(what, id))
}

/// The ids that the portal alone keeps with a resource, under that name.
pub(super) fn kept<'a>(resource: &'a Stored, name: &str) -> Vec<&'a str> {
    let all = resource.hidden.get(name).and_then(Value::as_array);
    all.into_iter().flatten().filter_map(Value::as_str).collect()
}
