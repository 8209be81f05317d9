// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(SubscriptionGroup, "subscriptionGroups", "/v1/subscriptionGroups", SubscriptionGroupAttributes);

/// The attributes of [`SubscriptionGroup`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionGroupAttributes {
    pub reference_name: Option<String>,
}

kind!(
    SubscriptionGroupLocalization,
    "subscriptionGroupLocalizations",
    "/v1/subscriptionGroupLocalizations",
    SubscriptionGroupLocalizationAttributes
);

open_enum!(SubscriptionGroupLocalizationState {
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", WaitingForReview = "WAITING_FOR_REVIEW",
    Approved = "APPROVED", Rejected = "REJECTED",
});

/// The attributes of [`SubscriptionGroupLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionGroupLocalizationAttributes {
    pub name: Option<String>,
    pub custom_app_name: Option<String>,
    pub locale: Option<String>,
    pub state: Option<SubscriptionGroupLocalizationState>,
}

kind!(
    SubscriptionGroupLocalizationV2,
    "subscriptionGroupLocalizations",
    "/v2/subscriptionGroupLocalizations",
    SubscriptionGroupLocalizationV2Attributes
);

/// The attributes of [`SubscriptionGroupLocalizationV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionGroupLocalizationV2Attributes {
    pub name: Option<String>,
    pub custom_app_name: Option<String>,
    pub locale: Option<String>,
}

kind!(
    SubscriptionGroupSubmission,
    "subscriptionGroupSubmissions",
    "/v1/subscriptionGroupSubmissions",
    SubscriptionGroupSubmissionAttributes
);

/// The attributes of [`SubscriptionGroupSubmission`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionGroupSubmissionAttributes {}

kind!(
    SubscriptionGroupVersion,
    "subscriptionGroupVersions",
    "/v1/subscriptionGroupVersions",
    SubscriptionGroupVersionAttributes
);

open_enum!(SubscriptionGroupVersionState {
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", ReadyForReview = "READY_FOR_REVIEW",
    WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW", Accepted = "ACCEPTED",
    Approved = "APPROVED", ReplacedWithNewVersion = "REPLACED_WITH_NEW_VERSION", Rejected = "REJECTED",
    DeveloperRejected = "DEVELOPER_REJECTED",
});

/// The attributes of [`SubscriptionGroupVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionGroupVersionAttributes {
    pub version: Option<i64>,
    pub state: Option<SubscriptionGroupVersionState>,
}

/// What a new [`SubscriptionGroup`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionGroup {
    pub reference_name: String,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewSubscriptionGroup {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(reference_name: String, app: Id<App>) -> Self {
        Self { reference_name, app }
    }
}

impl NewResource for NewSubscriptionGroup {
    type Kind = SubscriptionGroup;
    const PATH: &'static str = "/v1/subscriptionGroups";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`SubscriptionGroupLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionGroupLocalization {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_app_name: Option<String>,
    pub locale: String,
    #[serde(skip)]
    pub subscription_group: Id<SubscriptionGroup>,
}

impl NewSubscriptionGroupLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, locale: String, subscription_group: Id<SubscriptionGroup>) -> Self {
        Self { name, locale, subscription_group, custom_app_name: None }
    }
}

impl NewResource for NewSubscriptionGroupLocalization {
    type Kind = SubscriptionGroupLocalization;
    const PATH: &'static str = "/v1/subscriptionGroupLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("subscriptionGroup".into(), Relationship::one(&self.subscription_group));
        all
    }
}

/// What a new [`SubscriptionGroupLocalizationV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionGroupLocalizationV2 {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_app_name: Option<String>,
    pub locale: String,
    #[serde(skip)]
    pub version: Id<SubscriptionGroupVersion>,
}

impl NewSubscriptionGroupLocalizationV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, locale: String, version: Id<SubscriptionGroupVersion>) -> Self {
        Self { name, locale, version, custom_app_name: None }
    }
}

impl NewResource for NewSubscriptionGroupLocalizationV2 {
    type Kind = SubscriptionGroupLocalizationV2;
    const PATH: &'static str = "/v2/subscriptionGroupLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("version".into(), Relationship::one(&self.version));
        all
    }
}

/// What a new [`SubscriptionGroupSubmission`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionGroupSubmission {
    #[serde(skip)]
    pub subscription_group: Id<SubscriptionGroup>,
}

impl NewSubscriptionGroupSubmission {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(subscription_group: Id<SubscriptionGroup>) -> Self {
        Self { subscription_group }
    }
}

impl NewResource for NewSubscriptionGroupSubmission {
    type Kind = SubscriptionGroupSubmission;
    const PATH: &'static str = "/v1/subscriptionGroupSubmissions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("subscriptionGroup".into(), Relationship::one(&self.subscription_group));
        all
    }
}

/// What a new [`SubscriptionGroupVersion`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionGroupVersion {
    #[serde(skip)]
    pub subscription_group: Id<SubscriptionGroup>,
}

impl NewSubscriptionGroupVersion {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(subscription_group: Id<SubscriptionGroup>) -> Self {
        Self { subscription_group }
    }
}

impl NewResource for NewSubscriptionGroupVersion {
    type Kind = SubscriptionGroupVersion;
    const PATH: &'static str = "/v1/subscriptionGroupVersions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("subscriptionGroup".into(), Relationship::one(&self.subscription_group));
        all
    }
}

/// A change to a [`SubscriptionGroupLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionGroupLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub custom_app_name: Field<String>,
}

impl ResourceUpdate for SubscriptionGroupLocalizationUpdate {
    type Kind = SubscriptionGroupLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`SubscriptionGroupLocalizationV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionGroupLocalizationV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub custom_app_name: Field<String>,
}

impl ResourceUpdate for SubscriptionGroupLocalizationV2Update {
    type Kind = SubscriptionGroupLocalizationV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`SubscriptionGroup`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionGroupUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub reference_name: Field<String>,
}

impl ResourceUpdate for SubscriptionGroupUpdate {
    type Kind = SubscriptionGroup;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
