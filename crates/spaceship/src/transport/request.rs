//! A request as a value: made and checked without a network.

pub use catalogue::Method;
use catalogue::catalogue;
use serde_json::Value;

use crate::error::{Error, Result};

/// A request to the API.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The path, such as `/v1/devices`.
    pub path: String,
    /// The query, names and values not yet encoded.
    pub query: Vec<(String, String)>,
    /// The JSON body.
    pub body: Option<Value>,
    /// Whether it is sent although Apple's description may rule it out.
    pub unchecked: bool,
}

impl Request {
    /// A request without query and body.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), query: Vec::new(), body: None, unchecked: false }
    }

    /// The request with a query parameter.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// The request with a JSON body.
    #[must_use]
    pub fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// The request, to be sent whatever Apple's description says of it.
    #[must_use]
    pub fn unchecked(mut self) -> Self {
        self.unchecked = true;
        self
    }

    /// The method and path, for a person.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Refuses what Apple's description rules out, with all reasons at once.
    pub fn check(&self) -> Result<()> {
        let catalogue = catalogue();
        let Some(found) = catalogue.find(self.method, &self.path) else {
            return Err(self.unknown());
        };
        let query = self.query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut problems = catalogue.check_query(found.operation, query);
        problems.extend(catalogue.check_body(found.operation, self.body.as_ref()));
        if problems.is_empty() { Ok(()) } else { Err(Error::invalid(problems).with_request(self.line())) }
    }

    fn unknown(&self) -> Error {
        let offered = catalogue().operations_at(&self.path);
        let what = if offered.is_empty() {
            let nearest = catalogue().nearest_path(&self.path);
            let hint = nearest.map(|path| format!(" (did you mean `{path}`?)")).unwrap_or_default();
            format!("the API has no such path{hint}")
        } else {
            let methods = offered.iter().map(|found| found.operation.method.as_str()).collect::<Vec<_>>();
            format!("the path takes {} only", methods.join(", "))
        };
        Error::new(crate::ErrorKind::Invalid, what).with_request(self.line())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_that_apple_would_refuse_is_refused_here() {
        let request = Request::new(Method::Get, "/v1/devices").query("filter[status]", "ENABLE");
        let error = request.check().unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Invalid);
        assert!(error.to_string().contains("did you mean `ENABLED`?"), "{error}");
    }

    #[test]
    fn an_unknown_path_names_the_nearest() {
        let error = Request::new(Method::Get, "/v1/device").check().unwrap_err();
        assert!(error.to_string().contains("`/v1/devices`"), "{error}");
        let error = Request::new(Method::Delete, "/v1/devices/1").check().unwrap_err();
        assert!(error.to_string().contains("takes GET, PATCH only"), "{error}");
    }
}
