// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(AppClip, "appClips", "/v1/appClips", AppClipAttributes);

/// The attributes of [`AppClip`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAttributes {
    pub bundle_id: Option<String>,
}

open_enum!(AppClipAction {
    Open = "OPEN", View = "VIEW", Play = "PLAY",
});

kind!(
    AppClipAppStoreReviewDetail,
    "appClipAppStoreReviewDetails",
    "/v1/appClipAppStoreReviewDetails",
    AppClipAppStoreReviewDetailAttributes
);

/// The attributes of [`AppClipAppStoreReviewDetail`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAppStoreReviewDetailAttributes {
    pub invocation_urls: Option<Vec<String>>,
}

kind!(
    AppClipDomainStatus,
    "appClipDomainStatuses",
    "/v1/appClipDomainStatuses",
    AppClipDomainStatusAttributes
);

open_enum!(AppClipDomainStatusDomainsErrorCode {
    BadHttpResponse = "BAD_HTTP_RESPONSE", BadJsonContent = "BAD_JSON_CONTENT",
    BadPkcs7Signature = "BAD_PKCS7_SIGNATURE", CannotReachAasaFile = "CANNOT_REACH_AASA_FILE",
    CrossSiteRedirectsForbidden = "CROSS_SITE_REDIRECTS_FORBIDDEN", DnsError = "DNS_ERROR",
    InsecureRedirectsForbidden = "INSECURE_REDIRECTS_FORBIDDEN",
    InvalidEntitlementMissingSection = "INVALID_ENTITLEMENT_MISSING_SECTION",
    InvalidEntitlementSyntaxError = "INVALID_ENTITLEMENT_SYNTAX_ERROR",
    InvalidEntitlementUnhandledSection = "INVALID_ENTITLEMENT_UNHANDLED_SECTION",
    InvalidEntitlementUnknownId = "INVALID_ENTITLEMENT_UNKNOWN_ID", NetworkError = "NETWORK_ERROR",
    NetworkErrorTemporary = "NETWORK_ERROR_TEMPORARY", OtherError = "OTHER_ERROR", Timeout = "TIMEOUT",
    TlsError = "TLS_ERROR", TooManyRedirects = "TOO_MANY_REDIRECTS", UnexpectedError = "UNEXPECTED_ERROR",
});

/// Apple's `AppClipDomainStatusDomains`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipDomainStatusDomains {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_valid: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_code: Option<AppClipDomainStatusDomainsErrorCode>,
}

/// The attributes of [`AppClipDomainStatus`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipDomainStatusAttributes {
    pub domains: Option<Vec<AppClipDomainStatusDomains>>,
    pub last_updated_date: Option<String>,
}

kind!(AppClipHeaderImage, "appClipHeaderImages", "/v1/appClipHeaderImages", AppClipHeaderImageAttributes);

/// The attributes of [`AppClipHeaderImage`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipHeaderImageAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub source_file_checksum: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

/// What a new [`AppClipAppStoreReviewDetail`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppClipAppStoreReviewDetail {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invocation_urls: Option<Vec<String>>,
    #[serde(skip)]
    pub app_clip_default_experience: Id<AppClipDefaultExperience>,
}

impl NewAppClipAppStoreReviewDetail {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(app_clip_default_experience: Id<AppClipDefaultExperience>) -> Self {
        Self { app_clip_default_experience, invocation_urls: None }
    }
}

impl NewResource for NewAppClipAppStoreReviewDetail {
    type Kind = AppClipAppStoreReviewDetail;
    const PATH: &'static str = "/v1/appClipAppStoreReviewDetails";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appClipDefaultExperience".into(), Relationship::one(&self.app_clip_default_experience));
        all
    }
}

/// What a new [`AppClipHeaderImage`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppClipHeaderImage {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub app_clip_default_experience_localization: Id<AppClipDefaultExperienceLocalization>,
}

impl NewAppClipHeaderImage {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        file_size: i64,
        file_name: String,
        app_clip_default_experience_localization: Id<AppClipDefaultExperienceLocalization>,
    ) -> Self {
        Self { file_size, file_name, app_clip_default_experience_localization }
    }
}

impl NewResource for NewAppClipHeaderImage {
    type Kind = AppClipHeaderImage;
    const PATH: &'static str = "/v1/appClipHeaderImages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert(
            "appClipDefaultExperienceLocalization".into(),
            Relationship::one(&self.app_clip_default_experience_localization),
        );
        all
    }
}

/// A change to a [`AppClipAppStoreReviewDetail`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAppStoreReviewDetailUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub invocation_urls: Field<Vec<String>>,
}

impl ResourceUpdate for AppClipAppStoreReviewDetailUpdate {
    type Kind = AppClipAppStoreReviewDetail;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppClipHeaderImage`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipHeaderImageUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksum: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for AppClipHeaderImageUpdate {
    type Kind = AppClipHeaderImage;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
