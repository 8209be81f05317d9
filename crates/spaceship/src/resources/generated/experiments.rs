// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    AppStoreVersionExperiment,
    "appStoreVersionExperiments",
    "/v1/appStoreVersionExperiments",
    AppStoreVersionExperimentAttributes
);

open_enum!(AppStoreVersionExperimentState {
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", ReadyForReview = "READY_FOR_REVIEW",
    WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW", Accepted = "ACCEPTED",
    Approved = "APPROVED", Rejected = "REJECTED", Completed = "COMPLETED", Stopped = "STOPPED",
});

/// The attributes of [`AppStoreVersionExperiment`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionExperimentAttributes {
    pub name: Option<String>,
    pub traffic_proportion: Option<i64>,
    pub state: Option<AppStoreVersionExperimentState>,
    pub review_required: Option<bool>,
    pub start_date: Option<String>,
    pub end_date: Option<String>,
}

kind!(
    AppStoreVersionExperimentTreatment,
    "appStoreVersionExperimentTreatments",
    "/v1/appStoreVersionExperimentTreatments",
    AppStoreVersionExperimentTreatmentAttributes
);

/// The attributes of [`AppStoreVersionExperimentTreatment`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionExperimentTreatmentAttributes {
    pub name: Option<String>,
    pub app_icon: Option<ImageAsset>,
    pub app_icon_name: Option<String>,
    pub promoted_date: Option<String>,
}

kind!(
    AppStoreVersionExperimentTreatmentLocalization,
    "appStoreVersionExperimentTreatmentLocalizations",
    "/v1/appStoreVersionExperimentTreatmentLocalizations",
    AppStoreVersionExperimentTreatmentLocalizationAttributes
);

/// The attributes of [`AppStoreVersionExperimentTreatmentLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionExperimentTreatmentLocalizationAttributes {
    pub locale: Option<String>,
}

kind!(
    AppStoreVersionExperimentV2,
    "appStoreVersionExperiments",
    "/v2/appStoreVersionExperiments",
    AppStoreVersionExperimentV2Attributes
);

open_enum!(AppStoreVersionExperimentV2State {
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", ReadyForReview = "READY_FOR_REVIEW",
    WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW", Accepted = "ACCEPTED",
    Approved = "APPROVED", Rejected = "REJECTED", Completed = "COMPLETED", Stopped = "STOPPED",
});

/// The attributes of [`AppStoreVersionExperimentV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionExperimentV2Attributes {
    pub name: Option<String>,
    pub platform: Option<Platform>,
    pub traffic_proportion: Option<i64>,
    pub state: Option<AppStoreVersionExperimentV2State>,
    pub review_required: Option<bool>,
    pub start_date: Option<String>,
    pub end_date: Option<String>,
}

/// What a new [`AppStoreVersionExperiment`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppStoreVersionExperiment {
    pub name: String,
    pub traffic_proportion: i64,
    #[serde(skip)]
    pub app_store_version: Id<AppStoreVersion>,
}

impl NewAppStoreVersionExperiment {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, traffic_proportion: i64, app_store_version: Id<AppStoreVersion>) -> Self {
        Self { name, traffic_proportion, app_store_version }
    }
}

impl NewResource for NewAppStoreVersionExperiment {
    type Kind = AppStoreVersionExperiment;
    const PATH: &'static str = "/v1/appStoreVersionExperiments";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appStoreVersion".into(), Relationship::one(&self.app_store_version));
        all
    }
}

/// What a new [`AppStoreVersionExperimentTreatment`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppStoreVersionExperimentTreatment {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_icon_name: Option<String>,
    #[serde(skip)]
    pub app_store_version_experiment: Option<Id<AppStoreVersionExperiment>>,
    #[serde(skip)]
    pub app_store_version_experiment_v2: Option<Id<AppStoreVersionExperiment>>,
}

impl NewAppStoreVersionExperimentTreatment {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String) -> Self {
        Self {
            name,
            app_icon_name: None,
            app_store_version_experiment: None,
            app_store_version_experiment_v2: None,
        }
    }
}

impl NewResource for NewAppStoreVersionExperimentTreatment {
    type Kind = AppStoreVersionExperimentTreatment;
    const PATH: &'static str = "/v1/appStoreVersionExperimentTreatments";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.app_store_version_experiment {
            all.insert("appStoreVersionExperiment".into(), Relationship::one(to));
        }
        if let Some(to) = &self.app_store_version_experiment_v2 {
            all.insert("appStoreVersionExperimentV2".into(), Relationship::one(to));
        }
        all
    }
}

/// What a new [`AppStoreVersionExperimentTreatmentLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppStoreVersionExperimentTreatmentLocalization {
    pub locale: String,
    #[serde(skip)]
    pub app_store_version_experiment_treatment: Id<AppStoreVersionExperimentTreatment>,
}

impl NewAppStoreVersionExperimentTreatmentLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        locale: String,
        app_store_version_experiment_treatment: Id<AppStoreVersionExperimentTreatment>,
    ) -> Self {
        Self { locale, app_store_version_experiment_treatment }
    }
}

impl NewResource for NewAppStoreVersionExperimentTreatmentLocalization {
    type Kind = AppStoreVersionExperimentTreatmentLocalization;
    const PATH: &'static str = "/v1/appStoreVersionExperimentTreatmentLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert(
            "appStoreVersionExperimentTreatment".into(),
            Relationship::one(&self.app_store_version_experiment_treatment),
        );
        all
    }
}

/// What a new [`AppStoreVersionExperimentV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppStoreVersionExperimentV2 {
    pub name: String,
    pub platform: Platform,
    pub traffic_proportion: i64,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewAppStoreVersionExperimentV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, platform: Platform, traffic_proportion: i64, app: Id<App>) -> Self {
        Self { name, platform, traffic_proportion, app }
    }
}

impl NewResource for NewAppStoreVersionExperimentV2 {
    type Kind = AppStoreVersionExperimentV2;
    const PATH: &'static str = "/v2/appStoreVersionExperiments";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// A change to a [`AppStoreVersionExperimentTreatment`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionExperimentTreatmentUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub app_icon_name: Field<String>,
}

impl ResourceUpdate for AppStoreVersionExperimentTreatmentUpdate {
    type Kind = AppStoreVersionExperimentTreatment;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppStoreVersionExperiment`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionExperimentUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub traffic_proportion: Field<i64>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub started: Field<bool>,
}

impl ResourceUpdate for AppStoreVersionExperimentUpdate {
    type Kind = AppStoreVersionExperiment;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppStoreVersionExperimentV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionExperimentV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub traffic_proportion: Field<i64>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub started: Field<bool>,
}

impl ResourceUpdate for AppStoreVersionExperimentV2Update {
    type Kind = AppStoreVersionExperimentV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
