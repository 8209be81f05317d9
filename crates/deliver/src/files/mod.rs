//! The files of a project, in fastlane's layout: read, and checked before anything is sent.

pub(crate) mod app_clip;
mod categories;
pub(crate) mod fields;
mod folders;
mod metadata;
mod record;
mod screenshots;

pub(crate) use app_clip::WantedCard;
pub(crate) use categories::category_id;
pub(crate) use metadata::{Metadata, plain, read as read_metadata};
pub(crate) use record::{Record, below};
pub(crate) use screenshots::{
    MOST_IN_A_SET, Screenshots, Shot, Uploaded, platform_of_kind, read as read_screenshots,
};
