//! Pages of resources and of linkages.

use catalogue::{Operation, Resource, Shape};
use serde_json::{Map, Value, json};

use super::call::{Call, Reply};
use super::cursor::Cursor;
use super::filter::passes;
use super::include::included;
use super::refusal::Refusal;
use super::render::{View, identifier};
use super::sort::sort;
use super::store::{Identifier, Stored};
use crate::world::World;

/// How many resources a page has unless `limit` says otherwise.
const PAGE: usize = 50;

/// A page of resources out of `candidates`.
pub(super) fn resources<'a>(
    world: &'a World,
    call: &Call,
    shape: &Resource,
    candidates: impl Iterator<Item = &'a Stored>,
) -> Result<Reply, Refusal> {
    let store = world.listed();
    let mut all = candidates.filter(|one| passes(store, one, &call.query)).collect::<Vec<_>>();
    sort(store, &mut all, &call.query.words("sort"));
    let page = Page::of(call, &all, |one| &one.id)?;
    let shown = all.get(page.start..page.end).unwrap_or_default();
    let view = View { origin: &world.origin, query: &call.query, now: world.now() };
    let mut document = Map::new();
    let data = shown.iter().map(|one| view.resource(shape, one, true)).collect::<Vec<_>>();
    document.insert("data".into(), data.into());
    if let Some(included) = included(store, &view, shown) {
        document.insert("included".into(), included.into());
    }
    page.finish(world, call, &mut document);
    Ok(Reply::json(200, document.into()))
}

/// A page of linkages.
pub(super) fn linkages(world: &World, call: &Call, targets: &[Identifier]) -> Result<Reply, Refusal> {
    let page = Page::of(call, targets, |to| &to.id)?;
    let shown = targets.get(page.start..page.end).unwrap_or_default();
    let mut document = Map::new();
    document.insert("data".into(), shown.iter().map(identifier).collect());
    page.finish(world, call, &mut document);
    Ok(Reply::json(200, document.into()))
}

/// The answer of an operation that lists metrics: the simulator measures nothing.
pub(super) fn nothing_measured(world: &World, call: &Call, operation: &Operation) -> Reply {
    let maximum = operation.parameter("limit").and_then(|limit| match &limit.shape {
        Shape::Integer { maximum, .. } => *maximum,
        _ => None,
    });
    let limit = call.query.get("limit").and_then(|limit| limit.parse().ok()).or(maximum);
    let mut body = json!({ "data": [], "links": { "self": format!("{}{}", world.origin, call.target()) } });
    if let Some(limit) = limit {
        body["meta"] = json!({ "paging": { "total": 0, "limit": limit } });
    }
    Reply::json(200, body)
}

struct Page {
    start: usize,
    end: usize,
    total: usize,
    limit: usize,
    next: Option<String>,
}

impl Page {
    fn of<T>(call: &Call, all: &[T], id: impl Fn(&T) -> &str) -> Result<Self, Refusal> {
        let limit = call.query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(PAGE);
        let start = match call.query.get("cursor") {
            None => 0,
            Some(text) => {
                let cursor = Cursor::decode(text, &call.path)?;
                let last = all.iter().position(|one| id(one) == cursor.last);
                last.map_or(cursor.offset, |last| last + 1).min(all.len())
            }
        };
        let end = start.saturating_add(limit).min(all.len());
        let last = end.checked_sub(1).and_then(|last| all.get(last)).filter(|_| end < all.len());
        let next = last.map(|last| Cursor { offset: end, last: id(last).to_owned() }.encode(&call.path));
        Ok(Self { start, end, total: all.len(), limit, next })
    }

    fn finish(self, world: &World, call: &Call, document: &mut Map<String, Value>) {
        let url = |query: String| {
            let mark = if query.is_empty() { "" } else { "?" };
            format!("{}{}{mark}{query}", world.origin, call.path)
        };
        let mut links = Map::new();
        links.insert("self".into(), format!("{}{}", world.origin, call.target()).into());
        if call.query.get("cursor").is_some() {
            links.insert("first".into(), url(call.query.with_cursor(None)).into());
        }
        let mut paging = Map::new();
        paging.insert("total".into(), self.total.into());
        paging.insert("limit".into(), self.limit.into());
        if let Some(next) = self.next {
            links.insert("next".into(), url(call.query.with_cursor(Some(&next))).into());
            paging.insert("nextCursor".into(), next.into());
        }
        document.insert("links".into(), links.into());
        document.insert("meta".into(), json!({ "paging": paging }));
    }
}
