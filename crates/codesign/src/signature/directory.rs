//! The code directory: the digests of all that is signed. Its own digest is what the certificate's key signs.

use aws_lc_rs::digest::{self as hashing, SHA1_FOR_LEGACY_USE_ONLY, SHA256};

use super::blob::{Magic, blob, length};
use crate::bytes::{big, big_long, slice};

/// The version that knows the executable segment.
const VERSION: u32 = 0x2_0400;

/// The header of that version, with magic number and length.
const HEADER: usize = 88;

/// How digests are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digest {
    Sha1,
    Sha256,
}

impl Digest {
    /// Length in bytes.
    pub(crate) const fn length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        }
    }

    const fn number(self) -> u8 {
        match self {
            Self::Sha1 => 1,
            Self::Sha256 => 2,
        }
    }
}

/// A digest.
pub(crate) fn digest(kind: Digest, bytes: &[u8]) -> Vec<u8> {
    let algorithm = match kind {
        Digest::Sha1 => &SHA1_FOR_LEGACY_USE_ONLY,
        Digest::Sha256 => &SHA256,
    };
    hashing::digest(algorithm, bytes).as_ref().to_vec()
}

/// The digest of each page of code.
pub(crate) fn page_hashes(kind: Digest, code: &[u8], page_size: usize) -> Vec<Vec<u8>> {
    code.chunks(page_size).map(|page| digest(kind, page)).collect()
}

/// The digest of a directory, cut to the length by which the system names it.
pub(crate) fn cdhash(kind: Digest, directory: &[u8]) -> Vec<u8> {
    let mut hash = digest(kind, directory);
    hash.truncate(20);
    hash
}

/// What is signed besides the code, each as the bytes whose digest counts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Contents<'a> {
    pub(crate) info_plist: Option<&'a [u8]>,
    pub(crate) requirements: Option<&'a [u8]>,
    pub(crate) resources: Option<&'a [u8]>,
    pub(crate) entitlements: Option<&'a [u8]>,
    pub(crate) der_entitlements: Option<&'a [u8]>,
}

impl<'a> Contents<'a> {
    /// By the number of its slot, from 1 on. 4 and 6 are for other kinds of programs.
    pub(crate) fn slots(&self) -> [Option<&'a [u8]>; 7] {
        let Self { info_plist, requirements, resources, entitlements, der_entitlements } = *self;
        [info_plist, requirements, resources, None, entitlements, None, der_entitlements]
    }
}

/// What a directory is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'a> {
    pub(crate) identifier: &'a str,
    pub(crate) team_id: Option<&'a str>,
    pub(crate) contents: Contents<'a>,
    pub(crate) code: &'a [u8],
    /// As a power of two.
    pub(crate) page_bits: u8,
    /// Offset and length of the executable segment, and its flags.
    pub(crate) executable: (u64, u64, u64),
}

impl Parts<'_> {
    /// The directory as a blob.
    pub(crate) fn directory(&self, kind: Digest) -> Vec<u8> {
        let pages = page_hashes(kind, self.code, 1 << self.page_bits);
        let slots = self.contents.slots();
        let special = slots.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        let team = self.team_id.map(|team| [team.as_bytes(), b"\0"].concat()).unwrap_or_default();
        let team_at = HEADER + self.identifier.len() + 1;
        let hashes_at = team_at + team.len() + special * kind.length();

        let mut content = VERSION.to_be_bytes().to_vec();
        let flags = [0; 4];
        content.extend(flags);
        content.extend(length(hashes_at));
        content.extend(length(HEADER));
        content.extend(length(special));
        content.extend(length(pages.len()));
        content.extend(length(self.code.len()));
        let platform = 0;
        content.extend([u8::try_from(kind.length()).unwrap_or(0), kind.number(), platform, self.page_bits]);
        let (spare, scatter) = ([0; 4], [0; 4]);
        content.extend(spare);
        content.extend(scatter);
        content.extend(length(if team.is_empty() { 0 } else { team_at }));
        content.extend(spare);
        // The limit in 64 bits is for code beyond 4 GiB.
        content.extend(0_u64.to_be_bytes());
        let (base, limit, flags) = self.executable;
        content.extend([base, limit, flags].iter().flat_map(|number| number.to_be_bytes()));

        content.extend_from_slice(self.identifier.as_bytes());
        content.push(0);
        content.extend(team);
        for slot in slots.iter().take(special).rev() {
            content.extend(slot.map_or_else(|| vec![0; kind.length()], |bytes| digest(kind, bytes)));
        }
        content.extend(pages.concat());
        blob(Magic::Directory, &content)
    }
}

/// A directory that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Directory<'a> {
    pub(crate) kind: Digest,
    pub(crate) identifier: String,
    pub(crate) team_id: Option<String>,
    pub(crate) code_limit: u64,
    /// `None` where the code is one page.
    pub(crate) page_size: Option<usize>,
    pub(crate) pages: Vec<&'a [u8]>,
    /// By the number of the slot, from 1 on.
    pub(crate) special: Vec<&'a [u8]>,
}

impl<'a> Directory<'a> {
    /// Reads a directory's blob; nothing if it is damaged or of a kind that is unknown.
    pub(crate) fn read(blob: &'a [u8]) -> Option<Self> {
        let version = big(blob, 8)?;
        let kind = match (blob.get(37)?, blob.get(36)?) {
            (1, 20) => Digest::Sha1,
            (2, 32) => Digest::Sha256,
            _ => return None,
        };
        let hash = |at: usize| slice(blob, at, kind.length());
        let (first, special, pages) =
            (big(blob, 16)? as usize, big(blob, 24)? as usize, big(blob, 28)? as usize);
        // Counts that the blob has no room for would let a small file ask for much memory.
        if (special.checked_add(pages)?).checked_mul(kind.length())? > blob.len() {
            return None;
        }
        let code_limit = match big_long(blob, 56).filter(|_| version >= 0x2_0300) {
            Some(limit) if limit != 0 => limit,
            _ => big(blob, 32)?.into(),
        };
        let team = big(blob, 48).filter(|at| version >= 0x2_0200 && *at != 0);
        Some(Self {
            kind,
            identifier: text(blob, big(blob, 20)? as usize)?,
            team_id: team.and_then(|at| text(blob, at as usize)),
            code_limit,
            page_size: match blob.get(39)? {
                0 => None,
                bits @ 1..32 => Some(1 << bits),
                _ => return None,
            },
            pages: (0..pages).map(|number| hash(first + number * kind.length())).collect::<Option<_>>()?,
            special: (1..=special)
                .map(|number| hash(first.checked_sub(number * kind.length())?))
                .collect::<Option<_>>()?,
        })
    }
}

/// A text that ends with a zero byte.
fn text(blob: &[u8], at: usize) -> Option<String> {
    let bytes = blob.get(at..)?;
    let end = bytes.iter().position(|byte| *byte == 0)?;
    String::from_utf8(bytes.get(..end)?.to_vec()).ok()
}
