//! The course of the demo: the simulator, the sample project, the commands in their order.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Value;
use testkit::sample::Sample;
use testkit::{Simulator, Tool};

use super::steps::{CERT, Command, DELIVER, PILOT, SIGH};
use super::{Outcome, Step};
use crate::say;

pub(super) struct Story {
    project: PathBuf,
    home: PathBuf,
    simulator: Simulator,
    aloud: bool,
}

impl Story {
    pub(super) fn begin(project: &Path, scratch: &Path, aloud: bool) -> Result<Self, String> {
        let home = scratch.join("home");
        fs::create_dir_all(&home).map_err(|error| format!("cannot make {}: {error}", home.display()))?;
        let simulator = Simulator::start(scratch, &["--processing", "300ms"]);
        let story = Self { project: project.to_owned(), home, simulator, aloud };
        story.say(&format!(
            "\nA simulated Apple listens on {}. It has an app and nothing else: no certificate, no build.\n\
             The key stands in the variables of GitLab's integration, as on a CI job.",
            story.simulator.endpoint()
        ));
        Ok(story)
    }

    pub(super) fn tell(&self) -> Outcome {
        let mut steps = Vec::new();
        let mut second_run_writes = 0;
        if self.write_texts() {
            // Each command needs what the one before made.
            for command in [CERT, SIGH, PILOT, DELIVER] {
                if command.tool == PILOT.tool && !self.build_app() {
                    break;
                }
                if !self.step(&command, &mut steps) {
                    return self.outcome(steps, second_run_writes);
                }
            }
            self.say("\nThe same again: nothing is left to do.");
            self.step(&DELIVER, &mut steps);
            second_run_writes = self.simulator.summary().writes;
        }
        self.outcome(steps, second_run_writes)
    }

    fn step(&self, command: &Command, steps: &mut Vec<Step>) -> bool {
        let line = command.line();
        self.say(&format!("\n$ {line}"));
        self.simulator.clear_requests();
        let tool = self.tool(command.tool).args(command.arguments);
        let started = Instant::now();
        let ran = tool.run();
        let seconds = (started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
        if ran.code() != 0 {
            complain(&format!("$ {line}\n{}{}", ran.stderr(), ran.stdout()));
        } else if self.aloud {
            self.say(&shortened(&ran.stderr()));
            self.say(ran.stdout().trim_end());
        }
        let requests = self.simulator.summary().requests;
        steps.push(Step {
            tool: command.tool.into(),
            command: line,
            exit_code: ran.code(),
            seconds,
            requests,
        });
        ran.code() == 0
    }

    /// What a team has in its repository: texts, screenshots, an Appfile.
    fn write_texts(&self) -> bool {
        let sample = Sample::default();
        let written = sample
            .write_metadata(&self.project)
            .and_then(|()| sample.write_screenshots(&self.project))
            .and_then(|()| sample.write_appfile(&self.project));
        written.map_err(|error| complain(&format!("the sample project cannot be written: {error}"))).is_ok()
    }

    /// Xcode's part: an .ipa with the profile that sigh fetched inside, signed.
    fn build_app(&self) -> bool {
        self.say("\n(Xcode would build and sign the app here; the demo writes a sample build/Demo.ipa and signs it.)");
        let built = testkit::build(Sample::default(), &self.project, self.tool("sigh"));
        built.map_err(|error| complain(&format!("the .ipa cannot be made: {error}"))).is_ok()
    }

    fn tool(&self, name: &str) -> Tool {
        let tool = Tool::new(name, &self.project, &self.home);
        let environment = self.simulator.environment().iter();
        environment.fold(tool, |tool, (name, value)| tool.env(name, value))
    }

    fn outcome(&self, steps: Vec<Step>, second_run_writes: u64) -> Outcome {
        let state = |kind: &str, attribute: &str| {
            let all = self.simulator.all(kind);
            let last = all.last().and_then(|one| one.pointer(&format!("/attributes/{attribute}")).cloned());
            last.as_ref().and_then(Value::as_str).unwrap_or("NONE").to_owned()
        };
        Outcome {
            version_state: state("appStoreVersions", "appVersionState"),
            build_state: state("builds", "processingState"),
            steps,
            second_run_writes,
        }
    }

    fn say(&self, text: &str) {
        if self.aloud {
            say(text);
        }
    }
}

/// The first lines of what a tool says while it works: its plan, and the beginning of its steps.
fn shortened(talk: &str) -> String {
    const LINES: usize = 14;
    let mut lines = talk.lines().take(LINES).map(|line| format!("  | {line}")).collect::<Vec<_>>();
    let more = talk.lines().count().saturating_sub(LINES);
    if more > 0 {
        lines.push(format!("  | ... and {more} more lines"));
    }
    lines.join("\n")
}

#[expect(clippy::print_stderr, reason = "xtask is no tool of the product and links no console")]
fn complain(text: &str) {
    eprintln!("{text}");
}
