//! One flow of an app at a time.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use console::{Failure, Ui, exit};

/// Makes the folder for what is kept of flows, and waits until no other flow of the app is at work.
///
/// Each stage is to have the lock as its standard input, which is empty: so the lock is held for as long as a stage goes on
/// whose flow was killed.
pub(crate) async fn locked(folder: &Path, app: &str, ui: &Ui) -> Result<File, Failure> {
    prepare(folder)?;
    let path = folder.join(format!("{app}.lock"));
    let wrong = |error: io::Error| {
        Failure::new(exit::FAILED, format!("cannot lock {}", path.display())).cause(error.to_string())
    };
    let file =
        File::options().create(true).truncate(false).write(true).read(true).open(&path).map_err(wrong)?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::Error(error)) => return Err(wrong(error)),
        Err(TryLockError::WouldBlock) => {}
    }
    ui.say(format!(
        "another release of {app} is at work, or a stage of one that was killed: waiting for its end"
    ));
    let waited = tokio::task::spawn_blocking(move || file.lock().map(|()| file)).await;
    waited.map_err(|error| wrong(io::Error::other(error)))?.map_err(wrong)
}

/// The folder is no affair of the project's repository.
fn prepare(folder: &Path) -> Result<(), Failure> {
    let made = fs::create_dir_all(folder).and_then(|()| fs::write(folder.join(".gitignore"), "*\n"));
    made.map_err(|error| {
        Failure::new(exit::FAILED, format!("cannot make the folder {}", folder.display()))
            .cause(error.to_string())
    })
}
