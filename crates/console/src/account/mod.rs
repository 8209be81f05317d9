//! Whose credentials a command works with: an API key, or an Apple ID with its session.
//!
//! An account is chosen by `--account`, by `--username`, by fastlane's variables or by the Appfile. What belongs to it
//! (its key, its teams) may stand in `accounts.toml`; its session is kept where fastlane keeps it.

mod cookie_file;
mod keychain;
mod names;
mod password;
mod profiles;
mod second_factor;
mod session;
mod sign_in;

pub use names::{CredentialNames, TeamNames};
pub use profiles::Remembered;
pub use session::Living;
pub(crate) use session::SESSIONS;

use std::path::PathBuf;

use spaceship::session::Wanted;

use crate::context::Context;
use crate::exit;
use crate::failure::Failure;
use profiles::{Profile, Profiles};

/// The variables that name an Apple ID, after a tool's own.
pub(crate) const USERS: [&str; 3] = ["FASTLANE_USER", "DELIVER_USER", "DELIVER_USERNAME"];
/// The Appfile's keys for it.
const APPFILE_USERS: [&str; 3] = ["apple_id", "itunes_connect_id", "apple_dev_portal_id"];

/// Whose credentials a command works with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// The Apple ID.
    pub apple_id: Option<String>,
    /// The team of the Developer Program that is wanted.
    pub developer_team: Wanted,
    /// The provider of App Store Connect that is wanted.
    pub provider: Wanted,
    /// The key file that `accounts.toml` names.
    pub(crate) key: Option<PathBuf>,
    /// The name that `--account` gave. Such an account uses nothing that belongs to another.
    pub(crate) named: Option<String>,
}

impl Account {
    /// The name under which things are remembered of it: that of `--account`, else the Apple ID.
    pub fn remembered_as(&self) -> Option<&str> {
        self.named.as_deref().or(self.apple_id.as_deref())
    }

    /// What to type to sign in to it.
    pub(crate) fn login_command(&self) -> String {
        match (&self.named, &self.apple_id) {
            (Some(name), _) if !name.contains('@') => format!("spaceship login --account {name}"),
            (_, Some(apple_id)) => format!("spaceship login -u {apple_id}"),
            _ => "spaceship login -u APPLE_ID".to_owned(),
        }
    }
}

impl Context {
    /// The account that the command line, the variables, the Appfile and `accounts.toml` make out.
    pub fn account(&self, names: CredentialNames) -> Result<Account, Failure> {
        let profiles = Profiles::load(&self.environment)?;
        if let Some(name) = &self.common.login.account {
            let profile = profiles.named(name)?;
            let mut account =
                self.of_profile(&profile, Account { named: Some(name.clone()), ..Account::default() });
            account.apple_id = self.common.login.username.clone().or(account.apple_id);
            return checked(self.with_given_teams(account));
        }
        let mut apple_id = self.text(self.common.login.username.as_deref(), names.user);
        if apple_id.is_none() {
            apple_id = self.environment.first(&USERS).map(|(_, user)| user.to_owned());
        }
        let appfile = self.appfile()?;
        let written = APPFILE_USERS.iter().find_map(|key| appfile.get(key)).map(str::to_owned);
        let apple_id = apple_id.or(written).or_else(|| cookie_file::only_account(&self.environment));
        let team = |id: &[&str], name: &[&str], key: &str| Wanted {
            id: self
                .environment
                .first(id)
                .map(|(_, id)| id.to_owned())
                .or(appfile.get(&format!("{key}_id")).map(str::to_owned)),
            name: self
                .environment
                .first(name)
                .map(|(_, name)| name.to_owned())
                .or(appfile.get(&format!("{key}_name")).map(str::to_owned)),
        };
        let account = Account {
            developer_team: team(&names.developer_ids(), &names.developer_names(), "team"),
            provider: team(&names.provider_ids(), &names.provider_names(), "itc_team"),
            apple_id,
            ..Account::default()
        };
        let remembered = account.apple_id.as_deref().and_then(|apple_id| profiles.of_apple_id(apple_id));
        let account = self.with_given_teams(account);
        checked(match remembered {
            Some(profile) => self.of_profile(profile, account),
            None => account,
        })
    }

    /// Remembers something of the account in `accounts.toml`.
    pub fn remember(&self, account: &Account, what: &Remembered) -> Result<PathBuf, Failure> {
        let name = account.remembered_as().ok_or_else(|| nobody("say whose it is"))?;
        Profiles::remember(&self.environment, name, account.apple_id.as_deref(), what)
    }

    /// The account with what a profile has, where nothing else was said.
    fn of_profile(&self, profile: &Profile, account: Account) -> Account {
        let or = |given: Wanted, id: &Option<String>| {
            if given == Wanted::default() { Wanted { id: id.clone(), name: None } } else { given }
        };
        Account {
            apple_id: account.apple_id.or_else(|| profile.apple_id.clone()),
            developer_team: or(account.developer_team, &profile.team_id),
            provider: or(account.provider, &profile.itc_team_id),
            key: profile.api_key_path.as_ref().map(|path| self.path(path)),
            named: account.named,
        }
    }

    /// The account with the teams that the tool's own options name.
    fn with_given_teams(&self, account: Account) -> Account {
        let or =
            |given: &Wanted, found: Wanted| if *given == Wanted::default() { found } else { given.clone() };
        Account {
            developer_team: or(&self.teams.developer, account.developer_team),
            provider: or(&self.teams.provider, account.provider),
            ..account
        }
    }
}

/// The teams that a tool's own options name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Teams {
    /// Of the Developer Program.
    pub developer: Wanted,
    /// Of App Store Connect.
    pub provider: Wanted,
    /// Whether the tool deals with the Developer Program, so that the person is asked which team is meant where that is
    /// not clear.
    pub needs_developer: bool,
}

/// No account is known.
pub(crate) fn nobody(what: &str) -> Failure {
    Failure::new(exit::USAGE, format!("no Apple ID is given: {what}"))
        .hint("give it with --username, in FASTLANE_USER, or as apple_id in fastlane/Appfile")
}

/// An Apple ID becomes the name of a folder: what leads out of it is refused.
fn checked(account: Account) -> Result<Account, Failure> {
    let Some(apple_id) = &account.apple_id else { return Ok(account) };
    let odd = |letter: char| letter.is_control() || matches!(letter, '/' | '\\' | ':');
    if apple_id.trim().is_empty()
        || apple_id.chars().any(odd)
        || apple_id.starts_with('.')
        || apple_id.len() > 254
    {
        return Err(Failure::invalid(format!("`{apple_id}` is no Apple ID: an e-mail address is meant")));
    }
    Ok(account)
}
