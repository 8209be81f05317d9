//! Completing a path: segment by segment, with ids that were seen.

use std::collections::BTreeMap;

use catalogue::{Answer, Method, Operation, catalogue};

use super::completion::Candidate;
use super::memory::Memory;

/// How a path may go on, of the operations with this method or of all. What is left out by a person (`/v1/`) stays out.
pub(super) fn candidates(typed: &str, method: Option<Method>, memory: &Memory) -> Vec<Candidate> {
    let whole = typed.starts_with('/');
    let (before, partial) = typed.rsplit_once('/').map_or(("", typed), |(before, partial)| (before, partial));
    let mut found = BTreeMap::<String, String>::new();
    let fits = |operation: &&Operation| method.is_none_or(|method| operation.method == method);
    for operation in catalogue().operations.iter().filter(fits) {
        // `/v1/devices` without its beginning: `devices`.
        let path = if whole { operation.path } else { operation.path.get(4..).unwrap_or_default() };
        let Some(segment) = following(path, before) else { continue };
        if segment.starts_with('{') {
            let kind = kind_at(operation.path, before, whole);
            for (id, label) in memory.ids(kind).filter(|(id, _)| id.starts_with(partial)) {
                found.insert(joined(typed, partial, id), label.to_owned());
            }
        } else if segment.starts_with(partial) {
            found.entry(joined(typed, partial, segment)).or_default();
        }
    }
    found.into_iter().map(|(text, about)| Candidate { text, about }).collect()
}

fn joined(typed: &str, partial: &str, segment: &str) -> String {
    format!("{}{segment}", typed.strip_suffix(partial).unwrap_or_default())
}

/// The segment of a path that comes after `before`, if the path begins with that.
fn following<'a>(path: &'a str, before: &str) -> Option<&'a str> {
    let mut segments = path.split('/');
    if before.is_empty() && !path.starts_with('/') {
        return segments.next();
    }
    for given in before.split('/') {
        let segment = segments.next()?;
        let is_id = segment.starts_with('{') && !given.is_empty();
        if segment != given && !is_id {
            return None;
        }
    }
    segments.next()
}

/// The JSON:API type of the ids behind `before`: what the collection there holds.
fn kind_at(path: &'static str, before: &str, whole: bool) -> &'static str {
    let depth = before.split('/').count() + usize::from(!whole) * 2;
    let collection = path.split('/').take(depth).collect::<Vec<_>>().join("/");
    let lists = catalogue().operations.iter().find(|one| one.path == collection && one.method == Method::Get);
    let kind = lists.and_then(|operation| match operation.answer {
        Answer::Many(name) => catalogue().resource(name).map(|resource| resource.kind),
        _ => None,
    });
    kind.unwrap_or_else(|| path.split('/').nth(2).unwrap_or_default())
}
