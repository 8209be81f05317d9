//! `cert create`, which is what `cert` alone means.

use std::path::PathBuf;

use clap::Args;
use console::{Action, Change, Context, Failure, Plan, TeamArgs, exit, hand_on};
use signing::Encryption;
use time::OffsetDateTime;

use crate::choice::{Decision, decide};
use crate::files::Files;
use crate::keychain::KeychainArgs;
use crate::kinds::{Owner, Wanted, chosen};
use crate::maker::Maker;
use crate::making::{Making, Options, Taken};
use crate::places::PlaceArgs;
use crate::report::Created;

/// Reuse a certificate whose private key is at hand, or make one.
#[derive(Debug, Args)]
pub(crate) struct CreateArgs {
    /// A development certificate instead of one for distribution [env: CERT_DEVELOPMENT].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    development: Option<bool>,
    /// The type: mac_installer_distribution, developer_id_application, developer_id_installer, pass_type_id, apple_pay,
    /// push and more; a wrong word lists them all [env: CERT_TYPE].
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// What a certificate for passes, payments or push messages is for: its pass type id, merchant id, bundle id or
    /// website push id.
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    /// At Apple's limit: revoke the certificate that ended first. A valid one is never revoked.
    #[arg(long)]
    revoke_oldest_expired: bool,
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
    /// Write key and certificate as PEM too.
    #[arg(long)]
    pem: bool,
    /// Write CER_CERTIFICATE_ID, CER_FILE_PATH, CERT_P12_PATH and SIGH_CERTIFICATE_ID into this dotenv file.
    #[arg(long, value_name = "FILE")]
    env_out: Option<PathBuf>,
    #[command(flatten)]
    keychain: KeychainArgs,
    #[command(flatten)]
    account: TeamArgs,
}

pub(crate) async fn run(args: &CreateArgs, context: &Context) -> Result<u8, Failure> {
    let (mut wanted, options) = settle(args, context)?;
    let keychain = args.keychain.settle(context)?;
    let kind = chosen(&wanted)?;
    owned(kind.owner, options.owner.as_deref())?;
    let context = &args.account.applied(context);
    let maker = Maker::of(kind, context).await?;
    wanted.in_house = maker.in_house().await?;
    let making = Making { context, options: &options, maker: &maker, kind: chosen(&wanted)? };
    let there = making.gather().await?;
    let decision = decide(
        &there.held,
        making.kind.types,
        &there.keys,
        &there.keychain,
        options.force,
        OffsetDateTime::now_utc(),
    );
    if context.common.dry_run {
        let plan = planned(&making, &decision);
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    let taken = match decision {
        Decision::Reuse { held, key, unfinished } => making.reuse(held, key, unfinished)?,
        Decision::Keychain(held) => making.kept(held)?,
        Decision::Create(_) => {
            context.ui.plan(&planned(&making, &decision), false);
            making.create(&there).await?
        }
    };
    if let Some(keychain) = &keychain {
        keychain.import(&making.identity(&taken)?)?;
    }
    report(args, context, &taken)
}

fn settle(args: &CreateArgs, context: &Context) -> Result<(Wanted, Options), Failure> {
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
        pem: args.pem,
        owner: args.owner.clone(),
        revoke_oldest_expired: args.revoke_oldest_expired,
        places: args.places.settle(context)?,
    };
    Ok((wanted, options))
}

/// Whether what the type is for is given where it must be, and only there.
fn owned(owner: Owner, given: Option<&str>) -> Result<(), Failure> {
    let what = match owner {
        Owner::Team => {
            let Some(given) = given else { return Ok(()) };
            return Err(Failure::new(
                exit::USAGE,
                format!("--owner is `{given}`, but this type is of the team alone"),
            ));
        }
        Owner::PassTypeId => "pass type id",
        Owner::MerchantId => "merchant id",
        Owner::App => "bundle id",
        Owner::WebsitePushId => "website push id",
    };
    if given.is_some() {
        return Ok(());
    }
    Err(Failure::new(exit::USAGE, format!("this type is for a {what}, and none is given: --owner")))
}

fn planned(making: &Making<'_>, decision: &Decision<'_>) -> Plan {
    let (context, options) = (making.context, making.options);
    match decision {
        Decision::Reuse { held, key, .. } => {
            let mut plan = Plan::new(format!("Certificate {} ({})", held.id, held.certificate.common_name()));
            let files = Files::of(&options.places.folder, &held.id, options.file_name.as_deref())
                .with_pem(options.pem);
            let reason = format!("its key is in {}", context.shown(&key.path));
            for path in files.due(&held.certificate, &key.key, &options.places.password, &context.ui) {
                plan.push(Change::new(Action::Write, "file", context.shown(path)).because(&reason));
            }
            plan
        }
        Decision::Keychain(held) => {
            let mut plan = Plan::new(format!("Certificate {} ({})", held.id, held.certificate.common_name()));
            let files = Files::of(&options.places.folder, &held.id, options.file_name.as_deref());
            if !files.cer.exists() {
                let change = Change::new(Action::Write, "file", context.shown(&files.cer));
                plan.push(change.because("its key is in a keychain"));
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
            plan.push(Change::new(Action::Create, "certificate", making.asked()).because(reason));
            plan
        }
    }
}

fn report(args: &CreateArgs, context: &Context, taken: &Taken) -> Result<u8, Failure> {
    let report = Created::new(taken, context);
    hand_on(&report.outputs, args.env_out.as_deref(), context)?;
    context.ui.report(&report);
    Ok(exit::DONE)
}
