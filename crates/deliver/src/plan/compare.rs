//! The comparison as a whole.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use spaceship::resources::AppContentRightsDeclaration;

use super::steps::{Step, Taken};
use super::{
    Absent, Target, Wanted, app_clip, attachments, live, previews, price, release, screenshots, texts,
};
use crate::age_rating;
use crate::store::{Page, RemoteVersion, category};

/// What is to do, and what the user should know about it.
#[derive(Clone, Default)]
pub(crate) struct Comparison {
    pub(crate) steps: Vec<Step>,
    pub(crate) notices: Vec<String>,
}

/// Compares what is wanted with what is there.
pub(crate) fn compare(wanted: &Wanted, page: &Page) -> Comparison {
    let mut comparison = compare_all(wanted, page);
    match (wanted.target, &page.version) {
        (Target::Live, None) => live::only_open(comparison),
        (Target::Live, Some(_)) => {
            comparison
                .notices
                .insert(0, "no version is on the store; the one in preparation is edited".into());
            comparison
        }
        _ => comparison,
    }
}

fn compare_all(wanted: &Wanted, page: &Page) -> Comparison {
    let mut notices = Vec::new();
    let there = base(wanted, page);
    let there = there.as_deref();
    let opens = creates(wanted, page);
    let mut steps = Vec::new();
    if let Some(version) = wanted.version.as_ref() {
        match &page.version {
            None if opens => steps.push(Step::CreateVersion(version.clone())),
            Some(there) if there.version != *version => {
                steps.push(Step::RenameVersion(there.version.clone(), version.clone()));
            }
            _ => {}
        }
    }
    steps.extend(texts::info(wanted, page));
    steps.extend(texts::version(wanted, page, there, &mut notices));
    steps.extend(categories(wanted, page));
    steps.extend(release::attributes(wanted, there));
    steps.extend(texts::review(wanted, there));
    steps.extend(attachments::compare(wanted, page, creates(wanted, page)));
    steps.extend(content_rights(wanted, page));
    steps.extend(rating(wanted, page));
    steps.extend(price::availability(wanted, page));
    steps.extend(price::price(wanted, page));
    steps.extend(screenshots::compare(wanted, page, there, &mut notices));
    steps.extend(previews::compare(wanted, page, there, &mut notices));
    steps.extend(app_clip::compare(wanted, page, there, opens, &mut notices));
    steps.extend(release::phased(wanted, there));
    steps.extend(build(wanted, there));
    let submits = wanted.submit && !there.is_some_and(is_submitted);
    take_back(wanted, page, submits, &mut steps);
    let taken = steps.iter().any(|step| matches!(step, Step::TakeBack(_)));
    if submits || (taken && wanted.submit) {
        steps.push(Step::Submit);
    }
    Comparison { steps, notices }
}

/// Whether a version is to be made. A number that is on the store already is not made again.
fn creates(wanted: &Wanted, page: &Page) -> bool {
    let Some(version) = &wanted.version else { return false };
    page.version.is_none() && page.previous.as_ref().is_none_or(|previous| previous.version != *version)
}

/// What the version has. One that is to be made begins as Apple begins it: as a copy of the last one, without its
/// release notes and its build.
pub(super) fn base<'a>(wanted: &Wanted, page: &'a Page) -> Option<Cow<'a, RemoteVersion>> {
    if let Some(version) = &page.version {
        return Some(Cow::Borrowed(version));
    }
    let previous = page.previous.as_ref()?;
    if !creates(wanted, page) {
        return Some(Cow::Borrowed(previous));
    }
    let mut copy = previous.clone();
    copy.state = "PREPARE_FOR_SUBMISSION".into();
    (copy.build, copy.phased) = (None, None);
    copy.resource.attributes.release_type = None;
    copy.resource.attributes.earliest_release_date = None;
    for text in copy.texts.values_mut() {
        text.attributes.remove("whatsNew");
    }
    Some(Cow::Owned(copy))
}

/// Whether the version is handed in already.
fn is_submitted(version: &RemoteVersion) -> bool {
    !version.is_editable() && version.state != "READY_FOR_REVIEW"
}

/// The subcategories, each with its category.
const SUBCATEGORIES: [(&str, &str); 4] = [
    ("primarySubcategoryOne", "primaryCategory"),
    ("primarySubcategoryTwo", "primaryCategory"),
    ("secondarySubcategoryOne", "secondaryCategory"),
    ("secondarySubcategoryTwo", "secondaryCategory"),
];

fn categories(wanted: &Wanted, page: &Page) -> Option<Step> {
    let there =
        |relationship: &str| page.info.as_ref().and_then(|info| category(&info.resource, relationship));
    let changes = wanted.metadata.categories.iter().filter_map(|(relationship, wanted)| {
        let there = there(relationship);
        let wanted = Some(wanted).filter(|wanted| !wanted.is_empty()).cloned();
        (there != wanted).then_some((*relationship, (there, wanted)))
    });
    let cleared = SUBCATEGORIES.iter().filter(|(relationship, group)| {
        let given = &wanted.metadata.categories;
        wanted.absent == Absent::Goes && given.contains_key(group) && !given.contains_key(relationship)
    });
    let cleared =
        cleared.filter_map(|(relationship, _)| Some((*relationship, (Some(there(relationship)?), None))));
    let changes = changes.chain(cleared).collect::<BTreeMap<_, _>>();
    (!changes.is_empty()).then_some(Step::Categories(changes))
}

fn content_rights(wanted: &Wanted, page: &Page) -> Option<Step> {
    let declared = page.app.attributes.content_rights_declaration.as_ref();
    let there = declared.map(AppContentRightsDeclaration::as_str);
    let wanted = wanted.content_rights.filter(|wanted| there != Some(*wanted))?;
    Some(Step::ContentRights(there.map(str::to_owned), wanted))
}

fn rating(wanted: &Wanted, page: &Page) -> Option<Step> {
    let there = page.info.as_ref().and_then(|info| info.age_rating.as_ref());
    let there = there.map(|rating| rating.attributes.clone()).unwrap_or_default();
    let differences = age_rating::differences(&wanted.age_rating, &there);
    (!differences.is_empty()).then_some(Step::AgeRating(differences))
}

fn build(wanted: &Wanted, there: Option<&RemoteVersion>) -> Vec<Step> {
    let Some(build) = &wanted.build else { return Vec::new() };
    let chosen = there.and_then(|there| there.build.as_ref()).map(|build| &build.id);
    let compliance = build.compliance.map(|uses| Step::Compliance(build.clone(), uses));
    let choice = (chosen != Some(&build.id)).then(|| Step::Build(build.clone(), chosen.cloned()));
    compliance.into_iter().chain(choice).collect()
}

/// What is handed in is taken back only where the user allows it and something is to change.
fn take_back(wanted: &Wanted, page: &Page, submits: bool, steps: &mut Vec<Step>) {
    let locked = page.version.as_ref().is_some_and(|version| !version.is_editable());
    let changes = steps.iter().any(|step| !step.is_of_the_app_alone());
    if !wanted.reject || !((locked && changes) || submits) {
        return;
    }
    let version = page.version.as_ref().map(|version| &version.resource.id);
    let draft_is_in_the_way = locked && changes;
    let taken = page.submissions.iter().filter_map(|submission| {
        if submission.is_under_way() {
            return Some(Taken::Submission(submission.id.clone(), submission.state.clone()));
        }
        let ours = submission.version.is_some() && submission.version.as_ref() == version;
        (ours && draft_is_in_the_way).then(|| Taken::Draft(submission.id.clone()))
    });
    let taken = taken.collect::<Vec<_>>();
    if !taken.is_empty() {
        steps.insert(0, Step::TakeBack(taken));
    }
}

/// The attributes that are wanted and not there. An empty text is cleared with null.
pub(super) fn differing<'a>(
    wanted: impl IntoIterator<Item = (&'a &'static str, &'a String)>,
    there: Option<&crate::store::RemoteText>,
) -> Map<String, Value> {
    let same = |name: &str, text: &str| {
        let value = there.and_then(|there| there.attributes.get(name)).and_then(Value::as_str);
        // Apple stores texts without white space around them.
        value.unwrap_or_default().replace("\r\n", "\n").trim() == text
    };
    let changes = wanted.into_iter().filter(|(name, text)| !same(name, text));
    let value = |text: &String| if text.is_empty() { Value::Null } else { json!(text) };
    changes.map(|(name, text)| ((*name).to_owned(), value(text))).collect()
}

#[cfg(test)]
mod tests {
    use spaceship::jsonapi::{Id, Relationship};
    use spaceship::resources::AppCategory;

    use super::super::fixture::{names, page, released, settled, wanted};
    use super::*;
    use crate::plan::WantedBuild;

    #[test]
    fn what_is_there_already_gives_no_step() {
        let (wanted, page) = settled();
        assert_eq!(names(&compare(&wanted, &page).steps), Vec::<&str>::new());
    }

    #[test]
    fn a_first_delivery_does_everything_in_its_order_and_submits_last() {
        let mut wanted = wanted();
        wanted.submit = true;
        wanted.build =
            Some(WantedBuild { id: Id::new("B1"), number: "7".into(), open: true, compliance: Some(false) });
        wanted.phased_release = Some(true);
        wanted.content_rights = Some("DOES_NOT_USE_THIRD_PARTY_CONTENT");
        let steps = compare(&wanted, &page()).steps;
        let expected = [
            "rename",
            "info",
            "info",
            "text",
            "text",
            "categories",
            "version",
            "review",
            "rights",
            "screenshots",
            "phased",
            "compliance",
            "build",
            "submit",
        ];
        assert_eq!(names(&steps), expected);
    }

    #[test]
    fn the_number_of_a_version_makes_or_renames_it() {
        let mut wanted = Wanted { version: Some("1.0".into()), ..Wanted::default() };
        assert!(compare(&wanted, &page()).steps.is_empty());
        wanted.version = Some("1.1".into());
        assert!(compare(&wanted, &page()).steps == [Step::RenameVersion("1.0".into(), "1.1".into())]);
        let mut live = released();
        assert!(compare(&wanted, &live).steps == [Step::CreateVersion("1.1".into())]);
        wanted.version = Some("1.0".into());
        assert!(compare(&wanted, &live).steps.is_empty(), "what is on the store is not made again");
        live.previous = None;
        assert!(compare(&wanted, &live).steps == [Step::CreateVersion("1.0".into())]);
    }

    #[test]
    fn a_version_to_be_made_begins_as_a_copy_without_release_notes_and_build() {
        let (mut wanted, settled) = settled();
        wanted.version = Some("1.1".into());
        let page = Page { previous: settled.version.clone(), version: None, versions: 1, ..settled };
        let steps = compare(&wanted, &page).steps;
        assert_eq!(names(&steps), ["create", "text", "text", "build"]);
        let Step::Text(edit) = &steps[1] else { panic!("a text comes second") };
        assert_eq!(edit.changes.keys().collect::<Vec<_>>(), ["whatsNew"]);
    }

    #[test]
    fn subcategories_go_only_where_absence_means_that() {
        let (mut wanted, mut page) = settled();
        let there = |id: &str| Relationship::one(&Id::<AppCategory>::new(id));
        let info = &mut page.info.as_mut().unwrap().resource.relationships;
        for (name, id) in [("primaryCategory", "GAMES"), ("primarySubcategoryOne", "GAMES_PUZZLE")] {
            info.insert(name.into(), there(id));
        }
        wanted.metadata.categories = BTreeMap::from([("primaryCategory", "GAMES".to_owned())]);
        assert!(compare(&wanted, &page).steps.is_empty());
        wanted.absent = Absent::Goes;
        let steps = compare(&wanted, &page).steps;
        let cleared = BTreeMap::from([("primarySubcategoryOne", (Some("GAMES_PUZZLE".to_owned()), None))]);
        assert!(steps == [Step::Categories(cleared)]);
        wanted.metadata.categories.clear();
        assert!(compare(&wanted, &page).steps.is_empty(), "without a category nothing is said of its parts");
    }

    #[test]
    fn price_and_availability_need_no_version_that_can_be_changed() {
        let (mut wanted, mut page) = settled();
        page.version.as_mut().unwrap().state = "IN_REVIEW".into();
        page.extras.territories = vec!["USA".into()];
        wanted.territories = Some(crate::plan::Territories::All);
        wanted.reject = true;
        let steps = compare(&wanted, &page).steps;
        assert_eq!(names(&steps), ["availability"], "nothing is taken back for it");
        assert!(crate::plan::locked(&page, &steps).is_none());
    }

    #[test]
    fn a_submitted_version_is_not_submitted_again() {
        let (mut wanted, mut page) = settled();
        wanted.submit = true;
        for (state, submits) in [
            ("PREPARE_FOR_SUBMISSION", true),
            ("READY_FOR_REVIEW", true),
            ("DEVELOPER_REJECTED", true),
            ("WAITING_FOR_REVIEW", false),
            ("IN_REVIEW", false),
            ("PENDING_DEVELOPER_RELEASE", false),
        ] {
            page.version.as_mut().unwrap().state = state.into();
            assert_eq!(compare(&wanted, &page).steps.contains(&Step::Submit), submits, "{state}");
        }
    }

    #[test]
    fn what_waits_for_review_is_taken_back_only_if_allowed_and_needed() {
        let (mut wanted, mut page) = settled();
        wanted.submit = true;
        page.version.as_mut().unwrap().state = "WAITING_FOR_REVIEW".into();
        page.submissions = vec![crate::store::Submission {
            id: Id::new("S1"),
            state: "WAITING_FOR_REVIEW".into(),
            version: Some(Id::new("V1")),
            items: 1,
        }];
        wanted.reject = true;
        assert!(compare(&wanted, &page).steps.is_empty(), "nothing differs");
        wanted.metadata.copyright = Some("2027 Someone".into());
        assert_eq!(names(&compare(&wanted, &page).steps), ["take back", "version", "submit"]);
        wanted.reject = false;
        assert_eq!(names(&compare(&wanted, &page).steps), ["version"]);
    }
}
