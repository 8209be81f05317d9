//! The things that a run can do.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use spaceship::jsonapi::Id;
use spaceship::resources::{
    AppScreenshot, AppScreenshotSet, AppStoreVersionPhasedRelease, Build, ReviewSubmission,
};

use super::attachments::AttachmentPlan;
use super::price::{AvailabilityPlan, PricePlan};
use super::{CardStep, PreviewPlan, WantedBuild};
use crate::age_rating::Difference;
use crate::files::Shot;
use crate::store::RemoteText;

/// Attributes to set, beside what is there. It cannot be printed: a password may be among them.
#[derive(Clone, PartialEq)]
pub(crate) struct Edit {
    /// The locale, or what the attributes belong to.
    pub(crate) name: String,
    /// `None` where it is to be made.
    pub(crate) there: Option<RemoteText>,
    pub(crate) changes: Map<String, Value>,
}

/// What is done to the screenshots of one set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SetPlan {
    pub(crate) locale: String,
    pub(crate) kind: String,
    /// `None` where it is to be made.
    pub(crate) set: Option<Id<AppScreenshotSet>>,
    /// The screenshots of the files in their order, each with the one at Apple that is the same.
    pub(crate) order: Vec<(Shot, Option<Id<AppScreenshot>>)>,
    /// Those of them that Apple has and has not looked at yet.
    pub(crate) in_process: Vec<Id<AppScreenshot>>,
    /// Whether those at Apple that are in no file go.
    pub(crate) overwrite: bool,
    /// Those at Apple that are in no file and stay.
    pub(crate) others: Vec<Id<AppScreenshot>>,
    pub(crate) delete: Vec<Deleted>,
    /// Whether the order at Apple has to be set although nothing is sent.
    pub(crate) reorder: bool,
}

/// A screenshot at Apple that goes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Deleted {
    pub(crate) id: Id<AppScreenshot>,
    pub(crate) file_name: String,
    pub(crate) reason: String,
}

impl SetPlan {
    /// The files that are to be sent.
    pub(crate) fn uploads(&self) -> impl Iterator<Item = &Shot> {
        self.order.iter().filter(|(_, id)| id.is_none()).map(|(shot, _)| shot)
    }
}

/// What is taken back so that the version can be changed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Taken {
    /// A submission that Apple has; its state.
    Submission(Id<ReviewSubmission>, String),
    /// The version's place in a draft that was not handed in.
    Draft(Id<ReviewSubmission>),
}

impl Taken {
    /// The submission that it is about.
    pub(crate) fn id(&self) -> &Id<ReviewSubmission> {
        let (Self::Submission(id, _) | Self::Draft(id)) = self;
        id
    }

    /// The submission, where Apple has it.
    pub(crate) fn submission(&self) -> Option<&Id<ReviewSubmission>> {
        if let Self::Submission(id, _) = self { Some(id) } else { None }
    }
}

/// One thing to do.
#[derive(Clone, PartialEq)]
pub(crate) enum Step {
    TakeBack(Vec<Taken>),
    CreateVersion(String),
    /// From, to.
    RenameVersion(String, String),
    /// Attributes of the version.
    Version(Edit),
    /// A text of the app.
    Info(Edit),
    /// A text of the version.
    Text(Edit),
    /// Categories by relationship, before and after.
    Categories(BTreeMap<&'static str, (Option<String>, Option<String>)>),
    Review(Edit),
    /// Files for the reviewers.
    Attachments(AttachmentPlan),
    Price(PricePlan),
    Availability(AvailabilityPlan),
    /// Before, after.
    ContentRights(Option<String>, &'static str),
    /// The answers that Apple does not have.
    AgeRating(Vec<Difference>),
    Screenshots(SetPlan),
    Previews(PreviewPlan),
    /// The card of the App Clip.
    AppClip(CardStep),
    StartPhasedRelease,
    DropPhasedRelease(Id<AppStoreVersionPhasedRelease>),
    /// The answer about a build's encryption.
    Compliance(WantedBuild, bool),
    /// The build for the version, and the one it has.
    Build(WantedBuild, Option<Id<Build>>),
    Submit,
}

impl Step {
    /// Whether it needs a version that can be changed.
    pub(crate) fn needs_version(&self) -> bool {
        !matches!(
            self,
            Self::TakeBack(_)
                | Self::CreateVersion(_)
                | Self::Info(_)
                | Self::Categories(_)
                | Self::ContentRights(..)
                | Self::AgeRating(_)
                | Self::Compliance(..)
        ) && !self.is_of_the_app_alone()
    }

    /// Whether it is possible in any state of the version.
    pub(crate) fn is_of_the_app_alone(&self) -> bool {
        matches!(self, Self::Price(_) | Self::Availability(_))
    }
}
