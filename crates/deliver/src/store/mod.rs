//! What App Store Connect has of an app, and changing it.

mod apply;
mod builds;
mod gather;
mod page;
mod screenshots;
mod submission;
mod texts;
mod version;

pub(crate) use apply::{Work, apply};
pub(crate) use builds::{BuildWish, find_build};
pub(crate) use gather::gather;
pub(crate) use page::{
    Page, RemoteInfo, RemoteSet, RemoteShot, RemoteText, RemoteVersion, Submission, category,
};
pub(crate) use submission::{submit, take_back};
pub(crate) use version::make_or_rename;
