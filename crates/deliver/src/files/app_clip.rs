//! The card of an App Clip: its action, its subtitles, its header images, and the addresses for the reviewers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use artifact::image::check_app_clip_header;
use artifact::locale::Folder;

use super::fields::{Field, Owner, fault};
use super::folders::{entries, folders, name_of, no_locale};
use super::metadata::content;
use super::record::{Record, below};
use super::screenshots::{Shot, is_error, is_picture};

/// What opens when somebody taps the card, in Apple's words.
const ACTIONS: [&str; 3] = ["OPEN", "VIEW", "PLAY"];

const ACTION_FILE: &str = "app_clip_default_experience_action.txt";
const ADDRESSES_FILE: &str = "app_clip_review_information/invocation_urls.txt";

/// The line below the title. App Store Connect's page takes 56 characters.
const SUBTITLE: Field = Field {
    file: "app_clip_default_experience_subtitle",
    attribute: "subtitle",
    owner: Owner::Version,
    longest: Some(56),
    url: false,
};

/// An address at which the reviewers try the App Clip.
const ADDRESS: Field = Field {
    file: "invocation_urls",
    attribute: "invocationUrls",
    owner: Owner::Version,
    longest: None,
    url: true,
};

/// What the card is to be. What is absent stays as it is at Apple.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WantedCard {
    /// Whether the run is about App Clips at all.
    pub(crate) asked: bool,
    /// `OPEN`, `VIEW` or `PLAY`.
    pub(crate) action: Option<&'static str>,
    pub(crate) subtitles: ByLocale<String>,
    pub(crate) images: ByLocale<Shot>,
    /// The addresses for the reviewers; none leaves them alone.
    pub(crate) addresses: Vec<String>,
}

impl WantedCard {
    /// Whether nothing is said of the card.
    pub(crate) fn is_empty(&self) -> bool {
        let Self { asked: _, action, subtitles, images, addresses } = self;
        action.is_none() && subtitles.is_empty() && images.is_empty() && addresses.is_empty()
    }
}

/// A thing for each locale, and one for the locales of the version that have none of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ByLocale<T> {
    pub(crate) own: BTreeMap<String, T>,
    pub(crate) default: Option<T>,
}

impl<T> Default for ByLocale<T> {
    fn default() -> Self {
        Self { own: BTreeMap::new(), default: None }
    }
}

impl<T> ByLocale<T> {
    fn is_empty(&self) -> bool {
        self.own.is_empty() && self.default.is_none()
    }

    /// What a locale gets.
    pub(crate) fn of(&self, locale: &str) -> Option<&T> {
        self.own.get(locale).or(self.default.as_ref())
    }

    /// Sets it for a locale, or without one the default.
    pub(crate) fn set(&mut self, locale: Option<&str>, value: T) {
        match locale {
            Some(locale) => drop(self.own.insert(locale.to_owned(), value)),
            None => self.default = Some(value),
        }
    }

    /// Every one of them.
    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.own.values_mut().chain(&mut self.default)
    }
}

/// Reads the folder of header images: one picture in the folder of a locale. What is wrong goes to `findings`, what is
/// only to be known to `notices`.
pub(crate) fn read_headers(
    root: &Path,
    tolerant: bool,
    findings: &mut Vec<String>,
    notices: &mut Vec<String>,
) -> ByLocale<Shot> {
    let record = Record::read(root);
    let mut images = ByLocale::default();
    for (locale, folder) in locales(root, tolerant, findings) {
        let mut pictures = entries(&folder, findings).into_iter().filter(|path| is_picture(path));
        let Some(path) = pictures.next() else { continue };
        let others = pictures.count();
        if others > 0 {
            let count = others + 1;
            findings.push(format!("{} has {count} pictures; a card has one header image", folder.display()));
            continue;
        }
        match check_app_clip_header(&path) {
            Ok(found) => {
                let wrong = found.iter().any(is_error);
                let list = if wrong { &mut *findings } else { &mut *notices };
                list.extend(found.iter().map(ToString::to_string));
                let fetched = record.fetched(&below(root, &path)).cloned();
                images.set(locale, Shot { path, md5: String::new(), size: 0, fetched });
            }
            Err(error) => findings.push(error.to_string()),
        }
    }
    images
}

/// Reads the folder of subtitles, and the action that stands in it or, as fastlane has it, in the folder of a locale:
/// there is one action for all.
pub(crate) fn read_card(root: &Path, tolerant: bool, findings: &mut Vec<String>, card: &mut WantedCard) {
    let mut actions = Vec::new();
    actions.extend(read_action(&root.join(ACTION_FILE), findings));
    for (locale, folder) in locales(root, tolerant, findings) {
        actions.extend(read_action(&folder.join(ACTION_FILE), findings));
        let path = folder.join(format!("{}.txt", SUBTITLE.file));
        if let Some(subtitle) = text(&path, findings) {
            findings.extend(subtitle_fault(&subtitle).map(|why| format!("{} {why}", path.display())));
            card.subtitles.set(locale, subtitle);
        }
    }
    let other = actions.iter().find(|(_, action)| Some(action) != actions.first().map(|(_, first)| first));
    if let (Some((first, _)), Some((other, _))) = (actions.first(), other) {
        let (first, other) = (first.display(), other.display());
        findings.push(format!("{other} has another action than {first}; a card has one for all locales"));
    }
    card.action = actions.first().map(|(_, action)| *action);
}

/// The addresses for the reviewers in the folder of texts.
pub(crate) fn read_addresses(metadata: &Path, findings: &mut Vec<String>) -> Vec<String> {
    let path = metadata.join(ADDRESSES_FILE);
    let Some(text) = text(&path, findings) else { return Vec::new() };
    let all = split_addresses(&text);
    findings.extend(address_faults(&path.display().to_string(), &all));
    all
}

/// Addresses in one text, with commas or white space between them.
pub(crate) fn split_addresses(text: &str) -> Vec<String> {
    let parts = text.split(|letter: char| letter == ',' || letter.is_whitespace());
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// What is wrong with addresses that stand at `place`.
pub(crate) fn address_faults(place: &str, addresses: &[String]) -> Vec<String> {
    let fault = |address: &String| Some(format!("{place}: `{address}` {}", fault(&ADDRESS, address)?));
    addresses.iter().filter_map(fault).collect()
}

/// What is wrong with a subtitle, if anything is.
pub(crate) fn subtitle_fault(subtitle: &str) -> Option<String> {
    fault(&SUBTITLE, subtitle)
}

/// The action in Apple's words, whatever its case; the error says what there is to choose from.
pub(crate) fn action(text: &str) -> Result<&'static str, String> {
    let known = ACTIONS.into_iter().find(|action| action.eq_ignore_ascii_case(text.trim()));
    known.ok_or_else(|| format!("`{text}` is no action of an App Clip: give {}", ACTIONS.join(", ")))
}

fn read_action(path: &Path, findings: &mut Vec<String>) -> Option<(PathBuf, &'static str)> {
    match action(&text(path, findings)?) {
        Ok(action) => Some((path.to_owned(), action)),
        Err(why) => {
            findings.push(format!("{}: {why}", path.display()));
            None
        }
    }
}

/// The text of a file; `None` where there is no file or nothing in it, since that leaves the card alone.
fn text(path: &Path, findings: &mut Vec<String>) -> Option<String> {
    content(path, findings).filter(|text| !text.is_empty())
}

/// The folders of locales, and that of the default, which has none.
fn locales(root: &Path, tolerant: bool, findings: &mut Vec<String>) -> Vec<(Option<&'static str>, PathBuf)> {
    let mut all: Vec<(Option<&'static str>, PathBuf)> = Vec::new();
    for path in folders(root, findings) {
        let locale = match Folder::of(&name_of(&path)) {
            Folder::Locale(locale) => Some(locale),
            Folder::Default => None,
            Folder::Unknown if !tolerant => {
                findings.push(no_locale(&path));
                continue;
            }
            Folder::Unknown | Folder::AppleTv | Folder::IMessage | Folder::Ignored => continue,
        };
        match all.iter().find(|(there, _)| *there == locale) {
            Some((_, other)) => {
                let (path, other) = (path.display(), other.display());
                findings.push(format!("{path} is the same locale as {other}; keep one of them"));
            }
            None => all.push((locale, path)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// The head of a PNG, which is all that is looked at.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend(b"\0\0\0\x04IDAT\0\0\0\0\0\0\0\0\0\0\0\0IEND\0\0\0\0");
        bytes
    }

    fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn headers(files: &[(&str, &[u8])]) -> (ByLocale<Shot>, Vec<String>) {
        let mut findings = Vec::new();
        let all = read_headers(folder_with(files).path(), false, &mut findings, &mut Vec::new());
        (all, findings)
    }

    fn card(files: &[(&str, &str)]) -> (WantedCard, Vec<String>) {
        let files = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>();
        let (mut card, mut findings) = (WantedCard::default(), Vec::new());
        read_card(folder_with(&files).path(), false, &mut findings, &mut card);
        (card, findings)
    }

    #[test]
    fn a_locale_has_one_header_image_and_the_default_fills_in() {
        let good = png(1800, 1200);
        let (all, findings) =
            headers(&[("de-de/a.png", &good), ("default/b.png", &good), ("ja/notes.txt", b"x")]);
        assert_eq!(findings, Vec::<String>::new());
        assert_eq!(all.of("de-DE").unwrap().file_name(), "a.png");
        assert_eq!(all.of("ja").unwrap().file_name(), "b.png");
        let (_, findings) = headers(&[("ja/1.png", &good), ("ja/2.jpg", &good)]);
        assert!(findings[0].contains("ja has 2 pictures"), "{findings:?}");
    }

    #[test]
    fn what_is_no_header_image_is_told_with_its_file() {
        let (small, good) = (png(1799, 1200), png(1800, 1200));
        let (_, findings) =
            headers(&[("ja/1.png", &small), ("de-DEE/1.png", &good), ("ko/1.png", b"no picture")]);
        assert_eq!(findings.len(), 3, "{findings:?}");
        for part in ["1799x1200", "did you mean de-DE?", "ko/1.png"] {
            assert!(findings.iter().any(|finding| finding.contains(part)), "{part}: {findings:?}");
        }
    }

    #[test]
    fn a_subtitle_takes_56_characters_and_not_57() {
        let (longest, longer) = ("ä".repeat(56), "ä".repeat(57));
        let (card, findings) = card(&[
            ("ja/app_clip_default_experience_subtitle.txt", &longest),
            ("ko/app_clip_default_experience_subtitle.txt", &longer),
            ("default/app_clip_default_experience_subtitle.txt", "Tides\n"),
        ]);
        assert_eq!(
            (card.subtitles.of("ja"), card.subtitles.of("it")),
            (Some(&longest), Some(&"Tides".into()))
        );
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].ends_with("_subtitle.txt has 57 characters; Apple takes 56"), "{findings:?}");
    }

    #[test]
    fn there_is_one_action_wherever_it_stands() {
        let (file, nested) = (ACTION_FILE, format!("ja/{ACTION_FILE}"));
        for (name, text) in [(file, "view\n"), (nested.as_str(), "VIEW")] {
            assert_eq!(
                card(&[(name, text)]),
                (WantedCard { action: Some("VIEW"), ..WantedCard::default() }, vec![])
            );
        }
        assert_eq!(card(&[(file, "VIEW"), (&nested, "view")]).1, Vec::<String>::new());
        assert!(card(&[(file, "VIEW"), (&nested, "PLAY")]).1[0].contains("another action than"));
        assert!(card(&[(file, "RUN")]).1[0].contains("give OPEN, VIEW, PLAY"));
    }

    #[test]
    fn addresses_are_split_and_looked_at() {
        let all = split_addresses("https://example.com/a, https://example.com/b\nhttps://example.com/c,");
        assert_eq!(all.len(), 3, "{all:?}");
        assert_eq!(address_faults("x", &all), Vec::<String>::new());
        let place = folder_with(&[(ADDRESSES_FILE, b"https://example.com/a, example.com")]);
        let mut findings = Vec::new();
        assert_eq!(read_addresses(place.path(), &mut findings).len(), 2);
        assert!(findings[0].contains("invocation_urls.txt: `example.com` is no web address"), "{findings:?}");
    }
}
