//! `spaceship teams`.

use clap::{Args, Subcommand};
use console::{Account, Context, Failure, Remembered, Report, exit};
use serde::Serialize;
use spaceship::portal::Team;
use spaceship::session::{Candidate, Standing, Wanted, choose};

use crate::listing::{self, Row};
use crate::sessions::who;

/// See and choose the teams that an Apple ID works for.
#[derive(Debug, Args)]
pub(crate) struct TeamsArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the account's teams, of the Developer Program and of App Store Connect, which differ.
    List,
    /// Choose the teams that are worked for from now on; accounts.toml remembers them.
    Select {
        /// The id or the name of a team. A name may choose both of its kinds; asked for where none is given.
        team: Option<String>,
    },
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Listed {
    of: &'static str,
    id: String,
    name: String,
    membership: Option<String>,
    chosen: bool,
}

impl Row for Listed {
    const COLUMNS: &'static [&'static str] = &["of", "id", "name", "membership", "chosen"];

    fn cells(&self) -> Vec<String> {
        let chosen = if self.chosen { "yes" } else { "" };
        let membership = self.membership.clone().unwrap_or_default();
        vec![self.of.into(), self.id.clone(), self.name.clone(), membership, chosen.into()]
    }
}

const PORTAL: &str = "Developer Program";
const STORE: &str = "App Store Connect";

/// All teams of an account.
struct Teams {
    portal: Vec<Team>,
    standing: Standing,
}

impl Teams {
    async fn gather(account: &Account, context: &Context) -> Result<Self, Failure> {
        let living = context.session(account).await?;
        Ok(Self { portal: Team::all(&living.session).await?, standing: living.standing })
    }

    fn candidates(&self) -> (Vec<Candidate>, Vec<Candidate>) {
        let store = self.standing.available.iter().map(spaceship::session::Provider::candidate);
        (self.portal.iter().map(Team::candidate).collect(), store.collect())
    }

    /// What would be worked for as things are.
    fn chosen(&self, account: &Account) -> (Option<usize>, Option<usize>) {
        let (portal, store) = self.candidates();
        let kept = self.standing.available.iter().position(|provider| *provider == self.standing.provider);
        let provider = match &account.provider {
            wanted if *wanted == Wanted::default() => kept,
            wanted => choose(&store, wanted).ok(),
        };
        (choose(&portal, &account.developer_team).ok(), provider)
    }

    fn rows(&self, account: &Account) -> Vec<Listed> {
        let chosen = self.chosen(account);
        let portal = self.portal.iter().enumerate().map(|(at, team)| Listed {
            of: PORTAL,
            id: team.id.clone(),
            name: team.name.clone(),
            membership: Some(team.membership.clone()),
            chosen: chosen.0 == Some(at),
        });
        let store = self.standing.available.iter().enumerate().map(|(at, provider)| Listed {
            of: STORE,
            id: provider.provider_id.to_string(),
            name: provider.name.clone(),
            membership: None,
            chosen: chosen.1 == Some(at),
        });
        portal.chain(store).collect()
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Selected {
    developer_team: Option<String>,
    provider: Option<String>,
    file: String,
}

impl Report for Selected {
    fn text(&self) -> String {
        let one = |of: &str, id: &Option<String>| id.as_ref().map(|id| format!("{of}: {id}"));
        let lines = [one(PORTAL, &self.developer_team), one(STORE, &self.provider)];
        let lines = lines.into_iter().flatten().chain([format!("remembered in {}", self.file)]);
        lines.collect::<Vec<_>>().join("\n")
    }
}

pub(crate) async fn run(args: TeamsArgs, context: &Context) -> Result<u8, Failure> {
    let mut account = who(context).await?;
    let teams = Teams::gather(&account, context).await?;
    let team = match args.verb {
        Verb::List => return Ok(listing::show(teams.rows(&account), context)),
        Verb::Select { team } => team,
    };
    let (portal, store) = match team {
        Some(team) => named(&teams, &team)?,
        None => asked(&teams, context).await?,
    };
    let what = Remembered {
        team_id: portal.map(|at| teams.portal[at].id.clone()),
        itc_team_id: store.map(|at| teams.standing.available[at].provider_id.to_string()),
    };
    if context.common.dry_run {
        context.ui.notice("a dry run remembers nothing");
        return Ok(exit::DONE);
    }
    account.apple_id.get_or_insert_with(|| teams.standing.email.clone());
    let file = context.remember(&account, &what)?;
    let file = file.display().to_string();
    context.ui.report(&Selected { developer_team: what.team_id, provider: what.itc_team_id, file });
    Ok(exit::DONE)
}

/// The teams that an id or a name means, of either kind or of both.
fn named(teams: &Teams, text: &str) -> Result<(Option<usize>, Option<usize>), Failure> {
    let (portal, store) = teams.candidates();
    let find = |candidates: &[Candidate]| {
        let by_id = choose(candidates, &Wanted { id: Some(text.to_owned()), name: None });
        by_id.or_else(|_| choose(candidates, &Wanted { id: None, name: Some(text.to_owned()) }))
    };
    match (find(&portal), find(&store)) {
        (Err(_), Err(_)) => {
            let all = portal.into_iter().chain(store).collect::<Vec<_>>();
            Err(find(&all).map(|_| ()).map_err(Failure::from).err().unwrap_or_else(|| {
                Failure::new(exit::NOT_FOUND, format!("the Apple ID has no team `{text}`"))
            }))
        }
        (portal, store) => Ok((portal.ok(), store.ok())),
    }
}

async fn asked(teams: &Teams, context: &Context) -> Result<(Option<usize>, Option<usize>), Failure> {
    if !context.ui.is_interactive() {
        return Err(
            Failure::new(exit::USAGE, "no team is given").hint("name its id: see `spaceship teams list`")
        );
    }
    let names = teams.portal.iter().map(|team| format!("{} ({}, {})", team.name, team.id, team.membership));
    let portal =
        context.ui.choose("Which team of the Developer Program?", &names.collect::<Vec<_>>()).await?;
    let names = teams.standing.available.iter().map(|one| format!("{} ({})", one.name, one.provider_id));
    let store = context.ui.choose("Which one of App Store Connect?", &names.collect::<Vec<_>>()).await?;
    Ok((Some(portal), Some(store)))
}
