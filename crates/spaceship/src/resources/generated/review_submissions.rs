// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(ReviewSubmission, "reviewSubmissions", "/v1/reviewSubmissions", ReviewSubmissionAttributes);

open_enum!(ReviewSubmissionState {
    ReadyForReview = "READY_FOR_REVIEW", WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW",
    UnresolvedIssues = "UNRESOLVED_ISSUES", Canceling = "CANCELING", Completing = "COMPLETING",
    Complete = "COMPLETE",
});

/// The attributes of [`ReviewSubmission`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewSubmissionAttributes {
    pub platform: Option<Platform>,
    pub submitted_date: Option<String>,
    pub state: Option<ReviewSubmissionState>,
}

kind!(
    ReviewSubmissionItem,
    "reviewSubmissionItems",
    "/v1/reviewSubmissionItems",
    ReviewSubmissionItemAttributes
);

open_enum!(ReviewSubmissionItemState {
    ReadyForReview = "READY_FOR_REVIEW", Accepted = "ACCEPTED", Approved = "APPROVED",
    Rejected = "REJECTED", Removed = "REMOVED",
});

/// The attributes of [`ReviewSubmissionItem`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewSubmissionItemAttributes {
    pub state: Option<ReviewSubmissionItemState>,
}

/// What a new [`ReviewSubmission`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewReviewSubmission {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewReviewSubmission {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(app: Id<App>) -> Self {
        Self { app, platform: None }
    }
}

impl NewResource for NewReviewSubmission {
    type Kind = ReviewSubmission;
    const PATH: &'static str = "/v1/reviewSubmissions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`ReviewSubmissionItem`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewReviewSubmissionItem {
    #[serde(skip)]
    pub review_submission: Id<ReviewSubmission>,
    #[serde(skip)]
    pub app_store_version: Option<Id<AppStoreVersion>>,
    #[serde(skip)]
    pub app_custom_product_page_version: Option<Id<AppCustomProductPageVersion>>,
    #[serde(skip)]
    pub app_store_version_experiment: Option<Id<AppStoreVersionExperiment>>,
    #[serde(skip)]
    pub app_store_version_experiment_v2: Option<Id<AppStoreVersionExperiment>>,
    #[serde(skip)]
    pub app_event: Option<Id<AppEvent>>,
    #[serde(skip)]
    pub background_asset_version: Option<Id<BackgroundAssetVersion>>,
    #[serde(skip)]
    pub game_center_achievement_version: Option<Id<GameCenterAchievementVersionV2>>,
    #[serde(skip)]
    pub game_center_activity_version: Option<Id<GameCenterActivityVersion>>,
    #[serde(skip)]
    pub game_center_challenge_version: Option<Id<GameCenterChallengeVersion>>,
    #[serde(skip)]
    pub game_center_leaderboard_set_version: Option<Id<GameCenterLeaderboardSetVersionV2>>,
    #[serde(skip)]
    pub game_center_leaderboard_version: Option<Id<GameCenterLeaderboardVersionV2>>,
    #[serde(skip)]
    pub in_app_purchase_version: Option<Id<InAppPurchaseVersion>>,
    #[serde(skip)]
    pub subscription_version: Option<Id<SubscriptionVersion>>,
    #[serde(skip)]
    pub subscription_group_version: Option<Id<SubscriptionGroupVersion>>,
}

impl NewReviewSubmissionItem {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(review_submission: Id<ReviewSubmission>) -> Self {
        Self {
            review_submission,
            app_store_version: None,
            app_custom_product_page_version: None,
            app_store_version_experiment: None,
            app_store_version_experiment_v2: None,
            app_event: None,
            background_asset_version: None,
            game_center_achievement_version: None,
            game_center_activity_version: None,
            game_center_challenge_version: None,
            game_center_leaderboard_set_version: None,
            game_center_leaderboard_version: None,
            in_app_purchase_version: None,
            subscription_version: None,
            subscription_group_version: None,
        }
    }
}

impl NewResource for NewReviewSubmissionItem {
    type Kind = ReviewSubmissionItem;
    const PATH: &'static str = "/v1/reviewSubmissionItems";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("reviewSubmission".into(), Relationship::one(&self.review_submission));
        if let Some(to) = &self.app_store_version {
            all.insert("appStoreVersion".into(), Relationship::one(to));
        }
        if let Some(to) = &self.app_custom_product_page_version {
            all.insert("appCustomProductPageVersion".into(), Relationship::one(to));
        }
        if let Some(to) = &self.app_store_version_experiment {
            all.insert("appStoreVersionExperiment".into(), Relationship::one(to));
        }
        if let Some(to) = &self.app_store_version_experiment_v2 {
            all.insert("appStoreVersionExperimentV2".into(), Relationship::one(to));
        }
        if let Some(to) = &self.app_event {
            all.insert("appEvent".into(), Relationship::one(to));
        }
        if let Some(to) = &self.background_asset_version {
            all.insert("backgroundAssetVersion".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_achievement_version {
            all.insert("gameCenterAchievementVersion".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_activity_version {
            all.insert("gameCenterActivityVersion".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_challenge_version {
            all.insert("gameCenterChallengeVersion".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_leaderboard_set_version {
            all.insert("gameCenterLeaderboardSetVersion".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_leaderboard_version {
            all.insert("gameCenterLeaderboardVersion".into(), Relationship::one(to));
        }
        if let Some(to) = &self.in_app_purchase_version {
            all.insert("inAppPurchaseVersion".into(), Relationship::one(to));
        }
        if let Some(to) = &self.subscription_version {
            all.insert("subscriptionVersion".into(), Relationship::one(to));
        }
        if let Some(to) = &self.subscription_group_version {
            all.insert("subscriptionGroupVersion".into(), Relationship::one(to));
        }
        all
    }
}

/// A change to a [`ReviewSubmissionItem`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewSubmissionItemUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub resolved: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub removed: Field<bool>,
}

impl ResourceUpdate for ReviewSubmissionItemUpdate {
    type Kind = ReviewSubmissionItem;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`ReviewSubmission`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewSubmissionUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub platform: Field<Platform>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub submitted: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub canceled: Field<bool>,
}

impl ResourceUpdate for ReviewSubmissionUpdate {
    type Kind = ReviewSubmission;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
