//! A command for several apps.

use std::ffi::OsString;

use futures::{StreamExt, stream};

use super::outcome::{Outcome, Outcomes, documents};
use super::{AppEntry, Scope};
use crate::arguments::OutputFormat;
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;
use crate::run::Tool;
use crate::ui::Report as _;

/// How many apps are worked on at once. The pace of the key's client counts for all of them together.
const AT_ONCE: usize = 4;

/// Runs the command for each of the apps; one that fails does not stop the others.
pub(crate) async fn run<T: Tool>(
    apps: Vec<AppEntry>,
    scope: Scope,
    words: &[OsString],
    context: &Context,
) -> Result<u8, Failure> {
    // A person is asked about one app at a time; what a team has in common is made once and then found.
    let in_turn = context.ui.is_interactive() || scope == Scope::Team;
    let runs = stream::iter(apps).map(|app| one::<T>(app, words, context));
    let mut runs = Box::pin(runs.buffered(if in_turn { 1 } else { AT_ONCE }));
    let mut outcomes = Vec::new();
    while let Some((outcome, results)) = runs.next().await {
        match context.ui.format() {
            OutputFormat::Table if !results.is_empty() => {
                context.ui.text(&format!("== {} ==\n{}\n", outcome.app, results.join("\n")));
            }
            OutputFormat::Ndjson => context.ui.lines([&outcome]),
            OutputFormat::Markdown if !results.is_empty() => context.ui.text(&results.join("\n")),
            OutputFormat::Table | OutputFormat::Json | OutputFormat::Markdown => {}
        }
        outcomes.push(outcome);
    }
    let outcomes = Outcomes(outcomes);
    match context.ui.format() {
        OutputFormat::Table if outcomes.0.is_empty() => context.ui.step("no app is this job's"),
        OutputFormat::Table => context.ui.text(&outcomes.text()),
        OutputFormat::Json => context.ui.json(&outcomes),
        OutputFormat::Markdown => context.ui.report(&outcomes),
        OutputFormat::Ndjson => {}
    }
    Ok(outcomes.exit_code())
}

/// Runs the command for an app.
async fn one<T: Tool>(app: AppEntry, words: &[OsString], context: &Context) -> (Outcome, Vec<String>) {
    let (ui, voice) = context.ui.for_app(&app.name);
    let run = async {
        let context = app.applied(&Context { ui: ui.clone(), ..context.clone() })?;
        let tool = T::try_parse_from(words);
        let tool = tool.map_err(|error| Failure::new(exit::USAGE, error.to_string()))?;
        tool.run(&context).await
    };
    let done = Box::pin(run).await;
    let results = voice.results();
    let (exit_code, error) = match done {
        Ok(code) => (code, None),
        Err(failure) => {
            ui.failure(&failure);
            (failure.exit_code, Some(failure))
        }
    };
    (Outcome { app: app.name, exit_code, result: documents(&results), error }, results)
}
