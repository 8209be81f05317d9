//! The folder in which the bytes of uploads lie.

use std::fs::{self, DirBuilder};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder that was named, which stays, or one of the system's temporary folder, which goes with this value. Either is
/// made when it is first needed.
#[derive(Debug, Default)]
pub(super) struct Folder {
    named: Option<PathBuf>,
    temporary: Option<TempDir>,
}

impl Folder {
    /// A folder that stays.
    pub(super) fn named(path: PathBuf) -> Self {
        Self { named: Some(path), temporary: None }
    }

    /// Where it is; `None` while nothing was put there.
    pub(super) fn path(&self) -> Option<&Path> {
        self.named.as_deref().or_else(|| self.temporary.as_ref().map(TempDir::path))
    }

    /// Where it is, made for its owner only where it was missing.
    pub(super) fn make(&mut self) -> io::Result<PathBuf> {
        if let Some(path) = &self.named {
            let mut builder = DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            return builder.create(path).map(|()| path.clone());
        }
        let temporary = match self.temporary.take() {
            Some(there) => there,
            None => TempDir::with_prefix("simulator-uploads-")?,
        };
        Ok(self.temporary.insert(temporary).path().to_owned())
    }

    /// Removes the files whose names are not among those that are still of use.
    pub(super) fn sweep(&self, is_of_use: impl Fn(&str) -> bool) {
        let files = self.path().and_then(|path| fs::read_dir(path).ok());
        for file in files.into_iter().flatten().flatten() {
            if !file.file_name().to_str().is_some_and(&is_of_use) {
                // It is in nobody's way where it cannot be removed.
                let _ = fs::remove_file(file.path());
            }
        }
    }
}
