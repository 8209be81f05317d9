//! `sigh install`.

use std::path::PathBuf;

use clap::Args;
use console::{Action, Change, Context, Failure, Plan, Report, exit};
use serde::Serialize;

use super::show::read;
use crate::files;

/// Copy profiles to where Xcode looks for them, version 16 and earlier ones.
#[derive(Debug, Args)]
pub(crate) struct InstallArgs {
    /// The files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Installed {
    installed: Vec<String>,
}

impl Report for Installed {
    fn text(&self) -> String {
        self.installed.join("\n")
    }
}

pub(crate) fn run(args: &InstallArgs, context: &Context) -> Result<u8, Failure> {
    // All are read before the first is written.
    let read = args.files.iter().map(|file| read(file, context)).collect::<Result<Vec<_>, _>>()?;
    if context.common.dry_run {
        let mut plan = Plan::new("Installed profiles");
        for (bytes, profile) in &read {
            for path in files::places(profile, context)?.iter().filter(|path| !files::is_there(path, bytes)) {
                plan.push(Change::new(Action::Write, "file", context.shown(path)).because(&profile.name));
            }
        }
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    let mut installed = Vec::new();
    for (bytes, profile) in &read {
        let paths = files::install(profile, bytes, context)?;
        installed.extend(paths.iter().map(|path| context.shown(path)));
    }
    context.ui.report(&Installed { installed });
    Ok(exit::DONE)
}
