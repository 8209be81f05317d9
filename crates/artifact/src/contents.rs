//! All that is in an archive, to be read and to be carried over into another one.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::archive::{Archive, Entry, EntryKind};
use crate::{Error, Result};

/// What all entries together may unpack to: four times what Apple takes.
const MAX_UNPACKED: u64 = 16 * 1024 * 1024 * 1024;

/// The entries of an archive that means the same to every reader: no name is there twice, no entries share bytes, and
/// no name and no link leads out of it.
#[derive(Debug)]
pub struct Contents {
    archive: Archive,
    directory: Directory,
    unpacked: u64,
}

/// The entries, in the order of the archive and by name.
#[derive(Debug)]
struct Directory {
    entries: Vec<Entry>,
    by_name: HashMap<String, usize>,
}

impl Directory {
    fn get(&self, name: &str) -> Option<&Entry> {
        self.by_name.get(name).and_then(|at| self.entries.get(*at))
    }

    fn file(&self, name: &str) -> Option<&Entry> {
        self.get(name).filter(|entry| entry.kind == EntryKind::File)
    }
}

impl Contents {
    /// Opens an archive and checks its directory. No content is read.
    pub fn open(path: &Path) -> Result<Self> {
        let mut archive = Archive::open(path)?;
        let twice = archive.has_duplicate_names();
        archive.refuse_overlaps()?;
        let entries = archive.entries()?;
        let by_name = entries.iter().enumerate().map(|(at, entry)| (entry.name.clone(), at));
        let by_name = by_name.collect::<HashMap<_, _>>();
        if twice || by_name.len() != entries.len() {
            return Err(Error::Ambiguous { path: path.to_owned(), reason: "a name that is there twice" });
        }
        Ok(Self { archive, directory: Directory { entries, by_name }, unpacked: 0 })
    }

    /// Names and kinds of all entries, in the order of the archive.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &EntryKind)> {
        self.directory.entries.iter().map(|entry| (entry.name.as_str(), &entry.kind))
    }

    /// Whether there is a file of that name.
    pub fn has_file(&self, name: &str) -> bool {
        self.directory.file(name).is_some()
    }

    /// The content of a file, which must not exceed `limit` bytes; `None` if there is no file of that name.
    pub fn read(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let found = self.copy_within(name, limit, &mut bytes)?;
        Ok(found.then_some(bytes))
    }

    /// The first bytes of a file, as many as asked for or all; `None` if there is no file of that name.
    pub fn head(&mut self, name: &str, length: u64) -> Result<Option<Vec<u8>>> {
        self.directory.file(name).map(|entry| self.archive.head(entry, length)).transpose()
    }

    /// Writes the content of a file elsewhere; false if there is no file of that name. All that is ever read from the
    /// archive counts together, so that one that unpacks without end comes to an end here.
    pub fn copy(&mut self, name: &str, to: &mut impl Write) -> Result<bool> {
        self.copy_within(name, MAX_UNPACKED, to)
    }

    fn copy_within(&mut self, name: &str, limit: u64, to: &mut impl Write) -> Result<bool> {
        let Some(entry) = self.directory.file(name) else { return Ok(false) };
        let limit = limit.min(MAX_UNPACKED.saturating_sub(self.unpacked));
        self.unpacked += self.archive.copy(entry, limit, to)?;
        Ok(true)
    }
}

/// A new archive, made of entries of another one and of new files.
pub struct Rewriter {
    path: PathBuf,
    zip: ZipWriter<BufWriter<File>>,
}

impl std::fmt::Debug for Rewriter {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Rewriter").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Rewriter {
    /// Begins an archive in an empty file. The path is only for what errors say.
    pub fn new(file: File, path: &Path) -> Self {
        Self { path: path.to_owned(), zip: ZipWriter::new(BufWriter::new(file)) }
    }

    /// Takes an entry over as it is: its packed bytes, its time and its mode.
    pub fn keep(&mut self, contents: &mut Contents, name: &str) -> Result<()> {
        let Some(entry) = contents.directory.get(name) else { return Ok(()) };
        let raw = contents.archive.raw(entry)?;
        self.zip.raw_copy_file(raw).map_err(|source| Error::Write { path: self.path.clone(), source })
    }

    /// Adds a file, with time, mode and packing of the one that it takes the place of.
    pub fn put(&mut self, contents: &mut Contents, name: &str, bytes: &[u8]) -> Result<()> {
        let mut options = SimpleFileOptions::default().unix_permissions(0o644);
        if let Some(entry) = contents.directory.get(name) {
            let old = contents.archive.raw(entry)?;
            options = options.compression_method(old.compression());
            options = options.unix_permissions(old.unix_mode().unwrap_or(0o644) & 0o777);
            if let Some(time) = old.last_modified() {
                options = options.last_modified_time(time);
            }
        }
        let options = options.large_file(bytes.len() as u64 > u64::from(u32::MAX));
        self.zip
            .start_file(name, options)
            .and_then(|()| Ok(self.zip.write_all(bytes)?))
            .map_err(|source| Error::Write { path: self.path.clone(), source })
    }

    /// Ends the archive. The file stands at its start again.
    pub fn finish(self) -> Result<File> {
        let path = self.path;
        let failed = |source| Error::Write { path, source };
        let written = self.zip.finish().and_then(|writer| {
            let mut file = writer.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.sync_all()?;
            file.seek(SeekFrom::Start(0))?;
            Ok(file)
        });
        written.map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;
    use crate::fixture::ZipFile;

    fn rewritten(contents: &mut Contents, put: &[(&str, &[u8])]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut new = Rewriter::new(file.reopen().unwrap(), file.path());
        let names = contents.entries().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
        for name in names.iter().filter(|name| !put.iter().any(|(other, _)| other == *name)) {
            new.keep(contents, name).unwrap();
        }
        for (name, bytes) in put {
            new.put(contents, name, bytes).unwrap();
        }
        new.finish().unwrap();
        file
    }

    #[test]
    fn what_is_kept_is_the_same_and_what_is_put_takes_its_place() {
        let archive = ZipFile::demo().link("Payload/Demo.app/link", "Demo").write("Demo.ipa");
        let mut contents = Contents::open(&archive.path).unwrap();
        let file = rewritten(&mut contents, &[("Payload/Demo.app/Demo", b"new"), ("Payload/more", b"more")]);
        let mut new = Contents::open(file.path()).unwrap();
        let read = |contents: &mut Contents, name: &str| contents.read(name, 10_000).unwrap();
        for name in ["Payload/Demo.app/Info.plist", "Payload/Demo.app/embedded.mobileprovision"] {
            assert_eq!(read(&mut new, name), read(&mut contents, name));
        }
        assert_eq!(read(&mut new, "Payload/Demo.app/Demo").as_deref(), Some(b"new".as_slice()));
        assert_eq!(read(&mut new, "Payload/more").as_deref(), Some(b"more".as_slice()));
        let link = new.entries().find(|(name, _)| name.ends_with("link")).unwrap();
        assert_eq!(link.1, &EntryKind::Link("Demo".to_owned()));
        assert_eq!(read(&mut new, "Payload/Demo.app/link"), None, "a link is not followed");
    }

    #[test]
    fn entries_are_kept_with_their_packed_bytes() {
        let archive = ZipFile::demo().file("Payload/text", &b"again and ".repeat(500)).write("Demo.ipa");
        let mut contents = Contents::open(&archive.path).unwrap();
        let file = rewritten(&mut contents, &[]);
        let packed = |contents: &mut Contents| {
            let entry = contents.directory.get("Payload/text").unwrap();
            let mut raw = contents.archive.raw(entry).unwrap();
            let mut bytes = Vec::new();
            raw.read_to_end(&mut bytes).unwrap();
            bytes
        };
        assert_eq!(packed(&mut Contents::open(file.path()).unwrap()), packed(&mut contents));
        assert!(packed(&mut contents).len() < 1_000);
    }

    #[test]
    fn a_name_that_is_there_twice_is_refused() {
        let archive =
            ZipFile::new().file("Payload/a", b"1").raw_name("Payload/b", "Payload/a").write("a.zip");
        let error = Contents::open(&archive.path).unwrap_err();
        assert!(matches!(error, Error::Ambiguous { .. }), "{error}");
    }

    #[test]
    fn entries_that_share_their_bytes_are_refused() {
        // Both records of the directory point at the first file.
        let mut bytes = ZipFile::new().file("a", &[0; 5_000]).file("b", &[0; 5_000]).bytes();
        let second = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
        bytes[second + 42..second + 46].fill(0);
        let archive = crate::fixture::write_bytes("a.zip", &bytes);
        let error = Contents::open(&archive.path).unwrap_err();
        assert!(matches!(error, Error::Ambiguous { .. } | Error::Damaged { .. }), "{error}");
    }

    #[test]
    fn reading_stops_at_what_all_may_unpack_to() {
        let archive = ZipFile::new().file("zeros", &[0; 5_000]).write("a.zip");
        let mut contents = Contents::open(&archive.path).unwrap();
        assert!(matches!(contents.read("zeros", 4_999), Err(Error::TooLarge { .. })));
        contents.unpacked = MAX_UNPACKED - 4_999;
        assert!(matches!(contents.copy("zeros", &mut std::io::sink()), Err(Error::TooLarge { .. })));
    }
}
