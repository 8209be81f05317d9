// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    SubscriptionAvailability,
    "subscriptionAvailabilities",
    "/v1/subscriptionAvailabilities",
    SubscriptionAvailabilityAttributes
);

/// The attributes of [`SubscriptionAvailability`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionAvailabilityAttributes {
    pub available_in_new_territories: Option<bool>,
}

open_enum!(SubscriptionPlanType {
    Monthly = "MONTHLY", Upfront = "UPFRONT",
});

kind!(
    SubscriptionPlanAvailability,
    "subscriptionPlanAvailabilities",
    "/v1/subscriptionPlanAvailabilities",
    SubscriptionPlanAvailabilityAttributes
);

/// The attributes of [`SubscriptionPlanAvailability`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionPlanAvailabilityAttributes {
    pub available_in_new_territories: Option<bool>,
    pub plan_type: Option<SubscriptionPlanType>,
}

kind!(SubscriptionPrice, "subscriptionPrices", "/v1/subscriptionPrices", SubscriptionPriceAttributes);

/// The attributes of [`SubscriptionPrice`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionPriceAttributes {
    pub start_date: Option<String>,
    pub preserved: Option<bool>,
    pub plan_type: Option<SubscriptionPlanType>,
}

kind!(
    SubscriptionPricePoint,
    "subscriptionPricePoints",
    "/v1/subscriptionPricePoints",
    SubscriptionPricePointAttributes
);

/// The attributes of [`SubscriptionPricePoint`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionPricePointAttributes {
    pub customer_price: Option<String>,
    pub proceeds: Option<String>,
    pub proceeds_year2: Option<String>,
}

/// What a new [`SubscriptionAvailability`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionAvailability {
    pub available_in_new_territories: bool,
    #[serde(skip)]
    pub subscription: Id<Subscription>,
    #[serde(skip)]
    pub available_territories: Vec<Id<Territory>>,
}

impl NewSubscriptionAvailability {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        available_in_new_territories: bool,
        subscription: Id<Subscription>,
        available_territories: Vec<Id<Territory>>,
    ) -> Self {
        Self { available_in_new_territories, subscription, available_territories }
    }
}

impl NewResource for NewSubscriptionAvailability {
    type Kind = SubscriptionAvailability;
    const PATH: &'static str = "/v1/subscriptionAvailabilities";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("subscription".into(), Relationship::one(&self.subscription));
        all.insert("availableTerritories".into(), Relationship::many(&self.available_territories));
        all
    }
}

/// What a new [`SubscriptionPlanAvailability`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionPlanAvailability {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_in_new_territories: Option<bool>,
    pub plan_type: SubscriptionPlanType,
    #[serde(skip)]
    pub available_territories: Vec<Id<Territory>>,
    #[serde(skip)]
    pub subscription: Id<Subscription>,
}

impl NewSubscriptionPlanAvailability {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        plan_type: SubscriptionPlanType,
        available_territories: Vec<Id<Territory>>,
        subscription: Id<Subscription>,
    ) -> Self {
        Self { plan_type, available_territories, subscription, available_in_new_territories: None }
    }
}

impl NewResource for NewSubscriptionPlanAvailability {
    type Kind = SubscriptionPlanAvailability;
    const PATH: &'static str = "/v1/subscriptionPlanAvailabilities";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("availableTerritories".into(), Relationship::many(&self.available_territories));
        all.insert("subscription".into(), Relationship::one(&self.subscription));
        all
    }
}

/// What a new [`SubscriptionPrice`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscriptionPrice {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preserve_current_price: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_type: Option<SubscriptionPlanType>,
    #[serde(skip)]
    pub subscription: Id<Subscription>,
    #[serde(skip)]
    pub territory: Option<Id<Territory>>,
    #[serde(skip)]
    pub subscription_price_point: Id<SubscriptionPricePoint>,
}

impl NewSubscriptionPrice {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(subscription: Id<Subscription>, subscription_price_point: Id<SubscriptionPricePoint>) -> Self {
        Self {
            subscription,
            subscription_price_point,
            start_date: None,
            preserve_current_price: None,
            plan_type: None,
            territory: None,
        }
    }
}

impl NewResource for NewSubscriptionPrice {
    type Kind = SubscriptionPrice;
    const PATH: &'static str = "/v1/subscriptionPrices";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("subscription".into(), Relationship::one(&self.subscription));
        if let Some(to) = &self.territory {
            all.insert("territory".into(), Relationship::one(to));
        }
        all.insert("subscriptionPricePoint".into(), Relationship::one(&self.subscription_price_point));
        all
    }
}

/// A change to a [`SubscriptionPlanAvailability`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionPlanAvailabilityUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub available_in_new_territories: Field<bool>,
    #[serde(skip)]
    pub available_territories: Option<Vec<Id<Territory>>>,
}

impl ResourceUpdate for SubscriptionPlanAvailabilityUpdate {
    type Kind = SubscriptionPlanAvailability;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.available_territories {
            all.insert("availableTerritories".into(), Relationship::many(to));
        }
        all
    }
}
