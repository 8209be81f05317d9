//! The verbs.

pub(crate) mod download_metadata;
pub(crate) mod download_screenshots;
pub(crate) mod init;
mod options;
mod report;
pub(crate) mod run;
mod settle;
mod source;
