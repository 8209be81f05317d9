//! Well-formed Mach-O files for arm64 whose program is to end at once. The names are those of Apple's `mach-o/loader.h`.

const MH_MAGIC_64: u32 = 0xFEED_FACF;
const CPU_TYPE_ARM64: u32 = 0x0100_000C;
const MH_EXECUTE: u32 = 2;
const MH_DYLIB: u32 = 6;
/// MH_NOUNDEFS, MH_DYLDLINK, MH_TWOLEVEL, MH_PIE.
const FLAGS: u32 = 0x0020_0085;

const LC_SEGMENT_64: u32 = 0x19;
const LC_SYMTAB: u32 = 0x02;
const LC_DYSYMTAB: u32 = 0x0B;
const LC_LOAD_DYLINKER: u32 = 0x0E;
const LC_UUID: u32 = 0x1B;
const LC_BUILD_VERSION: u32 = 0x32;
const LC_MAIN: u32 = 0x8000_0028;
const LC_LOAD_DYLIB: u32 = 0x0C;
const LC_ID_DYLIB: u32 = 0x0D;

const FAT_MAGIC: u32 = 0xCAFE_BABE;

/// Apple's numbers of the platforms.
pub(super) const IOS: u32 = 2;
pub(super) const WATCHOS: u32 = 4;

const PAGE: u32 = 0x4000;
const BASE: u64 = 0x1_0000_0000;
const HEADER_SIZE: usize = 32;

/// `mov w0, #0` and `ret`.
const CODE: [u32; 2] = [0x5280_0000, 0xD65F_03C0];
const CODE_SIZE: u32 = 8;
const CODE_OFFSET: u32 = PAGE - CODE_SIZE;

/// The executable of an app for iOS.
pub(super) fn executable() -> Vec<u8> {
    program(IOS, 17)
}

/// The executable of an app or extension for a platform, from that version of its system on.
pub(super) fn program(platform: u32, minimum_os: u32) -> Vec<u8> {
    let mut commands = Commands::default();
    commands.segment("__PAGEZERO", 0, BASE, 0, 0, 0, &[]);
    commands.common(platform, minimum_os);
    commands.named(LC_LOAD_DYLINKER, &[], "/usr/lib/dyld");
    commands.words(LC_MAIN, &[CODE_OFFSET, 0, 0, 0]);
    commands.named(LC_LOAD_DYLIB, &[2, 1 << 16, 1 << 16], "/usr/lib/libSystem.B.dylib");
    commands.file(MH_EXECUTE)
}

/// A library for iOS, as frameworks have it.
pub(super) fn library(name: &str) -> Vec<u8> {
    let mut commands = Commands::default();
    commands.common(IOS, 17);
    commands.named(LC_ID_DYLIB, &[2, 1 << 16, 1 << 16], &format!("@rpath/{name}"));
    commands.file(MH_DYLIB)
}

/// A universal file of one image, as tools write it that build for several processors.
pub(super) fn universal(image: &[u8]) -> Vec<u8> {
    // One image, for arm64, behind the first page, as long as it is, aligned to 2^14 bytes.
    let words = [FAT_MAGIC, 1, CPU_TYPE_ARM64, 0, PAGE, length(image.len()), 14];
    let mut file: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
    file.resize(PAGE as usize, 0);
    file.extend(image);
    file
}

fn text_section() -> Vec<u8> {
    let mut section = [fixed_name("__text"), fixed_name("__TEXT")].concat();
    section.extend((BASE + u64::from(CODE_OFFSET)).to_le_bytes());
    section.extend(u64::from(CODE_SIZE).to_le_bytes());
    // File offset, alignment as a power of two, no relocations, only instructions, nothing reserved.
    for word in [CODE_OFFSET, 2, 0, 0, 0x8000_0400, 0, 0, 0] {
        section.extend(word.to_le_bytes());
    }
    section
}

fn fixed_name(name: &str) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(name.bytes()).for_each(|(slot, byte)| *slot = byte);
    bytes
}

/// Load commands, one behind the other.
#[derive(Default)]
struct Commands {
    bytes: Vec<u8>,
    count: u32,
}

impl Commands {
    fn push(&mut self, command: u32, body: &[u8]) {
        let size = length(8 + body.len());
        self.bytes.extend([command.to_le_bytes(), size.to_le_bytes()].concat());
        self.bytes.extend(body);
        self.count += 1;
    }

    fn words(&mut self, command: u32, words: &[u32]) {
        let body: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        self.push(command, &body);
    }

    /// A command that ends in a string, which its first word locates.
    fn named(&mut self, command: u32, words: &[u32], name: &str) {
        let mut body = length(8 + 4 + words.len() * 4).to_le_bytes().to_vec();
        body.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        body.extend(name.as_bytes());
        // The string ends in a NUL, and commands are multiples of eight bytes long.
        body.resize((body.len() + 1).next_multiple_of(8), 0);
        self.push(command, &body);
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of a segment command, in their order")]
    fn segment(
        &mut self,
        name: &str,
        address: u64,
        memory_size: u64,
        offset: u32,
        file_size: u32,
        protection: u32,
        section: &[u8],
    ) {
        let mut body = fixed_name(name).to_vec();
        for number in [address, memory_size, u64::from(offset), u64::from(file_size)] {
            body.extend(number.to_le_bytes());
        }
        let sections = u32::from(!section.is_empty());
        for word in [protection, protection, sections, 0] {
            body.extend(word.to_le_bytes());
        }
        body.extend(section);
        self.push(LC_SEGMENT_64, &body);
    }

    /// What all images have: code, a place for the linker, a name, and the system they are for.
    fn common(&mut self, platform: u32, minimum_os: u32) {
        self.segment("__TEXT", BASE, u64::from(PAGE), 0, PAGE, 5, &text_section());
        self.segment("__LINKEDIT", BASE + u64::from(PAGE), u64::from(PAGE), PAGE, 0, 1, &[]);
        self.words(LC_SYMTAB, &[PAGE, 0, PAGE, 0]);
        self.words(LC_DYSYMTAB, &[0; 18]);
        self.words(LC_UUID, &[0x6761_6E74, 0x7279_4000, 0x8000_6465, 0x6D6F_0001]);
        // Built with the SDK of 26.0, by no tools.
        self.words(LC_BUILD_VERSION, &[platform, minimum_os << 16, 26 << 16, 0]);
    }

    /// The whole file.
    fn file(self, kind: u32) -> Vec<u8> {
        let mut file = self.with_header(kind);
        file.resize(CODE_OFFSET as usize, 0);
        file.extend(CODE.iter().flat_map(|instruction| instruction.to_le_bytes()));
        file
    }

    fn with_header(self, kind: u32) -> Vec<u8> {
        let size = length(self.bytes.len());
        let header = [MH_MAGIC_64, CPU_TYPE_ARM64, 0, kind, self.count, size, FLAGS, 0];
        let mut file: Vec<u8> = header.iter().flat_map(|word| word.to_le_bytes()).collect();
        debug_assert_eq!(file.len(), HEADER_SIZE);
        file.extend(self.bytes);
        file
    }
}

fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    fn word(bytes: &[u8], at: usize) -> u32 {
        u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
    }

    #[test]
    fn the_load_commands_fill_the_space_that_the_header_announces() {
        let file = executable();
        let (count, size) = (word(&file, 16), word(&file, 20) as usize);
        let mut at = HEADER_SIZE;
        for _ in 0..count {
            let length = word(&file, at + 4) as usize;
            assert!(length >= 8 && length.is_multiple_of(8), "the command at {at} is {length} bytes long");
            at += length;
        }
        assert_eq!(at, HEADER_SIZE + size);
        assert!(at <= CODE_OFFSET as usize);
        assert_eq!(file.len(), PAGE as usize);
    }

    #[test]
    fn the_file_command_recognises_it_where_it_is_installed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Demo");
        std::fs::write(&path, executable()).unwrap();
        if let Ok(output) = Command::new("file").arg("-b").arg(&path).output() {
            let text = String::from_utf8_lossy(&output.stdout);
            assert!(text.starts_with("Mach-O 64-bit arm64 executable"), "{text}");
        }
    }
}
