//! `spaceship auth token`.

use console::{Context, Failure, Report, exit};
use secrecy::ExposeSecret;
use serde::Serialize;

use crate::cli::KEY_NAMES;

/// A token that the user asked to see.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Token {
    token: String,
    valid_seconds: u64,
}

impl Report for Token {
    fn text(&self) -> String {
        self.token.clone()
    }
}

pub(super) fn run(context: &Context) -> Result<u8, Failure> {
    let found = context.key(KEY_NAMES)?;
    let valid_seconds = found.key.duration().as_secs();
    let token = context.client_with(found)?.token()?;
    context.ui.report(&Token { token: token.expose_secret().to_owned(), valid_seconds });
    Ok(exit::DONE)
}
