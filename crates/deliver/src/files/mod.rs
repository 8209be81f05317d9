//! The files of a project, in fastlane's layout: read, and checked before anything is sent.

pub(crate) mod app_clip;
mod attachment;
mod categories;
pub(crate) mod fields;
mod folders;
mod metadata;
mod previews;
mod record;
mod screenshots;

pub(crate) use app_clip::WantedCard;
pub(crate) use attachment::Attachment;
pub(crate) use categories::category_id;
pub(crate) use metadata::{Manner, Metadata, plain, read as read_metadata};
pub(crate) use previews::{Film, MOST_FILMS_IN_A_SET, Previews, Told, read as read_previews};
pub(crate) use record::{Record, below};
pub(crate) use screenshots::{
    MOST_IN_A_SET, Screenshots, Shot, Uploaded, platform_of_kind, read as read_screenshots,
};
