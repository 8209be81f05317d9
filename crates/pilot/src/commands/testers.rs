//! `pilot add`, `remove`, `find`, `list`, `export` and `import`.

use std::path::PathBuf;

use clap::Args;
use console::{Action, Change, Context, Failure, Plan, Report, exit, table};
use serde::Serialize;
use spaceship::jsonapi::Id;
use spaceship::resources::{App, BetaTester};
use spaceship::{Client, client};

use super::options::group_names;
use crate::cli::KEY_NAMES;
use crate::testers::{AppArgs, Enrolment, Member, Roster, Row, read, written};

/// More than any list of testers has.
const LARGEST: u64 = 50 * 1024 * 1024;

/// Who is meant.
#[derive(Debug, Args)]
struct WhoArgs {
    /// Their e-mail addresses [env: PILOT_TESTER_EMAIL].
    #[arg(value_name = "EMAIL")]
    emails: Vec<String>,
    /// One more address, as fastlane spells it.
    #[arg(long, short = 'e', value_name = "EMAIL", hide_short_help = true)]
    email: Option<String>,
}

impl WhoArgs {
    fn all(&self, context: &Context) -> Result<Vec<String>, Failure> {
        let mut all = self.emails.clone();
        all.extend(self.email.clone());
        if all.is_empty() {
            all.extend(context.text(None, &["PILOT_TESTER_EMAIL"]));
        }
        if all.is_empty() {
            return Err(Failure::new(exit::USAGE, "no e-mail address is given").hint("name one, or several"));
        }
        match all.iter().find(|email| !email.contains('@')) {
            Some(wrong) => Err(Failure::invalid(format!("`{wrong}` is no e-mail address"))),
            None => Ok(all),
        }
    }
}

/// Add people to beta groups.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    #[command(flatten)]
    who: WhoArgs,
    /// The groups, by name or id, comma-separated [env: PILOT_GROUPS].
    #[arg(long, short = 'g', value_name = "NAMES", value_delimiter = ',')]
    groups: Vec<String>,
    /// The first name, where one person is added [env: PILOT_TESTER_FIRST_NAME].
    #[arg(long, short = 'f', value_name = "NAME")]
    first_name: Option<String>,
    /// The last name [env: PILOT_TESTER_LAST_NAME].
    #[arg(long, short = 'l', value_name = "NAME")]
    last_name: Option<String>,
    #[command(flatten)]
    app: AppArgs,
}

/// Remove people from beta groups, or without --groups from testing the app.
#[derive(Debug, Args)]
pub(crate) struct RemoveArgs {
    #[command(flatten)]
    who: WhoArgs,
    /// The groups, by name or id, comma-separated [env: PILOT_GROUPS].
    #[arg(long, short = 'g', value_name = "NAMES", value_delimiter = ',')]
    groups: Vec<String>,
    #[command(flatten)]
    app: AppArgs,
}

/// Show testers of the app.
#[derive(Debug, Args)]
pub(crate) struct FindArgs {
    #[command(flatten)]
    who: WhoArgs,
    #[command(flatten)]
    app: AppArgs,
}

/// List the testers of the app.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    app: AppArgs,
}

/// Write the testers of the app to fastlane's CSV file.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// The file [env: PILOT_TESTERS_FILE; default: testers.csv].
    #[arg(long, short = 'c', value_name = "FILE")]
    testers_file_path: Option<PathBuf>,
    #[command(flatten)]
    app: AppArgs,
}

/// Bring the people of fastlane's CSV file into beta groups. A second run does nothing.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The file [env: PILOT_TESTERS_FILE; default: testers.csv].
    #[arg(long, short = 'c', value_name = "FILE")]
    testers_file_path: Option<PathBuf>,
    /// The groups of those who name none, by name or id, comma-separated [env: PILOT_GROUPS].
    #[arg(long, short = 'g', value_name = "NAMES", value_delimiter = ',')]
    groups: Vec<String>,
    #[command(flatten)]
    app: AppArgs,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Listed {
    testers: Vec<Member>,
}

impl Report for Listed {
    fn text(&self) -> String {
        if self.testers.is_empty() {
            return "the app has no testers".into();
        }
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let rows = self.testers.iter().map(|one| {
            let groups = one.groups.join("; ");
            [
                one.first.clone(),
                one.last.clone(),
                one.email.clone(),
                groups,
                text(&one.state),
                text(&one.installed),
                text(&one.installed_date),
            ]
        });
        table(&["first name", "last name", "e-mail", "groups", "state", "installed build", "since"], rows)
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Done {
    changes: usize,
}

impl Report for Done {
    fn text(&self) -> String {
        match self.changes {
            0 => "nothing to do".into(),
            1 => "1 change made".into(),
            count => format!("{count} changes made"),
        }
    }
}

pub(crate) async fn add(args: &AddArgs, context: &Context) -> Result<u8, Failure> {
    let first = context.text(args.first_name.as_deref(), &["PILOT_TESTER_FIRST_NAME"]);
    let last = context.text(args.last_name.as_deref(), &["PILOT_TESTER_LAST_NAME"]);
    let emails = args.who.all(context)?;
    if emails.len() > 1 && (first.is_some() || last.is_some()) {
        return Err(Failure::new(exit::USAGE, "--first-name and --last-name are for one person"));
    }
    let row = |(line, email): (u64, &String)| Row {
        line,
        first: first.clone().unwrap_or_default(),
        last: last.clone().unwrap_or_default(),
        email: email.clone(),
        groups: Vec::new(),
    };
    let rows = (1..).zip(&emails).map(row).collect::<Vec<_>>();
    enrol(&rows, &group_names(&args.groups, context), &args.app, context).await
}

pub(crate) async fn import(args: &ImportArgs, context: &Context) -> Result<u8, Failure> {
    let path = file(args.testers_file_path.as_ref(), context);
    let bytes = console::read_file(&path, LARGEST)?;
    let (rows, findings) = read(&bytes);
    if !findings.is_empty() {
        let failure = Failure::findings(&format!("{} cannot be taken", context.shown(&path)), &findings);
        return Err(failure.in_file(&path));
    }
    enrol(&rows, &group_names(&args.groups, context), &args.app, context).await
}

async fn enrol(rows: &[Row], groups: &[String], app: &AppArgs, context: &Context) -> Result<u8, Failure> {
    let client = context.client(KEY_NAMES).await?;
    let app = app.find(&client, context).await?;
    let roster = Roster::gather(&client, &app.id).await?;
    let enrolment = Enrolment::plan(rows, groups, &roster)?;
    let mut plan = Plan::new("Testers");
    plan.changes.extend(enrolment.steps.iter().map(crate::testers::Step::change));
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    let failures = enrolment.apply(&client, &app.id).await;
    if failures.is_empty() {
        context.ui.report(&Done { changes: enrolment.steps.iter().map(crate::testers::Step::count).sum() });
        return Ok(exit::DONE);
    }
    let failure = Failure::new(exit::REFUSED, format!("{} changes were not made", failures.len()));
    let failure = failures.into_iter().fold(failure, Failure::cause);
    Err(failure.hint("run the command again: what was done already is found and not done twice"))
}

pub(crate) async fn remove(args: &RemoveArgs, context: &Context) -> Result<u8, Failure> {
    let emails = args.who.all(context)?;
    let client = context.client(KEY_NAMES).await?;
    let app = args.app.find(&client, context).await?;
    let roster = Roster::gather(&client, &app.id).await?;
    let named = group_names(&args.groups, context);
    let from = named.iter().map(|name| roster.group(name)).collect::<Result<Vec<_>, _>>()?;
    let mut plan = Plan::new("Testers");
    let mut gone = Vec::new();
    for email in &emails {
        let Some(member) = roster.member(email) else {
            context.ui.notice(format!("{email} does not test the app"));
            continue;
        };
        if from.is_empty() {
            plan.push(Change::new(Action::Delete, "tester", &member.email).because("from the app"));
            gone.push((member, None));
        }
        for group in &from {
            let name = group.attributes.name.clone().unwrap_or_default();
            if member.groups.contains(&name) {
                plan.push(
                    Change::new(Action::Delete, "tester", &member.email).because(format!("from {name}")),
                );
                gone.push((member, Some(&group.id)));
            }
        }
    }
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    for (member, group) in &gone {
        let tester = Id::<BetaTester>::new(member.id.as_str());
        match group {
            Some(group) => client.relate(group, "betaTesters", client::Change::Remove, &[tester]).await?,
            None => leave(&client, &app.id, tester).await?,
        }
    }
    context.ui.report(&Done { changes: gone.len() });
    Ok(exit::DONE)
}

async fn leave(client: &Client, app: &Id<App>, tester: Id<BetaTester>) -> Result<(), Failure> {
    Ok(client.relate(app, "betaTesters", client::Change::Remove, &[tester]).await?)
}

pub(crate) async fn find(args: &FindArgs, context: &Context) -> Result<u8, Failure> {
    let emails = args.who.all(context)?;
    let roster = gather(&args.app, context).await?;
    let missing = emails.iter().filter(|email| roster.member(email).is_none()).cloned().collect::<Vec<_>>();
    if !missing.is_empty() {
        return Err(Failure::new(exit::NOT_FOUND, format!("the app has no tester {}", missing.join(", "))));
    }
    let testers = emails.iter().filter_map(|email| roster.member(email).cloned()).collect();
    context.ui.report(&Listed { testers });
    Ok(exit::DONE)
}

pub(crate) async fn list(args: &ListArgs, context: &Context) -> Result<u8, Failure> {
    context.ui.report(&Listed { testers: gather(&args.app, context).await?.members });
    Ok(exit::DONE)
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Exported {
    testers: usize,
    path: String,
}

impl Report for Exported {
    fn text(&self) -> String {
        format!("{} testers are in {}", self.testers, self.path)
    }
}

pub(crate) async fn export(args: &ExportArgs, context: &Context) -> Result<u8, Failure> {
    let path = file(args.testers_file_path.as_ref(), context);
    let members = gather(&args.app, context).await?.members;
    let bytes = written(&members).map_err(|error| {
        Failure::new(exit::FAILED, "the list of testers cannot be written").cause(error.to_string())
    })?;
    if context.common.dry_run {
        let mut plan = Plan::new("Testers");
        if std::fs::read(&path).map_or(true, |there| there != bytes) {
            plan.push(Change::new(Action::Write, "file", context.shown(&path)));
        }
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    // Names and addresses of people are for the owner of the file.
    signing::write_secret(&path, &bytes)?;
    context.ui.report(&Exported { testers: members.len(), path: context.shown(&path) });
    Ok(exit::DONE)
}

async fn gather(app: &AppArgs, context: &Context) -> Result<Roster, Failure> {
    let client = context.client(KEY_NAMES).await?;
    let app = app.find(&client, context).await?;
    Roster::with_installs(&client, &app.id).await
}

fn file(given: Option<&PathBuf>, context: &Context) -> PathBuf {
    let given = given.cloned().or_else(|| context.text(None, &["PILOT_TESTERS_FILE"]).map(PathBuf::from));
    context.path(given.unwrap_or_else(|| "testers.csv".into()))
}
