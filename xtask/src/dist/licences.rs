//! The licences of everything whose code is in the binaries, in one text: their authors ask that it goes along.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::packages::Package;

/// How the names of files with licences begin, in small letters.
const BEGINNINGS: [&str; 6] = ["license", "licence", "copying", "notice", "copyright", "unlicense"];

/// The whole text: a list of the packages, then each text once, with those that it is for.
///
/// # Errors
/// When a package has no licence, neither by name nor as a file.
pub(super) fn text(root: &Path, packages: &[Package]) -> Result<String, String> {
    let mut texts = BTreeMap::<String, Vec<String>>::new();
    let mut list = String::new();
    for package in packages.iter().filter(|package| !package.is_ours()) {
        let name = format!("{} {}", package.name, package.version);
        if package.licence.is_empty() {
            return Err(format!("{name} does not say its licence: look at it, and leave it out if need be"));
        }
        // Writing to a String cannot fail.
        let _ = writeln!(list, "- {name}: {}", package.licence);
        let mut files = licence_files(&package.folder)?;
        if files.is_empty() {
            files.push(general_text(root, package)?);
        }
        for file in files {
            texts.entry(read(&file)?).or_default().push(name.clone());
        }
    }
    for (name, file) in standard_library()? {
        let _ = writeln!(list, "- {name}");
        texts.entry(read(&file)?).or_default().push(name);
    }
    let mut all = format!("The binaries of Gantry have the code of these packages in them:\n\n{list}");
    let mut sorted = texts.into_iter().map(|(text, names)| (names, text)).collect::<Vec<_>>();
    sorted.sort();
    for (names, text) in sorted {
        let line = "=".repeat(80);
        let _ = write!(all, "\n{line}\n{}\n{line}\n\n{text}\n", names.join(", "));
    }
    Ok(all)
}

fn licence_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let wrong = |error| format!("cannot list {}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(wrong)?.filter_map(Result::ok).map(|entry| entry.path());
    let is_licence = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        path.is_file() && BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
    };
    let mut files = entries.filter(is_licence).collect::<Vec<_>>();
    files.sort();
    Ok(files)
}

/// A package without a file of its own is under a licence whose text is the same for all, or it cannot be shipped.
fn general_text(root: &Path, package: &Package) -> Result<PathBuf, String> {
    let apache = package.licence.split(" OR ").any(|choice| choice == "Apache-2.0");
    apache.then(|| root.join("LICENSE-APACHE")).ok_or_else(|| {
        format!(
            "{} {} ({}) has no file with its licence: look for the text, or leave the package out",
            package.name, package.version, package.licence
        )
    })
}

/// Rust's standard library, and the C library that goes into a static binary: the compiler brings both, and the texts.
fn standard_library() -> Result<Vec<(String, PathBuf)>, String> {
    let output = Command::new("rustc").args(["--print", "sysroot"]).output();
    let output = output.map_err(|error| format!("cannot run rustc: {error}"))?;
    let folder = Path::new(String::from_utf8_lossy(&output.stdout).trim()).join("share/doc/rust");
    let library = "Rust's standard library: MIT OR Apache-2.0".to_owned();
    let musl = "musl (static binaries for Linux), © 2005-2020 Rich Felker and others: MIT".to_owned();
    Ok(vec![(library, folder.join("licenses/Apache-2.0.txt")), (musl, folder.join("licenses/MIT.txt"))])
}

/// A text with the ends of lines, and without the spaces at these, that differ between copies of the same licence.
fn read(file: &Path) -> Result<String, String> {
    let bytes = fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let lines = text.trim().lines().map(str::trim_end).collect::<Vec<_>>();
    Ok(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(folder: &Path, licence: &str) -> Package {
        Package {
            name: "sample".to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.to_owned(),
            folder: folder.to_owned(),
            checksum: Some("00".to_owned()),
            uses: Vec::new(),
        }
    }

    #[test]
    fn every_text_stands_there_once_with_all_whom_it_is_for() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("LICENSE-MIT"), "Do as you please.\r\n").unwrap();
        fs::write(folder.path().join("licensing.rs"), "").unwrap();
        fs::write(folder.path().join("NOTICE"), "It was Jane.").unwrap();
        let one = package(folder.path(), "MIT");
        let other = Package { name: "another".to_owned(), ..one.clone() };
        let text = text(&crate::root(), &[other, one]).unwrap();
        assert_eq!(text.matches("Do as you please.").count(), 1);
        assert!(text.contains("\nanother 1.0.0, sample 1.0.0\n"), "{text}");
        assert!(text.contains("It was Jane."), "{text}");
        assert!(text.contains("Rich Felker"), "{text}");
    }

    #[test]
    fn a_package_whose_licence_nobody_knows_is_not_shipped() {
        let folder = tempfile::tempdir().unwrap();
        for licence in ["", "BSD-3-Clause"] {
            let wrong = text(&crate::root(), &[package(folder.path(), licence)]).unwrap_err();
            assert!(wrong.contains("sample 1.0.0"), "{wrong}");
        }
        assert!(text(&crate::root(), &[package(folder.path(), "MIT OR Apache-2.0")]).is_ok());
    }
}
