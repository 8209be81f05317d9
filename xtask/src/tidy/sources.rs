//! How long a file may be, and that every test file is part of its test binary.

use std::fs;
use std::path::{Path, PathBuf};

/// The most lines of a file that people write.
const LONGEST: usize = 500;
/// The most lines of a file of tests, or of one that a generator writes.
const LONGEST_OTHER: usize = 800;

pub(super) fn check(root: &Path) -> Result<Vec<String>, String> {
    let mut wrong = Vec::new();
    for folder in ["crates", "xtask", "tests"] {
        for file in rust_files(&root.join(folder))? {
            let text = fs::read_to_string(&file)
                .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
            let name = file.strip_prefix(root).unwrap_or(&file).display().to_string();
            let other = name.contains("/tests/") || name.contains("/generated/");
            let most = if other { LONGEST_OTHER } else { LONGEST };
            let lines = text.lines().count();
            if lines > most {
                wrong.push(format!("{name} has {lines} lines, more than {most}: it is probably two ideas"));
            }
            wrong.extend(forgotten_test(&file, &name));
        }
    }
    Ok(wrong)
}

/// A file below `tests/it/` that no `mod` line names would never run.
fn forgotten_test(file: &Path, name: &str) -> Option<String> {
    let folder = file.parent()?;
    let stem = file.file_stem()?.to_str()?;
    let in_it = folder.ends_with("tests/it") && stem != "main";
    let main = in_it.then(|| fs::read_to_string(folder.join("main.rs")).unwrap_or_default())?;
    let named = main.lines().any(|line| line.trim() == format!("mod {stem};"));
    (!named).then(|| format!("{name} is not named in main.rs beside it, so that its tests never run"))
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let entries =
        fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
