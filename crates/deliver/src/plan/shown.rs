//! The steps as a plan for people.

use std::path::Path;

use console::{Action, Change, Plan};
use serde_json::Value;

use super::PreviewPlan;
use super::app_clip;
use super::attachments::AttachmentPlan;
use super::price::AvailabilityPlan;
use super::steps::{Edit, SetPlan, Step, Taken};

/// Attributes whose values are never shown.
const SECRET: [&str; 1] = ["demoAccountPassword"];

/// The steps as a plan. `path` shows a file's path as the user would write it.
pub(crate) fn shown(title: String, steps: &[Step], path: impl Fn(&Path) -> String) -> Plan {
    let mut plan = Plan::new(title);
    for step in steps {
        for change in changes(step, &path) {
            plan.push(change);
        }
    }
    plan
}

fn changes(step: &Step, path: impl Fn(&Path) -> String) -> Vec<Change> {
    let one = |action, what: &str, name: &str| Change::new(action, what, name);
    match step {
        Step::Info(edit) | Step::Text(edit) | Step::Review(edit) | Step::Version(edit) => edited(edit),
        Step::Screenshots(set) => screenshots(set, path),
        Step::Previews(set) => previews(set, path),
        Step::TakeBack(all) => all.iter().map(taken).collect(),
        Step::CreateVersion(version) => vec![one(Action::Create, "version", version)],
        Step::RenameVersion(from, to) => {
            vec![one(Action::Update, "version", "number").from_to(Some(from), Some(to))]
        }
        Step::Categories(all) => all
            .iter()
            .map(|(name, (before, after))| {
                one(Action::Update, name, "app").from_to(before.as_deref(), after.as_deref())
            })
            .collect(),
        Step::Attachments(plan) => attachments(plan, path),
        Step::Price(plan) => {
            let change =
                one(Action::Update, "price", "app").from_to(plan.before.as_deref(), Some(&plan.after));
            let others = plan.prices.len().saturating_sub(1);
            vec![if others == 0 { change } else { change.because(format!("{others} other prices stay")) }]
        }
        Step::Availability(plan) => availability(plan),
        Step::ContentRights(before, after) => {
            vec![one(Action::Update, "content rights", "app").from_to(before.as_deref(), Some(after))]
        }
        Step::AgeRating(all) => all
            .iter()
            .map(|one| {
                let text = |value: &Value| match value {
                    Value::Null => None,
                    Value::String(text) => Some(text.clone()),
                    other => Some(other.to_string()),
                };
                let change = Change::new(Action::Update, "age rating", one.key);
                change.from_to(text(&one.before).as_deref(), text(&one.after).as_deref())
            })
            .collect(),
        Step::AppClip(step) => app_clip::changes(step, path),
        Step::StartPhasedRelease => vec![one(Action::Create, "phased release", "version")],
        Step::DropPhasedRelease(_) => vec![one(Action::Delete, "phased release", "version")],
        Step::Compliance(build, uses) => {
            let answer = if *uses { "uses encryption" } else { "uses no encryption that is not exempt" };
            vec![one(Action::Update, "build", &build.number).from_to(None, Some(answer))]
        }
        Step::Build(build, before) => {
            let change = one(Action::Update, "build", &build.number);
            vec![if before.is_some() { change.because("in place of another") } else { change }]
        }
        Step::Submit => vec![one(Action::Submit, "version", "for review")],
    }
}

fn edited(edit: &Edit) -> Vec<Change> {
    let action = if edit.there.is_some() { Action::Update } else { Action::Create };
    if edit.changes.is_empty() {
        return vec![Change::new(action, "locale", &*edit.name)];
    }
    let change = |(name, value): (&String, &Value)| {
        let text = |value: &Value| match value {
            Value::Null => None,
            _ if SECRET.contains(&name.as_str()) => Some("***".to_owned()),
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        let before = edit.there.as_ref().and_then(|there| there.attributes.get(name)).and_then(text);
        Change::new(action, name, &*edit.name).from_to(before.as_deref(), text(value).as_deref())
    };
    edit.changes.iter().map(change).collect()
}

fn screenshots(set: &SetPlan, path: impl Fn(&Path) -> String) -> Vec<Change> {
    let name = |name: &str| format!("{} {} {name}", set.locale, set.kind).trim_end().to_owned();
    let deleted = set
        .delete
        .iter()
        .map(|gone| Change::new(Action::Delete, "screenshot", name(&gone.file_name)).because(&*gone.reason));
    let new = set.uploads().map(|shot| Change::new(Action::Upload, "screenshot", name(&path(&shot.path))));
    let order = set.reorder.then(|| Change::new(Action::Reorder, "screenshots", name("")));
    deleted.chain(new).chain(order).collect()
}

fn attachments(plan: &AttachmentPlan, path: impl Fn(&Path) -> String) -> Vec<Change> {
    let gone = plan
        .delete
        .iter()
        .map(|gone| Change::new(Action::Delete, "attachment", &*gone.file_name).because(&*gone.reason));
    let sent = plan.upload.iter().map(|file| Change::new(Action::Upload, "attachment", path(&file.path)));
    gone.chain(sent).collect()
}

fn availability(plan: &AvailabilityPlan) -> Vec<Change> {
    if let Some(new_ones) = plan.make {
        let later = if new_ones { ", and new ones" } else { "" };
        let text = format!("{} territories{later}", plan.come.len());
        return vec![Change::new(Action::Create, "availability", "app").from_to(None, Some(&text))];
    }
    let one = |action, all: &[(String, _)]| {
        let codes = all.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(", ");
        (!all.is_empty()).then(|| Change::new(action, "availability", codes))
    };
    one(Action::Create, &plan.come).into_iter().chain(one(Action::Delete, &plan.go)).collect()
}

fn previews(set: &PreviewPlan, path: impl Fn(&Path) -> String) -> Vec<Change> {
    let name = |name: &str| format!("{} {} {name}", set.locale, set.kind).trim_end().to_owned();
    let change = |action, name| Change::new(action, "preview", name);
    let deleted =
        set.delete.iter().map(|gone| change(Action::Delete, name(&gone.file_name)).because(&*gone.reason));
    let new = set.uploads().map(|film| change(Action::Upload, name(&path(&film.path))));
    let frames = set.frames.iter().map(|preview| {
        let change = Change::new(Action::Update, "preview frame", name(&preview.file_name));
        change.from_to(preview.before.as_deref(), Some(&set.wish.frame().to_string()))
    });
    let order = set.reorder.then(|| Change::new(Action::Reorder, "previews", name("")));
    deleted.chain(new).chain(frames).chain(order).collect()
}

fn taken(taken: &Taken) -> Change {
    let (id, why) = match taken {
        Taken::Submission(id, state) => (id, format!("taken back, it is {state}")),
        Taken::Draft(id) => (id, "the version is taken out of it".to_owned()),
    };
    Change::new(Action::Delete, "submission", id.as_str()).because(why)
}

#[cfg(test)]
mod tests {
    use super::super::compare;
    use super::super::fixture::{page, wanted};
    use super::*;

    #[test]
    fn the_plan_names_everything_and_no_password() {
        let mut wanted = wanted();
        wanted.metadata.review.insert("demoAccountPassword", "hunter2".into());
        wanted.submit = true;
        let steps = compare(&wanted, &page()).steps;
        let plan = shown("Tideline".into(), &steps, |path| path.display().to_string()).to_string();
        for part in [
            "~ version number: \"1.0\" -> \"1.0.0\"",
            "+ name de-DE: \"Gezeiten\"",
            "+ description en-US: \"Tides. All of them.\"",
            "~ primaryCategory app: \"UTILITIES\"",
            "+ screenshot en-US APP_IPHONE_67 1.png",
            "demoAccountPassword review information: \"***\"",
            "> version for review",
        ] {
            assert!(plan.contains(part), "{part} is not in\n{plan}");
        }
        assert!(!plan.contains("hunter2"), "{plan}");
    }
}
