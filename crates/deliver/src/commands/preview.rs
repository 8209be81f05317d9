//! `deliver preview`, which fastlane calls `generate_summary`.

use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use clap::Args;
use console::{Context, Failure, Report, exit};
use serde::Serialize;

use super::options::RunArgs;
use super::prechecked;
use super::run;
use crate::page::{self, Severity};
use crate::plan;
use crate::precheck::Level;

/// Write the store page, as it is and as it would be, into one HTML file.
#[derive(Debug, Args)]
pub(crate) struct PreviewArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The file [default: fastlane/Preview.html].
    #[arg(long, value_name = "FILE")]
    output_path: Option<PathBuf>,
    /// Do not open it in a browser. Without a terminal that never happens.
    #[arg(long)]
    no_open: bool,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Written {
    path: String,
    locales: usize,
    changes: usize,
    problems: usize,
}

impl Report for Written {
    fn text(&self) -> String {
        format!(
            "{}: {} locales, {} changes, {} problems",
            self.path, self.locales, self.changes, self.problems
        )
    }
}

pub(crate) async fn run(args: &PreviewArgs, context: &Context) -> Result<u8, Failure> {
    let context = &args.run.team.applied(context);
    let client = run::client(context, true).await?;
    let (mut settled, findings) = args.run.collect(context)?;
    let seen = run::look(&client, &mut settled, context).await?;
    let wrong = findings.into_iter().chain(plan::preflight(&settled.wanted, &seen.page, &seen.comparison));
    let problems = wrong.map(|text| (Severity::Error, text));
    let prechecked = prechecked::look(&args.run.precheck, &client, &settled, &seen, context);
    let prechecked = Box::pin(prechecked).await?;
    let prechecked = prechecked.iter().map(|finding| {
        let severity = if finding.level == Level::Error { Severity::Error } else { Severity::Warning };
        (severity, finding.sentence(|path| path.display().to_string()))
    });
    let problems = problems.chain(prechecked);
    let notices = seen.comparison.notices.iter().map(|text| (Severity::Warning, text.clone()));
    let problems = problems.chain(notices).collect();
    let preview = page::preview(&settled.wanted, &seen.page, &seen.comparison, problems);
    let path = context.path(args.output_path.clone().unwrap_or_else(|| usual(context)));
    write(&preview, &path)?;
    context.ui.report(&Written {
        path: context.shown(&path),
        locales: preview.locales.len(),
        changes: plan::shown(String::new(), &seen.comparison.steps, |path| context.shown(path)).changes.len(),
        problems: preview.problems.len(),
    });
    if !args.no_open && !settled.force && context.ui.is_interactive() {
        open(&path, context);
    }
    Ok(exit::DONE)
}

/// Where fastlane writes it.
fn usual(context: &Context) -> PathBuf {
    let folder = if context.path("fastlane").is_dir() { "fastlane" } else { "." };
    Path::new(folder).join("Preview.html")
}

/// Writes the page beside its place first, so that a browser never sees half of it.
fn write(preview: &page::Preview, path: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(exit::FAILED, format!("cannot write {}", path.display())).cause(error.to_string())
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut file = tempfile::Builder::new().prefix(".gantry-").tempfile_in(folder).map_err(failed)?;
    page::write(preview, BufWriter::new(&mut file)).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Opens the page. Whoever has no browser has the path.
fn open(path: &Path, context: &Context) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut command = std::process::Command::new(program);
    command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if command.spawn().is_err() {
        context.ui.notice(format!("there is no `{program}` to open it with"));
    }
}
