//! The what-to-test text: where it comes from, and what TestFlight takes of it.

use std::collections::BTreeMap;
use std::path::Path;

use clap::ValueEnum;
use console::Failure;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// The most characters of a text.
const LONGEST: usize = 4000;

/// The largest file with a text, in bytes.
const LARGEST: u64 = 64 * 1024;

/// What is to be done about characters that TestFlight refuses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Refused {
    /// Say where they are, and send nothing.
    #[default]
    Stop,
    /// Leave them out, as fastlane does, and say which.
    Remove,
}

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

    /// Reads the texts that lie in files: `<locale>/<name>` below a folder such as `fastlane/metadata`, and Xcode Cloud's
    /// `TestFlight/WhatToTest.<locale>.txt` where there is none of these. The folder `default` is for all other locales.
    pub(crate) fn from_files(metadata: &Path, name: &str, project: &Path) -> Result<Self, Failure> {
        let mut notes = Self::default();
        for (path, locale) in
            files(metadata, name).into_iter().chain(xcode_cloud(&project.join("TestFlight")))
        {
            let bytes = console::read_file(&path, LARGEST)?;
            let shown = path.display();
            let text =
                String::from_utf8(bytes).map_err(|_| Failure::invalid(format!("{shown} is not in UTF-8")))?;
            let text = text.trim_start_matches('\u{feff}').trim().to_owned();
            if text.is_empty() {
                continue;
            }
            if locale == "default" {
                notes.default.get_or_insert(text);
                continue;
            }
            let locale = known_locale(&locale).map_err(|why| Failure::invalid(format!("{shown} {why}")))?;
            notes.by_locale.entry(locale).or_insert(text);
        }
        Ok(notes)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.default.is_none() && self.by_locale.is_empty()
    }

    /// Brings the texts into the form that TestFlight takes: composed characters, and without those that it refuses, if
    /// so chosen, whose places it answers. What then is still wrong is an error that names each place.
    pub(crate) fn settled(mut self, refused: Refused) -> Result<(Self, Vec<String>), Failure> {
        let (mut errors, mut removed) = (Vec::new(), Vec::new());
        let default = self.default.iter_mut().map(|text| ("the what-to-test text".to_owned(), text));
        let others = self
            .by_locale
            .iter_mut()
            .map(|(locale, text)| (format!("the what-to-test text for {locale}"), text));
        for (which, text) in default.chain(others) {
            *text = text.nfc().collect();
            let found = places(&which, text);
            if refused == Refused::Remove && !found.is_empty() {
                text.retain(|letter| !is_refused(letter));
                *text = text.trim().to_owned();
                removed.extend(found);
            } else {
                errors.extend(found);
            }
            let length = text.chars().count();
            if length > LONGEST {
                errors.push(format!("{which} has {length} characters; TestFlight takes {LONGEST}"));
            }
        }
        if errors.is_empty() {
            return Ok((self, removed));
        }
        Err(Failure::findings("TestFlight would refuse these texts", &errors)
            .hint("--refused-characters remove leaves such characters out"))
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

pub(crate) fn known_locale(locale: &str) -> Result<String, String> {
    artifact::locale::canonical(locale).map(str::to_owned).ok_or_else(|| {
        let nearest = artifact::locale::nearest(locale).map(|near| format!(" (did you mean `{near}`?)"));
        format!(
            "names the locale `{locale}`, which the App Store does not have{}",
            nearest.unwrap_or_default()
        )
    })
}

/// The texts below a folder, a folder for each locale.
fn files(folder: &Path, name: &str) -> Vec<(std::path::PathBuf, String)> {
    listed(folder, |entry| {
        let path = entry.join(name);
        path.is_file().then(|| (path, entry.file_name().unwrap_or_default().to_string_lossy().into_owned()))
    })
}

/// The texts as Xcode Cloud looks for them.
fn xcode_cloud(folder: &Path) -> Vec<(std::path::PathBuf, String)> {
    listed(folder, |path| {
        let name = path.file_name()?.to_str()?;
        let locale = name.strip_prefix("WhatToTest.")?.strip_suffix(".txt")?.to_owned();
        Some((path, locale))
    })
}

fn listed<T>(folder: &Path, is: impl Fn(std::path::PathBuf) -> Option<T>) -> Vec<T> {
    // A project without such a folder has no such texts.
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut paths = entries.map(|entry| entry.path()).collect::<Vec<_>>();
    paths.sort();
    paths.into_iter().filter_map(is).collect()
}

/// Where the characters are that TestFlight refuses.
fn places(which: &str, text: &str) -> Vec<String> {
    let of_line = |(number, line): (usize, &str)| {
        let wrong = line.chars().enumerate().filter(|(_, letter)| is_refused(*letter));
        let told = wrong.map(|(at, letter)| {
            format!(
                "{which} has `{}` in line {}, character {}: TestFlight takes no such character",
                letter.escape_debug(),
                number + 1,
                at + 1
            )
        });
        told.collect::<Vec<_>>()
    };
    text.lines().enumerate().flat_map(of_line).collect()
}

/// What TestFlight refuses, as met in the field: pictographs, enclosing and box-drawing characters, `<`, and some whole
/// scripts (Tibetan, Georgian, Ethiopic, Cherokee, Khmer).
fn is_refused(letter: char) -> bool {
    letter == '<'
        || (letter.is_control() && !matches!(letter, '\t' | '\r' | '\n'))
        || matches!(u32::from(letter),
            0x0F00..=0x0FFF | 0x10A0..=0x10FF | 0x1200..=0x139F | 0x13A0..=0x13FF | 0x1780..=0x17FF
            | 0xFE00..=0xFE0F | 0x20D0..=0x20FF | 0x2400..=0x245F | 0x2500..=0x259F | 0x2600..=0x27EF
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

    fn settled(text: &str, refused: Refused) -> Result<String, Failure> {
        let notes = Notes::read(Some(text), None).unwrap();
        notes.settled(refused).map(|(notes, _)| notes.default.unwrap())
    }

    #[test]
    fn refused_characters_are_named_with_their_place_or_left_out_as_chosen() {
        let text = "fine – ™\nnew 🚀 and <b>";
        let failure = settled(text, Refused::Stop).unwrap_err();
        assert!(failure.to_string().contains("line 2, character 5"), "{failure}");
        assert_eq!(settled(text, Refused::Remove).unwrap(), "fine – ™\nnew  and b>");
        assert_eq!(settled("e\u{301}", Refused::Stop).unwrap(), "é");
    }

    #[test]
    fn the_length_is_counted_in_characters_on_both_sides_of_its_edge() {
        assert!(settled(&"é".repeat(4000), Refused::Stop).is_ok());
        // Two code points make one character once they are composed.
        assert!(settled(&"e\u{301}".repeat(4000), Refused::Stop).is_ok());
        assert!(settled(&"é".repeat(4001), Refused::Remove).is_err());
        assert!(settled(&format!("{}<", "é".repeat(4000)), Refused::Remove).is_ok());
    }

    #[test]
    fn texts_lie_in_the_folders_of_locales_or_where_xcode_cloud_looks() {
        let folder = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        put("metadata/de-DE/what_to_test.txt", "\u{feff}Neu\n");
        put("metadata/default/what_to_test.txt", "New");
        put("metadata/ja/what_to_test.txt", " \n");
        put("metadata/fr-FR/name.txt", "Marées");
        put("TestFlight/WhatToTest.de-DE.txt", "Älter");
        put("TestFlight/WhatToTest.ja.txt", "新");
        let read = || Notes::from_files(&folder.path().join("metadata"), "what_to_test.txt", folder.path());
        let notes = read().unwrap();
        assert_eq!(notes.default.as_deref(), Some("New"));
        let texts = notes.by_locale.iter().map(|(locale, text)| (locale.as_str(), text.as_str()));
        assert_eq!(texts.collect::<Vec<_>>(), [("de-DE", "Neu"), ("ja", "新")]);
        put("metadata/german/what_to_test.txt", "Neu");
        assert!(read().unwrap_err().message.contains("german"));
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
