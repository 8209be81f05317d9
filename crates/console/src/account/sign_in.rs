//! Signing in with an Apple ID: the password, then the second factor. Nothing is tried twice unless somebody types it.

use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};
use spaceship::auth::apple_id::{Outcome, SignInError, sign_in};
use spaceship::session::{CookieJar, Session};

use super::password::{Password, Source};
use super::{Account, keychain, nobody};
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;

impl Context {
    /// Signs the account in, and keeps its session at the path that is answered. The cookies of an earlier one may spare the second factor.
    pub(super) async fn sign_in(
        &self,
        account: &Account,
        jar: CookieJar,
    ) -> Result<(Session, PathBuf), Failure> {
        let apple_id = account.apple_id.as_deref().ok_or_else(|| nobody("nobody can be signed in"))?;
        let Some(mut password) = self.password(apple_id).await? else {
            return Err(headless(
                account,
                format!("{apple_id} has to sign in, and nobody is here to type a password"),
            ));
        };
        loop {
            let session = self.session_with(Some(apple_id), jar.clone())?;
            match sign_in(&session, &password.secret).await {
                Ok(outcome) => {
                    let session = match outcome {
                        Outcome::SignedIn(session) => session,
                        Outcome::NeedsCode(factor) => self.second_factor(account, factor).await?,
                    };
                    let path = self.keep(apple_id, &session)?;
                    self.keep_password(apple_id, &password);
                    self.ui.step(format!("signed in as {apple_id}"));
                    return Ok((session, path));
                }
                Err(error) if error.sign_in() == Some(&SignInError::WrongPassword) => {
                    password = self.another_password(apple_id, &password, error.into()).await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Another password in the place of a wrong one, if somebody wants to type it.
    async fn another_password(
        &self,
        apple_id: &str,
        wrong: &Password,
        failure: Failure,
    ) -> Result<Password, Failure> {
        match wrong.source {
            Source::Variable(name) => {
                let hint = if is_app_specific(&wrong.secret) {
                    format!(
                        "{name} holds an app-specific password, with which nobody is signed in: put that of {apple_id} there"
                    )
                } else {
                    format!("the password of {apple_id} stands in {name}: put it right there")
                };
                return Err(failure.hint(hint));
            }
            Source::Keychain => {
                keychain::forget(apple_id);
            }
            Source::Typed => {}
        }
        if !self.ui.is_interactive() {
            return Err(failure
                .hint("the password in the keychain was wrong and is forgotten: sign in on a terminal"));
        }
        self.ui.warn(format!("Apple takes neither this Apple ID nor this password: {apple_id}"));
        if !self.ui.confirm("Type the password again?").await? {
            return Err(failure);
        }
        self.typed_password(apple_id).await
    }
}

/// Whether a password is of the form that Apple gives to those of single apps: four times four small letters.
fn is_app_specific(password: &SecretString) -> bool {
    let parts = password.expose_secret().split('-').collect::<Vec<_>>();
    parts.len() == 4
        && parts.iter().all(|part| part.len() == 4 && part.chars().all(|c| c.is_ascii_lowercase()))
}

/// What cannot be done without a person, and the command that does it with one.
pub(super) fn headless(account: &Account, what: impl Into<String>) -> Failure {
    let user = account.apple_id.as_deref().unwrap_or("APPLE_ID");
    Failure::new(exit::CREDENTIALS, what).hint(format!(
        "sign in with `{}` on a machine with a terminal; for CI run `spaceauth -u {user}` there and put what it prints \
         into the variable FASTLANE_SESSION. An API key needs neither",
        account.login_command()
    ))
}
