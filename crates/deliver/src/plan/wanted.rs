//! What a run is to bring about.

use spaceship::jsonapi::Id;
use spaceship::resources::Build;

use super::price::{Territories, WantedPrice};
use crate::age_rating::Answers;
use crate::files::{Attachment, Metadata, Previews, Screenshots, WantedCard};
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
    /// The files for the reviewers, all of them.
    pub(crate) attachments: Option<Vec<Attachment>>,
    pub(crate) price: Option<WantedPrice>,
    /// Where the app is to be had.
    pub(crate) territories: Option<Territories>,
    pub(crate) target: Target,
    /// What becomes of subcategories and of the need of a demo account where they are not given.
    pub(crate) absent: Absent,
    pub(crate) card: WantedCard,
    pub(crate) submit: bool,
    /// Whether what waits for review may be taken back, where that is what it takes.
    pub(crate) reject: bool,
}

/// Which version is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Target {
    /// The one in preparation.
    #[default]
    Next,
    /// The one on the store, of which little can be changed.
    Live,
}

/// What becomes of what is not given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Absent {
    #[default]
    Stays,
    /// It goes, as at fastlane.
    Goes,
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
