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
    command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .stdout(output.map_or_else(Stdio::null, Stdio::from));
    let begun = Instant::now();
    let child: Child = command.spawn().map_err(|error| format!("{command:?} does not start: {error}"))?;
    let ended = child.wait4().map_err(|error| format!("{command:?} cannot be waited for: {error}"))?;
    if !ended.status.success() {
        return Err(format!("{command:?} ended with {}", ended.status));
    }
    let used = ended.rusage;
    Ok(Cost { wall: begun.elapsed(), cpu: used.utime + used.stime, memory: used.maxrss })
}
