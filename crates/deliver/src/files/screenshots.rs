//! `screenshots/`: pictures by locale, their kind told by their size.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use artifact::locale::{self, Folder};
use artifact::screenshots::Screenshot;

/// The most screenshots of a kind in a locale.
const MOST: usize = 10;

/// One screenshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shot {
    pub(crate) path: PathBuf,
    /// The MD5 in lower-case hexadecimal; empty until it is computed.
    pub(crate) md5: String,
}

/// Screenshots in their order, by locale and Apple's display type.
pub(crate) type Screenshots = BTreeMap<String, BTreeMap<&'static str, Vec<Shot>>>;

/// Reads the folder; what is wrong goes to `findings`, what is odd to `warnings`, each with its file.
pub(crate) fn read(
    folder: &Path,
    tolerant: bool,
    findings: &mut Vec<String>,
    warnings: &mut Vec<String>,
) -> Screenshots {
    let mut all = Screenshots::new();
    for path in sorted(folder).into_iter().filter(|path| path.is_dir()) {
        match Folder::of(&name_of(&path)) {
            Folder::Locale(locale) => collect(&path, folder, locale, &mut all, findings, warnings),
            // These hold folders of locales of their own.
            Folder::AppleTv | Folder::IMessage => {
                for inner in sorted(&path).into_iter().filter(|path| path.is_dir()) {
                    if let Some(locale) = locale::canonical(&name_of(&inner)) {
                        collect(&inner, folder, locale, &mut all, findings, warnings);
                    }
                }
            }
            Folder::Default | Folder::Ignored => {}
            Folder::Unknown if tolerant => {}
            Folder::Unknown => {
                let nearest = locale::nearest(&name_of(&path)).map(|near| format!("; did you mean {near}?"));
                findings.push(format!(
                    "{} is no locale of the App Store{}",
                    path.display(),
                    nearest.unwrap_or_default()
                ));
            }
        }
    }
    for (locale, kinds) in &all {
        for (kind, shots) in kinds.iter().filter(|(_, shots)| shots.len() > MOST) {
            let place = folder.join(locale);
            findings.push(format!(
                "{} has {} screenshots of {kind}; Apple takes {MOST}",
                place.display(),
                shots.len()
            ));
        }
    }
    all
}

fn collect(
    folder: &Path,
    root: &Path,
    locale: &str,
    all: &mut Screenshots,
    findings: &mut Vec<String>,
    warnings: &mut Vec<String>,
) {
    let pictures = sorted(folder).into_iter().filter(|path| is_picture(path)).collect::<Vec<_>>();
    let framed = pictures.iter().any(|path| name_of(path).to_lowercase().contains("_framed."));
    for path in pictures {
        let shown = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().to_lowercase();
        // Where framed pictures are, the bare ones are only their raw material; the watch has no frames.
        if framed && !shown.contains("framed") && !shown.contains("watch") {
            continue;
        }
        match Screenshot::validate(&path) {
            Ok(shot) => {
                warnings.extend(shot.warnings.iter().map(|warning| format!("{}: {warning}", path.display())));
                let kinds = all.entry(locale.to_owned()).or_default();
                kinds.entry(shot.display_type).or_default().push(Shot { path, md5: String::new() });
            }
            Err(error) => findings.push(error.to_string()),
        }
    }
}

fn is_picture(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    path.is_file() && extension.is_some_and(|extension| matches!(extension.as_str(), "png" | "jpg" | "jpeg"))
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The entries of a folder as a person orders them: `2_b` before `10_a`.
fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut paths = entries.map(|entry| entry.path()).collect::<Vec<_>>();
    paths.sort_by_cached_key(|path| natural(&name_of(path)));
    paths
}

/// A key that orders digits as numbers.
fn natural(name: &str) -> Vec<(u64, String)> {
    let mut key = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        let (number, after) = rest.split_at(digits);
        let text = after.find(|letter: char| letter.is_ascii_digit()).unwrap_or(after.len());
        let (text, after) = after.split_at(text);
        key.push((number.parse().unwrap_or(u64::MAX), text.to_owned()));
        rest = after;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_are_numbers() {
        let mut names = vec!["10_a.png", "2_b.png", "1_c.png", "a10.png", "a9.png"];
        names.sort_by_cached_key(|name| natural(name));
        assert_eq!(names, ["1_c.png", "2_b.png", "10_a.png", "a9.png", "a10.png"]);
    }

    #[test]
    fn what_is_no_picture_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("en-US")).unwrap();
        fs::create_dir(folder.path().join("de-DEE")).unwrap();
        fs::write(folder.path().join("en-US/01.png"), "no picture").unwrap();
        let (mut findings, mut warnings) = (Vec::new(), Vec::new());
        let all = read(folder.path(), false, &mut findings, &mut warnings);
        assert!(all.is_empty());
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings.iter().any(|finding| finding.contains("01.png")), "{findings:?}");
        assert!(findings.iter().any(|finding| finding.contains("did you mean de-DE?")), "{findings:?}");
    }
}
