//! The verbs.

mod options;
pub(crate) mod phased;
mod prechecked;
pub(crate) mod preview;
mod report;
pub(crate) mod reviews;
pub(crate) mod run;
mod settle;
pub(crate) mod status;
mod which;
