//! Trying an archive as somebody who has just fetched it: everything in it, and nothing else.

mod binaries;
mod manual;

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use flate2::read::GzDecoder;

use super::{BINARIES, archive, sbom};
use crate::say;

/// Unpacks the archive, whose one folder is `name`, and tells all that is wrong at once. What was built from the
/// sources in `built_here` must not name that folder.
pub(super) fn check(packed: &Path, name: &str, built_here: Option<&Path>) -> Result<(), String> {
    let scratch = tempfile::tempdir().map_err(|error| format!("no temporary folder can be made: {error}"))?;
    let file = File::open(packed).map_err(|error| format!("cannot open {}: {error}", packed.display()))?;
    tar::Archive::new(GzDecoder::new(file))
        .unpack(scratch.path())
        .map_err(|error| format!("{} cannot be unpacked: {error}", packed.display()))?;
    let top = scratch.path().join(name);
    let mut wrong = sums(&top)?;
    wrong.extend(binaries::faults(&top, built_here)?);
    let mut left_out = Vec::new();
    wrong.extend(manual::page_faults(&top, &mut left_out)?);
    wrong.extend(manual::completion_faults(&top, &mut left_out)?);
    wrong.extend(papers(&top)?);
    if !wrong.is_empty() {
        return Err(format!("{} is not right:\n- {}", packed.display(), wrong.join("\n- ")));
    }
    let without =
        if left_out.is_empty() { String::new() } else { format!("; not here: {}", left_out.join(", ")) };
    say(&format!(
        "Unpacked and tried: {} binaries, man pages, completions, sums, papers{without}",
        BINARIES.len()
    ));
    Ok(())
}

/// The sums hold, and name every file.
fn sums(top: &Path) -> Result<Vec<String>, String> {
    let given = read(&top.join("SHA256SUMS"))?;
    let found = archive::sums_below(top)?;
    let found = found.lines().filter(|line| !line.ends_with("  SHA256SUMS")).collect::<Vec<_>>();
    if given.lines().eq(found) { Ok(Vec::new()) } else { Ok(vec!["the sums do not hold".to_owned()]) }
}

/// The licences and the bill of materials name the same packages.
fn papers(top: &Path) -> Result<Vec<String>, String> {
    let folder = top.join("share/doc/gantry");
    let bill = serde_json::from_str(&read(&folder.join("sbom.cdx.json"))?)
        .map_err(|error| format!("the bill of materials is no JSON: {error}"))?;
    let mut wrong = sbom::faults(&bill);
    let licences = read(&folder.join("licences.txt"))?;
    for package in crate::cargo::list(&bill, "components").filter(|package| package.get("hashes").is_some()) {
        let text = |name: &str| package[name].as_str().unwrap_or_default();
        let line = format!("\n- {} {}: ", text("name"), text("version"));
        if !licences.contains(&line) {
            wrong.push(format!("the licences leave out {}", text("name")));
        }
    }
    Ok(wrong)
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

/// Runs a program of the system without any environment but its path; nothing where it is not installed.
fn run(program: &str, arguments: &[&str]) -> Result<Option<Output>, String> {
    let scratch = std::env::temp_dir();
    let done = Command::new(program)
        .args(arguments)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", &scratch)
        .current_dir(&scratch)
        .stdin(Stdio::null())
        .output();
    match done {
        Ok(output) => Ok(Some(output)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("cannot run {program}: {error}")),
    }
}

/// What a program printed and how it ended, for a person.
fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    format!("{}: {}", output.status, String::from_utf8_lossy(&text).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_an_added_and_a_missing_file_break_the_sums() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        put("a", "1");
        put("b", "2");
        put("SHA256SUMS", &archive::sums_below(folder.path()).unwrap());
        assert_eq!(sums(folder.path()), Ok(Vec::new()));
        put("a", "2");
        assert_ne!(sums(folder.path()), Ok(Vec::new()));
        put("a", "1");
        put("c", "3");
        assert_ne!(sums(folder.path()), Ok(Vec::new()));
        fs::remove_file(folder.path().join("c")).unwrap();
        fs::remove_file(folder.path().join("b")).unwrap();
        assert_ne!(sums(folder.path()), Ok(Vec::new()));
    }
}
