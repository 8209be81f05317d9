//! Creating, changing and deleting resources, and editing relationships.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::{Client, encoded, unreadable};
use crate::error::{Error, ErrorKind, Result};
use crate::jsonapi::{Id, Kind, OneDocument, Relationship, Relationships, Resource};
use crate::transport::{Method, Request};

/// What a create sends. Implemented by the generated `New…` types.
pub trait NewResource: Serialize + Send + Sync {
    /// The resource that comes of it.
    type Kind: Kind;
    /// The path that it is posted to.
    const PATH: &'static str;
    /// The relationships to send.
    fn relationships(&self) -> Relationships;
}

/// What an update sends. Implemented by the generated `…Update` types.
pub trait ResourceUpdate: Serialize + Send + Sync {
    /// The resource that is changed.
    type Kind: Kind;
    /// The relationships to send; each replaces what was there.
    fn relationships(&self) -> Relationships;
}

/// A field of an update: absent keeps, null clears.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Field<T> {
    /// Leaves the field as it is at Apple.
    #[default]
    Keep,
    /// Clears the field.
    Clear,
    /// Sets the field.
    Set(T),
}

impl<T> Field<T> {
    /// Whether the field is left as it is.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

impl<K: Kind> Field<Id<K>> {
    /// Adds the to-one relationship to what an update sends, unless it is kept.
    pub(crate) fn relate(&self, name: &str, all: &mut Relationships) {
        match self {
            Self::Keep => {}
            Self::Clear => drop(all.insert(name.to_owned(), Relationship::none())),
            Self::Set(id) => drop(all.insert(name.to_owned(), Relationship::one(id))),
        }
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Set(value) => value.serialize(serializer),
            Self::Keep | Self::Clear => serializer.serialize_none(),
        }
    }
}

/// An edit of a to-many relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Adds to what is there.
    Add,
    /// Replaces what is there, in this order.
    Replace,
    /// Removes from what is there.
    Remove,
}

impl Client {
    /// Creates a resource.
    ///
    /// After an error with [`is_ambiguous`](Error::is_ambiguous) the resource may exist: look before trying again,
    /// or use [`create_once`](Self::create_once).
    pub async fn create<N: NewResource>(&self, new: &N) -> Result<Resource<N::Kind>> {
        let mut data = object(new, <N::Kind as Kind>::KIND, &new.relationships())?;
        data.remove("id");
        let request = Request::new(Method::Post, N::PATH).body(json!({ "data": data }));
        self.write(&request).await
    }

    /// Creates a resource; when it is uncertain whether that happened, looks with `find` and answers what it finds.
    pub async fn create_once<N: NewResource>(
        &self,
        new: &N,
        find: impl AsyncFn() -> Result<Option<Resource<N::Kind>>>,
    ) -> Result<Resource<N::Kind>> {
        for _ in 1..self.transport().options().retry.attempts {
            match self.create(new).await {
                Err(error) if error.is_ambiguous() => {
                    if let Some(there) = find().await? {
                        return Ok(there);
                    }
                }
                done => return done,
            }
        }
        self.create(new).await
    }

    /// Changes a resource. Where it is uncertain whether that happened, the resource is read, and changed again if it
    /// does not have what was sent.
    ///
    /// After an error with [`is_ambiguous`](Error::is_ambiguous) the change may have been made: Apple does not answer
    /// what was sent (such as `uploaded`), or was unreachable to the end.
    pub async fn update<U: ResourceUpdate>(&self, id: &Id<U::Kind>, update: &U) -> Result<Resource<U::Kind>> {
        let mut data = object(update, <U::Kind as Kind>::KIND, &update.relationships())?;
        data.insert("id".into(), id.as_str().into());
        let path = format!("{}/{}", <U::Kind as Kind>::PATH, encoded(id.as_str()));
        let request = Request::new(Method::Patch, &path).body(json!({ "data": data }));
        for _ in 1..self.transport().options().retry.attempts {
            let error = match self.write(&request).await {
                Err(error) if error.is_ambiguous() => error,
                done => return done,
            };
            match self.has_all(&path, &data).await? {
                Some(true) => return Ok(self.get(id).send().await?.resource),
                Some(false) => {}
                None => return Err(error),
            }
        }
        self.write(&request).await
    }

    /// Whether the resource at `path` has every attribute as it was sent; `None` where that cannot be seen: relationships
    /// were sent, or attributes that Apple takes and does not answer.
    async fn has_all(&self, path: &str, sent: &Map<String, Value>) -> Result<Option<bool>> {
        let request = Request::new(Method::Get, path);
        if sent.contains_key("relationships") || request.check().is_err() {
            return Ok(None);
        }
        let there = self.send(&request).await?;
        let there = &there["data"]["attributes"];
        let sent = sent.get("attributes").and_then(Value::as_object).into_iter().flatten();
        let seen =
            sent.map(|(name, value)| there.get(name).map(|there| there == value)).collect::<Option<Vec<_>>>();
        Ok(seen.map(|seen| seen.into_iter().all(|same| same)))
    }

    /// Deletes a resource.
    pub async fn delete<K: Kind>(&self, id: &Id<K>) -> Result<()> {
        let path = format!("{}/{}", K::PATH, encoded(id.as_str()));
        self.transport().send(&Request::new(Method::Delete, path)).await.map(drop)
    }

    /// Edits a to-many relationship.
    pub async fn relate<K: Kind, T: Kind>(
        &self,
        id: &Id<K>,
        relationship: &str,
        change: Change,
        to: &[Id<T>],
    ) -> Result<()> {
        let data = to.iter().map(Id::identifier).collect::<Vec<_>>();
        let method = match change {
            Change::Add => Method::Post,
            Change::Replace => Method::Patch,
            Change::Remove => Method::Delete,
        };
        self.link(id, relationship, method, json!({ "data": data })).await
    }

    /// Sets, or clears, a to-one relationship through its own path.
    pub async fn relate_one<K: Kind, T: Kind>(
        &self,
        id: &Id<K>,
        relationship: &str,
        to: Option<&Id<T>>,
    ) -> Result<()> {
        let data = to.map(Id::identifier);
        self.link(id, relationship, Method::Patch, json!({ "data": data })).await
    }

    async fn link<K: Kind>(&self, id: &Id<K>, relationship: &str, method: Method, body: Value) -> Result<()> {
        let path = format!("{}/{}/relationships/{relationship}", K::PATH, encoded(id.as_str()));
        self.transport().send(&Request::new(method, path).body(body)).await.map(drop)
    }

    async fn write<K: Kind>(&self, request: &Request) -> Result<Resource<K>> {
        let answer = self.transport().send(request).await?;
        let read = || {
            let document = serde_json::from_slice::<OneDocument>(&answer.body)?;
            document.data.map(Resource::read).transpose()
        };
        let resource = read().map_err(|error| unreadable(error).with_request(request.line()))?;
        resource.ok_or_else(|| {
            Error::new(ErrorKind::Unexpected, "Apple answered no resource").with_request(request.line())
        })
    }
}

/// A resource object without an id.
fn object(
    attributes: &impl Serialize,
    kind: &str,
    relationships: &Relationships,
) -> Result<Map<String, Value>> {
    let attributes = serde_json::to_value(attributes).map_err(|error| {
        Error::new(ErrorKind::Invalid, format!("the new {kind} cannot be written as JSON")).with_source(error)
    })?;
    let mut data = Map::new();
    data.insert("type".into(), kind.into());
    if attributes.as_object().is_some_and(|attributes| !attributes.is_empty()) {
        data.insert("attributes".into(), attributes);
    }
    if !relationships.is_empty() {
        data.insert("relationships".into(), json!(relationships));
    }
    Ok(data)
}
