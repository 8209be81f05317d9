//! Checksums of an uploaded file, read in pieces: the file may be larger than the memory.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use aws_lc_rs::digest::{Context, SHA256};
use md5::{Digest, Md5};

/// What a client may have claimed of a file, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Checksums {
    /// MD5 of the file.
    pub(crate) md5: String,
    /// SHA-256 of the file.
    pub(crate) sha_256: String,
    /// MD5 of the MD5s of its parts.
    pub(crate) composite: String,
}

impl Checksums {
    /// The checksums of a file that came in parts of these lengths.
    pub(super) fn of(path: &Path, parts: &[u64]) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut whole = Both { md5: Md5::new(), sha_256: Context::new(&SHA256) };
        let mut composite = Md5::new();
        for length in parts {
            let mut part = Tee { part: Md5::new(), whole: &mut whole };
            io::copy(&mut Read::by_ref(&mut file).take(*length), &mut part)?;
            composite.update(part.part.finalize());
        }
        Ok(Self {
            md5: hexadecimal(&whole.md5.finalize()),
            sha_256: hexadecimal(whole.sha_256.finish().as_ref()),
            composite: hexadecimal(&composite.finalize()),
        })
    }
}

struct Both {
    md5: Md5,
    sha_256: Context,
}

/// A sink that feeds the digest of a part and those of the whole.
struct Tee<'a> {
    part: Md5,
    whole: &'a mut Both,
}

impl Write for Tee<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.part.update(bytes);
        self.whole.md5.update(bytes);
        self.whole.sha_256.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksums_are_those_of_the_well_known_vectors() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"abc").unwrap();
        let whole = Checksums::of(file.path(), &[3]).unwrap();
        assert_eq!(whole.md5, "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(whole.sha_256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let parts = Checksums::of(file.path(), &[2, 1]).unwrap();
        assert_eq!((&parts.md5, &parts.sha_256), (&whole.md5, &whole.sha_256));
        let of_parts = [Md5::digest(b"ab"), Md5::digest(b"c")].concat();
        assert_eq!(parts.composite, hexadecimal(&Md5::digest(of_parts)));
    }
}
