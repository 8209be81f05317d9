//! Running one of Gantry's binaries as a user would.

use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::binary;

/// A command being put together. Its environment is empty but for what it is given.
#[derive(Debug)]
pub struct Tool {
    command: Command,
    line: String,
    /// Where what it says is kept, for a look through all of it.
    record: Option<PathBuf>,
    tells_a_secret: bool,
}

impl Tool {
    /// The binary of that name in `folder`, with `home` as its home folder.
    pub fn new(name: &str, folder: &Path, home: &Path) -> Self {
        let mut command = Command::new(binary(name));
        command
            .current_dir(folder)
            .env_clear()
            .env("HOME", home)
            .env("TMPDIR", home)
            .env("LANG", "C.UTF-8")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .stdin(Stdio::null());
        Self { command, line: name.to_owned(), record: None, tells_a_secret: false }
    }

    /// With what it says kept in this file too.
    pub(crate) fn recorded(mut self, file: PathBuf) -> Self {
        self.record = Some(file);
        self
    }

    /// With a result that is a secret and meant to be: it is not kept with all else that the tools say.
    #[must_use]
    pub fn tells_a_secret(mut self) -> Self {
        self.tells_a_secret = true;
        self
    }

    /// With these arguments.
    #[must_use]
    pub fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        for argument in arguments {
            self.line.push(' ');
            self.line.push_str(&argument.as_ref().to_string_lossy());
            self.command.arg(argument);
        }
        self
    }

    /// With this variable in its environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Without this variable.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// The command line, for a person.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// The command itself, for a test that starts it by other means.
    pub fn command(&mut self) -> &mut Command {
        &mut self.command
    }

    /// Keeps the JSON that was asked for, beside all that the tools said.
    fn keep_document(&self, record: &Path, output: &Output) {
        let name = Path::new(self.command.get_program()).file_stem().unwrap_or_default().to_string_lossy();
        let words =
            self.command.get_args().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>();
        let asked = words.windows(2).any(|two| two.first().zip(two.last()).is_some_and(is_json));
        if !asked {
            return;
        }
        let document = serde_json::json!({
            "tool": name,
            "words": words,
            "code": output.status.code(),
            "document": serde_json::from_slice::<Value>(&output.stdout).unwrap_or_default(),
        });
        let file = record.with_file_name("documents.ndjson");
        self::record(&file, &[document.to_string().as_bytes()]);
    }

    /// Runs it to its end.
    ///
    /// # Panics
    /// When it does not start.
    pub fn run(mut self) -> Ran {
        let output =
            self.command.output().unwrap_or_else(|error| panic!("{} does not start: {error}", self.line));
        if let Some(file) = &self.record {
            let stdout: &[u8] = if self.tells_a_secret { b"" } else { &output.stdout };
            record(file, &[self.line.as_bytes(), stdout, &output.stderr]);
            self.keep_document(file, &output);
        }
        Ran { line: self.line, output }
    }
}

fn is_json((option, value): (&String, &String)) -> bool {
    option == "--output" && value == "json"
}

/// Adds texts to a file.
pub(crate) fn record(file: &Path, texts: &[&[u8]]) {
    let text = [texts.join(&b'\n'), vec![b'\n']].concat();
    let mut file = OpenOptions::new().create(true).append(true).open(file).expect("the record can be opened");
    file.write_all(&text).expect("the record can be written");
}

/// What came of a run.
#[derive(Debug)]
pub struct Ran {
    line: String,
    output: Output,
}

impl Ran {
    /// The exit code; -1 where a signal ended it.
    pub fn code(&self) -> i32 {
        self.output.status.code().unwrap_or(-1)
    }

    /// Standard output.
    pub fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    /// Standard error.
    pub fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    /// Standard output as JSON.
    ///
    /// # Panics
    /// When it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout())
            .unwrap_or_else(|error| panic!("{} printed no JSON ({error}):\n{self}", self.line))
    }

    /// Goes on only if it ended well.
    ///
    /// # Panics
    /// With everything it said, if it did not.
    #[must_use]
    pub fn success(self) -> Self {
        assert_eq!(self.code(), 0, "{self}");
        self
    }
}

impl std::fmt::Display for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "$ {}\nexit code {}", self.line, self.code())?;
        writeln!(f, "--- stdout\n{}\n--- stderr\n{}", self.stdout(), self.stderr())
    }
}
