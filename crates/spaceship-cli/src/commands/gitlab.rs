//! `spaceship gitlab`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use console::{Action, Change, Context, Failure, FoundKey, Plan, Report, details, exit};
use secrecy::SecretString;
use serde::Serialize;
use spaceship::auth::{ApiKey, KeyParts};
use spaceship::resources::{App, User};
use spaceship::{Client, ErrorKind};

use crate::cli::KEY_NAMES;
use crate::gitlab::{Integration, Server, Wanted, risks};

/// Set up GitLab's integration with App Store Connect, which hands the API key to the jobs of a project.
#[derive(Debug, Args)]
pub(crate) struct GitlabArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Hand the API key to the project's jobs, after asking Apple whether it takes the key.
    Enable(EnableArgs),
    /// See whether the project's jobs get a key, which one, and who could send it away.
    Status(ProjectArgs),
    /// Hand out no key any longer; GitLab forgets it.
    Disable(ProjectArgs),
}

#[derive(Debug, Args)]
struct ProjectArgs {
    /// The project: its path, such as group/app, or its number.
    #[arg(long, value_name = "PATH")]
    project: String,
    /// The GitLab server [env: CI_SERVER_URL; default: <https://gitlab.com>].
    #[arg(long, value_name = "URL")]
    gitlab_url: Option<String>,
    /// A file with a token of GitLab's that has the scope `api`, of a Maintainer [env: GITLAB_TOKEN, the token itself].
    #[arg(long, value_name = "FILE")]
    gitlab_token_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct EnableArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// Hand the key to jobs on protected branches and tags only; on by default.
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    protected_refs_only: Option<bool>,
    /// The .p8 file; the key that all tools find where it is not given.
    #[arg(long, value_name = "FILE", requires = "issuer_id")]
    key_file: Option<PathBuf>,
    /// Its key id; told by the file's name where that is AuthKey_<ID>.p8.
    #[arg(long, value_name = "ID", requires = "key_file")]
    key_id: Option<String>,
    /// Its issuer id.
    #[arg(long, value_name = "ID", requires = "key_file")]
    issuer_id: Option<String>,
}

/// How the integration stands.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Standing {
    project: String,
    active: bool,
    inherited: bool,
    key_id: Option<String>,
    issuer_id: Option<String>,
    protected_refs_only: bool,
    risks: Vec<String>,
}

impl Standing {
    fn new(server: &Server, now: &Integration, risks: Vec<String>) -> Self {
        Self {
            project: server.shown().to_owned(),
            active: now.active,
            inherited: now.inherited,
            key_id: now.key_id().map(str::to_owned),
            issuer_id: now.issuer_id().map(str::to_owned),
            protected_refs_only: now.protected_refs_only(),
            risks,
        }
    }
}

impl Report for Standing {
    fn text(&self) -> String {
        if !self.active {
            return format!("{}: jobs get no key", self.project);
        }
        let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "unknown".into());
        let reach =
            if self.protected_refs_only { "on protected branches and tags" } else { "on every branch" };
        let from = if self.inherited { "the group or the instance" } else { "the project" };
        let mut lines = vec![
            ("project", self.project.clone()),
            ("key", word(&self.key_id)),
            ("issuer", word(&self.issuer_id)),
            ("reaches jobs", reach.to_owned()),
            ("set by", from.to_owned()),
        ];
        lines.extend(self.risks.iter().map(|risk| ("risk", risk.clone())));
        details(lines.into_iter().map(|(label, text)| (label.to_owned(), text)))
    }
}

pub(crate) async fn run(args: GitlabArgs, context: &Context) -> Result<u8, Failure> {
    match args.verb {
        Verb::Enable(args) => enable(&args, context).await,
        Verb::Status(args) => status(&args.server(context)?, context).await,
        Verb::Disable(args) => disable(&args.server(context)?, context).await,
    }
}

impl ProjectArgs {
    fn server(&self, context: &Context) -> Result<Server, Failure> {
        let url = context.text(self.gitlab_url.as_deref(), &["CI_SERVER_URL"]);
        let url = url.unwrap_or_else(|| "https://gitlab.com".into());
        let token = match &self.gitlab_token_file {
            Some(path) => {
                let bytes = console::read_file(&context.path(path), 4096)?;
                let text = String::from_utf8(bytes);
                text.map_err(|_| Failure::invalid(format!("{} is no text", path.display())))?.into()
            }
            None => context.environment.get("GITLAB_TOKEN").map(SecretString::from).ok_or_else(|| {
                Failure::new(exit::CREDENTIALS, "no token for GitLab is given").hint(
                    "make one with the scope `api` as a Maintainer and set it as GITLAB_TOKEN, or name a file with \
                     --gitlab-token-file",
                )
            })?,
        };
        Server::new(&url, &self.project, &token, context.common.dry_run)
    }
}

async fn enable(args: &EnableArgs, context: &Context) -> Result<u8, Failure> {
    let server = args.project.server(context)?;
    let found = args.key(context)?;
    let only = args.protected_refs_only.unwrap_or(true);
    let wanted = Wanted::of(&found.key, only)
        .map_err(|wrong| Failure::findings("GitLab would refuse this key", &wrong))?;
    let client = context.client_with(found)?;
    let (now, project, ()) =
        tokio::try_join!(server.integration(), server.surroundings(), proven(&client, context))?;
    let risks = risks(&project, only);
    for risk in &risks {
        context.ui.warn(risk);
    }
    let plan = planned(&server, &now, &wanted);
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    if !plan.is_empty() {
        context.agreed("Hand this key to the project's jobs?").await?;
        server.enable(&wanted).await?;
    }
    let now = server.integration().await?;
    if !wanted.is_there(&now) {
        return Err(Failure::new(exit::FAILED, "GitLab took the settings, but has others now").hint(
            "see them with `spaceship gitlab status`; somebody may have changed them at the same time",
        ));
    }
    context.ui.report(&Standing::new(&server, &now, risks));
    Ok(exit::DONE)
}

impl EnableArgs {
    fn key(&self, context: &Context) -> Result<FoundKey, Failure> {
        let Some(path) = &self.key_file else { return context.key(KEY_NAMES) };
        let path = context.path(path);
        let origin = context.shown(&path);
        let named =
            path.file_stem().and_then(|stem| stem.to_str()?.strip_prefix("AuthKey_").map(str::to_owned));
        let key_id = self.key_id.clone().or(named).ok_or_else(|| {
            Failure::new(exit::USAGE, format!("the key id of {origin} is not known"))
                .hint("give it as --key-id")
        })?;
        let text = String::from_utf8(console::read_file(&path, 64 * 1024)?);
        let text = text.map_err(|_| Failure::invalid(format!("{origin} is no text")))?;
        let parts =
            KeyParts { key_id, issuer_id: self.issuer_id.clone(), key: text.into(), ..KeyParts::default() };
        let bad = |error| Failure::from(error).context(format!("the API key from {origin} cannot be used"));
        Ok(FoundKey { key: ApiKey::new(parts).map_err(bad)?, origin, notices: Vec::new() })
    }
}

/// Asks Apple whether it takes the key, as GitLab's own test does, and tells of a role that is wider than needed.
async fn proven(client: &Client, context: &Context) -> Result<(), Failure> {
    let apps = client.list::<App>().fields("apps", "bundleId").limit(1).page().await;
    apps.map_err(|error| {
        Failure::from(error).context("Apple does not take this key, and GitLab was not told of it")
    })?;
    match client.list::<User>().limit(1).page().await {
        Ok(_) => context.ui.warn(
            "the key may see users, which is the role Admin: a key for pipelines needs App Manager or Developer only",
        ),
        Err(error) if error.kind() == ErrorKind::Forbidden => {}
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

fn planned(server: &Server, now: &Integration, wanted: &Wanted) -> Plan {
    let mut plan = Plan::new(format!("GitLab, {}", server.shown()));
    if wanted.is_there(now) {
        return plan;
    }
    let reach = |only: bool| if only { "protected branches and tags" } else { "every branch" };
    let before = now
        .key_id()
        .filter(|_| now.active)
        .map(|key| format!("key {key} for {}", reach(now.protected_refs_only())));
    let after = format!("key {} for {}", wanted.key_id, reach(wanted.protected_refs_only));
    let action = if before.is_some() { Action::Update } else { Action::Create };
    plan.push(
        Change::new(action, "integration", "Apple App Store Connect")
            .from_to(before.as_deref(), Some(&after)),
    );
    plan
}

async fn status(server: &Server, context: &Context) -> Result<u8, Failure> {
    let (now, project) = tokio::try_join!(server.integration(), server.surroundings())?;
    let risks = if now.active { risks(&project, now.protected_refs_only()) } else { Vec::new() };
    context.ui.report(&Standing::new(server, &now, risks));
    Ok(exit::DONE)
}

async fn disable(server: &Server, context: &Context) -> Result<u8, Failure> {
    // A project that is not there is told by the second question only.
    let (now, _) = tokio::try_join!(server.integration(), server.surroundings())?;
    if now.active && now.inherited {
        return Err(Failure::new(exit::REFUSED, "the key is handed out by the group or the instance")
            .hint("switch the integration off there"));
    }
    let mut plan = Plan::new(format!("GitLab, {}", server.shown()));
    if now.active {
        let change = Change::new(Action::Delete, "integration", "Apple App Store Connect");
        plan.push(change.from_to(now.key_id().map(|key| format!("key {key}")).as_deref(), None));
    }
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    if !plan.is_empty() {
        context.agreed("Take the key from the project's jobs?").await?;
        server.disable().await?;
    }
    let now = server.integration().await?;
    context.ui.report(&Standing::new(server, &now, Vec::new()));
    Ok(exit::DONE)
}
