//! A request, shown and not sent.

use console::Report;
use serde::Serialize;
use serde_json::{Map, Value};
use spaceship::transport::Request;

/// A request that a dry run does not send.
#[derive(Debug, Serialize)]
pub(crate) struct Unsent {
    method: &'static str,
    path: String,
    query: Map<String, Value>,
    body: Option<Value>,
}

impl Report for Unsent {
    fn text(&self) -> String {
        format!("would send {}", self.summary())
    }
}

impl Unsent {
    /// The request, for a person.
    pub(crate) fn summary(&self) -> String {
        let query = self
            .query
            .iter()
            .map(|(name, value)| format!("\n  {name}={}", value.as_str().unwrap_or_default()));
        let body = self.body.as_ref().and_then(|body| serde_json::to_string_pretty(body).ok());
        let body = body.map(|body| format!("\n{body}")).unwrap_or_default();
        format!("{} {}{}{body}", self.method, self.path, query.collect::<String>())
    }
}

impl From<Request> for Unsent {
    fn from(request: Request) -> Self {
        let query = request.query.into_iter().map(|(name, value)| (name, value.into()));
        Self {
            method: request.method.as_str(),
            path: request.path,
            query: query.collect(),
            body: request.body,
        }
    }
}
