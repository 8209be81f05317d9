//! The binary encoding.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use plist::Value;

use super::{MAX_CONTAINERS, too_many_containers};

/// Bytes that may be read in all, repeated reads counted, while a binary property list is expanded.
const MAX_READS: u64 = 8 * 1024 * 1024;

/// Reads a binary property list.
pub(super) fn read(bytes: &[u8]) -> Result<Value, String> {
    if containers(bytes) > MAX_CONTAINERS {
        return Err(too_many_containers());
    }
    Value::from_reader(Metered { inner: Cursor::new(bytes), remaining: MAX_READS })
        .map_err(|error| error.to_string())
}

/// Counts the containers in the object table. A malformed table counts as empty: the parser refuses it.
fn containers(bytes: &[u8]) -> usize {
    let Some((body, trailer)) = bytes.len().checked_sub(32).and_then(|at| bytes.split_at_checked(at)) else {
        return 0;
    };
    let (Some(&width), Some(count), Some(table)) =
        (trailer.get(6), big_endian(trailer, 8), big_endian(trailer, 24))
    else {
        return 0;
    };
    let (Ok(count), Ok(table)) = (usize::try_from(count), usize::try_from(table)) else { return 0 };
    let Some(offsets) = bytes.get(table..) else { return 0 };
    if width == 0 {
        return 0;
    }
    offsets
        .chunks_exact(usize::from(width))
        .take(count)
        .filter_map(|offset| {
            let offset = offset.iter().fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
            body.get(usize::try_from(offset).ok()?)
        })
        .filter(|marker| matches!(**marker >> 4, 0xA | 0xD))
        .count()
}

fn big_endian(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_be_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

/// A reader that stops when more was read from it than an honest file needs.
struct Metered<R> {
    inner: R,
    remaining: u64,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.remaining = self
            .remaining
            .checked_sub(count as u64)
            .ok_or_else(|| io::Error::other("it expands to far more than its size"))?;
        Ok(count)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.inner.seek(position)
    }
}
