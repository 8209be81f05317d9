//! `filter[..]` and `exists[..]`.

use serde_json::Value;

use super::call::Query;
use super::store::{Linkage, Store, Stored};

/// Filters that name by another word what a resource has.
const ALIASES: &[(&str, &str, &str)] = &[("customerReviews", "publishedResponse", "response")];

/// Whether a resource passes every filter of a query.
pub(super) fn passes(store: &Store, resource: &Stored, query: &Query) -> bool {
    query.bracketed("filter").all(|(path, value)| {
        let wanted = value.split(',').collect::<Vec<_>>();
        matches(store, resource, path, &wanted)
    }) && query.bracketed("exists").all(|(name, value)| exists(resource, name) == (value == "true"))
}

fn named<'a>(kind: &str, name: &'a str) -> &'a str {
    let alias = ALIASES.iter().find(|(of, alias, _)| *of == kind && *alias == name);
    alias.map_or(name, |(_, _, meant)| meant)
}

/// Several values are alternatives.
fn matches(store: &Store, resource: &Stored, path: &str, wanted: &[&str]) -> bool {
    if path == "id" {
        return wanted.contains(&resource.id.as_str());
    }
    if let Some((relationship, rest)) = path.split_once('.') {
        let linkage = resource.relationships.get(relationship);
        let mut targets = linkage.map(Linkage::targets).unwrap_or_default().iter();
        return targets.any(|to| {
            store.get(&to.kind, &to.id).is_some_and(|target| matches(store, target, rest, wanted))
        });
    }
    if let Some((attribute, after)) = bound(path) {
        return within(resource.text(attribute), wanted, after);
    }
    let name = named(&resource.kind, path);
    if let Some(linkage) = resource.relationships.get(name) {
        return linkage.targets().iter().any(|to| wanted.contains(&to.id.as_str()));
    }
    let value = resource.attributes.get(name).or_else(|| resource.hidden.get(name));
    value.is_some_and(|value| equals(value, name, wanted))
}

fn equals(value: &Value, name: &str, wanted: &[&str]) -> bool {
    match value {
        // Apple compares locales without regard to case.
        Value::String(text) if name == "locale" => wanted.iter().any(|word| word.eq_ignore_ascii_case(text)),
        Value::String(text) => wanted.contains(&text.as_str()),
        Value::Array(items) => items.iter().any(|item| equals(item, name, wanted)),
        // A state that is an object (of a build upload, of an asset) is meant by its own `state`.
        Value::Object(members) => members.get("state").is_some_and(|state| equals(state, name, wanted)),
        Value::Null => false,
        other => wanted.contains(&other.to_string().as_str()),
    }
}

/// `createdDateLessThan` and its like: the attribute, and whether what comes after is wanted.
fn bound(name: &str) -> Option<(&str, bool)> {
    let after = name.strip_suffix("GreaterThanOrEqualTo").map(|attribute| (attribute, true));
    after.or_else(|| name.strip_suffix("LessThan").map(|attribute| (attribute, false)))
}

fn within(date: &str, bounds: &[&str], after: bool) -> bool {
    let parse =
        |text: &str| time::OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339).ok();
    let Some(date) = parse(date) else { return false };
    bounds.iter().filter_map(|bound| parse(bound)).any(|bound| (date >= bound) == after)
}

fn exists(resource: &Stored, name: &str) -> bool {
    let name = named(&resource.kind, name);
    match resource.relationships.get(name) {
        Some(linkage) => !linkage.targets().is_empty(),
        None => resource.attributes.get(name).is_some_and(|value| !value.is_null()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::engine::store::Identifier;

    fn passing(query: &str) -> Vec<String> {
        let mut store = Store::default();
        for (id, platform, version) in [("a", "IOS", "1"), ("b", "MAC_OS", "2")] {
            let mut train = Stored::new("preReleaseVersions", format!("t{id}"));
            train.set("platform", platform);
            store.put(train);
            let mut build = Stored::new("builds", id);
            build.set("version", version);
            build.set("expired", id == "a");
            build.set("locale", "en-US");
            build.set("state", json!({ "state": "COMPLETE" }));
            build.set("uploadedDate", format!("2026-11-0{version}T00:00:00-08:00"));
            let train = Identifier::new("preReleaseVersions", format!("t{id}"));
            build.relationships.insert("preReleaseVersion".into(), Linkage::One(Some(train)));
            store.put(build);
        }
        let query = Query::parse(query);
        store
            .all("builds")
            .filter(|build| passes(&store, build, &query))
            .map(|build| build.id.clone())
            .collect()
    }

    #[test]
    fn filters_compare_attributes_ids_and_what_relationships_lead_to() {
        assert_eq!(passing("filter[version]=1"), ["a"]);
        assert_eq!(passing("filter[version]=1,2&filter[expired]=false"), ["b"]);
        assert_eq!(passing("filter[id]=b"), ["b"]);
        assert_eq!(passing("filter[preReleaseVersion]=ta"), ["a"]);
        assert_eq!(passing("filter[preReleaseVersion.platform]=MAC_OS"), ["b"]);
        assert_eq!(passing("filter[locale]=EN-us"), ["a", "b"]);
        assert_eq!(passing("filter[state]=COMPLETE"), ["a", "b"]);
        assert_eq!(passing("filter[version]=10"), [""; 0]);
        assert_eq!(passing("filter[nothing]=1"), [""; 0]);
        assert_eq!(passing("filter[uploadedDateLessThan]=2026-11-02T00:00:00Z"), ["a"]);
        assert_eq!(passing("filter[uploadedDateGreaterThanOrEqualTo]=2026-11-02T00:00:00Z"), ["b"]);
    }

    #[test]
    fn existence_looks_at_relationships_and_attributes() {
        assert_eq!(passing("exists[preReleaseVersion]=true"), ["a", "b"]);
        assert_eq!(passing("exists[preReleaseVersion]=false"), [""; 0]);
        assert_eq!(passing("exists[usesNonExemptEncryption]=false"), ["a", "b"]);
    }
}
