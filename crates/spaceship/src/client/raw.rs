//! Pages as JSON, for those who program against no type.

use serde::Deserialize;
use serde_json::Value;

use super::unreadable;
use super::walk::Paged;
use crate::error::Result;
use crate::jsonapi::Links;

/// A page of a list, as Apple wrote it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct RawPage {
    /// The resources.
    pub data: Vec<Value>,
    /// What came along because of `include`.
    #[serde(default)]
    pub included: Vec<Value>,
    #[serde(default)]
    links: Links,
    #[serde(default)]
    meta: Value,
}

impl Paged for RawPage {
    fn read(body: &[u8]) -> Result<Self> {
        serde_json::from_slice(body).map_err(unreadable)
    }

    fn next(&self) -> Option<String> {
        self.links.next.clone()
    }

    fn total(&self) -> Option<u64> {
        self.meta.pointer("/paging/total").and_then(Value::as_u64)
    }

    fn len(&self) -> usize {
        self.data.len()
    }

    fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.data.retain(|resource| keep(resource["id"].as_str().unwrap_or_default()));
    }

    fn reverse(&mut self) {
        self.data.reverse();
    }
}
