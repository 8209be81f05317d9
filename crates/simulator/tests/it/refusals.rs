//! Every refusal has Apple's status, code and shape.

use serde_json::{Value, json};

use crate::client::{Answer, Client, invitation};

/// What is done to the resource of a sound request.
type Change<'a> = &'a dyn Fn(&mut Value);

fn check(answer: &Answer, status: u16, code: &str, source: &Value) {
    assert_eq!((answer.status, answer.code()), (status, code), "{}", answer.text);
    let errors = answer.body["errors"].as_array().unwrap();
    for error in errors {
        for member in ["id", "status", "code", "title", "detail"] {
            assert!(error[member].is_string(), "{member} in {error}");
        }
    }
    let text = errors[0]["status"].as_str().unwrap();
    assert_eq!(text, status.to_string());
    if !source.is_null() {
        assert_eq!(&errors[0]["source"], source);
    }
}

#[test]
fn queries_that_the_description_rules_out_are_refused() {
    let client = Client::start();
    for (target, code, name) in [
        ("/v1/devices?filter[nothing]=1", "PARAMETER_ERROR.INVALID", "filter[nothing]"),
        ("/v1/devices?filter[platform]=ANDROID", "PARAMETER_ERROR.INVALID", "filter[platform]"),
        ("/v1/devices?limit=201", "PARAMETER_ERROR.INVALID", "limit"),
        ("/v1/devices?limit=x", "PARAMETER_ERROR.INVALID", "limit"),
        ("/v1/devices?sort=model", "PARAMETER_ERROR.INVALID", "sort"),
        ("/v1/devices?fields[devices]=serial", "PARAMETER_ERROR.INVALID", "fields[devices]"),
        ("/v1/apps?include=devices", "PARAMETER_ERROR.INVALID", "include"),
        ("/v1/devices?cursor=AAAA", "PARAMETER_ERROR.INVALID", "cursor"),
        ("/v1/betaAppReviewSubmissions", "PARAMETER_ERROR.REQUIRED", "filter[build]"),
    ] {
        check(&client.get(target), 400, code, &json!({ "parameter": name }));
    }
    let app = client.app();
    let illegal = client.get(&format!("/v1/apps/{app}/builds?sort=version"));
    check(&illegal, 400, "PARAMETER_ERROR.ILLEGAL", &json!({ "parameter": "sort" }));
    assert!(client.get("/v1/devices?cursor=AAAA").text.contains("not a valid cursor"));
}

#[test]
fn all_faults_of_a_query_are_told_at_once() {
    let client = Client::start();
    let answer = client.get("/v1/devices?limit=0&filter[platform]=X&bad=1");
    assert_eq!(answer.body["errors"].as_array().unwrap().len(), 3);
}

#[test]
fn bodies_that_the_description_rules_out_are_refused() {
    let client = Client::start();
    let post = |change: Change| {
        let mut body = invitation("a@example.com");
        change(&mut body["data"]);
        client.send("POST", "/v1/userInvitations", &body)
    };
    let pointer = |at: &str| json!({ "pointer": at });
    let friends = json!({ "friends": { "data": [] } });
    let visible = |kind: &str| json!({ "visibleApps": { "data": [{ "type": kind, "id": "0" }] } });
    let cases: [(Change, &str, &str); 9] = [
        (&|data| data["id"] = "7".into(), "ENTITY_ERROR.UNEXPECTED_ID", "/data/id"),
        (&|data| data["type"] = "users".into(), "ENTITY_ERROR", "/data/type"),
        (
            &|data| drop(data["attributes"].as_object_mut().unwrap().remove("email")),
            "ENTITY_ERROR.ATTRIBUTE.REQUIRED",
            "/data/attributes/email",
        ),
        (
            &|data| data["attributes"]["shoeSize"] = 44.into(),
            "ENTITY_ERROR.ATTRIBUTE.UNKNOWN",
            "/data/attributes/shoeSize",
        ),
        (
            &|data| data["attributes"]["email"] = Value::Bool(true),
            "ENTITY_ERROR.ATTRIBUTE.TYPE",
            "/data/attributes/email",
        ),
        (
            &|data| data["attributes"]["roles"][0] = "KING".into(),
            "ENTITY_ERROR.ATTRIBUTE.INVALID",
            "/data/attributes/roles/0",
        ),
        (
            &|data| data["relationships"] = friends.clone(),
            "ENTITY_ERROR.RELATIONSHIP.UNKNOWN",
            "/data/relationships/friends",
        ),
        (
            &|data| data["relationships"] = visible("apps"),
            "ENTITY_ERROR.RELATIONSHIP.INVALID",
            "/data/relationships/visibleApps",
        ),
        (
            &|data| data["relationships"] = visible("builds"),
            "ENTITY_ERROR.RELATIONSHIP.INVALID",
            "/data/relationships/visibleApps/data/0/type",
        ),
    ];
    for (change, code, at) in cases {
        check(&post(change), 409, code, &pointer(at));
    }
    let groups = json!({ "data": { "type": "betaGroups", "attributes": { "name": "x" } } });
    let answer = client.send("POST", "/v1/betaGroups", &groups);
    check(&answer, 409, "ENTITY_ERROR.RELATIONSHIP.REQUIRED", &pointer("/data/relationships/app"));
    assert_eq!(client.get("/v1/userInvitations").ids(), [""; 0]);
}

#[test]
fn a_body_that_is_no_document_is_refused() {
    let client = Client::start();
    for body in ["{", "[]", "null", "\u{0}", "{\"data\":1}"] {
        let answer = client.attempt("POST", "/v1/userInvitations", Some(body)).unwrap();
        check(&answer, 400, "ENTITY_INVALID", &Value::Null);
    }
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let answer = client.attempt("POST", "/v1/userInvitations", Some(&deep)).unwrap();
    check(&answer, 400, "ENTITY_INVALID", &Value::Null);
    check(&client.send("GET", "/v1/apps", &json!({})), 400, "ENTITY_INVALID", &Value::Null);
}

#[test]
fn paths_verbs_and_ids_that_do_not_exist_are_refused() {
    let client = Client::start();
    check(&client.get("/v1/appDataUsages"), 404, "PATH_ERROR", &Value::Null);
    check(&client.get("/"), 404, "PATH_ERROR", &Value::Null);
    let made = client.send("POST", "/v1/apps", &json!({ "data": { "type": "apps" } }));
    check(&made, 403, "FORBIDDEN_ERROR", &Value::Null);
    let target = "/v1/appInfos/7/ageRatingDeclaration";
    check(&client.send("PATCH", target, &json!({})), 405, "METHOD_NOT_ALLOWED", &Value::Null);
    let unknown = client.get("/v1/builds/7");
    check(&unknown, 404, "NOT_FOUND", &Value::Null);
    assert!(unknown.text.contains("There is no resource of type 'builds' with id '7'"));
    check(&client.get("/v1/apps/7/builds"), 404, "NOT_FOUND", &Value::Null);
    check(&client.get("/v1/apps/7/relationships/builds"), 404, "NOT_FOUND", &Value::Null);
    check(&client.delete("/v1/userInvitations/7"), 404, "NOT_FOUND", &Value::Null);
    let absent = client.get(&format!("/v1/apps/{}/gameCenterDetail", client.app()));
    check(&absent, 404, "NOT_FOUND", &Value::Null);
    assert!(absent.text.contains("'gameCenterDetails'"));
}

#[test]
fn an_update_names_the_resource_of_its_path() {
    let client = Client::start();
    let app = client.app();
    let body = json!({ "data": { "type": "apps", "id": "1", "attributes": {} } });
    let answer = client.send("PATCH", &format!("/v1/apps/{app}"), &body);
    check(&answer, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", &json!({ "pointer": "/data/id" }));
}
