//! The folders of locales: those that are there, whatever their spelling, and what a new one is called.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use artifact::locale::Folder;

/// The folders of locales in a folder.
pub(super) struct LocaleFolders {
    root: PathBuf,
    /// The names of those that are there, by locale.
    there: BTreeMap<&'static str, String>,
}

impl LocaleFolders {
    /// Looks at a folder, which may be missing.
    pub(super) fn of(root: &Path) -> Self {
        let names = fs::read_dir(root).into_iter().flatten().flatten();
        let names = names.filter_map(|entry| entry.file_name().into_string().ok());
        let there = names.filter_map(|name| match Folder::of(&name) {
            Folder::Locale(locale) => Some((locale, name)),
            _ => None,
        });
        Self { root: root.to_owned(), there: there.collect() }
    }

    /// Where files of a locale go: to the folder that is there, or to one in Apple's spelling. A locale that is not known
    /// here gets a harmless name; `None` where that name would mean something else.
    pub(super) fn path(&self, locale: &str) -> Option<PathBuf> {
        let name = signing::safe_file_name(locale);
        match Folder::of(&name) {
            Folder::Locale(locale) => {
                Some(self.root.join(self.there.get(locale).map_or(locale, String::as_str)))
            }
            Folder::Unknown => Some(self.root.join(name)),
            Folder::Default | Folder::AppleTv | Folder::IMessage | Folder::Ignored => None,
        }
    }
}

/// What is said of a locale that Apple has and this tool does not know.
pub(super) fn unknown_locale(locale: &str) -> Option<String> {
    artifact::locale::canonical(locale).is_none().then(|| {
        format!(
            "Apple has the locale {locale}, which is not known here; `deliver` reads its folder only with \
             --ignore-language-directory-validation"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_there_keeps_its_spelling() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("de-de")).unwrap();
        let folders = LocaleFolders::of(place.path());
        assert_eq!(folders.path("de-DE"), Some(place.path().join("de-de")));
        assert_eq!(folders.path("ja"), Some(place.path().join("ja")));
        let nowhere = LocaleFolders::of(&place.path().join("nowhere"));
        assert_eq!(nowhere.path("EN-us"), Some(place.path().join("nowhere/en-US")));
    }

    #[test]
    fn no_name_of_a_locale_leads_elsewhere() {
        let place = tempfile::tempdir().unwrap();
        let folders = LocaleFolders::of(place.path());
        for (locale, name) in [("../../x", "_.._.._x"), ("/etc", "_etc"), ("xx-YY", "xx-YY"), ("..", "_")] {
            let path = folders.path(locale).unwrap();
            assert_eq!(path.parent(), Some(place.path()), "{locale}");
            assert!(path.ends_with(name) || name == "_.._.._x", "{locale} is {}", path.display());
        }
        for special in ["default", "review_information", "iMessage.", "APPLETV"] {
            assert_eq!(folders.path(special), None, "{special}");
        }
        assert!(unknown_locale("xx-YY").is_some() && unknown_locale("ja").is_none());
    }
}
