//! The App Clip of an app, and the card with which a version brings it to the store.

mod apply;
mod gather;
mod image;

use std::collections::BTreeMap;

use spaceship::jsonapi::Id;
use spaceship::resources::{
    AppClip, AppClipAppStoreReviewDetail, AppClipDefaultExperience, AppClipDefaultExperienceLocalization,
    AppClipHeaderImage, AppStoreVersion,
};

use super::Picture;

pub(super) use apply::apply;
pub(crate) use apply::make_card;
pub(crate) use gather::{clip_for, missing, read_clip};

/// An App Clip.
#[derive(Debug, Clone)]
pub(crate) struct Clip {
    pub(crate) id: Id<AppClip>,
    /// The card of the version in question, or where it has none that of the last version on the store.
    pub(crate) card: Option<Card>,
}

/// What Apple calls a default experience.
#[derive(Debug, Clone)]
pub(crate) struct Card {
    pub(crate) id: Id<AppClipDefaultExperience>,
    /// The version that it belongs to, and its number.
    pub(crate) version: Id<AppStoreVersion>,
    pub(crate) number: String,
    /// `OPEN`, `VIEW` or `PLAY`.
    pub(crate) action: Option<String>,
    /// By locale.
    pub(crate) texts: BTreeMap<String, CardText>,
    /// The addresses for the reviewers.
    pub(crate) review: Option<(Id<AppClipAppStoreReviewDetail>, Vec<String>)>,
}

/// The card in a locale.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CardText {
    pub(crate) id: Id<AppClipDefaultExperienceLocalization>,
    pub(crate) subtitle: Option<String>,
    pub(crate) image: Option<HeaderImage>,
}

/// A header image at Apple.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeaderImage {
    pub(crate) id: Id<AppClipHeaderImage>,
    pub(crate) file_name: String,
    /// The MD5 in lower-case hexadecimal; empty where Apple does not tell it (yet).
    pub(crate) md5: String,
    /// In bytes.
    pub(crate) size: Option<u64>,
    /// Apple's delivery state, such as `COMPLETE`.
    pub(crate) state: String,
    /// Where it is to be had, once Apple has looked at it.
    pub(crate) picture: Option<Picture>,
}

impl HeaderImage {
    /// Whether Apple has all of it.
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self.state.as_str(), "COMPLETE" | "UPLOAD_COMPLETE")
    }
}
