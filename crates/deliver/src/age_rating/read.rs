//! Reading the file, and what is wrong in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::legacy;
use super::questions::{FREQUENCIES, QUESTIONS, Question, Takes, question};
use crate::nearest::did_you_mean;

/// The largest file that is read, in bytes. A whole one has two thousand.
const LARGEST: u64 = 1 << 20;

/// The answers of the file, by Apple's attribute. Null clears; what is not here stays as it is at Apple.
pub(crate) type Answers = BTreeMap<&'static str, Value>;

/// Reads the file; what is wrong goes to `findings`, each with the file and the key.
pub(crate) fn read(path: &Path, findings: &mut Vec<String>) -> Answers {
    let size = fs::metadata(path).map(|found| found.len());
    let text = size.and_then(|size| if size > LARGEST { Ok(None) } else { fs::read(path).map(Some) });
    let (answers, wrong) = match text {
        Ok(Some(text)) => answers(&text),
        Ok(None) => (Answers::new(), vec!["is too large for an age rating".to_owned()]),
        Err(error) => (Answers::new(), vec![format!("cannot be read: {error}")]),
    };
    findings.extend(wrong.into_iter().map(|what| format!("{} {what}", path.display())));
    answers
}

/// The answers in a JSON text, and what is wrong in it.
fn answers(text: &[u8]) -> (Answers, Vec<String>) {
    let text = text.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(text);
    let given = match serde_json::from_slice::<Value>(text) {
        Ok(Value::Object(given)) => given,
        Ok(_) => return (Answers::new(), vec!["is no JSON object of answers".to_owned()]),
        Err(error) => return (Answers::new(), vec![format!("is no JSON: {error}")]),
    };
    let (mut answers, mut wrong) = (Answers::new(), Vec::new());
    for (key, value) in &given {
        let of_key = match legacy::attribute(key) {
            attribute if legacy::is_both(attribute) => both(key, value),
            attribute => one(key, attribute, value).map(|answer| vec![answer]),
        };
        match of_key {
            Ok(all) => {
                for (attribute, answer) in all {
                    if answers.get(attribute).is_some_and(|other| *other != answer) {
                        wrong
                            .push(format!("answers {attribute} twice, and differently at `{key}`; keep one"));
                    }
                    answers.insert(attribute, answer);
                }
            }
            Err(what) => wrong.push(what),
        }
    }
    (answers, wrong)
}

/// The answer under a key.
fn one(key: &str, attribute: &str, value: &Value) -> Result<(&'static str, Value), String> {
    if attribute == legacy::GONE {
        let what = "take it out, or say in ageRatingOverrideV2 which age it shall be";
        return Err(format!("has `{attribute}`, which Apple asks no more; {what}"));
    }
    let Some(question) = question(attribute) else {
        let known = QUESTIONS.iter().map(|question| question.key).chain(legacy::names());
        let bare = key.strip_prefix("MZGenre.").unwrap_or(key);
        return Err(format!(
            "has `{key}`, which is no question of Apple's age rating{}",
            did_you_mean(bare, known)
        ));
    };
    let value = legacy::value(question, value);
    match fault(question, &value) {
        None => Ok((question.key, value)),
        Some(what) => Err(format!("has {value} for `{key}`, which takes {what}")),
    }
}

/// What a question takes, where the answer is none. Apple's description has null for each: it clears.
fn fault(question: &Question, value: &Value) -> Option<String> {
    let right = match (question.takes, value) {
        (_, Value::Null) | (Takes::YesNo, Value::Bool(_)) => true,
        (Takes::Frequency, Value::String(word)) => FREQUENCIES.contains(&word.as_str()),
        (Takes::Words(words), Value::String(word)) => words.contains(&word.as_str()),
        (Takes::Address, Value::String(address)) => is_address(address),
        _ => false,
    };
    if right {
        return None;
    }
    let said = value.as_str().unwrap_or_default();
    Some(match question.takes {
        Takes::YesNo => "true or false".to_owned(),
        Takes::Frequency => format!("{}{}", FREQUENCIES.join(", "), did_you_mean(said, FREQUENCIES.to_vec())),
        Takes::Words(words) => format!("{} or null{}", words.join(", "), did_you_mean(said, words.to_vec())),
        Takes::Address => "a web address that begins with https:// or http://, or null".to_owned(),
    })
}

fn is_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.has_host())
}

/// The answers to the question that Apple has since asked as two. No is no to both; yes does not say how often
/// there are contests.
fn both(key: &str, value: &Value) -> Result<Vec<(&'static str, Value)>, String> {
    match (value.as_bool(), value.as_u64()) {
        (Some(false), _) | (_, Some(0)) => Ok(vec![("gambling", json!(false)), ("contests", json!("NONE"))]),
        (Some(true), _) | (_, Some(1)) => Err(format!(
            "has {value} for `{key}`, which Apple asks as two questions now; write `gambling` with true or \
             false, and `contests` with one of {}",
            FREQUENCIES.join(", ")
        )),
        _ => Err(format!("has {value} for `{key}`, which takes true or false")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(value: &Value) -> (Answers, Vec<String>) {
        answers(value.to_string().as_bytes())
    }

    #[test]
    fn names_of_today_and_older_ones_are_read() {
        let (answers, wrong) = of(&json!({
            "MZGenre.CARTOON_FANTASY_VIOLENCE": 1, "HORROR": 2, "GAMBLING": 0, "UNRESTRICTED_WEB_ACCESS": 1,
            "contests": "INFREQUENT", "lootBox": false, "kidsAgeBand": null,
            "ageRatingOverrideV2": "THIRTEEN_PLUS", "developerAgeRatingInfoUrl": "https://example.com/age",
        }));
        assert_eq!(wrong, Vec::<String>::new());
        assert_eq!(answers["violenceCartoonOrFantasy"], "INFREQUENT_OR_MILD");
        assert_eq!(answers["horrorOrFearThemes"], "FREQUENT_OR_INTENSE");
        assert_eq!(answers["gamblingSimulated"], "NONE");
        assert_eq!(answers["unrestrictedWebAccess"], true);
        assert_eq!(answers["kidsAgeBand"], Value::Null);
        assert_eq!(answers.len(), 9);
    }

    #[test]
    fn a_wrong_key_or_value_is_named_with_the_nearest_right_one() {
        let wrong = |value| of(&value).1.remove(0);
        assert!(wrong(json!({ "gamblingSimulatd": "NONE" })).ends_with("did you mean gamblingSimulated?"));
        assert!(wrong(json!({ "MZGenre.HORORR": 0 })).ends_with("did you mean HORROR?"));
        assert!(wrong(json!({ "contests": "INFREQENT" })).ends_with("did you mean INFREQUENT?"));
        assert!(
            wrong(json!({ "seventeenPlus": false })).contains("take it out, or say in ageRatingOverrideV2")
        );
        assert!(wrong(json!({ "contests": 3 })).starts_with("has 3 for `contests`, which takes NONE"));
        assert!(wrong(json!({ "lootBox": "yes" })).ends_with("takes true or false"));
        assert!(wrong(json!({ "kidsAgeBand": "ELEVEN" })).contains("NINE_TO_ELEVEN or null"));
        for address in ["example.com", "ftp://example.com", "javascript:alert(1)"] {
            assert!(wrong(json!({ "developerAgeRatingInfoUrl": address })).contains("https://"), "{address}");
        }
    }

    #[test]
    fn gambling_and_contests_is_no_to_both_or_needs_two_answers() {
        for no in [json!(false), json!(0)] {
            let (answers, wrong) = of(&json!({ "gamblingAndContests": no }));
            assert!(wrong.is_empty(), "{wrong:?}");
            assert_eq!(answers, Answers::from([("contests", json!("NONE")), ("gambling", json!(false))]));
        }
        let (answers, wrong) = of(&json!({ "MZGenre.GAMBLING_CONTESTS": 1 }));
        assert!(answers.is_empty() && wrong[0].contains("`contests` with one of NONE"), "{wrong:?}");
    }

    #[test]
    fn one_question_answered_under_two_names_must_have_one_answer() {
        assert!(of(&json!({ "HORROR": 0, "horrorOrFearThemes": "NONE" })).1.is_empty());
        let wrong = of(&json!({ "HORROR": 1, "horrorOrFearThemes": "NONE" })).1;
        assert!(wrong[0].starts_with("answers horrorOrFearThemes twice"), "{wrong:?}");
    }

    #[test]
    fn findings_name_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rating.json");
        let mut findings = Vec::new();
        read(&path, &mut findings);
        fs::write(&path, "[]").unwrap();
        read(&path, &mut findings);
        fs::write(&path, "{").unwrap();
        read(&path, &mut findings);
        assert_eq!(findings.len(), 3);
        assert!(findings.iter().all(|finding| finding.contains("rating.json")), "{findings:?}");
        assert!(findings[2].contains("is no JSON"), "{findings:?}");
    }

    /// Any JSON, with keys that are near what is read.
    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(|number| json!(number)),
            "[A-Z_]{0,12}|https?://.{0,8}".prop_map(Value::from),
        ];
        let key = prop_oneof![
            (0..QUESTIONS.len()).prop_map(|place| QUESTIONS[place].key.to_owned()),
            proptest::sample::select(legacy::names().collect::<Vec<_>>()).prop_map(str::to_owned),
            "(MZGenre\\.)?[A-Za-z]{0,8}",
        ];
        leaf.prop_recursive(3, 32, 8, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::btree_map(key.clone(), inner, 0..8)
                    .prop_map(|all| Value::Object(all.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_json_is_read_or_refused(value in json()) {
            let (answers, wrong) = of(&value);
            for (key, answer) in &answers {
                prop_assert_eq!(fault(question(key).unwrap(), answer), None);
            }
            let count = value.as_object().map_or(0, serde_json::Map::len);
            prop_assert!(!wrong.is_empty() || answers.len() <= count * 2);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            answers(&bytes);
        }
    }
}
