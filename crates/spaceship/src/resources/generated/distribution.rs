// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    AlternativeDistributionDomain,
    "alternativeDistributionDomains",
    "/v1/alternativeDistributionDomains",
    AlternativeDistributionDomainAttributes
);

/// The attributes of [`AlternativeDistributionDomain`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlternativeDistributionDomainAttributes {
    pub domain: Option<String>,
    pub reference_name: Option<String>,
    pub created_date: Option<String>,
}

kind!(
    AlternativeDistributionKey,
    "alternativeDistributionKeys",
    "/v1/alternativeDistributionKeys",
    AlternativeDistributionKeyAttributes
);

/// The attributes of [`AlternativeDistributionKey`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlternativeDistributionKeyAttributes {
    pub public_key: Option<String>,
}

kind!(
    AlternativeDistributionPackage,
    "alternativeDistributionPackages",
    "/v1/alternativeDistributionPackages",
    AlternativeDistributionPackageAttributes
);

/// The attributes of [`AlternativeDistributionPackage`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlternativeDistributionPackageAttributes {
    pub source_file_checksum: Option<Checksums>,
}

kind!(
    AlternativeDistributionPackageDelta,
    "alternativeDistributionPackageDeltas",
    "/v1/alternativeDistributionPackageDeltas",
    AlternativeDistributionPackageDeltaAttributes
);

/// The attributes of [`AlternativeDistributionPackageDelta`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlternativeDistributionPackageDeltaAttributes {
    pub url: Option<String>,
    pub url_expiration_date: Option<String>,
    pub alternative_distribution_key_blob: Option<String>,
    pub file_checksum: Option<String>,
}

kind!(
    AlternativeDistributionPackageVariant,
    "alternativeDistributionPackageVariants",
    "/v1/alternativeDistributionPackageVariants",
    AlternativeDistributionPackageVariantAttributes
);

/// The attributes of [`AlternativeDistributionPackageVariant`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlternativeDistributionPackageVariantAttributes {
    pub url: Option<String>,
    pub url_expiration_date: Option<String>,
    pub alternative_distribution_key_blob: Option<String>,
    pub file_checksum: Option<String>,
}

kind!(
    AlternativeDistributionPackageVersion,
    "alternativeDistributionPackageVersions",
    "/v1/alternativeDistributionPackageVersions",
    AlternativeDistributionPackageVersionAttributes
);

open_enum!(AlternativeDistributionPackageVersionState {
    Completed = "COMPLETED", Replaced = "REPLACED",
});

/// The attributes of [`AlternativeDistributionPackageVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlternativeDistributionPackageVersionAttributes {
    pub url: Option<String>,
    pub url_expiration_date: Option<String>,
    pub version: Option<String>,
    pub file_checksum: Option<String>,
    pub state: Option<AlternativeDistributionPackageVersionState>,
}

kind!(
    AndroidToIosAppMappingDetail,
    "androidToIosAppMappingDetails",
    "/v1/androidToIosAppMappingDetails",
    AndroidToIosAppMappingDetailAttributes
);

/// The attributes of [`AndroidToIosAppMappingDetail`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AndroidToIosAppMappingDetailAttributes {
    pub package_name: Option<String>,
    pub app_signing_key_public_certificate_sha256_fingerprints: Option<Vec<String>>,
}

kind!(
    MarketplaceSearchDetail,
    "marketplaceSearchDetails",
    "/v1/marketplaceSearchDetails",
    MarketplaceSearchDetailAttributes
);

/// The attributes of [`MarketplaceSearchDetail`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MarketplaceSearchDetailAttributes {
    pub catalog_url: Option<String>,
}

kind!(MarketplaceWebhook, "marketplaceWebhooks", "/v1/marketplaceWebhooks", MarketplaceWebhookAttributes);

/// The attributes of [`MarketplaceWebhook`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MarketplaceWebhookAttributes {
    pub endpoint_url: Option<String>,
}

/// What a new [`AlternativeDistributionDomain`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAlternativeDistributionDomain {
    pub domain: String,
    pub reference_name: String,
}

impl NewAlternativeDistributionDomain {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(domain: String, reference_name: String) -> Self {
        Self { domain, reference_name }
    }
}

impl NewResource for NewAlternativeDistributionDomain {
    type Kind = AlternativeDistributionDomain;
    const PATH: &'static str = "/v1/alternativeDistributionDomains";

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// What a new [`AlternativeDistributionKey`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAlternativeDistributionKey {
    pub public_key: String,
    #[serde(skip)]
    pub app: Option<Id<App>>,
}

impl NewAlternativeDistributionKey {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(public_key: String) -> Self {
        Self { public_key, app: None }
    }
}

impl NewResource for NewAlternativeDistributionKey {
    type Kind = AlternativeDistributionKey;
    const PATH: &'static str = "/v1/alternativeDistributionKeys";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.app {
            all.insert("app".into(), Relationship::one(to));
        }
        all
    }
}

/// What a new [`AlternativeDistributionPackage`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAlternativeDistributionPackage {
    #[serde(skip)]
    pub app_store_version: Id<AppStoreVersion>,
}

impl NewAlternativeDistributionPackage {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(app_store_version: Id<AppStoreVersion>) -> Self {
        Self { app_store_version }
    }
}

impl NewResource for NewAlternativeDistributionPackage {
    type Kind = AlternativeDistributionPackage;
    const PATH: &'static str = "/v1/alternativeDistributionPackages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appStoreVersion".into(), Relationship::one(&self.app_store_version));
        all
    }
}

/// What a new [`AndroidToIosAppMappingDetail`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAndroidToIosAppMappingDetail {
    pub package_name: String,
    pub app_signing_key_public_certificate_sha256_fingerprints: Vec<String>,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewAndroidToIosAppMappingDetail {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        package_name: String,
        app_signing_key_public_certificate_sha256_fingerprints: Vec<String>,
        app: Id<App>,
    ) -> Self {
        Self { package_name, app_signing_key_public_certificate_sha256_fingerprints, app }
    }
}

impl NewResource for NewAndroidToIosAppMappingDetail {
    type Kind = AndroidToIosAppMappingDetail;
    const PATH: &'static str = "/v1/androidToIosAppMappingDetails";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`MarketplaceSearchDetail`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewMarketplaceSearchDetail {
    pub catalog_url: String,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewMarketplaceSearchDetail {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(catalog_url: String, app: Id<App>) -> Self {
        Self { catalog_url, app }
    }
}

impl NewResource for NewMarketplaceSearchDetail {
    type Kind = MarketplaceSearchDetail;
    const PATH: &'static str = "/v1/marketplaceSearchDetails";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`MarketplaceWebhook`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewMarketplaceWebhook {
    pub endpoint_url: String,
    pub secret: String,
}

impl NewMarketplaceWebhook {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(endpoint_url: String, secret: String) -> Self {
        Self { endpoint_url, secret }
    }
}

impl NewResource for NewMarketplaceWebhook {
    type Kind = MarketplaceWebhook;
    const PATH: &'static str = "/v1/marketplaceWebhooks";

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AndroidToIosAppMappingDetail`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AndroidToIosAppMappingDetailUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub package_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub app_signing_key_public_certificate_sha256_fingerprints: Field<Vec<String>>,
}

impl ResourceUpdate for AndroidToIosAppMappingDetailUpdate {
    type Kind = AndroidToIosAppMappingDetail;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`MarketplaceSearchDetail`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MarketplaceSearchDetailUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub catalog_url: Field<String>,
}

impl ResourceUpdate for MarketplaceSearchDetailUpdate {
    type Kind = MarketplaceSearchDetail;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`MarketplaceWebhook`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MarketplaceWebhookUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub endpoint_url: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub secret: Field<String>,
}

impl ResourceUpdate for MarketplaceWebhookUpdate {
    type Kind = MarketplaceWebhook;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
