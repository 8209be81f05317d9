//! The verbs.

mod options;
pub(crate) mod run;
