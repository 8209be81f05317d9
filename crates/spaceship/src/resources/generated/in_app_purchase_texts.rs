// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    InAppPurchaseAppStoreReviewScreenshot,
    "inAppPurchaseAppStoreReviewScreenshots",
    "/v1/inAppPurchaseAppStoreReviewScreenshots",
    InAppPurchaseAppStoreReviewScreenshotAttributes
);

/// The attributes of [`InAppPurchaseAppStoreReviewScreenshot`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseAppStoreReviewScreenshotAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub source_file_checksum: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub asset_token: Option<String>,
    pub asset_type: Option<String>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    InAppPurchaseContent,
    "inAppPurchaseContents",
    "/v1/inAppPurchaseContents",
    InAppPurchaseContentAttributes
);

/// The attributes of [`InAppPurchaseContent`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseContentAttributes {
    pub file_name: Option<String>,
    pub file_size: Option<i64>,
    pub url: Option<String>,
    pub last_modified_date: Option<String>,
}

kind!(InAppPurchaseImage, "inAppPurchaseImages", "/v1/inAppPurchaseImages", InAppPurchaseImageAttributes);

open_enum!(InAppPurchaseImageState {
    AwaitingUpload = "AWAITING_UPLOAD", UploadComplete = "UPLOAD_COMPLETE", Failed = "FAILED",
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", WaitingForReview = "WAITING_FOR_REVIEW",
    Approved = "APPROVED", Rejected = "REJECTED",
});

/// The attributes of [`InAppPurchaseImage`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseImageAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub source_file_checksum: Option<String>,
    pub asset_token: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub state: Option<InAppPurchaseImageState>,
}

kind!(InAppPurchaseImageV2, "inAppPurchaseImages", "/v2/inAppPurchaseImages", InAppPurchaseImageV2Attributes);

/// The attributes of [`InAppPurchaseImageV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseImageV2Attributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub asset_token: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    InAppPurchaseLocalization,
    "inAppPurchaseLocalizations",
    "/v1/inAppPurchaseLocalizations",
    InAppPurchaseLocalizationAttributes
);

open_enum!(InAppPurchaseLocalizationState {
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", WaitingForReview = "WAITING_FOR_REVIEW",
    Approved = "APPROVED", Rejected = "REJECTED",
});

/// The attributes of [`InAppPurchaseLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseLocalizationAttributes {
    pub name: Option<String>,
    pub locale: Option<String>,
    pub description: Option<String>,
    pub state: Option<InAppPurchaseLocalizationState>,
}

kind!(
    InAppPurchaseLocalizationV2,
    "inAppPurchaseLocalizations",
    "/v2/inAppPurchaseLocalizations",
    InAppPurchaseLocalizationV2Attributes
);

/// The attributes of [`InAppPurchaseLocalizationV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseLocalizationV2Attributes {
    pub name: Option<String>,
    pub locale: Option<String>,
    pub description: Option<String>,
}

/// What a new [`InAppPurchaseAppStoreReviewScreenshot`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchaseAppStoreReviewScreenshot {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub in_app_purchase_v2: Id<InAppPurchase>,
}

impl NewInAppPurchaseAppStoreReviewScreenshot {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String, in_app_purchase_v2: Id<InAppPurchase>) -> Self {
        Self { file_size, file_name, in_app_purchase_v2 }
    }
}

impl NewResource for NewInAppPurchaseAppStoreReviewScreenshot {
    type Kind = InAppPurchaseAppStoreReviewScreenshot;
    const PATH: &'static str = "/v1/inAppPurchaseAppStoreReviewScreenshots";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("inAppPurchaseV2".into(), Relationship::one(&self.in_app_purchase_v2));
        all
    }
}

/// What a new [`InAppPurchaseImage`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchaseImage {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub in_app_purchase: Id<InAppPurchase>,
}

impl NewInAppPurchaseImage {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String, in_app_purchase: Id<InAppPurchase>) -> Self {
        Self { file_size, file_name, in_app_purchase }
    }
}

impl NewResource for NewInAppPurchaseImage {
    type Kind = InAppPurchaseImage;
    const PATH: &'static str = "/v1/inAppPurchaseImages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("inAppPurchase".into(), Relationship::one(&self.in_app_purchase));
        all
    }
}

/// What a new [`InAppPurchaseImageV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchaseImageV2 {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub version: Id<InAppPurchaseVersion>,
}

impl NewInAppPurchaseImageV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String, version: Id<InAppPurchaseVersion>) -> Self {
        Self { file_size, file_name, version }
    }
}

impl NewResource for NewInAppPurchaseImageV2 {
    type Kind = InAppPurchaseImageV2;
    const PATH: &'static str = "/v2/inAppPurchaseImages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("version".into(), Relationship::one(&self.version));
        all
    }
}

/// What a new [`InAppPurchaseLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchaseLocalization {
    pub name: String,
    pub locale: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip)]
    pub in_app_purchase_v2: Id<InAppPurchase>,
}

impl NewInAppPurchaseLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, locale: String, in_app_purchase_v2: Id<InAppPurchase>) -> Self {
        Self { name, locale, in_app_purchase_v2, description: None }
    }
}

impl NewResource for NewInAppPurchaseLocalization {
    type Kind = InAppPurchaseLocalization;
    const PATH: &'static str = "/v1/inAppPurchaseLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("inAppPurchaseV2".into(), Relationship::one(&self.in_app_purchase_v2));
        all
    }
}

/// What a new [`InAppPurchaseLocalizationV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchaseLocalizationV2 {
    pub name: String,
    pub locale: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip)]
    pub version: Id<InAppPurchaseVersion>,
}

impl NewInAppPurchaseLocalizationV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, locale: String, version: Id<InAppPurchaseVersion>) -> Self {
        Self { name, locale, version, description: None }
    }
}

impl NewResource for NewInAppPurchaseLocalizationV2 {
    type Kind = InAppPurchaseLocalizationV2;
    const PATH: &'static str = "/v2/inAppPurchaseLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("version".into(), Relationship::one(&self.version));
        all
    }
}

/// A change to a [`InAppPurchaseAppStoreReviewScreenshot`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseAppStoreReviewScreenshotUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksum: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for InAppPurchaseAppStoreReviewScreenshotUpdate {
    type Kind = InAppPurchaseAppStoreReviewScreenshot;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`InAppPurchaseImage`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseImageUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksum: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for InAppPurchaseImageUpdate {
    type Kind = InAppPurchaseImage;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`InAppPurchaseImageV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseImageV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for InAppPurchaseImageV2Update {
    type Kind = InAppPurchaseImageV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`InAppPurchaseLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
}

impl ResourceUpdate for InAppPurchaseLocalizationUpdate {
    type Kind = InAppPurchaseLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`InAppPurchaseLocalizationV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseLocalizationV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
}

impl ResourceUpdate for InAppPurchaseLocalizationV2Update {
    type Kind = InAppPurchaseLocalizationV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
