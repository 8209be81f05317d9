//! `spaceship builds`.

use clap::{Args, Subcommand};
use console::{Context, Failure, find_app};
use serde::Serialize;
use spaceship::resources::{Build, PrereleaseVersion};

use crate::cli::KEY_NAMES;
use crate::listing::{self, Row, word};

/// See builds.
#[derive(Debug, Args)]
pub(crate) struct BuildsArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the builds of an app, or of all apps, the newest first.
    List {
        /// The bundle id, or Apple's number of the app.
        #[arg(long)]
        app: Option<String>,
        /// The builds of this version only, such as 1.2.0.
        #[arg(long = "app-version", value_name = "VERSION")]
        version: Option<String>,
        /// The newest of this platform only: IOS, MAC_OS, TV_OS or VISION_OS.
        #[arg(long)]
        platform: Option<String>,
    },
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Listed {
    id: String,
    version: Option<String>,
    build_number: Option<String>,
    platform: Option<String>,
    state: Option<String>,
    uploaded: Option<String>,
    expired: Option<bool>,
}

impl Row for Listed {
    const COLUMNS: &'static [&'static str] = &["version", "build", "platform", "state", "uploaded", ""];

    fn cells(&self) -> Vec<String> {
        vec![
            word(self.version.as_ref()),
            word(self.build_number.as_ref()),
            word(self.platform.as_ref()),
            word(self.state.as_ref()),
            word(self.uploaded.as_ref()),
            if self.expired == Some(true) { "expired".into() } else { String::new() },
        ]
    }
}

pub(crate) async fn run(args: BuildsArgs, context: &Context) -> Result<u8, Failure> {
    let Verb::List { app, version, platform } = args.verb;
    let client = context.client(KEY_NAMES).await?;
    let mut list = client.list::<Build>().sort("-uploadedDate").include("preReleaseVersion");
    if let Some(app) = &app {
        let is_number = app.chars().all(|digit| digit.is_ascii_digit());
        let (bundle_id, number) = if is_number { (None, Some(app)) } else { (Some(app), None) };
        let found = find_app(&client, bundle_id.map(String::as_str), number.map(String::as_str)).await?;
        list = list.filter("app", found.id.as_str());
    }
    for (name, value) in [("preReleaseVersion.version", version), ("preReleaseVersion.platform", platform)] {
        if let Some(value) = value {
            list = list.filter(name, value);
        }
    }
    listing::stream(list, context, |build, included| {
        let train =
            included.related::<Build, PrereleaseVersion>(&build, "preReleaseVersion").into_iter().next();
        let train = train.map(|train| train.attributes);
        Listed {
            id: build.id.to_string(),
            version: train.as_ref().and_then(|train| train.version.clone()),
            platform: train.and_then(|train| train.platform).map(|platform| platform.to_string()),
            build_number: build.attributes.version,
            state: build.attributes.processing_state.map(|state| state.to_string()),
            uploaded: build.attributes.uploaded_date,
            expired: build.attributes.expired,
        }
    })
    .await
}
