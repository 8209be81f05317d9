//! Checksums of files, read in pieces.

use std::path::Path;

use md5::{Digest as _, Md5};
use tokio::io::AsyncReadExt;

use crate::error::{Error, ErrorKind, Result};

/// The size and MD5 of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// The size in bytes.
    pub size: u64,
    /// The MD5 in lower-case hexadecimal, as Apple wants `sourceFileChecksum`.
    pub md5: String,
}

/// Reads a file once for its size and MD5.
pub async fn md5_of(path: &Path) -> Result<Digest> {
    let failed = |error: std::io::Error| {
        Error::new(ErrorKind::File, format!("cannot read {}", path.display())).with_source(error)
    };
    let mut file = tokio::fs::File::open(path).await.map_err(failed)?;
    let (mut hash, mut size) = (Md5::new(), 0);
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let read = file.read(&mut buffer).await.map_err(failed)?;
        if read == 0 {
            break;
        }
        hash.update(buffer.get(..read).unwrap_or_default());
        size += read as u64;
    }
    let md5 = hash.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    Ok(Digest { size, md5 })
}
