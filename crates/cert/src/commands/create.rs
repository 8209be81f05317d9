//! `cert create`, which is what `cert` alone means.

use std::path::PathBuf;

use clap::Args;
use console::{Action, Change, Context, Failure, Plan, TeamArgs, exit, write_env_file};
use signing::Encryption;
use time::OffsetDateTime;

use crate::accepted::KeychainArgs;
use crate::choice::{Decision, decide};
use crate::cli::KEY_NAMES;
use crate::files::Files;
use crate::kinds::{Wanted, types};
use crate::making::{Making, Options, Taken};
use crate::places::PlaceArgs;
use crate::report::Created;

/// Reuse a certificate whose private key is at hand, or make one.
#[derive(Debug, Args)]
pub(crate) struct CreateArgs {
    /// A development certificate instead of one for distribution [env: CERT_DEVELOPMENT].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    development: Option<bool>,
    /// mac_installer_distribution, developer_id_application or developer_id_kext [env: CERT_TYPE].
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Make a new certificate even where one could be reused [env: CERT_FORCE].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    force: Option<bool>,
    /// Apple's cross-platform certificates; on by default [env: CERT_GENERATE_APPLE_CERTS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    generate_apple_certs: Option<bool>,
    /// ios, macos or tvos; matters only without Apple's cross-platform certificates [env: CERT_PLATFORM].
    #[arg(long)]
    platform: Option<String>,
    /// The name of the .cer file; Apple's id otherwise [env: CERT_FILE_NAME].
    #[arg(long, short = 'q', value_name = "NAME")]
    filename: Option<String>,
    #[command(flatten)]
    places: PlaceArgs,
    /// Encrypt the .p12 as older systems need it (3DES and SHA-1).
    #[arg(long)]
    p12_legacy: bool,
    /// Write CER_CERTIFICATE_ID, CER_FILE_PATH and SIGH_CERTIFICATE_ID into this dotenv file.
    #[arg(long, value_name = "FILE")]
    env_out: Option<PathBuf>,
    #[command(flatten)]
    keychain: KeychainArgs,
    #[command(flatten)]
    account: TeamArgs,
}

pub(crate) async fn run(args: &CreateArgs, context: &Context) -> Result<u8, Failure> {
    let (mut wanted, options) = settle(args, context)?;
    types(&wanted)?;
    let context = &args.account.applied(context);
    let client = context.client(KEY_NAMES).await?;
    wanted.in_house = client.in_house().await? == Some(true);
    let types = types(&wanted)?;
    let making = Making { context, options: &options, client: &client, types };
    let there = making.gather().await?;
    let decision = decide(&there.held, types, &there.keys, options.force, OffsetDateTime::now_utc());
    if context.common.dry_run {
        let plan = planned(&making, &decision);
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    let taken = match decision {
        Decision::Reuse { held, key, unfinished } => making.reuse(held, key, unfinished)?,
        Decision::Create(_) => {
            context.ui.plan(&planned(&making, &decision), false);
            making.create(&there).await?
        }
    };
    report(args, context, &taken)
}

fn settle(args: &CreateArgs, context: &Context) -> Result<(Wanted, Options), Failure> {
    args.keychain.refuse(context)?;
    let file_name = context.text(args.filename.as_deref(), &["CERT_FILE_NAME"]);
    if let Some(name) = file_name.as_ref().filter(|name| name.contains(['/', '\\'])) {
        return Err(Failure::invalid(format!("--filename is `{name}`, which is a path"))
            .hint("give the name alone, and the folder as --output-path"));
    }
    let wanted = Wanted {
        explicit: context.text(args.kind.as_deref(), &["CERT_TYPE"]),
        development: context.flag(args.development, &["CERT_DEVELOPMENT"])?.unwrap_or(false),
        apple_certs: context.flag(args.generate_apple_certs, &["CERT_GENERATE_APPLE_CERTS"])?.unwrap_or(true),
        platform: context.text(args.platform.as_deref(), &["CERT_PLATFORM"]).unwrap_or_else(|| "ios".into()),
        in_house: false,
    };
    let options = Options {
        force: context.flag(args.force, &["CERT_FORCE"])?.unwrap_or(false),
        file_name,
        encryption: if args.p12_legacy { Encryption::Legacy } else { Encryption::Modern },
        places: args.places.settle(context)?,
    };
    Ok((wanted, options))
}

fn planned(making: &Making<'_>, decision: &Decision<'_>) -> Plan {
    let (context, options) = (making.context, making.options);
    match decision {
        Decision::Reuse { held, key, .. } => {
            let mut plan = Plan::new(format!("Certificate {} ({})", held.id, held.certificate.common_name()));
            let files = Files::of(&options.places.folder, &held.id, options.file_name.as_deref());
            let reason = format!("its key is in {}", context.shown(&key.path));
            for path in files.due(&held.certificate, &key.key, &options.places.password, &context.ui) {
                plan.push(Change::new(Action::Write, "file", context.shown(path)).because(&reason));
            }
            plan
        }
        Decision::Create(left) => {
            let reason = match left {
                Some(_) => "with the key that an unfinished run left",
                None if options.force => "--force",
                None => "no certificate whose private key is at hand",
            };
            let mut plan = Plan::new("Certificate");
            plan.push(Change::new(Action::Create, "certificate", making.kind()).because(reason));
            plan
        }
    }
}

fn report(args: &CreateArgs, context: &Context, taken: &Taken) -> Result<u8, Failure> {
    let report = Created::new(taken, context);
    if let Some(path) = &args.env_out {
        write_env_file(&context.path(path), &report.outputs)?;
    }
    context.ui.report(&report);
    Ok(exit::DONE)
}
