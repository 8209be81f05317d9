//! fastlane's options that have no effect here, or cannot have one: accepted, so that a command line keeps working,
//! and answered with what to use instead.

use std::path::PathBuf;

use clap::Args;
use console::{Context, Failure};

/// fastlane's options for the keychain.
#[derive(Debug, Args)]
pub(crate) struct KeychainArgs {
    /// Refused: keychains are not written [env: CERT_KEYCHAIN_PATH].
    #[arg(long, short = 'k', value_name = "FILE", hide_short_help = true)]
    keychain_path: Option<PathBuf>,
    /// Refused: keychains are not written [env: CERT_KEYCHAIN_PASSWORD].
    #[arg(long, short = 'p', value_name = "PASSWORD", hide_short_help = true, value_parser = no_secret)]
    keychain_password: Option<()>,
    /// Without effect, as keychains are not written.
    #[arg(long, short = 'P', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL",
          value_parser = console::boolean, hide_short_help = true)]
    skip_set_partition_list: Option<bool>,
}

/// The password is refused, and so not even kept.
#[expect(clippy::unnecessary_wraps, reason = "clap wants a parser that could fail")]
fn no_secret(_: &str) -> Result<(), std::convert::Infallible> {
    Ok(())
}

impl KeychainArgs {
    /// An error where a keychain is named: silence would leave the user without the key that the next step needs.
    pub(crate) fn refuse(&self, context: &Context) -> Result<(), Failure> {
        let variable = context.environment.first(&["CERT_KEYCHAIN_PATH", "CERT_KEYCHAIN_PASSWORD"]);
        if self.keychain_path.is_none() && self.keychain_password.is_none() && variable.is_none() {
            return Ok(());
        }
        if cfg!(target_os = "macos") {
            return Err(Failure::invalid("this version imports nothing into a keychain").hint(
                "leave the keychain options and variables out and import the .p12 with `security import`",
            ));
        }
        Err(Failure::invalid("keychains are not supported on platforms other than macOS").hint(
            "leave the keychain options and variables out: the key is kept in the key store (--key-store) and \
             in the .p12, whose password is CERT_P12_PASSWORD",
        ))
    }
}
