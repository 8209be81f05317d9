//! `spaceship session`.

mod export;

use std::io::Read;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use console::{Context, Failure, exit};
use secrecy::SecretString;

use crate::cli::KEY_NAMES;
use crate::sessions::Alive;
pub(crate) use export::{Exported, export};

/// See, hand over and take in sessions of an Apple ID.
#[derive(Debug, Args)]
pub(crate) struct SessionArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Print the session as FASTLANE_SESSION takes it: a secret, for a CI system's variables.
    Export,
    /// Take in a session that was exported, if it lives, and keep it.
    Import {
        /// The file with it, or - for standard input; FASTLANE_SESSION where none is given.
        file: Option<PathBuf>,
    },
    /// See whether the session lives: 0 if it does, 3 if not. Nobody is signed in.
    Check,
}

/// More than any session has.
const LONGEST: u64 = 300 * 1024;

pub(crate) async fn run(args: SessionArgs, context: &Context) -> Result<u8, Failure> {
    let account = context.account(KEY_NAMES)?;
    match args.verb {
        Verb::Export => {
            let living = context.living_session(&account).await?;
            context.ui.report(&Exported::from(&export(&living)));
        }
        Verb::Import { file } => {
            let text = handed_in(file, context)?;
            let (living, path) = context.import_session(&account, &text).await?;
            context.ui.step(format!("kept in {}", context.shown(&path)));
            context.ui.report(&Alive::from(&living));
        }
        Verb::Check => context.ui.report(&Alive::from(&context.living_session(&account).await?)),
    }
    Ok(exit::DONE)
}

fn handed_in(file: Option<PathBuf>, context: &Context) -> Result<SecretString, Failure> {
    let Some(file) = file else {
        let found = context.environment.first(&["FASTLANE_SESSION", "SPACESHIP_SESSION"]);
        return found.map(|(_, text)| text.into()).ok_or_else(|| {
            Failure::new(exit::USAGE, "no session is handed in")
                .hint("name a file, - for standard input, or set FASTLANE_SESSION")
        });
    };
    let unread = |error: std::io::Error| {
        Failure::invalid(format!("cannot read {}", file.display())).cause(error.to_string())
    };
    let mut text = String::new();
    if file.as_os_str() == "-" {
        std::io::stdin().lock().take(LONGEST).read_to_string(&mut text).map_err(unread)?;
    } else {
        let path = context.path(&file);
        std::fs::File::open(path)
            .and_then(|file| file.take(LONGEST).read_to_string(&mut text))
            .map_err(unread)?;
    }
    Ok(text.into())
}
