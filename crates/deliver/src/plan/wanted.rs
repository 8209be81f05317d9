//! What a run is to bring about.

use spaceship::jsonapi::Id;
use spaceship::resources::Build;

use crate::age_rating::Answers;
use crate::files::{Metadata, Previews, Screenshots};
use crate::frame::FrameTime;

/// What a run is to bring about. What is absent stays as it is at Apple.
#[derive(Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) version: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) screenshots: Screenshots,
    /// Whether screenshots at Apple that are not in the files are deleted.
    pub(crate) overwrite_screenshots: bool,
    pub(crate) previews: Previews,
    pub(crate) preview_wish: PreviewWish,
    /// `MANUAL`, `AFTER_APPROVAL` or `SCHEDULED`, with the date for the last.
    pub(crate) release: Option<(&'static str, Option<String>)>,
    /// Whether the release goes out in phases.
    pub(crate) phased_release: Option<bool>,
    pub(crate) build: Option<WantedBuild>,
    pub(crate) content_rights: Option<&'static str>,
    pub(crate) age_rating: Answers,
    pub(crate) submit: bool,
    /// Whether what waits for review may be taken back, where that is what it takes.
    pub(crate) reject: bool,
}

/// What is asked for about app previews beyond their films.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct PreviewWish {
    /// Whether those at Apple that are in no file go.
    pub(crate) overwrite: bool,
    /// The frame of all of them, those at Apple too.
    pub(crate) frame: Option<FrameTime>,
}

impl PreviewWish {
    /// The frame for what is sent.
    pub(crate) fn frame(self) -> FrameTime {
        self.frame.unwrap_or(FrameTime::USUAL)
    }
}

/// The build that the version is to have.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WantedBuild {
    pub(crate) id: Id<Build>,
    pub(crate) number: String,
    /// Whether nothing was answered about its encryption yet.
    pub(crate) open: bool,
    /// What is to be answered about encryption, where nothing was answered yet.
    pub(crate) compliance: Option<bool>,
}
