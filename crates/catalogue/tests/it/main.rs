//! The whole catalogue, read from its data.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use catalogue::{Answer, Body, Method, ProblemKind, Shape, catalogue};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn all_operations_and_resource_types_are_there() {
    assert_eq!(catalogue().operations.len(), 1263);
    let kinds = catalogue().resources.iter().map(|resource| resource.kind);
    assert_eq!(kinds.collect::<std::collections::BTreeSet<_>>().len(), 214);
}

#[test]
fn every_reference_inside_the_catalogue_leads_somewhere() {
    let catalogue = catalogue();
    let knows = |kind: &str| catalogue.resources_of_kind(kind).next().is_some();
    for operation in &catalogue.operations {
        match operation.body {
            Some(Body::Document(name)) => assert!(catalogue.request(name).is_some(), "{}", operation.id),
            Some(Body::Linkage(to) | Body::Linkages(to)) => assert!(knows(to), "{}", operation.id),
            None => {}
        }
        match operation.answer {
            Answer::One(name) | Answer::Many(name) => {
                assert!(catalogue.resource(name).is_some(), "{}", operation.id);
            }
            Answer::Linkage(to) | Answer::Linkages(to) => assert!(knows(to), "{}", operation.id),
            Answer::Shape(name) => assert!(catalogue.shape(name).is_some(), "{}", operation.id),
            Answer::Raw(_) | Answer::Nothing => {}
        }
        operation.parameters.iter().for_each(|parameter| named_shapes_exist(&parameter.shape));
    }
    for resource in &catalogue.resources {
        resource.attributes.iter().for_each(|attribute| named_shapes_exist(&attribute.shape));
    }
}

fn named_shapes_exist(shape: &Shape) {
    match shape {
        Shape::Named(name) => assert!(catalogue().shape(name).is_some(), "{name}"),
        Shape::Array(inner) | Shape::Nullable(inner) => named_shapes_exist(inner),
        Shape::Object(fields) => fields.iter().for_each(|field| named_shapes_exist(&field.shape)),
        _ => {}
    }
}

#[test]
fn a_path_gives_its_operation_and_ids() {
    let found =
        catalogue().find(Method::Patch, "/v1/builds/77/relationships/appEncryptionDeclaration").unwrap();
    assert_eq!(found.ids, ["77"]);
    assert!(catalogue().find(Method::Get, "/v1/builds//app").is_none());
    assert!(catalogue().find(Method::Post, "/v1/apps").is_none());
    assert_eq!(catalogue().nearest_path("/v1/device"), Some("/v1/devices"));
}

fn refusals(method: Method, path: &str, body: &Value) -> Vec<String> {
    let found = catalogue().find(method, path).unwrap();
    catalogue().check_body(found.operation, Some(body)).iter().map(ToString::to_string).collect()
}

#[test]
fn a_valid_create_passes() {
    let body = json!({"data": {"type": "devices",
        "attributes": {"name": "Phone", "udid": "00008030-000000000000002E", "platform": "IOS"}}});
    assert_eq!(refusals(Method::Post, "/v1/devices", &body), Vec::<String>::new());
}

#[test]
fn every_fault_of_a_create_is_named_with_its_place() {
    let body = json!({"data": {"type": "devices", "id": "1",
        "attributes": {"nmae": "Phone", "udid": 7, "platform": "IOSX"}}});
    assert_eq!(
        refusals(Method::Post, "/v1/devices", &body),
        [
            "`/data/id`: a create takes no id",
            "the attribute `/data/attributes/name` is required",
            "`/data/attributes/platform` does not take `IOSX`; it takes IOS, MAC_OS, UNIVERSAL, SERVICES \
             (did you mean `IOS`?)",
            "`/data/attributes/udid` must be text",
            "there is no attribute `/data/attributes/nmae` (did you mean `name`?)",
        ]
    );
}

#[test]
fn query_faults_name_the_allowed_values() {
    let found = catalogue().find(Method::Get, "/v1/devices").unwrap();
    let query = [("filter[platfrom]", "IOS"), ("sort", "nam"), ("limit", "500"), ("cursor", "x")];
    let problems = catalogue().check_query(found.operation, query);
    assert_eq!(problems.len(), 3);
    assert!(problems[0].to_string().contains("did you mean `filter[platform]`?"), "{}", problems[0]);
    assert!(problems[1].to_string().contains("did you mean `name`?"), "{}", problems[1]);
    assert!(matches!(problems[2].kind, ProblemKind::Bounds { maximum: Some(200), .. }));
}

#[test]
fn a_missing_required_parameter_is_named() {
    let found = catalogue().find(Method::Get, "/v1/betaAppReviewSubmissions").unwrap();
    let problems = catalogue().check_query(found.operation, []);
    assert_eq!(problems[0].to_string(), "the parameter `filter[build]` is required");
}

#[test]
fn an_answer_outside_the_description_is_found() {
    let found = catalogue().find(Method::Get, "/v1/devices").unwrap();
    let body = json!({"data": [{"type": "devices", "id": "1", "attributes": {"status": "LOST", "colour": "red"}}],
        "links": {"self": "x"}, "meta": {"paging": {"total": 1}}});
    let problems = catalogue().check_answer(found.operation, Some(&body));
    assert_eq!(problems.len(), 3, "{problems:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// No device document can be made of these characters, so every one must be refused, and none may crash.
    #[test]
    fn any_malformed_body_is_refused_without_a_crash(text in r#"[\[\]{}":,a-z0-9/]{0,60}"#) {
        let data = serde_json::from_str::<Value>(&text).unwrap_or(Value::String(text));
        let operation = catalogue().operation("devices_createInstance").unwrap();
        let problems = catalogue().check_body(operation, Some(&json!({"data": data})));
        prop_assert!(!problems.is_empty());
    }
}

#[test]
fn what_apple_is_known_to_take_or_refuse_goes_before_its_description() {
    let capability = |word: &str| {
        let data = json!({ "type": "bundleIdCapabilities", "attributes": { "capabilityType": word },
            "relationships": { "bundleId": { "data": { "type": "bundleIds", "id": "1" } } } });
        let found = catalogue().find(Method::Post, "/v1/bundleIdCapabilities").unwrap();
        catalogue().check_body(found.operation, Some(&json!({ "data": data })))
    };
    assert_eq!(capability("PRIVATE_CLOUD_COMPUTE"), []);
    assert_ne!(capability(""), []);
    let list = catalogue().find(Method::Get, "/v1/bundleIds/1/bundleIdCapabilities").unwrap();
    assert_ne!(catalogue().check_query(list.operation, [("limit", "5")]), []);
}
