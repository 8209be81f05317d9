//! Resources, pages of them, and what came along.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Id, Identifier, Kind, Relationship, Relationships};

/// A resource as Apple answered it.
#[derive(Clone)]
pub struct Resource<K: Kind> {
    /// The id.
    pub id: Id<K>,
    /// The attributes; each is `None` where Apple did not give it.
    pub attributes: K::Attributes,
    /// The relationships.
    pub relationships: Relationships,
}

impl<K: Kind> fmt::Debug for Resource<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(K::KIND)
            .field("id", &self.id)
            .field("attributes", &self.attributes)
            .field("relationships", &self.relationships)
            .finish()
    }
}

impl<K: Kind> Resource<K> {
    /// The id that a to-one relationship leads to.
    pub fn one<T: Kind>(&self, relationship: &str) -> Option<Id<T>> {
        self.ids(relationship).into_iter().next()
    }

    /// The ids that a relationship leads to, as far as the answer told (a page of a long list).
    pub fn ids<T: Kind>(&self, relationship: &str) -> Vec<Id<T>> {
        let identifiers = self.relationships.get(relationship).map(Relationship::identifiers);
        identifiers
            .into_iter()
            .flatten()
            .filter(|identifier| identifier.kind == T::KIND)
            .map(|identifier| Id::new(identifier.id.clone()))
            .collect()
    }

    pub(crate) fn read(raw: RawResource) -> Result<Self, serde_json::Error> {
        // Apple leaves `attributes` out where there are none, and null means the same.
        let attributes = match raw.attributes {
            None => K::Attributes::default(),
            Some(attributes) if attributes.get() == "null" => K::Attributes::default(),
            Some(attributes) => serde_json::from_str(attributes.get())
                .map_err(|error| at_attribute::<K>(&raw.id, attributes.get(), error))?,
        };
        Ok(Self { id: Id::new(raw.id), attributes, relationships: raw.relationships.unwrap_or_default() })
    }
}

/// The error with the name of the attribute that cannot be read: serde's own names a column, which nobody sees.
fn at_attribute<K: Kind>(id: &str, attributes: &str, error: serde_json::Error) -> serde_json::Error {
    let all = serde_json::from_str::<BTreeMap<String, &RawValue>>(attributes).unwrap_or_default();
    let unreadable = all.into_iter().find_map(|(name, value)| {
        let alone = format!("{{{}:{}}}", Value::from(name.as_str()), value.get());
        Some((name, serde_json::from_str::<K::Attributes>(&alone).err()?))
    });
    unreadable.map_or(error, |(name, error)| {
        serde::de::Error::custom(format_args!("the attribute `{name}` of {} {id}: {error}", K::KIND))
    })
}

/// The members of a resource object before its type is known.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct RawResource {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) id: String,
    /// Read once the type is known.
    pub(crate) attributes: Option<Box<RawValue>>,
    pub(crate) relationships: Option<Relationships>,
}

/// The resources that came along because of `include`.
#[derive(Debug, Clone, Default)]
pub struct Included(HashMap<Identifier, RawResource>);

impl Included {
    pub(crate) fn new(raw: Vec<RawResource>) -> Self {
        let keyed = |raw: RawResource| (Identifier { kind: raw.kind.clone(), id: raw.id.clone() }, raw);
        Self(raw.into_iter().map(keyed).collect())
    }

    /// The included resource with that id. `None` where it did not come along or cannot be read as its type.
    pub fn get<K: Kind>(&self, id: &Id<K>) -> Option<Resource<K>> {
        Resource::read(self.0.get(&id.identifier())?.clone()).ok()
    }

    /// The included resources that a relationship of `resource` leads to, in its order.
    pub fn related<K: Kind, T: Kind>(&self, resource: &Resource<K>, relationship: &str) -> Vec<Resource<T>> {
        resource.ids::<T>(relationship).iter().filter_map(|id| self.get(id)).collect()
    }

    /// Adds what another answer brought along.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page<K: Kind> {
    /// The resources.
    pub data: Vec<Resource<K>>,
    /// What came along.
    pub included: Included,
    /// How many resources there are in all, where Apple says so.
    pub total: Option<u64>,
    pub(crate) next: Option<String>,
}

/// A document with a list, before its type is known.
#[derive(Debug, Deserialize)]
pub(crate) struct ManyDocument {
    pub(crate) data: Vec<RawResource>,
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) included: Vec<RawResource>,
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) links: Links,
    pub(crate) meta: Option<Value>,
}

/// A document with one resource, before its type is known.
#[derive(Debug, Deserialize)]
pub(crate) struct OneDocument {
    pub(crate) data: Option<RawResource>,
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) included: Vec<RawResource>,
}

#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub(crate) struct Links {
    pub(crate) next: Option<String>,
}

/// Null in the place of a list or an object that may be left out means that there is none.
fn or_none<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

impl<K: Kind> Page<K> {
    pub(crate) fn read(document: ManyDocument) -> Result<Self, serde_json::Error> {
        let total =
            document.meta.as_ref().and_then(|meta| meta.pointer("/paging/total")).and_then(Value::as_u64);
        Ok(Self {
            data: document.data.into_iter().map(Resource::read).collect::<Result<_, _>>()?,
            included: Included::new(document.included),
            total,
            next: document.links.next,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resources::{App, BetaGroup, BuildBundle};

    fn page<K: Kind>(text: &str) -> Page<K> {
        Page::read(serde_json::from_str(text).unwrap()).unwrap()
    }

    #[test]
    fn null_stands_for_what_may_be_left_out() {
        let read = page::<App>(
            r#"{"data":[{"type":"apps","id":"1","attributes":null,"relationships":{"builds":null,"betaGroups":{"data":null}}},
                {"type":"apps","id":"2","relationships":null}],"included":null,"links":null,"meta":null}"#,
        );
        assert_eq!(read.data.len(), 2);
        let builds = &read.data[0].relationships["builds"];
        assert_eq!(builds, &Relationship::default());
        assert_eq!(read.data[0].relationships["betaGroups"], Relationship::none());
        assert!(read.data[0].ids::<BetaGroup>("builds").is_empty());
        let one = serde_json::from_str::<OneDocument>(r#"{"data":null,"included":null}"#).unwrap();
        assert!(one.data.is_none() && one.included.is_empty());
    }

    #[test]
    fn the_entitlements_of_each_program_of_a_build_are_read() {
        let text = r#"{"data":[{"type":"buildBundles","id":"1","attributes":{"entitlements":
            {"Demo.app/Demo":{"get-task-allow":"false"}}}}]}"#;
        let bundles = page::<BuildBundle>(text);
        let entitlements = bundles.data[0].attributes.entitlements.as_ref().unwrap();
        assert_eq!(entitlements["Demo.app/Demo"]["get-task-allow"], "false");
    }

    #[test]
    fn a_value_of_another_type_is_named_with_its_attribute_and_id() {
        let text = r#"{"data":[{"type":"apps","id":"1"},
            {"type":"apps","id":"2","attributes":{"bundleId":"com.example.tide","name":{"en":"Tide"},"new":1}}]}"#;
        let error = Page::<App>::read(serde_json::from_str(text).unwrap()).unwrap_err().to_string();
        assert!(error.contains("`name` of apps 2"), "{error}");
        let text = r#"{"data":[{"type":"apps","id":"2","attributes":"none"}]}"#;
        assert!(Page::<App>::read(serde_json::from_str(text).unwrap()).is_err());
    }
}
