//! The version's own attributes, and how it is released.

use serde_json::{Map, json};

use super::Wanted;
use super::steps::{Edit, Step};
use crate::store::{RemoteText, RemoteVersion};

/// The attributes of the version.
pub(super) fn attributes(wanted: &Wanted, there: Option<&RemoteVersion>) -> Option<Step> {
    let attributes = there.map(|version| &version.resource.attributes);
    let (mut before, mut changes) = (Map::new(), Map::new());
    let mut set = |name: &str, old: Option<&str>, new: Option<&str>| {
        before.insert(name.into(), json!(old));
        changes.insert(name.into(), json!(new));
    };
    let copyright = attributes.and_then(|there| there.copyright.as_deref());
    let differs = |wanted: &&str| copyright.unwrap_or_default() != *wanted;
    if let Some(wanted) = wanted.metadata.copyright.as_deref().filter(differs) {
        set("copyright", copyright, Some(wanted).filter(|wanted| !wanted.is_empty()));
    }
    if let Some((wanted, date)) = &wanted.release {
        let release = attributes.and_then(|there| there.release_type.as_ref()).map(ToString::to_string);
        if release.as_deref() != Some(*wanted) {
            set("releaseType", release.as_deref(), Some(wanted));
        }
        let dated = attributes.and_then(|there| there.earliest_release_date.as_deref());
        if !same_moment(dated, date.as_deref()) {
            set("earliestReleaseDate", dated, date.as_deref());
        }
    }
    let id = there.map(|version| version.resource.id.to_string()).unwrap_or_default();
    let there = Some(RemoteText { id, attributes: before });
    (!changes.is_empty()).then(|| Step::Version(Edit { name: "version".into(), there, changes }))
}

/// Whether two dates are the same moment, though Apple writes it in another zone.
fn same_moment(there: Option<&str>, wanted: Option<&str>) -> bool {
    use time::format_description::well_known::Rfc3339;
    let read = |text: &str| time::OffsetDateTime::parse(text, &Rfc3339).ok();
    match (there, wanted) {
        (None, None) => true,
        (Some(there), Some(wanted)) => read(there).is_some() && read(there) == read(wanted),
        _ => false,
    }
}

/// The phased release, which is left alone unless something is said of it.
pub(super) fn phased(wanted: &Wanted, there: Option<&RemoteVersion>) -> Option<Step> {
    let phased = there.and_then(|there| there.phased.clone());
    match (wanted.phased_release, phased) {
        (Some(true), None) => Some(Step::StartPhasedRelease),
        (Some(false), Some(id)) => Some(Step::DropPhasedRelease(id)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use spaceship::jsonapi::Id;

    use super::super::compare;
    use super::super::fixture::{names, settled};
    use super::*;
    use crate::store::Page;

    #[test]
    fn the_phased_release_is_left_alone_unless_something_is_said() {
        let (mut wanted, mut page) = settled();
        let phased = |wanted: &Wanted, page: &Page| names(&compare(wanted, page).steps);
        wanted.phased_release = Some(false);
        assert!(phased(&wanted, &page).is_empty());
        page.version.as_mut().unwrap().phased = Some(Id::new("P1"));
        assert_eq!(phased(&wanted, &page), ["drop phased"]);
        wanted.phased_release = None;
        assert!(phased(&wanted, &page).is_empty());
        wanted.phased_release = Some(true);
        assert!(phased(&wanted, &page).is_empty());
    }

    #[test]
    fn a_date_is_a_moment_and_goes_when_the_release_is_not_scheduled() {
        assert!(same_moment(Some("2026-12-01T00:00:00-08:00"), Some("2026-12-01T08:00:00Z")));
        assert!(!same_moment(Some("2026-12-01T00:00:00-08:00"), Some("2026-12-01T09:00:00Z")));
        let (mut wanted, mut page) = settled();
        page.version.as_mut().unwrap().resource.attributes.release_type = Some("SCHEDULED".into());
        page.version.as_mut().unwrap().resource.attributes.earliest_release_date =
            Some("2026-12-01T00:00:00-08:00".into());
        wanted.release = Some(("MANUAL", None));
        let steps = compare(&wanted, &page).steps;
        let [Step::Version(edit)] = &*steps else { panic!("one step") };
        assert_eq!(edit.changes["releaseType"], "MANUAL");
        assert_eq!(edit.changes["earliestReleaseDate"], Value::Null);
    }
}
