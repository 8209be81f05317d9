//! A stored resource as Apple answers it.

use catalogue::{Resource, Shape, catalogue};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::call::Query;
use super::schema::schema;
use super::store::{Identifier, Linkage, Stored};
use crate::behaviours;
use crate::uploads::at_origin;

/// How many members of a to-many relationship an include shows unless `limit[..]` says otherwise.
const INCLUDED: usize = 10;

/// What a query asks to be shown, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    /// The address that links start with.
    pub origin: &'a str,
    /// The query.
    pub query: &'a Query,
    /// The simulated time.
    pub now: OffsetDateTime,
}

impl View<'_> {
    /// The path of a resource, without the host.
    fn home(schema_name: &str, stored: &Stored) -> String {
        format!("{}/{}", schema().home(schema_name, &stored.kind), stored.id)
    }

    /// A resource. Linkage stands only in primary data, for what is included.
    pub(super) fn resource(&self, shape: &Resource, stored: &Stored, primary: bool) -> Value {
        let fields = self.query.bracketed_words("fields", &stored.kind);
        let wanted = |name: &str| fields.as_ref().is_none_or(|fields| fields.contains(&name));
        let mut object = Map::new();
        object.insert("type".into(), stored.kind.clone().into());
        object.insert("id".into(), stored.id.clone().into());
        let generations = catalogue().resources_of_kind(shape.kind).count();
        let fresh = behaviours::of(&stored.kind).map(|of| of.fresh(stored, self.origin, self.now));
        let fresh = fresh.unwrap_or_default();
        let attributes = shape.attributes.iter().filter(|attribute| wanted(attribute.name));
        let attributes = attributes
            .map(|attribute| {
                let value = fresh.get(attribute.name).or_else(|| stored.attributes.get(attribute.name));
                let value = value.filter(|value| generations == 1 || has_word(&attribute.shape, value));
                let value = match value {
                    Some(operations) if attribute.name == "uploadOperations" => {
                        at_origin(operations, self.origin)
                    }
                    value => value.cloned().unwrap_or_default(),
                };
                (attribute.name.to_owned(), value)
            })
            .collect::<Map<_, _>>();
        if !attributes.is_empty() {
            object.insert("attributes".into(), attributes.into());
        }
        let relationships = shape
            .relationships
            .iter()
            .filter(|relationship| wanted(relationship.name))
            .map(|relationship| {
                (relationship.name, self.relationship(shape, stored, relationship.name, primary))
            })
            .filter(|(_, shown)| !shown.is_empty())
            .map(|(name, shown)| (name.to_owned(), Value::Object(shown)))
            .collect::<Map<_, _>>();
        if !relationships.is_empty() {
            object.insert("relationships".into(), relationships.into());
        }
        let home = Self::home(shape.name, stored);
        object.insert("links".into(), json!({ "self": format!("{}{home}", self.origin) }));
        object.into()
    }

    fn relationship(
        &self,
        shape: &Resource,
        stored: &Stored,
        name: &str,
        primary: bool,
    ) -> Map<String, Value> {
        let mut shown = Map::new();
        if primary && self.query.words("include").contains(&name) {
            let many = schema().relation(&stored.kind, name).is_some_and(|relation| relation.many);
            let targets = stored.relationships.get(name).map(Linkage::targets).unwrap_or_default();
            if many {
                let limit = self.included_limit(name);
                let data = targets.iter().take(limit).map(identifier).collect::<Vec<_>>();
                shown.insert("meta".into(), json!({ "paging": { "total": targets.len(), "limit": limit } }));
                shown.insert("data".into(), data.into());
            } else {
                shown.insert("data".into(), targets.first().map(identifier).into());
            }
        }
        let collection = schema().home(shape.name, &stored.kind);
        let mut links = Map::new();
        for (link, infix) in [("self", "relationships/"), ("related", "")] {
            if schema().is_readable(&format!("{collection}/{{id}}/{infix}{name}")) {
                let href = format!("{}{collection}/{}/{infix}{name}", self.origin, stored.id);
                links.insert(link.into(), href.into());
            }
        }
        if !links.is_empty() {
            shown.insert("links".into(), links.into());
        }
        shown
    }

    /// How many members of a relationship are included.
    pub(super) fn included_limit(&self, relationship: &str) -> usize {
        let given = self.query.bracketed_words("limit", relationship);
        given.and_then(|words| words.first()?.parse().ok()).unwrap_or(INCLUDED)
    }
}

/// Whether a shape has a word for a value. Where two API generations share a type, a state may have a word in one
/// of them only; the other answers null.
fn has_word(shape: &Shape, value: &Value) -> bool {
    match (shape, value) {
        (Shape::Enum(words), Value::String(word)) => words.contains(&word.as_str()),
        (Shape::Named(name), value) => catalogue().shape(name).is_none_or(|shape| has_word(shape, value)),
        (Shape::Nullable(inner), value) => has_word(inner, value),
        _ => true,
    }
}

/// A linkage to a resource.
pub(super) fn identifier(to: &Identifier) -> Value {
    json!({ "type": to.kind, "id": to.id })
}

/// The schema of an included resource, where two API generations share a type: the one that knows most of what is
/// stored, the newer where both do.
pub(super) fn shape_of(stored: &Stored) -> Option<&'static Resource> {
    let known = |shape: &&Resource| {
        shape.attributes.iter().filter(|attribute| stored.attributes.contains_key(attribute.name)).count()
    };
    catalogue().resources.iter().filter(|shape| shape.kind == stored.kind).max_by_key(known)
}
