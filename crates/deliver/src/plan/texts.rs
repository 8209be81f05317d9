//! Texts by locale, and the review details.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::compare::differing;
use super::steps::{Edit, Step};
use super::{Absent, Wanted};
use crate::store::{Page, RemoteVersion};

/// More bytes of keywords than these are told of.
const KEYWORD_BYTES: usize = 100;

/// The name that a new locale gets where the files give none: that of the primary locale.
pub(super) fn fallback_name(wanted: &Wanted, page: &Page) -> Option<String> {
    let primary = page.app.attributes.primary_locale.as_deref()?;
    let files = wanted.metadata.info.get(primary).and_then(|texts| texts.get("name"));
    let there = || page.info.as_ref()?.texts.get(primary)?.attributes.get("name")?.as_str();
    files.cloned().or_else(|| there().map(str::to_owned))
}

/// The texts of the app. A locale of the version needs one of the app too, for the name stands there.
pub(super) fn info(wanted: &Wanted, page: &Page) -> Vec<Step> {
    let fallback = fallback_name(wanted, page);
    let locales = wanted.metadata.info.keys().chain(wanted.metadata.version.keys()).collect::<BTreeSet<_>>();
    let empty = BTreeMap::new();
    let step = |locale: &String| {
        let there = page.info.as_ref().and_then(|info| info.texts.get(locale));
        let texts = wanted.metadata.info.get(locale).unwrap_or(&empty);
        let mut changes = differing(texts, there);
        if there.is_none() && !changes.contains_key("name") {
            changes.insert("name".into(), json!(fallback.clone()?));
        }
        let edit = Edit { name: locale.clone(), there: there.cloned(), changes };
        (!edit.changes.is_empty()).then_some(Step::Info(edit))
    };
    locales.into_iter().filter_map(step).collect()
}

/// Whether the version is the first of its platform, for which Apple takes no release notes.
pub(super) fn is_first(page: &Page) -> bool {
    page.versions <= usize::from(page.version.is_some())
}

/// The texts of the version.
pub(super) fn version(
    wanted: &Wanted,
    page: &Page,
    there: Option<&RemoteVersion>,
    notices: &mut Vec<String>,
) -> Vec<Step> {
    let (mut steps, mut without_notes, mut long) = (Vec::new(), Vec::new(), Vec::new());
    for (locale, texts) in &wanted.metadata.version {
        let remote = there.and_then(|there| there.texts.get(locale));
        let mut changes = differing(texts, remote);
        if is_first(page) && changes.shift_remove("whatsNew").is_some() {
            without_notes.push(locale.as_str());
        }
        let bytes = |value: &Value| value.as_str().map_or(0, str::len);
        if changes.get("keywords").map_or(0, bytes) > KEYWORD_BYTES {
            long.push(locale.as_str());
        }
        if remote.is_none() || !changes.is_empty() {
            steps.push(Step::Text(Edit { name: locale.clone(), there: remote.cloned(), changes }));
        }
    }
    if !without_notes.is_empty() {
        notices.push(format!(
            "release notes are left out ({}): Apple takes none for a first version",
            without_notes.join(", ")
        ));
    }
    if !long.is_empty() {
        notices.push(format!(
            "the keywords have more than {KEYWORD_BYTES} bytes ({}): Apple takes {KEYWORD_BYTES} characters, and speaks of \
             bytes in places; look whether all of them are there",
            long.join(", ")
        ));
    }
    steps
}

/// The review details.
pub(super) fn review(wanted: &Wanted, there: Option<&RemoteVersion>) -> Option<Step> {
    if wanted.metadata.review.is_empty() {
        return None;
    }
    let there = there.and_then(|version| version.review.as_ref());
    let mut changes = differing(&wanted.metadata.review, there);
    let demo = |name: &str| wanted.metadata.review.get(name).map(|text| !text.is_empty());
    let required =
        there.and_then(|there| there.attributes.get("demoAccountRequired")) == Some(&Value::Bool(true));
    match (demo("demoAccountName"), demo("demoAccountPassword")) {
        (Some(true), Some(true)) if !required => {
            changes.insert("demoAccountRequired".into(), true.into());
        }
        (Some(false), Some(false)) if required => {
            changes.insert("demoAccountRequired".into(), false.into());
        }
        _ => {}
    }
    let given = |name: &str| demo(name) == Some(true);
    if wanted.absent == Absent::Goes
        && !(given("demoAccountName") && given("demoAccountPassword"))
        && required
    {
        changes.insert("demoAccountRequired".into(), false.into());
    }
    let edit = Edit { name: "review information".into(), there: there.cloned(), changes };
    (!edit.changes.is_empty()).then_some(Step::Review(edit))
}

#[cfg(test)]
mod tests {
    use super::super::compare;
    use super::super::fixture::{names, page, settled, wanted};
    use super::*;

    #[test]
    fn one_changed_sentence_is_one_step_with_one_attribute() {
        let (mut wanted, page) = settled();
        wanted.metadata.version.get_mut("de-DE").unwrap().insert("description", "Neu.".into());
        let steps = compare(&wanted, &page).steps;
        let [Step::Text(edit)] = &*steps else { panic!("one step, not {:?}", names(&steps)) };
        assert_eq!((edit.name.as_str(), edit.changes.len()), ("de-DE", 1));
    }

    #[test]
    fn white_space_and_line_ends_are_no_change() {
        let (wanted, mut page) = settled();
        let text = page.version.as_mut().unwrap().texts.get_mut("en-US").unwrap();
        text.attributes.insert("description".into(), json!("Tides.\r\nAll of them.\n"));
        assert!(compare(&wanted, &page).steps.is_empty());
    }

    #[test]
    fn a_new_locale_is_complete_with_a_name_from_the_primary_one() {
        let (mut wanted, page) = settled();
        wanted.metadata.version.insert("ja".into(), BTreeMap::from([("description", "潮".into())]));
        let steps = compare(&wanted, &page).steps;
        let [Step::Info(info), Step::Text(text)] = &*steps else { panic!("two steps") };
        assert_eq!((info.name.as_str(), &info.changes["name"]), ("ja", &json!("Tideline")));
        assert!(info.there.is_none() && text.there.is_none());
    }

    #[test]
    fn release_notes_of_a_first_version_are_left_out_and_told_once() {
        let comparison = compare(&wanted(), &page());
        let notes = comparison.notices.iter().filter(|notice| notice.contains("release notes"));
        assert_eq!(notes.collect::<Vec<_>>().len(), 1);
        let texts = comparison.steps.iter().filter_map(|step| match step {
            Step::Text(edit) => Some(edit.changes.contains_key("whatsNew")),
            _ => None,
        });
        assert!(texts.collect::<Vec<_>>() == [false, false]);
    }

    #[test]
    fn keywords_are_told_of_by_their_bytes_where_they_change() {
        let (mut wanted, page) = settled();
        let mut told = |keywords: String| {
            wanted.metadata.version.get_mut("de-DE").unwrap().insert("keywords", keywords);
            compare(&wanted, &page).notices.iter().any(|notice| notice.contains("bytes (de-DE)"))
        };
        assert!(!told("é".repeat(50)));
        assert!(told("é".repeat(51)));
    }

    #[test]
    fn a_demo_account_is_required_once_both_its_parts_are_given() {
        let mut wanted = wanted();
        wanted.metadata.review.insert("demoAccountName", "tester".into());
        let edit = |wanted: &Wanted| match review(wanted, None) {
            Some(Step::Review(edit)) => edit.changes,
            _ => panic!("a step"),
        };
        assert!(!edit(&wanted).contains_key("demoAccountRequired"));
        wanted.metadata.review.insert("demoAccountPassword", "secret".into());
        assert_eq!(edit(&wanted)["demoAccountRequired"], true);
    }

    #[test]
    fn an_empty_text_clears_what_is_there_and_only_that() {
        let (mut wanted, mut page) = settled();
        wanted.metadata.info.get_mut("en-US").unwrap().insert("subtitle", String::new());
        wanted.metadata.version.get_mut("en-US").unwrap().insert("whatsNew", String::new());
        wanted.metadata.copyright = Some(String::new());
        wanted.metadata.categories.insert("secondaryCategory", String::new());
        wanted.metadata.review.insert("notes", String::new());
        let steps = compare(&wanted, &page).steps;
        let [Step::Text(text), Step::Version(version)] = &*steps else { panic!("{:?}", names(&steps)) };
        assert_eq!((&text.changes["whatsNew"], &version.changes["copyright"]), (&Value::Null, &Value::Null));
        let there = page.version.as_mut().unwrap().review.as_mut().unwrap();
        there.attributes.insert("notes".into(), json!("Tap twice."));
        assert_eq!(names(&compare(&wanted, &page).steps), ["text", "version", "review"]);
    }

    #[test]
    fn a_demo_account_that_is_not_given_is_needed_no_more_only_where_absence_means_that() {
        let (mut wanted, mut page) = settled();
        let review = page.version.as_mut().unwrap().review.as_mut().unwrap();
        review.attributes.insert("demoAccountRequired".into(), true.into());
        assert!(compare(&wanted, &page).steps.is_empty());
        wanted.absent = Absent::Goes;
        let steps = compare(&wanted, &page).steps;
        let [Step::Review(edit)] = &*steps else { panic!("one step, not {:?}", names(&steps)) };
        assert_eq!(edit.changes["demoAccountRequired"], false);
    }
}
