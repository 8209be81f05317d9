// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(Webhook, "webhooks", "/v1/webhooks", WebhookAttributes);

open_enum!(WebhookEventType {
    AlternativeDistributionPackageAvailableUpdated = "ALTERNATIVE_DISTRIBUTION_PACKAGE_AVAILABLE_UPDATED",
    AlternativeDistributionPackageVersionCreated = "ALTERNATIVE_DISTRIBUTION_PACKAGE_VERSION_CREATED",
    AlternativeDistributionTerritoryAvailabilityUpdated = "ALTERNATIVE_DISTRIBUTION_TERRITORY_AVAILABILITY_UPDATED",
    AppStoreVersionAppVersionStateUpdated = "APP_STORE_VERSION_APP_VERSION_STATE_UPDATED",
    BackgroundAssetVersionAppStoreReleaseStateUpdated = "BACKGROUND_ASSET_VERSION_APP_STORE_RELEASE_STATE_UPDATED",
    BackgroundAssetVersionExternalBetaReleaseStateUpdated = "BACKGROUND_ASSET_VERSION_EXTERNAL_BETA_RELEASE_STATE_UPDATED",
    BackgroundAssetVersionInternalBetaReleaseCreated = "BACKGROUND_ASSET_VERSION_INTERNAL_BETA_RELEASE_CREATED",
    BackgroundAssetVersionStateUpdated = "BACKGROUND_ASSET_VERSION_STATE_UPDATED",
    BetaFeedbackCrashSubmissionCreated = "BETA_FEEDBACK_CRASH_SUBMISSION_CREATED",
    BetaFeedbackScreenshotSubmissionCreated = "BETA_FEEDBACK_SCREENSHOT_SUBMISSION_CREATED",
    BuildBetaDetailExternalBuildStateUpdated = "BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED",
    BuildUploadStateUpdated = "BUILD_UPLOAD_STATE_UPDATED",
});

/// The attributes of [`Webhook`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookAttributes {
    pub enabled: Option<bool>,
    pub event_types: Option<Vec<WebhookEventType>>,
    pub name: Option<String>,
    pub url: Option<String>,
}

kind!(WebhookDelivery, "webhookDeliveries", "/v1/webhookDeliveries", WebhookDeliveryAttributes);

open_enum!(WebhookDeliveryDeliveryState {
    Succeeded = "SUCCEEDED", Failed = "FAILED", Pending = "PENDING",
});

/// Apple's `WebhookDeliveryRequest`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookDeliveryRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Apple's `WebhookDeliveryResponseValue`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookDeliveryResponseValue {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_status_code: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

/// The attributes of [`WebhookDelivery`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookDeliveryAttributes {
    pub created_date: Option<String>,
    pub delivery_state: Option<WebhookDeliveryDeliveryState>,
    pub error_message: Option<String>,
    pub redelivery: Option<bool>,
    pub sent_date: Option<String>,
    pub request: Option<WebhookDeliveryRequest>,
    pub response: Option<WebhookDeliveryResponseValue>,
}

kind!(WebhookEvent, "webhookEvents", "/v1/webhookEvents", WebhookEventAttributes);

/// The attributes of [`WebhookEvent`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookEventAttributes {
    pub event_type: Option<WebhookEventType>,
    pub payload: Option<String>,
    pub ping: Option<bool>,
    pub created_date: Option<String>,
}

kind!(WebhookPing, "webhookPings", "/v1/webhookPings", WebhookPingAttributes);

/// The attributes of [`WebhookPing`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookPingAttributes {}

/// What a new [`Webhook`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewWebhook {
    pub enabled: bool,
    pub event_types: Vec<WebhookEventType>,
    pub name: String,
    pub secret: String,
    pub url: String,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewWebhook {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        enabled: bool,
        event_types: Vec<WebhookEventType>,
        name: String,
        secret: String,
        url: String,
        app: Id<App>,
    ) -> Self {
        Self { enabled, event_types, name, secret, url, app }
    }
}

impl NewResource for NewWebhook {
    type Kind = Webhook;
    const PATH: &'static str = "/v1/webhooks";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`WebhookDelivery`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewWebhookDelivery {
    #[serde(skip)]
    pub template: Id<WebhookDelivery>,
}

impl NewWebhookDelivery {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(template: Id<WebhookDelivery>) -> Self {
        Self { template }
    }
}

impl NewResource for NewWebhookDelivery {
    type Kind = WebhookDelivery;
    const PATH: &'static str = "/v1/webhookDeliveries";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("template".into(), Relationship::one(&self.template));
        all
    }
}

/// What a new [`WebhookPing`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewWebhookPing {
    #[serde(skip)]
    pub webhook: Id<Webhook>,
}

impl NewWebhookPing {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(webhook: Id<Webhook>) -> Self {
        Self { webhook }
    }
}

impl NewResource for NewWebhookPing {
    type Kind = WebhookPing;
    const PATH: &'static str = "/v1/webhookPings";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("webhook".into(), Relationship::one(&self.webhook));
        all
    }
}

/// A change to a [`Webhook`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub enabled: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub event_types: Field<Vec<WebhookEventType>>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub secret: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub url: Field<String>,
}

impl ResourceUpdate for WebhookUpdate {
    type Kind = Webhook;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
