// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

open_enum!(DeviceFamily {
    Iphone = "IPHONE", Ipad = "IPAD", AppleTv = "APPLE_TV", AppleWatch = "APPLE_WATCH", Mac = "MAC",
    Vision = "VISION",
});

open_enum!(DeviceConnectionType {
    Wifi = "WIFI", MobileData = "MOBILE_DATA", Wire = "WIRE", Unknown = "UNKNOWN", None = "NONE",
});

/// Apple's `DeviceFamilyOsVersionFilter`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeviceFamilyOsVersionFilter {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_family: Option<DeviceFamily>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_os_inclusive: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_os_inclusive: Option<String>,
}

kind!(BundleId, "bundleIds", "/v1/bundleIds", BundleIdAttributes);

open_enum!(BundleIdPlatform {
    Ios = "IOS", MacOs = "MAC_OS", Universal = "UNIVERSAL", Services = "SERVICES",
});

/// The attributes of [`BundleId`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BundleIdAttributes {
    pub name: Option<String>,
    pub platform: Option<BundleIdPlatform>,
    pub identifier: Option<String>,
    pub seed_id: Option<String>,
}

kind!(BundleIdCapability, "bundleIdCapabilities", "/v1/bundleIdCapabilities", BundleIdCapabilityAttributes);

/// The attributes of [`BundleIdCapability`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BundleIdCapabilityAttributes {
    pub capability_type: Option<CapabilityType>,
    pub settings: Option<Vec<CapabilitySetting>>,
}

kind!(Certificate, "certificates", "/v1/certificates", CertificateAttributes);

open_enum!(CertificateType {
    ApplePay = "APPLE_PAY", ApplePayMerchantIdentity = "APPLE_PAY_MERCHANT_IDENTITY",
    ApplePayPspIdentity = "APPLE_PAY_PSP_IDENTITY", ApplePayRsa = "APPLE_PAY_RSA",
    DeveloperIdKext = "DEVELOPER_ID_KEXT", DeveloperIdKextG2 = "DEVELOPER_ID_KEXT_G2",
    DeveloperIdApplication = "DEVELOPER_ID_APPLICATION",
    DeveloperIdApplicationG2 = "DEVELOPER_ID_APPLICATION_G2", Development = "DEVELOPMENT",
    Distribution = "DISTRIBUTION", IdentityAccess = "IDENTITY_ACCESS", IosDevelopment = "IOS_DEVELOPMENT",
    IosDistribution = "IOS_DISTRIBUTION", MacAppDistribution = "MAC_APP_DISTRIBUTION",
    MacInstallerDistribution = "MAC_INSTALLER_DISTRIBUTION", MacAppDevelopment = "MAC_APP_DEVELOPMENT",
    PassTypeId = "PASS_TYPE_ID", PassTypeIdWithNfc = "PASS_TYPE_ID_WITH_NFC",
});

/// The attributes of [`Certificate`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CertificateAttributes {
    pub name: Option<String>,
    pub certificate_type: Option<CertificateType>,
    pub display_name: Option<String>,
    pub serial_number: Option<String>,
    pub platform: Option<BundleIdPlatform>,
    pub expiration_date: Option<String>,
    pub certificate_content: Option<String>,
    pub activated: Option<bool>,
}

kind!(Device, "devices", "/v1/devices", DeviceAttributes);

open_enum!(DeviceDeviceClass {
    AppleVisionPro = "APPLE_VISION_PRO", AppleWatch = "APPLE_WATCH", Ipad = "IPAD", Iphone = "IPHONE",
    Ipod = "IPOD", AppleTv = "APPLE_TV", Mac = "MAC",
});

open_enum!(DeviceStatus {
    Enabled = "ENABLED", Disabled = "DISABLED",
});

/// The attributes of [`Device`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeviceAttributes {
    pub name: Option<String>,
    pub platform: Option<BundleIdPlatform>,
    pub udid: Option<String>,
    pub device_class: Option<DeviceDeviceClass>,
    pub status: Option<DeviceStatus>,
    pub model: Option<String>,
    pub added_date: Option<String>,
}

kind!(MerchantId, "merchantIds", "/v1/merchantIds", MerchantIdAttributes);

/// The attributes of [`MerchantId`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MerchantIdAttributes {
    pub name: Option<String>,
    pub identifier: Option<String>,
}

kind!(PassTypeId, "passTypeIds", "/v1/passTypeIds", PassTypeIdAttributes);

/// The attributes of [`PassTypeId`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PassTypeIdAttributes {
    pub name: Option<String>,
    pub identifier: Option<String>,
}

kind!(Profile, "profiles", "/v1/profiles", ProfileAttributes);

open_enum!(ProfileProfileType {
    IosAppDevelopment = "IOS_APP_DEVELOPMENT", IosAppStore = "IOS_APP_STORE", IosAppAdhoc = "IOS_APP_ADHOC",
    IosAppInhouse = "IOS_APP_INHOUSE", MacAppDevelopment = "MAC_APP_DEVELOPMENT",
    MacAppStore = "MAC_APP_STORE", MacAppDirect = "MAC_APP_DIRECT",
    TvosAppDevelopment = "TVOS_APP_DEVELOPMENT", TvosAppStore = "TVOS_APP_STORE",
    TvosAppAdhoc = "TVOS_APP_ADHOC", TvosAppInhouse = "TVOS_APP_INHOUSE",
    MacCatalystAppDevelopment = "MAC_CATALYST_APP_DEVELOPMENT",
    MacCatalystAppStore = "MAC_CATALYST_APP_STORE", MacCatalystAppDirect = "MAC_CATALYST_APP_DIRECT",
});

open_enum!(ProfileProfileState {
    Active = "ACTIVE", Invalid = "INVALID",
});

/// The attributes of [`Profile`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProfileAttributes {
    pub name: Option<String>,
    pub platform: Option<BundleIdPlatform>,
    pub profile_type: Option<ProfileProfileType>,
    pub profile_state: Option<ProfileProfileState>,
    pub profile_content: Option<String>,
    pub uuid: Option<String>,
    pub created_date: Option<String>,
    pub expiration_date: Option<String>,
}

/// What a new [`BundleIdCapability`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBundleIdCapability {
    pub capability_type: CapabilityType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<Vec<CapabilitySetting>>,
    #[serde(skip)]
    pub bundle_id: Id<BundleId>,
}

impl NewBundleIdCapability {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(capability_type: CapabilityType, bundle_id: Id<BundleId>) -> Self {
        Self { capability_type, bundle_id, settings: None }
    }
}

impl NewResource for NewBundleIdCapability {
    type Kind = BundleIdCapability;
    const PATH: &'static str = "/v1/bundleIdCapabilities";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("bundleId".into(), Relationship::one(&self.bundle_id));
        all
    }
}

/// What a new [`BundleId`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBundleId {
    pub name: String,
    pub platform: BundleIdPlatform,
    pub identifier: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed_id: Option<String>,
}

impl NewBundleId {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, platform: BundleIdPlatform, identifier: String) -> Self {
        Self { name, platform, identifier, seed_id: None }
    }
}

impl NewResource for NewBundleId {
    type Kind = BundleId;
    const PATH: &'static str = "/v1/bundleIds";

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// What a new [`Certificate`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewCertificate {
    pub csr_content: String,
    pub certificate_type: CertificateType,
    #[serde(skip)]
    pub merchant_id: Option<Id<MerchantId>>,
    #[serde(skip)]
    pub pass_type_id: Option<Id<PassTypeId>>,
}

impl NewCertificate {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(csr_content: String, certificate_type: CertificateType) -> Self {
        Self { csr_content, certificate_type, merchant_id: None, pass_type_id: None }
    }
}

impl NewResource for NewCertificate {
    type Kind = Certificate;
    const PATH: &'static str = "/v1/certificates";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.merchant_id {
            all.insert("merchantId".into(), Relationship::one(to));
        }
        if let Some(to) = &self.pass_type_id {
            all.insert("passTypeId".into(), Relationship::one(to));
        }
        all
    }
}

/// What a new [`Device`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewDevice {
    pub name: String,
    pub platform: BundleIdPlatform,
    pub udid: String,
}

impl NewDevice {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, platform: BundleIdPlatform, udid: String) -> Self {
        Self { name, platform, udid }
    }
}

impl NewResource for NewDevice {
    type Kind = Device;
    const PATH: &'static str = "/v1/devices";

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// What a new [`MerchantId`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewMerchantId {
    pub name: String,
    pub identifier: String,
}

impl NewMerchantId {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, identifier: String) -> Self {
        Self { name, identifier }
    }
}

impl NewResource for NewMerchantId {
    type Kind = MerchantId;
    const PATH: &'static str = "/v1/merchantIds";

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// What a new [`PassTypeId`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewPassTypeId {
    pub name: String,
    pub identifier: String,
}

impl NewPassTypeId {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, identifier: String) -> Self {
        Self { name, identifier }
    }
}

impl NewResource for NewPassTypeId {
    type Kind = PassTypeId;
    const PATH: &'static str = "/v1/passTypeIds";

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// What a new [`Profile`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewProfile {
    pub name: String,
    pub profile_type: ProfileProfileType,
    #[serde(skip)]
    pub bundle_id: Id<BundleId>,
    #[serde(skip)]
    pub devices: Option<Vec<Id<Device>>>,
    #[serde(skip)]
    pub certificates: Vec<Id<Certificate>>,
}

impl NewProfile {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        name: String,
        profile_type: ProfileProfileType,
        bundle_id: Id<BundleId>,
        certificates: Vec<Id<Certificate>>,
    ) -> Self {
        Self { name, profile_type, bundle_id, certificates, devices: None }
    }
}

impl NewResource for NewProfile {
    type Kind = Profile;
    const PATH: &'static str = "/v1/profiles";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("bundleId".into(), Relationship::one(&self.bundle_id));
        if let Some(to) = &self.devices {
            all.insert("devices".into(), Relationship::many(to));
        }
        all.insert("certificates".into(), Relationship::many(&self.certificates));
        all
    }
}

/// A change to a [`BundleIdCapability`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BundleIdCapabilityUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub capability_type: Field<CapabilityType>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub settings: Field<Vec<CapabilitySetting>>,
}

impl ResourceUpdate for BundleIdCapabilityUpdate {
    type Kind = BundleIdCapability;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`BundleId`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BundleIdUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
}

impl ResourceUpdate for BundleIdUpdate {
    type Kind = BundleId;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`Certificate`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CertificateUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub activated: Field<bool>,
}

impl ResourceUpdate for CertificateUpdate {
    type Kind = Certificate;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`Device`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeviceUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub status: Field<DeviceStatus>,
}

impl ResourceUpdate for DeviceUpdate {
    type Kind = Device;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`MerchantId`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MerchantIdUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
}

impl ResourceUpdate for MerchantIdUpdate {
    type Kind = MerchantId;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`PassTypeId`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PassTypeIdUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
}

impl ResourceUpdate for PassTypeIdUpdate {
    type Kind = PassTypeId;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
