//! `sort`.

use std::cmp::{Ordering, Reverse};

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::store::{Store, Stored};

/// Sorts resources by keys such as `-uploadedDate`. What is equal stays in the order of creation; under a first
/// key that descends it is the reverse, so that the two directions are mirror images of each other.
pub(super) fn sort(store: &Store, resources: &mut [&Stored], keys: &[&str]) {
    let Some(first) = keys.first() else { return };
    if first.starts_with('-') {
        resources.reverse();
    }
    // Each sort leaves what is equal as it was: the last one, by the first key, has the last word. What is
    // compared is read once for each resource and not for each comparison.
    for key in keys.iter().rev() {
        match key.strip_prefix('-') {
            Some("id") => resources.sort_by_cached_key(|one| Reverse(id(one))),
            None if *key == "id" => resources.sort_by_cached_key(|one| id(one)),
            Some(name) => resources.sort_by_cached_key(|one| Reverse(rank(store, one, name))),
            None => resources.sort_by_cached_key(|one| rank(store, one, key)),
        }
    }
}

/// An id, with its beginning as a number: that decides nearly always, and much faster than the text.
fn id(resource: &Stored) -> (u64, &str) {
    let beginning = resource.id.bytes().chain(std::iter::repeat(0)).take(8);
    (beginning.fold(0, |number, byte| number << 8 | u64::from(byte)), &resource.id)
}

/// What a resource is sorted by: what has no value comes first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank<'a> {
    Nothing,
    Bool(bool),
    Number(Number),
    Date(OffsetDateTime),
    /// Dotted numbers as numbers: 1.10 comes after 1.9.
    Version(Vec<u64>, &'a str),
    Text(&'a str),
    /// Lists and objects, which have no order.
    Other,
}

#[derive(Debug, PartialEq)]
struct Number(f64);

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

fn rank<'a>(store: &'a Store, resource: &'a Stored, name: &str) -> Rank<'a> {
    if let Some(linkage) = resource.relationships.get(name) {
        // Builds are sorted by `preReleaseVersion`: what is meant is the version string there.
        let target = linkage.targets().first().and_then(|to| store.get(&to.kind, &to.id));
        return version(target.map(|target| target.text("version")).unwrap_or_default());
    }
    match resource.attributes.get(name) {
        None | Some(Value::Null) => Rank::Nothing,
        Some(Value::Bool(value)) => Rank::Bool(*value),
        Some(Value::Number(value)) => Rank::Number(Number(value.as_f64().unwrap_or_default())),
        Some(Value::String(value)) => text(name, value),
        Some(Value::Array(_) | Value::Object(_)) => Rank::Other,
    }
}

fn text<'a>(name: &str, value: &'a str) -> Rank<'a> {
    if name.ends_with("version") || name.ends_with("Version") || name == "versionString" {
        return version(value);
    }
    let date = name.ends_with("Date").then(|| OffsetDateTime::parse(value, &Rfc3339).ok()).flatten();
    date.map_or(Rank::Text(value), Rank::Date)
}

fn version(text: &str) -> Rank<'_> {
    Rank::Version(text.split('.').map(|part| part.parse().unwrap_or_default()).collect(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(keys: &[&str]) -> Vec<String> {
        let mut store = Store::default();
        for (id, version, date) in [
            ("a", "1.9", "2026-11-01T00:30:00-07:00"),
            ("b", "1.10", "2026-11-01T01:00:00-08:00"),
            ("c", "1.9", "2026-10-31T00:00:00-07:00"),
        ] {
            let mut build = Stored::new("builds", id);
            build.set("version", version);
            build.set("uploadedDate", date);
            store.put(build);
        }
        let mut builds = store.all("builds").collect::<Vec<_>>();
        sort(&store, &mut builds, keys);
        builds.iter().map(|build| build.id.clone()).collect()
    }

    #[test]
    fn versions_are_sorted_as_numbers_and_dates_as_times() {
        assert_eq!(sorted(&["version"]), ["a", "c", "b"]);
        assert_eq!(sorted(&["uploadedDate"]), ["c", "a", "b"]);
        assert_eq!(sorted(&["version", "uploadedDate"]), ["c", "a", "b"]);
        assert_eq!(sorted(&["-id"]), ["c", "b", "a"]);
    }

    #[test]
    fn descending_is_the_mirror_image_of_ascending() {
        let mut up = sorted(&["version"]);
        up.reverse();
        assert_eq!(sorted(&["-version"]), up);
    }

    #[test]
    fn numbers_are_sorted_as_numbers_and_what_has_no_value_comes_first() {
        let mut store = Store::default();
        for (id, value) in [("ten", Value::from(10)), ("nine", 9.5.into()), ("none", Value::Null)] {
            let mut resource = Stored::new("betaGroups", id);
            resource.set("publicLinkLimit", value);
            store.put(resource);
        }
        let mut groups = store.all("betaGroups").collect::<Vec<_>>();
        sort(&store, &mut groups, &["publicLinkLimit"]);
        assert_eq!(groups.iter().map(|one| &*one.id).collect::<Vec<_>>(), ["none", "nine", "ten"]);
    }
}
