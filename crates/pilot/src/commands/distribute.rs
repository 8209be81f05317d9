//! `pilot distribute`.

use clap::Args;
use console::{Context, Failure, Plan, Report, exit};
use serde::Serialize;

use super::options::DistributionArgs;
use crate::cli::KEY_NAMES;
use crate::find::{self, Which};
use crate::{distribution, upload};

/// Hand a build that Apple has to testers.
#[derive(Debug, Args)]
pub(crate) struct DistributeArgs {
    #[command(flatten)]
    distribution: DistributionArgs,
    /// The version; any otherwise [env: PILOT_APP_VERSION].
    #[arg(long, value_name = "VERSION")]
    app_version: Option<String>,
    /// The build number; the newest otherwise [env: PILOT_BUILD_NUMBER].
    #[arg(long, value_name = "NUMBER")]
    build_number: Option<String>,
    /// ios, appletvos, osx or xros [env: PILOT_PLATFORM].
    #[arg(long, short = 'm', value_name = "PLATFORM")]
    app_platform: Option<String>,
}

#[derive(Debug, Serialize)]
struct Distributed {
    build_id: String,
    version: String,
    build_number: String,
    groups: Vec<String>,
    changes: usize,
}

impl Report for Distributed {
    fn text(&self) -> String {
        let groups = if self.groups.is_empty() { "nobody new".to_owned() } else { self.groups.join(", ") };
        format!("{} ({}) is with {groups}", self.version, self.build_number)
    }
}

pub(crate) async fn run(args: &DistributeArgs, context: &Context) -> Result<u8, Failure> {
    let client = context.client(KEY_NAMES).await?;
    let mut settled = args.distribution.settle(context)?;
    let bundle_id =
        context.app_identifier(args.distribution.app_identifier.as_deref(), &["PILOT_APP_IDENTIFIER"])?;
    let apple_id = context.text(args.distribution.apple_id.as_deref(), &["PILOT_APPLE_ID"]);
    let platform = context.text(args.app_platform.as_deref(), &["PILOT_PLATFORM"]);
    let platform = platform.map(|name| name.parse::<artifact::Platform>()).transpose();
    let platform = platform.map_err(|error| Failure::invalid(error.to_string()))?;
    let app = console::find_app(&client, bundle_id.as_deref(), apple_id.as_deref()).await?;
    let which = Which {
        version: context.text(args.app_version.as_deref(), &["PILOT_APP_VERSION"]),
        number: context.text(args.build_number.as_deref(), &["PILOT_BUILD_NUMBER"]),
        platform: platform.map(|platform| platform.api_name().to_owned()),
    };
    let (groups, found) = tokio::try_join!(
        find::groups(&client, &app.id, &settled.group_names),
        find::build(&client, &app.id, &which)
    )?;
    settled.wanted.groups = groups;
    let found = found.ok_or_else(|| {
        Failure::new(exit::NOT_FOUND, "there is no such build").hint("`pilot builds` lists those there are")
    })?;
    let steps = distribution::plan(&found, &settled.wanted);
    let number = found.build.attributes.version.clone().unwrap_or_default();
    let mut plan = Plan::new(format!("TestFlight, {} ({number})", found.version));
    for step in &steps {
        plan.push(step.change(Some(&found)));
    }
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    upload::ready(&client, &found.build.id, upload::patience(settled.interval, settled.timeout)).await?;
    distribution::apply(context, &client, &app.id, &found, &steps).await?;
    context.ui.report(&Distributed {
        build_id: found.build.id.to_string(),
        version: found.version,
        build_number: number,
        groups: settled.wanted.groups.into_iter().filter_map(|group| group.attributes.name).collect(),
        changes: steps.len(),
    });
    Ok(exit::DONE)
}
