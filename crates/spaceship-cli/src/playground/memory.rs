//! What the playground remembers: the last request and its answer, and every id that it saw.

use std::collections::BTreeMap;

use console::OutputFormat;
use serde_json::Value;

use crate::api::{Document, RequestArgs};

/// The attributes that name a resource best, in order.
const NAMES: [&str; 9] =
    ["name", "bundleId", "identifier", "versionString", "version", "email", "username", "locale", "fileName"];
/// The most ids that are remembered of a type; nobody completes among more.
const MOST: usize = 1000;

/// What the playground remembers.
#[derive(Debug, Clone)]
pub(super) struct Memory {
    pub(super) format: OutputFormat,
    pub(super) request: Option<RequestArgs>,
    pub(super) document: Option<Document>,
    ids: BTreeMap<String, BTreeMap<String, String>>,
}

impl Memory {
    pub(super) fn new(format: OutputFormat) -> Self {
        Self { format, request: None, document: None, ids: BTreeMap::new() }
    }

    /// Remembers an answer and the ids in it.
    pub(super) fn keep(&mut self, document: Document) {
        let included = document.0["included"].as_array().into_iter().flatten();
        for resource in document.resources().iter().chain(included) {
            let (Some(kind), Some(id)) = (resource["type"].as_str(), resource["id"].as_str()) else {
                continue;
            };
            let ids = self.ids.entry(kind.to_owned()).or_default();
            if ids.len() < MOST {
                ids.insert(id.to_owned(), label(resource));
            }
        }
        self.document = Some(document);
    }

    /// The ids of a type that were seen, and what they are called.
    pub(super) fn ids(&self, kind: &str) -> impl Iterator<Item = (&str, &str)> {
        self.ids.get(kind).into_iter().flatten().map(|(id, label)| (id.as_str(), label.as_str()))
    }
}

fn label(resource: &Value) -> String {
    let names = NAMES.iter().filter_map(|name| resource["attributes"][*name].as_str());
    names.map(str::to_owned).next().unwrap_or_default()
}
