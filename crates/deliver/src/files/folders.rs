//! Reading folders as people order and name them.

use std::fs;
use std::path::{Path, PathBuf};

use artifact::locale;

/// The entries of a folder as a person orders them: `2_b` before `10_a`. A folder that is not there is empty;
/// one that cannot be read is a finding.
pub(super) fn entries(folder: &Path, findings: &mut Vec<String>) -> Vec<PathBuf> {
    let mut paths = match list(folder) {
        Ok(paths) => paths,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            findings.push(format!("{} cannot be read: {error}", folder.display()));
            Vec::new()
        }
    };
    paths.sort_by_cached_key(|path| (natural(&name_of(path)), name_of(path)));
    paths
}

fn list(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}

/// The folders in a folder, in their order.
pub(super) fn folders(folder: &Path, findings: &mut Vec<String>) -> Vec<PathBuf> {
    entries(folder, findings).into_iter().filter(|path| path.is_dir()).collect()
}

/// The last part of a path.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What is said of a folder whose name is no locale.
pub(super) fn no_locale(path: &Path) -> String {
    let near = locale::nearest(&name_of(path)).map(|near| format!("; did you mean {near}?"));
    format!("{} is no locale of the App Store{}", path.display(), near.unwrap_or_default())
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
    fn a_file_in_the_place_of_a_folder_is_a_finding_and_a_missing_folder_is_none() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("metadata");
        fs::write(&file, "").unwrap();
        let mut findings = Vec::new();
        assert!(entries(&file, &mut findings).is_empty());
        assert!(findings[0].contains("metadata cannot be read"), "{findings:?}");
        findings.clear();
        assert!(entries(&place.path().join("nowhere"), &mut findings).is_empty() && findings.is_empty());
    }
}
