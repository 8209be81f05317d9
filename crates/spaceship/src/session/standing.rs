//! Whose session it is, and for which provider of App Store Connect.

use http::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Call, Candidate, Effect, Host, Session, SessionError, Wanted, choose};
use crate::error::{ErrorKind, Result};

const PATH: &str = "/olympus/v1/session";

/// What App Store Connect says of a living session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The person's name.
    pub name: String,
    /// The person's e-mail address, usually the Apple ID.
    pub email: String,
    /// The provider that the session works for.
    pub provider: Provider,
    /// All providers that it could work for, by name.
    pub available: Vec<Provider>,
}

/// A provider, which is what App Store Connect calls a team.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Provider {
    /// Apple's number.
    pub provider_id: u64,
    /// The id that newer endpoints use.
    #[serde(default)]
    pub public_provider_id: Option<String>,
    /// The name of the company or person.
    #[serde(default)]
    pub name: String,
}

impl Provider {
    /// The provider as something to choose from.
    pub fn candidate(&self) -> Candidate {
        let ids = std::iter::once(self.provider_id.to_string()).chain(self.public_provider_id.clone());
        Candidate { ids: ids.collect(), name: self.name.clone() }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawStanding {
    #[serde(default)]
    user: RawUser,
    #[serde(default)]
    provider: Option<Provider>,
    #[serde(default)]
    available_providers: Vec<Provider>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawUser {
    #[serde(default)]
    full_name: Option<String>,
    #[serde(default)]
    email_address: Option<String>,
}

impl Session {
    /// Asks App Store Connect whether the session is alive. A dead one is [`ErrorKind::Credentials`], and so is one
    /// of another person than the [account](Session::account) that it is said to be of.
    pub async fn standing(&self) -> Result<Standing> {
        if !self.cookies().has_session(time::OffsetDateTime::now_utc()) {
            return Err(SessionError::Missing.into());
        }
        let call =
            Call::new(Effect::Read, Method::GET, Host::AppStoreConnect, PATH).accept("application/json");
        let reply = self.send(&call).await?;
        if !reply.is_success() {
            return Err(reply.failure());
        }
        // The body may be JSON within a JSON string.
        let value = match reply.json()? {
            Value::String(text) => serde_json::from_str(&text).unwrap_or_default(),
            value => value,
        };
        let raw: RawStanding = serde_json::from_value(value).map_err(|error| {
            reply
                .error(ErrorKind::Unexpected, "what Apple says of the session cannot be read")
                .with_source(error)
        })?;
        let Some(provider) = raw.provider else { return Err(reply.dead()) };
        let mut available = raw.available_providers;
        available.sort_by(|a, b| (&a.name, a.provider_id).cmp(&(&b.name, b.provider_id)));
        let standing = Standing {
            name: raw.user.full_name.unwrap_or_default(),
            email: raw.user.email_address.unwrap_or_default(),
            provider,
            available,
        };
        standing.check_account(self.account())?;
        Ok(standing)
    }

    /// Makes the session work for another provider, one of [`Standing::available`].
    pub async fn select_provider(&self, provider: &Provider) -> Result<()> {
        let call = Call::new(Effect::SignIn, Method::POST, Host::AppStoreConnect, PATH)
            .header("x-requested-with", "olympus-ui")
            .json(&json!({"provider": {"providerId": provider.provider_id}}));
        let reply = self.send(&call).await?;
        if reply.is_success() { Ok(()) } else { Err(reply.failure()) }
    }
}

impl Standing {
    fn check_account(&self, account: Option<&str>) -> Result<()> {
        let Some(account) = account else { return Ok(()) };
        if self.email.is_empty() || self.email.eq_ignore_ascii_case(account.trim()) {
            return Ok(());
        }
        Err(SessionError::OtherAccount { of: self.email.clone(), wanted: account.to_owned() }.into())
    }

    /// The provider that is wanted, or the one that the session works for where none is named. An unknown one is an
    /// error that lists them.
    pub fn choose(&self, wanted: &Wanted) -> Result<&Provider> {
        if *wanted == Wanted::default() {
            return Ok(&self.provider);
        }
        let candidates = self.available.iter().map(Provider::candidate).collect::<Vec<_>>();
        Ok(&self.available[choose(&candidates, wanted)?])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_of_another_person_is_refused() {
        let provider = Provider { provider_id: 1, public_provider_id: None, name: "A".to_owned() };
        let standing = Standing {
            name: String::new(),
            email: "Jane@example.com".to_owned(),
            provider,
            available: Vec::new(),
        };
        assert!(standing.check_account(Some("jane@example.com ")).is_ok());
        assert!(standing.check_account(None).is_ok());
        let error = standing.check_account(Some("joe@example.com")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        let why = error.session().unwrap().to_string();
        assert!(why.contains("is of `Jane@example.com`, not of `joe@example.com`"), "{why}");
    }
}
