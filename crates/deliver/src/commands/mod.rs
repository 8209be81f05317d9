//! The verbs.

mod options;
pub(crate) mod preview;
mod report;
pub(crate) mod run;
mod settle;
