//! Reading the relationships of a request.

use std::collections::BTreeMap;

use crate::engine::store::Linkage;

/// The id that a to-one relationship of a request leads to; empty where it is absent or null.
pub(crate) fn one<'a>(relationships: &'a BTreeMap<String, Linkage>, name: &str) -> &'a str {
    match relationships.get(name) {
        Some(Linkage::One(Some(to))) => &to.id,
        _ => "",
    }
}
