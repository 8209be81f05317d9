//! The first bytes of an executable: is it Mach-O, and for which processors.

/// How much of an executable is read; a universal file's list of slices fits many times over.
pub(crate) const HEAD_BYTES: u64 = 4_096;

const MAGIC_64: u32 = 0xFEED_FACF;
const MAGIC_32: u32 = 0xFEED_FACE;
const FAT_MAGIC: u32 = 0xCAFE_BABE;
const FAT_MAGIC_64: u32 = 0xCAFE_BABF;

/// A Java class file shares the magic number of universal binaries; read as a slice count, its version number
/// is above this.
const MAX_SLICES: u32 = 40;

/// A processor that an executable has code for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Architecture {
    /// 64-bit ARM, also arm64e.
    Arm64,
    /// 32-bit ARM.
    Arm,
    /// 64-bit Intel.
    X86_64,
    /// Another processor, with Mach-O's number for it.
    Other(u32),
}

impl Architecture {
    fn from_cpu_type(cpu_type: u32) -> Self {
        match cpu_type {
            0x0100_000C => Self::Arm64,
            0x0000_000C => Self::Arm,
            0x0100_0007 => Self::X86_64,
            other => Self::Other(other),
        }
    }
}

/// What stands where a bundle's executable should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Executable {
    /// Info.plist names none.
    Unnamed,
    /// Info.plist names one that the archive does not hold.
    Absent,
    /// The file is not Mach-O.
    NotMachO,
    /// A Mach-O file with code for these processors.
    MachO(Vec<Architecture>),
}

impl Executable {
    pub(crate) fn from_head(head: &[u8]) -> Self {
        architectures(head).map_or(Self::NotMachO, Self::MachO)
    }

    /// True when there is code for 64-bit ARM.
    pub fn has_arm64(&self) -> bool {
        matches!(self, Self::MachO(architectures) if architectures.contains(&Architecture::Arm64))
    }
}

fn architectures(head: &[u8]) -> Option<Vec<Architecture>> {
    let little = word(head, 0, u32::from_le_bytes)?;
    if matches!(little, MAGIC_64 | MAGIC_32) {
        return Some(vec![Architecture::from_cpu_type(word(head, 4, u32::from_le_bytes)?)]);
    }
    let slice_size = match word(head, 0, u32::from_be_bytes)? {
        FAT_MAGIC => 20,
        FAT_MAGIC_64 => 32,
        _ => return None,
    };
    let count = word(head, 4, u32::from_be_bytes).filter(|count| (1..=MAX_SLICES).contains(count))?;
    (0..count as usize)
        .map(|number| {
            word(head, 8 + number * slice_size, u32::from_be_bytes).map(Architecture::from_cpu_type)
        })
        .collect()
}

fn word(bytes: &[u8], at: usize, read: fn([u8; 4]) -> u32) -> Option<u32> {
    Some(read(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{arm64_header, universal_header};

    #[test]
    fn a_thin_arm64_file_is_recognised() {
        assert_eq!(Executable::from_head(&arm64_header()), Executable::MachO(vec![Architecture::Arm64]));
    }

    #[test]
    fn a_universal_file_lists_its_slices() {
        let both = Executable::from_head(&universal_header(&[0x0100_0007, 0x0100_000C]));
        assert_eq!(both, Executable::MachO(vec![Architecture::X86_64, Architecture::Arm64]));
        assert!(both.has_arm64());
        assert!(!Executable::from_head(&universal_header(&[0x0100_0007])).has_arm64());
    }

    #[test]
    fn other_files_are_not_mach_o() {
        let java = [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 65, 0, 0, 0, 0];
        for head in [b"#!/bin/sh\n".as_slice(), b"\x7FELF\x02\x01\x01", b"", b"\xCF\xFA\xED", &java] {
            assert_eq!(Executable::from_head(head), Executable::NotMachO, "{head:?}");
        }
        let cut = &universal_header(&[0x0100_000C, 0x0100_0007])[..24];
        assert_eq!(Executable::from_head(cut), Executable::NotMachO);
    }
}
