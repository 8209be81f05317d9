// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    AgeRatingDeclaration,
    "ageRatingDeclarations",
    "/v1/ageRatingDeclarations",
    AgeRatingDeclarationAttributes
);

open_enum!(AgeRatingDeclarationAlcoholTobaccoOrDrugUseOrReferences {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationContests {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationGamblingSimulated {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationGunsOrOtherWeapons {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationMedicalOrTreatmentInformation {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationProfanityOrCrudeHumor {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationSexualContentGraphicAndNudity {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationSexualContentOrNudity {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationHorrorOrFearThemes {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationMatureOrSuggestiveThemes {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationViolenceCartoonOrFantasy {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationViolenceRealisticProlongedGraphicOrSadistic {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationViolenceRealistic {
    None = "NONE", InfrequentOrMild = "INFREQUENT_OR_MILD", FrequentOrIntense = "FREQUENT_OR_INTENSE",
    Infrequent = "INFREQUENT", Frequent = "FREQUENT",
});

open_enum!(AgeRatingDeclarationAgeRatingOverride {
    None = "NONE", NinePlus = "NINE_PLUS", ThirteenPlus = "THIRTEEN_PLUS", SixteenPlus = "SIXTEEN_PLUS",
    SeventeenPlus = "SEVENTEEN_PLUS", Unrated = "UNRATED",
});

open_enum!(AgeRatingDeclarationAgeRatingOverrideV2 {
    None = "NONE", NinePlus = "NINE_PLUS", ThirteenPlus = "THIRTEEN_PLUS", SixteenPlus = "SIXTEEN_PLUS",
    EighteenPlus = "EIGHTEEN_PLUS", Unrated = "UNRATED",
});

open_enum!(AgeRatingDeclarationKoreaAgeRatingOverride {
    None = "NONE", FifteenPlus = "FIFTEEN_PLUS", NineteenPlus = "NINETEEN_PLUS",
});

/// The attributes of [`AgeRatingDeclaration`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AgeRatingDeclarationAttributes {
    pub advertising: Option<bool>,
    pub alcohol_tobacco_or_drug_use_or_references:
        Option<AgeRatingDeclarationAlcoholTobaccoOrDrugUseOrReferences>,
    pub contests: Option<AgeRatingDeclarationContests>,
    pub gambling: Option<bool>,
    pub gambling_simulated: Option<AgeRatingDeclarationGamblingSimulated>,
    pub guns_or_other_weapons: Option<AgeRatingDeclarationGunsOrOtherWeapons>,
    pub health_or_wellness_topics: Option<bool>,
    pub kids_age_band: Option<KidsAgeBand>,
    pub loot_box: Option<bool>,
    pub medical_or_treatment_information: Option<AgeRatingDeclarationMedicalOrTreatmentInformation>,
    pub messaging_and_chat: Option<bool>,
    pub parental_controls: Option<bool>,
    pub profanity_or_crude_humor: Option<AgeRatingDeclarationProfanityOrCrudeHumor>,
    pub age_assurance: Option<bool>,
    pub sexual_content_graphic_and_nudity: Option<AgeRatingDeclarationSexualContentGraphicAndNudity>,
    pub sexual_content_or_nudity: Option<AgeRatingDeclarationSexualContentOrNudity>,
    pub social_media: Option<bool>,
    pub social_media_age_restricted: Option<bool>,
    pub horror_or_fear_themes: Option<AgeRatingDeclarationHorrorOrFearThemes>,
    pub mature_or_suggestive_themes: Option<AgeRatingDeclarationMatureOrSuggestiveThemes>,
    pub unrestricted_web_access: Option<bool>,
    pub user_generated_content: Option<bool>,
    pub violence_cartoon_or_fantasy: Option<AgeRatingDeclarationViolenceCartoonOrFantasy>,
    pub violence_realistic_prolonged_graphic_or_sadistic:
        Option<AgeRatingDeclarationViolenceRealisticProlongedGraphicOrSadistic>,
    pub violence_realistic: Option<AgeRatingDeclarationViolenceRealistic>,
    pub age_rating_override: Option<AgeRatingDeclarationAgeRatingOverride>,
    pub age_rating_override_v2: Option<AgeRatingDeclarationAgeRatingOverrideV2>,
    pub korea_age_rating_override: Option<AgeRatingDeclarationKoreaAgeRatingOverride>,
    pub developer_age_rating_info_url: Option<String>,
}

/// A change to a [`AgeRatingDeclaration`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AgeRatingDeclarationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub advertising: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub alcohol_tobacco_or_drug_use_or_references:
        Field<AgeRatingDeclarationAlcoholTobaccoOrDrugUseOrReferences>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub contests: Field<AgeRatingDeclarationContests>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub gambling: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub gambling_simulated: Field<AgeRatingDeclarationGamblingSimulated>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub guns_or_other_weapons: Field<AgeRatingDeclarationGunsOrOtherWeapons>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub health_or_wellness_topics: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub kids_age_band: Field<KidsAgeBand>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub loot_box: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub medical_or_treatment_information: Field<AgeRatingDeclarationMedicalOrTreatmentInformation>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub messaging_and_chat: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub parental_controls: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub profanity_or_crude_humor: Field<AgeRatingDeclarationProfanityOrCrudeHumor>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub age_assurance: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub sexual_content_graphic_and_nudity: Field<AgeRatingDeclarationSexualContentGraphicAndNudity>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub sexual_content_or_nudity: Field<AgeRatingDeclarationSexualContentOrNudity>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub social_media: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub social_media_age_restricted: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub horror_or_fear_themes: Field<AgeRatingDeclarationHorrorOrFearThemes>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub mature_or_suggestive_themes: Field<AgeRatingDeclarationMatureOrSuggestiveThemes>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub unrestricted_web_access: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub user_generated_content: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub violence_cartoon_or_fantasy: Field<AgeRatingDeclarationViolenceCartoonOrFantasy>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub violence_realistic_prolonged_graphic_or_sadistic:
        Field<AgeRatingDeclarationViolenceRealisticProlongedGraphicOrSadistic>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub violence_realistic: Field<AgeRatingDeclarationViolenceRealistic>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub age_rating_override: Field<AgeRatingDeclarationAgeRatingOverride>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub age_rating_override_v2: Field<AgeRatingDeclarationAgeRatingOverrideV2>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub korea_age_rating_override: Field<AgeRatingDeclarationKoreaAgeRatingOverride>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub developer_age_rating_info_url: Field<String>,
}

impl ResourceUpdate for AgeRatingDeclarationUpdate {
    type Kind = AgeRatingDeclaration;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
