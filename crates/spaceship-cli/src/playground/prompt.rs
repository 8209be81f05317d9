//! The prompt: reading a line from a terminal, with history and completion.

use std::path::PathBuf;

use console::{Context, Failure, exit};
use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Editor, Helper};

use super::completion::{Candidate, complete};
use super::memory::Memory;

/// The most lines that are remembered from one time to the next.
const LONGEST_HISTORY: usize = 1000;

/// What came of asking for a line.
pub(super) enum Typed {
    /// A line.
    Line(String),
    /// Ctrl-C: the line is thrown away.
    Cleared,
    /// Ctrl-D.
    End,
}

/// The prompt.
pub(super) struct Prompt {
    editor: Editor<Completion, FileHistory>,
    history: Option<PathBuf>,
}

/// What completion works with, refreshed before each line.
struct Completion {
    memory: Memory,
}

impl Prompt {
    pub(super) fn new(context: &Context) -> Result<Self, Failure> {
        let config = Config::builder().completion_type(CompletionType::List).auto_add_history(true);
        let config = config.max_history_size(LONGEST_HISTORY).map_err(|error| unusable(&error))?.build();
        let mut editor = Editor::with_config(config).map_err(|error| unusable(&error))?;
        let history = history_file(context);
        if let Some(path) = &history {
            // There is none at the first time.
            let _ = editor.load_history(path);
        }
        Ok(Self { editor, history })
    }

    pub(super) fn read(&mut self, memory: &Memory) -> Result<Typed, Failure> {
        self.editor.set_helper(Some(Completion { memory: memory.clone() }));
        match self.editor.readline("apple> ") {
            Ok(line) => {
                self.keep_history();
                Ok(Typed::Line(line))
            }
            Err(ReadlineError::Interrupted) => Ok(Typed::Cleared),
            Err(ReadlineError::Eof) => Ok(Typed::End),
            Err(error) => Err(unusable(&error)),
        }
    }

    fn keep_history(&mut self) {
        let Some(path) = &self.history else { return };
        let made = path.parent().map(std::fs::create_dir_all);
        // Whoever cannot keep a history goes without: it is a comfort. The library makes the file for its owner only.
        if made.is_none_or(|made| made.is_ok()) {
            let _ = self.editor.save_history(path);
        }
    }
}

fn unusable(error: &ReadlineError) -> Failure {
    Failure::new(exit::FAILED, "the terminal cannot be used for a prompt")
        .cause(error.to_string())
        .hint("pipe lines into `spaceship playground`, or use `spaceship api`")
}

fn history_file(context: &Context) -> Option<PathBuf> {
    Some(context.state_folder()?.join("playground-history"))
}

impl Completer for Completion {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _: &rustyline::Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let typed = line.get(..pos).unwrap_or(line);
        let (start, found) = complete(typed, &self.memory);
        let pair = |one: Candidate| {
            let about =
                if one.about.is_empty() { String::new() } else { format!("  ({})", harmless(&one.about)) };
            Pair { display: format!("{}{about}", harmless(&one.text)), replacement: one.text }
        };
        Ok((start, found.into_iter().map(pair).collect()))
    }
}

/// Names come from Apple: nothing in them may steer the terminal.
fn harmless(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(60).collect()
}

impl Hinter for Completion {
    type Hint = String;
}

impl Highlighter for Completion {}
impl Validator for Completion {}
impl Helper for Completion {}
