//! Reading Apple's API description: just enough of OpenAPI 3 for the regular form that Apple publishes.

use serde_json::{Map, Value};

/// Apple's description, parsed.
pub(crate) struct Spec {
    document: Value,
}

/// An operation as the description has it.
pub(crate) struct SpecOperation<'a> {
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    pub(crate) value: &'a Value,
}

/// What a schema of the description stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Resource,
    Request,
    InlineCreate,
    Envelope,
    Shape,
}

impl Spec {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let document: Value =
            serde_json::from_str(text).map_err(|error| format!("the description is not JSON: {error}"))?;
        if document.pointer("/components/schemas").and_then(Value::as_object).is_none() {
            return Err("the description has no components.schemas: is it Apple's OpenAPI file?".into());
        }
        Ok(Self { document })
    }

    pub(crate) fn version(&self) -> &str {
        self.document.pointer("/info/version").and_then(Value::as_str).unwrap_or("unknown")
    }

    pub(crate) fn operations(&self) -> Vec<SpecOperation<'_>> {
        let mut operations = Vec::new();
        for (path, methods) in entries(self.document.get("paths")) {
            for method in ["get", "post", "patch", "delete"] {
                if let Some(value) = methods.get(method) {
                    operations.push(SpecOperation { path, method, value });
                }
            }
        }
        operations.sort_by_key(|operation| (operation.path.to_owned(), operation.method.to_owned()));
        operations
    }

    /// All schemas of a role, ordered by name.
    pub(crate) fn schemas(&self, role: Role) -> Vec<(&str, &Value)> {
        let mut found = entries(self.document.pointer("/components/schemas"))
            .filter(|(name, schema)| role_of(name, schema) == role)
            .map(|(name, schema)| (name.as_str(), schema))
            .collect::<Vec<_>>();
        found.sort_by_key(|(name, _)| *name);
        found
    }

    pub(crate) fn schema(&self, name: &str) -> Option<&Value> {
        self.document.pointer("/components/schemas")?.get(name)
    }
}

/// The members of an object in their order; none for anything else.
pub(crate) fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

/// The name behind `$ref`.
pub(crate) fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()?.rsplit('/').next()
}

pub(crate) fn required<'a>(schema: &'a Value, name: &str) -> bool {
    strings(schema.get("required")).any(|required: &'a str| required == name)
}

pub(crate) fn strings(value: Option<&Value>) -> impl Iterator<Item = &str> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// Whether a schema is a map from text to text.
pub(crate) fn holds_text(schema: &Value) -> bool {
    schema.pointer("/additionalProperties/type").and_then(Value::as_str) == Some("string")
}

/// The JSON:API type that a resource or an identifier schema is bound to.
pub(crate) fn kind(schema: &Value) -> Option<&str> {
    strings(schema.pointer("/properties/type/enum")).next()
}

fn role_of(name: &str, schema: &Value) -> Role {
    if name.ends_with("CreateRequest") || name.ends_with("UpdateRequest") {
        Role::Request
    } else if name.ends_with("InlineCreate") {
        Role::InlineCreate
    } else if ["Response", "LinkageRequest", "LinkagesRequest"].iter().any(|end| name.ends_with(end)) {
        if schema.pointer("/properties/data/items/properties/dataPoints").is_some() {
            Role::Shape
        } else {
            Role::Envelope
        }
    } else if kind(schema).is_some() {
        Role::Resource
    } else {
        Role::Shape
    }
}
