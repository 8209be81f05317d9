//! Whether the binaries start where there is nothing else, are small, static, and know nothing of this machine.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::super::{BINARIES, LARGEST, build};

pub(super) fn faults(top: &Path, built_here: Option<&Path>) -> Result<Vec<String>, String> {
    let mut wrong = Vec::new();
    let empty = tempfile::tempdir().map_err(|error| format!("no temporary folder can be made: {error}"))?;
    let folders = match built_here {
        Some(root) => build::renamed_folders(root)?.map(|(folder, _)| folder).to_vec(),
        None => Vec::new(),
    };
    for name in BINARIES {
        let file = top.join("bin").join(name);
        wrong.extend(version_fault(name, &file, empty.path()));
        let content = fs::read(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        if content.len() as u64 > LARGEST {
            wrong.push(format!("{name} has {} bytes, more than {LARGEST}", content.len()));
        }
        let is_static = top.to_string_lossy().ends_with("-linux-musl");
        if built_here.is_some() && is_static && needs_a_loader(&content) {
            wrong.push(format!("{name} is not static"));
        }
        for folder in folders.iter().filter(|folder| contains(&content, folder.as_bytes())) {
            wrong.push(format!("{name} names the folder {folder} of the machine that built it"));
        }
    }
    Ok(wrong)
}

/// Runs it with no environment in an empty folder.
fn version_fault(name: &str, file: &Path, folder: &Path) -> Option<String> {
    let wanted = format!("{name} {}\n", env!("CARGO_PKG_VERSION"));
    match Command::new(file).arg("--version").env_clear().current_dir(folder).output() {
        Ok(output) if output.status.success() && output.stdout == wanted.as_bytes() => None,
        Ok(output) => Some(format!("{name} --version: {}", super::said(&output))),
        Err(error) => Some(format!("{name} does not start: {error}")),
    }
}

/// Whether an ELF file of 64 bits asks the system for a program that loads it, as all but static ones do.
fn needs_a_loader(elf: &[u8]) -> bool {
    // The ELF specification: e_phoff, e_phentsize and e_phnum of the header; p_type of each program header.
    const INTERPRETER: u64 = 3;
    let number = |at: usize, length: usize| {
        let bytes = elf.get(at..at.checked_add(length)?)?;
        Some(bytes.iter().rev().fold(0_u64, |number, byte| (number << 8) | u64::from(*byte)))
    };
    let size = |at, length| usize::try_from(number(at, length)?).ok();
    let headers = (|| Some((size(32, 8)?, size(54, 2)?, size(56, 2)?)))();
    let Some((start, length, count)) = headers else { return true };
    (0..count)
        .any(|index| number(start.saturating_add(index * length), 4).is_none_or(|kind| kind == INTERPRETER))
}

fn contains(content: &[u8], wanted: &[u8]) -> bool {
    let Some(first) = wanted.first() else { return false };
    let mut rest = content;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(wanted) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header of an ELF file with two program headers of these kinds.
    fn elf(kinds: [u8; 2]) -> Vec<u8> {
        let mut file = vec![0; 64 + 2 * 56];
        for (at, byte) in [(32, 64), (54, 56), (56, 2), (64, kinds[0]), (120, kinds[1])] {
            file[at] = byte;
        }
        file
    }

    #[test]
    fn a_static_binary_is_told_from_one_that_needs_a_loader() {
        assert!(!needs_a_loader(&elf([1, 2])));
        assert!(needs_a_loader(&elf([1, 3])));
        // What cannot be read is not taken for static.
        assert!(needs_a_loader(b"\x7fELF"));
        assert!(needs_a_loader(&elf([1, 2])[..100]));
    }

    #[test]
    fn a_folder_of_the_machine_is_found() {
        assert!(contains(b"xx/h/home/here", b"/home"));
        assert!(!contains(b"xx/hom", b"/home"));
    }

    #[cfg(unix)]
    #[test]
    fn a_binary_that_says_something_else_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let wrong = version_fault("pilot", Path::new("/bin/echo"), folder.path()).unwrap();
        assert!(wrong.contains("pilot --version"), "{wrong}");
        assert!(version_fault("pilot", &folder.path().join("pilot"), folder.path()).is_some());
    }
}
