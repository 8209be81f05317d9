//! Apple's questions: the attributes of an age rating declaration, and what each takes.

use serde::de::DeserializeOwned;
use serde_json::Value;
use spaceship::client::Field;
use spaceship::resources::{
    AgeRatingDeclarationAgeRatingOverride, AgeRatingDeclarationAgeRatingOverrideV2,
    AgeRatingDeclarationContests, AgeRatingDeclarationKoreaAgeRatingOverride, AgeRatingDeclarationUpdate,
    KidsAgeBand,
};

/// What a question takes for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// Yes or no.
    YesNo,
    /// How often something occurs. Apple's description has the same words for each such question.
    Frequency,
    /// One of some words.
    Words(&'static [&'static str]),
    /// A web address.
    Address,
}

/// The words for how often something occurs.
pub(super) const FREQUENCIES: &[&str] = AgeRatingDeclarationContests::WORDS;

/// One question.
#[derive(Clone, Copy)]
pub(super) struct Question {
    /// Apple's attribute.
    pub(super) key: &'static str,
    pub(super) takes: Takes,
    /// Puts a checked answer into an update; null clears.
    pub(super) put: fn(&mut AgeRatingDeclarationUpdate, &Value),
}

macro_rules! questions {
    ($($key:literal $field:ident $takes:expr,)*) => {
        &[$(Question { key: $key, takes: $takes, put: |update, answer| put(&mut update.$field, answer) },)*]
    };
}

/// Every question, by Apple's attribute. A test holds the list against Apple's description.
pub(super) const QUESTIONS: &[Question] = questions![
    "advertising" advertising Takes::YesNo,
    "ageAssurance" age_assurance Takes::YesNo,
    "ageRatingOverride" age_rating_override Takes::Words(AgeRatingDeclarationAgeRatingOverride::WORDS),
    "ageRatingOverrideV2" age_rating_override_v2 Takes::Words(AgeRatingDeclarationAgeRatingOverrideV2::WORDS),
    "alcoholTobaccoOrDrugUseOrReferences" alcohol_tobacco_or_drug_use_or_references Takes::Frequency,
    "contests" contests Takes::Frequency,
    "developerAgeRatingInfoUrl" developer_age_rating_info_url Takes::Address,
    "gambling" gambling Takes::YesNo,
    "gamblingSimulated" gambling_simulated Takes::Frequency,
    "gunsOrOtherWeapons" guns_or_other_weapons Takes::Frequency,
    "healthOrWellnessTopics" health_or_wellness_topics Takes::YesNo,
    "horrorOrFearThemes" horror_or_fear_themes Takes::Frequency,
    "kidsAgeBand" kids_age_band Takes::Words(KidsAgeBand::WORDS),
    "koreaAgeRatingOverride" korea_age_rating_override Takes::Words(AgeRatingDeclarationKoreaAgeRatingOverride::WORDS),
    "lootBox" loot_box Takes::YesNo,
    "matureOrSuggestiveThemes" mature_or_suggestive_themes Takes::Frequency,
    "medicalOrTreatmentInformation" medical_or_treatment_information Takes::Frequency,
    "messagingAndChat" messaging_and_chat Takes::YesNo,
    "parentalControls" parental_controls Takes::YesNo,
    "profanityOrCrudeHumor" profanity_or_crude_humor Takes::Frequency,
    "sexualContentGraphicAndNudity" sexual_content_graphic_and_nudity Takes::Frequency,
    "sexualContentOrNudity" sexual_content_or_nudity Takes::Frequency,
    "socialMedia" social_media Takes::YesNo,
    "socialMediaAgeRestricted" social_media_age_restricted Takes::YesNo,
    "unrestrictedWebAccess" unrestricted_web_access Takes::YesNo,
    "userGeneratedContent" user_generated_content Takes::YesNo,
    "violenceCartoonOrFantasy" violence_cartoon_or_fantasy Takes::Frequency,
    "violenceRealistic" violence_realistic Takes::Frequency,
    "violenceRealisticProlongedGraphicOrSadistic" violence_realistic_prolonged_graphic_or_sadistic Takes::Frequency,
];

/// The question with that attribute.
pub(super) fn question(key: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|question| question.key == key)
}

fn put<T: DeserializeOwned>(field: &mut Field<T>, answer: &Value) {
    // An answer that does not fit was refused when the file was read.
    *field = match serde_json::from_value(answer.clone()) {
        Ok(Some(answer)) => Field::Set(answer),
        Ok(None) => Field::Clear,
        Err(_) => Field::Keep,
    };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use catalogue::Shape;
    use serde_json::json;

    use super::*;

    /// What Apple's description says that an attribute takes, in our words.
    fn described(shape: &Shape) -> Option<BTreeSet<&'static str>> {
        match shape {
            Shape::Nullable(inner) => described(inner),
            Shape::Named(name) => described(catalogue::catalogue().shape(name).unwrap()),
            Shape::Enum(words) => Some(words.iter().copied().collect()),
            Shape::Boolean => Some(BTreeSet::from(["true", "false"])),
            Shape::Text("uri") => Some(BTreeSet::from(["uri"])),
            _ => None,
        }
    }

    #[test]
    fn the_questions_and_their_answers_are_those_of_apples_description() {
        let request = catalogue::catalogue().request("AgeRatingDeclarationUpdateRequest").unwrap();
        assert_eq!(request.attributes.len(), QUESTIONS.len());
        for attribute in &request.attributes {
            let takes = match question(attribute.name).unwrap().takes {
                Takes::YesNo => &["true", "false"],
                Takes::Frequency => FREQUENCIES,
                Takes::Words(words) => words,
                Takes::Address => &["uri"][..],
            };
            let takes = takes.iter().copied().collect::<BTreeSet<_>>();
            assert_eq!(described(&attribute.shape), Some(takes), "{}", attribute.name);
        }
    }

    #[test]
    fn each_answer_reaches_its_own_attribute() {
        for question in QUESTIONS {
            let answer = match question.takes {
                Takes::YesNo => json!(true),
                Takes::Frequency => json!(FREQUENCIES[0]),
                Takes::Words(words) => json!(words[0]),
                Takes::Address => json!("https://example.com"),
            };
            for answer in [answer, Value::Null] {
                let mut update = AgeRatingDeclarationUpdate::default();
                (question.put)(&mut update, &answer);
                assert_eq!(serde_json::to_value(update).unwrap(), json!({ question.key: answer }));
            }
        }
    }
}
