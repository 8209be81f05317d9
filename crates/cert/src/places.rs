//! Where files and keys are: the options that several verbs share.

use std::path::{Path, PathBuf};

use clap::Args;
use console::{Context, Failure};
use secrecy::{ExposeSecret, SecretString};

use crate::store::KeyStore;

/// Where files and keys are.
#[derive(Debug, Args)]
pub(crate) struct PlaceArgs {
    /// The folder for the files; keys are looked for in it too [env: CERT_OUTPUT_PATH; default: .].
    #[arg(long, short = 'o', value_name = "DIR")]
    output_path: Option<PathBuf>,
    /// The folder that keeps private keys [env: GANTRY_KEY_STORE; default: ~/.config/gantry/keys].
    #[arg(long, value_name = "DIR")]
    key_store: Option<PathBuf>,
    /// A .p12 or .pem with a private key that may be used; may be given several times.
    #[arg(long = "key", value_name = "FILE")]
    keys: Vec<PathBuf>,
    /// The password of .p12 files, empty if not given; better set as CERT_P12_PASSWORD, which nobody else sees.
    #[arg(long, value_name = "PASSWORD", value_parser = secret)]
    p12_password: Option<SecretString>,
}

#[expect(clippy::unnecessary_wraps, reason = "clap wants a parser that could fail")]
fn secret(text: &str) -> Result<SecretString, std::convert::Infallible> {
    Ok(text.into())
}

/// The places, settled.
#[derive(Debug)]
pub(crate) struct Places {
    /// The folder for the files.
    pub(crate) folder: PathBuf,
    /// The key store; none without a home folder, unless one is named.
    pub(crate) store: Option<KeyStore>,
    /// The password of .p12 files.
    pub(crate) password: SecretString,
    /// Files with keys that were named.
    pub(crate) keys: Vec<PathBuf>,
}

impl Places {
    /// The folders in which keys are.
    pub(crate) fn folders(&self) -> Vec<&Path> {
        let store = self.store.as_ref().map(KeyStore::folder);
        store.into_iter().filter(|store| *store != self.folder).chain([self.folder.as_path()]).collect()
    }
}

impl PlaceArgs {
    pub(crate) fn settle(&self, context: &Context) -> Result<Places, Failure> {
        if self.p12_password.as_ref().is_some_and(|password| !password.expose_secret().is_empty()) {
            context.ui.notice(
                "a password on the command line can be seen by other processes; set CERT_P12_PASSWORD instead",
            );
        }
        let given = |path: &Option<PathBuf>, names: &[&str]| {
            path.clone().or_else(|| context.text(None, names).map(PathBuf::from))
        };
        let home = context.environment.home();
        let store = given(&self.key_store, &["GANTRY_KEY_STORE"])
            .map(|path| context.path(path))
            .or_else(|| home.map(|home| home.join(".config/gantry/keys")));
        if store.is_none() {
            context.ui.notice("there is no home folder, and so no key store; --key-store names one");
        }
        if let Some(missing) = self.keys.iter().find(|path| !context.path(path).is_file()) {
            return Err(Failure::invalid(format!("--key names {}, which is no file", missing.display())));
        }
        let password = context.text(None, &["CERT_P12_PASSWORD"]).map(SecretString::from);
        let folder = context.path(given(&self.output_path, &["CERT_OUTPUT_PATH"]).unwrap_or_default());
        if folder.exists() && !folder.is_dir() {
            return Err(Failure::invalid(format!("{} is no folder", folder.display()))
                .hint("name a folder with --output-path; it is made where it is missing"));
        }
        Ok(Places {
            folder,
            store: store.map(KeyStore::at),
            keys: self.keys.iter().map(|path| context.path(path)).collect(),
            password: self.p12_password.clone().or(password).unwrap_or_default(),
        })
    }
}
