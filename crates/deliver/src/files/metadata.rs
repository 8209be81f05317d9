//! `metadata/`: texts by locale, and what is the same everywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use artifact::locale::{self, Folder};

use super::fields::{CATEGORY_FIELDS, FIELDS, Owner, REVIEW_FIELDS, fault};

/// Texts, by locale and by Apple's attribute.
pub(crate) type Texts = BTreeMap<String, BTreeMap<&'static str, String>>;

/// What the files say. What they do not say is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

struct Reader<'a> {
    folder: &'a Path,
    findings: &'a mut Vec<String>,
}

/// Reads the folder; what is wrong goes to `findings`, each with its file. Folders that are no locale are wrong
/// unless `tolerant`.
pub(crate) fn read(
    folder: &Path,
    enabled: &[String],
    tolerant: bool,
    findings: &mut Vec<String>,
) -> Metadata {
    let mut metadata = Metadata::default();
    let mut reader = Reader { folder, findings };
    let (mut locales, mut default) = (BTreeMap::new(), None);
    for path in reader.folders() {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match Folder::of(&name) {
            Folder::Locale(locale) => drop(locales.insert(locale.to_owned(), path)),
            Folder::Default => default = Some(path),
            Folder::AppleTv | Folder::IMessage | Folder::Ignored => {}
            Folder::Unknown if tolerant => {}
            Folder::Unknown => {
                let nearest = locale::nearest(&name).map(|near| format!("; did you mean {near}?"));
                reader.find(&path, &format!("is no locale of the App Store{}", nearest.unwrap_or_default()));
            }
        }
    }
    let defaults = default.map(|path| reader.texts(&path)).unwrap_or_default();
    let named = enabled.iter().cloned().collect::<BTreeSet<_>>();
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
    metadata.copyright = reader.text(&folder.join("copyright.txt"));
    for (file, relationship) in CATEGORY_FIELDS {
        if let Some(category) = reader.text(&folder.join(format!("{file}.txt"))) {
            metadata.categories.insert(relationship, category_id(&category));
        }
    }
    let review = folder.join("review_information");
    for (file, older, attribute) in REVIEW_FIELDS {
        let text = reader.text(&review.join(format!("{older}.txt")));
        if let Some(text) = text.or_else(|| reader.text(&review.join(format!("{file}.txt")))) {
            metadata.review.insert(attribute, text);
        }
    }
    metadata
}

impl Reader<'_> {
    fn find(&mut self, path: &Path, what: &str) {
        self.findings.push(format!("{} {what}", path.display()));
    }

    fn folders(&mut self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder).into_iter().flatten().filter_map(Result::ok);
        let mut folders = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect::<Vec<_>>();
        folders.sort();
        folders
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

    /// The text of a file; `None` where there is no file or nothing in it, since that leaves the field alone.
    fn text(&mut self, path: &Path) -> Option<String> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
            Err(error) => {
                self.find(path, &format!("cannot be read: {error}"));
                return None;
            }
        };
        let Ok(text) = String::from_utf8(bytes) else {
            self.find(path, "is no UTF-8 text; save it as UTF-8");
            return None;
        };
        let text = text.trim_start_matches('\u{FEFF}').trim();
        // App Store Connect stores line ends as LF: a file with CR LF would differ at every run.
        (!text.is_empty()).then(|| text.replace("\r\n", "\n"))
    }
}

/// Apple's id of a category, also for the names that fastlane took in earlier years.
fn category_id(text: &str) -> String {
    let name = text.trim_start_matches("MZGenre.");
    let renamed = match name {
        "Apps.Food_Drink" => "FOOD_AND_DRINK",
        "SocialNetworking" => "SOCIAL_NETWORKING",
        "Book" => "BOOKS",
        "Apps.GraphicsDesign" => "GRAPHICS_AND_DESIGN",
        "Apps.DeveloperTools" => "DEVELOPER_TOOLS",
        "Healthcare_Fitness" => "HEALTH_AND_FITNESS",
        "Apps.Newsstand" => "MAGAZINES_AND_NEWSPAPERS",
        "Apps.Shopping" => "SHOPPING",
        "Photography" => "PHOTO_AND_VIDEO",
        other => return other.to_uppercase(),
    };
    renamed.to_owned()
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
        let metadata = read(folder, &[], tolerant, &mut findings);
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
}
