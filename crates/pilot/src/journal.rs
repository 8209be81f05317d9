//! The journal of an upload: what Apple took of a file, so that a run that was broken off is gone on with.
//!
//! A file of lines: first what is uploaded, then of each part that Apple took where it begins and its CRC-32, by which a
//! part of another file is told. It is appended to after each answer, so that a run that is killed forgets at most the
//! parts that were under way.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use console::{Context, Failure, exit};
use serde::{Deserialize, Serialize};
use spaceship::jsonapi::Id;
use spaceship::resources::{BuildUpload, BuildUploadFile};
use spaceship::upload::Taken;

/// What is uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Subject {
    /// Apple's id of the file.
    pub(crate) file: String,
    /// In bytes.
    pub(crate) size: u64,
}

impl Subject {
    /// Apple's id of the file.
    pub(crate) fn id(&self) -> Id<BuildUploadFile> {
        Id::new(self.file.as_str())
    }
}

/// A journal that is being written.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: Mutex<File>,
}

/// What a journal says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) subject: Subject,
    /// The parts that Apple took.
    pub(crate) taken: Taken,
}

/// Where the journal of an upload is; nothing without a home folder.
pub(crate) fn place(upload: &Id<BuildUpload>, context: &Context) -> Option<PathBuf> {
    let folder = context.state_folder()?.join("uploads");
    Some(folder.join(format!("{}.journal", signing::safe_file_name(upload.as_str()))))
}

/// Reads a journal. One that is damaged at its end, as by a loss of power, counts as far as it can be read.
pub(crate) fn read(path: &Path) -> Option<Told> {
    let mut lines = BufReader::new(File::open(path).ok()?).lines().map_while(Result::ok);
    let subject = serde_json::from_str(&lines.next()?).ok()?;
    Some(Told { subject, taken: lines.map_while(|line| part(&line)).collect() })
}

fn part(line: &str) -> Option<(u64, u32)> {
    let (offset, sum) = line.split_once(' ')?;
    Some((offset.parse().ok()?, u32::from_str_radix(sum, 16).ok().filter(|_| sum.len() == 8)?))
}

/// Removes a journal, if it is there.
pub(crate) fn remove(path: &Path) {
    // What is left of it names an upload that is over, and is never looked at again.
    let _ = fs::remove_file(path);
}

impl Journal {
    /// Begins a journal.
    pub(crate) fn begin(path: PathBuf, subject: &Subject) -> Result<Self, Failure> {
        let failed = |error: io::Error| {
            Failure::new(exit::FAILED, format!("cannot write {}", path.display())).cause(error.to_string())
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut file = options().truncate(true).open(&path).map_err(failed)?;
        // Plain text and numbers always are JSON.
        let line = serde_json::to_string(subject).unwrap_or_default();
        writeln!(file, "{line}").map_err(failed)?;
        Ok(Self { path, file: Mutex::new(file) })
    }

    /// Goes on with a journal.
    pub(crate) fn go_on(path: PathBuf) -> Result<Self, Failure> {
        let failed = |error: io::Error| {
            Failure::new(exit::FAILED, format!("cannot write {}", path.display())).cause(error.to_string())
        };
        let file = options().append(true).open(&path).map_err(failed)?;
        Ok(Self { path, file: Mutex::new(file) })
    }

    /// Notes that Apple took the part that begins there and has that sum. A note that cannot be made costs at most that the part is sent
    /// again.
    pub(crate) fn took(&self, offset: u64, sum: u32) {
        if let Ok(mut file) = self.file.lock() {
            let _ = file.write_all(format!("{offset} {sum:08x}\n").as_bytes());
        }
    }

    /// The upload is over.
    pub(crate) fn end(self) {
        remove(&self.path);
    }
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject() -> Subject {
        Subject { file: "F1".into(), size: 10 }
    }

    #[test]
    fn what_was_noted_is_read_again_and_a_torn_line_ends_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("uploads/U1.journal");
        assert_eq!(read(&path), None);
        let journal = Journal::begin(path.clone(), &subject()).unwrap();
        journal.took(5, 0xab);
        drop(journal);
        let journal = Journal::go_on(path.clone()).unwrap();
        journal.took(0, u32::MAX);
        let taken = Taken::from([(5, 0xab), (0, u32::MAX)]);
        assert_eq!(read(&path), Some(Told { subject: subject(), taken: taken.clone() }));
        let mut text = fs::read_to_string(&path).unwrap();
        text.push_str("10 0000");
        fs::write(&path, text).unwrap();
        assert_eq!(read(&path).unwrap().taken, taken);
        journal.end();
        assert!(!path.exists());
        fs::write(&path, "no journal\n5\n").unwrap();
        assert_eq!(read(&path), None);
    }
}
