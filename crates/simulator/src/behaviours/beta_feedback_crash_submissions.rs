//! Crashes that testers send in: each has a log, which goes with it.

use super::Behaviour;
use crate::engine::store::Stored;
use crate::world::World;

/// The behaviour of `betaFeedbackCrashSubmissions`.
pub(super) struct BetaFeedbackCrashSubmissions;

impl Behaviour for BetaFeedbackCrashSubmissions {
    fn kind(&self) -> &'static str {
        "betaFeedbackCrashSubmissions"
    }

    fn after_delete(&self, world: &mut World, gone: &Stored) {
        if let Some(log) = gone.one("crashLog") {
            world.delete("betaCrashLogs", log);
        }
    }
}
