//! Every operation of the catalogue: a valid request through the client gets a valid answer from the simulator, and
//! invalid ones are refused before they are sent.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{Answer, Body, Method, Operation, Relationship, Shape, catalogue};
use futures::{StreamExt, stream};
use serde_json::{Map, Value, json};
use spaceship::transport::Request;
use spaceship::{Client, ErrorKind};
use tests::World;
use tests::client::client;

/// What is at Apple: a resource `sample` of every type, with a value for every attribute, and with all its relationships
/// where they are wanted.
fn state(linked: bool) -> Value {
    let mut kinds = BTreeMap::<&str, Value>::new();
    for shape in &catalogue().resources {
        let empty = json!({ "sample": { "kind": shape.kind, "id": "sample", "attributes": {}, "relationships": {} } });
        let sample = &mut kinds.entry(shape.kind).or_insert(empty)["sample"];
        for attribute in &shape.attributes {
            // Two API generations may share the type: the older one's words come first.
            if sample["attributes"].get(attribute.name).is_none() {
                sample["attributes"][attribute.name] = named(attribute.name, &attribute.shape, false);
            }
        }
    }
    if linked {
        let known = kinds.keys().map(ToString::to_string).collect::<BTreeSet<_>>();
        let mut link = |kind: &str, name: &str, to: &str, many: bool| {
            if let (Some(all), true) = (kinds.get_mut(kind), known.contains(to)) {
                let to = json!({ "type": to, "id": "sample" });
                all["sample"]["relationships"][name] = if many { json!([to]) } else { to };
            }
        };
        for shape in &catalogue().resources {
            for Relationship { name, to, many, .. } in &shape.relationships {
                link(shape.kind, name, to, *many);
            }
        }
        // Relationships of links only: where they lead stands in the operation behind the link.
        for operation in &catalogue().operations {
            if let Some((collection, name)) = operation.path.split_once("/{id}/")
                && let Answer::One(to) | Answer::Many(to) = operation.answer
                && let Some(to) = catalogue().resource(to)
            {
                let kind = collection.rsplit('/').next().unwrap_or_default();
                link(kind, name, to.kind, matches!(operation.answer, Answer::Many(_)));
            }
        }
    }
    json!({ "kinds": kinds })
}

/// A value for an attribute: what its name asks for, where the shape says too little. `new` is what is sent, which
/// must differ from what is there where Apple wants it once.
fn named(name: &str, shape: &Shape, new: bool) -> Value {
    let text = |there: &str, sent: &str| Value::from(if new { sent } else { there });
    match name {
        "udid" => text("00008110-000A11CE0BEE8001", "00008110-000A11CE0BEE8002"),
        "identifier" => text("com.example.there", "com.example.sent"),
        "versionString" => text("1.0", "1.1"),
        "cfBundleShortVersionString" | "cfBundleVersion" => text("1", "2"),
        "locale" => text("en-US", "fr-FR"),
        "appVersionState" | "appStoreState" | "state"
            if !new && words(shape).contains(&"PREPARE_FOR_SUBMISSION") =>
        {
            "PREPARE_FOR_SUBMISSION".into()
        }
        "phasedReleaseState" => text("INACTIVE", "ACTIVE"),
        "usesNonExemptEncryption" if !new => Value::Null,
        // Nothing was uploaded yet, and groups are for testers from outside.
        "uploaded" | "isInternalGroup" | "hasAccessToAllBuilds" => false.into(),
        "primaryLocale" => "en-US".into(),
        "expired" if !new => false.into(),
        "buildAudienceType" => "APP_STORE_ELIGIBLE".into(),
        "processingState" => "VALID".into(),
        "certificateType" if new => "IOS_DEVELOPMENT".into(),
        "releaseType" if new => "MANUAL".into(),
        "earliestReleaseDate" => Value::Null,
        "name" => text("there", "sent"),
        _ if name.to_lowercase().ends_with("email") => text("there@example.com", "sent@example.com"),
        _ if name.ends_with("Phone") => "+49 89 123456".into(),
        _ if name.to_lowercase().ends_with("url") => "https://example.com/".into(),
        _ => value(shape),
    }
}

fn words(shape: &Shape) -> &[&'static str] {
    match shape {
        Shape::Named(name) => catalogue().shape(name).map(words).unwrap_or_default(),
        Shape::Enum(words) => words,
        _ => &[],
    }
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
        Shape::Enum(words) => words.first().copied().into(),
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
        Shape::Named(name) => word(catalogue().shape(name)?),
        Shape::Enum(words) => words.first().map(|word| (*word).to_owned()),
        other => match value(other) {
            Value::String(text) => Some(text),
            other => Some(other.to_string()),
        },
    }
}

fn body(operation: &Operation) -> Option<Value> {
    let sample = |kind: &str| json!({ "type": kind, "id": "sample" });
    Some(match operation.body? {
        Body::Linkage(to) => json!({ "data": sample(to) }),
        Body::Linkages(to) => json!({ "data": [sample(to)] }),
        Body::Document(name) => {
            let request = catalogue().request(name)?;
            let attributes =
                request.attributes.iter().map(|one| (one.name.to_owned(), named(one.name, &one.shape, true)));
            let required = request.relationships.iter().filter(|one| one.required);
            let relationships = required.map(|one| {
                let data = if one.many { json!([sample(one.to)]) } else { sample(one.to) };
                (one.name.to_owned(), json!({ "data": data }))
            });
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

/// A valid request, with every parameter that the operation takes, or with those that it needs.
fn valid(operation: &Operation, every: bool) -> Request {
    let request = Request::new(operation.method, operation.path.replace("{id}", "sample"));
    let taken = operation.parameters.iter().filter(|parameter| every || parameter.required);
    let request = taken.fold(request, |request, parameter| match word(&parameter.shape) {
        Some(word) => request.query(parameter.name, word),
        None => request,
    });
    body(operation).into_iter().fold(request, Request::body)
}

/// The request, broken in every way that its operation offers, and in what way.
fn invalid(operation: &Operation) -> Vec<(&'static str, Request)> {
    let valid = valid(operation, false);
    let mut broken = vec![("a parameter that there is not", valid.clone().query("filter[gantry]", "1"))];
    for parameter in &operation.parameters {
        if let Some(wrong) = wrong_word(&parameter.shape) {
            broken.push(("a word that is none", valid.clone().query(parameter.name, wrong)));
        }
        if parameter.required {
            let mut without = valid.clone();
            without.query.retain(|(name, _)| name != parameter.name);
            broken.push(("a parameter left out", without));
        }
    }
    match &valid.body {
        None => broken.push(("a body where none is taken", valid.clone().body(json!({ "data": [] })))),
        Some(body) => {
            let mut without = valid.clone();
            without.body = None;
            broken.push(("no body", without));
            broken.push(("a body of another form", valid.clone().body(json!([]))));
            if let Some(Body::Document(name)) = operation.body {
                broken.extend(
                    invalid_documents(name, body)
                        .into_iter()
                        .map(|(what, body)| (what, valid.clone().body(body))),
                );
            }
        }
    }
    broken
}

/// A word that a parameter does not take; none where it takes any.
fn wrong_word(shape: &Shape) -> Option<String> {
    match shape {
        Shape::Array(items) => wrong_word(items),
        Shape::Integer { maximum, .. } => Some(maximum.map_or("none".into(), |most| (most + 1).to_string())),
        Shape::Boolean => Some("perhaps".into()),
        _ => is_closed(shape).then(|| "GANTRY".into()),
    }
}

/// Whether a shape is a list of words that is known to be complete.
fn is_closed(shape: &Shape) -> bool {
    match shape {
        Shape::Nullable(inner) => is_closed(inner),
        Shape::Named(name) => !catalogue().is_open(name) && catalogue().shape(name).is_some_and(is_closed),
        shape => matches!(shape, Shape::Enum(_)),
    }
}

fn invalid_documents(name: &str, body: &Value) -> Vec<(&'static str, Value)> {
    let request = catalogue().request(name).unwrap();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut body = body.clone();
        change(&mut body["data"]);
        body
    };
    let mut broken = vec![
        ("another type", with(&|data| data["type"] = "gantries".into())),
        ("an attribute that there is not", with(&|data| data["attributes"]["gantry"] = 1.into())),
        ("attributes of another form", with(&|data| data["attributes"] = json!([]))),
        ("relationships of another form", with(&|data| data["relationships"] = json!([]))),
        (
            "a relationship that there is not",
            with(&|data| data["relationships"]["gantry"] = json!({ "data": null })),
        ),
    ];
    for attribute in &request.attributes {
        if attribute.required {
            broken.push((
                "an attribute left out",
                with(&|data| {
                    data["attributes"].as_object_mut().unwrap().remove(attribute.name);
                }),
            ));
        }
        if is_closed(&attribute.shape) {
            broken.push((
                "a word that is none",
                with(&|data| data["attributes"][attribute.name] = "GANTRY".into()),
            ));
        }
        if !matches!(attribute.shape, Shape::Any | Shape::Map) {
            // Nothing that Apple takes is a list of a list of null.
            broken.push((
                "a value of another type",
                with(&|data| data["attributes"][attribute.name] = json!([[null]])),
            ));
        }
    }
    for relationship in request.relationships.iter().filter(|relationship| relationship.required) {
        broken.push((
            "a relationship left out",
            with(&|data| {
                data["relationships"].as_object_mut().unwrap().remove(relationship.name);
            }),
        ));
    }
    broken
}

#[test]
fn what_is_invalid_is_refused_before_it_is_sent() {
    let mut refused = 0;
    for operation in &catalogue().operations {
        valid(operation, true).check().unwrap_or_else(|error| panic!("{}: {error}", operation.id));
        for (what, request) in invalid(operation) {
            let Err(error) = request.check() else { panic!("{} takes {what}: {request:?}", operation.id) };
            assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
            refused += 1;
        }
    }
    assert!(refused > 6 * catalogue().operations.len() / 2, "{refused}");
}

async fn sent(
    client: &Client,
    operation: &'static Operation,
    every: bool,
) -> (&'static Operation, Result<(), spaceship::Error>) {
    (operation, client.send_for_bytes(&valid(operation, every)).await.map(drop))
}

#[tokio::test]
async fn every_read_is_answered() {
    let world = World::with(&["--hour-limit", "1000000"]);
    world.simulator().put_state(&state(true));
    let client = client(world.simulator());
    let reads = catalogue().operations.iter().filter(|operation| operation.method == Method::Get);
    let reads = reads.flat_map(|operation| [(operation, false), (operation, true)]);
    let answers = stream::iter(reads).map(|(operation, every)| sent(&client, operation, every)).buffered(8);
    let answers = answers.collect::<Vec<_>>().await;
    for (operation, answer) in answers {
        answer.unwrap_or_else(|error| panic!("{}: {error}", operation.id));
    }
}

#[tokio::test]
async fn every_collection_of_an_apple_that_has_nothing_is_empty() {
    let world = World::start();
    world.simulator().put_state(&json!({ "kinds": {} }));
    let client = client(world.simulator());
    for operation in &catalogue().operations {
        let collection = operation.method == Method::Get && matches!(operation.answer, Answer::Many(_));
        if collection && !operation.path.contains('{') {
            let answer = client.send(&valid(operation, true)).await;
            assert_eq!(answer.unwrap_or_else(|error| panic!("{}: {error}", operation.id))["data"], json!([]));
        }
    }
}

/// Writes that the simulated Apple refuses when they come out of nowhere, since their domain has rules of its own: a state,
/// a parent, a build that was processed. The simulator's own tests are about these rules.
const OF_THEIR_OWN: &[&str] = &[
    "appInfoLocalizations_deleteInstance",
    "appPreviewSets_createInstance",
    "appPreviews_updateInstance",
    "appScreenshotSets_createInstance",
    "appStoreVersionLocalizations_deleteInstance",
    "appStoreVersionLocalizations_updateInstance",
    "appStoreVersionPhasedReleases_createInstance",
    "appStoreVersionPhasedReleases_updateInstance",
    "appStoreVersionReleaseRequests_createInstance",
    "appStoreVersions_deleteInstance",
    "betaAppClipInvocations_createInstance",
    "betaAppReviewSubmissions_createInstance",
    "betaBuildLocalizations_createInstance",
    "betaGroups_betaTesters_createToManyRelationship",
    "betaGroups_builds_createToManyRelationship",
    "betaTesterInvitations_createInstance",
    "betaTesters_betaGroups_createToManyRelationship",
    "builds_betaGroups_createToManyRelationship",
    "certificates_createInstance",
    "profiles_createInstance",
    "reviewSubmissionItems_createInstance",
    "reviewSubmissionItems_deleteInstance",
    "reviewSubmissionItems_updateInstance",
    "reviewSubmissions_updateInstance",
];

#[tokio::test]
async fn every_write_is_answered_or_refused_for_a_reason_of_its_domain() {
    let world = World::with(&["--hour-limit", "1000000"]);
    let client = client(world.simulator());
    let (linked, bare) = (state(true), state(false));
    let mut refused = BTreeMap::new();
    let mut answered = 0;
    for operation in catalogue().operations.iter().filter(|operation| operation.method != Method::Get) {
        let creates = operation.method == Method::Post && operation.status == 201;
        world.simulator().put_state(if creates { &bare } else { &linked });
        let Err(error) = sent(&client, operation, false).await.1 else {
            answered += 1;
            continue;
        };
        let code = error.errors().first().map(|error| error.code.clone()).unwrap_or_default();
        assert!(matches!(error.status(), Some(403 | 409 | 422)), "{}: {error}", operation.id);
        for never in ["PARAMETER", "PATH", "METHOD", "ENTITY_INVALID", "ENTITY_ERROR.RELATIONSHIP.UNKNOWN"] {
            assert!(!code.starts_with(never), "{}: {error}", operation.id);
        }
        refused.insert(operation.id, error.to_string());
    }
    let unexpected = refused.iter().filter(|(id, _)| !OF_THEIR_OWN.contains(id)).collect::<Vec<_>>();
    assert!(unexpected.is_empty(), "{answered} answered; refused: {unexpected:#?}");
    assert_eq!(refused.len(), OF_THEIR_OWN.len(), "some are answered after all: {:?}", refused.keys());
}
