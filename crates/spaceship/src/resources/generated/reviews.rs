// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(CustomerReview, "customerReviews", "/v1/customerReviews", CustomerReviewAttributes);

/// The attributes of [`CustomerReview`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerReviewAttributes {
    pub rating: Option<i64>,
    pub title: Option<String>,
    pub body: Option<String>,
    pub reviewer_nickname: Option<String>,
    pub created_date: Option<String>,
    pub territory: Option<TerritoryCode>,
}

kind!(
    CustomerReviewResponseV1,
    "customerReviewResponses",
    "/v1/customerReviewResponses",
    CustomerReviewResponseV1Attributes
);

open_enum!(CustomerReviewResponseV1State {
    Published = "PUBLISHED", PendingPublish = "PENDING_PUBLISH",
});

/// The attributes of [`CustomerReviewResponseV1`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerReviewResponseV1Attributes {
    pub response_body: Option<String>,
    pub last_modified_date: Option<String>,
    pub state: Option<CustomerReviewResponseV1State>,
}

kind!(
    CustomerReviewSummarization,
    "customerReviewSummarizations",
    "/v1/customerReviewSummarizations",
    CustomerReviewSummarizationAttributes
);

/// The attributes of [`CustomerReviewSummarization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerReviewSummarizationAttributes {
    pub created_date: Option<String>,
    pub locale: Option<String>,
    pub platform: Option<Platform>,
    pub text: Option<String>,
}

/// What a new [`CustomerReviewResponseV1`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewCustomerReviewResponseV1 {
    pub response_body: String,
    #[serde(skip)]
    pub review: Id<CustomerReview>,
}

impl NewCustomerReviewResponseV1 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(response_body: String, review: Id<CustomerReview>) -> Self {
        Self { response_body, review }
    }
}

impl NewResource for NewCustomerReviewResponseV1 {
    type Kind = CustomerReviewResponseV1;
    const PATH: &'static str = "/v1/customerReviewResponses";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("review".into(), Relationship::one(&self.review));
        all
    }
}
