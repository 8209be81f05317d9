//! Failures on request: rules say which requests fail, and how.

mod rule;

pub(crate) use rule::{Effect, Faults, Rule};
