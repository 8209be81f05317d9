// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(InAppPurchase, "inAppPurchases", "/v1/inAppPurchases", InAppPurchaseAttributes);

open_enum!(InAppPurchaseInAppPurchaseType {
    AutomaticallyRenewableSubscription = "AUTOMATICALLY_RENEWABLE_SUBSCRIPTION",
    NonConsumable = "NON_CONSUMABLE", Consumable = "CONSUMABLE",
    NonRenewingSubscription = "NON_RENEWING_SUBSCRIPTION", FreeSubscription = "FREE_SUBSCRIPTION",
});

open_enum!(InAppPurchaseStateValue {
    Created = "CREATED", DeveloperSignedOff = "DEVELOPER_SIGNED_OFF",
    DeveloperActionNeeded = "DEVELOPER_ACTION_NEEDED", DeletionInProgress = "DELETION_IN_PROGRESS",
    Approved = "APPROVED", Deleted = "DELETED", RemovedFromSale = "REMOVED_FROM_SALE",
    DeveloperRemovedFromSale = "DEVELOPER_REMOVED_FROM_SALE", WaitingForUpload = "WAITING_FOR_UPLOAD",
    ProcessingContent = "PROCESSING_CONTENT", Replaced = "REPLACED", Rejected = "REJECTED",
    WaitingForScreenshot = "WAITING_FOR_SCREENSHOT", PrepareForSubmission = "PREPARE_FOR_SUBMISSION",
    MissingMetadata = "MISSING_METADATA", ReadyToSubmit = "READY_TO_SUBMIT",
    WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW",
    PendingDeveloperRelease = "PENDING_DEVELOPER_RELEASE",
});

/// The attributes of [`InAppPurchase`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseAttributes {
    pub reference_name: Option<String>,
    pub product_id: Option<String>,
    pub in_app_purchase_type: Option<InAppPurchaseInAppPurchaseType>,
    pub state: Option<InAppPurchaseStateValue>,
}

kind!(
    InAppPurchaseSubmission,
    "inAppPurchaseSubmissions",
    "/v1/inAppPurchaseSubmissions",
    InAppPurchaseSubmissionAttributes
);

/// The attributes of [`InAppPurchaseSubmission`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseSubmissionAttributes {}

kind!(InAppPurchaseV2, "inAppPurchases", "/v2/inAppPurchases", InAppPurchaseV2Attributes);

open_enum!(InAppPurchaseType {
    Consumable = "CONSUMABLE", NonConsumable = "NON_CONSUMABLE",
    NonRenewingSubscription = "NON_RENEWING_SUBSCRIPTION",
});

open_enum!(InAppPurchaseState {
    MissingMetadata = "MISSING_METADATA", WaitingForUpload = "WAITING_FOR_UPLOAD",
    ProcessingContent = "PROCESSING_CONTENT", ReadyToSubmit = "READY_TO_SUBMIT",
    WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW",
    DeveloperActionNeeded = "DEVELOPER_ACTION_NEEDED", PendingBinaryApproval = "PENDING_BINARY_APPROVAL",
    Approved = "APPROVED", DeveloperRemovedFromSale = "DEVELOPER_REMOVED_FROM_SALE",
    RemovedFromSale = "REMOVED_FROM_SALE", Rejected = "REJECTED",
});

/// The attributes of [`InAppPurchaseV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseV2Attributes {
    pub name: Option<String>,
    pub product_id: Option<String>,
    pub in_app_purchase_type: Option<InAppPurchaseType>,
    pub state: Option<InAppPurchaseState>,
    pub review_note: Option<String>,
    pub family_sharable: Option<bool>,
    pub content_hosting: Option<bool>,
}

kind!(
    InAppPurchaseVersion,
    "inAppPurchaseVersions",
    "/v1/inAppPurchaseVersions",
    InAppPurchaseVersionAttributes
);

open_enum!(InAppPurchaseVersionState {
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", ReadyForReview = "READY_FOR_REVIEW",
    WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW", Accepted = "ACCEPTED",
    Approved = "APPROVED", ReplacedWithNewVersion = "REPLACED_WITH_NEW_VERSION", Rejected = "REJECTED",
    DeveloperRejected = "DEVELOPER_REJECTED",
});

/// The attributes of [`InAppPurchaseVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseVersionAttributes {
    pub version: Option<i64>,
    pub state: Option<InAppPurchaseVersionState>,
}

kind!(PromotedPurchase, "promotedPurchases", "/v1/promotedPurchases", PromotedPurchaseAttributes);

open_enum!(PromotedPurchaseState {
    Approved = "APPROVED", InReview = "IN_REVIEW", PrepareForSubmission = "PREPARE_FOR_SUBMISSION",
    Rejected = "REJECTED",
});

/// The attributes of [`PromotedPurchase`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PromotedPurchaseAttributes {
    pub visible_for_all_users: Option<bool>,
    pub enabled: Option<bool>,
    pub state: Option<PromotedPurchaseState>,
}

/// What a new [`InAppPurchaseSubmission`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchaseSubmission {
    #[serde(skip)]
    pub in_app_purchase_v2: Id<InAppPurchase>,
}

impl NewInAppPurchaseSubmission {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(in_app_purchase_v2: Id<InAppPurchase>) -> Self {
        Self { in_app_purchase_v2 }
    }
}

impl NewResource for NewInAppPurchaseSubmission {
    type Kind = InAppPurchaseSubmission;
    const PATH: &'static str = "/v1/inAppPurchaseSubmissions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("inAppPurchaseV2".into(), Relationship::one(&self.in_app_purchase_v2));
        all
    }
}

/// What a new [`InAppPurchaseV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchaseV2 {
    pub name: String,
    pub product_id: String,
    pub in_app_purchase_type: InAppPurchaseType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_sharable: Option<bool>,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewInAppPurchaseV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        name: String,
        product_id: String,
        in_app_purchase_type: InAppPurchaseType,
        app: Id<App>,
    ) -> Self {
        Self { name, product_id, in_app_purchase_type, app, review_note: None, family_sharable: None }
    }
}

impl NewResource for NewInAppPurchaseV2 {
    type Kind = InAppPurchaseV2;
    const PATH: &'static str = "/v2/inAppPurchases";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`InAppPurchaseVersion`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchaseVersion {
    #[serde(skip)]
    pub in_app_purchase: Id<InAppPurchase>,
}

impl NewInAppPurchaseVersion {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(in_app_purchase: Id<InAppPurchase>) -> Self {
        Self { in_app_purchase }
    }
}

impl NewResource for NewInAppPurchaseVersion {
    type Kind = InAppPurchaseVersion;
    const PATH: &'static str = "/v1/inAppPurchaseVersions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("inAppPurchase".into(), Relationship::one(&self.in_app_purchase));
        all
    }
}

/// What a new [`PromotedPurchase`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewPromotedPurchase {
    pub visible_for_all_users: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(skip)]
    pub app: Id<App>,
    #[serde(skip)]
    pub in_app_purchase_v2: Option<Id<InAppPurchase>>,
    #[serde(skip)]
    pub subscription: Option<Id<Subscription>>,
}

impl NewPromotedPurchase {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(visible_for_all_users: bool, app: Id<App>) -> Self {
        Self { visible_for_all_users, app, enabled: None, in_app_purchase_v2: None, subscription: None }
    }
}

impl NewResource for NewPromotedPurchase {
    type Kind = PromotedPurchase;
    const PATH: &'static str = "/v1/promotedPurchases";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        if let Some(to) = &self.in_app_purchase_v2 {
            all.insert("inAppPurchaseV2".into(), Relationship::one(to));
        }
        if let Some(to) = &self.subscription {
            all.insert("subscription".into(), Relationship::one(to));
        }
        all
    }
}

/// A change to a [`InAppPurchaseV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub review_note: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub family_sharable: Field<bool>,
}

impl ResourceUpdate for InAppPurchaseV2Update {
    type Kind = InAppPurchaseV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`PromotedPurchase`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PromotedPurchaseUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub visible_for_all_users: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub enabled: Field<bool>,
}

impl ResourceUpdate for PromotedPurchaseUpdate {
    type Kind = PromotedPurchase;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
