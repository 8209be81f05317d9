// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    AppCustomProductPage,
    "appCustomProductPages",
    "/v1/appCustomProductPages",
    AppCustomProductPageAttributes
);

/// The attributes of [`AppCustomProductPage`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppCustomProductPageAttributes {
    pub name: Option<String>,
    pub url: Option<String>,
    pub visible: Option<bool>,
}

kind!(
    AppCustomProductPageLocalization,
    "appCustomProductPageLocalizations",
    "/v1/appCustomProductPageLocalizations",
    AppCustomProductPageLocalizationAttributes
);

/// The attributes of [`AppCustomProductPageLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppCustomProductPageLocalizationAttributes {
    pub locale: Option<String>,
    pub promotional_text: Option<String>,
}

kind!(
    AppCustomProductPageVersion,
    "appCustomProductPageVersions",
    "/v1/appCustomProductPageVersions",
    AppCustomProductPageVersionAttributes
);

open_enum!(AppCustomProductPageVersionState {
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", ReadyForReview = "READY_FOR_REVIEW",
    WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW", Accepted = "ACCEPTED",
    Approved = "APPROVED", ReplacedWithNewVersion = "REPLACED_WITH_NEW_VERSION", Rejected = "REJECTED",
});

/// The attributes of [`AppCustomProductPageVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppCustomProductPageVersionAttributes {
    pub version: Option<String>,
    pub state: Option<AppCustomProductPageVersionState>,
    pub deep_link: Option<String>,
}

/// What a new [`AppCustomProductPage`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppCustomProductPage {
    pub name: String,
    #[serde(skip)]
    pub app: Id<App>,
    #[serde(skip)]
    pub app_custom_product_page_versions: Option<Vec<Id<AppCustomProductPageVersion>>>,
    #[serde(skip)]
    pub app_store_version_template: Option<Id<AppStoreVersion>>,
    #[serde(skip)]
    pub custom_product_page_template: Option<Id<AppCustomProductPage>>,
}

impl NewAppCustomProductPage {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, app: Id<App>) -> Self {
        Self {
            name,
            app,
            app_custom_product_page_versions: None,
            app_store_version_template: None,
            custom_product_page_template: None,
        }
    }
}

impl NewResource for NewAppCustomProductPage {
    type Kind = AppCustomProductPage;
    const PATH: &'static str = "/v1/appCustomProductPages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        if let Some(to) = &self.app_custom_product_page_versions {
            all.insert("appCustomProductPageVersions".into(), Relationship::many(to));
        }
        if let Some(to) = &self.app_store_version_template {
            all.insert("appStoreVersionTemplate".into(), Relationship::one(to));
        }
        if let Some(to) = &self.custom_product_page_template {
            all.insert("customProductPageTemplate".into(), Relationship::one(to));
        }
        all
    }
}

/// What a new [`AppCustomProductPageLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppCustomProductPageLocalization {
    pub locale: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotional_text: Option<String>,
    #[serde(skip)]
    pub app_custom_product_page_version: Id<AppCustomProductPageVersion>,
}

impl NewAppCustomProductPageLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(locale: String, app_custom_product_page_version: Id<AppCustomProductPageVersion>) -> Self {
        Self { locale, app_custom_product_page_version, promotional_text: None }
    }
}

impl NewResource for NewAppCustomProductPageLocalization {
    type Kind = AppCustomProductPageLocalization;
    const PATH: &'static str = "/v1/appCustomProductPageLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert(
            "appCustomProductPageVersion".into(),
            Relationship::one(&self.app_custom_product_page_version),
        );
        all
    }
}

/// What a new [`AppCustomProductPageVersion`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppCustomProductPageVersion {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deep_link: Option<String>,
    #[serde(skip)]
    pub app_custom_product_page: Id<AppCustomProductPage>,
    #[serde(skip)]
    pub app_custom_product_page_localizations: Option<Vec<Id<AppCustomProductPageLocalization>>>,
}

impl NewAppCustomProductPageVersion {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(app_custom_product_page: Id<AppCustomProductPage>) -> Self {
        Self { app_custom_product_page, deep_link: None, app_custom_product_page_localizations: None }
    }
}

impl NewResource for NewAppCustomProductPageVersion {
    type Kind = AppCustomProductPageVersion;
    const PATH: &'static str = "/v1/appCustomProductPageVersions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appCustomProductPage".into(), Relationship::one(&self.app_custom_product_page));
        if let Some(to) = &self.app_custom_product_page_localizations {
            all.insert("appCustomProductPageLocalizations".into(), Relationship::many(to));
        }
        all
    }
}

/// A change to a [`AppCustomProductPageLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppCustomProductPageLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub promotional_text: Field<String>,
}

impl ResourceUpdate for AppCustomProductPageLocalizationUpdate {
    type Kind = AppCustomProductPageLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppCustomProductPage`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppCustomProductPageUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub visible: Field<bool>,
}

impl ResourceUpdate for AppCustomProductPageUpdate {
    type Kind = AppCustomProductPage;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppCustomProductPageVersion`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppCustomProductPageVersionUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub deep_link: Field<String>,
}

impl ResourceUpdate for AppCustomProductPageVersionUpdate {
    type Kind = AppCustomProductPageVersion;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
