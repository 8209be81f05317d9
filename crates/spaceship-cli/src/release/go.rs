//! Going through the stages, each in a process of its own.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use console::{AppEntry, Context, Failure, exit};
use tokio::process::Command;

use super::outputs::{self, OUTPUTS};
use super::stages::Program;
use super::{Journal, Stage, State};

/// What a flow goes on with.
pub(crate) struct Going<'a> {
    pub(crate) context: &'a Context,
    pub(crate) app: &'a AppEntry,
    pub(crate) stages: &'a [Stage],
    /// The folder of gantry.toml, in which tools are run.
    pub(crate) root: &'a Path,
    /// The folder for what is kept of flows.
    pub(crate) folder: &'a Path,
    /// The journal's file.
    pub(crate) path: &'a Path,
    /// What to type to go on after a failure.
    pub(crate) resume: &'a str,
}

/// Runs what is left of a flow.
///
/// # Errors
/// Where a stage fails: with its exit code, its command line, and how to go on.
pub(crate) async fn go(going: &Going<'_>, journal: &mut Journal, lock: &File) -> Result<(), Failure> {
    for (place, stage) in going.stages.iter().enumerate() {
        if journal.stages.get(place).is_some_and(|record| record.state == State::Done) {
            continue;
        }
        let stage = stage.settled(&journal.values())?;
        going.context.ui.step(format!(
            "\n{} of {}: {}\n$ {}",
            place + 1,
            going.stages.len(),
            stage.name,
            stage.line()
        ));
        set(journal, place, State::Begun, going.path)?;
        let code = run(going, journal, &stage, lock).await?;
        let done = code == Some(0);
        let handed = going.folder.join(file_name(going, &stage));
        if let Some(record) = journal.stages.get_mut(place) {
            record.exit_code = code;
            record.outputs = if done { outputs::read(&handed)? } else { record.outputs.clone() };
        }
        // What it hands on stands in the journal.
        let _ = fs::remove_file(&handed);
        set(journal, place, if done { State::Done } else { State::Failed }, going.path)?;
        if !done {
            return Err(failed(going, &stage, code));
        }
    }
    Ok(())
}

fn set(journal: &mut Journal, place: usize, state: State, path: &Path) -> Result<(), Failure> {
    if let Some(record) = journal.stages.get_mut(place) {
        record.state = state;
    }
    journal.save(path)
}

fn failed(going: &Going<'_>, stage: &Stage, code: Option<i32>) -> Failure {
    let how = code.map_or("was ended by a signal".to_owned(), |code| format!("failed with exit code {code}"));
    let code = code.and_then(|code| u8::try_from(code).ok()).unwrap_or(exit::FAILED);
    // A build's exit codes are its own.
    let code = if stage.name == "build" { exit::FAILED } else { code };
    Failure::new(code, format!("the stage {} {how}: {}", stage.name, stage.line()))
        .hint(format!("put right what it says above, and go on with `{}`", going.resume))
}

/// Runs a stage to its end and answers its exit code. Results are the flow's to report: what a stage prints is talk.
async fn run(
    going: &Going<'_>,
    journal: &Journal,
    stage: &Stage,
    lock: &File,
) -> Result<Option<i32>, Failure> {
    let mut command = match &stage.program {
        Program::Tool(words) => {
            let words = words.iter().map(|word| word.settled(stage.name, &journal.values()));
            let mut command = Command::new(tool(stage.name)?);
            command.args(words.collect::<Result<Vec<_>, _>>()?).current_dir(going.root);
            command
        }
        Program::Shell(line) => {
            let mut command = shell(line);
            command.current_dir(&going.app.folder).env(OUTPUTS, going.folder.join(file_name(going, stage)));
            command
        }
    };
    let wrong = |error: std::io::Error| {
        Failure::new(exit::FAILED, format!("the stage {} cannot be run: {}", stage.name, stage.line()))
            .cause(error.to_string())
    };
    let input = lock.try_clone().map_err(wrong)?;
    let status =
        command.envs(journal.values()).stdin(input).stdout(Stdio::from(std::io::stderr())).status().await;
    Ok(status.map_err(wrong)?.code())
}

/// The file in which a stage hands values on.
fn file_name(going: &Going<'_>, stage: &Stage) -> PathBuf {
    let stem = going.path.file_stem().unwrap_or_default().to_string_lossy();
    format!("{stem}.{}.env", stage.name).into()
}

/// The tool that was built with this one.
fn tool(name: &str) -> Result<PathBuf, Failure> {
    let own = std::env::current_exe().map_err(|error| {
        Failure::new(exit::FAILED, "cannot tell where this tool is").cause(error.to_string())
    })?;
    let path = own.with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if path.is_file() {
        return Ok(path);
    }
    Err(Failure::new(exit::FAILED, format!("there is no {}", path.display()))
        .hint("install all tools of Gantry in one folder"))
}

fn shell(line: &str) -> Command {
    let (shell, option) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut command = Command::new(shell);
    command.arg(option).arg(line);
    command
}
