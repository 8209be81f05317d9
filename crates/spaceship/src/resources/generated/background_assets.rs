// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(BackgroundAsset, "backgroundAssets", "/v1/backgroundAssets", BackgroundAssetAttributes);

/// The attributes of [`BackgroundAsset`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackgroundAssetAttributes {
    pub archived: Option<bool>,
    pub asset_pack_identifier: Option<String>,
    pub created_date: Option<String>,
    pub used_bytes: Option<i64>,
}

kind!(
    BackgroundAssetUploadFile,
    "backgroundAssetUploadFiles",
    "/v1/backgroundAssetUploadFiles",
    BackgroundAssetUploadFileAttributes
);

open_enum!(BackgroundAssetUploadFileAssetType {
    Asset = "ASSET", Manifest = "MANIFEST",
});

/// The attributes of [`BackgroundAssetUploadFile`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackgroundAssetUploadFileAttributes {
    pub asset_delivery_state: Option<AppMediaAssetState>,
    pub asset_token: Option<String>,
    pub asset_type: Option<BackgroundAssetUploadFileAssetType>,
    pub file_name: Option<String>,
    pub file_size: Option<i64>,
    pub source_file_checksum: Option<String>,
    pub source_file_checksums: Option<Checksums>,
    pub upload_operations: Option<Vec<DeliveryFileUploadOperation>>,
}

kind!(
    BackgroundAssetVersion,
    "backgroundAssetVersions",
    "/v1/backgroundAssetVersions",
    BackgroundAssetVersionAttributes
);

open_enum!(BackgroundAssetVersionState {
    AwaitingUpload = "AWAITING_UPLOAD", Processing = "PROCESSING", Failed = "FAILED", Complete = "COMPLETE",
});

/// Apple's `BackgroundAssetVersionStateDetails`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackgroundAssetVersionStateDetails {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<StateDetail>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<StateDetail>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub infos: Option<Vec<StateDetail>>,
}

/// The attributes of [`BackgroundAssetVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackgroundAssetVersionAttributes {
    pub created_date: Option<String>,
    pub platforms: Option<Vec<Platform>>,
    pub state: Option<BackgroundAssetVersionState>,
    pub state_details: Option<BackgroundAssetVersionStateDetails>,
    pub version: Option<String>,
    pub locale: Option<String>,
}

kind!(
    BackgroundAssetVersionAppStoreRelease,
    "backgroundAssetVersionAppStoreReleases",
    "/v1/backgroundAssetVersionAppStoreReleases",
    BackgroundAssetVersionAppStoreReleaseAttributes
);

open_enum!(BackgroundAssetVersionAppStoreReleaseState {
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", ReadyForReview = "READY_FOR_REVIEW",
    WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW", Accepted = "ACCEPTED",
    Rejected = "REJECTED", ProcessingForDistribution = "PROCESSING_FOR_DISTRIBUTION",
    ReadyForDistribution = "READY_FOR_DISTRIBUTION", Superseded = "SUPERSEDED",
});

/// The attributes of [`BackgroundAssetVersionAppStoreRelease`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackgroundAssetVersionAppStoreReleaseAttributes {
    pub state: Option<BackgroundAssetVersionAppStoreReleaseState>,
}

kind!(
    BackgroundAssetVersionExternalBetaRelease,
    "backgroundAssetVersionExternalBetaReleases",
    "/v1/backgroundAssetVersionExternalBetaReleases",
    BackgroundAssetVersionExternalBetaReleaseAttributes
);

open_enum!(BackgroundAssetVersionExternalBetaReleaseState {
    ReadyForBetaSubmission = "READY_FOR_BETA_SUBMISSION", WaitingForReview = "WAITING_FOR_REVIEW",
    InReview = "IN_REVIEW", Rejected = "REJECTED", ProcessingForTesting = "PROCESSING_FOR_TESTING",
    ReadyForTesting = "READY_FOR_TESTING", Superseded = "SUPERSEDED",
});

/// The attributes of [`BackgroundAssetVersionExternalBetaRelease`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackgroundAssetVersionExternalBetaReleaseAttributes {
    pub state: Option<BackgroundAssetVersionExternalBetaReleaseState>,
}

kind!(
    BackgroundAssetVersionInternalBetaRelease,
    "backgroundAssetVersionInternalBetaReleases",
    "/v1/backgroundAssetVersionInternalBetaReleases",
    BackgroundAssetVersionInternalBetaReleaseAttributes
);

open_enum!(BackgroundAssetVersionInternalBetaReleaseState {
    ReadyForTesting = "READY_FOR_TESTING", Superseded = "SUPERSEDED",
});

/// The attributes of [`BackgroundAssetVersionInternalBetaRelease`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackgroundAssetVersionInternalBetaReleaseAttributes {
    pub state: Option<BackgroundAssetVersionInternalBetaReleaseState>,
}

/// What a new [`BackgroundAsset`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBackgroundAsset {
    pub asset_pack_identifier: String,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewBackgroundAsset {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(asset_pack_identifier: String, app: Id<App>) -> Self {
        Self { asset_pack_identifier, app }
    }
}

impl NewResource for NewBackgroundAsset {
    type Kind = BackgroundAsset;
    const PATH: &'static str = "/v1/backgroundAssets";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`BackgroundAssetUploadFile`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBackgroundAssetUploadFile {
    pub asset_type: BackgroundAssetUploadFileAssetType,
    pub file_name: String,
    pub file_size: i64,
    #[serde(skip)]
    pub background_asset_version: Id<BackgroundAssetVersion>,
}

impl NewBackgroundAssetUploadFile {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        asset_type: BackgroundAssetUploadFileAssetType,
        file_name: String,
        file_size: i64,
        background_asset_version: Id<BackgroundAssetVersion>,
    ) -> Self {
        Self { asset_type, file_name, file_size, background_asset_version }
    }
}

impl NewResource for NewBackgroundAssetUploadFile {
    type Kind = BackgroundAssetUploadFile;
    const PATH: &'static str = "/v1/backgroundAssetUploadFiles";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("backgroundAssetVersion".into(), Relationship::one(&self.background_asset_version));
        all
    }
}

/// What a new [`BackgroundAssetVersion`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBackgroundAssetVersion {
    #[serde(skip)]
    pub background_asset: Id<BackgroundAsset>,
}

impl NewBackgroundAssetVersion {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(background_asset: Id<BackgroundAsset>) -> Self {
        Self { background_asset }
    }
}

impl NewResource for NewBackgroundAssetVersion {
    type Kind = BackgroundAssetVersion;
    const PATH: &'static str = "/v1/backgroundAssetVersions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("backgroundAsset".into(), Relationship::one(&self.background_asset));
        all
    }
}

/// A change to a [`BackgroundAsset`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackgroundAssetUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub archived: Field<bool>,
}

impl ResourceUpdate for BackgroundAssetUpdate {
    type Kind = BackgroundAsset;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`BackgroundAssetUploadFile`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackgroundAssetUploadFileUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksum: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksums: Field<Checksums>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for BackgroundAssetUploadFileUpdate {
    type Kind = BackgroundAssetUploadFile;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
