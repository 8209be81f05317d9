//! The age rating that follows from the answers of a declaration, and shows on the app info.
//!
//! Apple published what brought an app to 9+, 12+ and 17+; since 12+ has become 13+, and 17+ has become 16+ or 18+, it
//! gives the terms in prose only. The table below is a reading of both. Ratings of single regions are left out.

use serde_json::Value;

use super::age_rating_declarations;
use crate::engine::store::Stored;
use crate::world::World;

/// What the answers to a question lead to: where it occurs now and then, and where it occurs often.
const BY_FREQUENCY: &[(&str, u8, u8)] = &[
    ("alcoholTobaccoOrDrugUseOrReferences", 13, 18),
    ("contests", 4, 13),
    ("gamblingSimulated", 13, 18),
    ("gunsOrOtherWeapons", 13, 16),
    ("horrorOrFearThemes", 9, 13),
    ("matureOrSuggestiveThemes", 9, 16),
    ("medicalOrTreatmentInformation", 13, 16),
    ("profanityOrCrudeHumor", 9, 13),
    ("sexualContentGraphicAndNudity", 18, 18),
    ("sexualContentOrNudity", 13, 18),
    ("violenceCartoonOrFantasy", 9, 13),
    ("violenceRealistic", 13, 18),
    ("violenceRealisticProlongedGraphicOrSadistic", 18, 18),
];

/// What a yes leads to.
const BY_YES: &[(&str, u8)] = &[("gambling", 18), ("lootBox", 9), ("unrestrictedWebAccess", 16)];

/// The names of the ratings, the lowest first.
const RATINGS: &[(u8, &str)] =
    &[(4, "FOUR_PLUS"), (9, "NINE_PLUS"), (13, "THIRTEEN_PLUS"), (16, "SIXTEEN_PLUS"), (18, "EIGHTEEN_PLUS")];

/// Lets an app info show what its declaration leads to.
pub(crate) fn refresh(world: &mut World, info: &str) {
    let Some(declaration) = world.store.get(age_rating_declarations::KIND, info) else { return };
    let rating = rating(declaration);
    let band = declaration.attributes.get("kidsAgeBand").cloned().unwrap_or_default();
    if let Some(info) = world.store.get_mut("appInfos", info) {
        info.set("appStoreAgeRating", rating);
        info.set("kidsAgeBand", band);
    }
}

/// The rating by the answers, or the higher one that was asked for.
fn rating(declaration: &Stored) -> &'static str {
    if declaration.text("ageRatingOverrideV2") == "UNRATED" {
        return "UNRATED";
    }
    let by_frequency =
        BY_FREQUENCY.iter().map(|(question, seldom, often)| match declaration.text(question) {
            "INFREQUENT" | "INFREQUENT_OR_MILD" => *seldom,
            "FREQUENT" | "FREQUENT_OR_INTENSE" => *often,
            _ => 0,
        });
    let yes = |question: &str| declaration.attributes.get(question) == Some(&Value::Bool(true));
    let by_yes = BY_YES.iter().filter(|(question, _)| yes(question)).map(|(_, age)| *age);
    let asked = RATINGS.iter().find(|(_, name)| *name == declaration.text("ageRatingOverrideV2"));
    let age = by_frequency.chain(by_yes).chain(asked.map(|(age, _)| *age)).max().unwrap_or_default();
    RATINGS.iter().find(|(rating, _)| *rating >= age).map_or("EIGHTEEN_PLUS", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rated(answers: &[(&str, &str)]) -> &'static str {
        let mut declaration = Stored::new(age_rating_declarations::KIND, "1");
        for (question, answer) in answers {
            match *answer {
                "yes" => declaration.set(question, true),
                answer => declaration.set(question, answer),
            }
        }
        rating(&declaration)
    }

    #[test]
    fn the_worst_answer_decides() {
        assert_eq!(rated(&[("contests", "INFREQUENT")]), "FOUR_PLUS");
        assert_eq!(rated(&[("violenceCartoonOrFantasy", "INFREQUENT_OR_MILD")]), "NINE_PLUS");
        let often = [("violenceCartoonOrFantasy", "FREQUENT"), ("horrorOrFearThemes", "INFREQUENT")];
        assert_eq!(rated(&often), "THIRTEEN_PLUS");
        assert_eq!(rated(&[("unrestrictedWebAccess", "yes")]), "SIXTEEN_PLUS");
        assert_eq!(rated(&[("gambling", "yes")]), "EIGHTEEN_PLUS");
    }

    #[test]
    fn a_rating_is_raised_by_request_and_never_lowered() {
        assert_eq!(rated(&[("ageRatingOverrideV2", "SIXTEEN_PLUS")]), "SIXTEEN_PLUS");
        assert_eq!(rated(&[("gambling", "yes"), ("ageRatingOverrideV2", "NINE_PLUS")]), "EIGHTEEN_PLUS");
        assert_eq!(rated(&[("gambling", "yes"), ("ageRatingOverrideV2", "UNRATED")]), "UNRATED");
    }

    #[test]
    fn every_question_about_frequency_counts() {
        let known: Vec<&str> = BY_FREQUENCY.iter().map(|(question, ..)| *question).collect();
        assert_eq!(known, age_rating_declarations::FREQUENCIES);
    }
}
