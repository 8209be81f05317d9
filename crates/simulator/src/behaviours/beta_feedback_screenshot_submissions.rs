//! What testers write and show: its pictures stand at new addresses in each answer.

use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::Behaviour;
use crate::engine::store::Stored;
use crate::pictures;

/// The behaviour of `betaFeedbackScreenshotSubmissions`.
pub(super) struct BetaFeedbackScreenshotSubmissions;

impl Behaviour for BetaFeedbackScreenshotSubmissions {
    fn kind(&self) -> &'static str {
        pictures::OWNER
    }

    fn fresh(&self, stored: &Stored, origin: &str, now: OffsetDateTime) -> Map<String, Value> {
        Map::from_iter([("screenshots".to_owned(), pictures::listed(stored, origin, now))])
    }
}
