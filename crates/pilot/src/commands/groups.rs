//! `pilot groups`.

use clap::{Args, Subcommand};
use console::{Action, Change, Context, Failure, Plan, Report, exit, table};
use serde::Serialize;
use spaceship::jsonapi::Resource;
use spaceship::resources::{BetaGroup, BetaGroupUpdate, NewBetaGroup};

use crate::cli::KEY_NAMES;
use crate::testers::{AppArgs, Roster};

/// See, make and delete beta groups.
#[derive(Debug, Args)]
pub(crate) struct GroupsArgs {
    #[command(flatten)]
    app: AppArgs,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the app's beta groups.
    List,
    /// Make a group, unless the app has it.
    Create {
        /// Its name.
        name: String,
        /// For people of the team, who need no beta review.
        #[arg(long)]
        internal: bool,
    },
    /// Delete a group. Its testers stay testers where they are in another one.
    Delete {
        /// Its name or id.
        group: String,
    },
    /// Turn a group's public link on or off, and print it.
    Link {
        /// Its name or id.
        group: String,
        /// Turn it off.
        #[arg(long)]
        off: bool,
        /// The most people that may join by it.
        #[arg(long, value_name = "N", conflicts_with = "off")]
        limit: Option<u32>,
    },
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Row {
    id: String,
    name: Option<String>,
    internal: Option<bool>,
    public_link: Option<String>,
}

impl From<&Resource<BetaGroup>> for Row {
    fn from(group: &Resource<BetaGroup>) -> Self {
        let on = group.attributes.public_link_enabled == Some(true);
        Self {
            id: group.id.to_string(),
            name: group.attributes.name.clone(),
            internal: group.attributes.is_internal_group,
            public_link: group.attributes.public_link.clone().filter(|_| on),
        }
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Rows {
    groups: Vec<Row>,
}

impl Report for Rows {
    fn text(&self) -> String {
        let rows = self.groups.iter().map(|one| {
            let kind = if one.internal == Some(true) { "internal" } else { "external" };
            let name = one.name.clone().unwrap_or_default();
            [one.id.clone(), name, kind.to_owned(), one.public_link.clone().unwrap_or_default()]
        });
        table(&["id", "name", "kind", "public link"], rows)
    }
}

pub(crate) async fn run(args: GroupsArgs, context: &Context) -> Result<u8, Failure> {
    let client = context.client(KEY_NAMES).await?;
    let app = args.app.find(&client, context).await?;
    let (groups, _) = client.list::<BetaGroup>().filter("app", app.id.as_str()).all().await?;
    let roster = Roster::of(Vec::new(), groups);
    let mut plan = Plan::new("Beta groups");
    let there = match &args.verb {
        Verb::List => {
            context.ui.report(&Rows { groups: roster.groups.iter().map(Row::from).collect() });
            return Ok(exit::DONE);
        }
        Verb::Create { name, internal } => {
            let there = roster.groups.iter().find(|group| group.attributes.name.as_ref() == Some(name));
            if there.is_none() {
                let kind = if *internal { "internal" } else { "external" };
                plan.push(Change::new(Action::Create, "beta group", name).because(kind));
            }
            there
        }
        Verb::Delete { group } => {
            let there = roster.group(group)?;
            plan.push(Change::new(
                Action::Delete,
                "beta group",
                there.attributes.name.clone().unwrap_or_default(),
            ));
            Some(there)
        }
        Verb::Link { group, off, limit } => {
            let there = roster.group(group)?;
            let on = there.attributes.public_link_enabled == Some(true);
            let limited =
                limit.is_none_or(|limit| there.attributes.public_link_limit == Some(i64::from(limit)));
            if on == *off || !limited {
                let word = if *off { "off" } else { "on" };
                let name = there.attributes.name.clone().unwrap_or_default();
                plan.push(Change::new(Action::Update, "public link of", name).from_to(None, Some(word)));
            }
            Some(there)
        }
    };
    if context.common.dry_run {
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    if !plan.is_empty() {
        context.ui.plan(&plan, false);
    }
    let left = match (&args.verb, there) {
        (Verb::Create { name, internal }, None) => {
            let mut new = NewBetaGroup::new(name.clone(), app.id.clone());
            new.is_internal_group = Some(*internal);
            let look = async || {
                let (all, _) = client.list::<BetaGroup>().filter("app", app.id.as_str()).all().await?;
                Ok(all.into_iter().find(|group| group.attributes.name.as_ref() == Some(name)))
            };
            vec![Row::from(&client.create_once(&new, look).await?)]
        }
        (Verb::Delete { .. }, Some(there)) => {
            context.agreed("Delete it?").await?;
            client.delete(&there.id).await?;
            Vec::new()
        }
        (Verb::Link { off, limit, .. }, Some(there)) if !plan.is_empty() => {
            let update = BetaGroupUpdate {
                public_link_enabled: (!*off).into(),
                public_link_limit_enabled: limit.is_some().into(),
                public_link_limit: limit
                    .map_or(spaceship::client::Field::Keep, |limit| i64::from(limit).into()),
                ..BetaGroupUpdate::default()
            };
            vec![Row::from(&client.update(&there.id, &update).await?)]
        }
        (_, there) => there.into_iter().map(Row::from).collect(),
    };
    context.ui.report(&Rows { groups: left });
    Ok(exit::DONE)
}
