//! What App Store Connect has of an app, and changing it.

mod apply;
mod builds;
mod checksums;
mod gather;
mod page;
mod screenshots;
mod submission;
mod texts;
mod version;
mod watch;

pub(crate) use apply::{Work, apply};
pub(crate) use builds::{BuildWish, find_build};
pub(crate) use checksums::read_checksums;
pub(crate) use gather::{Listed, gather, infos, list_versions, one_version};
#[cfg(test)]
pub(crate) use page::Picture;
pub(crate) use page::{
    Page, RemoteInfo, RemoteSet, RemoteShot, RemoteText, RemoteVersion, Submission, category, is_released,
};
pub(crate) use submission::{submit, take_back};
pub(crate) use version::make_or_rename;
