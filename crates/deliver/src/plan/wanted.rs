//! What a run is to bring about.

use spaceship::jsonapi::Id;
use spaceship::resources::Build;

use crate::age_rating::Answers;
use crate::files::{Metadata, Screenshots, WantedCard};

/// What a run is to bring about. What is absent stays as it is at Apple.
#[derive(Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) version: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) screenshots: Screenshots,
    /// Whether screenshots at Apple that are not in the files are deleted.
    pub(crate) overwrite_screenshots: bool,
    /// `MANUAL`, `AFTER_APPROVAL` or `SCHEDULED`, with the date for the last.
    pub(crate) release: Option<(&'static str, Option<String>)>,
    /// Whether the release goes out in phases.
    pub(crate) phased_release: Option<bool>,
    pub(crate) build: Option<WantedBuild>,
    pub(crate) content_rights: Option<&'static str>,
    pub(crate) age_rating: Answers,
    pub(crate) card: WantedCard,
    pub(crate) submit: bool,
    /// Whether what waits for review may be taken back, where that is what it takes.
    pub(crate) reject: bool,
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
