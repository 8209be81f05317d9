//! `app_previews/`: films by locale, their kind told by their name, or by their size where only one kind has it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use artifact::checks::{Finding, Severity};
use artifact::locale::Folder;
use artifact::video::{Preview, PreviewType, Video, check_count};

pub(crate) use artifact::video::MOST_IN_A_SET as MOST_FILMS_IN_A_SET;

use super::folders::{entries, folders, name_of, no_locale};

/// The file of an app preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Film {
    pub(crate) path: PathBuf,
    /// In bytes.
    pub(crate) size: u64,
    /// How long it plays, where the file says so.
    pub(crate) length: Option<Duration>,
    /// The MD5 in lower-case hexadecimal; empty until it is computed.
    pub(crate) md5: String,
}

impl Film {
    /// The name that the preview has at Apple.
    pub(crate) fn file_name(&self) -> String {
        name_of(&self.path)
    }
}

/// App previews in their order, by locale and Apple's preview type.
pub(crate) type Previews = BTreeMap<String, BTreeMap<&'static str, Vec<Film>>>;

/// What is to be told of the files.
pub(crate) struct Told<'a> {
    /// What Apple would refuse.
    pub(crate) findings: &'a mut Vec<String>,
    /// What a person should know.
    pub(crate) notices: &'a mut Vec<String>,
}

/// Reads the folder. `platform` is Apple's word for the one that the run is about, where that is known by now. Folders
/// that are no locale are wrong unless `tolerant`. A film with an error is among them too: the findings end the run.
pub(crate) fn read(root: &Path, platform: Option<&str>, tolerant: bool, told: &mut Told<'_>) -> Previews {
    let mut all = Previews::new();
    for folder in folders(root, told.findings) {
        match Folder::of(&name_of(&folder)) {
            Folder::Locale(locale) => {
                for path in entries(&folder, told.findings).into_iter().filter(|path| is_film(path)) {
                    if let Some((kind, film)) = one(path, platform, told) {
                        all.entry(locale.to_owned()).or_default().entry(kind).or_default().push(film);
                    }
                }
            }
            Folder::Default => {
                told.notices.push(format!("{} is passed over: previews have no default", folder.display()));
            }
            Folder::Ignored => {}
            Folder::AppleTv | Folder::IMessage | Folder::Unknown if tolerant => {}
            Folder::AppleTv | Folder::IMessage | Folder::Unknown => told.findings.push(no_locale(&folder)),
        }
    }
    for (locale, kinds) in &all {
        let place = root.join(locale);
        let counts = kinds.iter().filter_map(|(kind, films)| check_count(&place, kind, films.len()));
        told.findings.extend(counts.map(|finding| finding.to_string()));
    }
    all
}

/// A film with its kind; `None` where it has none, which is told.
fn one(path: PathBuf, platform: Option<&str>, told: &mut Told<'_>) -> Option<(&'static str, Film)> {
    let looked = look(&path, platform);
    let (kinds, preview) = match looked {
        Ok(looked) => looked,
        Err(error) => {
            told.findings.push(error.to_string());
            return None;
        }
    };
    for finding in &preview.findings {
        let list = if is_error(finding) { &mut *told.findings } else { &mut *told.notices };
        list.push(finding.to_string());
    }
    let kind = match *kinds {
        [kind] => kind,
        // That the size fits nothing is among the findings.
        [] => return None,
        _ => {
            told.findings.push(format!(
                "the preview `{}` may be meant for several devices; put one of these words into its name: {}",
                path.display(),
                kinds.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ")
            ));
            return None;
        }
    };
    let Video { bytes, duration, .. } = preview.video;
    Some((kind.name, Film { path, size: bytes, length: duration, md5: String::new() }))
}

/// The kinds that a film may be meant for, and what Apple would say of it as the first of them.
fn look(path: &Path, platform: Option<&str>) -> artifact::Result<(Vec<&'static PreviewType>, Preview)> {
    let kinds = if let Some(named) = PreviewType::from_file_name(path) {
        vec![named]
    } else {
        let picture = Video::read(path)?.picture;
        let fitting = picture.into_iter().flat_map(|shown| PreviewType::fitting(shown.width, shown.height));
        fitting.filter(|kind| platform.is_none_or(|wanted| kind.platform.api_name() == wanted)).collect()
    };
    let given = platform.and_then(|platform| platform.parse().ok());
    let platform = kinds.first().map(|kind| kind.platform).or(given).unwrap_or(artifact::Platform::Ios);
    Ok((kinds, Preview::check(path, platform)?))
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

fn is_film(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    path.is_file() && extension.is_some_and(|extension| matches!(extension.as_str(), "mp4" | "m4v" | "mov"))
}

#[cfg(test)]
mod tests {
    use testkit::sample::film::{Film as Sample, GOOD};

    use super::*;

    struct Read {
        all: Previews,
        findings: Vec<String>,
        notices: Vec<String>,
    }

    fn read_all(files: &[(&str, Sample)], platform: Option<&str>) -> Read {
        let folder = tempfile::tempdir().unwrap();
        for (name, film) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, film.bytes()).unwrap();
        }
        let (mut findings, mut notices) = (Vec::new(), Vec::new());
        let mut told = Told { findings: &mut findings, notices: &mut notices };
        let all = read(folder.path(), platform, false, &mut told);
        Read { all, findings, notices }
    }

    fn names(films: &[Film]) -> Vec<String> {
        films.iter().map(Film::file_name).collect()
    }

    const NONE: [&str; 0] = [];

    #[test]
    fn the_name_says_the_kind_and_the_order() {
        let tablet = Sample { width: 1200, height: 1600, ..GOOD };
        let read = read_all(
            &[
                ("en-us/10_IPHONE_67.mp4", GOOD),
                ("en-us/9_iphone_67.MOV", GOOD),
                ("en-us/IPAD_PRO_3GEN_129.m4v", tablet),
                ("en-us/notes.txt", GOOD),
                ("de-DE/iphone_65.mp4", GOOD),
            ],
            None,
        );
        assert_eq!(read.findings, NONE);
        assert_eq!(names(&read.all["en-US"]["IPHONE_67"]), ["9_iphone_67.MOV", "10_IPHONE_67.mp4"]);
        assert_eq!(read.all["en-US"]["IPAD_PRO_3GEN_129"][0].length, Some(Duration::from_secs(20)));
        assert_eq!(names(&read.all["de-DE"]["IPHONE_65"]), ["iphone_65.mp4"]);
    }

    #[test]
    fn without_a_word_in_the_name_the_size_decides_where_only_one_kind_has_it() {
        let phone = Sample { width: 750, height: 1334, ..GOOD };
        let wide = Sample { width: 1920, height: 1080, ..GOOD };
        let read = read_all(&[("ja/tour.mp4", phone)], None);
        assert_eq!(
            (names(&read.all["ja"]["IPHONE_47"]), read.findings),
            (vec!["tour.mp4".to_owned()], vec![])
        );
        let several = read_all(&[("ja/tour.mp4", wide)], None);
        assert!(several.all.is_empty());
        let [finding] = &*several.findings else { panic!("one finding: {:?}", several.findings) };
        assert!(
            finding.contains("ja/tour.mp4") && finding.ends_with("IPHONE_55, IPHONE_40, DESKTOP, APPLE_TV")
        );
        let mac = read_all(&[("ja/tour.mp4", wide)], Some("MAC_OS"));
        assert_eq!((names(&mac.all["ja"]["DESKTOP"]), mac.findings), (vec!["tour.mp4".to_owned()], vec![]));
    }

    #[test]
    fn three_of_a_kind_go_and_four_do_not() {
        let four = ["1", "2", "3", "4"].map(|number| format!("ja/{number}_IPHONE_67.mp4"));
        let files = four.iter().map(|name| (name.as_str(), GOOD)).collect::<Vec<_>>();
        assert_eq!(read_all(&files[..3], None).findings, NONE);
        let read = read_all(&files, None);
        assert!(read.findings[0].contains("ja has 4 previews of IPHONE_67"), "{:?}", read.findings);
    }

    #[test]
    fn what_apple_would_refuse_is_a_finding_and_not_passed_over() {
        for (film, part) in [
            (Sample { seconds: 14, ..GOOD }, "14s long"),
            (Sample { seconds: 31, ..GOOD }, "31s long"),
            (Sample { width: 888, ..GOOD }, "888x1920"),
            (Sample { channels: 0, ..GOOD }, "no sound"),
            (Sample { codec: *b"hvc1", ..GOOD }, "HEVC"),
        ] {
            let read = read_all(&[("ja/IPHONE_67.mp4", film)], None);
            let [finding] = &*read.findings else { panic!("one finding: {:?}", read.findings) };
            assert!(finding.contains("ja/IPHONE_67.mp4") && finding.contains(part), "{finding}");
        }
        let read = read_all(&[("ja/tour.mp4", Sample { width: 888, ..GOOD })], Some("TV_OS"));
        assert!(read.findings[0].contains("888x1920"), "{:?}", read.findings);
    }

    #[test]
    fn what_is_no_film_or_no_locale_is_named_and_a_default_folder_told() {
        let read =
            read_all(&[("de-DEE/a.mp4", GOOD), ("default/a.mp4", GOOD), ("iMessage/a.mp4", GOOD)], None);
        assert_eq!((read.findings.len(), read.notices.len()), (2, 1), "{:?}", read.findings);
        assert!(read.findings.iter().any(|finding| finding.contains("did you mean de-DE?")));
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("ja")).unwrap();
        std::fs::write(folder.path().join("ja/IPHONE_67.mp4"), "no film").unwrap();
        let (mut findings, mut notices) = (Vec::new(), Vec::new());
        let mut told = Told { findings: &mut findings, notices: &mut notices };
        assert!(super::read(folder.path(), None, false, &mut told).is_empty());
        assert!(findings[0].contains("IPHONE_67.mp4"), "{findings:?}");
    }
}
