// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(SubscriptionImage, "subscriptionImages", "/v1/subscriptionImages", SubscriptionImageAttributes);

open_enum!(SubscriptionImageState {
    AwaitingUpload = "AWAITING_UPLOAD", UploadComplete = "UPLOAD_COMPLETE", Failed = "FAILED",
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", WaitingForReview = "WAITING_FOR_REVIEW",
    Approved = "APPROVED", Rejected = "REJECTED",
});

/// The attributes of [`SubscriptionImage`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionImageAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub source_file_checksum: Option<String>,
    pub asset_token: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub state: Option<SubscriptionImageState>,
}

kind!(SubscriptionImageV2, "subscriptionImages", "/v2/subscriptionImages", SubscriptionImageV2Attributes);

/// The attributes of [`SubscriptionImageV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionImageV2Attributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub asset_token: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    SubscriptionLocalization,
    "subscriptionLocalizations",
    "/v1/subscriptionLocalizations",
    SubscriptionLocalizationAttributes
);

open_enum!(SubscriptionLocalizationState {
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", WaitingForReview = "WAITING_FOR_REVIEW",
    Approved = "APPROVED", Rejected = "REJECTED",
});

/// The attributes of [`SubscriptionLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionLocalizationAttributes {
    pub name: Option<String>,
    pub locale: Option<String>,
    pub description: Option<String>,
    pub state: Option<SubscriptionLocalizationState>,
}

kind!(
    SubscriptionLocalizationV2,
    "subscriptionLocalizations",
    "/v2/subscriptionLocalizations",
    SubscriptionLocalizationV2Attributes
);

/// The attributes of [`SubscriptionLocalizationV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionLocalizationV2Attributes {
    pub name: Option<String>,
    pub locale: Option<String>,
    pub description: Option<String>,
}

/// What a new [`SubscriptionImage`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionImage {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub subscription: Id<Subscription>,
}

impl NewSubscriptionImage {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String, subscription: Id<Subscription>) -> Self {
        Self { file_size, file_name, subscription }
    }
}

impl NewResource for NewSubscriptionImage {
    type Kind = SubscriptionImage;
    const PATH: &'static str = "/v1/subscriptionImages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("subscription".into(), Relationship::one(&self.subscription));
        all
    }
}

/// What a new [`SubscriptionImageV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionImageV2 {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub version: Id<SubscriptionVersion>,
}

impl NewSubscriptionImageV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String, version: Id<SubscriptionVersion>) -> Self {
        Self { file_size, file_name, version }
    }
}

impl NewResource for NewSubscriptionImageV2 {
    type Kind = SubscriptionImageV2;
    const PATH: &'static str = "/v2/subscriptionImages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("version".into(), Relationship::one(&self.version));
        all
    }
}

/// What a new [`SubscriptionLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionLocalization {
    pub name: String,
    pub locale: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip)]
    pub subscription: Id<Subscription>,
}

impl NewSubscriptionLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, locale: String, subscription: Id<Subscription>) -> Self {
        Self { name, locale, subscription, description: None }
    }
}

impl NewResource for NewSubscriptionLocalization {
    type Kind = SubscriptionLocalization;
    const PATH: &'static str = "/v1/subscriptionLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("subscription".into(), Relationship::one(&self.subscription));
        all
    }
}

/// What a new [`SubscriptionLocalizationV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionLocalizationV2 {
    pub name: String,
    pub locale: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip)]
    pub version: Id<SubscriptionVersion>,
}

impl NewSubscriptionLocalizationV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, locale: String, version: Id<SubscriptionVersion>) -> Self {
        Self { name, locale, version, description: None }
    }
}

impl NewResource for NewSubscriptionLocalizationV2 {
    type Kind = SubscriptionLocalizationV2;
    const PATH: &'static str = "/v2/subscriptionLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("version".into(), Relationship::one(&self.version));
        all
    }
}

/// A change to a [`SubscriptionImage`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionImageUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksum: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for SubscriptionImageUpdate {
    type Kind = SubscriptionImage;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`SubscriptionImageV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionImageV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for SubscriptionImageV2Update {
    type Kind = SubscriptionImageV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`SubscriptionLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
}

impl ResourceUpdate for SubscriptionLocalizationUpdate {
    type Kind = SubscriptionLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`SubscriptionLocalizationV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionLocalizationV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
}

impl ResourceUpdate for SubscriptionLocalizationV2Update {
    type Kind = SubscriptionLocalizationV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
