//! The members of a team, and the people invited to it.

use serde::Deserialize;
use serde_json::{Value, json};

use super::action::{Action, Kind, Platform};
use super::client::{Body, Portal, parsed, require};
use super::rows::{list, text};
use crate::error::Result;

pub(super) const MEMBERS: Action = Action::read(Kind::Person, "account/getTeamMembers", "members");
const INVITES: Action = Action::read(Kind::Person, "account/getInvites", "invites");
const INVITE: Action = Action::order(Kind::Person, "account/sendInvites");
const SET_ROLE: Action = Action::order(Kind::Person, "account/setTeamMemberRoles");
const REMOVE: Action = Action::order(Kind::Person, "account/removeTeamMembers");

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Develops.
    Member,
    /// Administers.
    Admin,
    /// Holds the account; there is one.
    Agent,
}

impl Role {
    /// Apple's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Admin => "admin",
            Self::Agent => "agent",
        }
    }
}

/// A member of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Apple's id of the membership.
    pub id: String,
    /// The first name.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// The e-mail address.
    pub email: String,
    /// What the person may do.
    pub role: Role,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Members {
    #[serde(default)]
    agent: Option<RawPerson>,
    #[serde(default, deserialize_with = "list")]
    admins: Vec<RawPerson>,
    #[serde(default, rename = "members", deserialize_with = "list")]
    others: Vec<RawPerson>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawPerson {
    #[serde(default, deserialize_with = "text")]
    team_member_id: String,
    #[serde(default, deserialize_with = "text")]
    first_name: String,
    #[serde(default, deserialize_with = "text")]
    last_name: String,
    #[serde(default, deserialize_with = "text")]
    email: String,
}

impl RawPerson {
    fn with(self, role: Role) -> Person {
        let Self { team_member_id: id, first_name, last_name, email } = self;
        Person { id, first_name, last_name, email, role }
    }
}

/// Somebody who is invited.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Invitation {
    /// Apple's id of it.
    #[serde(rename = "inviteId", deserialize_with = "text")]
    pub id: String,
    /// Where it was sent.
    #[serde(default, rename = "recipientEmail", deserialize_with = "text")]
    pub email: String,
    /// Apple's word for what the person will be, such as `ADMIN`.
    #[serde(default, rename = "recipientRole", deserialize_with = "text")]
    pub role: String,
    /// Who sent it.
    #[serde(default, rename = "inviterName", deserialize_with = "text")]
    pub inviter: String,
    /// When it was sent, in milliseconds since 1970.
    #[serde(default)]
    pub date_created: Option<i64>,
    /// When it ends, in milliseconds since 1970.
    #[serde(default)]
    pub date_expires: Option<i64>,
}

impl Portal {
    /// All members: those who develop, those who administer, and the one who holds the account.
    pub async fn people(&self) -> Result<Vec<Person>> {
        let whole = Action { payload: None, ..MEMBERS };
        let members: Members = parsed(&MEMBERS, self.json(&whole, json!({})).await?)?;
        let with = |people: Vec<RawPerson>, role| people.into_iter().map(move |person| person.with(role));
        let agent = members.agent.into_iter().collect();
        let all = with(members.others, Role::Member).chain(with(members.admins, Role::Admin));
        Ok(all.chain(with(agent, Role::Agent)).collect())
    }

    /// The invitations that nobody took up yet. Deleting one is for [`Store`](super::Store).
    pub async fn invitations(&self) -> Result<Vec<Invitation>> {
        parsed(&INVITES, self.json(&INVITES, json!({})).await?)
    }

    /// Invites somebody.
    pub async fn invite(&self, email: &str, role: Role) -> Result<()> {
        require(&[("e-mail address", email)])?;
        let invites = json!({"invites": [{"recipientEmail": email, "recipientRole": role.as_str()}]});
        self.json(&INVITE, invites).await.map(drop)
    }

    /// Gives a member another role.
    pub async fn set_role(&self, person: &Person, role: Role) -> Result<()> {
        self.json(&SET_ROLE, json!({"role": role.as_str(), "teamMemberIds": [person.id]})).await.map(drop)
    }

    /// Takes a member out of the team.
    pub async fn remove_person(&self, person: &Person) -> Result<()> {
        self.json(&REMOVE, json!({"teamMemberIds": [person.id]})).await.map(drop)
    }

    async fn json(&self, action: &Action, body: Value) -> Result<Value> {
        self.send(action, Platform::Ios, Body::Json(body)).await
    }
}
