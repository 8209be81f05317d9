//! `pilot upload`, which is what `pilot` alone means.

use std::path::PathBuf;

use artifact::Platform;
use clap::Args;
use console::{Action, Change, Context, Failure, Outputs, Plan, Report, exit};
use serde::Serialize;
use spaceship::Client;
use spaceship::client::wait_for;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{App, Build, BuildUpload};
use time::OffsetDateTime;

use super::distribute::{self, DistributeArgs};
use super::options::Distribution;
use crate::binary::{self, Binary};
use crate::checks::Findings;
use crate::cli::KEY_NAMES;
use crate::clips::WantedClips;
use crate::distribution::{self, State, Wanted};
use crate::find::{self, Found, Which};
use crate::transport::{Transport, TransportArgs};
use crate::upload::{self, Earlier};

/// Upload an .ipa or .pkg, wait until Apple has processed it, and hand it to testers.
#[derive(Debug, Args)]
pub(crate) struct UploadArgs {
    /// The .ipa; the newest in this folder otherwise [env: PILOT_IPA].
    #[arg(long, short = 'i', value_name = "FILE")]
    ipa: Option<PathBuf>,
    /// The .pkg, for the Mac; the newest in this folder otherwise [env: PILOT_PKG].
    #[arg(long, short = 'P', value_name = "FILE")]
    pkg: Option<PathBuf>,
    /// Upload nothing, but hand out what Apple has [env: PILOT_DISTRIBUTE_ONLY].
    #[arg(long, short = 'D', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    distribute_only: Option<bool>,
    #[command(flatten)]
    distribute: DistributeArgs,
    /// Do not wait for Apple's processing; nothing is handed out then
    /// [env: PILOT_SKIP_WAITING_FOR_BUILD_PROCESSING].
    #[arg(long, short = 'z', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    skip_waiting_for_build_processing: Option<bool>,
    #[command(flatten)]
    transport: TransportArgs,
    /// Checks of the file to pass over, by the names that stand behind their findings, comma-separated.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    skip_checks: Vec<String>,
    /// Write the ids of upload and build into this dotenv file.
    #[arg(long, value_name = "FILE")]
    env_out: Option<PathBuf>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Uploaded {
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
    if context.flag(args.distribute_only, &["PILOT_DISTRIBUTE_ONLY"])?.unwrap_or(false) {
        return distribute::run(&args.distribute, context).await;
    }
    let waits = !context
        .flag(args.skip_waiting_for_build_processing, &["PILOT_SKIP_WAITING_FOR_BUILD_PROCESSING"])?
        .unwrap_or(false);
    let mut findings = Findings::but_for(&args.skip_checks)?;
    // Without a key nothing else matters; this sends nothing yet.
    let client = match context.client(KEY_NAMES).await {
        Err(_) if !waits && args.transport.has_password(context) => {
            return alone(args, findings, context).await;
        }
        client => client?,
    };
    let options = &args.distribute.distribution;
    let mut settled = options.settle(context)?;
    let for_mac = settled.platform == Some(Platform::MacOs);
    let path = binary::find(args.ipa.as_deref(), args.pkg.as_deref(), for_mac, context)?;
    let shown = context.shown(&path);
    let binary = Binary::open(&path)?;
    let identity = binary.identity().clone();
    let bundle_id = options.bundle_id(context)?.unwrap_or_else(|| identity.bundle_id.clone());
    findings.look(&binary, &bundle_id, OffsetDateTime::now_utc());
    findings.warnings.iter().for_each(|warning| context.ui.warn(format!("{shown}: {warning}")));
    findings.stop(&shown)?;
    if !settled.wanted.clips.is_empty() && !binary.has_app_clip() {
        context.ui.warn(format!("{shown} has no App Clip: its invocations are passed over"));
        settled.wanted.clips = WantedClips::default();
    }
    let app = options.find_app(&client, Some(&bundle_id), context).await?;
    let which = Which::of(&identity);
    let looked = async { Ok::<_, Failure>(find::build(&client, &app.id, &which).await?) };
    let platform = Some(identity.platform.api_name());
    let state = async { Ok(State::gather(&client, &app, platform, &settled.wanted).await?) };
    let (groups, (earlier, known), there, mut state) = tokio::try_join!(
        find::groups(&client, &app.id, &settled.group_names, settled.create_groups),
        upload::earlier(&client, &app.id, &identity),
        looked,
        state
    )?;
    settled.wanted.groups = groups;
    let sends = there.is_none() && !matches!(earlier, Earlier::Sent(_));
    if sends {
        findings.compare(&binary, &known);
        findings.stop(&shown)?;
    }
    let expected = match &there {
        Some(found) => found.clone(),
        None => Found::to_come(&identity, binary.uses_encryption(), &state.primary_locale),
    };
    state.look_at(&client, &expected, &settled.wanted).await?;
    let steps = distribution::plan(&expected, &state, &settled.wanted);
    distribution::reviewable(&expected, &state, &steps)?;
    let plan = plan(&shown, &app, &earlier, sends, &expected, &steps);
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    distribution::make_groups(&client, &app.id, &mut settled.wanted.groups).await?;
    let upload = match earlier {
        // Apple has the build, sent this way or another.
        Earlier::Sent(id) => Some(id),
        _ if !sends => None,
        earlier if args.transport.transport == Transport::Api => {
            Some(upload::send(context, &client, &app.id, &binary, earlier).await?)
        }
        // Apple's own programs do not tell which upload it was.
        _ => {
            args.transport.send(&binary, context).await?;
            None
        }
    };
    let run = Run { context, client: &client, app: &app, settled: &settled, which: &which };
    let found = run.hand_out(there, upload.as_ref(), waits, state).await?;
    let report = Uploaded {
        action: if sends { "uploaded" } else { "found" },
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

/// Has Apple's program upload the file with the password of an Apple ID, which opens nothing else: nothing is asked of
/// Apple before or after.
async fn alone(args: &UploadArgs, mut findings: Findings, context: &Context) -> Result<u8, Failure> {
    let options = &args.distribute.distribution;
    let for_mac = options.settle(context)?.platform == Some(Platform::MacOs);
    let path = binary::find(args.ipa.as_deref(), args.pkg.as_deref(), for_mac, context)?;
    let shown = context.shown(&path);
    let binary = Binary::open(&path)?;
    let identity = binary.identity().clone();
    let bundle_id = options.bundle_id(context)?.unwrap_or_else(|| identity.bundle_id.clone());
    findings.look(&binary, &bundle_id, OffsetDateTime::now_utc());
    findings.stop(&shown)?;
    let mut plan =
        Plan::new(format!("TestFlight, {bundle_id} {} ({})", identity.short_version, identity.version));
    plan.push(Change::new(Action::Upload, "build", &shown));
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    args.transport.send(&binary, context).await?;
    let report = Uploaded {
        action: "uploaded",
        bundle_id,
        version: identity.short_version,
        build_number: identity.version,
        ..outcome(None, None, &Wanted::default())
    };
    hand_on(args, context, &report)?;
    context.ui.report(&report);
    Ok(exit::DONE)
}

fn plan(
    shown: &str,
    app: &Resource<App>,
    earlier: &Earlier,
    sends: bool,
    expected: &Found,
    steps: &[distribution::Step],
) -> Plan {
    let name = app.attributes.name.as_deref().unwrap_or_default();
    let mut plan = Plan::new(format!("TestFlight, {name} {}", expected.name()));
    if sends {
        let change = Change::new(Action::Upload, "build", shown);
        plan.push(match earlier {
            Earlier::Abandoned(id) => change.because(format!("the upload {id} was broken off")),
            _ => change,
        });
    }
    for step in steps {
        plan.push(step.change(expected));
    }
    plan
}

/// What is worked with once the file is with Apple.
struct Run<'a> {
    context: &'a Context,
    client: &'a Client,
    app: &'a Resource<App>,
    settled: &'a Distribution,
    which: &'a Which,
}

impl Run<'_> {
    /// Waits until the build can be handed out, hands it out, and answers how it stands then. Where nothing is waited
    /// for, only what is said of the build is brought up to date, and nothing without such texts.
    async fn hand_out(
        &self,
        there: Option<Found>,
        upload: Option<&Id<BuildUpload>>,
        waits: bool,
        mut state: State,
    ) -> Result<Option<Found>, Failure> {
        let (context, client, app) = (self.context, self.client, &self.app.id);
        let mut wanted = self.settled.wanted.clone();
        if !waits {
            wanted.skip_submission = true;
            if wanted.notes.is_empty() {
                return Ok(there);
            }
        }
        let build = match (there.as_ref().and_then(|found| found.id.clone()), upload) {
            (Some(build), _) => build,
            (None, Some(upload)) => upload::appears(context, client, upload, self.settled.patience).await?,
            (None, None) => self.listed().await?,
        };
        let found = upload::follow(context, client, app, &build, self.settled.patience).await?;
        state.look_at(client, &found, &wanted).await?;
        let steps = distribution::plan(&found, &state, &wanted);
        for step in &steps {
            step.apply(context, client, app, &build, &found, &state).await?;
        }
        if steps.is_empty() {
            return Ok(Some(found));
        }
        let which = Which { id: Some(build), ..Which::default() };
        Ok(Some(find::build(client, app, &which).await?.unwrap_or(found)))
    }

    /// The build of a file that went to Apple by another program, which tells no id.
    async fn listed(&self) -> Result<Id<Build>, Failure> {
        let mut waiting = self.context.ui.waiting("the build");
        let listed = wait_for("the build in the list of builds", self.settled.patience, async || {
            let found = find::build(self.client, &self.app.id, self.which).await?;
            waiting.state("not listed yet");
            Ok(found.and_then(|found| found.id))
        });
        Ok(listed.await?)
    }
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
        build_id: found.and_then(|found| found.id.as_ref()).map(ToString::to_string),
        processing_state: found.and_then(|found| found.processing.clone()),
        internal_state: details
            .and_then(|details| details.internal_build_state.as_ref())
            .map(ToString::to_string),
        external_state: details
            .and_then(|details| details.external_build_state.as_ref())
            .map(ToString::to_string),
        groups: wanted.groups.there.iter().filter_map(|group| group.attributes.name.clone()).collect(),
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
