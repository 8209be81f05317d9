//! One image: its header and the load commands that matter to a signature.

use std::ops::Range;

use crate::bytes::{little, little_long, range, slice};
use crate::error::{Error, Result};

const MAGIC_64: u32 = 0xFEED_FACF;
const MAGIC_32: u32 = 0xFEED_FACE;
const EXECUTE: u32 = 2;

const SEGMENT: u32 = 0x1;
const SEGMENT_64: u32 = 0x19;
const CODE_SIGNATURE: u32 = 0x1D;
const ENCRYPTION_INFO: u32 = 0x21;
const ENCRYPTION_INFO_64: u32 = 0x2C;
const VERSION_MIN_MACOS: u32 = 0x24;
const VERSION_MIN_IOS: u32 = 0x25;
const VERSION_MIN_TVOS: u32 = 0x2F;
const VERSION_MIN_WATCHOS: u32 = 0x30;
const BUILD_VERSION: u32 = 0x32;

const MACOS: u32 = 1;
const IOS: u32 = 2;
const TVOS: u32 = 3;
const WATCHOS: u32 = 4;

/// A segment: where its command stands, and the part of the file that it maps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Segment {
    pub(crate) command: usize,
    pub(crate) memory_size: u64,
    pub(crate) file_offset: u64,
    pub(crate) file_size: u64,
}

/// What is known of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Image {
    pub(crate) is_64_bit: bool,
    pub(crate) is_main: bool,
    /// Where the load commands end.
    pub(crate) commands_end: usize,
    pub(crate) text: Segment,
    pub(crate) linkedit: Segment,
    /// Where the command stands that names the signature, and where the signature lies.
    pub(crate) signature: Option<(usize, Range<usize>)>,
    /// Where the first section's content begins: load commands can grow up to there.
    pub(crate) first_content: usize,
    /// The section `__TEXT,__info_plist`, which some libraries and tools have in the place of a file.
    pub(crate) info_plist: Option<Range<usize>>,
    platform: u32,
    minimum_os: u32,
    encrypted: bool,
}

impl Image {
    /// Reads header and load commands. Every offset in the result lies within the bytes.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self> {
        Self::of_head(bytes, bytes.len())
    }

    /// Reads header and load commands, of which no more is there, of an image of that length.
    pub(crate) fn of_head(bytes: &[u8], length: usize) -> Result<Self> {
        let is_64_bit = match little(bytes, 0) {
            Some(MAGIC_64) => true,
            Some(MAGIC_32) => false,
            _ => return Err(Error::NotMachO),
        };
        let cut = || Error::Damaged("its header is cut off");
        let header = if is_64_bit { 32 } else { 28 };
        let number = |at| little(bytes, at).ok_or_else(cut);
        let commands_end =
            range(header, number(20)? as usize).map(|range| range.end).filter(|end| *end <= bytes.len());
        let mut image = Self {
            is_64_bit,
            is_main: number(12)? == EXECUTE,
            commands_end: commands_end.ok_or_else(cut)?,
            text: Segment::default(),
            linkedit: Segment::default(),
            signature: None,
            first_content: length,
            info_plist: None,
            platform: 0,
            minimum_os: 0,
            encrypted: false,
        };
        let mut at = header;
        for _ in 0..number(16)? {
            let damaged = || Error::Damaged("its load commands contradict each other");
            let size = little(bytes, at + 4).filter(|size| *size >= 8).ok_or_else(damaged)? as usize;
            let end = range(at, size).map(|range| range.end).filter(|end| *end <= image.commands_end);
            let end = end.ok_or_else(damaged)?;
            // A command is read from its own bytes alone, and what it names must lie within the file.
            image.take(at, bytes.get(at..end).ok_or_else(damaged)?, length).ok_or_else(damaged)?;
            at = end;
        }
        if image.linkedit.command == 0 {
            return Err(Error::Unsupported("it has no __LINKEDIT segment"));
        }
        Ok(image)
    }

    fn take(&mut self, at: usize, command: &[u8], file: usize) -> Option<()> {
        match little(command, 0)? {
            SEGMENT if !self.is_64_bit => self.segment(at, command, file)?,
            SEGMENT_64 if self.is_64_bit => self.segment(at, command, file)?,
            CODE_SIGNATURE => {
                let there = range(little(command, 8)? as usize, little(command, 12)? as usize)?;
                if self.signature.is_some() || there.end > file {
                    return None;
                }
                self.signature = Some((at, there));
            }
            ENCRYPTION_INFO | ENCRYPTION_INFO_64 => self.encrypted |= little(command, 16)? != 0,
            BUILD_VERSION => {
                (self.platform, self.minimum_os) = (little(command, 8)?, little(command, 12)?);
            }
            VERSION_MIN_MACOS => (self.platform, self.minimum_os) = (MACOS, little(command, 8)?),
            VERSION_MIN_IOS => (self.platform, self.minimum_os) = (IOS, little(command, 8)?),
            VERSION_MIN_TVOS => (self.platform, self.minimum_os) = (TVOS, little(command, 8)?),
            VERSION_MIN_WATCHOS => (self.platform, self.minimum_os) = (WATCHOS, little(command, 8)?),
            _ => {}
        }
        Some(())
    }

    fn segment(&mut self, at: usize, command: &[u8], file: usize) -> Option<()> {
        let word = |narrow, wide| {
            if self.is_64_bit { little_long(command, wide) } else { little(command, narrow).map(u64::from) }
        };
        let segment = Segment {
            command: at,
            memory_size: word(28, 32)?,
            file_offset: word(32, 40)?,
            file_size: word(36, 48)?,
        };
        if segment.file_offset.checked_add(segment.file_size)? > file as u64 {
            return None;
        }
        match name(command, 8)? {
            b"__TEXT" => self.text = segment,
            b"__LINKEDIT" => self.linkedit = segment,
            _ => {}
        }
        self.sections(command, file)
    }

    fn sections(&mut self, command: &[u8], file: usize) -> Option<()> {
        let (count, first, each) = if self.is_64_bit { (64, 72, 80) } else { (48, 56, 68) };
        for number in 0..little(command, count)? as usize {
            let section = slice(command, first + number.checked_mul(each)?, each)?;
            let (size, offset) = if self.is_64_bit {
                (little_long(section, 40)?, little(section, 48)? as usize)
            } else {
                (little(section, 36)?.into(), little(section, 40)? as usize)
            };
            // Sections without an offset are filled with zeros when they are loaded.
            if offset == 0 {
                continue;
            }
            self.first_content = self.first_content.min(offset);
            if name(section, 0)? == b"__info_plist" && name(section, 16)? == b"__TEXT" {
                let there = range(offset, size.try_into().ok()?)?;
                self.info_plist = (there.end <= file).then_some(there);
            }
        }
        Some(())
    }

    /// An error if Apple has encrypted the code.
    pub(crate) fn refuse_encrypted(&self) -> Result<()> {
        if self.encrypted { Err(Error::Encrypted) } else { Ok(()) }
    }

    /// Whether systems that the image runs on know SHA-1 only. The limits are those of Apple's own codesign;
    /// on the watch it writes both digests always.
    pub(crate) fn needs_sha1(&self) -> bool {
        match self.platform {
            MACOS => self.minimum_os < 0x000A_0B04,
            IOS | TVOS => self.minimum_os < 0x000B_0000,
            WATCHOS => true,
            _ => false,
        }
    }
}

/// A name in a field of sixteen bytes.
fn name(bytes: &[u8], at: usize) -> Option<&[u8]> {
    slice(bytes, at, 16)?.split(|byte| *byte == 0).next()
}
