//! macOS's `security`, told what to do through its standard input: passwords are in no command line, where every
//! process could read them.

use std::io::Write;
use std::process::{Command, Stdio};

use console::{Failure, exit};
use secrecy::{ExposeSecret, SecretString};

/// What runs the commands: the program, or a test.
pub(crate) type Runner = fn(&[SecretString]) -> Result<String, Failure>;

/// One command, its words quoted for `security -i`.
pub(crate) fn command(words: &[&str]) -> SecretString {
    let quoted = words.iter().map(|word| format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\"")));
    quoted.collect::<Vec<_>>().join(" ").into()
}

/// Runs the commands with the program. It goes on after one that fails, so that what it complains of counts.
pub(crate) fn run(commands: &[SecretString]) -> Result<String, Failure> {
    let failed = |why: String| Failure::new(exit::FAILED, "`security` failed").cause(why);
    let mut child = Command::new("security")
        .arg("-i")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(error.to_string()))?;
    if let Some(mut input) = child.stdin.take() {
        for command in commands {
            let line = format!("{}\n", command.expose_secret());
            input.write_all(line.as_bytes()).map_err(|error| failed(error.to_string()))?;
        }
    }
    let output = child.wait_with_output().map_err(|error| failed(error.to_string()))?;
    let complaint = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if output.status.success() && complaint.is_empty() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(failed(if complaint.is_empty() { output.status.to_string() } else { complaint }))
}
