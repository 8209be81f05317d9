// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    AccessibilityDeclaration,
    "accessibilityDeclarations",
    "/v1/accessibilityDeclarations",
    AccessibilityDeclarationAttributes
);

open_enum!(AccessibilityDeclarationState {
    Draft = "DRAFT", Published = "PUBLISHED", Replaced = "REPLACED",
});

/// The attributes of [`AccessibilityDeclaration`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessibilityDeclarationAttributes {
    pub device_family: Option<DeviceFamily>,
    pub state: Option<AccessibilityDeclarationState>,
    pub supports_audio_descriptions: Option<bool>,
    pub supports_captions: Option<bool>,
    pub supports_dark_interface: Option<bool>,
    pub supports_differentiate_without_color_alone: Option<bool>,
    pub supports_larger_text: Option<bool>,
    pub supports_reduced_motion: Option<bool>,
    pub supports_sufficient_contrast: Option<bool>,
    pub supports_voice_control: Option<bool>,
    pub supports_voiceover: Option<bool>,
}

kind!(AppCategory, "appCategories", "/v1/appCategories", AppCategoryAttributes);

/// The attributes of [`AppCategory`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppCategoryAttributes {
    pub platforms: Option<Vec<Platform>>,
}

kind!(AppInfo, "appInfos", "/v1/appInfos", AppInfoAttributes);

open_enum!(AppInfoState {
    Accepted = "ACCEPTED", DeveloperRejected = "DEVELOPER_REJECTED", InReview = "IN_REVIEW",
    PendingRelease = "PENDING_RELEASE", PrepareForSubmission = "PREPARE_FOR_SUBMISSION",
    ReadyForDistribution = "READY_FOR_DISTRIBUTION", ReadyForReview = "READY_FOR_REVIEW",
    Rejected = "REJECTED", ReplacedWithNewInfo = "REPLACED_WITH_NEW_INFO",
    WaitingForReview = "WAITING_FOR_REVIEW",
});

open_enum!(AppInfoAustraliaAgeRating {
    Fifteen = "FIFTEEN", Eighteen = "EIGHTEEN",
});

open_enum!(AppInfoBrazilAgeRatingV2 {
    SelfRatedL = "SELF_RATED_L", SelfRatedTen = "SELF_RATED_TEN", SelfRatedTwelve = "SELF_RATED_TWELVE",
    SelfRatedFourteen = "SELF_RATED_FOURTEEN", SelfRatedSixteen = "SELF_RATED_SIXTEEN",
    SelfRatedEighteen = "SELF_RATED_EIGHTEEN", OfficialL = "OFFICIAL_L", OfficialTen = "OFFICIAL_TEN",
    OfficialTwelve = "OFFICIAL_TWELVE", OfficialFourteen = "OFFICIAL_FOURTEEN",
    OfficialSixteen = "OFFICIAL_SIXTEEN", OfficialEighteen = "OFFICIAL_EIGHTEEN",
});

open_enum!(AppInfoFranceAgeRating {
    Eighteen = "EIGHTEEN",
});

open_enum!(AppInfoKoreaAgeRating {
    All = "ALL", Twelve = "TWELVE", Fifteen = "FIFTEEN", Nineteen = "NINETEEN",
    NotApplicable = "NOT_APPLICABLE",
});

/// The attributes of [`AppInfo`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppInfoAttributes {
    pub app_store_state: Option<AppStoreVersionState>,
    pub state: Option<AppInfoState>,
    pub app_store_age_rating: Option<AppStoreAgeRating>,
    pub australia_age_rating: Option<AppInfoAustraliaAgeRating>,
    pub brazil_age_rating: Option<BrazilAgeRating>,
    pub brazil_age_rating_v2: Option<AppInfoBrazilAgeRatingV2>,
    pub france_age_rating: Option<AppInfoFranceAgeRating>,
    pub korea_age_rating: Option<AppInfoKoreaAgeRating>,
    pub kids_age_band: Option<KidsAgeBand>,
}

kind!(AppInfoLocalization, "appInfoLocalizations", "/v1/appInfoLocalizations", AppInfoLocalizationAttributes);

/// The attributes of [`AppInfoLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppInfoLocalizationAttributes {
    pub locale: Option<String>,
    pub name: Option<String>,
    pub subtitle: Option<String>,
    pub privacy_policy_url: Option<String>,
    pub privacy_choices_url: Option<String>,
    pub privacy_policy_text: Option<String>,
}

/// What a new [`AccessibilityDeclaration`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAccessibilityDeclaration {
    pub device_family: DeviceFamily,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_audio_descriptions: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_captions: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_dark_interface: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_differentiate_without_color_alone: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_larger_text: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_reduced_motion: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_sufficient_contrast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_voice_control: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_voiceover: Option<bool>,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewAccessibilityDeclaration {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(device_family: DeviceFamily, app: Id<App>) -> Self {
        Self {
            device_family,
            app,
            supports_audio_descriptions: None,
            supports_captions: None,
            supports_dark_interface: None,
            supports_differentiate_without_color_alone: None,
            supports_larger_text: None,
            supports_reduced_motion: None,
            supports_sufficient_contrast: None,
            supports_voice_control: None,
            supports_voiceover: None,
        }
    }
}

impl NewResource for NewAccessibilityDeclaration {
    type Kind = AccessibilityDeclaration;
    const PATH: &'static str = "/v1/accessibilityDeclarations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`AppInfoLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppInfoLocalization {
    pub locale: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub privacy_policy_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub privacy_choices_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub privacy_policy_text: Option<String>,
    #[serde(skip)]
    pub app_info: Id<AppInfo>,
}

impl NewAppInfoLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(locale: String, name: String, app_info: Id<AppInfo>) -> Self {
        Self {
            locale,
            name,
            app_info,
            subtitle: None,
            privacy_policy_url: None,
            privacy_choices_url: None,
            privacy_policy_text: None,
        }
    }
}

impl NewResource for NewAppInfoLocalization {
    type Kind = AppInfoLocalization;
    const PATH: &'static str = "/v1/appInfoLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appInfo".into(), Relationship::one(&self.app_info));
        all
    }
}

/// A change to a [`AccessibilityDeclaration`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessibilityDeclarationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub publish: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub supports_audio_descriptions: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub supports_captions: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub supports_dark_interface: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub supports_differentiate_without_color_alone: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub supports_larger_text: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub supports_reduced_motion: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub supports_sufficient_contrast: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub supports_voice_control: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub supports_voiceover: Field<bool>,
}

impl ResourceUpdate for AccessibilityDeclarationUpdate {
    type Kind = AccessibilityDeclaration;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppInfoLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppInfoLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub subtitle: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub privacy_policy_url: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub privacy_choices_url: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub privacy_policy_text: Field<String>,
}

impl ResourceUpdate for AppInfoLocalizationUpdate {
    type Kind = AppInfoLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppInfo`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppInfoUpdate {
    #[serde(skip)]
    pub primary_category: Field<Id<AppCategory>>,
    #[serde(skip)]
    pub primary_subcategory_one: Field<Id<AppCategory>>,
    #[serde(skip)]
    pub primary_subcategory_two: Field<Id<AppCategory>>,
    #[serde(skip)]
    pub secondary_category: Field<Id<AppCategory>>,
    #[serde(skip)]
    pub secondary_subcategory_one: Field<Id<AppCategory>>,
    #[serde(skip)]
    pub secondary_subcategory_two: Field<Id<AppCategory>>,
}

impl ResourceUpdate for AppInfoUpdate {
    type Kind = AppInfo;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        self.primary_category.relate("primaryCategory", &mut all);
        self.primary_subcategory_one.relate("primarySubcategoryOne", &mut all);
        self.primary_subcategory_two.relate("primarySubcategoryTwo", &mut all);
        self.secondary_category.relate("secondaryCategory", &mut all);
        self.secondary_subcategory_one.relate("secondarySubcategoryOne", &mut all);
        self.secondary_subcategory_two.relate("secondarySubcategoryTwo", &mut all);
        all
    }
}
