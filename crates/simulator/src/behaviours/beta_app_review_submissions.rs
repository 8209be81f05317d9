//! Handing a build in for beta review, before people outside the team may test it.

use serde::Deserialize;

use super::app_store_review_details::CONTACT;
use super::{Behaviour, Draft, beta_app_localizations, beta_app_review_details, beta_states, builds, linked};
use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Stored};
use crate::settings::ReviewOutcome;
use crate::world::World;

/// The behaviour of `betaAppReviewSubmissions`.
pub(super) struct BetaAppReviewSubmissions;

pub(super) const KIND: &str = "betaAppReviewSubmissions";

impl Behaviour for BetaAppReviewSubmissions {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let build = linked::one(&draft.relationships, "build").to_owned();
        let state =
            world.store.get("buildBetaDetails", &build).map(|details| details.text("externalBuildState"));
        if state != Some("READY_FOR_BETA_SUBMISSION") {
            return Err(refused(
                ".INVALID_QC_STATE",
                "The build is not in a state in which it can be submitted.",
            ));
        }
        // Whoever lets a build expire takes it back from review.
        let open = |other: &Stored| {
            let build = world.store.get(builds::KIND, &other.id);
            is_in_review(other) && !build.is_some_and(beta_states::is_expired)
        };
        if siblings(world, &build).any(open) {
            return Err(refused(".ANOTHER_BUILD_IN_REVIEW", "Another build is in review."));
        }
        let missing = missing(world, &build);
        if !missing.is_empty() {
            return Err(refused("", &format!("Beta review needs what is missing: {}.", missing.join(", "))));
        }
        // Only the first build of a version is looked at in full; what follows it is let through.
        let known = siblings(world, &build).any(|other| other.text("betaReviewState") == "APPROVED");
        let state = if known { "APPROVED" } else { "WAITING_FOR_REVIEW" };
        draft.id = build;
        draft.attributes.insert("betaReviewState".into(), state.into());
        draft.attributes.insert("submittedDate".into(), world.timestamp().into());
        Ok(())
    }

    fn after_create(&self, world: &mut World, id: &str) {
        world.link(&Identifier::new(builds::KIND, id), "betaAppReviewSubmission", &Identifier::new(KIND, id));
        beta_states::refresh(world, id);
        go_on(world, id);
    }

    /// The reviewers take it up, and then have looked at it.
    fn wake(&self, world: &mut World, id: &str) {
        let outcome = match world.settings.review {
            ReviewOutcome::Waits => return,
            ReviewOutcome::Approves => "APPROVED",
            ReviewOutcome::Rejects => "REJECTED",
        };
        let Some(submission) = world.store.get(KIND, id) else { return };
        let next = match submission.text("betaReviewState") {
            "WAITING_FOR_REVIEW" => "IN_REVIEW",
            "IN_REVIEW" => outcome,
            // Somebody has decided meanwhile.
            _ => return,
        };
        enter(world, id, next);
    }
}

/// What becomes of a build in review, as a reviewer decides.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Decision {
    /// A reviewer takes it up.
    InReview,
    /// Testers may have it.
    Approved,
    /// They may not.
    Rejected,
}

/// Lets a reviewer decide on a build that is in review; the error says why there is nothing to decide.
pub(crate) fn decide(world: &mut World, build: &str, decision: Decision) -> Result<(), String> {
    let submission = world.store.get(KIND, build);
    let submission = submission.ok_or_else(|| format!("the build '{build}' was not submitted for review"))?;
    if !is_in_review(submission) {
        return Err(format!("the review of '{build}' is over: {}", submission.text("betaReviewState")));
    }
    let state = match decision {
        Decision::InReview => "IN_REVIEW",
        Decision::Approved => "APPROVED",
        Decision::Rejected => "REJECTED",
    };
    enter(world, build, state);
    Ok(())
}

/// The next state of a submission, and of its build with it.
fn enter(world: &mut World, id: &str, state: &str) {
    if let Some(submission) = world.store.get_mut(KIND, id) {
        submission.set("betaReviewState", state);
    }
    beta_states::refresh(world, id);
    go_on(world, id);
}

fn refused(code: &str, detail: &str) -> Refusal {
    let code = format!("ENTITY_UNPROCESSABLE{code}");
    Refusal::unprocessable(&code, "The request entity cannot be processed", detail)
}

fn is_in_review(submission: &Stored) -> bool {
    matches!(submission.text("betaReviewState"), "WAITING_FOR_REVIEW" | "IN_REVIEW")
}

/// Asks for the next step of a review that is not over.
fn go_on(world: &mut World, id: &str) {
    let open = world.store.get(KIND, id).is_some_and(is_in_review);
    if open && world.settings.review != ReviewOutcome::Waits {
        let at = world.now() + world.settings.processing;
        world.wake(at, KIND, id);
    }
}

/// The submissions of the other builds of the same version train.
fn siblings<'a>(world: &'a World, build: &'a str) -> impl Iterator<Item = &'a Stored> {
    let train =
        |build: &str| world.store.get(builds::KIND, build).and_then(|build| build.one("preReleaseVersion"));
    world.store.all(KIND).filter(move |other| other.id != build && train(&other.id) == train(build))
}

/// What the reviewers would miss: a contact, a description, an address for feedback, what to test.
fn missing(world: &World, build: &str) -> Vec<&'static str> {
    let app = world.store.get(builds::KIND, build).and_then(|build| build.one("app")).unwrap_or_default();
    let locale = world.store.get("apps", app).map(|app| app.text("primaryLocale")).unwrap_or_default();
    let has = |resource: Option<&Stored>, name: &str| {
        resource.is_some_and(|resource| !resource.text(name).trim().is_empty())
    };
    let details = world.store.all(beta_app_review_details::KIND).find(|there| there.one("app") == Some(app));
    let texts = world.store.all(beta_app_localizations::KIND);
    let text = texts.into_iter().find(|text| text.one("app") == Some(app) && text.text("locale") == locale);
    let mut what_to_test = world.store.all("betaBuildLocalizations");
    let what_to_test =
        what_to_test.find(|text| text.one("build") == Some(build) && has(Some(text), "whatsNew"));
    [
        (CONTACT.iter().all(|name| has(details, name)), "Beta Contact Information"),
        (has(text, "description"), "Beta App Description"),
        (has(text, "feedbackEmail"), "Feedback Email"),
        (what_to_test.is_some(), "What to Test"),
    ]
    .into_iter()
    .filter_map(|(there, name)| (!there).then_some(name))
    .collect()
}
