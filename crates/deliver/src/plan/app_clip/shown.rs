//! The steps of a card as changes for people.

use std::path::Path;

use console::{Action, Change};

use super::{CardStep, ImagePlan, TextPlan};

/// What a step changes. `path` shows a file's path as the user would write it.
pub(in crate::plan) fn changes(step: &CardStep, path: impl Fn(&Path) -> String) -> Vec<Change> {
    let update = |what: &str| Change::new(Action::Update, what, "App Clip");
    match step {
        CardStep::Make(new) => {
            let change = Change::new(Action::Create, "card", "App Clip");
            vec![match (&new.from, new.action) {
                (Some((_, number)), _) => change.because(format!("as version {number} has it")),
                (None, action) => change.from_to(None, action),
            }]
        }
        CardStep::Action(before, after) => {
            vec![update("action").from_to(before.as_deref(), Some(after))]
        }
        CardStep::Text(text) => vec![changed(text)],
        CardStep::Image(image) => pictures(image, path),
        CardStep::Addresses(before, after) => {
            let before = Some(before.join(", ")).filter(|text| !text.is_empty());
            vec![update("invocation URLs").from_to(before.as_deref(), Some(&after.join(", ")))]
        }
    }
}

fn changed(text: &TextPlan) -> Change {
    let name = format!("App Clip {}", text.locale);
    let (action, before) = match &text.there {
        Some(there) => (Action::Update, there.subtitle.as_deref()),
        None => (Action::Create, None),
    };
    match &text.subtitle {
        Some(subtitle) => Change::new(action, "subtitle", name).from_to(before, Some(subtitle)),
        None => Change::new(action, "locale", name),
    }
}

fn pictures(image: &ImagePlan, path: impl Fn(&Path) -> String) -> Vec<Change> {
    let name = |name: &str| format!("App Clip {} {name}", image.locale);
    let deleted = image.replaces.iter().map(|gone| {
        let why = if gone.is_whole() { "in no file".to_owned() } else { gone.state.to_lowercase() };
        Change::new(Action::Delete, "header image", name(&gone.file_name)).because(why)
    });
    let sent = image.in_process.is_none();
    let sent = sent.then(|| Change::new(Action::Upload, "header image", name(&path(&image.shot.path))));
    deleted.chain(sent).collect()
}
