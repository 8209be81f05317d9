//! What App Store Connect has of an app, and changing it.

mod app_clip;
mod apply;
mod builds;
mod gather;
mod page;
mod screenshots;
mod submission;
mod texts;
mod version;

pub(crate) use app_clip::{Card, CardText, Clip, HeaderImage, clip_for, make_card, missing, read_clip};
pub(crate) use apply::{Work, apply};
pub(crate) use builds::{BuildWish, find_build};
pub(crate) use gather::{Listed, gather, infos, list_versions, one_version};
pub(crate) use page::{
    Page, Picture, RemoteInfo, RemoteSet, RemoteShot, RemoteText, RemoteVersion, Submission, category,
    is_released,
};
pub(crate) use submission::{submit, take_back};
pub(crate) use version::make_or_rename;
