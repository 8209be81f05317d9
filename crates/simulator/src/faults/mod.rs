//! Failures on request: rules say which requests fail, and how.

mod effect;
mod rule;
mod text;

pub(crate) use effect::{Effect, Garbage, Wait};
pub(crate) use rule::Faults;
pub use rule::Rule;
