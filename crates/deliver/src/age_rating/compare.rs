//! What of the answers differs from what Apple has.

use serde_json::Value;
use spaceship::resources::{AgeRatingDeclarationAttributes, AgeRatingDeclarationUpdate};

use super::questions::question;
use super::read::Answers;

/// An answer that Apple does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Apple's attribute.
    pub(crate) key: &'static str,
    /// What Apple has; null where it has no answer.
    pub(crate) before: Value,
    /// What the file says; null clears.
    pub(crate) after: Value,
}

/// The answers that Apple does not have, in the order of their names. Empty where nothing is to do.
pub(crate) fn differences(answers: &Answers, there: &AgeRatingDeclarationAttributes) -> Vec<Difference> {
    // The generated attributes always become an object; were they none, every answer would count as missing.
    let there = serde_json::to_value(there).unwrap_or_default();
    let differing = answers.iter().filter_map(|(key, after)| {
        let before = there.get(*key).cloned().unwrap_or_default();
        (before != *after).then(|| Difference { key, before, after: after.clone() })
    });
    differing.collect()
}

/// The request that sets the differing answers and leaves the others alone.
pub(crate) fn update(differences: &[Difference]) -> AgeRatingDeclarationUpdate {
    let mut update = AgeRatingDeclarationUpdate::default();
    for difference in differences {
        if let Some(question) = question(difference.key) {
            (question.put)(&mut update, &difference.after);
        }
    }
    update
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use spaceship::resources::{AgeRatingDeclarationContests, KidsAgeBand};

    use super::*;

    fn there() -> AgeRatingDeclarationAttributes {
        AgeRatingDeclarationAttributes {
            contests: Some(AgeRatingDeclarationContests::None),
            loot_box: Some(false),
            kids_age_band: Some(KidsAgeBand::SixToEight),
            ..Default::default()
        }
    }

    #[test]
    fn only_what_differs_is_sent() {
        let answers = Answers::from([
            ("contests", json!("NONE")),
            ("lootBox", json!(true)),
            ("gambling", json!(false)),
        ]);
        let differences = differences(&answers, &there());
        let keys = differences.iter().map(|difference| difference.key).collect::<Vec<_>>();
        assert_eq!(keys, ["gambling", "lootBox"]);
        assert_eq!((&differences[1].before, &differences[1].after), (&json!(false), &json!(true)));
        let body = serde_json::to_value(update(&differences)).unwrap();
        assert_eq!(body, json!({ "gambling": false, "lootBox": true }));
    }

    #[test]
    fn null_clears_what_is_there_and_nothing_else() {
        let answers =
            Answers::from([("kidsAgeBand", Value::Null), ("developerAgeRatingInfoUrl", Value::Null)]);
        let differences = differences(&answers, &there());
        assert_eq!(serde_json::to_value(update(&differences)).unwrap(), json!({ "kidsAgeBand": null }));
    }

    #[test]
    fn the_same_answers_give_an_empty_plan() {
        let answers = Answers::from([("contests", json!("NONE")), ("kidsAgeBand", json!("SIX_TO_EIGHT"))]);
        assert_eq!(differences(&answers, &there()), Vec::new());
    }

    #[test]
    fn a_word_that_apple_added_since_is_shown_as_it_is() {
        let mut there = there();
        there.contests = Some("SOMETIMES".into());
        let answers = Answers::from([("contests", json!("NONE"))]);
        assert_eq!(differences(&answers, &there)[0].before, "SOMETIMES");
    }
}
