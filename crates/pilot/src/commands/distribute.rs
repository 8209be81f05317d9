//! `pilot distribute`.

use clap::Args;
use console::{Context, Failure, Plan, Report, exit};
use serde::Serialize;

use super::options::DistributionArgs;
use crate::cli::KEY_NAMES;
use crate::distribution::{self, State};
use crate::find::{self, Which};
use crate::upload;

/// Hand a build that Apple has to testers.
#[derive(Debug, Args)]
pub(crate) struct DistributeArgs {
    /// The version; any otherwise [env: PILOT_APP_VERSION].
    #[arg(long, value_name = "VERSION")]
    pub(crate) app_version: Option<String>,
    /// The build number; the newest otherwise [env: PILOT_BUILD_NUMBER].
    #[arg(long, value_name = "NUMBER")]
    pub(crate) build_number: Option<String>,
    #[command(flatten)]
    pub(crate) distribution: DistributionArgs,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Distributed {
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
    let options = &args.distribution;
    let mut settled = options.settle(context)?;
    let bundle_id = options.bundle_id(context)?;
    let app = options.find_app(&client, bundle_id.as_deref(), context).await?;
    let which = Which {
        id: None,
        version: context.text(args.app_version.as_deref(), &["PILOT_APP_VERSION"]),
        number: context.text(args.build_number.as_deref(), &["PILOT_BUILD_NUMBER"]),
        platform: settled.platform.map(|platform| platform.api_name().to_owned()),
    };
    let looked = async { Ok::<_, Failure>(find::build(&client, &app.id, &which).await?) };
    let (groups, found) = tokio::try_join!(
        find::groups(&client, &app.id, &settled.group_names, settled.create_groups),
        looked
    )?;
    settled.wanted.groups = groups;
    let missing = || {
        Failure::new(exit::NOT_FOUND, "there is no such build").hint("`pilot builds` lists those there are")
    };
    let found = found.ok_or_else(missing)?;
    let mut state = State::gather(&client, &app, found.platform.as_deref(), &settled.wanted).await?;
    state.look_at(&client, &found, &settled.wanted).await?;
    let steps = distribution::plan(&found, &state, &settled.wanted);
    distribution::reviewable(&found, &state, &steps)?;
    let mut plan = Plan::new(format!("TestFlight, {}", found.name()));
    for step in &steps {
        plan.push(step.change(&found));
    }
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    distribution::make_groups(&client, &app.id, &mut settled.wanted.groups).await?;
    let id = found.id.clone().ok_or_else(missing)?;
    let found = upload::follow(context, &client, &app.id, &id, settled.patience).await?;
    let steps = distribution::plan(&found, &state, &settled.wanted);
    for step in &steps {
        step.apply(context, &client, &app.id, &id, &found, &state).await?;
    }
    let groups = settled.wanted.groups.there.into_iter().filter_map(|group| group.attributes.name);
    context.ui.report(&Distributed {
        build_id: id.to_string(),
        groups: groups.collect(),
        changes: plan.changes.len(),
        version: found.version,
        build_number: found.number,
    });
    Ok(exit::DONE)
}
