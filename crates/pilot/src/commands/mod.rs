//! The verbs.

pub(crate) mod builds;
pub(crate) mod distribute;
pub(crate) mod feedback;
pub(crate) mod groups;
pub(crate) mod latest;
mod options;
#[cfg(test)]
mod schemas;
pub(crate) mod testers;
pub(crate) mod upload;
