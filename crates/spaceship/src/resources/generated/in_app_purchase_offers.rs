// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    InAppPurchaseOfferCode,
    "inAppPurchaseOfferCodes",
    "/v1/inAppPurchaseOfferCodes",
    InAppPurchaseOfferCodeAttributes
);

open_enum!(InAppPurchaseOfferCodeCustomerEligibilities {
    NonSpender = "NON_SPENDER", ActiveSpender = "ACTIVE_SPENDER", ChurnedSpender = "CHURNED_SPENDER",
});

/// The attributes of [`InAppPurchaseOfferCode`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseOfferCodeAttributes {
    pub name: Option<String>,
    pub customer_eligibilities: Option<Vec<InAppPurchaseOfferCodeCustomerEligibilities>>,
    pub production_code_count: Option<i64>,
    pub sandbox_code_count: Option<i64>,
    pub active: Option<bool>,
}

kind!(
    InAppPurchaseOfferCodeCustomCode,
    "inAppPurchaseOfferCodeCustomCodes",
    "/v1/inAppPurchaseOfferCodeCustomCodes",
    InAppPurchaseOfferCodeCustomCodeAttributes
);

/// The attributes of [`InAppPurchaseOfferCodeCustomCode`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseOfferCodeCustomCodeAttributes {
    pub custom_code: Option<String>,
    pub number_of_codes: Option<i64>,
    pub created_date: Option<String>,
    pub expiration_date: Option<String>,
    pub active: Option<bool>,
}

kind!(
    InAppPurchaseOfferCodeOneTimeUseCode,
    "inAppPurchaseOfferCodeOneTimeUseCodes",
    "/v1/inAppPurchaseOfferCodeOneTimeUseCodes",
    InAppPurchaseOfferCodeOneTimeUseCodeAttributes
);

/// The attributes of [`InAppPurchaseOfferCodeOneTimeUseCode`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseOfferCodeOneTimeUseCodeAttributes {
    pub number_of_codes: Option<i64>,
    pub created_date: Option<String>,
    pub expiration_date: Option<String>,
    pub active: Option<bool>,
    pub environment: Option<OfferCodeEnvironment>,
}

kind!(
    InAppPurchaseOfferCodeOneTimeUseCodeValue,
    "inAppPurchaseOfferCodeOneTimeUseCodeValues",
    "/v1/inAppPurchaseOfferCodeOneTimeUseCodeValues",
    InAppPurchaseOfferCodeOneTimeUseCodeValueAttributes
);

/// The attributes of [`InAppPurchaseOfferCodeOneTimeUseCodeValue`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseOfferCodeOneTimeUseCodeValueAttributes {}

kind!(
    InAppPurchaseOfferPrice,
    "inAppPurchaseOfferPrices",
    "/v1/inAppPurchaseOfferPrices",
    InAppPurchaseOfferPriceAttributes
);

/// The attributes of [`InAppPurchaseOfferPrice`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseOfferPriceAttributes {}

/// What a new [`InAppPurchaseOfferCode`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchaseOfferCode {
    pub name: String,
    pub customer_eligibilities: Vec<InAppPurchaseOfferCodeCustomerEligibilities>,
    #[serde(skip)]
    pub in_app_purchase: Id<InAppPurchase>,
    #[serde(skip)]
    pub prices: Vec<Id<InAppPurchaseOfferPrice>>,
}

impl NewInAppPurchaseOfferCode {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        name: String,
        customer_eligibilities: Vec<InAppPurchaseOfferCodeCustomerEligibilities>,
        in_app_purchase: Id<InAppPurchase>,
        prices: Vec<Id<InAppPurchaseOfferPrice>>,
    ) -> Self {
        Self { name, customer_eligibilities, in_app_purchase, prices }
    }
}

impl NewResource for NewInAppPurchaseOfferCode {
    type Kind = InAppPurchaseOfferCode;
    const PATH: &'static str = "/v1/inAppPurchaseOfferCodes";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("inAppPurchase".into(), Relationship::one(&self.in_app_purchase));
        all.insert("prices".into(), Relationship::many(&self.prices));
        all
    }
}

/// What a new [`InAppPurchaseOfferCodeCustomCode`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchaseOfferCodeCustomCode {
    pub custom_code: String,
    pub number_of_codes: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration_date: Option<String>,
    #[serde(skip)]
    pub offer_code: Id<InAppPurchaseOfferCode>,
}

impl NewInAppPurchaseOfferCodeCustomCode {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(custom_code: String, number_of_codes: i64, offer_code: Id<InAppPurchaseOfferCode>) -> Self {
        Self { custom_code, number_of_codes, offer_code, expiration_date: None }
    }
}

impl NewResource for NewInAppPurchaseOfferCodeCustomCode {
    type Kind = InAppPurchaseOfferCodeCustomCode;
    const PATH: &'static str = "/v1/inAppPurchaseOfferCodeCustomCodes";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("offerCode".into(), Relationship::one(&self.offer_code));
        all
    }
}

/// What a new [`InAppPurchaseOfferCodeOneTimeUseCode`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchaseOfferCodeOneTimeUseCode {
    pub number_of_codes: i64,
    pub expiration_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<OfferCodeEnvironment>,
    #[serde(skip)]
    pub offer_code: Id<InAppPurchaseOfferCode>,
}

impl NewInAppPurchaseOfferCodeOneTimeUseCode {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        number_of_codes: i64,
        expiration_date: String,
        offer_code: Id<InAppPurchaseOfferCode>,
    ) -> Self {
        Self { number_of_codes, expiration_date, offer_code, environment: None }
    }
}

impl NewResource for NewInAppPurchaseOfferCodeOneTimeUseCode {
    type Kind = InAppPurchaseOfferCodeOneTimeUseCode;
    const PATH: &'static str = "/v1/inAppPurchaseOfferCodeOneTimeUseCodes";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("offerCode".into(), Relationship::one(&self.offer_code));
        all
    }
}

/// A change to a [`InAppPurchaseOfferCodeCustomCode`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseOfferCodeCustomCodeUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub active: Field<bool>,
}

impl ResourceUpdate for InAppPurchaseOfferCodeCustomCodeUpdate {
    type Kind = InAppPurchaseOfferCodeCustomCode;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`InAppPurchaseOfferCodeOneTimeUseCode`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseOfferCodeOneTimeUseCodeUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub active: Field<bool>,
}

impl ResourceUpdate for InAppPurchaseOfferCodeOneTimeUseCodeUpdate {
    type Kind = InAppPurchaseOfferCodeOneTimeUseCode;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`InAppPurchaseOfferCode`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseOfferCodeUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub active: Field<bool>,
}

impl ResourceUpdate for InAppPurchaseOfferCodeUpdate {
    type Kind = InAppPurchaseOfferCode;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
