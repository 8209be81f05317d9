//! `spaceship auth`.

pub(super) mod doctor;
pub(super) mod status;
pub(super) mod token;

use clap::{Args, Subcommand};
use console::{Context, Failure};

/// See which key is found, whether Apple takes it and what it may do.
#[derive(Debug, Args)]
pub(crate) struct AuthArgs {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Find the key, and ask Apple one small question with it.
    Status,
    /// Print a token for a request of your own, such as with curl. It is a secret, and valid for some minutes.
    Token,
    /// Check everything that stands between this machine and Apple, and say how to mend what is wrong.
    Doctor,
}

pub(crate) async fn run(args: &AuthArgs, context: &Context) -> Result<u8, Failure> {
    match args.what {
        Some(What::Status) | None => status::run(context).await,
        Some(What::Token) => token::run(context),
        Some(What::Doctor) => doctor::run(context).await,
    }
}
