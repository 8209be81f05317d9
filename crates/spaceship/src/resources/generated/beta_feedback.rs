// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(BetaCrashLog, "betaCrashLogs", "/v1/betaCrashLogs", BetaCrashLogAttributes);

/// The attributes of [`BetaCrashLog`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaCrashLogAttributes {
    pub log_text: Option<String>,
}

kind!(
    BetaFeedbackCrashSubmission,
    "betaFeedbackCrashSubmissions",
    "/v1/betaFeedbackCrashSubmissions",
    BetaFeedbackCrashSubmissionAttributes
);

/// The attributes of [`BetaFeedbackCrashSubmission`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaFeedbackCrashSubmissionAttributes {
    pub created_date: Option<String>,
    pub comment: Option<String>,
    pub email: Option<String>,
    pub device_model: Option<String>,
    pub os_version: Option<String>,
    pub locale: Option<String>,
    pub time_zone: Option<String>,
    pub architecture: Option<String>,
    pub connection_type: Option<DeviceConnectionType>,
    pub paired_apple_watch: Option<String>,
    pub app_uptime_in_milliseconds: Option<i64>,
    pub disk_bytes_available: Option<i64>,
    pub disk_bytes_total: Option<i64>,
    pub battery_percentage: Option<i64>,
    pub screen_width_in_points: Option<i64>,
    pub screen_height_in_points: Option<i64>,
    pub app_platform: Option<Platform>,
    pub device_platform: Option<Platform>,
    pub device_family: Option<DeviceFamily>,
    pub build_bundle_id: Option<String>,
}

kind!(
    BetaFeedbackScreenshotSubmission,
    "betaFeedbackScreenshotSubmissions",
    "/v1/betaFeedbackScreenshotSubmissions",
    BetaFeedbackScreenshotSubmissionAttributes
);

/// Apple's `BetaFeedbackScreenshotImage`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaFeedbackScreenshotImage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration_date: Option<String>,
}

/// The attributes of [`BetaFeedbackScreenshotSubmission`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaFeedbackScreenshotSubmissionAttributes {
    pub created_date: Option<String>,
    pub comment: Option<String>,
    pub email: Option<String>,
    pub device_model: Option<String>,
    pub os_version: Option<String>,
    pub locale: Option<String>,
    pub time_zone: Option<String>,
    pub architecture: Option<String>,
    pub connection_type: Option<DeviceConnectionType>,
    pub paired_apple_watch: Option<String>,
    pub app_uptime_in_milliseconds: Option<i64>,
    pub disk_bytes_available: Option<i64>,
    pub disk_bytes_total: Option<i64>,
    pub battery_percentage: Option<i64>,
    pub screen_width_in_points: Option<i64>,
    pub screen_height_in_points: Option<i64>,
    pub app_platform: Option<Platform>,
    pub device_platform: Option<Platform>,
    pub device_family: Option<DeviceFamily>,
    pub build_bundle_id: Option<String>,
    pub screenshots: Option<Vec<BetaFeedbackScreenshotImage>>,
}
