//! The archive and its sums. The same files give the same bytes.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use aws_lc_rs::digest;
use flate2::{Compression, GzBuilder};
use tar::{Builder, Header};

/// Packs a folder, under its own name, as a `.tar.gz`: sorted, without times and owners.
pub(super) fn pack(folder: &Path, archive: &Path) -> Result<(), String> {
    let wrong = |error: io::Error| format!("cannot write {}: {error}", archive.display());
    let top = PathBuf::from(folder.file_name().unwrap_or_default());
    // Neither the time nor the system of this machine is in the header.
    let file = GzBuilder::new()
        .mtime(0)
        .operating_system(255)
        .write(File::create(archive).map_err(wrong)?, Compression::best());
    let mut tar = Builder::new(file);
    for name in files_below(folder)? {
        let content = fs::read(folder.join(&name)).map_err(wrong)?;
        let mut header = Header::new_ustar();
        header.set_mode(if name.starts_with("bin") { 0o755 } else { 0o644 });
        header.set_size(content.len() as u64);
        tar.append_data(&mut header, top.join(&name), content.as_slice()).map_err(wrong)?;
    }
    tar.into_inner()
        .and_then(flate2::write::GzEncoder::finish)
        .and_then(|mut file| file.flush())
        .map_err(wrong)
}

/// The sums of all files below a folder, as `sha256sum` writes them.
pub(super) fn sums_below(folder: &Path) -> Result<String, String> {
    let lines = files_below(folder)?.into_iter().map(|name| {
        let sum = sum(&folder.join(&name))?;
        // A sum file has slashes on every system.
        let name = name.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        Ok(format!("{sum}  {name}\n"))
    });
    lines.collect()
}

/// SHA-256 of a file, in hexadecimal.
pub(super) fn sum(file: &Path) -> Result<String, String> {
    let content = fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    Ok(hexadecimal(digest::digest(&digest::SHA256, &content).as_ref()))
}

/// Bytes as hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0x0f])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// All files below a folder, relative to it, sorted by the bytes of their path.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let wrong = |error: io::Error| format!("cannot list {}: {error}", next.display());
        for entry in fs::read_dir(&next).map_err(wrong)? {
            let path = entry.map_err(wrong)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(relative) = path.strip_prefix(folder) {
                files.push(relative.to_owned());
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["bin/tool", "share/b", "share/a/deep"] {
            let file = folder.path().join("top").join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, name).unwrap();
        }
        folder
    }

    #[test]
    fn the_same_files_give_the_same_archive_whenever_they_were_written() {
        let (one, other) = (sample(), sample());
        let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_hours(24);
        File::options()
            .write(true)
            .open(other.path().join("top/bin/tool"))
            .unwrap()
            .set_modified(old)
            .unwrap();
        for folder in [&one, &other] {
            pack(&folder.path().join("top"), &folder.path().join("packed")).unwrap();
        }
        let bytes = |folder: &tempfile::TempDir| fs::read(folder.path().join("packed")).unwrap();
        assert_eq!(bytes(&one), bytes(&other));
    }

    #[test]
    fn sums_are_sorted_and_those_of_sha256sum() {
        let folder = sample();
        let sums = sums_below(&folder.path().join("top")).unwrap();
        let names = sums.lines().map(|line| line.split_once("  ").unwrap().1).collect::<Vec<_>>();
        assert_eq!(names, ["bin/tool", "share/a/deep", "share/b"]);
        fs::write(folder.path().join("abc"), "abc").unwrap();
        // The example of FIPS 180-2, appendix B.1.
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sum(&folder.path().join("abc")).unwrap(), known);
    }
}
