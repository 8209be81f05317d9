//! Blobs, and the one that holds the others.

use crate::bytes::{big, slice};

/// What a blob is, by its first four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Magic {
    Requirement = 0xFADE_0C00,
    Requirements = 0xFADE_0C01,
    Directory = 0xFADE_0C02,
    Signature = 0xFADE_0CC0,
    Entitlements = 0xFADE_7171,
    DerEntitlements = 0xFADE_7172,
    Wrapper = 0xFADE_0B01,
}

/// What a blob is for within a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Slot {
    Directory = 0,
    Requirements = 2,
    Entitlements = 5,
    DerEntitlements = 7,
    /// The directory in a newer digest, where the first is in SHA-1.
    OtherDirectory = 0x1000,
    Message = 0x1_0000,
}

/// More blobs than any signature has.
const MAX_BLOBS: u32 = 64;

/// A blob with that content.
pub(crate) fn blob(magic: Magic, content: &[u8]) -> Vec<u8> {
    let mut bytes = (magic as u32).to_be_bytes().to_vec();
    bytes.extend(length(content.len() + 8));
    bytes.extend_from_slice(content);
    bytes
}

/// A length as it stands in blobs. They are kilobytes; one that is beyond 4 GiB cannot come to be.
pub(super) fn length(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes()
}

/// The blobs of a signature, by what they are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Blobs<'a> {
    all: Vec<(u32, &'a [u8])>,
}

impl<'a> Blobs<'a> {
    /// Reads a signature. What follows it is padding.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let whole = whole(bytes, Magic::Signature)?;
        let count = big(whole, 8).filter(|count| *count <= MAX_BLOBS)?;
        let each = |number| {
            let at = 12 + 8 * number as usize;
            let content = whole.get(big(whole, at + 4)? as usize..)?;
            Some((big(whole, at)?, slice(content, 0, big(content, 4)? as usize)?))
        };
        Some(Self { all: (0..count).map(each).collect::<Option<_>>()? })
    }

    /// The blob for that slot with its header, if it is there and is what it should be.
    pub(crate) fn get(&self, slot: Slot, magic: Magic) -> Option<&'a [u8]> {
        let (_, blob) = self.all.iter().find(|(number, _)| *number == slot as u32)?;
        whole(blob, magic)
    }

    /// A signature of these blobs, in the order of their slots.
    pub(crate) fn write(all: &[(Slot, Vec<u8>)]) -> Vec<u8> {
        let mut index = length(all.len()).to_vec();
        let mut content = Vec::new();
        let first = 12 + 8 * all.len();
        for (slot, blob) in all {
            index.extend((*slot as u32).to_be_bytes());
            index.extend(length(first + content.len()));
            content.extend_from_slice(blob);
        }
        index.extend(content);
        blob(Magic::Signature, &index)
    }
}

/// The blob at the start of the bytes, if it has that magic number.
fn whole(bytes: &[u8], magic: Magic) -> Option<&[u8]> {
    if big(bytes, 0)? != magic as u32 {
        return None;
    }
    slice(bytes, 0, big(bytes, 4)? as usize).filter(|blob| blob.len() >= 8)
}
