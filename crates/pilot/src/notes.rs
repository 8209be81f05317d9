//! The what-to-test text: what TestFlight takes of it.

use std::collections::BTreeMap;

use console::Failure;
use serde_json::Value;

/// The most characters of a text.
const LONGEST: usize = 4000;

/// A text for each locale, and one for all locales that have none of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    /// For every locale without a text of its own.
    pub(crate) default: Option<String>,
    /// By locale.
    pub(crate) by_locale: BTreeMap<String, String>,
}

impl Notes {
    /// Reads `--changelog` and `--localized-build-info` (`{"default": {"whats_new": ".."}, "de-DE": {..}}`).
    pub(crate) fn read(changelog: Option<&str>, localized: Option<&str>) -> Result<Self, Failure> {
        let mut notes = Self { default: changelog.map(str::to_owned), ..Self::default() };
        let Some(json) = localized else { return Ok(notes) };
        let wrong = |why: String| {
            Failure::invalid(format!("--localized-build-info {why}")).hint(
                "its form is {\"default\": {\"whats_new\": \"..\"}, \"de-DE\": {\"whats_new\": \"..\"}}",
            )
        };
        let value: Value =
            serde_json::from_str(json).map_err(|error| wrong(format!("is no JSON ({error})")))?;
        let locales = value.as_object().ok_or_else(|| wrong("is no JSON object".into()))?;
        for (locale, fields) in locales {
            let fields = fields.as_object().ok_or_else(|| wrong(format!("has no object at `{locale}`")))?;
            if let Some(unknown) = fields.keys().find(|key| *key != "whats_new") {
                return Err(wrong(format!("has the unknown key `{unknown}` at `{locale}`")));
            }
            let Some(text) = fields.get("whats_new").and_then(Value::as_str) else { continue };
            if locale == "default" {
                notes.default = Some(text.to_owned());
            } else {
                let locale = known_locale(locale).map_err(wrong)?;
                notes.by_locale.insert(locale, text.to_owned());
            }
        }
        Ok(notes)
    }

    /// Everything that TestFlight would refuse in the texts.
    pub(crate) fn findings(&self) -> Vec<String> {
        let default = self.default.iter().map(|text| ("the what-to-test text".to_owned(), text));
        let others =
            self.by_locale.iter().map(|(locale, text)| (format!("the what-to-test text for {locale}"), text));
        default.chain(others).flat_map(|(which, text)| findings_of(&which, text)).collect()
    }

    /// The texts that differ from what is there, by locale. The default goes to every locale that is there and has
    /// no text of its own; a locale that is not there is added.
    pub(crate) fn changes<'a>(&'a self, there: &BTreeMap<String, Option<String>>) -> Vec<(String, &'a str)> {
        let mut wanted = BTreeMap::new();
        if let Some(default) = &self.default {
            wanted.extend(there.keys().map(|locale| (locale.clone(), default.as_str())));
        }
        wanted.extend(self.by_locale.iter().map(|(locale, text)| (locale.clone(), text.as_str())));
        let differs =
            |(locale, text): &(String, &str)| there.get(locale).and_then(Option::as_deref) != Some(*text);
        wanted.into_iter().filter(differs).collect()
    }
}

fn known_locale(locale: &str) -> Result<String, String> {
    artifact::locale::canonical(locale).map(str::to_owned).ok_or_else(|| {
        let nearest = artifact::locale::nearest(locale).map(|near| format!(" (did you mean `{near}`?)"));
        format!(
            "names the locale `{locale}`, which the App Store does not have{}",
            nearest.unwrap_or_default()
        )
    })
}

fn findings_of(which: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let length = text.chars().count();
    if length > LONGEST {
        findings.push(format!("{which} has {length} characters; TestFlight takes {LONGEST}"));
    }
    let refused = |(number, line): (usize, &str)| {
        let wrong = line.chars().enumerate().find(|(_, letter)| is_refused(*letter))?;
        Some(format!(
            "{which} has `{}` in line {}, character {}: TestFlight takes no such character",
            wrong.1.escape_debug(),
            number + 1,
            wrong.0 + 1
        ))
    };
    findings.extend(text.lines().enumerate().filter_map(refused));
    findings
}

/// What TestFlight refuses, as met in the field: pictographs, enclosing and box-drawing characters, `<`.
fn is_refused(letter: char) -> bool {
    letter == '<'
        || (letter.is_control() && !matches!(letter, '\t' | '\r'))
        || matches!(u32::from(letter),
            0xFE00..=0xFE0F | 0x20D0..=0x20FF | 0x2400..=0x245F | 0x2500..=0x259F | 0x2600..=0x27EF
            | 0x2800..=0x28FF | 0x2980..=0x2BFF | 0xE000..=0xF8FF | 0xFFFD | 0x1_0000..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_goes_where_no_text_of_its_own_is() {
        let json = r#"{"default": {"whats_new": "All"}, "de-de": {"whats_new": "Alles"}}"#;
        let notes = Notes::read(None, Some(json)).unwrap();
        let there = BTreeMap::from([("en-US".to_owned(), None), ("ja".to_owned(), Some("All".to_owned()))]);
        let changes = notes.changes(&there);
        assert_eq!(changes, [("de-DE".to_owned(), "Alles"), ("en-US".to_owned(), "All")]);
    }

    #[test]
    fn equal_texts_are_no_change() {
        let notes = Notes::read(Some("Same"), None).unwrap();
        assert!(notes.changes(&BTreeMap::from([("en-US".to_owned(), Some("Same".to_owned()))])).is_empty());
    }

    #[test]
    fn refused_characters_are_named_with_their_place() {
        let notes = Notes::read(Some("fine – ™\nnew 🚀 and <b>"), None).unwrap();
        let findings = notes.findings();
        assert_eq!(findings.len(), 1);
        assert!(findings[0].contains("line 2, character 5"), "{findings:?}");
    }

    #[test]
    fn the_length_is_counted_in_characters_on_both_sides_of_its_edge() {
        let of = |count: usize| Notes::read(Some(&"é".repeat(count)), None).unwrap().findings().len();
        assert_eq!((of(4000), of(4001)), (0, 1));
    }

    #[test]
    fn wrong_forms_are_named() {
        for json in [
            "[",
            "[]",
            r#"{"en-US": 1}"#,
            r#"{"en-US": {"whatsNew": "x"}}"#,
            r#"{"en-USA": {"whats_new": "x"}}"#,
        ] {
            assert!(Notes::read(None, Some(json)).is_err(), "{json}");
        }
    }
}
