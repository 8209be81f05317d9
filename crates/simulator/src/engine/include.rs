//! `include`.

use std::collections::HashSet;

use serde_json::Value;

use super::render::{View, shape_of};
use super::store::{Identifier, Linkage, Store, Stored};

/// The resources that the primary data's relationships lead to, each once, and none that is primary itself.
pub(super) fn included(store: &Store, view: &View<'_>, primary: &[&Stored]) -> Option<Vec<Value>> {
    let names = view.query.words("include");
    if names.is_empty() {
        return None;
    }
    let mut seen = primary.iter().map(|one| Identifier::new(&*one.kind, &*one.id)).collect::<HashSet<_>>();
    let mut shown = Vec::new();
    for resource in primary {
        for name in &names {
            let targets = resource.relationships.get(*name).map(Linkage::targets).unwrap_or_default();
            let limit = view.included_limit(name);
            for to in targets.iter().take(limit) {
                if let Some(target) = store.get(&to.kind, &to.id)
                    && let Some(shape) = shape_of(target)
                    && seen.insert(to.clone())
                {
                    shown.push(view.resource(shape, target, false));
                }
            }
        }
    }
    Some(shown)
}
