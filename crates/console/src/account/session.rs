//! The session of an account: the one that is kept, the one that CI hands in, or a new sign-in.

use std::path::PathBuf;

use secrecy::SecretString;
use spaceship::portal::{Portal, Team};
use spaceship::session::{CookieJar, Session, SessionError, Standing, Wanted, choose};
use spaceship::{Client, ErrorKind};

use super::sign_in::headless;
use super::{Account, CredentialNames, Remembered, cookie_file, keychain, nobody};
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;

/// The variables that hold a session, as `spaceauth` prints it.
pub(crate) const SESSIONS: [&str; 2] = ["FASTLANE_SESSION", "SPACESHIP_SESSION"];

/// A session that lives, and what App Store Connect says of it.
#[derive(Debug)]
pub struct Living {
    /// The session.
    pub session: Session,
    /// Whose it is, and for which provider.
    pub standing: Standing,
    /// Where it came from, for a person.
    pub origin: String,
}

/// What came of looking for a session that lives.
enum Looked {
    Found(Box<Living>),
    /// None lives; what the dead ones left may spare a second factor.
    Dead {
        remains: CookieJar,
        seen: Vec<String>,
    },
}

impl Context {
    /// A session of the account that lives. Where none does, the person signs in; without one it is a failure of exit
    /// code 3.
    pub async fn session(&self, account: &Account) -> Result<Living, Failure> {
        let (remains, seen) = match self.look_for_session(account).await? {
            Looked::Found(living) => return Ok(*living),
            Looked::Dead { remains, seen } => (remains, seen),
        };
        for dead in &seen {
            self.ui.notice(dead);
        }
        let (session, path) = match self.sign_in(account, remains).await {
            Ok(signed_in) => signed_in,
            Err(failure) => return Err(seen.into_iter().fold(failure, Failure::cause)),
        };
        let standing = session.standing().await?;
        Ok(Living { session, standing, origin: self.shown(&path) })
    }

    /// The session of the account, if it lives; nobody is signed in.
    pub async fn living_session(&self, account: &Account) -> Result<Living, Failure> {
        match self.look_for_session(account).await? {
            Looked::Found(living) => Ok(*living),
            Looked::Dead { seen, .. } => {
                let who = account.apple_id.as_deref().unwrap_or("anybody");
                let failure = headless(account, format!("no session of {who} lives"));
                Err(seen.into_iter().fold(failure, Failure::cause))
            }
        }
    }

    /// A client of the portal for the account's team. Where it is not clear which one that is, the person chooses once.
    pub async fn portal(&self, account: &Account) -> Result<Portal, Failure> {
        let session = self.session(account).await?.session;
        let team = self.developer_team(account, &session).await?;
        Ok(Portal::new(&session, team))
    }

    /// A client of the official API with the account's session.
    pub(crate) async fn session_client(&self, account: &Account) -> Result<Client, Failure> {
        let session = self.session(account).await?.session;
        let mut team = account.developer_team.clone();
        if team == Wanted::default() && self.teams.needs_developer {
            team = Wanted { id: Some(self.developer_team(account, &session).await?.id), name: None };
        }
        if self.common.verbose {
            self.ui.notice(format!("the session of {}", session.account().unwrap_or("an Apple ID")));
        }
        let ui = self.ui.clone();
        let builder = Client::with_session(session).developer_team(team).provider(account.provider.clone());
        Ok(builder
            .read_only(self.common.dry_run)
            .on_notice(move |notice| crate::context::tell(&ui, notice))
            .build()?)
    }

    /// Keeps a session for the next command.
    pub(super) fn keep(&self, apple_id: &str, session: &Session) -> Result<PathBuf, Failure> {
        let path = cookie_file::place(&self.environment, apple_id)?;
        cookie_file::save(&path, &session.cookies())?;
        Ok(path)
    }

    /// Takes a session that was made elsewhere, if it lives and is the account's, and keeps it.
    pub async fn import_session(
        &self,
        account: &Account,
        text: &SecretString,
    ) -> Result<(Living, PathBuf), Failure> {
        let jar = CookieJar::from_fastlane(text)?;
        let session = self.session_with(account.apple_id.as_deref(), jar)?;
        let standing = session.standing().await?;
        let apple_id = account.apple_id.clone().unwrap_or_else(|| standing.email.clone());
        if apple_id.is_empty() {
            return Err(nobody("Apple does not say whose session this is"));
        }
        let path = self.keep(&apple_id, &session)?;
        Ok((Living { session, standing, origin: "what was handed in".into() }, path))
    }

    /// Forgets the session and the password of an account; tells whether there was either.
    pub fn forget_session(&self, account: &Account) -> Result<(bool, bool), Failure> {
        let apple_id = account.apple_id.as_deref().ok_or_else(|| nobody("nobody can be signed out"))?;
        let path = cookie_file::place(&self.environment, apple_id)?;
        Ok((cookie_file::remove(&path)?, keychain::forget(apple_id)))
    }

    /// A session with these cookies, not asked about yet.
    pub(super) fn session_with(&self, apple_id: Option<&str>, jar: CookieJar) -> Result<Session, Failure> {
        let mut builder = Session::builder().cookies(jar).read_only(self.common.dry_run);
        if let Some(apple_id) = apple_id {
            builder = builder.account(apple_id);
        }
        if let Some(endpoint) = self.environment.get("SPACESHIP_ENDPOINT") {
            builder = builder.endpoint(endpoint);
        }
        Ok(builder.build()?)
    }

    /// Tries what is kept, then what the variables hand in.
    async fn look_for_session(&self, account: &Account) -> Result<Looked, Failure> {
        let (mut remains, mut seen) = (CookieJar::default(), Vec::new());
        if let Some(apple_id) = &account.apple_id
            && let Ok(path) = cookie_file::place(&self.environment, apple_id)
            && let Some(jar) = cookie_file::load(&path)?
        {
            let origin = self.shown(&path);
            match self.try_session(account, jar.clone(), &origin).await? {
                Ok(living) => return Ok(Looked::Found(Box::new(living))),
                Err(why) => seen.push(why),
            }
            remains = jar;
        }
        // An account that is named uses nothing that may be another's.
        let handed_in = self.environment.first(&SESSIONS).filter(|_| account.named.is_none());
        if let Some((name, text)) = handed_in {
            let jar = CookieJar::from_fastlane(&text.into()).map_err(|error| {
                Failure::from(error).context(format!("{name} holds no session that can be used"))
            })?;
            match self.try_session(account, jar.clone(), name).await? {
                Ok(living) => return Ok(Looked::Found(Box::new(living))),
                Err(why) => seen.push(why),
            }
            if remains.trusted_until() < jar.trusted_until() {
                remains = jar;
            }
        }
        Ok(Looked::Dead { remains, seen })
    }

    /// Asks whether a session lives; if not, why.
    async fn try_session(
        &self,
        account: &Account,
        jar: CookieJar,
        origin: &str,
    ) -> Result<Result<Living, String>, Failure> {
        let session = self.session_with(account.apple_id.as_deref(), jar)?;
        match session.standing().await {
            Ok(standing) => Ok(Ok(Living { session, standing, origin: origin.to_owned() })),
            Err(error) => match error.session() {
                Some(SessionError::Dead | SessionError::Missing) => {
                    Ok(Err(format!("the session in {origin} is dead: Apple does not take it any more")))
                }
                _ => Err(Failure::from(error).context(format!("the session in {origin} cannot be used"))),
            },
        }
    }

    /// The team that is wanted, the only one, or the one that the person chooses, which is remembered.
    async fn developer_team(&self, account: &Account, session: &Session) -> Result<Team, Failure> {
        let mut teams = Team::all(session).await?;
        let candidates = teams.iter().map(Team::candidate).collect::<Vec<_>>();
        let chosen = match choose(&candidates, &account.developer_team) {
            Err(error) if error.kind() == ErrorKind::Invalid && self.ui.is_interactive() => {
                let names =
                    teams.iter().map(|team| format!("{} ({}, {})", team.name, team.id, team.membership));
                let chosen = self.ui.choose("Which team?", &names.collect::<Vec<_>>()).await?;
                if account.remembered_as().is_some() {
                    let what = Remembered { team_id: Some(teams[chosen].id.clone()), itc_team_id: None };
                    let path = self.remember(account, &what)?;
                    self.ui.notice(format!("{} remembers the team", path.display()));
                }
                chosen
            }
            chosen => chosen.map_err(|error| {
                Failure { exit_code: exit::USAGE, ..Failure::from(error) }
                    .hint("name it in FASTLANE_TEAM_ID, or once and for all with `spaceship teams select ID`")
            })?,
        };
        Ok(teams.swap_remove(chosen))
    }

    /// The account, if anything makes out that a session of it is meant.
    pub(crate) fn account_with_session(&self, names: CredentialNames) -> Result<Option<Account>, Failure> {
        let account = self.account(names)?;
        let handed_in = self.environment.first(&SESSIONS).is_some();
        Ok((account.apple_id.is_some() || handed_in).then_some(account))
    }
}
