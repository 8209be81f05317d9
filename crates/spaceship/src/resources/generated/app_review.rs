// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    AppStoreReviewAttachment,
    "appStoreReviewAttachments",
    "/v1/appStoreReviewAttachments",
    AppStoreReviewAttachmentAttributes
);

/// The attributes of [`AppStoreReviewAttachment`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreReviewAttachmentAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub source_file_checksum: Option<String>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    AppStoreReviewDetail,
    "appStoreReviewDetails",
    "/v1/appStoreReviewDetails",
    AppStoreReviewDetailAttributes
);

/// The attributes of [`AppStoreReviewDetail`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreReviewDetailAttributes {
    pub contact_first_name: Option<String>,
    pub contact_last_name: Option<String>,
    pub contact_phone: Option<String>,
    pub contact_email: Option<String>,
    pub demo_account_name: Option<String>,
    pub demo_account_password: Option<String>,
    pub demo_account_required: Option<bool>,
    pub notes: Option<String>,
}

/// What a new [`AppStoreReviewAttachment`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppStoreReviewAttachment {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub app_store_review_detail: Id<AppStoreReviewDetail>,
}

impl NewAppStoreReviewAttachment {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String, app_store_review_detail: Id<AppStoreReviewDetail>) -> Self {
        Self { file_size, file_name, app_store_review_detail }
    }
}

impl NewResource for NewAppStoreReviewAttachment {
    type Kind = AppStoreReviewAttachment;
    const PATH: &'static str = "/v1/appStoreReviewAttachments";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appStoreReviewDetail".into(), Relationship::one(&self.app_store_review_detail));
        all
    }
}

/// What a new [`AppStoreReviewDetail`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppStoreReviewDetail {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demo_account_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demo_account_password: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demo_account_required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    #[serde(skip)]
    pub app_store_version: Id<AppStoreVersion>,
}

impl NewAppStoreReviewDetail {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(app_store_version: Id<AppStoreVersion>) -> Self {
        Self {
            app_store_version,
            contact_first_name: None,
            contact_last_name: None,
            contact_phone: None,
            contact_email: None,
            demo_account_name: None,
            demo_account_password: None,
            demo_account_required: None,
            notes: None,
        }
    }
}

impl NewResource for NewAppStoreReviewDetail {
    type Kind = AppStoreReviewDetail;
    const PATH: &'static str = "/v1/appStoreReviewDetails";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appStoreVersion".into(), Relationship::one(&self.app_store_version));
        all
    }
}

/// A change to a [`AppStoreReviewAttachment`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreReviewAttachmentUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksum: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for AppStoreReviewAttachmentUpdate {
    type Kind = AppStoreReviewAttachment;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppStoreReviewDetail`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreReviewDetailUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub contact_first_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub contact_last_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub contact_phone: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub contact_email: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub demo_account_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub demo_account_password: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub demo_account_required: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub notes: Field<String>,
}

impl ResourceUpdate for AppStoreReviewDetailUpdate {
    type Kind = AppStoreReviewDetail;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
