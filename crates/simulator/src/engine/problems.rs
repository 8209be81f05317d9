//! From what the catalogue rules out to what Apple says about it.

use catalogue::{Operation, Place, Problem, ProblemKind, catalogue};
use serde_json::json;

use super::refusal::ErrorItem;

const BAD_PARAMETER: &str = "A parameter has an invalid value";
const BAD_ATTRIBUTE: &str = "An attribute value is invalid.";
const BAD_RELATIONSHIP: &str = "The provided entity includes a relationship with an invalid value";

/// Apple's error for a problem of a request.
pub(super) fn error_of(operation: &Operation, problem: &Problem) -> ErrorItem {
    match &problem.place {
        Place::Parameter(name) => parameter_error(operation, name, &problem.kind).parameter(name.as_str()),
        Place::Pointer(pointer) => {
            let item = body_error(pointer, &problem.kind);
            // A body that cannot be read as a document has no place to point at.
            if pointer.is_empty() { item } else { item.at(pointer.as_str()) }
        }
    }
}

fn parameter_error(operation: &Operation, name: &str, kind: &ProblemKind) -> ErrorItem {
    let invalid = |detail: String| ErrorItem::new(400, "PARAMETER_ERROR.INVALID", BAD_PARAMETER, detail);
    match kind {
        ProblemKind::UnknownParameter { .. } if exists_elsewhere(operation, name) => ErrorItem::new(
            400,
            "PARAMETER_ERROR.ILLEGAL",
            "A parameter is not allowed for this request",
            format!("The parameter '{name}' can not be used with this request"),
        ),
        ProblemKind::UnknownParameter { .. } => invalid(format!("'{name}' is not a valid parameter name")),
        ProblemKind::MissingParameter => ErrorItem::new(
            400,
            "PARAMETER_ERROR.REQUIRED",
            "A required parameter is missing",
            format!("The parameter '{name}' is required but was not provided"),
        ),
        ProblemKind::Value { given, .. } => {
            let what = name.split_once('[').map_or(name, |(before, _)| before);
            invalid(format!("'{given}' is not a valid {what} value for '{name}'"))
        }
        ProblemKind::Bounds { given, maximum: Some(maximum), .. } => {
            invalid(format!("The value '{given}' of '{name}' exceeds the bounds, the maximum is {maximum}"))
        }
        ProblemKind::Bounds { given, .. } => {
            invalid(format!("The value '{given}' of '{name}' is out of bounds"))
        }
        ProblemKind::Type { expected } => invalid(format!("The value of '{name}' must be {expected}")),
        other => invalid(format!("The parameter '{name}' can not be read: {other:?}")),
    }
}

/// Whether another operation on the same kind of path takes the parameter.
fn exists_elsewhere(operation: &Operation, name: &str) -> bool {
    let root = |path: &'static str| path.split('/').nth(2);
    let mut others = catalogue().operations.iter().filter(|other| root(other.path) == root(operation.path));
    others.any(|other| other.parameter(name).is_some())
}

fn body_error(pointer: &str, kind: &ProblemKind) -> ErrorItem {
    let name = pointer.rsplit('/').next().unwrap_or(pointer);
    let in_relationship =
        pointer.contains("/relationships/") || pointer.starts_with("/data/") && is_index(name);
    let conflict = |code: &str, title: &str, detail: String| ErrorItem::new(409, code, title, detail);
    match kind {
        ProblemKind::NotADocument => unreadable("The request body is not a JSON:API document"),
        ProblemKind::UnexpectedId => conflict(
            "ENTITY_ERROR.UNEXPECTED_ID",
            "The provided entity has an unexpected id",
            "A create request must not bring an id of its own".to_owned(),
        ),
        ProblemKind::UnknownAttribute { .. } => conflict(
            "ENTITY_ERROR.ATTRIBUTE.UNKNOWN",
            "The provided entity includes an unknown attribute",
            format!("'{name}' is not an attribute on the resource of this request"),
        ),
        ProblemKind::MissingAttribute => conflict(
            "ENTITY_ERROR.ATTRIBUTE.REQUIRED",
            "The provided entity is missing a required attribute",
            format!("You must provide a value for the attribute '{name}' with this request"),
        ),
        ProblemKind::UnknownRelationship { .. } => conflict(
            "ENTITY_ERROR.RELATIONSHIP.UNKNOWN",
            "The provided entity includes an unknown relationship",
            format!("'{name}' is not a relationship on the resource of this request"),
        ),
        ProblemKind::MissingRelationship => conflict(
            "ENTITY_ERROR.RELATIONSHIP.REQUIRED",
            "The provided entity is missing a required relationship",
            format!("You must provide a value for the relationship '{name}' with this request"),
        ),
        ProblemKind::Kind { given, expected } if in_relationship || pointer != "/data/type" => conflict(
            "ENTITY_ERROR.RELATIONSHIP.INVALID",
            BAD_RELATIONSHIP,
            format!("'{given}' is not the type that is wanted here: '{expected}'"),
        ),
        ProblemKind::Kind { given, expected } => conflict(
            "ENTITY_ERROR",
            "The provided entity has a wrong type",
            format!("The resource type '{given}' does not match the type of this request, '{expected}'"),
        ),
        ProblemKind::Type { expected } if in_relationship => conflict(
            "ENTITY_ERROR.RELATIONSHIP.INVALID",
            BAD_RELATIONSHIP,
            format!("The value of a relationship must be {expected}"),
        ),
        ProblemKind::Type { expected } => conflict(
            "ENTITY_ERROR.ATTRIBUTE.TYPE",
            "An attribute in the provided entity has the wrong type",
            format!("The attribute '{name}' must be {expected}"),
        ),
        ProblemKind::Value { given, .. } if pointer.starts_with("/included/") && name == "type" => conflict(
            "ENTITY_ERROR.INCLUDED.INVALID_TYPE",
            "The provided entity includes a resource of a type that can not be created with it",
            format!("'{given}' can not be created with this request"),
        ),
        ProblemKind::Value { given, allowed } => conflict(
            "ENTITY_ERROR.ATTRIBUTE.INVALID",
            BAD_ATTRIBUTE,
            format!(
                "'{given}' is not a valid value for the attribute '{name}', it takes {}",
                allowed.join(", ")
            ),
        ),
        ProblemKind::Bounds { given, .. } => conflict(
            "ENTITY_ERROR.ATTRIBUTE.INVALID",
            BAD_ATTRIBUTE,
            format!("'{given}' is out of bounds for the attribute '{name}'"),
        ),
        ProblemKind::UnknownParameter { .. } | ProblemKind::MissingParameter | ProblemKind::Answer(_) => {
            unreadable("The request can not be processed")
        }
    }
}

fn is_index(segment: &str) -> bool {
    segment.bytes().all(|byte| byte.is_ascii_digit())
}

/// 400: the body cannot be read as JSON, or there should be none.
pub(crate) fn unreadable(why: &str) -> ErrorItem {
    ErrorItem::new(
        400,
        "ENTITY_INVALID",
        "JSON processing failed",
        format!("The request entity is not a valid request document object. {why}"),
    )
}

/// 409: what a linkage leads to does not exist.
pub(crate) fn dangling(kind: &str, id: &str, pointer: &str) -> ErrorItem {
    ErrorItem::new(
        409,
        "ENTITY_ERROR.RELATIONSHIP.INVALID",
        BAD_RELATIONSHIP,
        format!("There is no resource of type '{kind}' with id '{id}'"),
    )
    .at(pointer)
}

/// An error object as it stands in `errors`.
pub(crate) fn error_object(item: &ErrorItem, id: &str) -> serde_json::Value {
    let mut object = json!({
        "id": id,
        "status": item.status.to_string(),
        "code": item.code,
        "title": item.title,
        "detail": item.detail,
    });
    if let Some(source) = &item.source {
        object["source"] = source.clone();
    }
    if !item.associated.is_empty() {
        object["meta"] = json!({ "associatedErrors": item.associated });
    }
    object
}
