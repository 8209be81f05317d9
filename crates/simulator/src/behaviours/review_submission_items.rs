//! The items of a review submission. Adding one is the check whether it is ready for review.

use serde_json::Value;

use super::{Behaviour, Change, Draft, linked, readiness, review_submissions, version_state};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::engine::store::{Identifier, Stored};
use crate::world::World;

/// The behaviour of `reviewSubmissionItems`.
pub(super) struct ReviewSubmissionItems;

pub(super) const KIND: &str = "reviewSubmissionItems";

impl Behaviour for ReviewSubmissionItems {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let submission = linked::one(&draft.relationships, "reviewSubmission").to_owned();
        if review_submissions::state(world, &submission) != "READY_FOR_REVIEW" {
            return Err(Refusal::conflict(
                "STATE_ERROR.ENTITY_STATE_INVALID",
                "reviewSubmissions is not in valid state.",
                format!(
                    "The submission with id {submission} is in a state that does not allow adding more items"
                ),
            ));
        }
        let others = draft.relationships.keys().filter(|name| *name != "reviewSubmission");
        let given: Vec<&str> = others
            .filter(|name| !linked::one(&draft.relationships, name).is_empty())
            .map(String::as_str)
            .collect();
        if given.len() != 1 {
            let code = if given.is_empty() { "REQUIRED" } else { "INVALID" };
            return Err(Refusal::relationship(
                &format!("ENTITY_ERROR.RELATIONSHIP.{code}"),
                "appStoreVersion",
                "The provided entity has not the relationships that it needs",
                "An item brings exactly one thing to review",
            ));
        }
        if given == ["appStoreVersion"] {
            let version = linked::one(&draft.relationships, "appStoreVersion");
            check_fits(world, &submission, version)?;
            check_free(world, version)?;
            check_ready(world, version)?;
        }
        draft.attributes.insert("state".into(), "READY_FOR_REVIEW".into());
        Ok(())
    }

    fn after_create(&self, world: &mut World, id: &str) {
        let Some((submission, version)) = parts(world.store.get(KIND, id)) else { return };
        version_state::enter(world, &version, "READY_FOR_REVIEW");
        world.link(
            &Identifier::new(review_submissions::KIND, submission),
            "appStoreVersionForReview",
            &version_state::identifier(&version),
        );
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        let asks = |name: &str| change.attributes.get(name).and_then(Value::as_bool) == Some(true);
        let (resolved, removed) = (asks("resolved"), asks("removed"));
        let state = world.store.get(KIND, id).map_or_else(String::new, |item| item.text("state").to_owned());
        let allowed = (!resolved || state == "REJECTED") && (!removed || state != "REMOVED");
        if !allowed {
            return Err(Refusal::conflict(
                "STATE_ERROR.ENTITY_STATE_INVALID",
                "reviewSubmissionItems is not in valid state.",
                format!("The item with id {id} is in state '{state}', which does not allow this"),
            ));
        }
        if resolved && let Some((_, version)) = parts(world.store.get(KIND, id)) {
            check_ready(world, &version)?;
        }
        change.attributes.remove("resolved");
        change.attributes.remove("removed");
        if removed {
            remove(world, id);
        } else if resolved {
            if let Some(item) = world.store.get_mut(KIND, id) {
                item.set("state", "READY_FOR_REVIEW");
            }
            if let Some((_, version)) = parts(world.store.get(KIND, id)) {
                version_state::enter(world, &version, "READY_FOR_REVIEW");
            }
        }
        Ok(())
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        let submission =
            world.store.get(KIND, id).and_then(|item| item.one("reviewSubmission")).unwrap_or_default();
        if review_submissions::state(world, submission) == "READY_FOR_REVIEW" {
            return Ok(());
        }
        Err(Refusal::conflict(
            "STATE_ERROR.ENTITY_STATE_INVALID",
            "reviewSubmissionItems is not in valid state.",
            format!("The item with id {id} is part of a submission that was already submitted"),
        ))
    }

    fn after_delete(&self, world: &mut World, gone: &Stored) {
        if let Some((submission, version)) =
            parts(Some(gone)).filter(|_| gone.text("state") == "READY_FOR_REVIEW")
        {
            version_state::enter(world, &version, "PREPARE_FOR_SUBMISSION");
            let submission = Identifier::new(review_submissions::KIND, submission);
            world.unlink(&submission, "appStoreVersionForReview", &version_state::identifier(&version));
        }
    }
}

/// The submission and the version of an item.
fn parts(item: Option<&Stored>) -> Option<(String, String)> {
    let item = item?;
    Some((item.one("reviewSubmission")?.to_owned(), item.one("appStoreVersion")?.to_owned()))
}

/// Takes an item out of a submission: its version is its developer's again.
fn remove(world: &mut World, id: &str) {
    if let Some(item) = world.store.get_mut(KIND, id) {
        item.set("state", "REMOVED");
    }
    let Some((submission, version)) = parts(world.store.get(KIND, id)) else { return };
    let draft = review_submissions::state(world, &submission) == "READY_FOR_REVIEW";
    let rejected = version_state::is_rejected(&version_state::of(world, &version));
    if draft {
        version_state::enter(world, &version, "PREPARE_FOR_SUBMISSION");
    } else if !rejected {
        version_state::enter(world, &version, "DEVELOPER_REJECTED");
    }
    review_submissions::close_if_empty(world, &submission);
}

/// A submission takes what is of its own app and platform.
fn check_fits(world: &World, submission: &str, version: &str) -> Result<(), Refusal> {
    let (Some(submission), Some(version)) =
        (world.store.get(review_submissions::KIND, submission), world.store.get("appStoreVersions", version))
    else {
        return Ok(());
    };
    if submission.one("app") == version.one("app") && submission.text("platform") == version.text("platform")
    {
        return Ok(());
    }
    Err(Refusal::relationship(
        "ENTITY_ERROR.RELATIONSHIP.INVALID",
        "appStoreVersion",
        "The provided entity includes a relationship with an invalid value",
        "The version belongs to another app or platform than the submission",
    ))
}

/// A version is part of one submission at a time.
fn check_free(world: &mut World, version: &str) -> Result<(), Refusal> {
    let owner = world.store.all(KIND).find_map(|item| {
        let submission =
            item.one("reviewSubmission").filter(|_| item.one("appStoreVersion") == Some(version))?;
        let over =
            item.text("state") == "REMOVED" || review_submissions::state(world, submission) == "COMPLETE";
        (!over).then(|| submission.to_owned())
    });
    let Some(owner) = owner else { return Ok(()) };
    let item = ErrorItem::new(
        409,
        "STATE_ERROR.ITEM_PART_OF_ANOTHER_SUBMISSION",
        "The item is part of another submission.",
        format!(
            "appStoreVersions with id {version} was already added to another reviewSubmission with id {owner}"
        ),
    );
    Err(readiness::not_ready(world, version, vec![(format!("/v1/appStoreVersions/{version}"), item)]).into())
}

fn check_ready(world: &mut World, version: &str) -> Result<(), Refusal> {
    let state = version_state::of(world, version);
    if !version_state::is_editable(&state) {
        return Err(Refusal::conflict(
            "STATE_ERROR.ENTITY_STATE_INVALID",
            "appStoreVersions is not in valid state.",
            format!("appStoreVersions with id '{version}' is not in valid state: it is '{state}'"),
        ));
    }
    let reasons = readiness::reasons(world, version);
    if reasons.is_empty() { Ok(()) } else { Err(readiness::not_ready(world, version, reasons).into()) }
}
