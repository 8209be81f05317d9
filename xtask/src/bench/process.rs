//! What a process of ours costs.

use std::fs::File;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What one run took.
pub(super) struct Cost {
    pub(super) wall: Duration,
    pub(super) cpu: Duration,
    /// The most memory it held at once, in bytes.
    pub(super) memory: u64,
}

/// Runs a command to its end, its output going to `output`, or nowhere.
pub(super) fn cost(command: &mut Command, output: Option<File>) -> Result<Cost, String> {
    let begun = Instant::now();
    let child = start(command, output)?;
    wait(command, child, begun)
}

/// The same, with the bytes that it read from files. They are looked at until its end: once it is waited for, nobody
/// tells them any more.
pub(super) fn watched(command: &mut Command) -> Result<(Cost, u64), String> {
    let begun = Instant::now();
    let child = start(command, None)?;
    let about = |file: &str| std::fs::read_to_string(format!("/proc/{}/{file}", child.id()));
    let mut read = 0;
    loop {
        let counted =
            about("io").map_err(|error| format!("the system does not tell what is read: {error}"))?;
        let counted = counted.lines().find_map(|line| line.strip_prefix("rchar: ")?.parse().ok());
        read = counted.unwrap_or(read);
        // The state stands behind the name, which may have spaces and brackets of its own.
        let status = about("stat").unwrap_or_default();
        if status.rsplit_once(") ").is_none_or(|(_, status)| status.starts_with('Z')) {
            return Ok((wait(command, child, begun)?, read));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn start(command: &mut Command, output: Option<File>) -> Result<Child, String> {
    command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .stdout(output.map_or_else(Stdio::null, Stdio::from));
    command.spawn().map_err(|error| format!("{command:?} does not start: {error}"))
}

fn wait(command: &Command, child: Child, begun: Instant) -> Result<Cost, String> {
    let ended = child.wait4().map_err(|error| format!("{command:?} cannot be waited for: {error}"))?;
    if !ended.status.success() {
        return Err(format!("{command:?} ended with {}", ended.status));
    }
    let used = ended.rusage;
    Ok(Cost { wall: begun.elapsed(), cpu: used.utime + used.stime, memory: used.maxrss })
}
