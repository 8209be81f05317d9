//! What the rules find in the texts.

use std::path::Path;

use serde::Serialize;

use super::copyright;
use super::curse_words::cursed;
use super::lists::{found, listed};
use super::passages::{Kind, Passage, Place};
use super::rules::{Level, Rule};
use super::settings::Rules;
use super::words::{Word, words};

/// Something that a rule found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    pub(crate) rule: Rule,
    pub(crate) level: Level,
    /// `None` where the text is the same in every locale.
    pub(crate) locale: Option<String>,
    pub(crate) field: String,
    /// The words that were found, or what is wrong.
    pub(crate) found: String,
    /// The file and line of the first of the words, for annotations.
    pub(crate) place: Option<Place>,
}

impl Finding {
    /// The finding as a sentence: where, what, and what to do. `shown` is how the user knows a path.
    pub(crate) fn sentence(&self, shown: impl Fn(&Path) -> String) -> String {
        let Self { rule, locale, field, found, place, .. } = self;
        let subject = match (place, locale) {
            (Some(Place { path, line }), _) => format!("{}:{line}", shown(path)),
            (None, Some(locale)) => format!("{field} in {locale}"),
            (None, None) => field.clone(),
        };
        format!("{subject} {}: {found}; {} ({rule})", rule.complaint(), rule.remedy())
    }
}

/// Everything that the rules find in the texts by themselves, in the order of the texts. `year` is the present one.
/// Whether addresses can be reached is seen elsewhere.
pub(crate) fn check(passages: &[Passage], rules: &Rules, year: i32) -> Vec<Finding> {
    passages.iter().flat_map(|passage| of_passage(passage, rules, year)).collect()
}

fn of_passage(passage: &Passage, rules: &Rules, year: i32) -> Vec<Finding> {
    let words = words(&passage.text);
    let of_rule = |rule| {
        let level = rules.level(rule);
        let (what, line) = (level != Level::Skip).then(|| hit(rule, passage, &words, rules, year))??;
        Some(finding(rule, level, passage, what, line))
    };
    Rule::ALL.into_iter().filter_map(of_rule).collect()
}

/// What a rule found in a text.
pub(super) fn finding(rule: Rule, level: Level, passage: &Passage, found: String, line: usize) -> Finding {
    let place = passage.place.as_ref();
    Finding {
        rule,
        level,
        locale: passage.locale.clone(),
        field: passage.field.clone(),
        found,
        place: place.map(|place| Place { path: place.path.clone(), line: place.line + line }),
    }
}

/// What a rule finds in a text, and the line of the first of it, from 0.
fn hit(rule: Rule, passage: &Passage, words: &[Word], rules: &Rules, year: i32) -> Option<(String, usize)> {
    let hits = match (rule, passage.kind) {
        (Rule::CopyrightDate, Kind::Copyright) => {
            return copyright::fault(&passage.text, year).map(|what| (what, 0));
        }
        (Rule::CopyrightDate | Rule::UnreachableUrls, _) | (_, Kind::Address) => return None,
        (Rule::FreeStuffInIap, kind) if kind != Kind::Purchase => return None,
        (Rule::CurseWords, _) => cursed(passage.locale.as_deref().unwrap_or("en"), words),
        (Rule::CustomText, _) => found(rules.unwanted(), &[], words),
        _ => listed(rule, words),
    };
    let line = hits.first()?.1;
    let mut said = Vec::new();
    for (word, _) in hits {
        let quoted = format!("“{word}”");
        if !said.contains(&quoted) {
            said.push(quoted);
        }
    }
    Some((said.join(", "), line))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn passage(kind: Kind, text: &str) -> Passage {
        Passage {
            locale: (kind != Kind::Copyright).then(|| "en-US".to_owned()),
            field: "description".into(),
            text: text.into(),
            place: Some(Place { path: PathBuf::from("metadata/en-US/description.txt"), line: 3 }),
            kind,
        }
    }

    fn said(finding: &Finding) -> String {
        finding.sentence(|path| path.file_name().unwrap().to_string_lossy().into_owned())
    }

    fn rules(file: &[(&str, serde_json::Value)]) -> Rules {
        Rules::new(file.iter().map(|(rule, value)| (*rule, value)))
    }

    #[test]
    fn a_finding_says_where_what_and_what_to_do() {
        let text = passage(Kind::Text, "Tides.\nAlso for Android, and for ANDROID\ntablets: Android!");
        let findings = check(&[text], &Rules::default(), 2026);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].level, Level::Warn);
        assert_eq!(
            said(&findings[0]),
            "description.txt:4 names another platform: “Android”, “ANDROID”; \
             leave other platforms out; Apple refuses texts that name them (other_platforms)"
        );
        let json = serde_json::to_value(&findings[0]).unwrap();
        assert_eq!(json["rule"], "other_platforms");
        assert_eq!(json["place"]["line"], 4);
    }

    #[test]
    fn a_text_without_a_file_is_named() {
        let purchase = Passage::purchase("coins", "de-DE", "Free coins");
        let findings = check(&[purchase], &Rules::default(), 2026);
        assert!(said(&findings[0]).starts_with("in-app purchase coins in de-DE calls a purchase free"));
        let mut copyright = passage(Kind::Copyright, "");
        (copyright.place, copyright.field) = (None, "copyright".into());
        let findings = check(&[copyright], &Rules::default(), 2026);
        assert!(said(&findings[0]).starts_with("copyright does not have the right year: there is none"));
    }

    #[test]
    fn rules_look_only_at_the_texts_that_they_are_about() {
        assert_eq!(check(&[passage(Kind::Text, "A free app of 2020")], &Rules::default(), 2026), []);
        let address = passage(Kind::Address, "https://example.com/android");
        assert_eq!(check(&[address], &Rules::default(), 2026), []);
        assert_eq!(check(&[passage(Kind::Copyright, "2026 Example")], &Rules::default(), 2026), []);
    }

    #[test]
    fn levels_and_unwanted_words_are_those_that_were_set() {
        let text = [passage(Kind::Text, "For Android, with our Secret Sauce")];
        let rules = rules(&[
            ("other_platforms", serde_json::json!("skip")),
            ("custom_text", serde_json::json!({ "data": ["secret sauce", "other"], "level": "error" })),
        ]);
        let findings = check(&text, &rules, 2026);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!((findings[0].rule, findings[0].level), (Rule::CustomText, Level::Error));
        assert_eq!(findings[0].found, "“Secret Sauce”");
    }
}
