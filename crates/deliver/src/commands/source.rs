//! What `init` and the downloads have in common: which version is meant, and bringing files about.

use std::path::{Path, PathBuf};

use clap::Args;
use console::{Context, Failure, Report, exit};
use serde::Serialize;
use spaceship::Client;

use crate::cli::KEY_NAMES;
use crate::download::{Item, Parts, Source, Standing, Wish, gather, shown, write};

/// Which version is meant, and what becomes of files that are there.
#[derive(Debug, Args)]
pub(super) struct SourceArgs {
    /// The bundle id [env: DELIVER_APP_IDENTIFIER; Appfile].
    #[arg(long, short = 'a', value_name = "BUNDLE_ID")]
    app_identifier: Option<String>,
    /// Apple's number of the app [env: DELIVER_APP_ID], or its name in gantry.toml.
    #[arg(long, short = 'p', value_name = "NUMBER")]
    app: Option<String>,
    /// The version [env: DELIVER_APP_VERSION; default: the one in preparation, else the one on the store].
    #[arg(long, short = 'z', value_name = "VERSION")]
    app_version: Option<String>,
    /// ios, appletvos, tvos, xros or osx [env: DELIVER_PLATFORM; default: that of the app's versions].
    #[arg(long, short = 'j', value_name = "PLATFORM")]
    platform: Option<String>,
    /// The version on the store, even where another one is in preparation [env: DELIVER_USE_LIVE_VERSION].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    use_live_version: Option<bool>,
    /// Overwrite files that hold something else [env: DELIVER_FORCE, DELIVER_FORCE_OVERWRITE].
    #[arg(long, short = 'f', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    force: Option<bool>,
}

/// What becomes of files that hold something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    /// They are overwritten once somebody agreed.
    Ask,
    /// They stay.
    Keep,
}

/// What a download works with.
pub(super) struct Download<'a> {
    pub(super) context: &'a Context,
    pub(super) client: Client,
    pub(super) source: Source,
    force: bool,
}

impl SourceArgs {
    /// Reads the version that is meant. The client cannot write: nothing here changes anything at Apple.
    pub(super) async fn gather<'a>(
        &self,
        context: &'a Context,
        parts: Parts,
    ) -> Result<Download<'a>, Failure> {
        let mut reading = context.clone();
        reading.common.dry_run = true;
        let client = reading.client(KEY_NAMES).await?;
        let platform = context.text(self.platform.as_deref(), &["DELIVER_PLATFORM"]);
        let platform = platform.map(|name| name.parse::<artifact::Platform>()).transpose();
        let platform = platform.map_err(|error| Failure::new(exit::USAGE, error.to_string()))?;
        let wish = Wish {
            platform: platform.map(artifact::Platform::api_name),
            live: context.flag(self.use_live_version, &["DELIVER_USE_LIVE_VERSION"])?.unwrap_or(false),
            number: context.text(self.app_version.as_deref(), &["DELIVER_APP_VERSION"]),
        };
        // To fastlane this variable means yes whatever it says.
        let overwrite = context.text(None, &["DELIVER_FORCE_OVERWRITE"]);
        let overwrite = overwrite.is_some_and(|word| console::boolean(&word) != Ok(false));
        let force = context.flag(self.force, &["DELIVER_FORCE"])?.unwrap_or(overwrite);
        let bundle_id =
            context.app_identifier(self.app_identifier.as_deref(), &["DELIVER_APP_IDENTIFIER"])?;
        let number = context.text(self.app.as_deref(), &["DELIVER_APP_ID"]);
        let app = console::find_app(&client, bundle_id.as_deref(), number.as_deref()).await?;
        let source = gather(&client, app, &wish, parts).await?;
        if wish.platform.is_none() && source.platforms.len() > 1 {
            context.ui.notice(format!(
                "the app has versions for {}; this run is about {}, see --platform",
                source.platforms.join(", "),
                source.platform
            ));
        }
        Ok(Download { context, client, source, force })
    }
}

/// A folder of the project: what was given, the variable, or the usual place.
pub(super) fn folder(context: &Context, given: Option<&Path>, variable: &str, usual: &str) -> PathBuf {
    let given = given.map(|path| path.display().to_string());
    let named = context.text(given.as_deref(), &[variable]);
    named.map_or_else(|| project(context).join(usual), |path| context.path(path))
}

/// Where the files of a project are, unless something else is said: in `fastlane`, where it has that folder.
pub(super) fn project(context: &Context) -> PathBuf {
    let fastlane = context.path("fastlane");
    if fastlane.is_dir() { fastlane } else { context.folder.clone() }
}

impl Download<'_> {
    /// Shows what will be written, and writes it. `screenshots` is the folder of pictures.
    pub(super) async fn bring(
        self,
        mut items: Vec<Item>,
        screenshots: &Path,
        existing: Existing,
    ) -> Result<u8, Failure> {
        let Self { context, client, source, force } = &self;
        let (mut kept, unchanged) = (Vec::new(), items.iter().filter(|item| is_same(item)).count());
        if existing == Existing::Keep && !force {
            let differs = |item: &mut Item| matches!(item.standing, Standing::Differs(_));
            kept = items.extract_if(.., differs).map(|item| context.shown(&item.path)).collect();
        }
        if !kept.is_empty() {
            context.ui.notice(format!("left as it is, --force overwrites it: {}", kept.join(", ")));
        }
        let name = source.app.attributes.name.as_deref().unwrap_or_default();
        let title = format!("Files of {name} {}", source.version.version);
        let plan = shown(title, &items, |path| context.shown(path));
        context.ui.plan(&plan, context.common.dry_run);
        if context.common.dry_run {
            return Ok(context.dry_run_end(&plan));
        }
        if !force {
            self.agree(&items).await?;
        }
        write(context, client, &items, screenshots).await?;
        let written = items.iter().filter(|item| !is_same(item));
        context.ui.report(&Downloaded {
            app_id: source.app.id.to_string(),
            bundle_id: source.app.attributes.bundle_id.clone(),
            platform: source.platform.clone(),
            version: source.version.version.clone(),
            version_state: source.version.state.clone(),
            written: written.map(|item| context.shown(&item.path)).collect(),
            unchanged,
            kept,
        });
        Ok(exit::DONE)
    }

    /// Asks before files are overwritten; without somebody to ask they are not.
    async fn agree(&self, items: &[Item]) -> Result<(), Failure> {
        let differing = items.iter().filter(|item| matches!(item.standing, Standing::Differs(_)));
        let differing = differing.map(|item| self.context.shown(&item.path)).collect::<Vec<_>>();
        if differing.is_empty() {
            return Ok(());
        }
        let ui = &self.context.ui;
        let files = if differing.len() == 1 { "1 file".into() } else { format!("{} files", differing.len()) };
        if !ui.is_interactive() {
            let what = format!("{files} would be overwritten: {}", differing.join(", "));
            return Err(
                Failure::new(exit::REFUSED, what).hint("--force overwrites them; nothing was written")
            );
        }
        if ui.confirm(&format!("Overwrite {files} with what Apple has?")).await? {
            return Ok(());
        }
        Err(Failure::new(exit::FAILED, "nothing was written, since you did not agree"))
    }
}

fn is_same(item: &Item) -> bool {
    item.standing == Standing::Same
}

/// What a download ends with.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Downloaded {
    app_id: String,
    bundle_id: Option<String>,
    platform: String,
    version: String,
    version_state: String,
    /// The files that were written.
    written: Vec<String>,
    /// How many files were right already.
    unchanged: usize,
    /// The files that hold something else and stay.
    kept: Vec<String>,
}

impl Report for Downloaded {
    fn text(&self) -> String {
        let name = self.bundle_id.as_deref().unwrap_or(&self.app_id);
        let Self { version, version_state, unchanged, .. } = self;
        let done = match self.written.len() {
            0 => "nothing was to do".to_owned(),
            1 => "1 file written".to_owned(),
            files => format!("{files} files written"),
        };
        let kept = if self.kept.is_empty() { String::new() } else { format!(", {} kept", self.kept.len()) };
        format!("{name} {version} ({version_state}): {done}, {unchanged} right already{kept}")
    }
}
