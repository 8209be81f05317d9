// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    AppStoreVersionLocalization,
    "appStoreVersionLocalizations",
    "/v1/appStoreVersionLocalizations",
    AppStoreVersionLocalizationAttributes
);

/// The attributes of [`AppStoreVersionLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionLocalizationAttributes {
    pub description: Option<String>,
    pub locale: Option<String>,
    pub keywords: Option<String>,
    pub marketing_url: Option<String>,
    pub promotional_text: Option<String>,
    pub support_url: Option<String>,
    pub whats_new: Option<String>,
}

/// What a new [`AppStoreVersionLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppStoreVersionLocalization {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub locale: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keywords: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotional_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whats_new: Option<String>,
    #[serde(skip)]
    pub app_store_version: Id<AppStoreVersion>,
}

impl NewAppStoreVersionLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(locale: String, app_store_version: Id<AppStoreVersion>) -> Self {
        Self {
            locale,
            app_store_version,
            description: None,
            keywords: None,
            marketing_url: None,
            promotional_text: None,
            support_url: None,
            whats_new: None,
        }
    }
}

impl NewResource for NewAppStoreVersionLocalization {
    type Kind = AppStoreVersionLocalization;
    const PATH: &'static str = "/v1/appStoreVersionLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appStoreVersion".into(), Relationship::one(&self.app_store_version));
        all
    }
}

/// A change to a [`AppStoreVersionLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppStoreVersionLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub keywords: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub marketing_url: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub promotional_text: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub support_url: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub whats_new: Field<String>,
}

impl ResourceUpdate for AppStoreVersionLocalizationUpdate {
    type Kind = AppStoreVersionLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
