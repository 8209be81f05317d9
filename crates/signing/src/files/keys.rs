//! Files that may hold a private key.

use std::fs;
use std::path::{Path, PathBuf};

/// Larger files are no keys.
const LARGEST: u64 = 1024 * 1024;

/// The endings of files that may hold a key. What such a file really is, is told by its content.
const ENDINGS: [&str; 4] = ["p12", "pfx", "pem", "key"];

/// The files of a folder that may hold a key, by their names: those with the usual endings and a size that a key can have.
/// Empty where the folder cannot be read.
pub fn key_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let may_hold_one = |path: &PathBuf| {
        is_named_like_a_key(path)
            && fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() <= LARGEST)
    };
    let mut paths = entries.map(|entry| entry.path()).filter(may_hold_one).collect::<Vec<_>>();
    paths.sort();
    paths
}

/// Whether a path ends as files with keys do.
pub fn is_named_like_a_key(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_files_with_the_usual_endings_are_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["b.P12", "a.pem", "c.txt"] {
            fs::write(path(name), "x").unwrap();
        }
        fs::write(path("large.key"), vec![0; 1024 * 1024 + 1]).unwrap();
        fs::create_dir(path("folder.key")).unwrap();
        assert_eq!(key_files(folder.path()), [path("a.pem"), path("b.P12")]);
        assert!(key_files(&path("nowhere")).is_empty());
    }
}
