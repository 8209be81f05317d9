//! `cert import`.

use std::path::PathBuf;

use clap::Args;
use console::{Action, Change, Context, Failure, Plan, Report, exit};
use secrecy::ExposeSecret;
use serde::Serialize;
use signing::{Certificate, Identity, PrivateKey};

use crate::choice::read;
use crate::cli::KEY_NAMES;
use crate::keychain::KeychainArgs;
use crate::places::PlaceArgs;

/// Take a private key into the key store, where every later run finds it; on a Mac with --keychain-path into a keychain.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// A .p12 with certificate and key, a key in PEM, or with --keychain-path a .cer.
    file: PathBuf,
    #[command(flatten)]
    places: PlaceArgs,
    #[command(flatten)]
    keychain: KeychainArgs,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Imported {
    certificate: Option<String>,
    certificate_id: Option<String>,
    path: String,
}

impl Report for Imported {
    fn text(&self) -> String {
        let what = self.certificate.as_deref().unwrap_or("the key");
        match &self.certificate_id {
            Some(id) => format!("{what} (certificate {id}) is in {}", self.path),
            None => format!("{what} is in {}", self.path),
        }
    }
}

pub(crate) async fn run(args: &ImportArgs, context: &Context) -> Result<u8, Failure> {
    let places = args.places.settle(context)?;
    let path = context.path(&args.file);
    let bytes = super::read_file(&path)?;
    if let Some(keychain) = args.keychain.settle(context)? {
        return into_keychain(&keychain, &bytes, &places.password, context);
    }
    let store = places.store.as_ref().ok_or_else(|| {
        Failure::new(exit::FAILED, "there is no home folder, and so no key store")
            .hint("name one with --key-store")
    })?;
    let (key, certificate) = if let Ok(identity) = Identity::from_pkcs12(&bytes, &places.password) {
        let pem = identity.key().to_pem();
        (PrivateKey::from_pem(pem.expose_secret().as_bytes())?, Some(identity.certificate().clone()))
    } else {
        let told = |error: signing::Error| {
            let failure =
                Failure::from(error).context(format!("{} holds no private key", context.shown(&path)));
            if Certificate::read(&bytes).is_ok() {
                return failure.hint("it is a certificate alone, which is of no use without its key");
            }
            failure
        };
        (PrivateKey::read(&bytes, &places.password).map_err(told)?, Certificate::read(&bytes).ok())
    };
    let id = known_as(&key, context).await?;
    let name = id
        .clone()
        .unwrap_or_else(|| certificate.as_ref().map_or_else(|| "imported".to_owned(), Certificate::sha1));
    let to = store.path_of(&name);
    if context.common.dry_run {
        let mut plan = Plan::new("Key store");
        if !to.exists() {
            plan.push(Change::new(Action::Write, "private key", context.shown(&to)));
        }
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    store.prepare()?;
    signing::write_secret(&to, key.to_pem().expose_secret().as_bytes())?;
    let certificate = certificate.map(|certificate| certificate.common_name().to_owned());
    context.ui.report(&Imported { certificate, certificate_id: id, path: context.shown(&to) });
    Ok(exit::DONE)
}

/// Apple's id of the certificate that belongs to the key, if there are credentials to ask with.
async fn known_as(key: &PrivateKey, context: &Context) -> Result<Option<String>, Failure> {
    let Some(client) = context.key_client(KEY_NAMES)? else { return Ok(None) };
    let (all, _) = client.list::<spaceship::resources::Certificate>().all().await?;
    Ok(all.iter().filter_map(read).find(|held| held.certificate.matches(key)).map(|held| held.id))
}

fn into_keychain(
    keychain: &crate::keychain::Keychain,
    bytes: &[u8],
    password: &secrecy::SecretString,
    context: &Context,
) -> Result<u8, Failure> {
    let mut plan = Plan::new("Keychain");
    plan.push(Change::new(Action::Write, "identity", keychain.path()));
    if context.common.dry_run {
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    let certificate = if let Ok(identity) = Identity::from_pkcs12(bytes, password) {
        keychain.import(&identity)?;
        identity.certificate().clone()
    } else {
        let certificate = Certificate::read(bytes)?;
        keychain.import_certificate(&certificate)?;
        certificate
    };
    let path = keychain.path().to_owned();
    context.ui.report(&Imported {
        certificate: Some(certificate.common_name().to_owned()),
        certificate_id: None,
        path,
    });
    Ok(exit::DONE)
}
