//! What Apple would refuse of the declaration as a whole, although each answer is right by itself.

use serde_json::Value;
use spaceship::resources::AgeRatingDeclarationAttributes;

use super::compare::differences;
use super::questions::{QUESTIONS, Takes};
use super::read::Answers;

/// Questions of yes or no that may stay without an answer. All others, and how often something occurs, need one.
const MAY_STAY_OPEN: [&str; 2] = ["socialMedia", "socialMediaAgeRestricted"];

/// A yes that Apple takes only with another yes. Seen by users of the API in July 2026; Apple documents none of it.
const NEEDS: [(&str, &str); 3] = [
    ("socialMedia", "userGeneratedContent"),
    ("socialMediaAgeRestricted", "ageAssurance"),
    ("socialMediaAgeRestricted", "socialMedia"),
];

/// What stands in the way of the answers, each with its remedy. Nothing where they change nothing.
pub(crate) fn refused(answers: &Answers, there: &AgeRatingDeclarationAttributes) -> Vec<String> {
    if differences(answers, there).is_empty() {
        return Vec::new();
    }
    let there = serde_json::to_value(there).unwrap_or_default();
    let then = |key: &str| answers.get(key).or_else(|| there.get(key)).filter(|value| !value.is_null());
    let needs_answer = |takes| matches!(takes, Takes::Frequency | Takes::YesNo);
    let open = QUESTIONS.iter().filter(|question| {
        needs_answer(question.takes) && !MAY_STAY_OPEN.contains(&question.key) && then(question.key).is_none()
    });
    let open = open.map(|question| question.key).collect::<Vec<_>>();
    let mut findings = Vec::new();
    if !open.is_empty() {
        findings.push(format!("the age rating is not complete; answer {} too", open.join(", ")));
    }
    for (yes, needed) in NEEDS {
        let is_yes = |key: &str| then(key) == Some(&Value::Bool(true));
        if is_yes(yes) && !is_yes(needed) && !open.contains(&needed) {
            findings.push(format!("the age rating has true for {yes}, which needs true for {needed} too"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Every answer that Apple demands.
    fn whole() -> Answers {
        let demanded = QUESTIONS.iter().filter(|question| !MAY_STAY_OPEN.contains(&question.key));
        let answer = |takes| match takes {
            Takes::Frequency => Some(json!("NONE")),
            Takes::YesNo => Some(json!(false)),
            Takes::Words(_) | Takes::Address => None,
        };
        demanded.filter_map(|question| Some((question.key, answer(question.takes)?))).collect()
    }

    #[test]
    fn a_whole_file_is_taken_and_a_part_of_one_is_named() {
        let there = AgeRatingDeclarationAttributes::default();
        assert_eq!(whole().len(), 22);
        assert_eq!(refused(&whole(), &there), Vec::<String>::new());
        let mut part = whole();
        part.remove("lootBox");
        part.insert("contests", Value::Null);
        assert_eq!(refused(&part, &there), ["the age rating is not complete; answer contests, lootBox too"]);
    }

    #[test]
    fn what_apple_has_counts_and_no_change_is_never_refused() {
        let mut there = AgeRatingDeclarationAttributes { loot_box: Some(true), ..Default::default() };
        let mut part = whole();
        part.remove("lootBox");
        assert_eq!(refused(&part, &there), Vec::<String>::new());
        there.loot_box = None;
        assert_eq!(refused(&Answers::new(), &there), Vec::<String>::new());
    }

    #[test]
    fn a_yes_that_needs_another_says_which() {
        let there = AgeRatingDeclarationAttributes { age_assurance: Some(true), ..Default::default() };
        for (yes, needed) in NEEDS {
            let mut answers = whole();
            answers.extend([("userGeneratedContent", json!(true)), ("socialMedia", json!(true))]);
            answers.extend([("socialMediaAgeRestricted", json!(true)), ("ageAssurance", json!(true))]);
            assert_eq!(refused(&answers, &there), Vec::<String>::new());
            answers.insert(needed, json!(false));
            let findings = refused(&answers, &there);
            let said = format!("true for {yes}, which needs true for {needed} too");
            assert!(findings.iter().any(|finding| finding.contains(&said)), "{findings:?}");
        }
    }
}
