//! `metadata/`: texts by locale, and what is the same everywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use artifact::locale::Folder;

use super::categories::category_id;
use super::fields::{CATEGORY_FIELDS, FIELDS, Owner, REVIEW_FIELDS, fault};
use super::folders::{folders, name_of, no_locale};

/// Texts, by locale and by Apple's attribute.
pub(crate) type Texts = BTreeMap<String, BTreeMap<&'static str, String>>;

/// What the files say. What they do not say is absent, what they clear is an empty text. It cannot be printed: the password of the demo account is
/// among the review details.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    /// Texts of the app, by locale.
    pub(crate) info: Texts,
    /// Texts of the version, by locale.
    pub(crate) version: Texts,
    /// Apple's category ids by relationship.
    pub(crate) categories: BTreeMap<&'static str, String>,
    pub(crate) copyright: Option<String>,
    /// Review details by Apple's attribute.
    pub(crate) review: BTreeMap<&'static str, String>,
}

/// The most characters of the notes for the reviewers.
const LONGEST_NOTES: usize = 4000;

/// How the folder is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Manner {
    /// Locales that are wanted even without a folder.
    pub(crate) languages: Vec<String>,
    /// Whether folders that are no locale are passed over; else they are wrong.
    pub(crate) tolerant: bool,
    /// Whether an empty file clears its field; else it says nothing.
    pub(crate) clears: bool,
}

struct Reader<'a> {
    clears: bool,
    findings: &'a mut Vec<String>,
}

/// Reads the folder; what is wrong goes to `findings`, each with its file.
pub(crate) fn read(folder: &Path, manner: &Manner, findings: &mut Vec<String>) -> Metadata {
    let mut metadata = Metadata::default();
    let mut reader = Reader { clears: manner.clears, findings };
    let (mut locales, mut default) = (BTreeMap::new(), None);
    for path in folders(folder, reader.findings) {
        match Folder::of(&name_of(&path)) {
            Folder::Locale(locale) => {
                if let Some(other) = locales.insert(locale.to_owned(), path.clone()) {
                    reader
                        .find(&path, &format!("is the same locale as {}; keep one of them", other.display()));
                }
            }
            Folder::Default => default = Some(path),
            Folder::AppleTv | Folder::IMessage | Folder::Ignored => {}
            Folder::Unknown if manner.tolerant => {}
            Folder::Unknown => reader.findings.push(no_locale(&path)),
        }
    }
    let defaults = default.map(|path| reader.texts(&path)).unwrap_or_default();
    let named = manner.languages.iter().cloned().collect::<BTreeSet<_>>();
    let all = locales.keys().cloned().chain(named).collect::<BTreeSet<_>>();
    for locale in all {
        let mut texts = locales.get(&locale).map(|path| reader.texts(path)).unwrap_or_default();
        for (field, text) in &defaults {
            texts.entry(*field).or_insert_with(|| text.clone());
        }
        for (field, text) in texts {
            let owner = FIELDS.get(field).map_or(Owner::Version, |field| field.owner);
            let attribute = FIELDS.get(field).map_or("", |field| field.attribute);
            let side = if owner == Owner::Info { &mut metadata.info } else { &mut metadata.version };
            side.entry(locale.clone()).or_default().insert(attribute, text);
        }
        // An empty folder still means that the locale is wanted.
        metadata.version.entry(locale).or_default();
    }
    reader.shared(folder, &mut metadata);
    metadata
}

impl Reader<'_> {
    fn find(&mut self, path: &Path, what: &str) {
        self.findings.push(format!("{} {what}", path.display()));
    }

    /// What is the same in every locale.
    fn shared(&mut self, folder: &Path, metadata: &mut Metadata) {
        metadata.copyright = self.text(&folder.join("copyright.txt"));
        for (file, relationship) in CATEGORY_FIELDS {
            if let Some(category) = self.text(&folder.join(format!("{file}.txt"))) {
                metadata.categories.insert(relationship, category_id(relationship, &category));
            }
        }
        let review = folder.join("review_information");
        for (file, older, attribute) in REVIEW_FIELDS {
            let paths = [older, file].map(|name| review.join(format!("{name}.txt")));
            for path in paths {
                let Some(text) = self.text(&path) else { continue };
                let length = text.chars().count();
                if attribute == "notes" && length > LONGEST_NOTES {
                    self.find(&path, &format!("has {length} characters; Apple takes {LONGEST_NOTES}"));
                }
                // The older name is looked at first and wins, as in fastlane.
                metadata.review.entry(attribute).or_insert(text);
            }
        }
    }

    /// The texts of a locale's folder, by place in the table of fields.
    fn texts(&mut self, folder: &Path) -> BTreeMap<usize, String> {
        let mut texts = BTreeMap::new();
        for (place, field) in FIELDS.iter().enumerate() {
            let path = folder.join(format!("{}.txt", field.file));
            let Some(text) = self.text(&path) else { continue };
            if let Some(why) = fault(field, &text) {
                self.find(&path, &why);
            }
            texts.insert(place, text);
        }
        texts
    }

    /// The text of a file; `None` where there is no file, or nothing in it and that leaves the field alone.
    fn text(&mut self, path: &Path) -> Option<String> {
        content(path, self.findings).filter(|text| self.clears || !text.is_empty())
    }
}

/// The text of a file; `None` where there is no file.
pub(super) fn content(path: &Path, findings: &mut Vec<String>) -> Option<String> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            findings.push(format!("{} cannot be read: {error}", path.display()));
            return None;
        }
    };
    let Ok(text) = String::from_utf8(bytes) else {
        findings.push(format!("{} is no UTF-8 text; save it as UTF-8", path.display()));
        return None;
    };
    Some(plain(&text))
}

/// What a file's text comes to: without a byte order mark and white space around it, with LF at the ends of lines, as
/// App Store Connect stores them.
pub(crate) fn plain(text: &str) -> String {
    text.trim_start_matches('\u{FEFF}').trim().replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn read_all(folder: &Path, tolerant: bool) -> (Metadata, Vec<String>) {
        let mut findings = Vec::new();
        let metadata = read(folder, &Manner { tolerant, ..Manner::default() }, &mut findings);
        (metadata, findings)
    }

    #[test]
    fn the_layout_is_fastlanes() {
        let folder = project(&[
            ("en-US/name.txt", "Tideline\n"),
            ("en-US/description.txt", "Tides.\r\nAll of them.\n"),
            ("de-de/keywords.txt", "Gezeiten"),
            ("default/support_url.txt", "https://example.com"),
            ("copyright.txt", "2026 Example"),
            ("primary_category.txt", "MZGenre.Book"),
            ("review_information/review_email.txt", "a@example.com"),
            ("review_information/notes.txt", "none"),
        ]);
        let (metadata, findings) = read_all(folder.path(), false);
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(metadata.info["en-US"]["name"], "Tideline");
        assert_eq!(metadata.version["en-US"]["description"], "Tides.\nAll of them.");
        assert_eq!(metadata.version["de-DE"]["supportUrl"], "https://example.com");
        assert_eq!(metadata.categories["primaryCategory"], "BOOKS");
        assert_eq!(metadata.review["contactEmail"], "a@example.com");
        assert!(!metadata.info.contains_key("de-DE"));
    }

    #[test]
    fn notes_for_the_reviewers_have_4000_characters_at_most() {
        for (length, findings) in [(LONGEST_NOTES, 0), (LONGEST_NOTES + 1, 1)] {
            let folder = project(&[("review_information/notes.txt", &"é".repeat(length))]);
            assert_eq!(read_all(folder.path(), false).1.len(), findings);
        }
    }

    #[test]
    fn every_finding_is_told_with_its_file() {
        let folder = project(&[("en-USA/name.txt", "x"), ("ja/subtitle.txt", &"あ".repeat(31))]);
        let (_, findings) = read_all(folder.path(), false);
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(
            findings.iter().any(|finding| finding.contains("en-USA") && finding.contains("en-US?")),
            "{findings:?}"
        );
        assert!(findings.iter().any(|finding| finding.contains("ja/subtitle.txt has 31")), "{findings:?}");
        assert_eq!(read_all(folder.path(), true).1.len(), 1);
    }

    #[test]
    fn an_empty_file_says_nothing() {
        let folder = project(&[("en-US/subtitle.txt", " \n")]);
        let (metadata, _) = read_all(folder.path(), false);
        assert!(metadata.info.is_empty() && metadata.version["en-US"].is_empty());
    }

    #[test]
    fn an_empty_file_clears_its_field_where_that_is_asked_for() {
        let folder = project(&[
            ("en-US/subtitle.txt", " \n"),
            ("en-US/marketing_url.txt", ""),
            ("default/subtitle.txt", "Sea"),
            ("secondary_category.txt", ""),
            ("ja/name.txt", ""),
        ]);
        let mut findings = Vec::new();
        let metadata = read(folder.path(), &Manner { clears: true, ..Manner::default() }, &mut findings);
        assert_eq!(metadata.info["en-US"]["subtitle"], "");
        assert_eq!(metadata.version["en-US"]["marketingUrl"], "");
        assert_eq!(metadata.categories["secondaryCategory"], "");
        assert!(findings.len() == 1 && findings[0].contains("ja/name.txt is empty"), "{findings:?}");
    }
}
