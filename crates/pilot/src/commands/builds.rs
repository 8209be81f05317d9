//! `pilot builds`.

use clap::Args;
use console::{Context, Failure, Report, exit, table};
use serde::Serialize;
use spaceship::resources::{Build, PrereleaseVersion};

use crate::cli::KEY_NAMES;

/// List the builds of an app.
#[derive(Debug, Args)]
pub(crate) struct BuildsArgs {
    /// The bundle id [env: PILOT_APP_IDENTIFIER; Appfile].
    #[arg(long, short = 'a', value_name = "BUNDLE_ID")]
    app_identifier: Option<String>,
    /// Apple's number of the app [env: PILOT_APPLE_ID].
    #[arg(long, short = 'p', value_name = "NUMBER")]
    apple_id: Option<String>,
}

#[derive(Debug, Serialize)]
struct Listed {
    id: String,
    version: Option<String>,
    build_number: Option<String>,
    state: Option<String>,
    uploaded: Option<String>,
    expired: Option<bool>,
}

#[derive(Debug, Serialize)]
struct List {
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
    let bundle_id = context.app_identifier(args.app_identifier.as_deref(), &["PILOT_APP_IDENTIFIER"])?;
    let apple_id = context.text(args.apple_id.as_deref(), &["PILOT_APPLE_ID"]);
    let client = context.client(KEY_NAMES).await?;
    let app = console::find_app(&client, bundle_id.as_deref(), apple_id.as_deref()).await?;
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
    context.ui.report(&List { builds: listed.collect() });
    Ok(exit::DONE)
}
