//! `sigh renew`, which is what `sigh` alone means.

use std::path::PathBuf;

use clap::Args;
use console::{Action, Change, Context, Failure, Plan, TeamArgs, exit, hand_on};
use time::OffsetDateTime;

use crate::accepted::AcceptedArgs;
use crate::candidate::Candidate;
use crate::choice::{Choice, Decision, Rules, choose};
use crate::cli::KEY_NAMES;
use crate::gather::gather;
use crate::options::{ActionArgs, Options, ProfileArgs, settle};
use crate::renewal::Renewal;
use crate::report::Renewed;
use crate::staleness::{Reason, Wanted};
use crate::{certificates, devices, files};

/// Reuse, renew or make the profile of an app, and save it.
#[derive(Debug, Args)]
pub(crate) struct RenewArgs {
    #[command(flatten)]
    profile: ProfileArgs,
    #[command(flatten)]
    action: ActionArgs,
    /// Write SIGH_UUID, SIGH_NAME, SIGH_PROFILE_PATH and more into this dotenv file.
    #[arg(long, value_name = "FILE")]
    env_out: Option<PathBuf>,
    #[command(flatten)]
    account: TeamArgs,
    #[command(flatten)]
    accepted: AcceptedArgs,
}

pub(crate) async fn run(args: &RenewArgs, context: &Context) -> Result<u8, Failure> {
    args.accepted.judge(context)?;
    let options = settle(&args.profile, &args.action, context)?;
    let context = &args.account.applied(context);
    let client = context.client(KEY_NAMES).await?;
    // Where a key file does not say of which program it is, it is taken for one of the App Store.
    let options = if client.in_house().await? == Some(true) { options.in_house()? } else { options };
    let there = gather(&client, &options).await?;
    let now = OffsetDateTime::now_utc();
    let mut wanted = wanted(&options, &there, now)?;
    let rules = Rules { refresh: options.refresh, force: options.force, now };
    let choice = choose(there.profiles, &wanted, &options.naming, rules);
    let before = match &choice.decision {
        Decision::Renew { old, .. } => Some(old),
        Decision::Create { .. } => choice.interim.first(),
        Decision::Reuse(_) => None,
    };
    if let Some(before) = before {
        wanted.prefer(before);
    }
    if options.readonly {
        refuse_change(&choice.decision, &options)?;
    }
    let renewal =
        Renewal { context, client: &client, options: &options, bundle_id: &there.bundle_id, wanted: &wanted };
    let choice = named(&renewal, choice).await?;
    let plan = planned(&choice, &options, context);
    if context.common.dry_run {
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    if !matches!(choice.decision, Decision::Reuse(_)) {
        context.ui.plan(&plan, false);
    }
    let (action, reasons, taken) = apply(&renewal, choice).await?;
    finish(args, context, &options, (action, &reasons), &taken)
}

fn wanted(options: &Options, there: &crate::gather::There, now: OffsetDateTime) -> Result<Wanted, Failure> {
    let target = options.target;
    let development = target.kind == signing::ProfileKind::Development;
    Ok(Wanted {
        certificates: certificates::acceptable(
            there.certificates.clone(),
            target,
            &options.certificate,
            now,
        )?,
        named: options.certificate.id.is_some(),
        many: development,
        all: development && options.all_certificates,
        devices: devices::wanted(&there.devices, target, options.include_mac),
        capabilities: Some(there.capabilities.clone()),
    })
}

/// With `--readonly` a profile must be there.
fn refuse_change(decision: &Decision, options: &Options) -> Result<(), Failure> {
    let nearest = match decision {
        Decision::Reuse(_) => return Ok(()),
        Decision::Renew { old, reasons } => Some((&old.name, reasons)),
        Decision::Create { nearest, .. } => nearest.as_ref().map(|(name, reasons)| (name, reasons)),
    };
    let kind = options.profile_type;
    let what = format!(
        "no profile of the type {kind} for `{}` will do, and none is made because of --readonly",
        options.app_identifier
    );
    let failure =
        Failure::new(exit::NOT_FOUND, what).hint("run `sigh` without --readonly where it may write");
    Err(match nearest {
        Some((name, reasons)) => failure.cause(format!("`{name}`: {}", told(reasons))),
        None => failure.cause("there is none at all"),
    })
}

fn told(reasons: &[Reason]) -> String {
    reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Checks, where something is to be made, that it can be, and that its name is free.
async fn named(renewal: &Renewal<'_>, choice: Choice) -> Result<Choice, Failure> {
    let Choice { decision, interim } = choice;
    let decision = match decision {
        Decision::Create { name, nearest } => {
            renewal.check()?;
            match renewal.free_name(&name).await? {
                Ok(name) => Decision::Create { name, nearest },
                Err(there) => Decision::Reuse(there),
            }
        }
        Decision::Renew { .. } => {
            renewal.check()?;
            decision
        }
        Decision::Reuse(_) => decision,
    };
    Ok(Choice { decision, interim })
}

fn planned(choice: &Choice, options: &Options, context: &Context) -> Plan {
    let mut plan = Plan::new(format!("{} profile for {}", options.profile_type, options.app_identifier));
    let path = files::path(options);
    let mut is_saved = false;
    match &choice.decision {
        Decision::Reuse(taken) => {
            is_saved = taken.content.as_ref().is_some_and(|(bytes, _)| files::is_there(&path, bytes));
        }
        Decision::Renew { old, reasons } => {
            plan.push(
                Change::new(Action::Delete, "profile", format!("{} ({})", old.name, old.id))
                    .because(told(reasons)),
            );
            plan.push(
                Change::new(Action::Create, "profile", &old.name).because("in the place of the old one"),
            );
        }
        Decision::Create { name, nearest } => {
            let reason = nearest.as_ref().map_or_else(
                || {
                    if choice.interim.is_empty() {
                        "there is none"
                    } else {
                        "an interrupted renewal is completed"
                    }
                    .to_owned()
                },
                |(name, reasons)| format!("`{name}` will not do: {}", told(reasons)),
            );
            plan.push(Change::new(Action::Create, "profile", name).because(reason));
        }
    }
    for left in choice.interim.iter().filter(|_| !options.readonly) {
        let name = format!("{} ({})", left.name, left.id);
        plan.push(Change::new(Action::Delete, "profile", name).because("an interrupted renewal left it"));
    }
    if !is_saved {
        plan.push(Change::new(Action::Write, "file", context.shown(&path)));
    }
    plan
}

async fn apply(
    renewal: &Renewal<'_>,
    choice: Choice,
) -> Result<(&'static str, Vec<Reason>, Candidate), Failure> {
    let Choice { decision, interim } = choice;
    // That a folder cannot be made must be known before anything is deleted.
    files::make(&renewal.options.folder)?;
    let (action, reasons, taken) = match decision {
        Decision::Reuse(taken) => ("reused", Vec::new(), taken),
        Decision::Renew { old, reasons } => {
            return Ok(match renewal.renew(&old, &reasons, &interim).await? {
                Some(made) => ("renewed", reasons, made),
                None => ("reused", Vec::new(), old),
            });
        }
        Decision::Create { name, nearest } => {
            let reasons = nearest.map(|(_, reasons)| reasons).unwrap_or_default();
            ("created", reasons, renewal.create(&name).await?)
        }
    };
    if !renewal.options.readonly {
        renewal.delete_all(&interim).await?;
    }
    Ok((action, reasons, taken))
}

fn finish(
    args: &RenewArgs,
    context: &Context,
    options: &Options,
    what: (&'static str, &[Reason]),
    taken: &Candidate,
) -> Result<u8, Failure> {
    let (bytes, profile) = taken.content.as_ref().ok_or_else(|| {
        Failure::new(exit::FAILED, format!("Apple gives no content of the profile `{}`", taken.name))
            .hint("the key's role may hide it: use a key with the role Admin or App Manager")
    })?;
    let path = files::path(options);
    files::save(&path, bytes)?;
    let installed = if options.install { files::install(profile, bytes, context)? } else { Vec::new() };
    let report = Renewed::new(what, taken, profile, (&path, &installed), options, context);
    hand_on(&report.outputs, args.env_out.as_deref(), context)?;
    context.ui.report(&report);
    Ok(exit::DONE)
}
