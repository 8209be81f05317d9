//! The terminal. Nothing else writes to it: results go to standard output, talk to standard error.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};

use indicatif::MultiProgress;
use serde::Serialize;

use crate::arguments::{Common, OutputFormat};
use crate::environment::Environment;
use crate::exit;
use crate::failure::{Error, Failure};
use crate::harmless::{harmless, harmless_json};
use crate::job_log::JobLog;
use crate::plan::Plan;
use crate::progress::{Progress, Waiting};
use crate::voice::Voice;

/// What a command answers: its JSON is its serde form, its text is for people.
pub trait Report: Serialize {
    /// The report for a person.
    fn text(&self) -> String;
}

/// The way to the terminal.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of the terminal")]
pub struct Ui {
    format: OutputFormat,
    quiet: bool,
    colour: bool,
    live: bool,
    interactive: bool,
    /// What is live on the terminal: every line steps aside for it.
    bars: MultiProgress,
    /// The notices that were said.
    told: Arc<Mutex<BTreeSet<String>>>,
    /// What the log of a CI job gets beside the text.
    log: Arc<JobLog>,
    /// The app that speaks, where several do.
    voice: Option<Voice>,
}

impl Ui {
    pub(crate) fn new(common: &Common, environment: &Environment) -> Self {
        let talk = io::stderr().is_terminal();
        let dumb = environment.get("TERM") == Some("dumb");
        let log = JobLog::new(environment);
        let ci = log.is_ci();
        Self {
            format: common.output.unwrap_or_default(),
            quiet: common.quiet,
            colour: environment.colour().unwrap_or(talk && !dumb && !ci),
            // The trace has a way of its own, which a live line would garble.
            live: talk && !dumb && !ci && !common.verbose,
            interactive: talk && io::stdin().is_terminal() && !ci,
            bars: MultiProgress::new(),
            told: Arc::default(),
            log: Arc::new(log),
            voice: None,
        }
    }

    /// The way to the terminal for one of several apps: its talk bears its name, its results are kept in the voice.
    pub(crate) fn for_app(&self, name: &str) -> (Self, Voice) {
        let voice = Voice::new(name);
        (Self { voice: Some(voice.clone()), ..self.clone() }, voice)
    }

    /// The app that speaks, where several do.
    pub(crate) fn app(&self) -> Option<&str> {
        self.voice.as_ref().map(Voice::name)
    }

    /// The way to the terminal for what concerns all apps.
    pub(crate) fn of_all(&self) -> Self {
        Self { voice: None, ..self.clone() }
    }

    /// Whether somebody is there to answer.
    pub fn is_interactive(&self) -> bool {
        self.interactive
    }

    /// Prints a report to standard output, in the format that was asked for.
    pub fn report(&self, report: &impl Report) {
        match self.format {
            OutputFormat::Table => self.result(&report.text()),
            OutputFormat::Json => self.result(&json(report)),
            OutputFormat::Ndjson => self.lines([report]),
            OutputFormat::Markdown => self.result(&fenced(&report.text())),
        }
    }

    /// Prints a text to standard output.
    pub fn text(&self, text: &str) {
        self.result(text);
    }

    /// Prints something to standard output as one JSON document, whatever format is the default.
    pub fn json(&self, thing: &impl Serialize) {
        self.result(&json(thing));
    }

    /// Writes a file that Apple answered to standard output, unless a person would have to look at it.
    pub fn bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        if stdout.is_terminal() {
            return Err(Failure::new(exit::USAGE, "the answer is a file, which a terminal cannot show")
                .hint("send standard output to a file: ... > answer.gz"));
        }
        let written = stdout.write_all(bytes).and_then(|()| stdout.flush());
        written
            .map_err(|error| Failure::new(exit::FAILED, "cannot write the answer").cause(error.to_string()))
    }

    /// How results are printed.
    pub fn format(&self) -> OutputFormat {
        self.format
    }

    /// Prints things to standard output, a line of JSON each.
    pub fn lines<T: Serialize>(&self, things: impl IntoIterator<Item = T>) {
        // Plain data of text and numbers always is JSON, and JSON has no line breaks of its own.
        let line = |thing: T| harmless_json(serde_json::to_string(&thing).unwrap_or_default());
        let lines = things.into_iter().map(line);
        let text = lines.collect::<Vec<_>>().join("\n");
        if !text.is_empty() {
            self.result(&text);
        }
    }

    /// Prints a plan: to standard output in a dry run, whose result it is, and to standard error before changes.
    ///
    /// What is said after it on CI stands in a section that folds, until the report.
    pub fn plan(&self, plan: &Plan, dry_run: bool) {
        self.end_section();
        match (dry_run, self.format) {
            (true, OutputFormat::Json) => self.result(&json(plan)),
            (true, OutputFormat::Ndjson) => self.lines(&plan.changes),
            (true, OutputFormat::Markdown) => self.result(&plan.markdown()),
            (true, OutputFormat::Table) if self.voice.is_some() => self.result(&plan.to_string()),
            (true, OutputFormat::Table) => {
                let text = self.plan_text(plan, io::stdout().is_terminal());
                self.bars.suspend(|| write_line(io::stdout().lock(), &text));
            }
            (false, _) if !self.quiet => self.aside(&self.plan_text(plan, true)),
            (false, _) => {}
        }
        if let Err(error) = self.log.plan(plan, dry_run) {
            self.warn(format!("the plan cannot be added to the summary of the job: {error}"));
        }
    }

    fn plan_text(&self, plan: &Plan, may_colour: bool) -> String {
        let coloured = self.colour && may_colour;
        let text = plan.text(coloured);
        // Pieces that are harmless each can begin a command of a CI system together.
        if coloured { text } else { harmless(&text).into_owned() }
    }

    /// Says what is being done.
    pub fn step(&self, text: impl Display) {
        self.talk("", &text.to_string());
    }

    /// Says something that the user should know, once however often it comes up.
    pub fn notice(&self, text: impl Display) {
        let text = text.to_string();
        if self.is_new(&text) {
            self.talk("note: ", &text);
        }
    }

    fn is_new(&self, notice: &str) -> bool {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).insert(notice.to_owned())
    }

    /// Says something that the user should see to; it is said even when quiet.
    pub fn warn(&self, text: impl Display) {
        let text = text.to_string();
        // What makes an annotation shows the text in the log as well.
        if let Some(line) = self.log.warning(&text) {
            return self.aside(&line);
        }
        let label = self.painted("warning: ", "33");
        self.aside(&format!("{label}{}", harmless(&text)));
    }

    /// Says something that an answer depends on, which is said even when quiet.
    pub fn say(&self, text: impl Display) {
        self.aside(&harmless(&text.to_string()));
    }

    /// Writes a question, and leaves the line open for the answer.
    pub(crate) fn prompt(&self, question: &str) -> io::Result<()> {
        self.bars.suspend(|| {
            let mut stderr = io::stderr().lock();
            write!(stderr, "{} ", harmless(question)).and_then(|()| stderr.flush())
        })
    }

    /// Shows how far something of a known size has come.
    pub fn progress(&self, label: &str, total: u64) -> Progress {
        Progress::new(self, label, total)
    }

    /// Shows that something is waited for.
    pub fn waiting(&self, label: &str) -> Waiting {
        Waiting::new(self, label)
    }

    /// What is live on the terminal, where something may be.
    pub(crate) fn bars(&self) -> Option<&MultiProgress> {
        (self.live && !self.quiet).then_some(&self.bars)
    }

    /// Tells of a failure.
    pub fn failure(&self, failure: &Failure) {
        self.end_section();
        let label = self.painted("error: ", "31");
        self.aside(&format!("{label}{}", harmless(&failure.to_string())));
        for finding in failure.annotated() {
            if let Some(line) = self.log.error(&finding) {
                self.aside(&line);
            }
        }
        let error = Error { error: failure };
        match self.format {
            OutputFormat::Table => {}
            OutputFormat::Markdown => self.result(&fenced(&format!("error: {failure}"))),
            OutputFormat::Json => self.result(&json(&error)),
            OutputFormat::Ndjson => self.lines([error]),
        }
    }

    /// What the log of a CI job gets beside the text.
    pub(crate) fn log(&self) -> &JobLog {
        &self.log
    }

    /// Ends the section of the log that is open, so that what follows is seen at once.
    pub(crate) fn end_section(&self) {
        if let Some(line) = self.log.end_section() {
            self.aside(&line);
        }
    }

    fn talk(&self, label: &str, text: &str) {
        if !self.quiet {
            if let Some(line) = self.log.open_section() {
                self.aside(&line);
            }
            self.aside(&format!("{label}{}", harmless(text)));
        }
    }

    /// Writes a line to standard error, beside what is live there.
    fn aside(&self, line: &str) {
        let app = self.voice.as_ref().map(Voice::label).unwrap_or_default();
        self.bars.suspend(|| write_line(io::stderr().lock(), &format!("{app}{line}")));
    }

    fn result(&self, text: &str) {
        self.end_section();
        if let Some(voice) = &self.voice {
            return voice.keep(text);
        }
        self.bars.suspend(|| write_line(io::stdout().lock(), &harmless(text)));
    }

    fn painted(&self, text: &str, colour: &str) -> String {
        if self.colour { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// How wide the terminal is that standard output leads to, in columns.
pub fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.into())
}

/// A line of the trace (`--verbose`), which has its own way here.
pub(crate) fn trace_line(text: &str) {
    write_line(io::stderr().lock(), &harmless(text));
}

/// A text as it stands, in Markdown. No run of backquotes in it can end the block.
fn fenced(text: &str) -> String {
    let mut longest = 2;
    for run in text.split(|letter| letter != '`') {
        longest = longest.max(run.len());
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence}text\n{}\n{fence}", text.trim_end())
}

fn json(value: &impl Serialize) -> String {
    // Reports are plain structs of text and numbers, which always are JSON.
    harmless_json(serde_json::to_string_pretty(value).unwrap_or_default())
}

fn write_line(mut to: impl Write, text: &str) {
    // A reader that left (`tool | head`) is no failure, and there is nobody left to tell of another one.
    let _ = writeln!(to, "{text}").and_then(|()| to.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(fenced("a"), "```text\na\n```");
        assert_eq!(fenced("a\n````\n"), "`````text\na\n````\n`````");
    }

    #[test]
    fn a_notice_is_said_once() {
        let ui = Ui::new(&Common::default(), &Environment::default());
        assert!(ui.is_new("a"));
        assert!(!ui.clone().is_new("a"));
        assert!(ui.is_new("b"));
    }
}
