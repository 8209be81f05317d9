//! What differs between the files and the store: a pure comparison.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use console::{Action, Change, Plan};
use serde_json::{Map, Value, json};
use spaceship::jsonapi::Id;
use spaceship::resources::{AppScreenshot, Build};

use crate::files::{Metadata, Screenshots, Shot};
use crate::store::{Page, RemoteSet, RemoteShot, RemoteText, category};

/// What a run is to bring about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) version: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) screenshots: Screenshots,
    /// Whether screenshots at Apple that are not in the files are deleted.
    pub(crate) overwrite_screenshots: bool,
    /// `MANUAL`, `AFTER_APPROVAL` or `SCHEDULED`, with the date for the last.
    pub(crate) release: Option<(&'static str, Option<String>)>,
    pub(crate) phased_release: bool,
    pub(crate) build: Option<WantedBuild>,
    pub(crate) content_rights: Option<&'static str>,
    pub(crate) submit: bool,
}

/// The build that the version is to have.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WantedBuild {
    pub(crate) id: Id<Build>,
    pub(crate) number: String,
    /// What is to be answered about encryption, where nothing was answered yet.
    pub(crate) compliance: Option<bool>,
}

/// What is done to the screenshots of one set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SetPlan {
    pub(crate) locale: String,
    pub(crate) kind: String,
    /// The screenshots of the files in their order, each with the one at Apple that is the same.
    pub(crate) order: Vec<(Shot, Option<Id<AppScreenshot>>)>,
    /// Those at Apple that are in no file and stay.
    pub(crate) others: Vec<Id<AppScreenshot>>,
    pub(crate) delete: Vec<(Id<AppScreenshot>, String, String)>,
    /// Whether the order at Apple has to be set although nothing is sent.
    pub(crate) reorder: bool,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    CreateVersion(String),
    RenameVersion(String, String),
    /// Attributes of the version.
    Version(Map<String, Value>),
    /// A text of the app: the locale, what is there, what changes.
    Info(String, Option<RemoteText>, Map<String, Value>),
    /// A text of the version.
    Text(String, Option<RemoteText>, Map<String, Value>),
    /// Categories by relationship.
    Categories(BTreeMap<&'static str, (Option<String>, String)>),
    /// Review details: what is there, what changes.
    Review(Option<RemoteText>, Map<String, Value>),
    ContentRights(&'static str),
    Screenshots(SetPlan),
    PhasedRelease,
    Build(WantedBuild),
    Submit,
}

/// Compares. Notices say what is left out and why.
pub(crate) fn compare(wanted: &Wanted, page: &Page, notices: &mut Vec<String>) -> Vec<Step> {
    let mut steps = Vec::new();
    let there = page.version.as_ref();
    match (&wanted.version, there) {
        (Some(version), None) => steps.push(Step::CreateVersion(version.clone())),
        (Some(version), Some(there)) if there.version != *version => {
            steps.push(Step::RenameVersion(there.version.clone(), version.clone()));
        }
        _ => {}
    }
    steps.extend(info_steps(wanted, page));
    steps.extend(text_steps(wanted, page, notices));
    steps.extend(category_step(wanted, page));
    let attributes = version_attributes(wanted, page);
    if !attributes.is_empty() {
        steps.push(Step::Version(attributes));
    }
    steps.extend(review_step(wanted, page));
    steps.extend(content_rights_step(wanted, page));
    steps.extend(screenshot_steps(wanted, page));
    if wanted.phased_release && !there.is_some_and(|there| there.phased) {
        steps.push(Step::PhasedRelease);
    }
    if let Some(build) = &wanted.build {
        let chosen = there.and_then(|there| there.build.as_ref()) == Some(&build.id);
        if !chosen || build.compliance.is_some() {
            steps.push(Step::Build(build.clone()));
        }
    }
    if wanted.submit && !is_submitted(page) {
        steps.push(Step::Submit);
    }
    steps
}

/// Whether the version is handed in already.
pub(crate) fn is_submitted(page: &Page) -> bool {
    page.version.as_ref().is_some_and(|version| !version.is_editable() && version.state != "READY_FOR_REVIEW")
}

/// The attributes that are wanted and not there.
fn differing<'a>(
    wanted: impl IntoIterator<Item = (&'a &'static str, &'a String)>,
    there: Option<&RemoteText>,
) -> Map<String, Value> {
    let same = |name: &str, text: &str| {
        let value = there.and_then(|there| there.attributes.get(name)).and_then(Value::as_str);
        // Apple stores texts without white space around them.
        value.is_some_and(|value| value.replace("\r\n", "\n").trim() == text)
    };
    let changes = wanted.into_iter().filter(|(name, text)| !same(name, text));
    changes.map(|(name, text)| ((*name).to_owned(), json!(text))).collect()
}

fn info_steps(wanted: &Wanted, page: &Page) -> Vec<Step> {
    let primary = page.app.attributes.primary_locale.clone().unwrap_or_default();
    let name_of =
        |locale: &str| wanted.metadata.info.get(locale).and_then(|texts| texts.get("name")).cloned();
    let fallback = name_of(&primary).or_else(|| {
        let there = page.info_texts.get(&primary)?.attributes.get("name")?;
        there.as_str().map(str::to_owned)
    });
    // A locale of the version needs one of the app: its name stands there.
    let locales = wanted.metadata.info.keys().chain(wanted.metadata.version.keys()).collect::<BTreeSet<_>>();
    let step = |locale: &String| {
        let there = page.info_texts.get(locale);
        let empty = BTreeMap::new();
        let texts = wanted.metadata.info.get(locale).unwrap_or(&empty);
        let mut changes = differing(texts, there);
        if there.is_none() && !changes.contains_key("name") {
            changes.insert("name".into(), json!(fallback.clone()?));
        }
        (!changes.is_empty()).then(|| Step::Info(locale.clone(), there.cloned(), changes))
    };
    locales.into_iter().filter_map(step).collect()
}

fn text_steps(wanted: &Wanted, page: &Page, notices: &mut Vec<String>) -> Vec<Step> {
    let there = page.version.as_ref();
    // The version to come counts too, so that one alone, or none, means the first.
    let first = page.versions <= usize::from(there.is_some());
    let mut steps = Vec::new();
    for (locale, texts) in &wanted.metadata.version {
        let remote = there.and_then(|there| there.texts.get(locale));
        let mut changes = differing(texts, remote);
        if first && changes.remove("whatsNew").is_some() {
            notices
                .push(format!("{locale}: release notes are left out; Apple takes none for a first version"));
        }
        if remote.is_none() || !changes.is_empty() {
            steps.push(Step::Text(locale.clone(), remote.cloned(), changes));
        }
    }
    steps
}

fn category_step(wanted: &Wanted, page: &Page) -> Option<Step> {
    let there = |relationship: &str| page.info.as_ref().and_then(|info| category(info, relationship));
    let changes = wanted.metadata.categories.iter().filter_map(|(relationship, wanted)| {
        let there = there(relationship);
        (there.as_ref() != Some(wanted)).then(|| (*relationship, (there, wanted.clone())))
    });
    let changes = changes.collect::<BTreeMap<_, _>>();
    (!changes.is_empty()).then_some(Step::Categories(changes))
}

fn version_attributes(wanted: &Wanted, page: &Page) -> Map<String, Value> {
    let there = page.version.as_ref().map(|version| &version.resource.attributes);
    let mut attributes = Map::new();
    if let Some(copyright) = &wanted.metadata.copyright
        && there.and_then(|there| there.copyright.as_ref()) != Some(copyright)
    {
        attributes.insert("copyright".into(), json!(copyright));
    }
    if let Some((release, date)) = &wanted.release {
        let same = there
            .and_then(|there| there.release_type.as_ref())
            .map(spaceship::resources::AppStoreVersionReleaseType::as_str)
            == Some(*release);
        if !same {
            attributes.insert("releaseType".into(), json!(release));
        }
        let dated = there.and_then(|there| there.earliest_release_date.as_deref());
        if let Some(date) = date.as_deref().filter(|date| !same_moment(dated, date)) {
            attributes.insert("earliestReleaseDate".into(), json!(date));
        }
    }
    attributes
}

/// Whether two dates are the same moment, though Apple writes it in another zone.
fn same_moment(there: Option<&str>, wanted: &str) -> bool {
    use time::format_description::well_known::Rfc3339;
    let read = |text: &str| time::OffsetDateTime::parse(text, &Rfc3339).ok();
    there.and_then(read).is_some_and(|there| Some(there) == read(wanted))
}

fn review_step(wanted: &Wanted, page: &Page) -> Option<Step> {
    if wanted.metadata.review.is_empty() {
        return None;
    }
    let there = page.version.as_ref().and_then(|version| version.review.as_ref());
    let mut changes = differing(&wanted.metadata.review, there);
    let demo = |name: &str| wanted.metadata.review.contains_key(name);
    let required =
        there.and_then(|there| there.attributes.get("demoAccountRequired")) == Some(&Value::Bool(true));
    if demo("demoAccountName") && demo("demoAccountPassword") && !required {
        changes.insert("demoAccountRequired".into(), true.into());
    }
    (!changes.is_empty()).then(|| Step::Review(there.cloned(), changes))
}

fn content_rights_step(wanted: &Wanted, page: &Page) -> Option<Step> {
    let there = page
        .app
        .attributes
        .content_rights_declaration
        .as_ref()
        .map(spaceship::resources::AppContentRightsDeclaration::as_str);
    wanted.content_rights.filter(|wanted| there != Some(wanted)).map(Step::ContentRights)
}

fn screenshot_steps(wanted: &Wanted, page: &Page) -> Vec<Step> {
    let empty = BTreeMap::new();
    let mut steps = Vec::new();
    for (locale, kinds) in &wanted.screenshots {
        let sets = page.version.as_ref().and_then(|version| version.sets.get(locale)).unwrap_or(&empty);
        for (kind, shots) in kinds {
            steps.extend(set_step(locale, kind, shots, sets.get(*kind), wanted.overwrite_screenshots));
        }
    }
    if wanted.overwrite_screenshots {
        let sets = page.version.iter().flat_map(|version| &version.sets);
        for (locale, sets) in sets.filter(|(locale, _)| wanted.screenshots.contains_key(*locale)) {
            let known = wanted.screenshots.get(locale);
            for (kind, set) in
                sets.iter().filter(|(kind, _)| !known.is_some_and(|kinds| kinds.contains_key(kind.as_str())))
            {
                steps.extend(set_step(locale, kind, &[], Some(set), true));
            }
        }
    }
    steps
}

/// Compares one set by checksum. What failed or never came whole is deleted: it would block a submission.
fn set_step(
    locale: &str,
    kind: &str,
    shots: &[Shot],
    set: Option<&RemoteSet>,
    overwrite: bool,
) -> Option<Step> {
    let mut rest = set.map(|set| set.shots.clone()).unwrap_or_default();
    let good = |shot: &RemoteShot| {
        !shot.md5.is_empty() && matches!(shot.state.as_str(), "COMPLETE" | "UPLOAD_COMPLETE")
    };
    let mut take = |md5: &str| {
        let place = rest.iter().position(|shot| good(shot) && shot.md5 == md5)?;
        Some(rest.remove(place).id)
    };
    let order = shots.iter().map(|shot| (shot.clone(), take(&shot.md5))).collect::<Vec<_>>();
    let (stay, go) = rest.into_iter().partition::<Vec<_>, _>(|shot| good(shot) && !overwrite);
    let reason =
        |shot: &RemoteShot| if good(shot) { "in no file".to_owned() } else { shot.state.to_lowercase() };
    let delete =
        go.iter().map(|shot| (shot.id.clone(), shot.file_name.clone(), reason(shot))).collect::<Vec<_>>();
    let others = stay.into_iter().map(|shot| shot.id).collect::<Vec<_>>();
    let there =
        set.map(|set| set.shots.iter().map(|shot| shot.id.clone()).collect::<Vec<_>>()).unwrap_or_default();
    let target =
        order.iter().filter_map(|(_, id)| id.clone()).chain(others.iter().cloned()).collect::<Vec<_>>();
    let left = there.into_iter().filter(|id| target.contains(id)).collect::<Vec<_>>();
    let reorder = left != target;
    let sends = order.iter().any(|(_, id)| id.is_none());
    let plan = SetPlan { locale: locale.to_owned(), kind: kind.to_owned(), order, others, delete, reorder };
    (sends || reorder || !plan.delete.is_empty()).then_some(Step::Screenshots(plan))
}

impl SetPlan {
    /// The files that are to be sent.
    pub(crate) fn uploads(&self) -> Vec<PathBuf> {
        self.order.iter().filter(|(_, id)| id.is_none()).map(|(shot, _)| shot.path.clone()).collect()
    }
}

/// The steps as a plan for people.
pub(crate) fn shown(title: String, steps: &[Step], path: impl Fn(&std::path::Path) -> String) -> Plan {
    let mut plan = Plan::new(title);
    for step in steps {
        show(step, &mut plan, &path);
    }
    plan
}

fn show(step: &Step, plan: &mut Plan, path: impl Fn(&std::path::Path) -> String) {
    let mut texts = |what: &str, there: &Option<RemoteText>, changes: &Map<String, Value>| {
        if changes.is_empty() {
            plan.push(Change::new(Action::Create, "locale", what));
        }
        for (name, value) in changes {
            let before = there.as_ref().and_then(|there| there.attributes.get(name)).and_then(Value::as_str);
            let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let secret = name == "demoAccountPassword";
            let (before, after) =
                if secret { (before.map(|_| "***"), "***") } else { (before, shown.as_str()) };
            let action = if there.is_some() { Action::Update } else { Action::Create };
            plan.push(Change::new(action, name, what).from_to(before, Some(after)));
        }
    };
    match step {
        Step::Info(locale, there, changes) | Step::Text(locale, there, changes) => {
            texts(locale, there, changes);
        }
        Step::Review(there, changes) => texts("review information", there, changes),
        Step::Version(attributes) => texts("version", &Some(RemoteText::default()), attributes),
        Step::CreateVersion(version) => plan.push(Change::new(Action::Create, "version", version)),
        Step::RenameVersion(from, to) => {
            plan.push(Change::new(Action::Update, "version", "number").from_to(Some(from), Some(to)));
        }
        Step::Categories(changes) => {
            for (name, (before, after)) in changes {
                plan.push(Change::new(Action::Update, *name, "app").from_to(before.as_deref(), Some(after)));
            }
        }
        Step::ContentRights(value) => plan.push(Change::new(Action::Update, "content rights", *value)),
        Step::PhasedRelease => plan.push(Change::new(Action::Create, "phased release", "version")),
        Step::Build(build) => plan.push(Change::new(Action::Update, "build", &*build.number)),
        Step::Submit => plan.push(Change::new(Action::Submit, "for", "review")),
        Step::Screenshots(set) => {
            let name = |name: &str| format!("{} {} {name}", set.locale, set.kind);
            for (_, file, reason) in &set.delete {
                plan.push(Change::new(Action::Delete, "screenshot", name(file)).because(&**reason));
            }
            for file in set.uploads() {
                plan.push(Change::new(Action::Upload, "screenshot", name(&path(&file))));
            }
            if set.reorder {
                plan.push(Change::new(Action::Reorder, "screenshots", name("")));
            }
        }
    }
}
