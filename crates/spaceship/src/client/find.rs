//! Reading one resource.

use std::marker::PhantomData;

use super::{Client, unreadable};
use crate::error::{Error, ErrorKind, Result};
use crate::jsonapi::{Included, Kind, OneDocument, Resource};
use crate::transport::{Method, Request};

/// A read of one resource, being built.
#[must_use = "nothing is sent before `send`"]
pub struct Get<K> {
    client: Client,
    request: Request,
    kind: PhantomData<fn() -> K>,
}

/// A resource with what came along.
#[derive(Debug, Clone)]
pub struct Found<K: Kind> {
    /// The resource.
    pub resource: Resource<K>,
    /// What came along because of `include`.
    pub included: Included,
}

impl<K: Kind> Get<K> {
    pub(super) fn new(client: Client, path: String) -> Self {
        Self { client, request: Request::new(Method::Get, path), kind: PhantomData }
    }

    /// Brings related resources along, comma-separated.
    pub fn include(mut self, relationships: &str) -> Self {
        self.request = self.request.query("include", relationships);
        self
    }

    /// Answers these fields of a type only, comma-separated.
    pub fn fields(mut self, kind: &str, fields: &str) -> Self {
        self.request = self.request.query(format!("fields[{kind}]"), fields);
        self
    }

    /// At most this many of an included to-many relationship (Apple takes up to 50).
    pub fn limit_of(mut self, relationship: &str, limit: u32) -> Self {
        self.request = self.request.query(format!("limit[{relationship}]"), limit.to_string());
        self
    }

    /// The resource; an error of kind [`ErrorKind::NotFound`] where there is none.
    pub async fn send(self) -> Result<Found<K>> {
        let line = self.request.line();
        self.optional().await?.ok_or_else(|| {
            Error::new(ErrorKind::NotFound, format!("Apple has no {} there", K::KIND)).with_request(line)
        })
    }

    /// The resource, or `None` where a to-one relationship leads nowhere: Apple answers that with null or 404.
    pub async fn optional(self) -> Result<Option<Found<K>>> {
        let answer = match self.client.transport().send(&self.request).await {
            Ok(answer) => answer,
            Err(error) if error.is_not_found() => return Ok(None),
            Err(error) => return Err(error),
        };
        let read = || {
            let document = serde_json::from_slice::<OneDocument>(&answer.body)?;
            let resource = document.data.map(Resource::read).transpose()?;
            Ok(resource.map(|resource| Found { resource, included: Included::new(document.included) }))
        };
        read().map_err(|error| unreadable(error).with_request(self.request.line()))
    }
}
