//! The teams of the Developer Program. They are not App Store Connect's providers, and their ids differ.

use http::Method;
use serde::Deserialize;

use super::action::{Action, Kind, Platform};
use super::answer::open;
use super::client::parsed;
use super::rows::text;
use crate::error::{Error, ErrorKind, Result};
use crate::session::{Call, Candidate, Host, Session};

const LIST: Action = Action::read(Kind::Team, "account/listTeams.action", "teams");

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Team {
    /// The ten letters and digits that are also in provisioning profiles.
    #[serde(rename = "teamId")]
    pub id: String,
    /// The name.
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    /// Apple's word for the kind of membership: `Company/Organization`, `Individual` or `In-House`.
    #[serde(default, rename = "type", deserialize_with = "text")]
    pub membership: String,
    #[serde(default)]
    current_team_member: Option<Member>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Member {
    #[serde(default, deserialize_with = "text")]
    team_member_id: String,
}

impl Team {
    /// All teams that the session's account belongs to, by name.
    pub async fn all(session: &Session) -> Result<Vec<Self>> {
        let path = LIST.url_path(Platform::Ios);
        let call = Call::new(LIST.effect, Method::POST, Host::Developer, path).accept("application/json");
        let reply = session.send(&call).await?;
        let mut answer = open(&reply, LIST.payload)?;
        let mut teams: Vec<Self> = parsed(&LIST, answer["teams"].take())?;
        teams.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        if teams.is_empty() {
            return Err(Error::new(
                ErrorKind::Forbidden,
                "the Apple ID belongs to no team of the Developer Program",
            ));
        }
        Ok(teams)
    }

    /// The team as something to choose from. The account's own id as a member names it too, as in fastlane.
    pub fn candidate(&self) -> Candidate {
        let member = self.current_team_member.iter().map(|member| member.team_member_id.clone());
        let ids = std::iter::once(self.id.clone()).chain(member.filter(|id| !id.is_empty()));
        Candidate { ids: ids.collect(), name: self.name.clone() }
    }

    /// Whether it is of the Enterprise Program, which distributes in-house.
    pub fn is_in_house(&self) -> bool {
        self.membership == "In-House"
    }
}
