//! `sort`.

use std::cmp::Ordering;

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
    resources.sort_by(|left, right| {
        let by_key = keys.iter().map(|key| match key.strip_prefix('-') {
            Some(name) => compare(store, right, left, name),
            None => compare(store, left, right, key),
        });
        by_key.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
}

fn compare(store: &Store, left: &Stored, right: &Stored, name: &str) -> Ordering {
    if name == "id" {
        return left.id.cmp(&right.id);
    }
    if left.relationships.contains_key(name) || right.relationships.contains_key(name) {
        // Builds are sorted by `preReleaseVersion`: what is meant is the version string there.
        return compare_texts(
            "version",
            target_version(store, left, name),
            target_version(store, right, name),
        );
    }
    match (left.attributes.get(name), right.attributes.get(name)) {
        (Some(Value::String(left)), Some(Value::String(right))) => compare_texts(name, left, right),
        (Some(Value::Number(left)), Some(Value::Number(right))) => {
            left.as_f64().unwrap_or_default().total_cmp(&right.as_f64().unwrap_or_default())
        }
        (Some(Value::Bool(left)), Some(Value::Bool(right))) => left.cmp(right),
        (left, right) => rank(left).cmp(&rank(right)),
    }
}

fn target_version<'a>(store: &'a Store, resource: &'a Stored, relationship: &str) -> &'a str {
    let linkage = resource.relationships.get(relationship);
    let target = linkage.and_then(|linkage| linkage.targets().first());
    target.and_then(|to| store.get(&to.kind, &to.id)).map(|target| target.text("version")).unwrap_or_default()
}

/// What has no value comes first.
fn rank(value: Option<&Value>) -> u8 {
    u8::from(value.is_some_and(|value| !value.is_null()))
}

fn compare_texts(name: &str, left: &str, right: &str) -> Ordering {
    if name.to_lowercase().ends_with("version") || name == "versionString" {
        return compare_versions(left, right);
    }
    let date = |text| OffsetDateTime::parse(text, &Rfc3339).ok();
    if name.ends_with("Date")
        && let (Some(left), Some(right)) = (date(left), date(right))
    {
        return left.cmp(&right);
    }
    left.cmp(right)
}

/// Dotted numbers as numbers: 1.10 comes after 1.9.
fn compare_versions(left: &str, right: &str) -> Ordering {
    let numbers =
        |text: &str| text.split('.').map(|part| part.parse::<u64>().unwrap_or_default()).collect::<Vec<_>>();
    numbers(left).cmp(&numbers(right)).then_with(|| left.cmp(right))
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
}
