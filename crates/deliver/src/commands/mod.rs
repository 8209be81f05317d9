//! The verbs.

mod app_clip;
mod app_previews;
pub(crate) mod cancel;
pub(crate) mod download_app_clip_header_images;
pub(crate) mod download_metadata;
pub(crate) mod download_screenshots;
mod ignored;
pub(crate) mod init;
mod options;
pub(crate) mod phased;
mod prechecked;
pub(crate) mod preview;
mod price;
pub(crate) mod release;
mod report;
pub(crate) mod reviews;
pub(crate) mod run;
#[cfg(test)]
mod schemas;
mod settle;
mod source;
pub(crate) mod status;
mod team;
mod waiting;
mod which;
