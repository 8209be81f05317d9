//! What the verbs around sessions share.

use console::{Account, Context, Failure, Living, Report, details, exit};
use serde::Serialize;
use spaceship::session::CookieJar;
use time::format_description::well_known::Rfc3339;

use crate::cli::KEY_NAMES;

/// The account, whose Apple ID is asked for where nothing names it.
pub(crate) async fn who(context: &Context) -> Result<Account, Failure> {
    let account = context.account(KEY_NAMES)?;
    if account.apple_id.is_some() || !context.ui.is_interactive() {
        return Ok(account);
    }
    let mut context = context.clone();
    context.common.login.username = Some(context.ui.ask("The Apple ID (an e-mail address):").await?);
    context.account(KEY_NAMES)
}

/// A session that lives.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Alive {
    #[serde(rename = "alive")]
    is_so: bool,
    account: String,
    name: String,
    provider: String,
    provider_id: u64,
    origin: String,
    /// Until when a sign-in on this machine needs no code.
    trusted_until: Option<String>,
}

impl From<&Living> for Alive {
    fn from(living: &Living) -> Self {
        let standing = &living.standing;
        Self {
            is_so: true,
            account: standing.email.clone(),
            name: standing.name.clone(),
            provider: standing.provider.name.clone(),
            provider_id: standing.provider.provider_id,
            origin: living.origin.clone(),
            trusted_until: trusted_until(&living.session.cookies()),
        }
    }
}

impl Report for Alive {
    fn text(&self) -> String {
        let trust = self.trusted_until.as_deref().unwrap_or("not: a sign-in needs a code");
        let lines = [
            ("account", format!("{} ({})", self.account, self.name)),
            ("provider", format!("{} ({})", self.provider, self.provider_id)),
            ("session", format!("alive, from {}", self.origin)),
            ("trusted until", trust.to_owned()),
        ];
        details(lines.map(|(label, text)| (label.to_owned(), text)))
    }
}

/// Until when a sign-in needs no code.
pub(crate) fn trusted_until(jar: &CookieJar) -> Option<String> {
    jar.trusted_until().and_then(|end| end.replace_nanosecond(0).ok()?.format(&Rfc3339).ok())
}

/// The exit code of a check that found no session that lives; other failures stay what they are.
pub(crate) fn is_dead(failure: &Failure) -> bool {
    failure.exit_code == exit::CREDENTIALS
}
