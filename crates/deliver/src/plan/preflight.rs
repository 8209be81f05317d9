//! What Apple would refuse although each file is right by itself: found before the first write.

use serde_json::Value;

use super::compare::compare;
use super::mandatory::{self, is_filled};
use super::steps::Step;
use super::{Comparison, Wanted, app_clip, price, texts};
use crate::age_rating;
use crate::files::{MOST_FILMS_IN_A_SET, MOST_IN_A_SET};
use crate::store::Page;

/// The contact of the reviewers, of which Apple takes all or nothing, and the files for it.
const CONTACT: [(&str, &str); 4] = [
    ("contactFirstName", "first_name"),
    ("contactLastName", "last_name"),
    ("contactPhone", "phone_number"),
    ("contactEmail", "email_address"),
];

/// Everything that stands in the way of the steps, each with its remedy.
pub(crate) fn preflight(wanted: &Wanted, page: &Page, comparison: &Comparison) -> Vec<String> {
    let mut findings = Vec::new();
    let steps = &comparison.steps;
    number(page, steps, &mut findings);
    names(wanted, page, &mut findings);
    contact(steps, &mut findings);
    details(wanted, page, steps, &mut findings);
    findings.extend(price::refused(wanted, page, steps));
    let rating = page.info.as_ref().and_then(|info| info.age_rating.as_ref());
    let rating = rating.map(|rating| rating.attributes.clone()).unwrap_or_default();
    findings.extend(age_rating::refused(&wanted.age_rating, &rating));
    for set in
        steps.iter().filter_map(|step| if let Step::Screenshots(set) = step { Some(set) } else { None })
    {
        let all = set.order.len() + set.others.len();
        if all > MOST_IN_A_SET {
            findings.push(format!(
                "{} {} would have {all} screenshots, {} of them in no file; Apple takes {MOST_IN_A_SET}, \
                 --overwrite-screenshots deletes those in no file",
                set.locale,
                set.kind,
                set.others.len()
            ));
        }
    }
    for set in steps.iter().filter_map(|step| if let Step::Previews(set) = step { Some(set) } else { None }) {
        let all = set.order.len() + set.others.len();
        if all > MOST_FILMS_IN_A_SET {
            findings.push(format!(
                "{} {} would have {all} previews, {} of them in no file; Apple takes {MOST_FILMS_IN_A_SET}, \
                 --overwrite-preview-videos deletes those in no file",
                set.locale,
                set.kind,
                set.others.len()
            ));
        }
    }
    findings.extend(app_clip::findings(comparison));
    if steps.contains(&Step::Submit) {
        submission(wanted, page, &mut findings);
    }
    findings
}

/// The version that the steps need, and whether its number can still be had.
fn number(page: &Page, steps: &[Step], findings: &mut Vec<String>) {
    let new = steps.iter().find_map(|step| match step {
        Step::CreateVersion(new) | Step::RenameVersion(_, new) => Some(new),
        _ => None,
    });
    if let Some(new) = new.filter(|new| page.released.contains(*new)) {
        findings.push(format!("version {new} was released before; give a higher --app-version"));
    }
    let opens = steps.iter().any(|step| matches!(step, Step::CreateVersion(_)));
    let closed = page.info.as_ref().is_none_or(|info| !info.open);
    let needs =
        |step: &Step| step.needs_version() || (closed && matches!(step, Step::Info(_) | Step::Categories(_)));
    if page.version.is_none() && !opens && page.previous.is_none() && steps.iter().any(needs) {
        findings.push("the app has no version to work on; give --app-version".into());
    }
}

/// A new locale needs a name, from its files or from the primary locale.
fn names(wanted: &Wanted, page: &Page, findings: &mut Vec<String>) {
    if texts::fallback_name(wanted, page).is_some() {
        return;
    }
    for locale in wanted.metadata.version.keys() {
        let there = page.info.as_ref().is_some_and(|info| info.texts.contains_key(locale));
        let named = wanted.metadata.info.get(locale).is_some_and(|texts| texts.contains_key("name"));
        if !there && !named {
            findings.push(format!("the new locale {locale} has no name; write metadata/{locale}/name.txt"));
        }
    }
}

fn contact(steps: &[Step], findings: &mut Vec<String>) {
    let edit = steps.iter().find_map(|step| if let Step::Review(edit) = step { Some(edit) } else { None });
    let Some(edit) = edit else { return };
    let missing = CONTACT.iter().filter(|(attribute, _)| {
        let change = edit.changes.get(*attribute);
        change.map_or_else(|| !is_filled(edit.there.as_ref(), attribute), Value::is_null)
    });
    let missing = missing.map(|(_, file)| format!("{file}.txt")).collect::<Vec<_>>();
    if !missing.is_empty() {
        findings.push(format!(
            "the contact for the reviewers is not complete; metadata/review_information lacks {}",
            missing.join(", ")
        ));
    }
}

/// Attachments go with the review information.
fn details(wanted: &Wanted, page: &Page, steps: &[Step], findings: &mut Vec<String>) {
    let sends = steps.iter().any(|step| matches!(step, Step::Attachments(plan) if !plan.upload.is_empty()));
    let version = page.version.as_ref().or(page.previous.as_ref());
    let there = version.is_some_and(|version| version.review.is_some());
    if sends && !there && wanted.metadata.review.is_empty() {
        let what = "attachments go with the review information, which the version does not have";
        findings.push(format!("{what}; write the contact into metadata/review_information"));
    }
}

/// What a submission needs and the files could give.
fn submission(wanted: &Wanted, page: &Page, findings: &mut Vec<String>) {
    match &wanted.build {
        None if page.version.as_ref().is_none_or(|version| version.build.is_none()) => {
            findings.push("a submission needs a build; give --build-number".into());
        }
        Some(build) if build.open && build.compliance.is_none() => findings.push(format!(
            "build {} does not say whether it uses encryption that is not exempt; put \
             ITSAppUsesNonExemptEncryption into Info.plist, or give --submission-information \
             '{{\"export_compliance_uses_encryption\": false}}'",
            build.number
        )),
        _ => {}
    }
    mandatory::missing(wanted, page, findings);
}

/// What can no longer be changed: the version's number and state. `None` where every step is possible.
pub(crate) fn locked<'a>(page: &'a Page, steps: &[Step]) -> Option<(&'a str, &'a str)> {
    let opens = steps.iter().any(|step| matches!(step, Step::CreateVersion(_) | Step::TakeBack(_)));
    let version =
        page.version.as_ref().or(page.previous.as_ref()).filter(|version| !version.is_editable())?;
    let changes = steps.iter().any(|step| *step != Step::Submit && !step.is_of_the_app_alone());
    (changes && !opens).then_some((version.version.as_str(), version.state.as_str()))
}

/// What Apple does not show as it was written, once everything but the submission is done. The page was read without
/// screenshots and previews.
pub(crate) fn unmet(wanted: &Wanted, page: &Page) -> Vec<Step> {
    let mut steps = compare(wanted, page).steps;
    steps.retain(|step| !matches!(step, Step::Submit | Step::Screenshots(_) | Step::Previews(_)));
    steps
}

#[cfg(test)]
mod tests {
    use spaceship::jsonapi::Id;

    use super::super::fixture::{page, released, remote_shot, settled, shot, wanted};
    use super::*;
    use crate::plan::WantedBuild;
    use crate::store::RemoteSet;

    fn found(wanted: &Wanted, page: &Page) -> Vec<String> {
        preflight(wanted, page, &compare(wanted, page))
    }

    #[test]
    fn a_whole_project_has_no_findings() {
        assert_eq!(found(&wanted(), &page()), Vec::<String>::new());
        let (wanted, page) = settled();
        assert_eq!(found(&wanted, &page), Vec::<String>::new());
    }

    #[test]
    fn a_submission_needs_a_build_and_its_answer() {
        let (mut wanted, mut page) = settled();
        wanted.submit = true;
        (wanted.build, page.version.as_mut().unwrap().build) = (None, None);
        assert!(found(&wanted, &page)[0].contains("--build-number"));
        wanted.build =
            Some(WantedBuild { id: Id::new("B2"), number: "9".into(), open: true, compliance: None });
        assert!(found(&wanted, &page)[0].contains("ITSAppUsesNonExemptEncryption"));
        wanted.submit = false;
        assert!(found(&wanted, &page).is_empty());
    }

    #[test]
    fn a_number_that_was_released_cannot_be_had_again() {
        let mut wanted = wanted();
        wanted.version = Some("0.9".into());
        assert!(
            found(&wanted, &released()).iter().any(|finding| finding.contains("0.9 was released before"))
        );
        wanted.version = Some("1.1".into());
        assert!(!found(&wanted, &released()).iter().any(|finding| finding.contains("released before")));
    }

    #[test]
    fn ten_in_a_set_count_what_stays_at_apple() {
        let (mut wanted, mut page) = settled();
        let mut remote = (0..9).map(|n| remote_shot(&format!("R{n}"), "r.png", &format!("r{n}")));
        let sets = &mut page.version.as_mut().unwrap().sets;
        let set = RemoteSet { id: Id::new("SET"), shots: remote.by_ref().collect() };
        sets.entry("de-DE".into()).or_default().insert("APP_IPHONE_67".into(), set);
        let shots = |count: usize| (0..count).map(|n| shot(&format!("{n}.png"), &format!("n{n}"))).collect();
        wanted.screenshots.entry("de-DE".into()).or_default().insert("APP_IPHONE_67", shots(1));
        assert!(found(&wanted, &page).is_empty());
        wanted.screenshots.get_mut("de-DE").unwrap().insert("APP_IPHONE_67", shots(2));
        assert!(found(&wanted, &page)[0].contains("would have 11 screenshots, 9 of them in no file"));
        wanted.overwrite_screenshots = true;
        assert!(found(&wanted, &page).is_empty());
    }

    #[test]
    fn half_a_contact_is_named_with_its_missing_files() {
        let mut wanted = wanted();
        wanted.metadata.review.remove("contactPhone");
        let findings = found(&wanted, &page());
        assert!(findings[0].ends_with("lacks phone_number.txt"), "{findings:?}");
    }

    #[test]
    fn a_locked_version_takes_no_change_but_its_own_submission() {
        let (mut wanted, mut page) = settled();
        page.version.as_mut().unwrap().state = "READY_FOR_REVIEW".into();
        wanted.submit = true;
        assert_eq!(locked(&page, &compare(&wanted, &page).steps), None);
        wanted.metadata.copyright = Some("2027 Someone".into());
        let steps = compare(&wanted, &page).steps;
        assert_eq!(locked(&page, &steps), Some(("1.0", "READY_FOR_REVIEW")));
    }

    #[test]
    fn what_is_on_the_store_is_locked_until_a_version_is_made() {
        let mut wanted = wanted();
        wanted.version = None;
        let page = released();
        assert!(locked(&page, &compare(&wanted, &page).steps).is_some());
        wanted.version = Some("1.1".into());
        assert_eq!(locked(&page, &compare(&wanted, &page).steps), None);
    }
}
