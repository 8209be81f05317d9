//! A zip archive from a stranger, opened within bounds: how many entries, which names, how big.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::{Error, Result};

/// Entries an archive may list.
pub(crate) const MAX_ENTRIES: usize = 200_000;

/// Bytes that may be read to find and parse the central directory: more than [`MAX_ENTRIES`] entries with long
/// names need, and little enough to bound memory before the entries can be counted.
const MAX_DIRECTORY_BYTES: u64 = 96 * 1024 * 1024;

/// Longest target of a symbolic link, as on the systems where apps are made.
const MAX_LINK_TARGET: u64 = 4_096;

/// One entry of the archive.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) index: usize,
    pub(crate) name: String,
    pub(crate) kind: EntryKind,
}

/// What an entry of an archive is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder. Its name ends with a slash.
    Folder,
    /// A symbolic link with its target, which lies in the archive.
    Link(String),
}

/// An open archive whose every entry has a harmless name.
pub(crate) struct Archive {
    path: PathBuf,
    file_size: u64,
    zip: ZipArchive<BufReader<Metered>>,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Archive").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Archive {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let read_error = |source| Error::Read { path: path.to_owned(), source };
        // Metadata first: opening a named pipe would wait for a writer.
        let metadata = std::fs::metadata(path).map_err(read_error)?;
        if !metadata.is_file() {
            return Err(Error::NotAFile { path: path.to_owned() });
        }
        let mut file = File::open(path).map_err(read_error)?;
        let signs = Signs::of(&mut file, metadata.len()).map_err(read_error)?;
        let allowance = Arc::new(AtomicU64::new(MAX_DIRECTORY_BYTES));
        let reader = BufReader::new(Metered { inner: file, allowance: Arc::clone(&allowance) });
        let zip = ZipArchive::new(reader).map_err(|source| {
            if allowance.load(Ordering::Relaxed) == 0 {
                return Error::TooManyEntries { path: path.to_owned(), limit: MAX_ENTRIES };
            }
            explain(path, signs, source)
        })?;
        // The directory is read; from here on each read has a limit of its own.
        allowance.store(u64::MAX, Ordering::Relaxed);
        if zip.len() > MAX_ENTRIES {
            return Err(Error::TooManyEntries { path: path.to_owned(), limit: MAX_ENTRIES });
        }
        Ok(Self { path: path.to_owned(), file_size: metadata.len(), zip })
    }

    pub(crate) fn file_size(&self) -> u64 {
        self.file_size
    }

    /// True when two entries have the same name, so that readers may see different files.
    pub(crate) fn has_duplicate_names(&self) -> bool {
        self.zip.has_duplicate_names()
    }

    /// All entries, their names and links checked.
    pub(crate) fn entries(&mut self) -> Result<Vec<Entry>> {
        let mut entries = Vec::with_capacity(self.zip.len());
        for index in 0..self.zip.len() {
            let (name, is_link, is_folder) = self.name_of(index)?;
            if let Some(reason) = unsafe_name(&name) {
                return Err(Error::UnsafeEntry { path: self.path.clone(), entry: name, reason });
            }
            let mut entry = Entry { index, name, kind: EntryKind::File };
            if is_link {
                entry.kind = EntryKind::Link(self.link_target(&entry)?);
            } else if is_folder {
                entry.kind = EntryKind::Folder;
            }
            entries.push(entry);
        }
        self.refuse_below_links(&entries)?;
        Ok(entries)
    }

    /// What lies below a link lies elsewhere than its name says, and a link there leads elsewhere than it seems to.
    fn refuse_below_links(&self, entries: &[Entry]) -> Result<()> {
        let links = entries.iter().filter(|entry| matches!(entry.kind, EntryKind::Link(_)));
        let links = links.map(|link| link.name.as_str()).collect::<HashSet<_>>();
        let is_below = |name: &str| {
            let folders = name.match_indices('/').filter_map(|(at, _)| name.get(..at));
            !links.is_empty() && folders.into_iter().any(|folder| links.contains(folder))
        };
        match entries.iter().find(|entry| is_below(&entry.name)) {
            None => Ok(()),
            Some(entry) => Err(Error::UnsafeEntry {
                path: self.path.clone(),
                entry: entry.name.clone(),
                reason: "it lies below a symbolic link",
            }),
        }
    }

    fn name_of(&self, index: usize) -> Result<(String, bool, bool)> {
        let named = self
            .zip
            .by_index_data(index)
            .and_then(|entry| Ok((entry.name()?.into_owned(), entry.is_symlink(), entry.is_dir())));
        named.map_err(|source| Error::Damaged { path: self.path.clone(), source })
    }

    fn link_target(&mut self, link: &Entry) -> Result<String> {
        let target = self.read(link, MAX_LINK_TARGET)?;
        let refused =
            |reason| Error::UnsafeEntry { path: self.path.clone(), entry: link.name.clone(), reason };
        if leaves_archive(&link.name, &target) {
            return Err(refused("it is a symbolic link that leaves the archive"));
        }
        String::from_utf8(target).map_err(|_| refused("it is a symbolic link whose target is no text"))
    }

    /// The entry's whole content, which must not exceed `limit` bytes. What the archive claims about the size
    /// is not trusted: reading stops at the limit.
    pub(crate) fn read(&mut self, entry: &Entry, limit: u64) -> Result<Vec<u8>> {
        let content = self.head(entry, limit.saturating_add(1))?;
        if content.len() as u64 > limit {
            return Err(Error::TooLarge { path: self.path.clone(), entry: entry.name.clone(), limit });
        }
        Ok(content)
    }

    /// Writes the entry's content to `to`: at most `limit` bytes. Answers how many.
    pub(crate) fn copy(&mut self, entry: &Entry, limit: u64, to: &mut impl Write) -> Result<u64> {
        let copied = self
            .zip
            .by_index(entry.index)
            .and_then(|file| Ok(io::copy(&mut file.take(limit.saturating_add(1)), to)?))
            .map_err(|source| Error::Entry { path: self.path.clone(), entry: entry.name.clone(), source })?;
        if copied > limit {
            return Err(Error::TooLarge { path: self.path.clone(), entry: entry.name.clone(), limit });
        }
        Ok(copied)
    }

    /// Has the entry's content read by `read`, which is told its length.
    pub(crate) fn stream<T>(
        &mut self,
        entry: &Entry,
        read: impl FnOnce(&mut dyn Read, u64) -> T,
    ) -> Result<T> {
        let opened = self.zip.by_index(entry.index);
        let mut file = opened.map_err(|source| Error::Entry {
            path: self.path.clone(),
            entry: entry.name.clone(),
            source,
        })?;
        let length = file.size();
        Ok(read(&mut Read::by_ref(&mut file).take(length), length))
    }

    /// An error if entries share their bytes: then the archive unpacks to far more than it is.
    pub(crate) fn refuse_overlaps(&mut self) -> Result<()> {
        let damaged = |source| Error::Damaged { path: self.path.clone(), source };
        if self.zip.has_overlapping_entries().map_err(damaged)? {
            return Err(Error::Ambiguous { path: self.path.clone(), reason: "entries that overlap" });
        }
        Ok(())
    }

    /// The entry as it lies in the archive, not unpacked.
    pub(crate) fn raw(&mut self, entry: &Entry) -> Result<ZipFile<'_, impl Read>> {
        let error = |source| Error::Entry { path: self.path.clone(), entry: entry.name.clone(), source };
        self.zip.by_index_raw(entry.index).map_err(error)
    }

    /// The first `length` bytes of the entry, or all of it when it is shorter.
    pub(crate) fn head(&mut self, entry: &Entry, length: u64) -> Result<Vec<u8>> {
        let mut content = Vec::new();
        self.zip
            .by_index(entry.index)
            .and_then(|file| Ok(file.take(length).read_to_end(&mut content)?))
            .map_err(|source| Error::Entry { path: self.path.clone(), entry: entry.name.clone(), source })?;
        Ok(content)
    }
}

/// What a file shows of a zip archive without being parsed.
#[derive(Debug, Clone, Copy)]
struct Signs {
    starts_as_zip: bool,
    ends_as_zip: bool,
}

impl Signs {
    fn of(file: &mut File, length: u64) -> io::Result<Self> {
        let mut start = Vec::new();
        file.take(4).read_to_end(&mut start)?;
        // The end record is 22 bytes, behind it a comment of at most 65,535.
        let mut tail = Vec::new();
        file.seek(SeekFrom::Start(length.saturating_sub(22 + 0xFFFF)))?;
        file.take(22 + 0xFFFF).read_to_end(&mut tail)?;
        file.rewind()?;
        Ok(Self {
            starts_as_zip: matches!(start.as_slice(), b"PK\x03\x04" | b"PK\x05\x06"),
            ends_as_zip: tail.windows(4).any(|window| window == b"PK\x05\x06"),
        })
    }
}

fn explain(path: &Path, signs: Signs, source: ZipError) -> Error {
    let path = path.to_owned();
    match source {
        ZipError::Io(source) if source.kind() != io::ErrorKind::UnexpectedEof => Error::Read { path, source },
        _ if signs.starts_as_zip && !signs.ends_as_zip => Error::Truncated { path },
        _ if !signs.starts_as_zip => Error::NotZip { path },
        source => Error::Damaged { path, source },
    }
}

fn unsafe_name(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("its name is empty")
    } else if name.contains('\0') {
        Some("its name holds a NUL")
    } else if name.contains('\\') {
        Some("its name holds a backslash")
    } else if name.starts_with('/') || has_drive(name) {
        Some("its name is an absolute path")
    } else if name.split('/').any(|part| part == "..") {
        Some("its name climbs out of the archive with `..`")
    } else {
        None
    }
}

/// `C:` and the like, absolute on another system.
fn has_drive(name: &str) -> bool {
    matches!(name.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic())
}

/// Follows the target from the link's folder by name alone, as unpacking in an empty folder would. Names may be links, so
/// that only the steps at the start may climb.
fn leaves_archive(link: &str, target: &[u8]) -> bool {
    if target.starts_with(b"/") || target.contains(&0) || target.contains(&b'\\') {
        return true;
    }
    let mut depth = link.trim_end_matches('/').split('/').filter(|part| !matches!(*part, "" | ".")).count();
    depth = depth.saturating_sub(1);
    let mut descended = false;
    for part in target.split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => match depth.checked_sub(1) {
                Some(parent) if !descended => depth = parent,
                _ => return true,
            },
            _ => descended = true,
        }
    }
    false
}

/// A file that stops being readable when its allowance is used up.
struct Metered {
    inner: File,
    allowance: Arc<AtomicU64>,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let allowance = self.allowance.load(Ordering::Relaxed).saturating_sub(count as u64);
        self.allowance.store(allowance, Ordering::Relaxed);
        if allowance == 0 {
            return Err(io::Error::other("the archive's directory is too large"));
        }
        Ok(count)
    }
}

impl Seek for Metered {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.inner.seek(position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::ZipFile;

    #[test]
    fn names_that_climb_out_are_refused_and_dots_within_a_name_are_not() {
        for name in ["../evil", "Payload/../../evil", "/etc/passwd", "C:/evil", "Payload\\evil", "a\0b", ""] {
            assert!(unsafe_name(name).is_some(), "{name:?}");
        }
        for name in ["Payload/Demo.app/a..b", "Payload/Demo.app/..foo", "Payload/", "x:y"] {
            assert_eq!(unsafe_name(name), None, "{name:?}");
        }
    }

    #[test]
    fn links_are_judged_by_where_they_lead() {
        assert!(!leaves_archive("Payload/A.app/F.framework/F", b"Versions/Current/F"));
        assert!(!leaves_archive("Payload/A.app/link", b"../../top"));
        assert!(leaves_archive("Payload/A.app/link", b"../../../up"));
        assert!(leaves_archive("link", b".."));
        assert!(leaves_archive("Payload/link", b"/etc/passwd"));
        assert!(leaves_archive("Payload/link", b"down/../../../up"));
        assert!(leaves_archive("Payload/A.app/link", b"other/.."), "`other` may be a link to the top");
    }

    #[test]
    fn a_link_out_of_the_archive_is_refused() {
        let archive = ZipFile::new().link("Payload/Demo.app/out", "../../../etc").write("Demo.ipa");
        let error = Archive::open(&archive.path).unwrap().entries().unwrap_err();
        assert!(matches!(&error, Error::UnsafeEntry { entry, .. } if entry.ends_with("out")), "{error}");
    }

    #[test]
    fn nothing_may_lie_below_a_link() {
        let archive =
            ZipFile::new().link("Payload/top", "..").file("Payload/top/evil", b"x").write("Demo.ipa");
        let error = Archive::open(&archive.path).unwrap().entries().unwrap_err();
        assert!(error.to_string().contains("below a symbolic link"), "{error}");
    }

    #[test]
    fn an_entry_that_climbs_out_is_refused() {
        let archive = ZipFile::new().raw_name("Payload/xx/evil", "Payload/../evil").write("Demo.ipa");
        let error = Archive::open(&archive.path).unwrap().entries().unwrap_err();
        assert!(matches!(error, Error::UnsafeEntry { .. }), "{error}");
    }

    #[test]
    fn more_entries_than_an_app_has_are_refused() {
        let archive = ZipFile::of_empty_entries(MAX_ENTRIES + 1).write("Demo.ipa");
        assert!(matches!(Archive::open(&archive.path), Err(Error::TooManyEntries { .. })));
    }

    #[test]
    fn reading_stops_at_the_limit() {
        let archive = ZipFile::new().file("zeros", &vec![0; 100_000]).write("Demo.ipa");
        let mut archive = Archive::open(&archive.path).unwrap();
        let entries = archive.entries().unwrap();
        assert!(matches!(archive.read(&entries[0], 99_999), Err(Error::TooLarge { .. })));
        assert_eq!(archive.read(&entries[0], 100_000).unwrap().len(), 100_000);
        assert_eq!(archive.head(&entries[0], 10).unwrap().len(), 10);
    }
}
