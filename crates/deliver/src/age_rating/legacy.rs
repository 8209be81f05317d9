//! What the file may say in the place of Apple's names of today.
//!
//! Source: the table in fastlane's documentation of `app_rating_config_path`.

use serde_json::{Value, json};

use super::questions::{Question, Takes};

/// The older names, each with the attribute of today.
const NAMES: [(&str, &str); 12] = [
    ("ALCOHOL_TOBACCO_DRUGS", "alcoholTobaccoOrDrugUseOrReferences"),
    ("CARTOON_FANTASY_VIOLENCE", "violenceCartoonOrFantasy"),
    ("GAMBLING", "gamblingSimulated"),
    ("GRAPHIC_SEXUAL_CONTENT_NUDITY", "sexualContentGraphicAndNudity"),
    ("HORROR", "horrorOrFearThemes"),
    ("MATURE_SUGGESTIVE", "matureOrSuggestiveThemes"),
    ("MEDICAL_TREATMENT_INFO", "medicalOrTreatmentInformation"),
    ("PROFANITY_CRUDE_HUMOR", "profanityOrCrudeHumor"),
    ("PROLONGED_GRAPHIC_SADISTIC_REALISTIC_VIOLENCE", "violenceRealisticProlongedGraphicOrSadistic"),
    ("REALISTIC_VIOLENCE", "violenceRealistic"),
    ("SEXUAL_CONTENT_NUDITY", "sexualContentOrNudity"),
    ("UNRESTRICTED_WEB_ACCESS", "unrestrictedWebAccess"),
];

/// The name of one question that Apple has since asked as two.
const BOTH: &str = "gamblingAndContests";

/// A question that Apple asks no more, and refuses to hear of.
pub(super) const GONE: &str = "seventeenPlus";

/// The words that 0, 1 and 2 stood for.
const LEVELS: [&str; 3] = ["NONE", "INFREQUENT_OR_MILD", "FREQUENT_OR_INTENSE"];

/// The attribute of today for a key of the file, which may be an older name of it.
pub(super) fn attribute(key: &str) -> &str {
    let bare = key.strip_prefix("MZGenre.").unwrap_or(key);
    if bare == "GAMBLING_CONTESTS" {
        return BOTH;
    }
    NAMES.iter().find(|(older, _)| *older == bare).map_or(key, |(_, attribute)| attribute)
}

/// Whether the key is that of the question that is two today.
pub(super) fn is_both(attribute: &str) -> bool {
    attribute == BOTH
}

/// Older names that can be meant by a key, for a suggestion.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(older, _)| *older).chain([BOTH, "GAMBLING_CONTESTS"])
}

/// A value of the file as Apple takes it today: numbers become the words or the yes and no that they stood for.
pub(super) fn value(question: &Question, value: &Value) -> Value {
    match (question.takes, value.as_u64()) {
        (Takes::Frequency, Some(level)) => {
            let word = usize::try_from(level).ok().and_then(|level| LEVELS.get(level));
            word.map_or_else(|| value.clone(), |word| json!(word))
        }
        (Takes::YesNo, Some(0)) => json!(false),
        (Takes::YesNo, Some(1)) => json!(true),
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::questions::{FREQUENCIES, question};
    use super::*;

    #[test]
    fn every_older_name_leads_to_a_question_and_every_level_to_a_word() {
        for (older, today) in NAMES {
            assert!(question(today).is_some(), "{today}");
            assert_eq!(attribute(older), today);
            assert_eq!(attribute(&format!("MZGenre.{older}")), today);
        }
        assert!(LEVELS.iter().all(|level| FREQUENCIES.contains(level)));
        assert_eq!(attribute("contests"), "contests");
    }

    #[test]
    fn numbers_become_what_they_stood_for() {
        let (often, whether) = (question("contests").unwrap(), question("lootBox").unwrap());
        assert_eq!(value(often, &json!(0)), json!("NONE"));
        assert_eq!(value(often, &json!(2)), json!("FREQUENT_OR_INTENSE"));
        assert_eq!(value(often, &json!(3)), json!(3));
        assert_eq!(value(whether, &json!(1)), json!(true));
        assert_eq!(value(whether, &json!(2)), json!(2));
    }
}
