// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    BetaAppClipInvocation,
    "betaAppClipInvocations",
    "/v1/betaAppClipInvocations",
    BetaAppClipInvocationAttributes
);

/// The attributes of [`BetaAppClipInvocation`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaAppClipInvocationAttributes {
    pub url: Option<String>,
}

kind!(
    BetaAppClipInvocationLocalization,
    "betaAppClipInvocationLocalizations",
    "/v1/betaAppClipInvocationLocalizations",
    BetaAppClipInvocationLocalizationAttributes
);

/// The attributes of [`BetaAppClipInvocationLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaAppClipInvocationLocalizationAttributes {
    pub title: Option<String>,
    pub locale: Option<String>,
}

kind!(BetaAppLocalization, "betaAppLocalizations", "/v1/betaAppLocalizations", BetaAppLocalizationAttributes);

/// The attributes of [`BetaAppLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaAppLocalizationAttributes {
    pub feedback_email: Option<String>,
    pub marketing_url: Option<String>,
    pub privacy_policy_url: Option<String>,
    pub tv_os_privacy_policy: Option<String>,
    pub description: Option<String>,
    pub locale: Option<String>,
}

kind!(BetaAppReviewDetail, "betaAppReviewDetails", "/v1/betaAppReviewDetails", BetaAppReviewDetailAttributes);

/// The attributes of [`BetaAppReviewDetail`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaAppReviewDetailAttributes {
    pub contact_first_name: Option<String>,
    pub contact_last_name: Option<String>,
    pub contact_phone: Option<String>,
    pub contact_email: Option<String>,
    pub demo_account_name: Option<String>,
    pub demo_account_password: Option<String>,
    pub demo_account_required: Option<bool>,
    pub notes: Option<String>,
}

kind!(
    BetaAppReviewSubmission,
    "betaAppReviewSubmissions",
    "/v1/betaAppReviewSubmissions",
    BetaAppReviewSubmissionAttributes
);

open_enum!(BetaReviewState {
    WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW", Rejected = "REJECTED",
    Approved = "APPROVED",
});

/// The attributes of [`BetaAppReviewSubmission`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaAppReviewSubmissionAttributes {
    pub beta_review_state: Option<BetaReviewState>,
    pub submitted_date: Option<String>,
}

kind!(
    BetaBuildLocalization,
    "betaBuildLocalizations",
    "/v1/betaBuildLocalizations",
    BetaBuildLocalizationAttributes
);

/// The attributes of [`BetaBuildLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaBuildLocalizationAttributes {
    pub whats_new: Option<String>,
    pub locale: Option<String>,
}

kind!(
    BetaLicenseAgreement,
    "betaLicenseAgreements",
    "/v1/betaLicenseAgreements",
    BetaLicenseAgreementAttributes
);

/// The attributes of [`BetaLicenseAgreement`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaLicenseAgreementAttributes {
    pub agreement_text: Option<String>,
}

open_enum!(BetaInviteType {
    Email = "EMAIL", PublicLink = "PUBLIC_LINK",
});

/// What a new [`BetaAppClipInvocation`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBetaAppClipInvocation {
    pub url: String,
    #[serde(skip)]
    pub build_bundle: Id<BuildBundle>,
    #[serde(skip)]
    pub beta_app_clip_invocation_localizations: Vec<Id<BetaAppClipInvocationLocalization>>,
}

impl NewBetaAppClipInvocation {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        url: String,
        build_bundle: Id<BuildBundle>,
        beta_app_clip_invocation_localizations: Vec<Id<BetaAppClipInvocationLocalization>>,
    ) -> Self {
        Self { url, build_bundle, beta_app_clip_invocation_localizations }
    }
}

impl NewResource for NewBetaAppClipInvocation {
    type Kind = BetaAppClipInvocation;
    const PATH: &'static str = "/v1/betaAppClipInvocations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("buildBundle".into(), Relationship::one(&self.build_bundle));
        all.insert(
            "betaAppClipInvocationLocalizations".into(),
            Relationship::many(&self.beta_app_clip_invocation_localizations),
        );
        all
    }
}

/// What a new [`BetaAppClipInvocationLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBetaAppClipInvocationLocalization {
    pub title: String,
    pub locale: String,
    #[serde(skip)]
    pub beta_app_clip_invocation: Id<BetaAppClipInvocation>,
}

impl NewBetaAppClipInvocationLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(title: String, locale: String, beta_app_clip_invocation: Id<BetaAppClipInvocation>) -> Self {
        Self { title, locale, beta_app_clip_invocation }
    }
}

impl NewResource for NewBetaAppClipInvocationLocalization {
    type Kind = BetaAppClipInvocationLocalization;
    const PATH: &'static str = "/v1/betaAppClipInvocationLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("betaAppClipInvocation".into(), Relationship::one(&self.beta_app_clip_invocation));
        all
    }
}

/// What a new [`BetaAppLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBetaAppLocalization {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback_email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub privacy_policy_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tv_os_privacy_policy: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub locale: String,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewBetaAppLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(locale: String, app: Id<App>) -> Self {
        Self {
            locale,
            app,
            feedback_email: None,
            marketing_url: None,
            privacy_policy_url: None,
            tv_os_privacy_policy: None,
            description: None,
        }
    }
}

impl NewResource for NewBetaAppLocalization {
    type Kind = BetaAppLocalization;
    const PATH: &'static str = "/v1/betaAppLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`BetaAppReviewSubmission`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBetaAppReviewSubmission {
    #[serde(skip)]
    pub build: Id<Build>,
}

impl NewBetaAppReviewSubmission {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(build: Id<Build>) -> Self {
        Self { build }
    }
}

impl NewResource for NewBetaAppReviewSubmission {
    type Kind = BetaAppReviewSubmission;
    const PATH: &'static str = "/v1/betaAppReviewSubmissions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("build".into(), Relationship::one(&self.build));
        all
    }
}

/// What a new [`BetaBuildLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBetaBuildLocalization {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whats_new: Option<String>,
    pub locale: String,
    #[serde(skip)]
    pub build: Id<Build>,
}

impl NewBetaBuildLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(locale: String, build: Id<Build>) -> Self {
        Self { locale, build, whats_new: None }
    }
}

impl NewResource for NewBetaBuildLocalization {
    type Kind = BetaBuildLocalization;
    const PATH: &'static str = "/v1/betaBuildLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("build".into(), Relationship::one(&self.build));
        all
    }
}

/// A change to a [`BetaAppClipInvocationLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaAppClipInvocationLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub title: Field<String>,
}

impl ResourceUpdate for BetaAppClipInvocationLocalizationUpdate {
    type Kind = BetaAppClipInvocationLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`BetaAppClipInvocation`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaAppClipInvocationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub url: Field<String>,
}

impl ResourceUpdate for BetaAppClipInvocationUpdate {
    type Kind = BetaAppClipInvocation;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`BetaAppLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaAppLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub feedback_email: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub marketing_url: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub privacy_policy_url: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub tv_os_privacy_policy: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
}

impl ResourceUpdate for BetaAppLocalizationUpdate {
    type Kind = BetaAppLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`BetaAppReviewDetail`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaAppReviewDetailUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub contact_first_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub contact_last_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub contact_phone: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub contact_email: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub demo_account_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub demo_account_password: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub demo_account_required: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub notes: Field<String>,
}

impl ResourceUpdate for BetaAppReviewDetailUpdate {
    type Kind = BetaAppReviewDetail;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`BetaBuildLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaBuildLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub whats_new: Field<String>,
}

impl ResourceUpdate for BetaBuildLocalizationUpdate {
    type Kind = BetaBuildLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`BetaLicenseAgreement`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaLicenseAgreementUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub agreement_text: Field<String>,
}

impl ResourceUpdate for BetaLicenseAgreementUpdate {
    type Kind = BetaLicenseAgreement;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
