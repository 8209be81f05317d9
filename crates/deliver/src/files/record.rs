//! A record of what was fetched. Apple gives a screenshot out rendered anew, so that its bytes are not those that were
//! once uploaded; the record tells which they were. Without it each download would fetch everything again, and the next
//! delivery would send it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use console::Failure;
use serde::{Deserialize, Serialize};

/// The file in the folder of screenshots.
const NAME: &str = ".downloads.json";

/// A longer file is no record.
const LONGEST: u64 = 4 * 1024 * 1024;

/// What was fetched, by path below the folder of screenshots, with `/` between its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Record(BTreeMap<String, Fetched>);

/// A picture that was fetched.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Fetched {
    /// What tells the picture that was once uploaded: its MD5, or Apple's id of it.
    original: String,
    /// The MD5 of the file.
    md5: String,
}

impl Fetched {
    /// The picture at Apple that a file with this MD5 was fetched for; `None` where the file was changed since.
    pub(crate) fn original(&self, md5: &str) -> Option<&str> {
        (self.md5 == md5).then_some(&*self.original)
    }
}

impl Record {
    /// Reads the record of a folder. One that is not there, or that somebody spoiled, is empty: then the pictures are
    /// fetched again.
    pub(crate) fn read(root: &Path) -> Self {
        let bytes = console::read_file(&root.join(NAME), LONGEST).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// What is known of a file, by its path below the folder.
    pub(crate) fn fetched(&self, path: &Path) -> Option<&Fetched> {
        self.0.get(&key(path)?)
    }

    /// Notes what was fetched. A file that is what was once uploaded speaks for itself.
    pub(crate) fn note(&mut self, path: &Path, original: String, md5: String) {
        let Some(key) = key(path) else { return };
        if original == md5 {
            self.0.remove(&key);
        } else {
            self.0.insert(key, Fetched { original, md5 });
        }
    }

    /// Writes the record, if there is anything to remember, without what is no longer there.
    pub(crate) fn write(&mut self, root: &Path) -> Result<(), Failure> {
        self.0.retain(|path, _| root.join(path).is_file());
        let path = root.join(NAME);
        if self.0.is_empty() && !path.exists() {
            return Ok(());
        }
        // Plain texts always are JSON.
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        Ok(signing::write_public(&path, (text + "\n").as_bytes())?)
    }
}

fn key(path: &Path) -> Option<String> {
    let parts = path.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>()?;
    Some(parts.join("/"))
}

/// A path as it stands in the record.
pub(crate) fn below(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_record_knows_a_file_as_long_as_it_is_the_one_that_was_fetched() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path();
        fs::create_dir(root.join("ja")).unwrap();
        fs::write(root.join("ja/1.png"), "x").unwrap();
        let mut record = Record::read(root);
        record.note(Path::new("ja/1.png"), "aa".into(), "bb".into());
        record.note(Path::new("ja/gone.png"), "cc".into(), "dd".into());
        record.note(Path::new("ja/same.png"), "ee".into(), "ee".into());
        record.write(root).unwrap();
        let read = Record::read(root);
        assert_eq!(read, record);
        let fetched = read.fetched(Path::new("ja/1.png")).unwrap();
        assert_eq!((fetched.original("bb"), fetched.original("cc")), (Some("aa"), None));
        assert!(
            read.fetched(Path::new("ja/gone.png")).is_none()
                && read.fetched(Path::new("ja/same.png")).is_none()
        );
    }

    #[test]
    fn nothing_to_remember_leaves_no_file_and_a_spoiled_one_is_empty() {
        let place = tempfile::tempdir().unwrap();
        Record::default().write(place.path()).unwrap();
        assert!(!place.path().join(NAME).exists());
        for spoiled in ["", "[1]", "{\"a\": 1}", "\0"] {
            fs::write(place.path().join(NAME), spoiled).unwrap();
            assert_eq!(Record::read(place.path()), Record::default(), "{spoiled:?}");
        }
    }
}
