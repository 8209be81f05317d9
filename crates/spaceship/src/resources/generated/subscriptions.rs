// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

open_enum!(SubscriptionStatusUrlVersion {
    V1 = "V1", V2 = "V2",
});

kind!(Subscription, "subscriptions", "/v1/subscriptions", SubscriptionAttributes);

open_enum!(SubscriptionState {
    MissingMetadata = "MISSING_METADATA", ReadyToSubmit = "READY_TO_SUBMIT",
    WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW",
    DeveloperActionNeeded = "DEVELOPER_ACTION_NEEDED", PendingBinaryApproval = "PENDING_BINARY_APPROVAL",
    Approved = "APPROVED", DeveloperRemovedFromSale = "DEVELOPER_REMOVED_FROM_SALE",
    RemovedFromSale = "REMOVED_FROM_SALE", Rejected = "REJECTED",
});

open_enum!(SubscriptionSubscriptionPeriod {
    OneWeek = "ONE_WEEK", OneMonth = "ONE_MONTH", TwoMonths = "TWO_MONTHS", ThreeMonths = "THREE_MONTHS",
    SixMonths = "SIX_MONTHS", OneYear = "ONE_YEAR",
});

/// The attributes of [`Subscription`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionAttributes {
    pub name: Option<String>,
    pub product_id: Option<String>,
    pub family_sharable: Option<bool>,
    pub state: Option<SubscriptionState>,
    pub subscription_period: Option<SubscriptionSubscriptionPeriod>,
    pub review_note: Option<String>,
    pub group_level: Option<i64>,
}

kind!(
    SubscriptionAppStoreReviewScreenshot,
    "subscriptionAppStoreReviewScreenshots",
    "/v1/subscriptionAppStoreReviewScreenshots",
    SubscriptionAppStoreReviewScreenshotAttributes
);

/// The attributes of [`SubscriptionAppStoreReviewScreenshot`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionAppStoreReviewScreenshotAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub source_file_checksum: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub asset_token: Option<String>,
    pub asset_type: Option<String>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    SubscriptionGracePeriod,
    "subscriptionGracePeriods",
    "/v1/subscriptionGracePeriods",
    SubscriptionGracePeriodAttributes
);

open_enum!(SubscriptionGracePeriodDuration {
    ThreeDays = "THREE_DAYS", SixteenDays = "SIXTEEN_DAYS", TwentyEightDays = "TWENTY_EIGHT_DAYS",
});

open_enum!(SubscriptionGracePeriodRenewalType {
    AllRenewals = "ALL_RENEWALS", PaidToPaidOnly = "PAID_TO_PAID_ONLY",
});

/// The attributes of [`SubscriptionGracePeriod`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionGracePeriodAttributes {
    pub opt_in: Option<bool>,
    pub sandbox_opt_in: Option<bool>,
    pub duration: Option<SubscriptionGracePeriodDuration>,
    pub renewal_type: Option<SubscriptionGracePeriodRenewalType>,
}

open_enum!(SubscriptionCustomerEligibility {
    New = "NEW", Existing = "EXISTING", Expired = "EXPIRED",
});

kind!(
    SubscriptionSubmission,
    "subscriptionSubmissions",
    "/v1/subscriptionSubmissions",
    SubscriptionSubmissionAttributes
);

/// The attributes of [`SubscriptionSubmission`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionSubmissionAttributes {}

kind!(SubscriptionVersion, "subscriptionVersions", "/v1/subscriptionVersions", SubscriptionVersionAttributes);

open_enum!(SubscriptionVersionState {
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", ReadyForReview = "READY_FOR_REVIEW",
    WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW", Accepted = "ACCEPTED",
    Approved = "APPROVED", ReplacedWithNewVersion = "REPLACED_WITH_NEW_VERSION", Rejected = "REJECTED",
    DeveloperRejected = "DEVELOPER_REJECTED",
});

/// The attributes of [`SubscriptionVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionVersionAttributes {
    pub version: Option<i64>,
    pub state: Option<SubscriptionVersionState>,
}

/// What a new [`SubscriptionAppStoreReviewScreenshot`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionAppStoreReviewScreenshot {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub subscription: Id<Subscription>,
}

impl NewSubscriptionAppStoreReviewScreenshot {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String, subscription: Id<Subscription>) -> Self {
        Self { file_size, file_name, subscription }
    }
}

impl NewResource for NewSubscriptionAppStoreReviewScreenshot {
    type Kind = SubscriptionAppStoreReviewScreenshot;
    const PATH: &'static str = "/v1/subscriptionAppStoreReviewScreenshots";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("subscription".into(), Relationship::one(&self.subscription));
        all
    }
}

/// What a new [`Subscription`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscription {
    pub name: String,
    pub product_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_sharable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_period: Option<SubscriptionSubscriptionPeriod>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_level: Option<i64>,
    #[serde(skip)]
    pub group: Id<SubscriptionGroup>,
}

impl NewSubscription {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, product_id: String, group: Id<SubscriptionGroup>) -> Self {
        Self {
            name,
            product_id,
            group,
            family_sharable: None,
            subscription_period: None,
            review_note: None,
            group_level: None,
        }
    }
}

impl NewResource for NewSubscription {
    type Kind = Subscription;
    const PATH: &'static str = "/v1/subscriptions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("group".into(), Relationship::one(&self.group));
        all
    }
}

/// What a new [`SubscriptionSubmission`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionSubmission {
    #[serde(skip)]
    pub subscription: Id<Subscription>,
}

impl NewSubscriptionSubmission {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(subscription: Id<Subscription>) -> Self {
        Self { subscription }
    }
}

impl NewResource for NewSubscriptionSubmission {
    type Kind = SubscriptionSubmission;
    const PATH: &'static str = "/v1/subscriptionSubmissions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("subscription".into(), Relationship::one(&self.subscription));
        all
    }
}

/// What a new [`SubscriptionVersion`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionVersion {
    #[serde(skip)]
    pub subscription: Id<Subscription>,
}

impl NewSubscriptionVersion {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(subscription: Id<Subscription>) -> Self {
        Self { subscription }
    }
}

impl NewResource for NewSubscriptionVersion {
    type Kind = SubscriptionVersion;
    const PATH: &'static str = "/v1/subscriptionVersions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("subscription".into(), Relationship::one(&self.subscription));
        all
    }
}

/// A change to a [`SubscriptionAppStoreReviewScreenshot`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionAppStoreReviewScreenshotUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksum: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for SubscriptionAppStoreReviewScreenshotUpdate {
    type Kind = SubscriptionAppStoreReviewScreenshot;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`SubscriptionGracePeriod`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionGracePeriodUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub opt_in: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub sandbox_opt_in: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub duration: Field<SubscriptionGracePeriodDuration>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub renewal_type: Field<SubscriptionGracePeriodRenewalType>,
}

impl ResourceUpdate for SubscriptionGracePeriodUpdate {
    type Kind = SubscriptionGracePeriod;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`Subscription`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub family_sharable: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub subscription_period: Field<SubscriptionSubscriptionPeriod>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub review_note: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub group_level: Field<i64>,
    #[serde(skip)]
    pub introductory_offers: Option<Vec<Id<SubscriptionIntroductoryOffer>>>,
    #[serde(skip)]
    pub promotional_offers: Option<Vec<Id<SubscriptionPromotionalOffer>>>,
    #[serde(skip)]
    pub prices: Option<Vec<Id<SubscriptionPrice>>>,
}

impl ResourceUpdate for SubscriptionUpdate {
    type Kind = Subscription;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.introductory_offers {
            all.insert("introductoryOffers".into(), Relationship::many(to));
        }
        if let Some(to) = &self.promotional_offers {
            all.insert("promotionalOffers".into(), Relationship::many(to));
        }
        if let Some(to) = &self.prices {
            all.insert("prices".into(), Relationship::many(to));
        }
        all
    }
}
