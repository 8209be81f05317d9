//! Numbers within bytes that come from elsewhere.

use std::ops::Range;

/// A big-endian number, as blobs and universal files have them.
pub(crate) fn big(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(part(bytes, at)?))
}

/// A big-endian number of eight bytes.
pub(crate) fn big_long(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_be_bytes(part(bytes, at)?))
}

/// A little-endian number, as Mach-O files for today's processors have them.
pub(crate) fn little(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(part(bytes, at)?))
}

/// A little-endian number of eight bytes.
pub(crate) fn little_long(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(part(bytes, at)?))
}

/// The bytes from an offset on, as many as are asked for.
pub(crate) fn slice(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(range(at, length)?)
}

/// Offset and length as a range.
pub(crate) fn range(at: usize, length: usize) -> Option<Range<usize>> {
    Some(at..at.checked_add(length)?)
}

/// The number, rounded up to a multiple of a power of two.
pub(crate) const fn align(number: usize, to: usize) -> usize {
    (number + to - 1) & !(to - 1)
}

/// Writes bytes over those at an offset; false if they do not lie within.
#[must_use]
pub(crate) fn put(bytes: &mut [u8], at: usize, new: &[u8]) -> bool {
    let Some(there) = range(at, new.len()).and_then(|range| bytes.get_mut(range)) else { return false };
    there.copy_from_slice(new);
    true
}

fn part<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    slice(bytes, at, N)?.try_into().ok()
}
