// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    AppStoreVersionPhasedRelease,
    "appStoreVersionPhasedReleases",
    "/v1/appStoreVersionPhasedReleases",
    AppStoreVersionPhasedReleaseAttributes
);

/// The attributes of [`AppStoreVersionPhasedRelease`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionPhasedReleaseAttributes {
    pub phased_release_state: Option<PhasedReleaseState>,
    pub start_date: Option<String>,
    pub total_pause_duration: Option<i64>,
    pub current_day_number: Option<i64>,
}

kind!(
    AppStoreVersionPromotion,
    "appStoreVersionPromotions",
    "/v1/appStoreVersionPromotions",
    AppStoreVersionPromotionAttributes
);

/// The attributes of [`AppStoreVersionPromotion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionPromotionAttributes {}

kind!(
    AppStoreVersionReleaseRequest,
    "appStoreVersionReleaseRequests",
    "/v1/appStoreVersionReleaseRequests",
    AppStoreVersionReleaseRequestAttributes
);

/// The attributes of [`AppStoreVersionReleaseRequest`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionReleaseRequestAttributes {}

kind!(
    AppStoreVersionSubmission,
    "appStoreVersionSubmissions",
    "/v1/appStoreVersionSubmissions",
    AppStoreVersionSubmissionAttributes
);

/// The attributes of [`AppStoreVersionSubmission`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionSubmissionAttributes {}

/// What a new [`AppStoreVersionPhasedRelease`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppStoreVersionPhasedRelease {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phased_release_state: Option<PhasedReleaseState>,
    #[serde(skip)]
    pub app_store_version: Id<AppStoreVersion>,
}

impl NewAppStoreVersionPhasedRelease {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(app_store_version: Id<AppStoreVersion>) -> Self {
        Self { app_store_version, phased_release_state: None }
    }
}

impl NewResource for NewAppStoreVersionPhasedRelease {
    type Kind = AppStoreVersionPhasedRelease;
    const PATH: &'static str = "/v1/appStoreVersionPhasedReleases";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appStoreVersion".into(), Relationship::one(&self.app_store_version));
        all
    }
}

/// What a new [`AppStoreVersionPromotion`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppStoreVersionPromotion {
    #[serde(skip)]
    pub app_store_version: Id<AppStoreVersion>,
    #[serde(skip)]
    pub app_store_version_experiment_treatment: Id<AppStoreVersionExperimentTreatment>,
}

impl NewAppStoreVersionPromotion {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        app_store_version: Id<AppStoreVersion>,
        app_store_version_experiment_treatment: Id<AppStoreVersionExperimentTreatment>,
    ) -> Self {
        Self { app_store_version, app_store_version_experiment_treatment }
    }
}

impl NewResource for NewAppStoreVersionPromotion {
    type Kind = AppStoreVersionPromotion;
    const PATH: &'static str = "/v1/appStoreVersionPromotions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appStoreVersion".into(), Relationship::one(&self.app_store_version));
        all.insert(
            "appStoreVersionExperimentTreatment".into(),
            Relationship::one(&self.app_store_version_experiment_treatment),
        );
        all
    }
}

/// What a new [`AppStoreVersionReleaseRequest`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppStoreVersionReleaseRequest {
    #[serde(skip)]
    pub app_store_version: Id<AppStoreVersion>,
}

impl NewAppStoreVersionReleaseRequest {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(app_store_version: Id<AppStoreVersion>) -> Self {
        Self { app_store_version }
    }
}

impl NewResource for NewAppStoreVersionReleaseRequest {
    type Kind = AppStoreVersionReleaseRequest;
    const PATH: &'static str = "/v1/appStoreVersionReleaseRequests";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appStoreVersion".into(), Relationship::one(&self.app_store_version));
        all
    }
}

/// A change to a [`AppStoreVersionPhasedRelease`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionPhasedReleaseUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub phased_release_state: Field<PhasedReleaseState>,
}

impl ResourceUpdate for AppStoreVersionPhasedReleaseUpdate {
    type Kind = AppStoreVersionPhasedRelease;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
