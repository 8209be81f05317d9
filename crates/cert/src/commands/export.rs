//! `cert export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use console::{Action, Change, Context, Failure, Plan, Report, TeamArgs, exit};
use secrecy::ExposeSecret;
use serde::Serialize;
use signing::{Encryption, Identity, PrivateKey};

use crate::choice::{Held, read};
use crate::cli::KEY_NAMES;
use crate::keys::{self, matching};
use crate::places::PlaceArgs;

/// Write a certificate of the team, with its private key where that is at hand.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// Apple's id of the certificate.
    id: String,
    /// The file; its ending tells the form: .p12, .pem (both with the key) or .cer.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Encrypt the .p12 as older systems need it (3DES and SHA-1).
    #[arg(long)]
    p12_legacy: bool,
    /// Write over a file that is there.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    places: PlaceArgs,
    #[command(flatten)]
    account: TeamArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    P12,
    Pem,
    Cer,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Exported {
    certificate_id: String,
    path: String,
}

impl Report for Exported {
    fn text(&self) -> String {
        format!("certificate {} is in {}", self.certificate_id, self.path)
    }
}

pub(crate) async fn run(args: &ExportArgs, context: &Context) -> Result<u8, Failure> {
    let context = &args.account.applied(context);
    let places = args.places.settle(context)?;
    let path = context.path(&args.to);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let form = match ending.as_str() {
        "p12" | "pfx" => Form::P12,
        "pem" => Form::Pem,
        "cer" | "der" | "crt" => Form::Cer,
        _ => {
            return Err(Failure::new(
                exit::USAGE,
                format!("{} has no ending that tells its form", path.display()),
            )
            .hint("name a file that ends with .p12, .pem or .cer"));
        }
    };
    if path.exists() && !args.force {
        return Err(
            Failure::invalid(format!("{} is there already", path.display())).hint("--force writes over it")
        );
    }
    let held = find(&args.id, context).await?;
    let keys = keys::at_hand(&places, context);
    let key = matching(&keys, &held.certificate).map(|key| &key.key);
    if context.common.dry_run {
        let mut plan = Plan::new("Certificate");
        plan.push(Change::new(Action::Write, "file", context.shown(&path)));
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    let key = match (form, key) {
        (Form::Cer, _) => None,
        (_, Some(key)) => Some(PrivateKey::from_pem(key.to_pem().expose_secret().as_bytes())?),
        (_, None) => {
            return Err(Failure::new(
                exit::NOT_FOUND,
                format!("the private key of {} is not at hand", held.id),
            )
            .hint("bring it into the output folder or the key store, or write a .cer, which needs none"));
        }
    };
    match (form, key) {
        (Form::P12, Some(key)) => {
            let encryption = if args.p12_legacy { Encryption::Legacy } else { Encryption::Modern };
            let identity = Identity::new(key, held.certificate.clone())?;
            signing::write_secret(&path, &identity.to_pkcs12(&places.password, encryption)?)?;
        }
        (_, Some(key)) => {
            let text = format!("{}{}", held.certificate.to_pem(), key.to_pem().expose_secret());
            signing::write_secret(&path, text.as_bytes())?;
        }
        (_, None) => signing::write_public(&path, held.certificate.der())?,
    }
    context.ui.report(&Exported { certificate_id: held.id, path: context.shown(&path) });
    Ok(exit::DONE)
}

async fn find(id: &str, context: &Context) -> Result<Held, Failure> {
    let client = context.client(KEY_NAMES).await?;
    let id = spaceship::jsonapi::Id::<spaceship::resources::Certificate>::new(id);
    let found = client.get(&id).optional().await?;
    let missing = || {
        Failure::new(exit::NOT_FOUND, format!("the team has no certificate {id}"))
            .hint("`cert list` shows those it has")
    };
    let found = found.ok_or_else(missing)?.resource;
    read(&found).ok_or_else(|| {
        Failure::new(exit::REFUSED, format!("the content of {id} is hidden from this key's role"))
    })
}
