// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

open_enum!(SubscriptionOfferDuration {
    ThreeDays = "THREE_DAYS", OneWeek = "ONE_WEEK", TwoWeeks = "TWO_WEEKS", OneMonth = "ONE_MONTH",
    TwoMonths = "TWO_MONTHS", ThreeMonths = "THREE_MONTHS", SixMonths = "SIX_MONTHS", OneYear = "ONE_YEAR",
});

open_enum!(SubscriptionOfferMode {
    PayAsYouGo = "PAY_AS_YOU_GO", PayUpFront = "PAY_UP_FRONT", FreeTrial = "FREE_TRIAL",
});

kind!(
    SubscriptionOfferCode,
    "subscriptionOfferCodes",
    "/v1/subscriptionOfferCodes",
    SubscriptionOfferCodeAttributes
);

open_enum!(SubscriptionOfferEligibility {
    StackWithIntroOffers = "STACK_WITH_INTRO_OFFERS", ReplaceIntroOffers = "REPLACE_INTRO_OFFERS",
});

/// The attributes of [`SubscriptionOfferCode`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionOfferCodeAttributes {
    pub name: Option<String>,
    pub customer_eligibilities: Option<Vec<SubscriptionCustomerEligibility>>,
    pub offer_eligibility: Option<SubscriptionOfferEligibility>,
    pub duration: Option<SubscriptionOfferDuration>,
    pub offer_mode: Option<SubscriptionOfferMode>,
    pub number_of_periods: Option<i64>,
    pub total_number_of_codes: Option<i64>,
    pub production_code_count: Option<i64>,
    pub sandbox_code_count: Option<i64>,
    pub active: Option<bool>,
    pub auto_renew_enabled: Option<bool>,
    pub target_subscription_plan_type: Option<SubscriptionPlanType>,
}

kind!(
    SubscriptionOfferCodeCustomCode,
    "subscriptionOfferCodeCustomCodes",
    "/v1/subscriptionOfferCodeCustomCodes",
    SubscriptionOfferCodeCustomCodeAttributes
);

/// The attributes of [`SubscriptionOfferCodeCustomCode`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionOfferCodeCustomCodeAttributes {
    pub custom_code: Option<String>,
    pub number_of_codes: Option<i64>,
    pub created_date: Option<String>,
    pub expiration_date: Option<String>,
    pub active: Option<bool>,
}

kind!(
    SubscriptionOfferCodeOneTimeUseCode,
    "subscriptionOfferCodeOneTimeUseCodes",
    "/v1/subscriptionOfferCodeOneTimeUseCodes",
    SubscriptionOfferCodeOneTimeUseCodeAttributes
);

/// The attributes of [`SubscriptionOfferCodeOneTimeUseCode`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionOfferCodeOneTimeUseCodeAttributes {
    pub number_of_codes: Option<i64>,
    pub created_date: Option<String>,
    pub expiration_date: Option<String>,
    pub active: Option<bool>,
    pub environment: Option<OfferCodeEnvironment>,
}

kind!(
    SubscriptionOfferCodeOneTimeUseCodeValue,
    "subscriptionOfferCodeOneTimeUseCodeValues",
    "/v1/subscriptionOfferCodeOneTimeUseCodeValues",
    SubscriptionOfferCodeOneTimeUseCodeValueAttributes
);

/// The attributes of [`SubscriptionOfferCodeOneTimeUseCodeValue`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionOfferCodeOneTimeUseCodeValueAttributes {}

kind!(
    SubscriptionOfferCodePrice,
    "subscriptionOfferCodePrices",
    "/v1/subscriptionOfferCodePrices",
    SubscriptionOfferCodePriceAttributes
);

/// The attributes of [`SubscriptionOfferCodePrice`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionOfferCodePriceAttributes {}

/// What a new [`SubscriptionOfferCode`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionOfferCode {
    pub name: String,
    pub customer_eligibilities: Vec<SubscriptionCustomerEligibility>,
    pub offer_eligibility: SubscriptionOfferEligibility,
    pub duration: SubscriptionOfferDuration,
    pub offer_mode: SubscriptionOfferMode,
    pub number_of_periods: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_renew_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_subscription_plan_type: Option<SubscriptionPlanType>,
    #[serde(skip)]
    pub subscription: Id<Subscription>,
    #[serde(skip)]
    pub prices: Vec<Id<SubscriptionOfferCodePrice>>,
}

impl NewSubscriptionOfferCode {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        name: String,
        customer_eligibilities: Vec<SubscriptionCustomerEligibility>,
        offer_eligibility: SubscriptionOfferEligibility,
        duration: SubscriptionOfferDuration,
        offer_mode: SubscriptionOfferMode,
        number_of_periods: i64,
        subscription: Id<Subscription>,
        prices: Vec<Id<SubscriptionOfferCodePrice>>,
    ) -> Self {
        Self {
            name,
            customer_eligibilities,
            offer_eligibility,
            duration,
            offer_mode,
            number_of_periods,
            subscription,
            prices,
            auto_renew_enabled: None,
            target_subscription_plan_type: None,
        }
    }
}

impl NewResource for NewSubscriptionOfferCode {
    type Kind = SubscriptionOfferCode;
    const PATH: &'static str = "/v1/subscriptionOfferCodes";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("subscription".into(), Relationship::one(&self.subscription));
        all.insert("prices".into(), Relationship::many(&self.prices));
        all
    }
}

/// What a new [`SubscriptionOfferCodeCustomCode`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionOfferCodeCustomCode {
    pub custom_code: String,
    pub number_of_codes: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration_date: Option<String>,
    #[serde(skip)]
    pub offer_code: Id<SubscriptionOfferCode>,
}

impl NewSubscriptionOfferCodeCustomCode {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(custom_code: String, number_of_codes: i64, offer_code: Id<SubscriptionOfferCode>) -> Self {
        Self { custom_code, number_of_codes, offer_code, expiration_date: None }
    }
}

impl NewResource for NewSubscriptionOfferCodeCustomCode {
    type Kind = SubscriptionOfferCodeCustomCode;
    const PATH: &'static str = "/v1/subscriptionOfferCodeCustomCodes";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("offerCode".into(), Relationship::one(&self.offer_code));
        all
    }
}

/// What a new [`SubscriptionOfferCodeOneTimeUseCode`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionOfferCodeOneTimeUseCode {
    pub number_of_codes: i64,
    pub expiration_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<OfferCodeEnvironment>,
    #[serde(skip)]
    pub offer_code: Id<SubscriptionOfferCode>,
}

impl NewSubscriptionOfferCodeOneTimeUseCode {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(number_of_codes: i64, expiration_date: String, offer_code: Id<SubscriptionOfferCode>) -> Self {
        Self { number_of_codes, expiration_date, offer_code, environment: None }
    }
}

impl NewResource for NewSubscriptionOfferCodeOneTimeUseCode {
    type Kind = SubscriptionOfferCodeOneTimeUseCode;
    const PATH: &'static str = "/v1/subscriptionOfferCodeOneTimeUseCodes";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("offerCode".into(), Relationship::one(&self.offer_code));
        all
    }
}

/// A change to a [`SubscriptionOfferCodeCustomCode`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionOfferCodeCustomCodeUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub active: Field<bool>,
}

impl ResourceUpdate for SubscriptionOfferCodeCustomCodeUpdate {
    type Kind = SubscriptionOfferCodeCustomCode;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`SubscriptionOfferCodeOneTimeUseCode`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionOfferCodeOneTimeUseCodeUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub active: Field<bool>,
}

impl ResourceUpdate for SubscriptionOfferCodeOneTimeUseCodeUpdate {
    type Kind = SubscriptionOfferCodeOneTimeUseCode;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`SubscriptionOfferCode`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionOfferCodeUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub active: Field<bool>,
}

impl ResourceUpdate for SubscriptionOfferCodeUpdate {
    type Kind = SubscriptionOfferCode;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
