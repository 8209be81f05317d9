//! What App Store Connect has of an app, and changing it.

mod app_clip;
mod apply;
mod assets;
mod attachments;
mod builds;
mod checksums;
mod extras;
mod gather;
mod page;
mod previews;
mod pricing;
mod resubmission;
mod screenshots;
mod submission;
mod taking_back;
mod texts;
mod version;
mod watching;

pub(crate) use app_clip::{Card, CardText, Clip, HeaderImage, make_card, missing, read_clip};
pub(crate) use apply::{Work, apply};
pub(crate) use attachments::RemoteAttachment;
pub(crate) use builds::{BuildWish, find_build};
pub(crate) use checksums::{checksums, read_checksums};
pub(crate) use extras::{Extras, gather_for};
pub(crate) use gather::{Listed, gather, infos, list_versions, one_version};
pub(crate) use page::{
    Page, Picture, RemoteInfo, RemoteSet, RemoteShot, RemoteText, RemoteVersion, Submission, category,
    is_released,
};
pub(crate) use previews::{RemotePreview, RemotePreviewSet, film_checksums};
pub(crate) use pricing::RemotePrice;
#[cfg(test)]
pub(crate) use pricing::{RemoteAvailability, RemotePrices, RemoteTerritory};
pub(crate) use submission::submit;
pub(crate) use taking_back::{ask_back, take_back};
pub(crate) use version::make_or_rename;
pub(crate) use watching::{MOMENT, watch};
