//! `spaceauth`: a session for CI, as fastlane's users know it.

use std::io::Write;
use std::process::{Command, Stdio};

use clap::Args;
use console::{Context, Failure, boolean, exit};
use secrecy::{ExposeSecret, SecretString};

use super::session::{Exported, export};
use crate::cli::KEY_NAMES;
use crate::sessions::{is_dead, who};

/// Sign in with an Apple ID where needed, and print the session for the variable FASTLANE_SESSION.
#[derive(Debug, Args)]
pub(crate) struct SpaceauthArgs {
    /// Only see whether the session that is kept lives: 0 if it does, 1 if not.
    #[arg(long)]
    check_session: bool,
    /// Put the session into the clipboard too.
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = boolean)]
    copy_to_clipboard: Option<bool>,
    /// Print it as a line that a shell evaluates: eval "$(spaceauth -u EMAIL --exports-to-env)".
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = boolean)]
    exports_to_env: Option<bool>,
}

pub(crate) async fn run(args: &SpaceauthArgs, context: &Context) -> Result<u8, Failure> {
    if args.check_session {
        return check(context).await;
    }
    let account = who(context).await?;
    let living = context.session(&account).await?;
    let exported = Exported::from(&export(&living));
    let secret = exported.secret();
    context.ui.step(format!(
        "the session of {}; whoever has it can do what the account can: keep it in a masked, protected variable",
        living.standing.email
    ));
    if args.exports_to_env == Some(true) {
        context.ui.report(&exported.for_shell());
    } else {
        context.ui.report(&exported);
    }
    let copy = match args.copy_to_clipboard {
        Some(wanted) => wanted,
        None => cfg!(target_os = "macos") && context.ui.confirm("Put it into the clipboard?").await?,
    };
    if copy {
        to_clipboard(&secret)?;
        context.ui.step("it is in the clipboard");
    }
    Ok(exit::DONE)
}

async fn check(context: &Context) -> Result<u8, Failure> {
    let account = context.account(KEY_NAMES)?;
    let user = account.apple_id.clone().unwrap_or_else(|| "the Apple ID".to_owned());
    match context.living_session(&account).await {
        Ok(living) => {
            context.ui.text(&format!("valid session found: {}", living.standing.email));
            Ok(exit::DONE)
        }
        Err(failure) if is_dead(&failure) => {
            context.ui.text(&format!("no valid session found: {user}"));
            Ok(exit::FAILED)
        }
        Err(failure) => Err(failure),
    }
}

/// The programs that fill a clipboard, the first that is there is used.
const CLIPBOARDS: [&[&str]; 5] = [
    &["pbcopy"],
    &["wl-copy"],
    &["xclip", "-selection", "clipboard"],
    &["xsel", "--clipboard", "--input"],
    &["clip.exe"],
];

fn to_clipboard(secret: &SecretString) -> Result<(), Failure> {
    for program in CLIPBOARDS {
        let started =
            Command::new(program[0]).args(&program[1..]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
        let Ok(mut child) = started else { continue };
        let failed = |why: String| Failure::new(exit::FAILED, format!("{} failed", program[0])).cause(why);
        if let Some(mut input) = child.stdin.take() {
            input.write_all(secret.expose_secret().as_bytes()).map_err(|error| failed(error.to_string()))?;
        }
        let status = child.wait().map_err(|error| failed(error.to_string()))?;
        return if status.success() { Ok(()) } else { Err(failed(status.to_string())) };
    }
    let names = CLIPBOARDS.map(|program| program[0]).join(", ");
    Err(Failure::new(
        exit::FAILED,
        format!("there is no program that fills the clipboard (looked for {names})"),
    ))
}
