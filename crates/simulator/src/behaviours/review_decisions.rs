//! What reviewers decide on what was submitted, by the settings or because a test says so.

use serde::Deserialize;

use super::{release, review_submissions, version_state};
use crate::settings::ReviewOutcome;
use crate::world::World;

/// What becomes of a submission, as a reviewer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Decision {
    /// A reviewer takes it up.
    InReview,
    /// It may go to the store.
    Approved,
    /// It may not.
    Rejected,
    /// It may not, for what is said about it and not for its build.
    MetadataRejected,
}

/// What comes next for a submission by the settings, if anything does.
pub(super) fn next(world: &World, submission: &str) -> Option<Decision> {
    let state = review_submissions::state(world, submission);
    match (state.as_str(), world.settings.review) {
        (_, ReviewOutcome::Waits) => None,
        ("WAITING_FOR_REVIEW", _) => Some(Decision::InReview),
        ("IN_REVIEW", ReviewOutcome::Approves) => Some(Decision::Approved),
        ("IN_REVIEW", ReviewOutcome::Rejects) => Some(Decision::Rejected),
        _ => None,
    }
}

/// Lets a reviewer decide on a submission; the error says why there is nothing to decide.
pub(crate) fn decide(world: &mut World, submission: &str, decision: Decision) -> Result<(), String> {
    let state = review_submissions::state(world, submission);
    let open = match state.as_str() {
        "WAITING_FOR_REVIEW" => true,
        "IN_REVIEW" => decision != Decision::InReview,
        _ => false,
    };
    if !open {
        return Err(format!("there is nothing to decide on the submission '{submission}': it is '{state}'"));
    }
    let versions = review_submissions::versions(world, submission);
    match decision {
        Decision::InReview => {
            review_submissions::enter(world, submission, "IN_REVIEW");
            for version in versions {
                version_state::enter(world, &version, "IN_REVIEW");
            }
            review_submissions::wake_later(world, submission);
        }
        Decision::Approved => {
            review_submissions::set_items(world, submission, "APPROVED");
            review_submissions::enter(world, submission, "COMPLETING");
            for version in versions {
                release::approved(world, &version);
            }
            review_submissions::wake_later(world, submission);
        }
        Decision::Rejected | Decision::MetadataRejected => {
            let state = if decision == Decision::Rejected { "REJECTED" } else { "METADATA_REJECTED" };
            for version in versions {
                version_state::enter(world, &version, state);
            }
            review_submissions::set_items(world, submission, "REJECTED");
            review_submissions::enter(world, submission, "UNRESOLVED_ISSUES");
        }
    }
    Ok(())
}
