//! Making a seal.

use std::collections::BTreeMap;
use std::{fmt, io};

use aws_lc_rs::digest::{Context, SHA1_FOR_LEGACY_USE_ONLY, SHA256};
use plist::{Dictionary, Value};

use super::rules::{self, Rule};
use crate::error::{Error, Result};

/// Both digests of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDigests {
    pub(super) sha1: Vec<u8>,
    pub(super) sha256: Vec<u8>,
}

impl FileDigests {
    /// Those of bytes that are at hand.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = FileHasher::default();
        hasher.update(bytes);
        hasher.finish()
    }
}

/// Makes both digests of a file while it is written here.
#[derive(Clone)]
pub struct FileHasher {
    sha1: Context,
    sha256: Context,
}

impl fmt::Debug for FileHasher {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FileHasher")
    }
}

impl Default for FileHasher {
    fn default() -> Self {
        Self { sha1: Context::new(&SHA1_FOR_LEGACY_USE_ONLY), sha256: Context::new(&SHA256) }
    }
}

impl FileHasher {
    fn update(&mut self, bytes: &[u8]) {
        self.sha1.update(bytes);
        self.sha256.update(bytes);
    }

    /// The digests of all that was written.
    pub fn finish(self) -> FileDigests {
        FileDigests {
            sha1: self.sha1.finish().as_ref().to_vec(),
            sha256: self.sha256.finish().as_ref().to_vec(),
        }
    }
}

impl io::Write for FileHasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What lies at a path of a bundle.
#[derive(Debug, Clone)]
pub(super) enum Item {
    File(FileDigests),
    Link(String),
}

/// The files of one bundle. Paths are those below its folder.
///
/// Bundles for iOS, tvOS and watchOS seal the bundles within them file by file, their signatures included; so the
/// inner ones are signed first.
#[derive(Debug, Clone, Default)]
pub struct Seal {
    pub(super) items: BTreeMap<String, Item>,
}

impl Seal {
    /// A seal of nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    pub fn file(&mut self, path: &str, digests: FileDigests) {
        self.items.insert(path.to_owned(), Item::File(digests));
    }

    /// Adds a symbolic link.
    pub fn link(&mut self, path: &str, target: &str) {
        self.items.insert(path.to_owned(), Item::Link(target.to_owned()));
    }

    /// Whether a path of a bundle is what a seal is about. The main executable and the signature itself are not.
    pub fn covers(path: &str, executable: &str) -> bool {
        path != executable
            && path != "CodeResources"
            && !path.starts_with("_CodeSignature/")
            && !path.starts_with("_MASReceipt/")
    }

    /// The content of `_CodeSignature/CodeResources`. Systems that know SHA-1 only want that digest too.
    pub fn to_bytes(&self, with_sha1: bool) -> Result<Vec<u8>> {
        let mut list = Dictionary::new();
        list.insert("files".into(), Value::Dictionary(self.old_files()));
        list.insert("files2".into(), Value::Dictionary(self.new_files(with_sha1)));
        list.insert("rules".into(), rules::old_list());
        list.insert("rules2".into(), rules::new_list());
        let mut bytes = Vec::new();
        Value::Dictionary(list)
            .to_writer_xml(&mut bytes)
            .map_err(|error| Error::Unsignable(format!("its resources cannot be listed ({error})")))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn old_files(&self) -> Dictionary {
        let mut files = Dictionary::new();
        for (path, item) in &self.items {
            let Item::File(digests) = item else { continue };
            let hash = Value::Data(digests.sha1.clone());
            let value = match rules::old(path) {
                Rule::Omitted => continue,
                Rule::Sealed => hash,
                Rule::Optional => {
                    let mut file = Dictionary::new();
                    file.insert("hash".into(), hash);
                    file.insert("optional".into(), true.into());
                    Value::Dictionary(file)
                }
            };
            files.insert(path.clone(), value);
        }
        files
    }

    fn new_files(&self, with_sha1: bool) -> Dictionary {
        let mut files = Dictionary::new();
        for (path, item) in &self.items {
            let rule = rules::new(path);
            if rule == Rule::Omitted {
                continue;
            }
            let mut file = Dictionary::new();
            match item {
                Item::Link(target) => {
                    file.insert("symlink".into(), target.clone().into());
                }
                Item::File(digests) => {
                    if with_sha1 {
                        file.insert("hash".into(), Value::Data(digests.sha1.clone()));
                    }
                    file.insert("hash2".into(), Value::Data(digests.sha256.clone()));
                }
            }
            if rule == Rule::Optional {
                file.insert("optional".into(), true.into());
            }
            files.insert(path.clone(), Value::Dictionary(file));
        }
        files
    }
}
