//! The texts of a version as files, in fastlane's layout.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::folders::{LocaleFolders, unknown_locale};
use super::{Content, Item, Source, Standing};
use crate::files::fields::{CATEGORY_FIELDS, FIELDS, Owner, REVIEW_FIELDS};
use crate::files::{category_id, plain};
use crate::store::category;

/// What becomes of fields that Apple has nothing for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blanks {
    /// They get no file.
    LeftOut,
    /// They get an empty file, as from fastlane, and what `deliver` would not send back unchanged is written too.
    Written,
}

struct Layout<'a> {
    root: &'a Path,
    blanks: Blanks,
    items: Vec<Item>,
    notices: Vec<String>,
}

/// The files for a folder, each compared with what is there, and what the user should know.
pub(crate) fn texts(source: &Source, root: &Path, blanks: Blanks) -> (Vec<Item>, Vec<String>) {
    let mut layout = Layout { root, blanks, items: Vec::new(), notices: Vec::new() };
    layout.locales(source);
    let copyright = source.version.resource.attributes.copyright.as_deref();
    layout.text(root.join("copyright.txt"), "copyright", copyright, |text| text);
    for (file, relationship) in CATEGORY_FIELDS {
        let id = source.info.as_ref().and_then(|info| category(&info.resource, relationship));
        // A file may hold the category's name of earlier years.
        let read = |text: String| category_id(relationship, &text);
        layout.text(root.join(format!("{file}.txt")), relationship, id.as_deref(), read);
    }
    layout.review(source);
    layout.age_rating(&source.age_rating);
    (layout.items, layout.notices)
}

impl Layout<'_> {
    fn locales(&mut self, source: &Source) {
        let folders = LocaleFolders::of(self.root);
        let info = source.info.as_ref().map(|info| &info.texts);
        let version = &source.version.texts;
        let all = info.into_iter().flat_map(|texts| texts.keys()).chain(version.keys());
        for locale in all.collect::<BTreeSet<_>>() {
            // A folder makes `deliver` give the version that locale.
            if !version.contains_key(locale) && self.blanks == Blanks::LeftOut {
                let what = format!("{locale} is left out: the app has texts in it and the version has none");
                self.notices.push(what);
                continue;
            }
            let Some(folder) = folders.path(locale) else {
                self.notices
                    .push(format!("{locale} is left out: a folder of that name means something else"));
                continue;
            };
            self.notices.extend(unknown_locale(locale));
            for field in FIELDS {
                let texts = match field.owner {
                    Owner::Info => info.and_then(|info| info.get(locale)),
                    Owner::Version => version.get(locale),
                };
                let value = texts.and_then(|texts| texts.attributes.get(field.attribute)?.as_str());
                self.text(folder.join(format!("{}.txt", field.file)), field.attribute, value, |text| text);
            }
        }
    }

    fn review(&mut self, source: &Source) {
        let folder = self.root.join("review_information");
        let there = source.version.review.as_ref().map(|review| &review.attributes);
        let value = |attribute: &str| there.and_then(|there| there.get(attribute)?.as_str());
        // A demo account that stands in files is one that the reviewers need.
        let needed = there.and_then(|there| there.get("demoAccountRequired")) == Some(&Value::Bool(true));
        let both = ["demoAccountName", "demoAccountPassword"].map(|name| value(name).is_some_and(has_text));
        let unused = !needed && both == [true, true] && self.blanks == Blanks::LeftOut;
        if unused {
            self.notices.push("the demo account is left out: the app says that none is needed".into());
        }
        for (file, older, attribute) in REVIEW_FIELDS {
            if unused && attribute.starts_with("demoAccount") {
                continue;
            }
            // The older name wins when the files are read, so that it has to be the one that is right.
            let older = folder.join(format!("{older}.txt"));
            let path = if older.exists() { older } else { folder.join(format!("{file}.txt")) };
            self.text(path, attribute, value(attribute), |text| text);
        }
        for item in self.items.iter_mut().filter(|item| item.path.starts_with(&folder)) {
            if let Content::Text { private, secret, .. } = &mut item.content {
                *private = true;
                *secret = item.what == "demoAccountPassword";
            }
        }
    }

    fn age_rating(&mut self, answers: &Map<String, Value>) {
        if answers.is_empty() {
            return;
        }
        let path = self.root.join("age_rating.json");
        // Plain data of text and numbers always is JSON.
        let text = serde_json::to_string_pretty(answers).unwrap_or_default();
        let there = read(&path);
        let standing = match there {
            None => Standing::Missing,
            Some(there) if given(&there).as_ref() == Some(answers) => Standing::Same,
            Some(there) => Standing::Differs(Some(there)),
        };
        self.push(path, "age rating", text, standing);
    }

    /// A text, where there is one; `meaning` is what a text in the file comes to.
    fn text(&mut self, path: PathBuf, what: &str, value: Option<&str>, meaning: impl Fn(String) -> String) {
        let text = value.map(plain).unwrap_or_default();
        if text.is_empty() && self.blanks == Blanks::LeftOut {
            return;
        }
        let standing = match read(&path) {
            None => Standing::Missing,
            Some(there) if plain(&there).is_empty() && text.is_empty() => Standing::Same,
            Some(there) if meaning(plain(&there)) == text => Standing::Same,
            Some(there) => Standing::Differs(Some(there)),
        };
        self.push(path, what, text, standing);
    }

    fn push(&mut self, path: PathBuf, what: &str, text: String, standing: Standing) {
        let content = Content::Text { text: text + "\n", private: false, secret: false };
        self.items.push(Item { path, what: what.to_owned(), content, standing });
    }
}

/// The answers of a file; one that is null is none.
fn given(text: &str) -> Option<Map<String, Value>> {
    let mut answers = serde_json::from_str::<Map<String, Value>>(text).ok()?;
    answers.retain(|_, answer| !answer.is_null());
    Some(answers)
}

fn has_text(text: &str) -> bool {
    !text.trim().is_empty()
}

/// What a file holds; `None` where there is none. What is no text differs from any text.
fn read(path: &Path) -> Option<String> {
    match fs::read(path) {
        Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        // The reason will be told when it is written.
        Err(_) => Some(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;
    use crate::plan::fixture;
    use crate::store::RemoteText;

    fn remote(texts: &[(&str, &str)]) -> RemoteText {
        let attributes = texts.iter().map(|(name, text)| ((*name).to_owned(), json!(text)));
        RemoteText { id: "1".into(), attributes: attributes.collect() }
    }

    /// A version in German with a description; the app has a Japanese name too.
    fn source() -> Source {
        let page = fixture::page();
        let mut version = fixture::version();
        version
            .texts
            .insert("de-DE".into(), remote(&[("description", "Gezeiten.\r\nAlle. "), ("whatsNew", " ")]));
        let mut info = page.info;
        if let Some(info) = &mut info {
            info.texts = BTreeMap::from([
                ("de-DE".to_owned(), remote(&[("name", "Gezeiten")])),
                ("ja".to_owned(), remote(&[("name", "潮")])),
            ]);
        }
        Source {
            app: page.app,
            platform: page.platform,
            platforms: page.platforms,
            info,
            version,
            age_rating: Map::from_iter([("gambling".to_owned(), json!(false))]),
        }
    }

    /// What would be written, by path below the folder.
    fn written(source: &Source, root: &Path, blanks: Blanks) -> BTreeMap<String, String> {
        let (items, _) = texts(source, root, blanks);
        let todo = items.into_iter().filter(|item| item.standing != Standing::Same);
        let text = |item: Item| {
            let Content::Text { text, .. } = item.content else { panic!("a text") };
            (item.path.strip_prefix(root).unwrap().display().to_string(), text)
        };
        todo.map(text).collect()
    }

    fn put(path: PathBuf, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn what_apple_has_gets_a_file_and_nothing_else_does() {
        let place = tempfile::tempdir().unwrap();
        let all = written(&source(), place.path(), Blanks::LeftOut);
        let expected = [
            ("age_rating.json", "{\n  \"gambling\": false\n}\n"),
            ("de-DE/description.txt", "Gezeiten.\nAlle.\n"),
            ("de-DE/name.txt", "Gezeiten\n"),
        ];
        let all = all.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>();
        assert_eq!(all, expected);
        let (_, notices) = texts(&source(), place.path(), Blanks::LeftOut);
        assert!(notices[0].starts_with("ja is left out"), "{notices:?}");
        let blank = written(&source(), place.path(), Blanks::Written);
        // 10 texts in each of two locales, 7 of the reviewers, 6 categories, copyright and age rating.
        assert_eq!((blank.len(), &*blank["ja/name.txt"], &*blank["copyright.txt"]), (35, "潮\n", "\n"));
    }

    #[test]
    fn a_file_that_means_the_same_stays_as_it_is() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path();
        put(root.join("de-de/description.txt"), "\u{feff}Gezeiten.\r\nAlle.");
        put(root.join("de-de/name.txt"), "  Gezeiten\n\n");
        put(root.join("age_rating.json"), "{\"gambling\":false, \"kidsAgeBand\":null}");
        assert_eq!(written(&source(), root, Blanks::LeftOut), BTreeMap::new());
        put(root.join("de-de/name.txt"), "Ebbe");
        put(root.join("age_rating.json"), "{\"gambling\":true}");
        let names = written(&source(), root, Blanks::LeftOut).into_keys().collect::<Vec<_>>();
        assert_eq!(names, ["age_rating.json", "de-de/name.txt"]);
    }

    #[test]
    fn review_information_is_private_and_goes_where_it_will_be_read() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("review_information");
        put(folder.join("review_email.txt"), "old@example.com");
        let mut source = source();
        let details = [
            ("contactEmail", "a@example.com"),
            ("demoAccountName", "ada"),
            ("demoAccountPassword", "hunter2"),
        ];
        source.version.review = Some(remote(&details));
        let names = |source: &Source| {
            let (items, _) = texts(source, place.path(), Blanks::LeftOut);
            let items = items.into_iter().filter(|item| item.path.starts_with(&folder));
            let name = |item: &Item| item.path.file_name().unwrap().to_string_lossy().into_owned();
            let kind = |item: &Item| match item.content {
                Content::Text { private, secret, .. } => (private, secret),
                Content::Picture { .. } => panic!("a text"),
            };
            items.map(|item| (name(&item), kind(&item))).collect::<Vec<_>>()
        };
        let email = ("review_email.txt".to_owned(), (true, false));
        let left = names(&source);
        assert_eq!(left, std::slice::from_ref(&email), "a demo account that is not needed is left out");
        if let Some(review) = &mut source.version.review {
            review.attributes.insert("demoAccountRequired".into(), true.into());
        }
        let user = ("demo_user.txt".to_owned(), (true, false));
        let password = ("demo_password.txt".to_owned(), (true, true));
        assert_eq!(names(&source), [email, user, password]);
    }
}
