//! Where the password of an Apple ID comes from.

use secrecy::SecretString;

use super::keychain;
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;

/// The variables that hold a password.
const VARIABLES: [&str; 2] = ["FASTLANE_PASSWORD", "DELIVER_PASSWORD"];

/// Where a password came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// This variable.
    Variable(&'static str),
    /// The keychain of the system.
    Keychain,
    /// Somebody typed it.
    Typed,
}

/// A password, and where it came from.
pub(super) struct Password {
    pub(super) secret: SecretString,
    pub(super) source: Source,
}

impl Context {
    /// The password: of the variables, of the keychain, or typed. `None` where there is none and nobody to ask.
    pub(super) async fn password(&self, apple_id: &str) -> Result<Option<Password>, Failure> {
        if let Some((name, word)) = self.environment.first(&VARIABLES) {
            return Ok(Some(Password { secret: word.into(), source: Source::Variable(name) }));
        }
        if let Some(secret) = keychain::password(apple_id) {
            return Ok(Some(Password { secret, source: Source::Keychain }));
        }
        if self.ui.is_interactive() { self.typed_password(apple_id).await.map(Some) } else { Ok(None) }
    }

    /// Asks for the password.
    pub(super) async fn typed_password(&self, apple_id: &str) -> Result<Password, Failure> {
        let secret = self.ui.ask_secret(&format!("The password of {apple_id} (nothing is shown):")).await?;
        if secrecy::ExposeSecret::expose_secret(&secret).is_empty() {
            return Err(Failure::new(exit::CREDENTIALS, "no password was given"));
        }
        Ok(Password { secret, source: Source::Typed })
    }

    /// Keeps a password that was typed and is right, unless the user wants none kept.
    pub(super) fn keep_password(&self, apple_id: &str, password: &Password) {
        if password.source != Source::Typed || self.environment.get("FASTLANE_DONT_STORE_PASSWORD").is_some()
        {
            return;
        }
        if keychain::keep(apple_id, &password.secret) {
            self.ui.notice(
                "the password is kept in the keychain of the system; `spaceship logout` forgets it, and \
                 FASTLANE_DONT_STORE_PASSWORD=1 keeps none",
            );
        }
    }
}
