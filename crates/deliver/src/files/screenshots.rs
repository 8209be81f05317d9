//! `screenshots/`: pictures by locale, their kind told by their size.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use artifact::checks::{Finding, Severity};
use artifact::locale::{self, Folder};
use artifact::screenshots::{Screenshot, check_count};

pub(crate) use artifact::screenshots::MOST_IN_A_SET;

use super::folders::{entries, folders, name_of, no_locale};
use super::record::{Fetched, Record, below};

/// One screenshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shot {
    pub(crate) path: PathBuf,
    /// The MD5 in lower-case hexadecimal; empty until all of the file was read.
    pub(crate) md5: String,
    /// In bytes.
    pub(crate) size: u64,
    /// What is known of it, where it was fetched from Apple.
    pub(crate) fetched: Option<Fetched>,
}

impl Shot {
    /// The name that the screenshot has at Apple.
    pub(crate) fn file_name(&self) -> String {
        name_of(&self.path)
    }

    /// Whether a whole picture at Apple is this one. Apple may call it complete before its checksum is there; then name and
    /// size decide, for sending it again would double it. What was fetched from Apple, which rendered it anew, is the same
    /// as what it was fetched for.
    pub(crate) fn is(&self, there: &Uploaded<'_>) -> bool {
        let original = self.fetched.as_ref().and_then(|fetched| fetched.original(&self.md5));
        if original.is_some_and(|original| original == there.md5 || original == there.id) {
            return true;
        }
        if there.md5.is_empty() {
            return there.size == Some(self.size) && there.file_name == self.file_name();
        }
        there.md5 == self.md5
    }
}

/// What tells a picture at Apple, of whichever kind.
pub(crate) struct Uploaded<'a> {
    pub(crate) id: &'a str,
    pub(crate) file_name: &'a str,
    /// Empty where Apple does not tell it (yet).
    pub(crate) md5: &'a str,
    /// In bytes.
    pub(crate) size: Option<u64>,
}

/// Screenshots in their order, by locale and Apple's display type.
pub(crate) type Screenshots = BTreeMap<String, BTreeMap<&'static str, Vec<Shot>>>;

/// The platform on whose versions a kind of screenshot stands, in Apple's words.
pub(crate) fn platform_of_kind(kind: &str) -> &'static str {
    match kind {
        "APP_DESKTOP" => "MAC_OS",
        "APP_APPLE_TV" => "TV_OS",
        "APP_APPLE_VISION_PRO" => "VISION_OS",
        _ => "IOS",
    }
}

struct Reader<'a> {
    root: &'a Path,
    record: Record,
    tolerant: bool,
    all: Screenshots,
    findings: &'a mut Vec<String>,
    notices: &'a mut Vec<String>,
}

/// Reads the folder; what is wrong goes to `findings`, what is passed over to `notices`, each with its file. Folders
/// that are no locale are wrong unless `tolerant`.
pub(crate) fn read(
    root: &Path,
    tolerant: bool,
    findings: &mut Vec<String>,
    notices: &mut Vec<String>,
) -> Screenshots {
    let mut reader =
        Reader { root, record: Record::read(root), tolerant, all: Screenshots::new(), findings, notices };
    for path in folders(root, reader.findings) {
        match Folder::of(&name_of(&path)) {
            Folder::Locale(locale) => reader.collect(&path, locale),
            Folder::AppleTv | Folder::IMessage => reader.nested(&path),
            Folder::Default => {
                let what = format!("{} is passed over: screenshots have no default", path.display());
                reader.notices.push(what);
            }
            Folder::Ignored => {}
            Folder::Unknown => reader.unknown(&path),
        }
    }
    let all = reader.all;
    for (locale, kinds) in &all {
        let place = root.join(locale);
        let counts = kinds.iter().filter_map(|(kind, shots)| check_count(&place, kind, shots.len()));
        findings.extend(counts.map(|finding| finding.to_string()));
    }
    all
}

impl Reader<'_> {
    /// `appleTV` and `iMessage` hold folders of locales of their own.
    fn nested(&mut self, folder: &Path) {
        for inner in folders(folder, self.findings) {
            match locale::canonical(&name_of(&inner)) {
                Some(locale) => self.collect(&inner, locale),
                None => self.unknown(&inner),
            }
        }
    }

    fn unknown(&mut self, folder: &Path) {
        if !self.tolerant {
            self.findings.push(no_locale(folder));
        }
    }

    fn collect(&mut self, folder: &Path, locale: &str) {
        let pictures = entries(folder, self.findings).into_iter().filter(|path| is_picture(path));
        let pictures = pictures.collect::<Vec<_>>();
        let framed = pictures.iter().any(|path| name_of(path).to_lowercase().contains("_framed."));
        for path in pictures {
            let shown = path.strip_prefix(self.root).unwrap_or(&path).to_string_lossy().to_lowercase();
            // Where framed pictures are, the bare ones are only their raw material; the watch has no frames.
            if framed && !shown.contains("framed") && !shown.contains("watch") {
                let what = format!("{} is passed over: framed screenshots stand beside it", path.display());
                self.notices.push(what);
                continue;
            }
            match Screenshot::validate(&path, self.root) {
                // What is an error here, Apple fails minutes after it took the picture.
                Ok(shot) if shot.findings.iter().any(is_error) => {
                    self.findings.extend(shot.findings.iter().map(ToString::to_string));
                }
                Ok(shot) => {
                    self.notices.extend(shot.findings.iter().map(ToString::to_string));
                    let kinds = self.all.entry(locale.to_owned()).or_default();
                    let shots = kinds.entry(shot.display_type).or_default();
                    let fetched = self.record.fetched(&below(self.root, &path)).cloned();
                    // Its head could be read just now.
                    let size = path.metadata().map_or(0, |data| data.len());
                    shots.push(Shot { path, md5: String::new(), size, fetched });
                }
                Err(error) => self.findings.push(error.to_string()),
            }
        }
    }
}

pub(super) fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

pub(super) fn is_picture(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    path.is_file() && extension.is_some_and(|extension| matches!(extension.as_str(), "png" | "jpg" | "jpeg"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// The head of a PNG without alpha channel, which is all that is looked at.
    fn png(width: u32, height: u32, colour: u8) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, colour, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend(b"\0\0\0\x04IDAT\0\0\0\0\0\0\0\0\0\0\0\0IEND\0\0\0\0");
        bytes
    }

    fn folder_with(files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn read_all(folder: &Path) -> (Screenshots, Vec<String>, Vec<String>) {
        let (mut findings, mut notices) = (Vec::new(), Vec::new());
        let all = read(folder, false, &mut findings, &mut notices);
        (all, findings, notices)
    }

    fn names(shots: &[Shot]) -> Vec<String> {
        shots.iter().map(Shot::file_name).collect()
    }

    #[test]
    fn what_is_no_picture_is_named() {
        let folder = folder_with(&[("en-US/01.png", b"no picture".to_vec()), ("de-DEE/x.txt", Vec::new())]);
        let (all, findings, _) = read_all(folder.path());
        assert!(all.is_empty());
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings.iter().any(|finding| finding.contains("01.png")), "{findings:?}");
        assert!(findings.iter().any(|finding| finding.contains("did you mean de-DE?")), "{findings:?}");
    }

    #[test]
    fn the_size_says_the_kind_and_the_name_the_order() {
        let phone = png(1290, 2796, 2);
        let folder = folder_with(&[
            ("en-us/10.png", phone.clone()),
            ("en-us/9.png", phone.clone()),
            ("en-us/tablet.png", png(2064, 2752, 2)),
            ("appleTV/de-DE/1.png", png(1920, 1080, 2)),
            ("iMessage/de-DE/1.png", phone),
        ]);
        let (all, findings, _) = read_all(folder.path());
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(names(&all["en-US"]["APP_IPHONE_67"]), ["9.png", "10.png"]);
        assert_eq!(names(&all["en-US"]["APP_IPAD_PRO_3GEN_129"]), ["tablet.png"]);
        assert!(all["de-DE"].contains_key("APP_APPLE_TV"));
        assert!(all["de-DE"].contains_key("IMESSAGE_APP_IPHONE_67"), "{all:?}");
    }

    #[test]
    fn bare_pictures_beside_framed_ones_are_passed_over_and_told() {
        let phone = png(1290, 2796, 2);
        let folder = folder_with(&[
            ("ja/1.png", phone.clone()),
            ("ja/1_framed.png", phone),
            ("ja/1_watch.png", png(396, 484, 2)),
        ]);
        let (all, _, notices) = read_all(folder.path());
        assert_eq!(names(&all["ja"]["APP_IPHONE_67"]), ["1_framed.png"]);
        assert_eq!(names(&all["ja"]["APP_WATCH_SERIES_7"]), ["1_watch.png"]);
        assert!(notices.iter().any(|notice| notice.contains("ja/1.png is passed over")), "{notices:?}");
    }

    #[test]
    fn ten_in_a_set_go_and_eleven_do_not_nor_does_an_alpha_channel() {
        let phone = png(1290, 2796, 2);
        let ten = (0..10).map(|number| format!("ja/{number}.png")).collect::<Vec<_>>();
        let mut files = ten.iter().map(|name| (name.as_str(), phone.clone())).collect::<Vec<_>>();
        let (_, findings, _) = read_all(folder_with(&files).path());
        assert!(findings.is_empty(), "{findings:?}");
        files.push(("ja/10.png", phone));
        let (_, findings, _) = read_all(folder_with(&files).path());
        assert!(findings[0].contains("ja has 11 screenshots"), "{findings:?}");
        let (_, findings, _) = read_all(folder_with(&[("ja/1.png", png(1290, 2796, 6))]).path());
        assert!(findings[0].contains("ja/1.png") && findings[0].contains("alpha"), "{findings:?}");
    }

    #[test]
    fn a_picture_without_colours_goes_and_is_told() {
        let (all, findings, notices) = read_all(folder_with(&[("ja/1.png", png(1290, 2796, 0))]).path());
        assert_eq!((names(&all["ja"]["APP_IPHONE_67"]), findings), (vec!["1.png".to_owned()], Vec::new()));
        assert!(notices[0].contains("ja/1.png") && notices[0].contains("grey"), "{notices:?}");
    }
}
