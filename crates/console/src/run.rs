//! From `main` to the exit code.

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::error::ErrorKind as ClapError;
use clap::{CommandFactory, Parser};

use crate::account::Teams;
use crate::arguments::Common;
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
    let words = spelling::normalized(&T::command(), T::MAIN_VERB, given);
    let tool = match T::try_parse_from(words) {
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
    let done = prepared(&tool, &mut environment).and_then(|folder| {
        let environment = environment.clone();
        in_runtime(
            tool,
            &Context { common: common.clone(), environment, ui: ui.clone(), folder, teams: Teams::default() },
        )
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

fn prepared<T: Tool>(tool: &T, environment: &mut Environment) -> Result<std::path::PathBuf, Failure> {
    tool.common().check(tool.is_dry_run())?;
    let folder = std::env::current_dir().map_err(|error| {
        Failure::new(exit::FAILED, "the working folder cannot be told").cause(error.to_string())
    })?;
    dotenv::load(&folder, &tool.common().env, environment)?;
    if tool.common().verbose {
        trace::start();
    }
    Ok(folder)
}

fn in_runtime<T: Tool>(tool: T, context: &Context) -> Result<u8, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime
        .map_err(|error| Failure::new(exit::FAILED, "no runtime can be started").cause(error.to_string()))?;
    let own = tool.handles_interrupts();
    let done = runtime.block_on(async {
        tokio::select! {
            done = tool.run(context) => done,
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
