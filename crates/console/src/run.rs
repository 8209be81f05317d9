//! From `main` to the exit code.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::error::ErrorKind as ClapError;
use clap::{CommandFactory, Parser};

use crate::account::Teams;
use crate::apps::{self, AppsArgs, Choice, Scope};
use crate::arguments::Common;
use crate::clients::Clients;
use crate::context::Context;
use crate::environment::Environment;
use crate::failure::Failure;
use crate::ui::Ui;
use crate::{code_quality, dotenv, exit, spelling, trace};

/// A tool: its command line, and what it does.
pub trait Tool: Parser + CommandFactory {
    /// The verb that is meant where none is given.
    const MAIN_VERB: &'static str;

    /// The arguments that every verb takes.
    fn common(&self) -> &Common;

    /// Whether it shows what it would do and stops there.
    fn is_dry_run(&self) -> bool {
        self.common().dry_run
    }

    /// The options that choose apps from gantry.toml, and what the verb is about; none for a tool that is about no app.
    fn apps(&self) -> Option<(&AppsArgs, Scope)> {
        None
    }

    /// Whether Ctrl-C is its own affair: a prompt goes on where a command ends.
    fn handles_interrupts(&self) -> bool {
        false
    }

    /// Does what the command line says, and answers an exit code of [`exit`].
    fn run(self, context: &Context) -> impl Future<Output = Result<u8, Failure>>;
}

/// Runs a tool with the command line and the environment of this process.
pub fn run<T: Tool>() -> ExitCode {
    let given = std::env::args_os().collect::<Vec<OsString>>();
    let command = T::command();
    let words = spelling::normalized(&command, T::MAIN_VERB, given);
    let (name, words) = apps::take_name(&command, words);
    let tool = match T::try_parse_from(&words) {
        Ok(tool) => tool,
        Err(error) => {
            let wanted = matches!(
                error.kind(),
                ClapError::DisplayHelp
                    | ClapError::DisplayVersion
                    | ClapError::DisplayHelpOnMissingArgumentOrSubcommand
            );
            // Whether the text could be shown changes nothing about the outcome.
            let _ = error.print();
            return ExitCode::from(if wanted { exit::DONE } else { exit::USAGE });
        }
    };
    let mut environment = Environment::of_process();
    let ui = Ui::new(tool.common(), &environment);
    let begun = Instant::now();
    let common = tool.common().clone();
    let done = prepared(&tool, name.as_deref(), &words, &mut environment).and_then(|(folder, choice)| {
        let clients = Clients::new(tool.apps().map_or(1, |(apps, _)| apps.shards()));
        let (start, ui, teams) = (folder.clone(), ui.clone(), Teams::default());
        let (common, environment) = (common.clone(), environment.clone());
        let context = Context { common, environment, ui, folder, start, clients, teams };
        started(tool, choice, &words, &context)
    });
    ui.end_section();
    let code = done.as_ref().copied().unwrap_or_else(|failure| {
        ui.failure(failure);
        failure.exit_code
    });
    match reports::<T>(&common, &environment, &ui, done.as_ref().err(), begun.elapsed()) {
        Ok(()) => ExitCode::from(code),
        Err(failure) => {
            ui.failure(&failure);
            ExitCode::from(if code == exit::DONE { failure.exit_code } else { code })
        }
    }
}

fn prepared<T: Tool>(
    tool: &T,
    name: Option<&str>,
    words: &[OsString],
    environment: &mut Environment,
) -> Result<(PathBuf, Choice), Failure> {
    tool.common().check(tool.is_dry_run())?;
    let folder = std::env::current_dir().map_err(|error| {
        Failure::new(exit::FAILED, "the working folder cannot be told").cause(error.to_string())
    })?;
    let choice = match tool.apps() {
        Some((args, scope)) if name.is_some() || args.is_given() => {
            // The words were read well once already.
            let matches = T::command().try_get_matches_from(words);
            let matches = matches.map_err(|error| Failure::new(exit::USAGE, error.to_string()))?;
            apps::choose((args, scope), name, &matches, &folder)?
        }
        _ => Choice::Unsaid,
    };
    // An app has files of its own by those names.
    let names = if choice == Choice::Unsaid { &tool.common().env[..] } else { &[] };
    dotenv::load(&folder, names, environment)?;
    if tool.common().verbose {
        trace::start();
    }
    Ok((folder, choice))
}

fn started<T: Tool>(tool: T, choice: Choice, words: &[OsString], context: &Context) -> Result<u8, Failure> {
    let own = tool.handles_interrupts();
    match choice {
        Choice::Unsaid => in_runtime(own, tool.run(context)),
        Choice::One(app) => {
            let context = app.applied(context)?;
            in_runtime(own, tool.run(&context))
        }
        Choice::Several(chosen) => {
            let scope = tool.apps().map_or(Scope::Other, |(_, scope)| scope);
            in_runtime(own, apps::run::<T>(chosen, scope, words, context))
        }
    }
}

fn in_runtime(own: bool, run: impl Future<Output = Result<u8, Failure>>) -> Result<u8, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime
        .map_err(|error| Failure::new(exit::FAILED, "no runtime can be started").cause(error.to_string()))?;
    let done = runtime.block_on(async {
        tokio::select! {
            done = run => done,
            interrupted = tokio::signal::ctrl_c(), if !own => match interrupted {
                Ok(()) => Err(Failure::new(exit::INTERRUPTED, "interrupted")
                    .hint("run the command again: what was done already is found and not done twice")),
                Err(error) => Err(Failure::new(exit::FAILED, "cannot listen for Ctrl-C").cause(error.to_string())),
            },
        }
    });
    // Whatever still runs is not waited for: after Ctrl-C a tool ends at once.
    runtime.shutdown_background();
    done
}

/// Writes the reports that were asked for.
fn reports<T: Tool>(
    common: &Common,
    environment: &Environment,
    ui: &Ui,
    failure: Option<&Failure>,
    took: Duration,
) -> Result<(), Failure> {
    let record = ui.log().record();
    if let Some(file) = &common.junit {
        signing::write_public(file, record.xml(T::command().get_name(), failure, took).as_bytes())?;
    }
    let Some(file) = &common.code_quality else { return Ok(()) };
    let root = environment.get("CI_PROJECT_DIR").map(Into::into).or_else(|| std::env::current_dir().ok());
    let errors = failure.map(Failure::annotated).unwrap_or_default();
    let report = code_quality::report(&errors, &record.warnings, &root.unwrap_or_default());
    Ok(signing::write_public(file, report.as_bytes())?)
}
