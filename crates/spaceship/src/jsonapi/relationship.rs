//! Relationships, as Apple answers them and as requests send them.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::{Id, Identifier, Kind};

/// The relationships of a resource, by name.
pub type Relationships = BTreeMap<String, Relationship>;

/// One relationship: what it leads to, if the answer says so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(from = "Option<Members>")]
pub struct Relationship {
    /// What it leads to; `None` where Apple gave links only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Linkage>,
    /// How many resources there are, where Apple says so.
    #[serde(skip_serializing)]
    pub meta: Option<serde_json::Value>,
}

#[derive(Default, Deserialize)]
struct Members {
    #[serde(default, deserialize_with = "present")]
    data: Option<Linkage>,
    #[serde(default)]
    meta: Option<serde_json::Value>,
}

/// Null says nothing of where a relationship leads, as links alone do.
impl From<Option<Members>> for Relationship {
    fn from(members: Option<Members>) -> Self {
        let Members { data, meta } = members.unwrap_or_default();
        Self { data, meta }
    }
}

/// What a relationship leads to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Linkage {
    /// To-many.
    Many(Vec<Identifier>),
    /// To-one; `None` where it leads nowhere.
    One(Option<Identifier>),
}

/// `null` is a to-one relationship that leads nowhere, which is not the same as no `data` at all.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Linkage>, D::Error> {
    Linkage::deserialize(deserializer).map(Some)
}

impl Relationship {
    /// A to-one relationship to send.
    pub fn one<K: Kind>(id: &Id<K>) -> Self {
        Self { data: Some(Linkage::One(Some(id.identifier()))), meta: None }
    }

    /// A to-one relationship to clear.
    pub fn none() -> Self {
        Self { data: Some(Linkage::One(None)), meta: None }
    }

    /// A to-many relationship to send.
    pub fn many<K: Kind>(ids: &[Id<K>]) -> Self {
        Self { data: Some(Linkage::Many(ids.iter().map(Id::identifier).collect())), meta: None }
    }

    /// The identifiers it leads to; empty where Apple gave links only.
    pub fn identifiers(&self) -> &[Identifier] {
        match &self.data {
            Some(Linkage::Many(identifiers)) => identifiers,
            Some(Linkage::One(Some(identifier))) => std::slice::from_ref(identifier),
            _ => &[],
        }
    }
}
