//! A session as a variable holds it.

use console::{Living, Report};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use spaceship::session::CookieJar;

use crate::sessions::trusted_until;

/// The cookies that make the session on another machine.
pub(crate) fn export(living: &Living) -> CookieJar {
    living.session.cookies().essentials()
}

/// A session that is handed over: a secret that is printed because it was asked for.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Exported {
    session: String,
    trusted_until: Option<String>,
    /// Whether it is printed as a line for a shell.
    #[serde(skip)]
    for_shell: bool,
}

impl From<&CookieJar> for Exported {
    fn from(jar: &CookieJar) -> Self {
        let session = jar.to_env().expose_secret().to_owned();
        Self { session, trusted_until: trusted_until(jar), for_shell: false }
    }
}

impl Exported {
    /// As a line that a shell evaluates.
    pub(crate) fn for_shell(mut self) -> Self {
        self.for_shell = true;
        self
    }

    /// The text alone.
    pub(crate) fn secret(&self) -> SecretString {
        self.session.clone().into()
    }
}

impl Report for Exported {
    fn text(&self) -> String {
        if self.for_shell {
            format!("export FASTLANE_SESSION='{}'", self.session.replace('\'', "'\\''"))
        } else {
            self.session.clone()
        }
    }
}
