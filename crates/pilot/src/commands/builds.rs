//! `pilot builds` and `pilot builds expire`.

use clap::{Args, Subcommand};
use console::{Action, Change, Context, Failure, Plan, Report, exit, table};
use serde::Serialize;
use spaceship::Client;
use spaceship::jsonapi::Id;
use spaceship::resources::{Build, BuildUpdate, PrereleaseVersion};

use crate::cli::KEY_NAMES;
use crate::testers::AppArgs;

/// List the builds of an app, or expire some.
#[derive(Debug, Args)]
pub(crate) struct BuildsArgs {
    #[command(flatten)]
    app: AppArgs,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Take builds away from all testers. An expired build cannot be revived.
    Expire {
        /// Build numbers, or Apple's ids of the builds.
        #[arg(required = true, value_name = "BUILD")]
        builds: Vec<String>,
        /// Only of this version.
        #[arg(long, value_name = "VERSION")]
        of_version: Option<String>,
    },
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Listed {
    id: String,
    version: Option<String>,
    build_number: Option<String>,
    state: Option<String>,
    uploaded: Option<String>,
    expired: Option<bool>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct List {
    builds: Vec<Listed>,
}

impl Report for List {
    fn text(&self) -> String {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let rows = self.builds.iter().map(|build| {
            let expired = if build.expired == Some(true) { "expired" } else { "" };
            [
                text(&build.version),
                text(&build.build_number),
                text(&build.state),
                text(&build.uploaded),
                expired.to_owned(),
            ]
        });
        table(&["version", "build", "state", "uploaded", ""], rows)
    }
}

pub(crate) async fn run(args: &BuildsArgs, context: &Context) -> Result<u8, Failure> {
    let client = context.client(KEY_NAMES).await?;
    let app = args.app.find(&client, context).await?;
    let list = client.list::<Build>().filter("app", app.id.as_str()).sort("-uploadedDate");
    let (all, included) = list.include("preReleaseVersion").all().await?;
    let listed = all.into_iter().map(|build| {
        let train =
            included.related::<Build, PrereleaseVersion>(&build, "preReleaseVersion").into_iter().next();
        Listed {
            id: build.id.to_string(),
            version: train.and_then(|train| train.attributes.version),
            build_number: build.attributes.version,
            state: build.attributes.processing_state.map(|state| state.to_string()),
            uploaded: build.attributes.uploaded_date,
            expired: build.attributes.expired,
        }
    });
    let listed = listed.collect::<Vec<_>>();
    match &args.verb {
        None => {
            context.ui.report(&List { builds: listed });
            Ok(exit::DONE)
        }
        Some(Verb::Expire { builds, of_version }) => {
            let chosen = chosen(listed, builds, of_version.as_ref())?;
            expire(&client, chosen, context).await
        }
    }
}

/// The builds that are meant; every word must mean one.
fn chosen(all: Vec<Listed>, words: &[String], version: Option<&String>) -> Result<Vec<Listed>, Failure> {
    let is = |build: &Listed, word: &String| {
        (build.build_number.as_ref() == Some(word) || build.id == *word)
            && version.is_none_or(|version| build.version.as_ref() == Some(version))
    };
    let missing =
        words.iter().filter(|word| !all.iter().any(|build| is(build, word))).cloned().collect::<Vec<_>>();
    if !missing.is_empty() {
        return Err(Failure::new(exit::NOT_FOUND, format!("the app has no build {}", missing.join(", ")))
            .hint("`pilot builds` lists those it has"));
    }
    for word in words {
        let versions = all.iter().filter(|build| is(build, word)).filter_map(|build| build.version.clone());
        let versions = versions.collect::<Vec<_>>();
        if versions.len() > 1 {
            let what = format!(
                "the build number {word} is that of several builds, of the versions {}",
                versions.join(", ")
            );
            return Err(Failure::new(exit::USAGE, what).hint("give --of-version, or Apple's id of the build"));
        }
    }
    Ok(all.into_iter().filter(|build| words.iter().any(|word| is(build, word))).collect())
}

async fn expire(client: &Client, chosen: Vec<Listed>, context: &Context) -> Result<u8, Failure> {
    let live = chosen.into_iter().filter(|build| build.expired != Some(true)).collect::<Vec<_>>();
    let mut plan = Plan::new("Builds");
    for build in &live {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let name = format!("{} ({})", text(&build.version), text(&build.build_number));
        plan.push(Change::new(Action::Update, "build", name).from_to(None, Some("expired")));
    }
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    if !live.is_empty() {
        context.agreed("Expire them? They cannot be revived.").await?;
    }
    for build in &live {
        let update = BuildUpdate { expired: true.into(), ..BuildUpdate::default() };
        client.update(&Id::<Build>::new(build.id.as_str()), &update).await?;
    }
    let builds = live.into_iter().map(|build| Listed { expired: Some(true), ..build }).collect();
    context.ui.report(&List { builds });
    Ok(exit::DONE)
}
