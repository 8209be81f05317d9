//! Errors in Apple's shape.

use serde_json::{Map, Value, json};

/// One error object.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorItem {
    /// The HTTP status it stands for.
    pub status: u16,
    /// Apple's dotted code, from general to specific.
    pub code: String,
    /// A short title.
    pub title: String,
    /// What is wrong in this case.
    pub detail: String,
    /// `{"pointer": ..}` or `{"parameter": ..}`.
    pub source: Option<Value>,
    /// Errors of other resources, by their path.
    pub associated: Map<String, Value>,
}

impl ErrorItem {
    /// An error without a source.
    pub fn new(status: u16, code: &str, title: &str, detail: impl Into<String>) -> Self {
        Self {
            status,
            code: code.to_owned(),
            title: title.to_owned(),
            detail: detail.into(),
            source: None,
            associated: Map::new(),
        }
    }

    /// The error, pointing into the request's body.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.source = Some(json!({ "pointer": pointer.into() }));
        self
    }

    /// The error, naming a query parameter.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>) -> Self {
        self.source = Some(json!({ "parameter": name.into() }));
        self
    }
}

/// A request that Apple refuses, with all the reasons.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// At least one error; the first decides the HTTP status.
    pub errors: Vec<ErrorItem>,
    /// Further response headers, such as `Retry-After`.
    pub headers: Vec<(&'static str, String)>,
}

impl From<ErrorItem> for Refusal {
    fn from(item: ErrorItem) -> Self {
        Self { errors: vec![item], headers: Vec::new() }
    }
}

impl From<Vec<ErrorItem>> for Refusal {
    fn from(errors: Vec<ErrorItem>) -> Self {
        Self { errors, headers: Vec::new() }
    }
}

impl Refusal {
    /// 404: no such resource.
    pub fn not_found(kind: &str, id: &str) -> Self {
        ErrorItem::new(
            404,
            "NOT_FOUND",
            "The specified resource does not exist",
            format!("There is no resource of type '{kind}' with id '{id}'"),
        )
        .into()
    }

    /// 409 with a code below `ENTITY_ERROR.ATTRIBUTE`, pointing at the attribute.
    pub fn attribute(code: &str, attribute: &str, title: &str, detail: impl Into<String>) -> Self {
        ErrorItem::new(409, code, title, detail).at(format!("/data/attributes/{attribute}")).into()
    }

    /// 409 with a code below `ENTITY_ERROR.RELATIONSHIP`, pointing at the relationship.
    pub fn relationship(code: &str, relationship: &str, title: &str, detail: impl Into<String>) -> Self {
        ErrorItem::new(409, code, title, detail).at(format!("/data/relationships/{relationship}")).into()
    }

    /// 409 without a source.
    pub fn conflict(code: &str, title: &str, detail: impl Into<String>) -> Self {
        ErrorItem::new(409, code, title, detail).into()
    }

    /// 422 without a source.
    pub fn unprocessable(code: &str, title: &str, detail: impl Into<String>) -> Self {
        ErrorItem::new(422, code, title, detail).into()
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.errors.first().map_or(500, |error| error.status)
    }
}
