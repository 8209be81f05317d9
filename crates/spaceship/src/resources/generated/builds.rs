// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(Build, "builds", "/v1/builds", BuildAttributes);

open_enum!(BuildProcessingState {
    Processing = "PROCESSING", Failed = "FAILED", Invalid = "INVALID", Valid = "VALID",
});

open_enum!(BuildAudienceType {
    InternalOnly = "INTERNAL_ONLY", AppStoreEligible = "APP_STORE_ELIGIBLE",
});

/// The attributes of [`Build`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildAttributes {
    pub version: Option<String>,
    pub uploaded_date: Option<String>,
    pub expiration_date: Option<String>,
    pub expired: Option<bool>,
    pub min_os_version: Option<String>,
    pub ls_minimum_system_version: Option<String>,
    pub computed_min_mac_os_version: Option<String>,
    pub computed_min_vision_os_version: Option<String>,
    pub icon_asset_token: Option<ImageAsset>,
    pub processing_state: Option<BuildProcessingState>,
    pub build_audience_type: Option<BuildAudienceType>,
    pub uses_non_exempt_encryption: Option<bool>,
}

kind!(BuildBetaDetail, "buildBetaDetails", "/v1/buildBetaDetails", BuildBetaDetailAttributes);

/// The attributes of [`BuildBetaDetail`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildBetaDetailAttributes {
    pub auto_notify_enabled: Option<bool>,
    pub internal_build_state: Option<InternalBetaState>,
    pub external_build_state: Option<ExternalBetaState>,
}

kind!(
    BuildBetaNotification,
    "buildBetaNotifications",
    "/v1/buildBetaNotifications",
    BuildBetaNotificationAttributes
);

/// The attributes of [`BuildBetaNotification`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildBetaNotificationAttributes {}

kind!(BuildBundle, "buildBundles", "/v1/buildBundles", BuildBundleAttributes);

open_enum!(BuildBundleType {
    App = "APP", AppClip = "APP_CLIP", WatchApp = "WATCH_APP",
});

/// The attributes of [`BuildBundle`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildBundleAttributes {
    pub bundle_id: Option<String>,
    pub bundle_type: Option<BuildBundleType>,
    pub sdk_build: Option<String>,
    pub platform_build: Option<String>,
    pub file_name: Option<String>,
    pub has_sirikit: Option<bool>,
    pub has_on_demand_resources: Option<bool>,
    pub has_prerendered_icon: Option<bool>,
    pub uses_location_services: Option<bool>,
    pub is_ios_build_mac_app_store_compatible: Option<bool>,
    pub includes_symbols: Option<bool>,
    #[serde(rename = "dSYMUrl")]
    pub d_sym_url: Option<String>,
    pub supported_architectures: Option<Vec<String>>,
    pub required_capabilities: Option<Vec<String>>,
    pub device_protocols: Option<Vec<String>>,
    pub locales: Option<Vec<String>>,
    pub entitlements: Option<serde_json::Value>,
    pub ba_download_allowance: Option<i64>,
    pub ba_max_install_size: Option<i64>,
    pub minimum_os_version: Option<String>,
}

kind!(BuildBundleFileSize, "buildBundleFileSizes", "/v1/buildBundleFileSizes", BuildBundleFileSizeAttributes);

/// The attributes of [`BuildBundleFileSize`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildBundleFileSizeAttributes {
    pub device_model: Option<String>,
    pub os_version: Option<String>,
    pub download_bytes: Option<i64>,
    pub install_bytes: Option<i64>,
}

kind!(BuildIcon, "buildIcons", "/v1/buildIcons", BuildIconAttributes);

/// The attributes of [`BuildIcon`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildIconAttributes {
    pub icon_asset: Option<ImageAsset>,
    pub icon_type: Option<IconAssetType>,
    pub masked: Option<bool>,
    pub name: Option<String>,
}

kind!(PrereleaseVersion, "preReleaseVersions", "/v1/preReleaseVersions", PrereleaseVersionAttributes);

/// The attributes of [`PrereleaseVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PrereleaseVersionAttributes {
    pub version: Option<String>,
    pub platform: Option<Platform>,
}

/// What a new [`BuildBetaNotification`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBuildBetaNotification {
    #[serde(skip)]
    pub build: Id<Build>,
}

impl NewBuildBetaNotification {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(build: Id<Build>) -> Self {
        Self { build }
    }
}

impl NewResource for NewBuildBetaNotification {
    type Kind = BuildBetaNotification;
    const PATH: &'static str = "/v1/buildBetaNotifications";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("build".into(), Relationship::one(&self.build));
        all
    }
}

/// A change to a [`BuildBetaDetail`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildBetaDetailUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub auto_notify_enabled: Field<bool>,
}

impl ResourceUpdate for BuildBetaDetailUpdate {
    type Kind = BuildBetaDetail;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`Build`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub expired: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uses_non_exempt_encryption: Field<bool>,
    #[serde(skip)]
    pub app_encryption_declaration: Field<Id<AppEncryptionDeclaration>>,
}

impl ResourceUpdate for BuildUpdate {
    type Kind = Build;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        self.app_encryption_declaration.relate("appEncryptionDeclaration", &mut all);
        all
    }
}
