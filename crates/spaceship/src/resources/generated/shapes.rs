// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

open_enum!(KidsAgeBand {
    FiveAndUnder = "FIVE_AND_UNDER", SixToEight = "SIX_TO_EIGHT", NineToEleven = "NINE_TO_ELEVEN",
});

open_enum!(ChecksumAlgorithm {
    Md5 = "MD5", Sha256 = "SHA_256",
});

/// Apple's `ChecksumsFile`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChecksumsFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<ChecksumAlgorithm>,
}

open_enum!(ChecksumsCompositeAlgorithm {
    Md5 = "MD5",
});

/// Apple's `ChecksumsComposite`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChecksumsComposite {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<ChecksumsCompositeAlgorithm>,
}

/// Apple's `Checksums`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Checksums {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<ChecksumsFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub composite: Option<ChecksumsComposite>,
}

open_enum!(Platform {
    Ios = "IOS", MacOs = "MAC_OS", TvOs = "TV_OS", VisionOs = "VISION_OS",
});

/// Apple's `ImageAsset`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImageAsset {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
}

/// Apple's `HttpHeader`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HttpHeader {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Apple's `UploadOperation`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadOperation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_headers: Option<Vec<HttpHeader>>,
}

/// Apple's `PreviewFrameImage`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PreviewFrameImage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<ImageAsset>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<AppMediaPreviewFrameImageState>,
}

open_enum!(BrazilAgeRating {
    L = "L", Ten = "TEN", Twelve = "TWELVE", Fourteen = "FOURTEEN", Sixteen = "SIXTEEN",
    Eighteen = "EIGHTEEN",
});

open_enum!(PreviewType {
    Iphone67 = "IPHONE_67", Iphone61 = "IPHONE_61", Iphone65 = "IPHONE_65", Iphone58 = "IPHONE_58",
    Iphone55 = "IPHONE_55", Iphone47 = "IPHONE_47", Iphone40 = "IPHONE_40", Iphone35 = "IPHONE_35",
    IpadPro3gen129 = "IPAD_PRO_3GEN_129", IpadPro3gen11 = "IPAD_PRO_3GEN_11", IpadPro129 = "IPAD_PRO_129",
    Ipad105 = "IPAD_105", Ipad97 = "IPAD_97", Desktop = "DESKTOP", AppleTv = "APPLE_TV",
    AppleVisionPro = "APPLE_VISION_PRO",
});

open_enum!(ScreenshotDisplayType {
    AppIphone67 = "APP_IPHONE_67", AppIphone61 = "APP_IPHONE_61", AppIphone65 = "APP_IPHONE_65",
    AppIphone58 = "APP_IPHONE_58", AppIphone55 = "APP_IPHONE_55", AppIphone47 = "APP_IPHONE_47",
    AppIphone40 = "APP_IPHONE_40", AppIphone35 = "APP_IPHONE_35",
    AppIpadPro3gen129 = "APP_IPAD_PRO_3GEN_129", AppIpadPro3gen11 = "APP_IPAD_PRO_3GEN_11",
    AppIpadPro129 = "APP_IPAD_PRO_129", AppIpad105 = "APP_IPAD_105", AppIpad97 = "APP_IPAD_97",
    AppDesktop = "APP_DESKTOP", AppWatchUltra = "APP_WATCH_ULTRA", AppWatchSeries10 = "APP_WATCH_SERIES_10",
    AppWatchSeries7 = "APP_WATCH_SERIES_7", AppWatchSeries4 = "APP_WATCH_SERIES_4",
    AppWatchSeries3 = "APP_WATCH_SERIES_3", AppAppleTv = "APP_APPLE_TV",
    AppAppleVisionPro = "APP_APPLE_VISION_PRO", ImessageAppIphone67 = "IMESSAGE_APP_IPHONE_67",
    ImessageAppIphone61 = "IMESSAGE_APP_IPHONE_61", ImessageAppIphone65 = "IMESSAGE_APP_IPHONE_65",
    ImessageAppIphone58 = "IMESSAGE_APP_IPHONE_58", ImessageAppIphone55 = "IMESSAGE_APP_IPHONE_55",
    ImessageAppIphone47 = "IMESSAGE_APP_IPHONE_47", ImessageAppIphone40 = "IMESSAGE_APP_IPHONE_40",
    ImessageAppIpadPro3gen129 = "IMESSAGE_APP_IPAD_PRO_3GEN_129",
    ImessageAppIpadPro3gen11 = "IMESSAGE_APP_IPAD_PRO_3GEN_11",
    ImessageAppIpadPro129 = "IMESSAGE_APP_IPAD_PRO_129", ImessageAppIpad105 = "IMESSAGE_APP_IPAD_105",
    ImessageAppIpad97 = "IMESSAGE_APP_IPAD_97",
});

open_enum!(PhasedReleaseState {
    Inactive = "INACTIVE", Active = "ACTIVE", Paused = "PAUSED", Complete = "COMPLETE",
});

/// Apple's `DeliveryFileUploadOperation`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryFileUploadOperation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_headers: Option<Vec<HttpHeader>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_number: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity_tag: Option<String>,
}

/// Apple's `StateDetail`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StateDetail {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

open_enum!(InternalBetaState {
    Processing = "PROCESSING", ProcessingException = "PROCESSING_EXCEPTION",
    MissingExportCompliance = "MISSING_EXPORT_COMPLIANCE", ReadyForBetaTesting = "READY_FOR_BETA_TESTING",
    InBetaTesting = "IN_BETA_TESTING", Expired = "EXPIRED",
    InExportComplianceReview = "IN_EXPORT_COMPLIANCE_REVIEW",
});

open_enum!(ExternalBetaState {
    Processing = "PROCESSING", ProcessingException = "PROCESSING_EXCEPTION",
    MissingExportCompliance = "MISSING_EXPORT_COMPLIANCE", ReadyForBetaTesting = "READY_FOR_BETA_TESTING",
    InBetaTesting = "IN_BETA_TESTING", Expired = "EXPIRED",
    ReadyForBetaSubmission = "READY_FOR_BETA_SUBMISSION",
    InExportComplianceReview = "IN_EXPORT_COMPLIANCE_REVIEW",
    WaitingForBetaReview = "WAITING_FOR_BETA_REVIEW", InBetaReview = "IN_BETA_REVIEW",
    BetaRejected = "BETA_REJECTED", BetaApproved = "BETA_APPROVED", NotApplicable = "NOT_APPLICABLE",
});

open_enum!(IconAssetType {
    AppStore = "APP_STORE", MessagesAppStore = "MESSAGES_APP_STORE", WatchAppStore = "WATCH_APP_STORE",
    TvOsHomeScreen = "TV_OS_HOME_SCREEN", TvOsTopShelf = "TV_OS_TOP_SHELF",
    AlternateExperiment = "ALTERNATE_EXPERIMENT",
});

open_enum!(CapabilityType {
    Icloud = "ICLOUD", InAppPurchase = "IN_APP_PURCHASE", GameCenter = "GAME_CENTER",
    PushNotifications = "PUSH_NOTIFICATIONS", Wallet = "WALLET", InterAppAudio = "INTER_APP_AUDIO",
    Maps = "MAPS", AssociatedDomains = "ASSOCIATED_DOMAINS", PersonalVpn = "PERSONAL_VPN",
    AppGroups = "APP_GROUPS", Healthkit = "HEALTHKIT", Homekit = "HOMEKIT",
    WirelessAccessoryConfiguration = "WIRELESS_ACCESSORY_CONFIGURATION", ApplePay = "APPLE_PAY",
    DataProtection = "DATA_PROTECTION", Sirikit = "SIRIKIT", NetworkExtensions = "NETWORK_EXTENSIONS",
    Multipath = "MULTIPATH", HotSpot = "HOT_SPOT", NfcTagReading = "NFC_TAG_READING", Classkit = "CLASSKIT",
    AutofillCredentialProvider = "AUTOFILL_CREDENTIAL_PROVIDER",
    AccessWifiInformation = "ACCESS_WIFI_INFORMATION", NetworkCustomProtocol = "NETWORK_CUSTOM_PROTOCOL",
    CoremediaHlsLowLatency = "COREMEDIA_HLS_LOW_LATENCY",
    SystemExtensionInstall = "SYSTEM_EXTENSION_INSTALL", UserManagement = "USER_MANAGEMENT",
    AppleIdAuth = "APPLE_ID_AUTH",
});

open_enum!(CapabilitySettingKey {
    IcloudVersion = "ICLOUD_VERSION", DataProtectionPermissionLevel = "DATA_PROTECTION_PERMISSION_LEVEL",
    AppleIdAuthAppConsent = "APPLE_ID_AUTH_APP_CONSENT",
});

open_enum!(CapabilitySettingAllowedInstances {
    Entry = "ENTRY", Single = "SINGLE", Multiple = "MULTIPLE",
});

open_enum!(CapabilityOptionKey {
    Xcode5 = "XCODE_5", Xcode6 = "XCODE_6", CompleteProtection = "COMPLETE_PROTECTION",
    ProtectedUnlessOpen = "PROTECTED_UNLESS_OPEN",
    ProtectedUntilFirstUserAuth = "PROTECTED_UNTIL_FIRST_USER_AUTH",
    PrimaryAppConsent = "PRIMARY_APP_CONSENT",
});

/// Apple's `CapabilityOption`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CapabilityOption {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<CapabilityOptionKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled_by_default: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_wildcard: Option<bool>,
}

/// Apple's `CapabilitySetting`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CapabilitySetting {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<CapabilitySettingKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled_by_default: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visible: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_instances: Option<CapabilitySettingAllowedInstances>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_instances: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<CapabilityOption>>,
}

/// Apple's `FileLocation`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileLocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_number: Option<i64>,
}

open_enum!(OfferCodeEnvironment {
    Production = "PRODUCTION", Sandbox = "SANDBOX",
});

/// Apple's `IntegerRange`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IntegerRange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<i64>,
}
