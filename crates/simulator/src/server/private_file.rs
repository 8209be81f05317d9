//! Files that only their owner may read, written whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::error::Error;

/// Writes a file beside its place and moves it there.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result<(), Error> {
    let beside = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = create(&beside, content).and_then(|()| fs::rename(&beside, path));
    written.map_err(|source| {
        // What was begun is of no use to anybody; that it cannot be removed adds nothing to the error.
        let _ = fs::remove_file(&beside);
        Error::File { action: "write", path: path.to_owned(), source }
    })
}

fn create(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(content)
}
