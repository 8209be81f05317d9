//! Request bodies.

use serde_json::{Map, Value};

use super::value::{Strictness, check_value};
use super::{Problem, ProblemKind};
use crate::model::{Attribute, Body, Catalogue, Method, Operation, Relationship, Request};

impl Catalogue {
    /// What Apple would refuse in the body of a request.
    pub fn check_body(&self, operation: &Operation, body: Option<&Value>) -> Vec<Problem> {
        let mut problems = Vec::new();
        match (operation.body, body) {
            (None, None) => {}
            (None, Some(_)) | (Some(_), None) => {
                problems.push(Problem::pointer("", ProblemKind::NotADocument));
            }
            (Some(Body::Document(name)), Some(body)) => {
                if let Some(request) = self.request(name) {
                    let creates = operation.method == Method::Post;
                    self.check_document(request, body, creates, &mut problems);
                }
            }
            (Some(Body::Linkage(to)), Some(body)) => match body.get("data") {
                Some(Value::Null) => {}
                data => check_identifier(data, to, "/data", &mut problems),
            },
            (Some(Body::Linkages(to)), Some(body)) => match body.get("data").and_then(Value::as_array) {
                Some(items) => check_identifiers(items, to, "/data", &mut problems),
                None => problems.push(Problem::pointer("/data", ProblemKind::NotADocument)),
            },
        }
        problems
    }

    fn check_document(&self, request: &Request, body: &Value, creates: bool, problems: &mut Vec<Problem>) {
        let Some(data) = body.get("data").and_then(Value::as_object) else {
            problems.push(Problem::pointer("/data", ProblemKind::NotADocument));
            return;
        };
        if creates && data.contains_key("id") {
            problems.push(Problem::pointer("/data/id", ProblemKind::UnexpectedId));
        }
        if !creates && !data.get("id").is_some_and(Value::is_string) {
            problems.push(Problem::pointer("/data/id", ProblemKind::MissingAttribute));
        }
        self.check_resource(request, data, "/data", problems);
        match body.get("included") {
            None | Some(Value::Null) => {}
            Some(Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.check_included(request, item, &format!("/included/{index}"), problems);
                }
            }
            Some(_) => problems.push(not_of_type("/included", "a list")),
        }
    }

    fn check_included(&self, request: &Request, item: &Value, pointer: &str, problems: &mut Vec<Problem>) {
        let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
        let inline =
            request.included.iter().filter_map(|name| self.request(name)).find(|inline| inline.kind == kind);
        match (inline, item.as_object()) {
            (Some(inline), Some(data)) => self.check_resource(inline, data, pointer, problems),
            _ => problems.push(Problem::pointer(
                format!("{pointer}/type"),
                ProblemKind::Value { given: kind.to_owned(), allowed: Vec::new() },
            )),
        }
    }

    fn check_resource(
        &self,
        request: &Request,
        data: &Map<String, Value>,
        pointer: &str,
        problems: &mut Vec<Problem>,
    ) {
        let given = data.get("type").and_then(Value::as_str).unwrap_or_default();
        if given != request.kind {
            let kind = ProblemKind::Kind { given: given.to_owned(), expected: request.kind };
            problems.push(Problem::pointer(format!("{pointer}/type"), kind));
            return;
        }
        match members(data, "attributes", pointer) {
            Ok(given) => self.check_attributes(&request.attributes, given, pointer, problems),
            Err(problem) => problems.push(problem),
        }
        match members(data, "relationships", pointer) {
            Ok(given) => check_relationships(&request.relationships, given, pointer, problems),
            Err(problem) => problems.push(problem),
        }
    }

    fn check_attributes(
        &self,
        known: &[Attribute],
        given: Option<&Map<String, Value>>,
        pointer: &str,
        problems: &mut Vec<Problem>,
    ) {
        for attribute in known {
            let pointer = format!("{pointer}/attributes/{}", attribute.name);
            match given.and_then(|given| given.get(attribute.name)) {
                // Null clears an optional attribute, whether Apple's description says so or not.
                Some(Value::Null) if !attribute.required => {}
                Some(value) => {
                    check_value(self, &attribute.shape, value, &pointer, Strictness::Sent, problems);
                }
                None if attribute.required => {
                    problems.push(Problem::pointer(pointer, ProblemKind::MissingAttribute));
                }
                None => {}
            }
        }
        for (name, _) in given.into_iter().flatten() {
            if !known.iter().any(|attribute| attribute.name == name) {
                let nearest = crate::nearest(name, known.iter().map(|attribute| attribute.name));
                let kind = ProblemKind::UnknownAttribute { nearest: nearest.map(str::to_owned) };
                problems.push(Problem::pointer(format!("{pointer}/attributes/{name}"), kind));
            }
        }
    }
}

/// What stands under `attributes` or `relationships`; anything but an object would hide all that is in it.
fn members<'a>(
    data: &'a Map<String, Value>,
    name: &str,
    pointer: &str,
) -> Result<Option<&'a Map<String, Value>>, Problem> {
    match data.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(members)) => Ok(Some(members)),
        Some(_) => Err(not_of_type(format!("{pointer}/{name}"), "an object")),
    }
}

fn not_of_type(pointer: impl Into<String>, expected: &str) -> Problem {
    Problem::pointer(pointer, ProblemKind::Type { expected: expected.to_owned() })
}

fn check_relationships(
    known: &[Relationship],
    given: Option<&Map<String, Value>>,
    pointer: &str,
    problems: &mut Vec<Problem>,
) {
    for relationship in known {
        let pointer = format!("{pointer}/relationships/{}", relationship.name);
        let data = given.and_then(|given| given.get(relationship.name)).map(|value| value.get("data"));
        match data {
            None if relationship.required => {
                problems.push(Problem::pointer(pointer, ProblemKind::MissingRelationship));
            }
            None => {}
            Some(Some(Value::Array(items))) if relationship.many => {
                check_identifiers(items, relationship.to, &format!("{pointer}/data"), problems);
            }
            Some(Some(Value::Null)) if !relationship.many && !relationship.required => {}
            Some(data) if !relationship.many => {
                check_identifier(data, relationship.to, &format!("{pointer}/data"), problems);
            }
            Some(_) => problems.push(not_of_type(pointer, "a list")),
        }
    }
    for (name, _) in given.into_iter().flatten() {
        if !known.iter().any(|relationship| relationship.name == name) {
            let nearest = crate::nearest(name, known.iter().map(|relationship| relationship.name));
            let kind = ProblemKind::UnknownRelationship { nearest: nearest.map(str::to_owned) };
            problems.push(Problem::pointer(format!("{pointer}/relationships/{name}"), kind));
        }
    }
}

fn check_identifiers(items: &[Value], to: &'static str, pointer: &str, problems: &mut Vec<Problem>) {
    for (index, item) in items.iter().enumerate() {
        check_identifier(Some(item), to, &format!("{pointer}/{index}"), problems);
    }
}

fn check_identifier(data: Option<&Value>, to: &'static str, pointer: &str, problems: &mut Vec<Problem>) {
    let member = |name| data.and_then(|data| data.get(name)).and_then(Value::as_str);
    match (member("type"), member("id")) {
        (Some(kind), Some(id)) if kind == to && !id.is_empty() => {}
        (Some(kind), Some(_)) if kind != to => problems.push(Problem::pointer(
            format!("{pointer}/type"),
            ProblemKind::Kind { given: kind.to_owned(), expected: to },
        )),
        _ => problems.push(Problem::pointer(
            pointer,
            ProblemKind::Type { expected: format!("an object with `type` {to} and `id`") },
        )),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::catalogue;

    /// What is wrong with an update of a device that has `members` in its `data` and `included` beside it.
    fn problems(members: &Value, included: Option<Value>) -> Vec<String> {
        let operation = catalogue().operation("devices_updateInstance").unwrap();
        let mut body = json!({ "data": { "type": "devices", "id": "1" } });
        for (name, value) in members.as_object().unwrap() {
            body["data"][name] = value.clone();
        }
        if let Some(included) = included {
            body["included"] = included;
        }
        catalogue().check_body(operation, Some(&body)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_should_hold_members_and_is_no_object_is_refused() {
        for wrong in [json!([]), json!("name"), json!(1), json!(true), json!([{ "name": "x" }])] {
            assert_eq!(
                problems(&json!({ "attributes": wrong }), None),
                ["`/data/attributes` must be an object"]
            );
            assert_eq!(
                problems(&json!({ "relationships": wrong }), None),
                ["`/data/relationships` must be an object"]
            );
        }
        assert_eq!(problems(&json!({}), Some(json!({}))), ["`/included` must be a list"]);
    }

    #[test]
    fn null_holds_nothing_and_hides_nothing() {
        assert_eq!(
            problems(&json!({ "attributes": null, "relationships": null }), Some(Value::Null)),
            [""; 0]
        );
    }
}
