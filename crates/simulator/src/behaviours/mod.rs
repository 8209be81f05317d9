//! What makes a domain behave as Apple's does, beyond what the generic engine knows from the catalogue.
//!
//! A behaviour is a file that implements [`Behaviour`] for one JSON:API type and stands in the table below. The
//! engine has already checked a request against Apple's description when a hook is called.

pub(crate) mod age_rating;
pub(crate) mod age_rating_declarations;
mod app_clip_default_experience_localizations;
mod app_clip_default_experiences;
mod app_clip_header_images;
mod app_clip_readiness;
pub(crate) mod app_clips;
mod app_info_localizations;
mod app_infos;
mod app_preview_sets;
mod app_previews;
mod app_prices;
mod app_screenshot_sets;
mod app_screenshots;
mod app_store_review_attachments;
mod app_store_review_details;
pub(crate) mod app_store_version_localizations;
mod app_store_version_phased_releases;
mod app_store_version_release_requests;
mod app_store_versions;
mod apps;
pub(crate) mod asset_failures;
mod asset_upload;
mod beta_app_clip_invocation_localizations;
mod beta_app_clip_invocations;
mod beta_app_localizations;
mod beta_app_review_details;
pub(crate) mod beta_app_review_submissions;
mod beta_build_localizations;
mod beta_feedback_crash_submissions;
mod beta_feedback_screenshot_submissions;
mod beta_groups;
mod beta_states;
mod beta_tester_invitations;
mod beta_tester_metrics;
mod beta_testers;
mod beta_text;
mod build_choice;
mod build_inspection;
mod build_processing;
mod build_upload_files;
mod build_uploads;
mod builds;
pub(crate) mod bulk_beta_tester_assignments;
mod bundle_id_capabilities;
mod bundle_ids;
pub(crate) mod carry_over;
mod certificates;
pub(crate) mod customer_review_responses;
mod delivery;
mod devices;
pub(crate) mod findings;
mod linked;
mod locale;
mod media_parent;
mod media_readiness;
mod media_set;
mod poster_frame;
mod preview_inspection;
mod processed_build;
mod profile_content;
mod profiles;
mod readiness;
mod release;
pub(crate) mod review_decisions;
mod review_submission_items;
mod review_submissions;
mod screenshot_sizes;
mod tester_limits;
mod text;
pub(crate) mod undocumented;
pub(crate) mod version_state;

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use time::OffsetDateTime;

use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Linkage, Stored};
use crate::world::World;

/// A resource that is about to be created.
#[derive(Debug)]
pub struct Draft {
    /// The id it will have; a behaviour may set another (Apple's ids have forms of their own).
    pub id: String,
    /// The attributes as sent; a behaviour completes them to what Apple answers.
    pub attributes: Map<String, Value>,
    /// The relationships as sent, all checked to lead to something that exists.
    pub relationships: BTreeMap<String, Linkage>,
    /// What the simulator keeps and never answers.
    pub hidden: Map<String, Value>,
}

/// A change to a resource that is about to be made.
#[derive(Debug)]
pub struct Change {
    /// The attributes as sent; null clears.
    pub attributes: Map<String, Value>,
    /// The relationships as sent; each replaces what was there.
    pub relationships: BTreeMap<String, Linkage>,
}

/// An edit of a relationship through its own path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkEdit {
    /// POST: adds.
    Add,
    /// PATCH: replaces the whole.
    Replace,
    /// DELETE: removes.
    Remove,
}

/// The hooks of one JSON:API type; each does nothing unless a behaviour says otherwise.
///
/// A `before_` hook may refuse, and must then have changed nothing. An `after_` hook sees the world as changed.
pub trait Behaviour: Sync {
    /// The JSON:API type.
    fn kind(&self) -> &'static str;

    /// Before a create.
    fn before_create(&self, _world: &mut World, _draft: &mut Draft) -> Result<(), Refusal> {
        Ok(())
    }

    /// After a create: companions appear, work is scheduled.
    fn after_create(&self, _world: &mut World, _id: &str) {}

    /// Before an update.
    fn before_update(&self, _world: &mut World, _id: &str, _change: &mut Change) -> Result<(), Refusal> {
        Ok(())
    }

    /// After an update.
    fn after_update(&self, _world: &mut World, _id: &str) {}

    /// Before a delete.
    fn before_delete(&self, _world: &mut World, _id: &str) -> Result<(), Refusal> {
        Ok(())
    }

    /// After a delete; the resource and its links are gone already.
    fn after_delete(&self, _world: &mut World, _gone: &Stored) {}

    /// Before a relationship is edited through its own path.
    fn before_link(
        &self,
        _world: &mut World,
        _id: &str,
        _relationship: &str,
        _edit: LinkEdit,
        _to: &[Identifier],
    ) -> Result<(), Refusal> {
        Ok(())
    }

    /// After a relationship was edited through its own path.
    fn after_link(&self, _world: &mut World, _id: &str, _relationship: &str) {}

    /// Attributes that each answer has anew, such as addresses that hold for a while. `origin` is the address at which
    /// the client called.
    fn fresh(&self, _stored: &Stored, _origin: &str, _now: OffsetDateTime) -> Map<String, Value> {
        Map::new()
    }

    /// A time that [`World::wake`] asked for has come.
    fn wake(&self, _world: &mut World, _id: &str) {}
}

/// Every behaviour there is. One line each.
static BEHAVIOURS: &[&dyn Behaviour] = &[
    &age_rating_declarations::AgeRatingDeclarations,
    &app_clip_default_experience_localizations::AppClipDefaultExperienceLocalizations,
    &app_clip_default_experiences::AppClipDefaultExperiences,
    &app_clip_header_images::AppClipHeaderImages,
    &app_info_localizations::AppInfoLocalizations,
    &app_infos::AppInfos,
    &app_preview_sets::AppPreviewSets,
    &app_previews::AppPreviews,
    &app_prices::AppPrices,
    &app_screenshot_sets::AppScreenshotSets,
    &app_screenshots::AppScreenshots,
    &app_store_review_attachments::AppStoreReviewAttachments,
    &app_store_review_details::AppStoreReviewDetails,
    &app_store_version_localizations::AppStoreVersionLocalizations,
    &app_store_version_phased_releases::AppStoreVersionPhasedReleases,
    &app_store_version_release_requests::AppStoreVersionReleaseRequests,
    &app_store_versions::AppStoreVersions,
    &apps::Apps,
    &beta_app_clip_invocation_localizations::BetaAppClipInvocationLocalizations,
    &beta_app_clip_invocations::BetaAppClipInvocations,
    &beta_app_localizations::BetaAppLocalizations,
    &beta_app_review_details::BetaAppReviewDetails,
    &beta_app_review_submissions::BetaAppReviewSubmissions,
    &beta_build_localizations::BetaBuildLocalizations,
    &beta_feedback_crash_submissions::BetaFeedbackCrashSubmissions,
    &beta_feedback_screenshot_submissions::BetaFeedbackScreenshotSubmissions,
    &beta_groups::BetaGroups,
    &beta_tester_invitations::BetaTesterInvitations,
    &beta_testers::BetaTesters,
    &build_upload_files::BuildUploadFiles,
    &build_uploads::BuildUploads,
    &builds::Builds,
    &bundle_id_capabilities::BundleIdCapabilities,
    &bundle_ids::BundleIds,
    &certificates::Certificates,
    &customer_review_responses::CustomerReviewResponses,
    &devices::Devices,
    &profiles::Profiles,
    &review_submission_items::ReviewSubmissionItems,
    &review_submissions::ReviewSubmissions,
];

/// The behaviour of a JSON:API type, if it has one.
pub(crate) fn of(kind: &str) -> Option<&'static dyn Behaviour> {
    BEHAVIOURS.iter().copied().find(|behaviour| behaviour.kind() == kind)
}

/// Turns a capability of a bundle id on, as Apple does by itself for each new one.
pub(crate) fn give_capability(world: &mut World, bundle_id: &str, capability: &str) {
    bundle_id_capabilities::turn_on(world, bundle_id, capability);
}

/// Adds a build of an app, as it comes of an upload.
pub(crate) fn add_build(world: &mut World, app: &Identifier, version: &str, build: &str) {
    processed_build::add(world, app, version, build);
}
