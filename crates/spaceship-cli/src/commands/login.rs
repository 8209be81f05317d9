//! `spaceship login` and `spaceship logout`.

use console::{Context, Failure, Report, exit};
use serde::Serialize;

use crate::cli::KEY_NAMES;
use crate::sessions::{Alive, who};

pub(crate) async fn login(context: &Context) -> Result<u8, Failure> {
    let account = who(context).await?;
    // A session that lives is as good as a new one: Apple limits how often one may sign in.
    context.ui.report(&Alive::from(&context.session(&account).await?));
    Ok(exit::DONE)
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Forgotten {
    account: Option<String>,
    session: bool,
    password: bool,
}

impl Report for Forgotten {
    fn text(&self) -> String {
        let who = self.account.as_deref().unwrap_or("the account");
        match (self.session, self.password) {
            (true, true) => format!("the session and the password of {who} are forgotten"),
            (true, false) => format!("the session of {who} is forgotten"),
            (false, true) => format!("the password of {who} is forgotten"),
            (false, false) => format!("nothing was kept of {who}"),
        }
    }
}

pub(crate) fn logout(context: &Context) -> Result<u8, Failure> {
    let account = context.account(KEY_NAMES)?;
    let (session, password) = context.forget_session(&account)?;
    context.ui.report(&Forgotten { account: account.apple_id, session, password });
    Ok(exit::DONE)
}
