// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(App, "apps", "/v1/apps", AppAttributes);

open_enum!(AppContentRightsDeclaration {
    DoesNotUseThirdPartyContent = "DOES_NOT_USE_THIRD_PARTY_CONTENT",
    UsesThirdPartyContent = "USES_THIRD_PARTY_CONTENT",
});

/// The attributes of [`App`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppAttributes {
    pub accessibility_url: Option<String>,
    pub name: Option<String>,
    pub bundle_id: Option<String>,
    pub sku: Option<String>,
    pub primary_locale: Option<String>,
    pub is_or_ever_was_made_for_kids: Option<bool>,
    pub subscription_status_url: Option<String>,
    pub subscription_status_url_version: Option<SubscriptionStatusUrlVersion>,
    pub subscription_status_url_for_sandbox: Option<String>,
    pub subscription_status_url_version_for_sandbox: Option<SubscriptionStatusUrlVersion>,
    pub content_rights_declaration: Option<AppContentRightsDeclaration>,
    pub streamlined_purchasing_enabled: Option<bool>,
}

/// Apple's `AppMediaStateError`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppMediaStateError {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

open_enum!(AppMediaAssetStateState {
    AwaitingUpload = "AWAITING_UPLOAD", UploadComplete = "UPLOAD_COMPLETE", Complete = "COMPLETE",
    Failed = "FAILED",
});

/// Apple's `AppMediaAssetState`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppMediaAssetState {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<AppMediaStateError>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<AppMediaStateError>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<AppMediaAssetStateState>,
}

open_enum!(AppMediaPreviewFrameImageStateState {
    Processing = "PROCESSING", Complete = "COMPLETE", Failed = "FAILED",
});

/// Apple's `AppMediaPreviewFrameImageState`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppMediaPreviewFrameImageState {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<AppMediaStateError>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<AppMediaStateError>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<AppMediaPreviewFrameImageStateState>,
}

open_enum!(AppMediaVideoStateState {
    AwaitingUpload = "AWAITING_UPLOAD", UploadComplete = "UPLOAD_COMPLETE", Processing = "PROCESSING",
    Complete = "COMPLETE", Failed = "FAILED",
});

/// Apple's `AppMediaVideoState`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppMediaVideoState {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<AppMediaStateError>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<AppMediaStateError>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<AppMediaVideoStateState>,
}

open_enum!(AppStoreAgeRating {
    L = "L", All = "ALL", ZeroZero = "ZERO_ZERO", OnePlus = "ONE_PLUS", TwoPlus = "TWO_PLUS",
    ThreePlus = "THREE_PLUS", FourPlus = "FOUR_PLUS", FivePlus = "FIVE_PLUS", SixPlus = "SIX_PLUS",
    SevenPlus = "SEVEN_PLUS", EightPlus = "EIGHT_PLUS", NinePlus = "NINE_PLUS", TenPlus = "TEN_PLUS",
    ElevenPlus = "ELEVEN_PLUS", TwelvePlus = "TWELVE_PLUS", ThirteenPlus = "THIRTEEN_PLUS",
    FourteenPlus = "FOURTEEN_PLUS", FifteenPlus = "FIFTEEN_PLUS", SixteenPlus = "SIXTEEN_PLUS",
    SeventeenPlus = "SEVENTEEN_PLUS", EighteenPlus = "EIGHTEEN_PLUS", NineteenPlus = "NINETEEN_PLUS",
    TwentyPlus = "TWENTY_PLUS", TwentyOnePlus = "TWENTY_ONE_PLUS", Unrated = "UNRATED",
});

kind!(AppKeyword, "appKeywords", "/v1/appKeywords", AppKeywordAttributes);

/// The attributes of [`AppKeyword`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppKeywordAttributes {}

open_enum!(AppVersionState {
    Accepted = "ACCEPTED", DeveloperRejected = "DEVELOPER_REJECTED", InReview = "IN_REVIEW",
    InvalidBinary = "INVALID_BINARY", MetadataRejected = "METADATA_REJECTED",
    PendingAppleRelease = "PENDING_APPLE_RELEASE", PendingDeveloperRelease = "PENDING_DEVELOPER_RELEASE",
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION",
    ProcessingForDistribution = "PROCESSING_FOR_DISTRIBUTION",
    ReadyForDistribution = "READY_FOR_DISTRIBUTION", ReadyForReview = "READY_FOR_REVIEW",
    Rejected = "REJECTED", ReplacedWithNewVersion = "REPLACED_WITH_NEW_VERSION",
    WaitingForExportCompliance = "WAITING_FOR_EXPORT_COMPLIANCE", WaitingForReview = "WAITING_FOR_REVIEW",
});

kind!(AppTag, "appTags", "/v1/appTags", AppTagAttributes);

/// The attributes of [`AppTag`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppTagAttributes {
    pub name: Option<String>,
    pub visible_in_app_store: Option<bool>,
}

/// A change to a [`AppTag`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppTagUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub visible_in_app_store: Field<bool>,
}

impl ResourceUpdate for AppTagUpdate {
    type Kind = AppTag;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`App`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub accessibility_url: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub bundle_id: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub primary_locale: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub subscription_status_url: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub subscription_status_url_version: Field<SubscriptionStatusUrlVersion>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub subscription_status_url_for_sandbox: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub subscription_status_url_version_for_sandbox: Field<SubscriptionStatusUrlVersion>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub content_rights_declaration: Field<AppContentRightsDeclaration>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub streamlined_purchasing_enabled: Field<bool>,
}

impl ResourceUpdate for AppUpdate {
    type Kind = App;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
