//! Review submissions: a draft takes items, is submitted, and is decided or cancelled.

use serde_json::Value;

use super::{Behaviour, Change, Draft, linked, review_decisions, review_submission_items, version_state};
use crate::engine::refusal::Refusal;
use crate::engine::store::Stored;
use crate::world::World;

/// The behaviour of `reviewSubmissions`.
pub(super) struct ReviewSubmissions;

pub(super) const KIND: &str = "reviewSubmissions";

/// The states of a submission that is with Apple.
const IN_FLIGHT: [&str; 5] =
    ["WAITING_FOR_REVIEW", "IN_REVIEW", "UNRESOLVED_ISSUES", "CANCELING", "COMPLETING"];

impl Behaviour for ReviewSubmissions {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let platform = draft.attributes.entry("platform").or_insert_with(|| "IOS".into());
        if platform.is_null() {
            *platform = "IOS".into();
        }
        let platform = platform.as_str().unwrap_or_default().to_owned();
        check_alone(world, linked::one(&draft.relationships, "app"), &platform, "")?;
        draft.attributes.insert("state".into(), "READY_FOR_REVIEW".into());
        Ok(())
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        let asks = |name: &str| change.attributes.get(name).and_then(Value::as_bool) == Some(true);
        let (submitted, canceled) = (asks("submitted"), asks("canceled"));
        if submitted {
            check_submittable(world, id)?;
        }
        if canceled {
            check_cancelable(world, id)?;
        }
        for name in ["submitted", "canceled", "platform"] {
            change.attributes.remove(name);
        }
        if canceled {
            cancel(world, id);
        } else if submitted {
            submit(world, id);
        }
        Ok(())
    }

    /// The next step of a review.
    fn wake(&self, world: &mut World, id: &str) {
        match state(world, id).as_str() {
            "CANCELING" | "COMPLETING" => enter(world, id, "COMPLETE"),
            _ => {
                if let Some(decision) = review_decisions::next(world, id) {
                    // What is next is possible.
                    let _ = review_decisions::decide(world, id, decision);
                }
            }
        }
    }
}

/// Where a submission stands.
pub(super) fn state(world: &World, id: &str) -> String {
    world.store.get(KIND, id).map_or_else(String::new, |submission| submission.text("state").to_owned())
}

/// A submission that lost its last item is over.
pub(super) fn close_if_empty(world: &mut World, id: &str) {
    let left = items(world, id).any(|item| item.text("state") != "REMOVED");
    if !left && state(world, id) != "READY_FOR_REVIEW" {
        enter(world, id, "CANCELING");
        wake_later(world, id);
    }
}

fn items<'a>(world: &'a World, id: &'a str) -> impl Iterator<Item = &'a Stored> {
    world
        .store
        .all(review_submission_items::KIND)
        .filter(move |item| item.one("reviewSubmission") == Some(id))
}

/// The versions that a submission brings, without those that were removed from it.
pub(super) fn versions(world: &World, id: &str) -> Vec<String> {
    items(world, id)
        .filter(|item| item.text("state") != "REMOVED")
        .filter_map(|item| item.one("appStoreVersion"))
        .map(str::to_owned)
        .collect()
}

/// Brings a submission to a state.
pub(super) fn enter(world: &mut World, id: &str, state: &str) {
    if let Some(submission) = world.store.get_mut(KIND, id) {
        submission.set("state", state);
    }
}

/// Brings the items to a state that are still part of a submission.
pub(super) fn set_items(world: &mut World, id: &str, state: &str) {
    let ids: Vec<String> =
        items(world, id).filter(|item| item.text("state") != "REMOVED").map(|item| item.id.clone()).collect();
    for item in ids {
        if let Some(item) = world.store.get_mut(review_submission_items::KIND, &item) {
            item.set("state", state);
        }
    }
}

/// The next step of a submission comes after a while.
pub(super) fn wake_later(world: &mut World, id: &str) {
    let at = world.now() + world.settings.processing;
    world.wake(at, KIND, id);
}

/// One submission of an app and platform is with Apple at a time.
fn check_alone(world: &World, app: &str, platform: &str, id: &str) -> Result<(), Refusal> {
    let other = world.store.all(KIND).find(|other| {
        other.id != id
            && other.one("app") == Some(app)
            && other.text("platform") == platform
            && IN_FLIGHT.contains(&other.text("state"))
    });
    match other {
        Some(other) => Err(Refusal::conflict(
            "STATE_ERROR.ENTITY_STATE_INVALID",
            "Another submission is in progress.",
            format!("There is another reviewSubmissions with id {} still in progress", other.id),
        )),
        None => Ok(()),
    }
}

fn check_submittable(world: &World, id: &str) -> Result<(), Refusal> {
    let Some(submission) = world.store.get(KIND, id) else { return Ok(()) };
    let invalid = |detail: String| {
        Refusal::conflict(
            "STATE_ERROR.ENTITY_STATE_INVALID",
            "reviewSubmissions is not in valid state.",
            detail,
        )
    };
    if !matches!(submission.text("state"), "READY_FOR_REVIEW" | "UNRESOLVED_ISSUES") {
        return Err(invalid(format!("The submission is in state '{}' already", submission.text("state"))));
    }
    if !items(world, id).any(|item| item.text("state") == "READY_FOR_REVIEW") {
        return Err(invalid("The submission has no items that are ready for review".to_owned()));
    }
    if items(world, id).any(|item| item.text("state") == "REJECTED") {
        return Err(invalid("Version is not ready to be submitted yet: an item is not resolved".to_owned()));
    }
    check_alone(world, submission.one("app").unwrap_or_default(), submission.text("platform"), id)
}

fn submit(world: &mut World, id: &str) {
    let now = world.timestamp();
    if let Some(submission) = world.store.get_mut(KIND, id) {
        submission.set("state", "WAITING_FOR_REVIEW");
        submission.set("submittedDate", now);
    }
    for version in versions(world, id) {
        version_state::enter(world, &version, "WAITING_FOR_REVIEW");
    }
    wake_later(world, id);
}

fn check_cancelable(world: &World, id: &str) -> Result<(), Refusal> {
    if matches!(state(world, id).as_str(), "WAITING_FOR_REVIEW" | "IN_REVIEW" | "UNRESOLVED_ISSUES") {
        return Ok(());
    }
    Err(Refusal::conflict(
        "STATE_ERROR.ENTITY_STATE_INVALID",
        "reviewSubmissions is not in valid state.",
        format!(
            "Resource is not in cancellable state: the submission with id {id} is '{}'",
            state(world, id)
        ),
    ))
}

/// What waits is rejected by its developer; what Apple has rejected stays so.
fn cancel(world: &mut World, id: &str) {
    for version in versions(world, id) {
        if !version_state::is_rejected(&version_state::of(world, &version)) {
            version_state::enter(world, &version, "DEVELOPER_REJECTED");
        }
    }
    set_items(world, id, "REMOVED");
    enter(world, id, "CANCELING");
    wake_later(world, id);
}
