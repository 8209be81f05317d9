// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

open_enum!(AppStoreVersionState {
    Accepted = "ACCEPTED", DeveloperRemovedFromSale = "DEVELOPER_REMOVED_FROM_SALE",
    DeveloperRejected = "DEVELOPER_REJECTED", InReview = "IN_REVIEW", InvalidBinary = "INVALID_BINARY",
    MetadataRejected = "METADATA_REJECTED", PendingAppleRelease = "PENDING_APPLE_RELEASE",
    PendingContract = "PENDING_CONTRACT", PendingDeveloperRelease = "PENDING_DEVELOPER_RELEASE",
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", PreorderReadyForSale = "PREORDER_READY_FOR_SALE",
    ProcessingForAppStore = "PROCESSING_FOR_APP_STORE", ReadyForReview = "READY_FOR_REVIEW",
    ReadyForSale = "READY_FOR_SALE", Rejected = "REJECTED", RemovedFromSale = "REMOVED_FROM_SALE",
    WaitingForExportCompliance = "WAITING_FOR_EXPORT_COMPLIANCE", WaitingForReview = "WAITING_FOR_REVIEW",
    ReplacedWithNewVersion = "REPLACED_WITH_NEW_VERSION", NotApplicable = "NOT_APPLICABLE",
});

kind!(AppStoreVersion, "appStoreVersions", "/v1/appStoreVersions", AppStoreVersionAttributes);

open_enum!(AppStoreVersionReviewType {
    AppStore = "APP_STORE", Notarization = "NOTARIZATION",
});

open_enum!(AppStoreVersionReleaseType {
    Manual = "MANUAL", AfterApproval = "AFTER_APPROVAL", Scheduled = "SCHEDULED",
});

/// The attributes of [`AppStoreVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionAttributes {
    pub platform: Option<Platform>,
    pub version_string: Option<String>,
    pub app_store_state: Option<AppStoreVersionState>,
    pub app_version_state: Option<AppVersionState>,
    pub copyright: Option<String>,
    pub review_type: Option<AppStoreVersionReviewType>,
    pub release_type: Option<AppStoreVersionReleaseType>,
    pub earliest_release_date: Option<String>,
    pub uses_idfa: Option<bool>,
    pub downloadable: Option<bool>,
    pub created_date: Option<String>,
}

kind!(RoutingAppCoverage, "routingAppCoverages", "/v1/routingAppCoverages", RoutingAppCoverageAttributes);

/// The attributes of [`RoutingAppCoverage`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RoutingAppCoverageAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub source_file_checksum: Option<String>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

/// What a new [`AppStoreVersion`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppStoreVersion {
    pub platform: Platform,
    pub version_string: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_type: Option<AppStoreVersionReviewType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release_type: Option<AppStoreVersionReleaseType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest_release_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uses_idfa: Option<bool>,
    #[serde(skip)]
    pub app: Id<App>,
    #[serde(skip)]
    pub app_store_version_localizations: Option<Vec<Id<AppStoreVersionLocalization>>>,
    #[serde(skip)]
    pub build: Option<Id<Build>>,
}

impl NewAppStoreVersion {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(platform: Platform, version_string: String, app: Id<App>) -> Self {
        Self {
            platform,
            version_string,
            app,
            copyright: None,
            review_type: None,
            release_type: None,
            earliest_release_date: None,
            uses_idfa: None,
            app_store_version_localizations: None,
            build: None,
        }
    }
}

impl NewResource for NewAppStoreVersion {
    type Kind = AppStoreVersion;
    const PATH: &'static str = "/v1/appStoreVersions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        if let Some(to) = &self.app_store_version_localizations {
            all.insert("appStoreVersionLocalizations".into(), Relationship::many(to));
        }
        if let Some(to) = &self.build {
            all.insert("build".into(), Relationship::one(to));
        }
        all
    }
}

/// What a new [`RoutingAppCoverage`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewRoutingAppCoverage {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub app_store_version: Id<AppStoreVersion>,
}

impl NewRoutingAppCoverage {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String, app_store_version: Id<AppStoreVersion>) -> Self {
        Self { file_size, file_name, app_store_version }
    }
}

impl NewResource for NewRoutingAppCoverage {
    type Kind = RoutingAppCoverage;
    const PATH: &'static str = "/v1/routingAppCoverages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appStoreVersion".into(), Relationship::one(&self.app_store_version));
        all
    }
}

/// A change to a [`AppStoreVersion`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub version_string: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub copyright: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub review_type: Field<AppStoreVersionReviewType>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub release_type: Field<AppStoreVersionReleaseType>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub earliest_release_date: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uses_idfa: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub downloadable: Field<bool>,
    #[serde(skip)]
    pub build: Field<Id<Build>>,
    #[serde(skip)]
    pub app_clip_default_experience: Field<Id<AppClipDefaultExperience>>,
}

impl ResourceUpdate for AppStoreVersionUpdate {
    type Kind = AppStoreVersion;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        self.build.relate("build", &mut all);
        self.app_clip_default_experience.relate("appClipDefaultExperience", &mut all);
        all
    }
}

/// A change to a [`RoutingAppCoverage`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RoutingAppCoverageUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksum: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for RoutingAppCoverageUpdate {
    type Kind = RoutingAppCoverage;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
