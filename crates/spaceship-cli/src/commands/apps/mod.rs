//! `spaceship apps`.

pub(super) mod create;

use clap::{Args, Subcommand};
use console::{Context, Failure, Report, details, exit, find_app};
use serde::Serialize;
use spaceship::jsonapi::Resource;
use spaceship::resources::{App, AppStoreVersion, BetaGroup, Build};

use crate::cli::KEY_NAMES;
use crate::listing::{self, Row, word};

/// See the account's apps.
#[derive(Debug, Args)]
pub(crate) struct AppsArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the apps that the key may see.
    List,
    #[command(name = "create")]
    Create(Box<create::CreateArgs>),
    /// Show an app: its versions, its newest build, its beta groups.
    Show {
        /// The bundle id, or Apple's number of the app.
        app: String,
    },
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Listed {
    id: String,
    bundle_id: Option<String>,
    name: Option<String>,
    sku: Option<String>,
    primary_locale: Option<String>,
}

impl Row for Listed {
    const COLUMNS: &'static [&'static str] = &["id", "bundle id", "name", "sku", "locale"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            word(self.bundle_id.as_ref()),
            word(self.name.as_ref()),
            word(self.sku.as_ref()),
            word(self.primary_locale.as_ref()),
        ]
    }
}

impl From<Resource<App>> for Listed {
    fn from(app: Resource<App>) -> Self {
        Self {
            id: app.id.to_string(),
            bundle_id: app.attributes.bundle_id,
            name: app.attributes.name,
            sku: app.attributes.sku,
            primary_locale: app.attributes.primary_locale,
        }
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Shown {
    #[serde(flatten)]
    app: Listed,
    versions: Vec<Version>,
    newest_build: Option<NewestBuild>,
    beta_groups: Vec<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Version {
    id: String,
    #[serde(rename = "version")]
    number: Option<String>,
    platform: Option<String>,
    state: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct NewestBuild {
    id: String,
    build_number: Option<String>,
    state: Option<String>,
    uploaded: Option<String>,
}

impl Report for Shown {
    fn text(&self) -> String {
        let mut lines =
            Listed::COLUMNS.iter().map(ToString::to_string).zip(self.app.cells()).collect::<Vec<_>>();
        lines.extend(self.versions.iter().map(|version| {
            let state = word(version.state.as_ref());
            let what = format!("{} {}", word(version.platform.as_ref()), word(version.number.as_ref()));
            ("version".to_owned(), format!("{what}, {state}"))
        }));
        if let Some(build) = &self.newest_build {
            let told = [&build.build_number, &build.state, &build.uploaded].map(|value| word(value.as_ref()));
            lines.push(("newest build".into(), told.join(", ")));
        }
        lines.push(("beta groups".into(), self.beta_groups.join(", ")));
        details(lines)
    }
}

pub(crate) async fn run(args: AppsArgs, context: &Context) -> Result<u8, Failure> {
    if let Verb::Create(args) = args.verb {
        return create::run(*args, context).await;
    }
    let client = context.client(KEY_NAMES).await?;
    let app = match args.verb {
        Verb::Create(_) | Verb::List => {
            return listing::stream(client.list::<App>(), context, |app, _| Listed::from(app)).await;
        }
        Verb::Show { app } => app,
    };
    let is_number = app.chars().all(|digit| digit.is_ascii_digit());
    let (bundle_id, number) = if is_number { (None, Some(app.as_str())) } else { (Some(app.as_str()), None) };
    let app = find_app(&client, bundle_id, number).await?;
    let (versions, build, groups) = futures::try_join!(
        client.list_related::<App, AppStoreVersion>(&app.id, "appStoreVersions").limit(10).page(),
        client.list::<Build>().filter("app", app.id.as_str()).sort("-uploadedDate").first(),
        client.list::<BetaGroup>().filter("app", app.id.as_str()).all(),
    )?;
    context.ui.report(&Shown {
        app: app.into(),
        versions: versions.data.into_iter().map(version).collect(),
        newest_build: build.map(|build| NewestBuild {
            id: build.id.to_string(),
            build_number: build.attributes.version,
            state: build.attributes.processing_state.map(|state| state.to_string()),
            uploaded: build.attributes.uploaded_date,
        }),
        beta_groups: groups.0.into_iter().filter_map(|group| group.attributes.name).collect(),
    });
    Ok(exit::DONE)
}

fn version(version: Resource<AppStoreVersion>) -> Version {
    let attributes = version.attributes;
    // Apple has two names for the state, and either may be missing.
    let state = attributes.app_version_state.map(|state| state.to_string());
    Version {
        id: version.id.to_string(),
        number: attributes.version_string,
        platform: attributes.platform.map(|platform| platform.to_string()),
        state: state.or_else(|| attributes.app_store_state.map(|state| state.to_string())),
    }
}
