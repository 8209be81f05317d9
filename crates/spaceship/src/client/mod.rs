//! The client: one generic engine over all resource types, with typed handles.

mod builder;
mod edit;
mod find;
mod list;
mod raw;
mod testers;
mod wait;
mod walk;

use std::sync::Arc;

use bytes::Bytes;
use futures::Stream;
use secrecy::SecretString;
use serde_json::Value;

pub use builder::{ClientBuilder, is_this_machine};
pub(crate) use builder::{is_loopback, parse_endpoint};
pub use edit::{Change, Field, NewResource, ResourceUpdate};
pub use find::{Found, Get};
pub use list::List;
pub use raw::RawPage;
pub use testers::{Invited, NotTaken};
pub use wait::{Patience, wait_for};

use crate::auth::ApiKey;
use crate::error::{Error, ErrorKind, Result};
use crate::jsonapi::{Id, Kind};
use crate::session::Session;
use crate::transport::{Budget, Request, Transport};

/// A client for one account. Cheap to clone; several live side by side.
#[derive(Clone)]
pub struct Client {
    transport: Arc<Transport>,
}

impl Client {
    /// A client that signs its requests with `key`.
    pub fn builder(key: ApiKey) -> ClientBuilder {
        ClientBuilder::with_key(key)
    }

    /// A client that uses the API as Apple's own pages do, with a session of an Apple ID: for accounts without a key, and
    /// for what no key may do.
    pub fn with_session(session: Session) -> ClientBuilder {
        ClientBuilder::with_session(session)
    }

    /// Reads one resource.
    pub fn get<K: Kind>(&self, id: &Id<K>) -> Get<K> {
        Get::new(self.clone(), format!("{}/{}", K::PATH, encoded(id.as_str())))
    }

    /// Reads the resource that a to-one relationship of another leads to.
    pub fn get_related<K: Kind, T: Kind>(&self, id: &Id<K>, relationship: &str) -> Get<T> {
        Get::new(self.clone(), format!("{}/{}/{relationship}", K::PATH, encoded(id.as_str())))
    }

    /// Lists the resources of a type.
    pub fn list<K: Kind>(&self) -> List<K> {
        List::new(self.clone(), K::PATH.to_owned())
    }

    /// Lists the resources that a to-many relationship of another leads to.
    pub fn list_related<K: Kind, T: Kind>(&self, id: &Id<K>, relationship: &str) -> List<T> {
        List::new(self.clone(), format!("{}/{}/{relationship}", K::PATH, encoded(id.as_str())))
    }

    /// Sends a request of the caller's own making and returns the JSON answer ([`Value::Null`] where there is
    /// none). It is checked against Apple's description first.
    pub async fn send(&self, request: &Request) -> Result<Value> {
        let answer = self.transport.send(request).await?;
        read_value(&answer.body, request)
    }

    /// Sends a request of the caller's own making and returns the answer as it is: reports and keys are files, not JSON.
    pub async fn send_for_bytes(&self, request: &Request) -> Result<Bytes> {
        Ok(self.transport.send(request).await?.body)
    }

    /// All pages of a list that a request of the caller's own making begins, as JSON.
    pub fn pages(&self, request: Request) -> impl Stream<Item = Result<RawPage>> + Send + 'static {
        walk::pages(self.clone(), request, walk::Ends::Both)
    }

    /// A token for a request of the caller's own, valid for some minutes. It is a secret. A session has none
    /// ([`ErrorKind::Invalid`]).
    pub fn token(&self) -> Result<SecretString> {
        self.transport.token()
    }

    /// Whether the account is of the Enterprise Program: what the key says, which may be nothing, or what the portal says
    /// of the session's team.
    pub async fn in_house(&self) -> Result<Option<bool>> {
        self.transport.in_house().await
    }

    /// How far Apple's clock was ahead of this machine's at the last answer, in whole seconds.
    pub fn clock_skew(&self) -> Option<time::Duration> {
        self.transport.skew()
    }

    /// What is known of the hourly budget of requests.
    pub fn budget(&self) -> &Budget {
        self.transport.budget()
    }

    /// Whether the client refuses to write, as in a dry run.
    pub fn is_read_only(&self) -> bool {
        self.transport.options().read_only
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.transport
    }
}

fn read_value(body: &[u8], request: &Request) -> Result<Value> {
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(body).map_err(|error| unreadable(error).with_request(request.line()))
}

pub(crate) fn unreadable(error: serde_json::Error) -> Error {
    Error::new(ErrorKind::Unexpected, "Apple's answer is not of the form that its description gives")
        .with_source(error)
}

/// An id as a path segment: nothing in it may end the segment.
pub(crate) fn encoded(id: &str) -> String {
    percent_encoding::utf8_percent_encode(id, percent_encoding::NON_ALPHANUMERIC)
        .to_string()
        .replace("%2D", "-")
        .replace("%5F", "_")
}
