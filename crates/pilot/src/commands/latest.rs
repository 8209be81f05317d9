//! `pilot latest-build-number`.

use clap::Args;
use console::{Context, Failure, Outputs, Report, exit};
use serde::Serialize;
use spaceship::resources::{App, Build, BuildUpload};

use crate::cli::KEY_NAMES;
use crate::numbers::order;
use crate::testers::AppArgs;

/// Print the highest build number of the app: for CI, which makes the next one.
#[derive(Debug, Args)]
pub(crate) struct LatestArgs {
    #[command(flatten)]
    app: AppArgs,
    /// Only of this version [env: LATEST_VERSION].
    #[arg(long, value_name = "VERSION")]
    version: Option<String>,
    /// Only of this platform: IOS, MAC_OS, TV_OS or VISION_OS.
    #[arg(long, value_name = "PLATFORM")]
    platform: Option<String>,
    /// What to print where there is no build yet.
    #[arg(long, value_name = "NUMBER", default_value = "0")]
    initial_build_number: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Latest {
    build_number: String,
}

impl Report for Latest {
    fn text(&self) -> String {
        self.build_number.clone()
    }
}

pub(crate) async fn run(args: &LatestArgs, context: &Context) -> Result<u8, Failure> {
    let client = context.client(KEY_NAMES).await?;
    let app = args.app.find(&client, context).await?;
    let version = context.text(args.version.as_deref(), &["LATEST_VERSION"]);
    let mut builds = client.list::<Build>().filter("app", app.id.as_str()).fields("builds", "version");
    // What is being processed is no build yet, but its number is taken.
    let mut uploads = client.list_related::<App, BuildUpload>(&app.id, "buildUploads");
    if let Some(version) = &version {
        builds = builds.filter("preReleaseVersion.version", version.clone());
        uploads = uploads.filter("cfBundleShortVersionString", version.clone());
    }
    if let Some(platform) = &args.platform {
        builds = builds.filter("preReleaseVersion.platform", platform.clone());
        uploads = uploads.filter("platform", platform.clone());
    }
    let ((builds, _), (uploads, _)) = tokio::try_join!(builds.all(), uploads.all())?;
    let numbers = builds.into_iter().filter_map(|build| build.attributes.version);
    let numbers = numbers.chain(uploads.into_iter().filter_map(|upload| upload.attributes.cf_bundle_version));
    let highest = numbers.max_by_key(|number| order(number));
    let build_number = highest.unwrap_or_else(|| args.initial_build_number.clone());
    console::hand_on(&Outputs::from([("LATEST_BUILD_NUMBER", build_number.clone())]), None, context)?;
    context.ui.report(&Latest { build_number });
    Ok(exit::DONE)
}
