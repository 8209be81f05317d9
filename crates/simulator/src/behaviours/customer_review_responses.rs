//! Answers to what customers write: one to each review, published a while after it was sent.

use serde_json::Value;

use super::text::{self, Rule};
use super::{Behaviour, Draft};
use crate::engine::refusal::Refusal;
use crate::world::World;

/// The behaviour of `customerReviewResponses`.
pub(super) struct CustomerReviewResponses;

pub(crate) const KIND: &str = "customerReviewResponses";

/// The longest answer, as App Store Connect's page has it.
const LONGEST: usize = 5970;

impl Behaviour for CustomerReviewResponses {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let body = draft.attributes.get("responseBody").and_then(Value::as_str).unwrap_or_default();
        if body.trim().is_empty() {
            return Err(text::required("responseBody").into());
        }
        let faults = text::faults(&draft.attributes, &[("responseBody", Rule::AtMost(LONGEST))]);
        if !faults.is_empty() {
            return Err(faults.into());
        }
        draft.attributes.insert("lastModifiedDate".into(), world.timestamp().into());
        draft.attributes.insert("state".into(), "PENDING_PUBLISH".into());
        Ok(())
    }

    fn after_create(&self, world: &mut World, id: &str) {
        let at = world.now() + world.settings.processing;
        world.wake(at, KIND, id);
    }

    /// The answer is on the store.
    fn wake(&self, world: &mut World, id: &str) {
        if let Some(response) = world.store.get_mut(KIND, id) {
            response.set("state", "PUBLISHED");
        }
    }
}
