// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    InAppPurchaseAvailability,
    "inAppPurchaseAvailabilities",
    "/v1/inAppPurchaseAvailabilities",
    InAppPurchaseAvailabilityAttributes
);

/// The attributes of [`InAppPurchaseAvailability`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchaseAvailabilityAttributes {
    pub available_in_new_territories: Option<bool>,
}

kind!(InAppPurchasePrice, "inAppPurchasePrices", "/v1/inAppPurchasePrices", InAppPurchasePriceAttributes);

/// The attributes of [`InAppPurchasePrice`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchasePriceAttributes {
    pub start_date: Option<String>,
    pub end_date: Option<String>,
    pub manual: Option<bool>,
}

kind!(
    InAppPurchasePricePoint,
    "inAppPurchasePricePoints",
    "/v1/inAppPurchasePricePoints",
    InAppPurchasePricePointAttributes
);

/// The attributes of [`InAppPurchasePricePoint`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchasePricePointAttributes {
    pub customer_price: Option<String>,
    pub proceeds: Option<String>,
}

kind!(
    InAppPurchasePriceSchedule,
    "inAppPurchasePriceSchedules",
    "/v1/inAppPurchasePriceSchedules",
    InAppPurchasePriceScheduleAttributes
);

/// The attributes of [`InAppPurchasePriceSchedule`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InAppPurchasePriceScheduleAttributes {}

/// What a new [`InAppPurchaseAvailability`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchaseAvailability {
    pub available_in_new_territories: bool,
    #[serde(skip)]
    pub in_app_purchase: Id<InAppPurchase>,
    #[serde(skip)]
    pub available_territories: Vec<Id<Territory>>,
}

impl NewInAppPurchaseAvailability {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        available_in_new_territories: bool,
        in_app_purchase: Id<InAppPurchase>,
        available_territories: Vec<Id<Territory>>,
    ) -> Self {
        Self { available_in_new_territories, in_app_purchase, available_territories }
    }
}

impl NewResource for NewInAppPurchaseAvailability {
    type Kind = InAppPurchaseAvailability;
    const PATH: &'static str = "/v1/inAppPurchaseAvailabilities";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("inAppPurchase".into(), Relationship::one(&self.in_app_purchase));
        all.insert("availableTerritories".into(), Relationship::many(&self.available_territories));
        all
    }
}

/// What a new [`InAppPurchasePriceSchedule`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewInAppPurchasePriceSchedule {
    #[serde(skip)]
    pub in_app_purchase: Id<InAppPurchase>,
    #[serde(skip)]
    pub base_territory: Id<Territory>,
    #[serde(skip)]
    pub manual_prices: Vec<Id<InAppPurchasePrice>>,
}

impl NewInAppPurchasePriceSchedule {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        in_app_purchase: Id<InAppPurchase>,
        base_territory: Id<Territory>,
        manual_prices: Vec<Id<InAppPurchasePrice>>,
    ) -> Self {
        Self { in_app_purchase, base_territory, manual_prices }
    }
}

impl NewResource for NewInAppPurchasePriceSchedule {
    type Kind = InAppPurchasePriceSchedule;
    const PATH: &'static str = "/v1/inAppPurchasePriceSchedules";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("inAppPurchase".into(), Relationship::one(&self.in_app_purchase));
        all.insert("baseTerritory".into(), Relationship::one(&self.base_territory));
        all.insert("manualPrices".into(), Relationship::many(&self.manual_prices));
        all
    }
}
