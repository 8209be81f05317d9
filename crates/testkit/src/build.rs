//! Xcode's part of a release: a signed .ipa.

use std::io;
use std::path::{Path, PathBuf};

use crate::Tool;
use crate::sample::Sample;

/// Writes `build/Demo.ipa` below the project folder, signed as Xcode would do it with what `cert` and `sigh` have left in
/// `signing`. `sigh` is the tool, in that folder.
///
/// # Errors
/// Where a file is missing or cannot be written, or `sigh resign` fails.
pub fn build(sample: Sample, project: &Path, sigh: Tool) -> io::Result<()> {
    let signing = project.join("signing");
    let (identity, profile) = (newest(&signing, "p12")?, newest(&signing, "mobileprovision")?);
    let ipa = project.join("build/Demo.ipa");
    sample.profile(std::fs::read(&profile)?).write_ipa(&ipa)?;
    let ran =
        sigh.args(["resign", "build/Demo.ipa"]).args([Path::new("-i"), &identity, Path::new("-p"), &profile]);
    let ran = ran.run();
    if ran.code() == 0 { Ok(()) } else { Err(io::Error::other(ran.to_string())) }
}

fn newest(folder: &Path, extension: &str) -> io::Result<PathBuf> {
    let entries =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    let fitting = entries.into_iter().filter(|path| path.extension().is_some_and(|found| found == extension));
    let newest = fitting.max_by_key(|path| path.metadata().and_then(|metadata| metadata.modified()).ok());
    newest.ok_or_else(|| io::Error::other(format!("there is no .{extension} in {}", folder.display())))
}
