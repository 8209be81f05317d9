//! Every operation of the catalogue is served, and every answer is as the description has it.

use std::collections::BTreeSet;

use catalogue::{Answer, Body, Method, Operation, Relationship, Shape, catalogue};
use serde_json::{Map, Value, json};
use simulator::engine::store::{Identifier, Stored};
use simulator::settings::Settings;
use simulator::world::World;

/// A world with a resource `sample` of every type, with a value for every attribute.
fn populated(linked: bool) -> World {
    let mut world = World::new(Settings::default(), 1);
    for shape in &catalogue().resources {
        let mut stored = Stored::new(shape.kind, "sample");
        let attributes = shape.attributes.iter();
        stored.attributes =
            attributes.map(|attribute| (attribute.name.to_owned(), value(&attribute.shape))).collect();
        if let Some(first) = world.store.get(shape.kind, "sample") {
            // Two API generations share the type: the resource has the attributes of both where they agree.
            let known = first.attributes.clone();
            stored.attributes.extend(known);
        }
        world.store.put(stored);
    }
    if linked {
        let sample = |kind: &str| Identifier::new(kind, "sample");
        for shape in &catalogue().resources {
            for Relationship { name, to, .. } in &shape.relationships {
                if world.store.get(to, "sample").is_some() {
                    world.link(&sample(shape.kind), name, &sample(to));
                }
            }
        }
        // Relationships of links only: where they lead stands in the operation behind the link.
        for operation in &catalogue().operations {
            if let (Answer::One(to) | Answer::Many(to), Some((collection, name))) =
                (operation.answer, operation.path.split_once("/{id}/"))
            {
                let kind = collection.rsplit('/').next().unwrap();
                world.link(&sample(kind), name, &sample(catalogue().resource(to).unwrap().kind));
            }
        }
    }
    world
}

fn value(shape: &Shape) -> Value {
    match shape {
        Shape::Text("date") => "2026-11-20".into(),
        Shape::Text("date-time") => "2026-11-20T05:00:00-08:00".into(),
        Shape::Text("uri" | "uri-reference") => "https://example.com/".into(),
        Shape::Text("email") => "ann@example.com".into(),
        Shape::Text("duration") => "P1D".into(),
        Shape::Text(_) => "text".into(),
        Shape::Integer { minimum, .. } => minimum.unwrap_or(1).max(1).into(),
        Shape::Number => 1.5.into(),
        Shape::Boolean => true.into(),
        Shape::Enum(words) => words[0].into(),
        Shape::Array(items) => json!([value(items)]),
        Shape::Object(fields) => fields
            .iter()
            .map(|field| (field.name.to_owned(), value(&field.shape)))
            .collect::<Map<_, _>>()
            .into(),
        Shape::Map | Shape::Any => json!({}),
        Shape::Named(name) => value(catalogue().shape(name).unwrap()),
        Shape::Nullable(inner) => value(inner),
    }
}

/// A value for a parameter; none where there is none to choose, as for the fields of a resource without any.
fn word(shape: &Shape) -> Option<String> {
    match shape {
        Shape::Array(items) => word(items),
        Shape::Named(name) => word(catalogue().shape(name).unwrap()),
        Shape::Enum(words) => words.first().map(|word| (*word).to_owned()),
        other => match value(other) {
            Value::String(text) => Some(text),
            other => Some(other.to_string()),
        },
    }
}

fn linkage(relationship: &Relationship) -> Value {
    let to = json!({ "type": relationship.to, "id": "sample" });
    if relationship.many { json!({ "data": [to] }) } else { json!({ "data": to }) }
}

fn body(operation: &Operation) -> Option<Value> {
    Some(match operation.body? {
        Body::Linkage(to) => json!({ "data": { "type": to, "id": "sample" } }),
        Body::Linkages(to) => json!({ "data": [{ "type": to, "id": "sample" }] }),
        Body::Document(name) => {
            let request = catalogue().request(name).unwrap();
            let attributes = request.attributes.iter();
            let attributes = attributes.map(|attribute| (attribute.name.to_owned(), value(&attribute.shape)));
            let required = request.relationships.iter().filter(|relationship| relationship.required);
            let relationships =
                required.map(|relationship| (relationship.name.to_owned(), linkage(relationship)));
            let mut data = json!({ "type": request.kind });
            data["attributes"] = attributes.collect::<Map<_, _>>().into();
            data["relationships"] = relationships.collect::<Map<_, _>>().into();
            if operation.method == Method::Patch {
                data["id"] = "sample".into();
            }
            json!({ "data": data })
        }
    })
}

fn target(operation: &Operation, all: bool) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for parameter in operation.parameters.iter().filter(|parameter| all || parameter.required) {
        if let Some(word) = word(&parameter.shape) {
            query.append_pair(parameter.name, &word);
        }
    }
    format!("{}?{}", operation.path.replace("{id}", "sample"), query.finish())
}

#[test]
fn every_read_is_answered_as_the_description_has_it() {
    let mut world = populated(true);
    let reads = catalogue().operations.iter().filter(|operation| operation.method == Method::Get);
    let mut filled = 0;
    for operation in reads {
        for all in [false, true] {
            let target = target(operation, all);
            let reply = world.call("GET", &target, None);
            assert_eq!(reply.status, 200, "{target}: {}", reply.document());
            assert!(world.departures.is_empty(), "{:?}", world.departures);
            if matches!(operation.answer, Answer::One(_)) && reply.document()["data"].is_object() {
                filled += 1;
            }
        }
    }
    assert!(filled > 300, "{filled} reads of one resource gave one");
}

#[test]
fn every_collection_of_an_empty_world_is_empty() {
    let mut world = World::new(Settings::default(), 1);
    for operation in &catalogue().operations {
        let collection = operation.method == Method::Get && matches!(operation.answer, Answer::Many(_));
        if collection && !operation.path.contains('{') {
            let reply = world.call("GET", &target(operation, true), None);
            assert_eq!(reply.document()["data"], json!([]), "{}", operation.id);
        }
    }
    assert_eq!(world.departures, []);
}

#[test]
fn every_write_is_served_or_refused_for_a_reason_of_its_domain() {
    let (linked, bare) = (populated(true), populated(false));
    let mut refused = BTreeSet::new();
    let mut served = 0;
    for operation in catalogue().operations.iter().filter(|operation| operation.method != Method::Get) {
        let mut world = World::new(Settings::default(), 1);
        let creates = operation.method == Method::Post && operation.status == 201;
        world.store = if creates { bare.store.clone() } else { linked.store.clone() };
        let path = operation.path.replace("{id}", "sample");
        let reply = world.call(operation.method.as_str(), &path, body(operation));
        assert!(world.departures.is_empty(), "{:?}", world.departures);
        if reply.status == operation.status {
            served += 1;
            continue;
        }
        let code = reply.document()["errors"][0]["code"].as_str().unwrap_or_default();
        assert!(matches!(reply.status, 403 | 409 | 422), "{}: {}", operation.id, reply.document());
        for never in ["PARAMETER", "PATH", "METHOD", "ENTITY_INVALID", "ENTITY_ERROR.RELATIONSHIP.UNKNOWN"] {
            assert!(!code.starts_with(never), "{}: {code}", operation.id);
        }
        refused.insert(operation.path.split('/').nth(2).unwrap_or_default());
    }
    // What refuses a made-up request has a behaviour with rules of its own; that is the smaller part.
    assert!(served > 380, "{served} writes were served; refused were those on {refused:?}");
}
