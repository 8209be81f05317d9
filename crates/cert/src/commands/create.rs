//! `cert create`, which is what `cert` alone means.

use std::fs;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use clap::Args;
use console::{Action, Change, Context, Failure, Outputs, Plan, Report, exit, write_env_file};
use secrecy::SecretString;
use serde::Serialize;
use signing::{Certificate, Csr, CsrSubject, Encryption, PrivateKey};
use spaceship::Client;
use spaceship::jsonapi::Resource;
use spaceship::resources::{Certificate as CertificateKind, NewCertificate};
use time::OffsetDateTime;

use crate::choice::{Held, readable, reusable};
use crate::cli::KEY_NAMES;
use crate::files::Files;
use crate::keys::{self, KeyAtHand};
use crate::kinds::{Wanted, types};

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
    /// The folder for the files; this one otherwise [env: CERT_OUTPUT_PATH].
    #[arg(long, short = 'o', value_name = "DIR")]
    output_path: Option<PathBuf>,
    /// The folder that keeps private keys [env: GANTRY_KEY_STORE; default: ~/.config/gantry/keys].
    #[arg(long, value_name = "DIR")]
    key_store: Option<PathBuf>,
    /// The password of .p12 files; better given as CERT_P12_PASSWORD, which other processes cannot see.
    #[arg(long, value_name = "PASSWORD")]
    p12_password: Option<String>,
    /// Encrypt the .p12 as older systems need it (3DES and SHA-1).
    #[arg(long)]
    p12_legacy: bool,
    /// Write CER_CERTIFICATE_ID and CER_FILE_PATH into this dotenv file.
    #[arg(long, value_name = "FILE")]
    env_out: Option<PathBuf>,
    /// Not on this platform: keychains are the Mac's [env: CERT_KEYCHAIN_PATH].
    #[arg(long, short = 'k', value_name = "FILE", hide_short_help = true)]
    keychain_path: Option<PathBuf>,
}

/// The options, settled.
struct Options {
    types: &'static [&'static str],
    force: bool,
    folder: PathBuf,
    store: PathBuf,
    file_name: Option<String>,
    password: SecretString,
    encryption: Encryption,
}

#[derive(Debug, Serialize)]
struct Created {
    action: &'static str,
    certificate_id: String,
    #[serde(rename = "type")]
    kind: String,
    name: String,
    serial: String,
    expires: String,
    cer_path: String,
    p12_path: String,
    outputs: Outputs,
}

impl Report for Created {
    fn text(&self) -> String {
        format!(
            "{} certificate {} ({}), valid until {}\n  {}\n  {}",
            self.action, self.certificate_id, self.name, self.expires, self.cer_path, self.p12_path
        )
    }
}

pub(crate) async fn run(args: &CreateArgs, context: &Context) -> Result<u8, Failure> {
    let options = settle(args, context)?;
    let client = context.client(KEY_NAMES)?;
    let (held, hidden) = gather(&client, &options).await?;
    if hidden > 0 {
        context.ui.notice(format!(
            "the key's role hides the content of {hidden} certificates; they cannot be reused"
        ));
    }
    let folders = [options.folder.as_path(), options.store.as_path()];
    let keys = keys::search(&folders, &options.password, |path, error| {
        if context.common.verbose {
            context.ui.notice(format!("{} is passed over: {error}", context.shown(path)));
        }
    });
    let reused =
        if options.force { None } else { reusable(&held, options.types, &keys, OffsetDateTime::now_utc()) };
    match reused {
        Some((held, key)) => reuse(args, context, &options, held, key),
        None => create(args, context, &options, &client, &held).await,
    }
}

fn settle(args: &CreateArgs, context: &Context) -> Result<Options, Failure> {
    if args.keychain_path.is_some() || context.environment.get("CERT_KEYCHAIN_PATH").is_some() {
        return Err(Failure::invalid("keychains are not written yet")
            .hint("leave --keychain-path out and import the .p12 with `security import`"));
    }
    let in_house = context.key(KEY_NAMES)?.key.in_house() == Some(true);
    let wanted = Wanted {
        explicit: context.text(args.kind.as_deref(), &["CERT_TYPE"]),
        development: context.flag(args.development, &["CERT_DEVELOPMENT"])?.unwrap_or(false),
        apple_certs: context.flag(args.generate_apple_certs, &["CERT_GENERATE_APPLE_CERTS"])?.unwrap_or(true),
        platform: context.text(args.platform.as_deref(), &["CERT_PLATFORM"]).unwrap_or_else(|| "ios".into()),
        in_house,
    };
    if args.p12_password.is_some() {
        context
            .ui
            .notice("a password on the command line can be seen by other processes; use CERT_P12_PASSWORD");
    }
    let output = args.output_path.as_ref().map(|path| path.display().to_string());
    let store = args.key_store.as_ref().map(|path| path.display().to_string());
    let store = context
        .text(store.as_deref(), &["GANTRY_KEY_STORE"])
        .unwrap_or_else(|| "~/.config/gantry/keys".into());
    Ok(Options {
        types: types(&wanted)?,
        force: context.flag(args.force, &["CERT_FORCE"])?.unwrap_or(false),
        folder: context
            .path(context.text(output.as_deref(), &["CERT_OUTPUT_PATH"]).unwrap_or_else(|| ".".into())),
        store: context.path(store),
        file_name: context.text(args.filename.as_deref(), &["CERT_FILE_NAME"]),
        password: context
            .text(args.p12_password.as_deref(), &["CERT_P12_PASSWORD"])
            .unwrap_or_default()
            .into(),
        encryption: if args.p12_legacy { Encryption::Legacy } else { Encryption::Modern },
    })
}

async fn gather(client: &Client, options: &Options) -> Result<(Vec<Held>, usize), Failure> {
    let list = client.list::<CertificateKind>();
    // Apple's filter does not know the second generation of Developer ID, so that all are read then.
    let filtered = !options.types.iter().any(|kind| kind.ends_with("_G2"));
    let list = if filtered { list.filter("certificateType", options.types.join(",")) } else { list };
    let (all, _) = list.all().await?;
    Ok(readable(&all))
}

fn reuse(
    args: &CreateArgs,
    context: &Context,
    options: &Options,
    held: &Held,
    key: &KeyAtHand,
) -> Result<u8, Failure> {
    let files = Files::of(&options.folder, &held.id, options.file_name.as_deref());
    let mut plan = Plan::new(format!("Certificate {} ({})", held.id, held.certificate.common_name()));
    for path in files.missing(&held.certificate, &key.key, &options.password) {
        let reason = format!("its key is in {}", context.shown(&key.path));
        plan.push(Change::new(Action::Write, "file", context.shown(path)).because(reason));
    }
    if context.common.dry_run {
        context.ui.plan(&plan, true);
        return Ok(dry_run_code(context, &plan));
    }
    if !plan.is_empty() {
        make_folder(&options.folder)?;
        let key = PrivateKey::from_pem(secrecy::ExposeSecret::expose_secret(&key.key.to_pem()).as_bytes())?;
        files.write(&held.certificate, key, &options.password, options.encryption)?;
    }
    report(args, context, "reused", &held.id, &held.certificate_type, &held.certificate, &files)
}

async fn create(
    args: &CreateArgs,
    context: &Context,
    options: &Options,
    client: &Client,
    held: &[Held],
) -> Result<u8, Failure> {
    let kind = options.types.first().copied().unwrap_or("DISTRIBUTION");
    let left = keys::pending(&options.store, kind)?;
    let reason = match (&left, options.force) {
        (Some(_), _) => "an interrupted run is completed",
        (None, true) => "--force",
        (None, false) => "no certificate whose private key is at hand",
    };
    let mut plan = Plan::new("Certificate");
    plan.push(Change::new(Action::Create, "certificate", kind).because(reason));
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(dry_run_code(context, &plan));
    }
    make_folder(&options.folder)?;
    keys::prepare_store(&options.store)?;
    let pending = keys::pending_path(&options.store, kind);
    let key = match left {
        Some(key) => key,
        None => {
            let key = PrivateKey::generate()?;
            // The key is on disk before Apple hears of it: what comes after can be interrupted.
            keys::keep(&key, &pending)?;
            key
        }
    };
    let csr = Csr::create(&key, &CsrSubject::named("Gantry"))?;
    let made = match held.iter().find(|held| held.certificate.matches(&key)) {
        // The interrupted run had come as far as Apple.
        Some(held) => (held.id.clone(), held.certificate.clone()),
        None => request(client, kind, &csr, &key, held).await?,
    };
    let (id, certificate) = made;
    let files = Files::of(&options.folder, &id, options.file_name.as_deref());
    let kept = options.store.join(format!("{}.pem", signing::safe_file_name(&id)));
    keys::keep(&key, &kept)?;
    signing::write_public(&files.request, csr.pem().as_bytes())?;
    files.write(&certificate, key, &options.password, options.encryption)?;
    fs::remove_file(&pending).map_err(|error| {
        Failure::new(exit::FAILED, format!("cannot remove {}", pending.display())).cause(error.to_string())
    })?;
    report(args, context, "created", &id, kind, &certificate, &files)
}

/// Asks Apple for the certificate. Whether an answer that got lost was a yes is found out by the key.
async fn request(
    client: &Client,
    kind: &str,
    csr: &Csr,
    key: &PrivateKey,
    held: &[Held],
) -> Result<(String, Certificate), Failure> {
    let new = NewCertificate::new(csr.pem().to_owned(), kind.into());
    let look = async || {
        let (all, _) = client.list::<CertificateKind>().filter("certificateType", kind).all().await?;
        Ok(all.into_iter().find(|there| of(there).is_some_and(|certificate| certificate.matches(key))))
    };
    let made = client.create_once(&new, look).await.map_err(|error| explained(error, kind, held))?;
    let certificate = of(&made).ok_or_else(|| {
        Failure::new(
            exit::FAILED,
            format!("Apple made the certificate {} but answered no content of it", made.id),
        )
        .hint("run the command again; the key is kept and the certificate will be found")
    })?;
    Ok((made.id.to_string(), certificate))
}

fn of(resource: &Resource<CertificateKind>) -> Option<Certificate> {
    let content = resource.attributes.certificate_content.as_deref()?;
    Certificate::from_der(&BASE64_STANDARD.decode(content).ok()?).ok()
}

/// At Apple's limit the error says which certificates there are.
fn explained(error: spaceship::Error, kind: &str, held: &[Held]) -> Failure {
    let at_limit = error.to_string().contains("You already have a current");
    let failure = Failure::from(error);
    if !at_limit {
        return failure;
    }
    let there = held.iter().fold(
        failure.context(format!("Apple makes no further {kind} certificate: the limit is reached")),
        |failure, held| {
            let certificate = &held.certificate;
            failure.cause(format!(
                "{}: {}, until {}",
                held.id,
                certificate.common_name(),
                certificate.not_after().date()
            ))
        },
    );
    there.hint(
        "bring the private key of one of these (its .p12) into the output folder or the key store, or revoke one \
         that nobody needs in the Developer Portal",
    )
}

fn make_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| {
        Failure::invalid(format!("cannot make {}", folder.display())).cause(error.to_string())
    })
}

fn dry_run_code(context: &Context, plan: &Plan) -> u8 {
    if context.common.exit_code && !plan.is_empty() { exit::CHANGES } else { exit::DONE }
}

fn report(
    args: &CreateArgs,
    context: &Context,
    action: &'static str,
    id: &str,
    kind: &str,
    certificate: &Certificate,
    files: &Files,
) -> Result<u8, Failure> {
    let outputs = Outputs::from([
        ("CER_CERTIFICATE_ID", id.to_owned()),
        ("CER_FILE_PATH", files.cer.display().to_string()),
    ]);
    if let Some(path) = &args.env_out {
        write_env_file(&context.path(path), &outputs)?;
    }
    context.ui.report(&Created {
        action,
        certificate_id: id.to_owned(),
        kind: kind.to_owned(),
        name: certificate.common_name().to_owned(),
        serial: certificate.serial().to_owned(),
        expires: certificate.not_after().date().to_string(),
        cer_path: context.shown(&files.cer),
        p12_path: context.shown(&files.p12),
        outputs,
    });
    Ok(exit::DONE)
}
