//! What clients use and Apple's description does not know. It is held against nothing, and kept out of the record of
//! exchanges.

use super::{beta_tester_metrics, bulk_beta_tester_assignments};
use crate::engine::call::{Call, Reply};
use crate::engine::refusal::Refusal;
use crate::world::World;

/// Whether a call is one of these.
pub(crate) fn serves(call: &Call) -> bool {
    bulk_beta_tester_assignments::serves(call) || beta_tester_metrics::serves(call)
}

/// Serves it.
pub(crate) fn serve(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    if bulk_beta_tester_assignments::serves(call) {
        return bulk_beta_tester_assignments::serve(world, call);
    }
    beta_tester_metrics::serve(world, call)
}
