//! `sigh download_all`.

use std::path::PathBuf;

use clap::Args;
use console::{Action, Change, Context, Failure, Plan, Report, TeamArgs, exit, table};
use serde::Serialize;
use spaceship::resources::Profile;
use time::OffsetDateTime;

use crate::candidate::Candidate;
use crate::cli::KEY_NAMES;
use crate::files;
use crate::target::Platform;

/// Download every valid profile of a platform.
#[derive(Debug, Args)]
pub(crate) struct DownloadAllArgs {
    /// ios, tvos, macos or catalyst [env: SIGH_PLATFORM; default: ios].
    #[arg(long, short = 'p')]
    platform: Option<String>,
    /// The folder for the profiles [env: SIGH_OUTPUT_PATH; default: .].
    #[arg(long, short = 'o', value_name = "DIR")]
    output_path: Option<PathBuf>,
    /// Do not copy them to where Xcode looks; `false` does so elsewhere than on a Mac too [env: SIGH_SKIP_INSTALL].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    skip_install: Option<bool>,
    /// Without effect: Xcode's own profiles are for Xcode.
    #[arg(long, hide_short_help = true)]
    download_xcode_profiles: bool,
    #[command(flatten)]
    account: TeamArgs,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Row {
    name: String,
    uuid: String,
    path: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Downloaded {
    profiles: Vec<Row>,
    /// Those that are invalid, ended, or hidden.
    passed_over: Vec<String>,
}

impl Report for Downloaded {
    fn text(&self) -> String {
        let rows = self.profiles.iter().map(|one| [one.name.clone(), one.uuid.clone(), one.path.clone()]);
        let table = table(&["name", "uuid", "file"], rows);
        let passed = self.passed_over.iter().map(|name| format!("passed over: {name}"));
        std::iter::once(table).chain(passed).collect::<Vec<_>>().join("\n")
    }
}

/// The types of a platform's profiles.
fn types(platform: Platform) -> &'static [&'static str] {
    match platform {
        Platform::Ios => &["IOS_APP_STORE", "IOS_APP_INHOUSE", "IOS_APP_ADHOC", "IOS_APP_DEVELOPMENT"],
        Platform::Tvos => &["TVOS_APP_STORE", "TVOS_APP_INHOUSE", "TVOS_APP_ADHOC", "TVOS_APP_DEVELOPMENT"],
        Platform::Macos => &["MAC_APP_STORE", "MAC_APP_DEVELOPMENT", "MAC_APP_DIRECT"],
        Platform::Catalyst => {
            &["MAC_CATALYST_APP_STORE", "MAC_CATALYST_APP_DEVELOPMENT", "MAC_CATALYST_APP_DIRECT"]
        }
    }
}

pub(crate) async fn run(args: &DownloadAllArgs, context: &Context) -> Result<u8, Failure> {
    let context = &args.account.applied(context);
    if args.download_xcode_profiles {
        context.ui.notice("--download-xcode-profiles has no effect: Xcode looks after its own profiles");
    }
    let word = context.text(args.platform.as_deref(), &["SIGH_PLATFORM"]).unwrap_or_else(|| "ios".into());
    let platform = Platform::named(&word).ok_or_else(|| {
        Failure::invalid(format!("--platform is `{word}`; it takes ios, tvos, macos and catalyst"))
    })?;
    let given =
        args.output_path.clone().or_else(|| context.text(None, &["SIGH_OUTPUT_PATH"]).map(PathBuf::from));
    let folder = context.path(given.unwrap_or_default());
    let skip = context.flag(args.skip_install, &["SIGH_SKIP_INSTALL"])?;
    let install = !skip.unwrap_or(cfg!(not(target_os = "macos")));
    let client = context.client(KEY_NAMES).await?;
    let list = client.list::<Profile>().filter("profileType", types(platform).join(","));
    let (all, _) = list.all().await?;
    let now = OffsetDateTime::now_utc();
    let all = all.into_iter().map(Candidate::read).collect::<Vec<_>>();
    let (usable, passed) =
        all.into_iter().partition::<Vec<_>, _>(|one| one.is_usable(now) && one.content.is_some());
    let mut plan = Plan::new(format!("profiles for {word}"));
    let mut rows = Vec::new();
    for (bytes, profile) in usable.iter().filter_map(|one| one.content.as_ref()) {
        let path = folder.join(files::name_of(profile, platform));
        if !files::is_there(&path, bytes) {
            plan.push(Change::new(Action::Write, "file", context.shown(&path)).because(&profile.name));
        }
        rows.push((bytes, profile, path));
    }
    if context.common.dry_run {
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    let mut profiles = Vec::new();
    for (bytes, profile, path) in rows {
        files::save(&path, bytes)?;
        if install {
            files::install(profile, bytes, context)?;
        }
        profiles.push(Row {
            name: profile.name.clone(),
            uuid: profile.uuid.clone(),
            path: context.shown(&path),
        });
    }
    let why = |one: Candidate| {
        let why = if one.content.is_none() {
            "Apple gives no content that can be read"
        } else if one.active {
            "it has ended"
        } else {
            "it is invalid"
        };
        format!("{} ({why})", one.name)
    };
    context.ui.report(&Downloaded { profiles, passed_over: passed.into_iter().map(why).collect() });
    Ok(exit::DONE)
}
