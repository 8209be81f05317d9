//! The verbs.

mod options;
mod report;
pub(crate) mod run;
mod settle;
