//! The resources that the simulated Apple holds, in memory.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A JSON:API type and id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identifier {
    /// The JSON:API type, such as `devices`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Apple's id.
    pub id: String,
}

impl Identifier {
    /// The identifier of that type and id.
    pub fn new(kind: impl Into<String>, id: impl Into<String>) -> Self {
        Self { kind: kind.into(), id: id.into() }
    }
}

/// What a relationship of a stored resource leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Linkage {
    /// To-many, in order.
    Many(Vec<Identifier>),
    /// To-one.
    One(Option<Identifier>),
}

impl Linkage {
    /// The resources it leads to, in order.
    pub fn targets(&self) -> &[Identifier] {
        match self {
            Self::Many(all) => all,
            Self::One(one) => one.as_slice(),
        }
    }

    /// Leads to that resource no longer.
    pub(crate) fn forget(&mut self, gone: &Identifier) {
        match self {
            Self::Many(all) => all.retain(|to| to != gone),
            Self::One(one) if one.as_ref() == Some(gone) => *one = None,
            Self::One(_) => {}
        }
    }
}

/// A stored resource.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stored {
    /// The JSON:API type.
    pub kind: String,
    /// Apple's id.
    pub id: String,
    /// The attributes as Apple answers them.
    pub attributes: Map<String, Value>,
    /// The relationships that were ever set.
    pub relationships: BTreeMap<String, Linkage>,
    /// What the simulator keeps and never answers (such as uploaded parts or a private review outcome).
    #[serde(default)]
    pub hidden: Map<String, Value>,
}

impl Stored {
    /// An empty resource.
    pub fn new(kind: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            id: id.into(),
            attributes: Map::new(),
            relationships: BTreeMap::new(),
            hidden: Map::new(),
        }
    }

    /// A text attribute; empty where it is absent or no text.
    pub fn text(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).and_then(Value::as_str).unwrap_or_default()
    }

    /// Sets an attribute.
    pub fn set(&mut self, attribute: &str, value: impl Into<Value>) {
        self.attributes.insert(attribute.to_owned(), value.into());
    }

    /// The id that a to-one relationship leads to.
    pub fn one(&self, relationship: &str) -> Option<&str> {
        match self.relationships.get(relationship) {
            Some(Linkage::One(Some(to))) => Some(&to.id),
            _ => None,
        }
    }

    /// The ids that a to-many relationship leads to, in order.
    pub fn many(&self, relationship: &str) -> Vec<&str> {
        match self.relationships.get(relationship) {
            Some(Linkage::Many(to)) => to.iter().map(|to| to.id.as_str()).collect(),
            _ => Vec::new(),
        }
    }
}

/// All resources, by type and id, each type in order of creation. A clone shares what neither has changed since.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Store {
    kinds: BTreeMap<String, Arc<IndexMap<String, Arc<Stored>>>>,
}

impl Store {
    /// The resource of that type and id.
    pub fn get(&self, kind: &str, id: &str) -> Option<&Stored> {
        self.kinds.get(kind)?.get(id).map(Arc::as_ref)
    }

    /// The resource of that type and id, to be changed.
    pub fn get_mut(&mut self, kind: &str, id: &str) -> Option<&mut Stored> {
        let all = self.kinds.get_mut(kind).filter(|all| all.contains_key(id))?;
        Arc::make_mut(all).get_mut(id).map(Arc::make_mut)
    }

    /// All resources of a type, in order of creation.
    pub fn all(&self, kind: &str) -> impl Iterator<Item = &Stored> {
        self.kinds.get(kind).into_iter().flat_map(|all| all.values()).map(Arc::as_ref)
    }

    /// What a relationship of a resource leads to; nothing where the resource is not there.
    pub fn targets(&self, from: &Identifier, relationship: &str) -> &[Identifier] {
        let linkage = self.get(&from.kind, &from.id).and_then(|one| one.relationships.get(relationship));
        linkage.map(Linkage::targets).unwrap_or_default()
    }

    /// Puts a resource, in the place of the one with its id if there is one.
    pub fn put(&mut self, resource: Stored) {
        let all = self.kinds.entry(resource.kind.clone()).or_default();
        Arc::make_mut(all).insert(resource.id.clone(), Arc::new(resource));
    }

    /// Takes a resource out. Links to it are the engine's affair.
    pub fn remove(&mut self, kind: &str, id: &str) -> Option<Stored> {
        let all = self.kinds.get_mut(kind).filter(|all| all.contains_key(id))?;
        Arc::make_mut(all).shift_remove(id).map(Arc::unwrap_or_clone)
    }

    /// Changes every resource that passes a test; the others stay shared with clones.
    pub fn change_all(&mut self, wanted: impl Fn(&Stored) -> bool, mut change: impl FnMut(&mut Stored)) {
        for all in self.kinds.values_mut().filter(|all| all.values().any(|one| wanted(one))) {
            for one in Arc::make_mut(all).values_mut().filter(|one| wanted(one)) {
                change(Arc::make_mut(one));
            }
        }
    }
}
