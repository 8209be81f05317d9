//! From a request to the operation that serves it.

use catalogue::{Answer, Found, Method, Operation, Resource, catalogue};
use serde_json::{Value, json};

use super::call::{Body, Call, Payload, Reply, decoded};
use super::problems::{error_object, error_of, unreadable};
use super::refusal::{ErrorItem, Refusal};
use super::schema::schema;
use super::store::Identifier;
use super::unoffered::unoffered;
use super::{create, list, raw, read, relationships, remove, update};
use crate::behaviours::{LinkEdit, undocumented};
use crate::departures::Departure;
use crate::ids::IdForm;
use crate::world::World;

/// Serves a request: what is due first, then the operation; a refusal becomes Apple's error document.
pub fn serve(world: &mut World, call: &Call) -> Reply {
    world.run_due();
    let (operation, result) = match operation_of(call) {
        // Apple's description does not know it: there is nothing to hold its answer against.
        _ if undocumented::serves(call) => (None, undocumented::serve(world, call)),
        Ok(found) => (Some(found.operation), perform(world, call, &found)),
        Err(refusal) => (None, Err(refusal)),
    };
    match result {
        Ok(reply) => {
            if let Some(operation) = operation {
                note_departure(world, operation, call, &reply);
            }
            reply
        }
        Err(refusal) => refuse(world, &refusal),
    }
}

/// What Apple's description knows of a call.
pub(crate) fn described(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    perform(world, call, &operation_of(call)?)
}

/// A refusal as Apple's error document.
pub fn refuse(world: &mut World, refusal: &Refusal) -> Reply {
    let errors =
        refusal.errors.iter().map(|item| error_object(item, &world.new_id(IdForm::Uuid))).collect::<Vec<_>>();
    let mut reply = Reply::json(refusal.status(), json!({ "errors": errors }));
    reply.headers.clone_from(&refusal.headers);
    reply
}

fn operation_of(call: &Call) -> Result<Found<'static>, Refusal> {
    let method = call.method.parse::<Method>().ok().filter(|method| method.as_str() == call.method);
    let found = method.and_then(|method| catalogue().find(method, &call.path));
    found.ok_or_else(|| unoffered(&call.method, &call.path))
}

fn perform(world: &mut World, call: &Call, found: &Found<'_>) -> Result<Reply, Refusal> {
    let operation = found.operation;
    let body = match &call.body {
        Some(Body::Broken(why)) => return Err(unreadable(why).into()),
        Some(Body::Json(body)) => Some(body),
        None => None,
    };
    let mut problems = catalogue().check_query(operation, call.query.pairs());
    if problems.is_empty() {
        problems = catalogue().check_body(operation, body);
    }
    if !problems.is_empty() {
        let errors = problems.iter().map(|problem| error_of(operation, problem)).collect::<Vec<_>>();
        return Err(errors.into());
    }
    if operation.method != Method::Get {
        let now = world.now();
        world.lag.note(now, &world.store);
    }
    match found.ids.first() {
        None => on_collection(world, call, operation, body.unwrap_or(&Value::Null)),
        Some(id) => on_resource(world, call, operation, &decoded(id), body.unwrap_or(&Value::Null)),
    }
}

fn on_collection(
    world: &mut World,
    call: &Call,
    operation: &Operation,
    body: &Value,
) -> Result<Reply, Refusal> {
    match (operation.method, operation.answer) {
        (Method::Post, Answer::One(name)) => create::create(world, call, shape(name)?, body),
        (_, Answer::Many(name)) => {
            let shape = shape(name)?;
            list::resources(world, call, shape, world.listed().all(shape.kind))
        }
        (_, Answer::Raw(media)) => Ok(raw::answer(media)),
        _ => Err(unserved(operation)),
    }
}

fn on_resource(
    world: &mut World,
    call: &Call,
    operation: &Operation,
    id: &str,
    body: &Value,
) -> Result<Reply, Refusal> {
    let (collection, rest) = operation.path.split_once("/{id}").ok_or_else(|| unserved(operation))?;
    let kind = schema().kind_of(collection).ok_or_else(|| unserved(operation))?;
    let of = Identifier::new(kind, id);
    let rest = rest.trim_start_matches('/');
    if let Some(relationship) = rest.strip_prefix("relationships/") {
        return match (operation.method, operation.answer) {
            (_, Answer::Linkage(_)) => read::linkage(world, call, &of, relationship, false),
            (_, Answer::Linkages(_)) => read::linkage(world, call, &of, relationship, true),
            (method, _) => {
                let edit = match method {
                    Method::Post => LinkEdit::Add,
                    Method::Delete => LinkEdit::Remove,
                    Method::Patch | Method::Get => LinkEdit::Replace,
                };
                relationships::edit(world, operation.status, &of, relationship, edit, body)
            }
        };
    }
    match (operation.method, operation.answer) {
        (Method::Patch, Answer::One(name)) => update::update(world, call, shape(name)?, id, body),
        (Method::Delete, _) => remove::remove(world, operation.status, kind, id),
        (_, Answer::One(name)) if rest.is_empty() => {
            let stored = read::find(world, kind, id)?;
            Ok(read::one(world, call, shape(name)?, 200, stored))
        }
        (_, Answer::One(name)) => read::related_one(world, call, &of, rest, shape(name)?),
        (_, Answer::Many(name)) => read::related_many(world, call, &of, rest, shape(name)?),
        (_, Answer::Raw(media)) => read::find(world, kind, id).map(|_| raw::answer(media)),
        (_, Answer::Shape(_)) => {
            read::find(world, kind, id).map(|_| list::nothing_measured(world, call, operation))
        }
        _ => Err(unserved(operation)),
    }
}

fn shape(name: &str) -> Result<&'static Resource, Refusal> {
    catalogue().resource(name).ok_or_else(|| unexpected(&format!("the catalogue has no resource {name}")))
}

/// The catalogue holds an operation of a form that the engine does not know; the tests rule it out.
fn unserved(operation: &Operation) -> Refusal {
    unexpected(&format!("the operation {} has an unknown form", operation.id))
}

fn unexpected(detail: &str) -> Refusal {
    ErrorItem::new(500, "UNEXPECTED_ERROR", "An unexpected error occurred", detail).into()
}

fn note_departure(world: &mut World, operation: &Operation, call: &Call, reply: &Reply) {
    let body = match &reply.payload {
        Payload::Json(body) => Some(body),
        Payload::Empty | Payload::Raw(..) => None,
    };
    let problems = catalogue().check_answer(operation, body);
    if !problems.is_empty() {
        world.departures.push(Departure {
            operation: operation.id,
            request: format!("{} {}", call.method, call.target()),
            problems: problems.iter().map(ToString::to_string).collect(),
        });
    }
}
