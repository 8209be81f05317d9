//! The files of a project, in fastlane's layout: read, and checked before anything is sent.

pub(crate) mod fields;
mod metadata;
mod screenshots;

pub(crate) use metadata::{Metadata, read as read_metadata};
pub(crate) use screenshots::{Screenshots, Shot, read as read_screenshots};
