//! Finding an operation for a request, and the nearest spelling of a word that is wrong.

use crate::model::{Catalogue, Method, Operation};

/// An operation that serves a path, with the ids that stood in it.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// What stood in the places of `{id}`, in order.
    pub ids: Vec<String>,
}

impl Catalogue {
    /// The operation that serves `method` on `path` (no host, no query).
    pub fn find(&self, method: Method, path: &str) -> Option<Found<'_>> {
        self.operations_at(path).into_iter().find(|found| found.operation.method == method)
    }

    /// All operations on `path`, whatever their method.
    pub fn operations_at(&self, path: &str) -> Vec<Found<'_>> {
        let matches = |operation| Some(Found { operation, ids: ids_of(operation.path, path)? });
        self.operations.iter().filter_map(matches).collect()
    }

    /// The path of the catalogue that is spelled most like `path`.
    pub fn nearest_path(&self, path: &str) -> Option<&'static str> {
        nearest(path, self.operations.iter().map(|operation| operation.path))
    }
}

fn ids_of(template: &str, path: &str) -> Option<Vec<String>> {
    let mut ids = Vec::new();
    let mut given = path.trim_end_matches('/').split('/');
    for expected in template.split('/') {
        let part = given.next()?;
        if expected.starts_with('{') {
            if part.is_empty() {
                return None;
            }
            ids.push(part.to_owned());
        } else if part != expected {
            return None;
        }
    }
    given.next().is_none().then_some(ids)
}

/// The candidate spelled most like `word`, if any is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lowered = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&lowered, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, candidate)| candidate)
}
