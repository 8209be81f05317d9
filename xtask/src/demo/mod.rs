//! `cargo xtask demo`: a release from end to end, against the simulator, as a user would do it.

mod steps;
mod story;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use comfy_table::{CellAlignment, Table, presets};
use serde::Serialize;

use story::Story;

use crate::say;

/// A release from end to end in a few seconds: certificate, profile, build on TestFlight, version in review.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Print one JSON object instead of talking.
    #[arg(long)]
    json: bool,
    /// Leave the sample project, with all that was made, in this folder.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Outcome {
    steps: Vec<Step>,
    version_state: String,
    build_state: String,
    second_run_writes: u64,
}

/// One command of the demo.
#[derive(Debug, Serialize)]
struct Step {
    tool: String,
    command: String,
    exit_code: i32,
    seconds: f64,
    requests: u64,
}

/// Runs the demo.
pub(crate) fn run(args: &DemoArgs) -> Result<(), String> {
    if !args.json {
        say("Building the tools ...");
    }
    testkit::build_binaries()?;
    let scratch = tempfile::tempdir().map_err(|error| format!("no temporary folder can be made: {error}"))?;
    let project = match &args.keep {
        Some(folder) => folder.clone(),
        None => scratch.path().join("project"),
    };
    prepare(&project)?;
    let story = Story::begin(&project, scratch.path(), !args.json)?;
    let outcome = story.tell();
    if args.json {
        let json = serde_json::to_string_pretty(&outcome).map_err(|error| error.to_string())?;
        say(&json);
    } else {
        say(&table(&outcome));
        say(&format!(
            "Version: {}. Build: {}. Writes of the second deliver: {}.",
            outcome.version_state, outcome.build_state, outcome.second_run_writes
        ));
        if args.keep.is_some() {
            say(&format!("All of it stands in {}.", project.display()));
        } else {
            say("The sample project was temporary; `--keep DIR` leaves it in a folder.");
        }
    }
    judge(&outcome)
}

/// An existing folder is taken only if it is empty: nothing of the user's is overwritten.
fn prepare(project: &Path) -> Result<(), String> {
    fs::create_dir_all(project).map_err(|error| format!("cannot make {}: {error}", project.display()))?;
    let mut there =
        fs::read_dir(project).map_err(|error| format!("cannot read {}: {error}", project.display()))?;
    match there.next() {
        None => Ok(()),
        Some(_) => Err(format!("{} is not empty: name a new folder", project.display())),
    }
}

fn judge(outcome: &Outcome) -> Result<(), String> {
    if let Some(step) = outcome.steps.iter().find(|step| step.exit_code != 0) {
        return Err(format!("`{}` ended with exit code {}", step.command, step.exit_code));
    }
    if outcome.version_state != "WAITING_FOR_REVIEW" {
        return Err(format!("the version is {}, not WAITING_FOR_REVIEW", outcome.version_state));
    }
    if outcome.second_run_writes != 0 {
        return Err(format!("the second deliver sent {} writes", outcome.second_run_writes));
    }
    Ok(())
}

fn table(outcome: &Outcome) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_header(["step", "requests", "seconds"]);
    for (place, step) in outcome.steps.iter().enumerate() {
        let before = outcome.steps.iter().take(place).any(|earlier| earlier.command == step.command);
        let name = format!("{}{}", step.tool, if before { ", again" } else { "" });
        table.add_row([name, step.requests.to_string(), format!("{:.2}", step.seconds)]);
    }
    for column in [1, 2] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("\n{table}")
}
