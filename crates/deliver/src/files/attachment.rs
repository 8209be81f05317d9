//! Files for the reviewers.

use std::path::PathBuf;

use super::folders::name_of;

/// A file for the reviewers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Attachment {
    pub(crate) path: PathBuf,
    /// In lower-case hexadecimal; empty until the file was read.
    pub(crate) md5: String,
    /// In bytes; 0 until the file was read.
    pub(crate) size: u64,
}

impl Attachment {
    /// The name that it has at Apple.
    pub(crate) fn file_name(&self) -> String {
        name_of(&self.path)
    }
}
