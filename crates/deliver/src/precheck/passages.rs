//! The texts that are looked at, and where each stands.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use artifact::locale::Folder;
use serde::Serialize;

use crate::files::Metadata;
use crate::files::fields::FIELDS;

/// Where a text begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Place {
    pub(crate) path: PathBuf,
    /// The line, from 1.
    pub(crate) line: usize,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Address,
    Copyright,
    /// The name or description of an in-app purchase.
    Purchase,
}

/// A text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passage {
    /// `None` where it is the same in every locale.
    pub(crate) locale: Option<String>,
    /// What a person calls it: the file's name without `.txt`, or the purchase.
    pub(crate) field: String,
    pub(crate) text: String,
    /// Where a file has it.
    pub(crate) place: Option<Place>,
    pub(super) kind: Kind,
}

impl Passage {
    /// A text of an in-app purchase, which no file has; `product` is its product id.
    pub(crate) fn purchase(product: &str, locale: &str, text: &str) -> Self {
        Self {
            locale: Some(locale.to_owned()),
            field: format!("in-app purchase {product}"),
            text: text.to_owned(),
            place: None,
            kind: Kind::Purchase,
        }
    }
}

/// The texts of the files, with their places in `folder`. `copyright` is what Apple has, for files without one.
pub(crate) fn passages(metadata: &Metadata, folder: &Path, copyright: Option<&str>) -> Vec<Passage> {
    let files = Files::of(folder);
    let copyright = metadata.copyright.as_deref().or(copyright).unwrap_or_default();
    let mut passages = vec![Passage {
        locale: None,
        field: "copyright".into(),
        text: copyright.to_owned(),
        place: place(&folder.join("copyright.txt"), copyright),
        kind: Kind::Copyright,
    }];
    for field in &FIELDS {
        for (locale, texts) in metadata.info.iter().chain(&metadata.version) {
            let Some(text) = texts.get(field.attribute) else { continue };
            passages.push(Passage {
                locale: Some(locale.clone()),
                field: field.file.to_owned(),
                text: text.clone(),
                place: files.place(locale, field.file, text),
                kind: if field.url { Kind::Address } else { Kind::Text },
            });
        }
    }
    passages
}

/// The folders of the locales.
struct Files {
    locales: BTreeMap<&'static str, PathBuf>,
    default: Option<PathBuf>,
}

impl Files {
    fn of(folder: &Path) -> Self {
        let mut files = Self { locales: BTreeMap::new(), default: None };
        // A folder that cannot be read was found when the texts were read; only places are lost.
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match Folder::of(&entry.file_name().to_string_lossy()) {
                Folder::Locale(locale) => drop(files.locales.insert(locale, entry.path())),
                Folder::Default => files.default = Some(entry.path()),
                _ => {}
            }
        }
        files
    }

    /// Where the text of a locale stands: in its own folder, or in the default's.
    fn place(&self, locale: &str, file: &str, text: &str) -> Option<Place> {
        let folders = self.locales.get(locale).into_iter().chain(&self.default);
        folders.map(|folder| folder.join(format!("{file}.txt"))).find_map(|path| place(&path, text))
    }
}

/// The place of a text in a file; `None` where the file has another text, or there is none.
fn place(path: &Path, text: &str) -> Option<Place> {
    let whole = fs::read_to_string(path).ok()?;
    let bare = whole.trim_start_matches('\u{FEFF}').trim_start();
    let before = whole.len() - bare.len();
    let is_here = !text.is_empty() && bare.trim_end().replace("\r\n", "\n") == text;
    is_here.then(|| Place {
        path: path.to_owned(),
        line: 1 + whole.get(..before).unwrap_or_default().matches('\n').count(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{Manner, read_metadata};

    #[test]
    fn a_text_knows_its_file_and_line_be_it_its_own_or_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("DE-de/description.txt", "\n\r\nGezeiten.\r\nAlle.\n"),
            ("default/support_url.txt", "https://example.com"),
            ("default/description.txt", "Tides."),
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut metadata = read_metadata(folder.path(), &Manner::default(), &mut Vec::new());
        let texts = metadata.info.entry("de-DE".into()).or_default();
        texts.insert("name", "From an option".into());
        let passages = passages(&metadata, folder.path(), Some("2026 Example"));
        let place = |field: &str| {
            let passage = passages.iter().find(|passage| passage.field == field).unwrap();
            let place = passage.place.as_ref()?;
            let path = place.path.strip_prefix(folder.path()).unwrap().to_str().unwrap();
            Some((path, place.line))
        };
        assert_eq!(place("description"), Some(("DE-de/description.txt", 3)));
        assert_eq!(place("support_url"), Some(("default/support_url.txt", 1)));
        assert_eq!(place("name"), None);
        assert_eq!(passages[0].text, "2026 Example");
        assert_eq!(passages[0].place, None);
    }
}
