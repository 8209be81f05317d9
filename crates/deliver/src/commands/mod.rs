//! The verbs.

pub(crate) mod download_metadata;
pub(crate) mod download_screenshots;
pub(crate) mod init;
mod options;
pub(crate) mod phased;
mod prechecked;
pub(crate) mod preview;
mod report;
pub(crate) mod reviews;
pub(crate) mod run;
#[cfg(test)]
mod schemas;
mod settle;
mod source;
pub(crate) mod status;
mod which;
