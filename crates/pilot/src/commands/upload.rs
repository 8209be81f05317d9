//! `pilot upload`, which is what `pilot` alone means.

use std::path::{Path, PathBuf};

use artifact::Ipa;
use clap::Args;
use console::{Action, Change, Context, Failure, Outputs, Plan, Report, exit};
use serde::Serialize;
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{App, Build, BuildUpload};
use time::OffsetDateTime;

use super::options::DistributionArgs;
use crate::checks;
use crate::cli::KEY_NAMES;
use crate::distribution::{self, Wanted};
use crate::find::{self, Found, Which};
use crate::upload::{self, Earlier};

/// Upload an .ipa, wait until Apple has processed it, and hand it to testers.
#[derive(Debug, Args)]
pub(crate) struct UploadArgs {
    /// The .ipa; the newest in this folder otherwise [env: PILOT_IPA].
    #[arg(long, short = 'i', value_name = "FILE")]
    ipa: Option<PathBuf>,
    #[command(flatten)]
    distribution: DistributionArgs,
    /// Upload and wait, and hand the build to nobody [env: PILOT_SKIP_SUBMISSION].
    #[arg(long, short = 's', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    skip_submission: Option<bool>,
    /// Do not wait for Apple's processing; nothing is handed out then
    /// [env: PILOT_SKIP_WAITING_FOR_BUILD_PROCESSING].
    #[arg(long, short = 'z', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    skip_waiting_for_build_processing: Option<bool>,
    /// Checks of the .ipa to pass over, by the names that stand behind their findings, comma-separated.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    skip_checks: Vec<String>,
    /// Write the ids of upload and build into this dotenv file.
    #[arg(long, value_name = "FILE")]
    env_out: Option<PathBuf>,
}

#[derive(Debug, Serialize)]
struct Uploaded {
    action: &'static str,
    app_id: String,
    bundle_id: String,
    version: String,
    build_number: String,
    upload_id: Option<String>,
    build_id: Option<String>,
    processing_state: Option<String>,
    internal_state: Option<String>,
    external_state: Option<String>,
    groups: Vec<String>,
}

impl Report for Uploaded {
    fn text(&self) -> String {
        let state = |state: &Option<String>| state.clone().unwrap_or_else(|| "unknown".into());
        let groups = if self.groups.is_empty() {
            String::new()
        } else {
            format!("\n  groups: {}", self.groups.join(", "))
        };
        format!(
            "{} {} ({}) of {}\n  processing: {}, inside the team: {}, outside: {}{groups}",
            self.action,
            self.version,
            self.build_number,
            self.bundle_id,
            state(&self.processing_state),
            state(&self.internal_state),
            state(&self.external_state)
        )
    }
}

pub(crate) async fn run(args: &UploadArgs, context: &Context) -> Result<u8, Failure> {
    // Without a key nothing else matters; this sends nothing yet.
    let client = context.client(KEY_NAMES).await?;
    checks::known(&args.skip_checks)?;
    let mut settled = args.distribution.settle(context)?;
    let path = ipa_path(args, context)?;
    let shown = context.shown(&path);
    let ipa = Ipa::open(&path)?;
    let identity = ipa.identity()?;
    let bundle_id =
        context.app_identifier(args.distribution.app_identifier.as_deref(), &["PILOT_APP_IDENTIFIER"])?;
    let bundle_id = bundle_id.unwrap_or_else(|| identity.bundle_id.clone());
    let findings = checks::look(&ipa, &bundle_id, &args.skip_checks, OffsetDateTime::now_utc());
    findings.warnings.iter().for_each(|warning| context.ui.warn(format!("{shown}: {warning}")));
    if !findings.errors.is_empty() {
        return Err(Failure::findings(&format!("{shown} would be refused"), &findings.errors));
    }
    let apple_id = context.text(args.distribution.apple_id.as_deref(), &["PILOT_APPLE_ID"]);
    let app = console::find_app(&client, Some(&bundle_id), apple_id.as_deref()).await?;
    let which = Which {
        version: Some(identity.short_version.clone()),
        number: Some(identity.version.clone()),
        platform: Some(identity.platform.api_name().to_owned()),
    };
    let look = async { upload::earlier(&client, &app.id, &identity).await };
    let (groups, earlier, there) = tokio::try_join!(
        find::groups(&client, &app.id, &settled.group_names),
        look,
        find::build(&client, &app.id, &which)
    )?;
    settled.wanted.groups = groups;
    if context.flag(args.skip_submission, &["PILOT_SKIP_SUBMISSION"])?.unwrap_or(false) {
        settled.wanted.groups.clear();
        settled.wanted.submit_for_beta_review = false;
    }
    let plan = plan(&shown, &identity, &app, &earlier, there.as_ref(), &settled.wanted);
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    let uploads = matches!(earlier, Earlier::Nothing | Earlier::Abandoned(_));
    let upload = match (earlier, &there) {
        // Apple has the build, sent this way or another.
        (Earlier::Sent(id), _) => Some(id),
        (Earlier::Nothing, Some(_)) => None,
        (earlier, _) => Some(upload::send(context, &client, &app.id, &ipa, &identity, earlier).await?),
    };
    let action = if uploads && there.is_none() { "uploaded" } else { "found" };
    let waits = !context
        .flag(args.skip_waiting_for_build_processing, &["PILOT_SKIP_WAITING_FOR_BUILD_PROCESSING"])?
        .unwrap_or(false);
    let found = if waits {
        let patience = upload::patience(settled.interval, settled.timeout);
        let build = match (&there, &upload) {
            (Some(found), _) => found.build.id.clone(),
            (None, Some(upload)) => upload::follow(context, &client, upload, patience).await?,
            (None, None) => return Err(Failure::new(exit::FAILED, "there is neither an upload nor a build")),
        };
        Some(hand_out(context, &client, &app, &build, &which, &settled.wanted, patience).await?)
    } else {
        None
    };
    let report = Uploaded {
        action,
        app_id: app.id.to_string(),
        bundle_id,
        version: identity.short_version,
        build_number: identity.version,
        ..outcome(found.as_ref(), upload.as_ref(), &settled.wanted)
    };
    hand_on(args, context, &report)?;
    context.ui.report(&report);
    Ok(exit::DONE)
}

/// The .ipa that is meant.
fn ipa_path(args: &UploadArgs, context: &Context) -> Result<PathBuf, Failure> {
    let given = args.ipa.as_ref().map(|path| path.display().to_string());
    if let Some(given) = context.text(given.as_deref(), &["PILOT_IPA"]) {
        return Ok(context.path(given));
    }
    let newest = newest_ipa(&context.folder).ok_or_else(|| {
        Failure::new(exit::USAGE, "no .ipa is given, and there is none in this folder")
            .hint("give --ipa FILE")
    })?;
    context.ui.notice(format!("taking the newest .ipa of this folder, {}", context.shown(&newest)));
    Ok(newest)
}

fn newest_ipa(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let ipas = entries.filter(|path| path.extension().is_some_and(|extension| extension == "ipa"));
    ipas.max_by_key(|path| std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok())
}

fn plan(
    shown: &str,
    identity: &artifact::Identity,
    app: &Resource<App>,
    earlier: &Earlier,
    there: Option<&Found>,
    wanted: &Wanted,
) -> Plan {
    let name = app.attributes.name.as_deref().unwrap_or_default();
    let mut plan = Plan::new(format!("TestFlight, {name} {} ({})", identity.short_version, identity.version));
    let steps = match there {
        Some(found) => distribution::plan(found, wanted),
        None => {
            distribution::steps_for_new(wanted, app.attributes.primary_locale.as_deref().unwrap_or("en-US"))
        }
    };
    match (there, earlier) {
        (Some(_), _) | (None, Earlier::Sent(_)) => {}
        (None, Earlier::Abandoned(id)) => {
            plan.push(Change::new(Action::Delete, "broken-off upload", id.to_string()));
            plan.push(Change::new(Action::Upload, "build", shown));
        }
        (None, Earlier::Nothing) => plan.push(Change::new(Action::Upload, "build", shown)),
    }
    for step in &steps {
        plan.push(step.change(there));
    }
    plan
}

/// Waits until the build can be handed out, hands it out, and answers how it stands then.
async fn hand_out(
    context: &Context,
    client: &Client,
    app: &Resource<App>,
    build: &Id<Build>,
    which: &Which,
    wanted: &Wanted,
    patience: spaceship::client::Patience,
) -> Result<Found, Failure> {
    upload::ready(client, build, patience).await?;
    // The list of builds may lag behind the build itself.
    let listed = spaceship::client::wait_for("the build in the list of builds", patience, async || {
        let found = find::build(client, &app.id, which).await;
        Ok(found.map(|found| found.filter(|found| found.build.id == *build)).transpose())
    });
    let found = listed.await??;
    let steps = distribution::plan(&found, wanted);
    distribution::apply(context, client, &app.id, &found, &steps).await?;
    if steps.is_empty() {
        return Ok(found);
    }
    Ok(find::build(client, &app.id, which).await?.unwrap_or(found))
}

fn outcome(found: Option<&Found>, upload: Option<&Id<BuildUpload>>, wanted: &Wanted) -> Uploaded {
    let details = found.and_then(|found| found.details.as_ref()).map(|details| &details.attributes);
    Uploaded {
        action: "",
        app_id: String::new(),
        bundle_id: String::new(),
        version: String::new(),
        build_number: String::new(),
        upload_id: upload.map(ToString::to_string),
        build_id: found.map(|found| found.build.id.to_string()),
        processing_state: found
            .and_then(|found| found.build.attributes.processing_state.as_ref())
            .map(ToString::to_string),
        internal_state: details
            .and_then(|details| details.internal_build_state.as_ref())
            .map(ToString::to_string),
        external_state: details
            .and_then(|details| details.external_build_state.as_ref())
            .map(ToString::to_string),
        groups: wanted.groups.iter().filter_map(|group| group.attributes.name.clone()).collect(),
    }
}

fn hand_on(args: &UploadArgs, context: &Context, report: &Uploaded) -> Result<(), Failure> {
    let mut outputs = Outputs::from([
        ("PILOT_APP_VERSION", report.version.clone()),
        ("PILOT_BUILD_NUMBER", report.build_number.clone()),
    ]);
    outputs.extend(report.build_id.clone().map(|id| ("PILOT_BUILD_ID", id)));
    console::hand_on(&outputs, args.env_out.as_deref(), context)
}
