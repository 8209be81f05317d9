// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(AppPreview, "appPreviews", "/v1/appPreviews", AppPreviewAttributes);

/// The attributes of [`AppPreview`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppPreviewAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub source_file_checksum: Option<String>,
    pub preview_frame_time_code: Option<String>,
    pub mime_type: Option<String>,
    pub video_url: Option<String>,
    pub preview_frame_image: Option<PreviewFrameImage>,
    pub preview_image: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
    pub video_delivery_state: Option<AppMediaVideoState>,
}

kind!(AppPreviewSet, "appPreviewSets", "/v1/appPreviewSets", AppPreviewSetAttributes);

/// The attributes of [`AppPreviewSet`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppPreviewSetAttributes {
    pub preview_type: Option<PreviewType>,
}

kind!(AppScreenshot, "appScreenshots", "/v1/appScreenshots", AppScreenshotAttributes);

/// The attributes of [`AppScreenshot`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppScreenshotAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub source_file_checksum: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub asset_token: Option<String>,
    pub asset_type: Option<String>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(AppScreenshotSet, "appScreenshotSets", "/v1/appScreenshotSets", AppScreenshotSetAttributes);

/// The attributes of [`AppScreenshotSet`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppScreenshotSetAttributes {
    pub screenshot_display_type: Option<ScreenshotDisplayType>,
}

/// What a new [`AppPreview`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppPreview {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preview_frame_time_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    #[serde(skip)]
    pub app_preview_set: Id<AppPreviewSet>,
}

impl NewAppPreview {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String, app_preview_set: Id<AppPreviewSet>) -> Self {
        Self { file_size, file_name, app_preview_set, preview_frame_time_code: None, mime_type: None }
    }
}

impl NewResource for NewAppPreview {
    type Kind = AppPreview;
    const PATH: &'static str = "/v1/appPreviews";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appPreviewSet".into(), Relationship::one(&self.app_preview_set));
        all
    }
}

/// What a new [`AppPreviewSet`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppPreviewSet {
    pub preview_type: PreviewType,
    #[serde(skip)]
    pub app_store_version_localization: Option<Id<AppStoreVersionLocalization>>,
    #[serde(skip)]
    pub app_custom_product_page_localization: Option<Id<AppCustomProductPageLocalization>>,
    #[serde(skip)]
    pub app_store_version_experiment_treatment_localization:
        Option<Id<AppStoreVersionExperimentTreatmentLocalization>>,
}

impl NewAppPreviewSet {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(preview_type: PreviewType) -> Self {
        Self {
            preview_type,
            app_store_version_localization: None,
            app_custom_product_page_localization: None,
            app_store_version_experiment_treatment_localization: None,
        }
    }
}

impl NewResource for NewAppPreviewSet {
    type Kind = AppPreviewSet;
    const PATH: &'static str = "/v1/appPreviewSets";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.app_store_version_localization {
            all.insert("appStoreVersionLocalization".into(), Relationship::one(to));
        }
        if let Some(to) = &self.app_custom_product_page_localization {
            all.insert("appCustomProductPageLocalization".into(), Relationship::one(to));
        }
        if let Some(to) = &self.app_store_version_experiment_treatment_localization {
            all.insert("appStoreVersionExperimentTreatmentLocalization".into(), Relationship::one(to));
        }
        all
    }
}

/// What a new [`AppScreenshot`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppScreenshot {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub app_screenshot_set: Id<AppScreenshotSet>,
}

impl NewAppScreenshot {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String, app_screenshot_set: Id<AppScreenshotSet>) -> Self {
        Self { file_size, file_name, app_screenshot_set }
    }
}

impl NewResource for NewAppScreenshot {
    type Kind = AppScreenshot;
    const PATH: &'static str = "/v1/appScreenshots";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appScreenshotSet".into(), Relationship::one(&self.app_screenshot_set));
        all
    }
}

/// What a new [`AppScreenshotSet`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppScreenshotSet {
    pub screenshot_display_type: ScreenshotDisplayType,
    #[serde(skip)]
    pub app_store_version_localization: Option<Id<AppStoreVersionLocalization>>,
    #[serde(skip)]
    pub app_custom_product_page_localization: Option<Id<AppCustomProductPageLocalization>>,
    #[serde(skip)]
    pub app_store_version_experiment_treatment_localization:
        Option<Id<AppStoreVersionExperimentTreatmentLocalization>>,
}

impl NewAppScreenshotSet {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(screenshot_display_type: ScreenshotDisplayType) -> Self {
        Self {
            screenshot_display_type,
            app_store_version_localization: None,
            app_custom_product_page_localization: None,
            app_store_version_experiment_treatment_localization: None,
        }
    }
}

impl NewResource for NewAppScreenshotSet {
    type Kind = AppScreenshotSet;
    const PATH: &'static str = "/v1/appScreenshotSets";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.app_store_version_localization {
            all.insert("appStoreVersionLocalization".into(), Relationship::one(to));
        }
        if let Some(to) = &self.app_custom_product_page_localization {
            all.insert("appCustomProductPageLocalization".into(), Relationship::one(to));
        }
        if let Some(to) = &self.app_store_version_experiment_treatment_localization {
            all.insert("appStoreVersionExperimentTreatmentLocalization".into(), Relationship::one(to));
        }
        all
    }
}

/// A change to a [`AppPreview`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppPreviewUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksum: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub preview_frame_time_code: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for AppPreviewUpdate {
    type Kind = AppPreview;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppScreenshot`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppScreenshotUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksum: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for AppScreenshotUpdate {
    type Kind = AppScreenshot;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
