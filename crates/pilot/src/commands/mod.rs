//! The verbs.

pub(crate) mod builds;
pub(crate) mod distribute;
mod options;
pub(crate) mod upload;
