//! `sigh manage`.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use console::{Action, Change, Context, Failure, Plan, Report, exit, table};
use regex_lite::Regex;
use serde::Serialize;
use time::{Duration, OffsetDateTime};

use crate::installed::{self, Installed};

/// A profile that ends within this time is told apart.
const SOON: Duration = Duration::days(30);

/// List the profiles that are installed on this machine, or remove some of them.
#[derive(Debug, Args)]
pub(crate) struct ManageArgs {
    /// Remove those that have ended.
    #[arg(long, short = 'e')]
    clean_expired: bool,
    /// Remove those whose name fits this regular expression.
    #[arg(long, short = 'p', value_name = "REGEX")]
    clean_pattern: Option<String>,
    /// Remove without asking; needed on CI.
    #[arg(long, short = 'f')]
    force: bool,
    /// The folder to look through, in the place of those of Xcode.
    #[arg(long, value_name = "DIR")]
    path: Option<PathBuf>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Row {
    name: String,
    uuid: String,
    app_id: Option<String>,
    kind: String,
    expires: String,
    state: &'static str,
    files: Vec<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Listed {
    profiles: Vec<Row>,
}

impl Report for Listed {
    fn text(&self) -> String {
        if self.profiles.is_empty() {
            return "no profile is installed".into();
        }
        let rows = self.profiles.iter().map(|one| {
            let app_id = one.app_id.clone().unwrap_or_default();
            [
                one.state.to_owned(),
                one.name.clone(),
                app_id,
                one.kind.clone(),
                one.expires.clone(),
                one.uuid.clone(),
            ]
        });
        let count = |state: &str| self.profiles.iter().filter(|one| one.state == state).count();
        let counts = ["valid", "soon", "expired"].map(|state| format!("{} {state}", count(state))).join(", ");
        format!("{}\n{counts}", table(&["state", "name", "app id", "kind", "expires", "uuid"], rows))
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Removed {
    removed: Vec<String>,
}

impl Report for Removed {
    fn text(&self) -> String {
        match self.removed.len() {
            0 => "no profile was to be removed".into(),
            count => format!("{count} profiles removed"),
        }
    }
}

pub(crate) async fn run(args: &ManageArgs, context: &Context) -> Result<u8, Failure> {
    let pattern = args.clean_pattern.as_deref().map(Regex::new).transpose().map_err(|error| {
        Failure::invalid("--clean-pattern is no regular expression that is known here")
            .cause(error.to_string())
    })?;
    let folders = installed::folders(args.path.as_deref(), context);
    let all = installed::all(&folders, |path, why| {
        context.ui.notice(format!("{} is passed over: {why}", context.shown(path)));
    });
    let now = OffsetDateTime::now_utc();
    if !args.clean_expired && pattern.is_none() {
        let profiles = all.iter().map(|one| row(one, now, context)).collect();
        context.ui.report(&Listed { profiles });
        return Ok(exit::DONE);
    }
    let chosen = all.into_iter().filter(|one| {
        (args.clean_expired && one.profile.is_expired_at(now))
            || pattern.as_ref().is_some_and(|pattern| pattern.is_match(&one.profile.name))
    });
    remove(chosen.collect(), args.force, context).await
}

fn row(one: &Installed, now: OffsetDateTime, context: &Context) -> Row {
    let profile = &one.profile;
    let state = if profile.is_expired_at(now) {
        "expired"
    } else if profile.is_expired_at(now + SOON) {
        "soon"
    } else {
        "valid"
    };
    Row {
        name: profile.name.clone(),
        uuid: profile.uuid.clone(),
        app_id: profile.bundle_id().map(str::to_owned),
        kind: profile.kind().to_string(),
        expires: profile.expires.date().to_string(),
        state,
        files: one.paths.iter().map(|path| context.shown(path)).collect(),
    }
}

async fn remove(chosen: Vec<Installed>, force: bool, context: &Context) -> Result<u8, Failure> {
    let mut plan = Plan::new("Installed profiles");
    for one in &chosen {
        let reason = format!("`{}`, until {}", one.profile.name, one.profile.expires.date());
        for path in &one.paths {
            plan.push(Change::new(Action::Delete, "file", context.shown(path)).because(&reason));
        }
    }
    if context.common.dry_run {
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    if !plan.is_empty() && !force {
        if !context.ui.is_interactive() {
            return Err(Failure::new(
                exit::USAGE,
                "profiles are removed without somebody to ask only with --force",
            ));
        }
        context.ui.plan(&plan, false);
        context.agreed("Remove them?").await?;
    }
    for path in chosen.iter().flat_map(|one| &one.paths) {
        fs::remove_file(path).map_err(|error| {
            Failure::new(exit::FAILED, format!("cannot remove {}", path.display())).cause(error.to_string())
        })?;
    }
    context.ui.report(&Removed { removed: chosen.into_iter().map(|one| one.profile.uuid).collect() });
    Ok(exit::DONE)
}
