//! The people of a team and those who are invited: the API's users, in three ranks.

use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::answer::{Answer, Fault};
use super::engine;
use super::request::Request;
use crate::clock::apple_timestamp;
use crate::engine::store::Stored;
use crate::ids::scramble;
use crate::world::World;

const KIND: &str = "users";
const INVITATIONS: &str = "userInvitations";
/// How long an invitation is open.
const OPEN: Duration = Duration::days(30);
/// When everybody joined, in milliseconds: the API knows no such time.
const JOINED: u64 = 1_577_836_800_000;

#[expect(clippy::unnecessary_wraps, reason = "an action like the others")]
pub(super) fn members(world: &mut World, _: &Request) -> Result<Answer, Fault> {
    let of = |wanted: &str| {
        let all = world.store.all(KIND).filter(|user| rank(user) == wanted);
        all.map(person).collect::<Vec<_>>()
    };
    let agent = of("agent").into_iter().next();
    Ok(Answer::Fields(json!({ "agent": agent, "admins": of("admin"), "members": of("member") })))
}

pub(super) fn set_role(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let roles = api_roles(request.required("role")?)?;
    for id in chosen(world, request)? {
        let data = json!({ "type": KIND, "id": id, "attributes": { "roles": roles } });
        engine::call(world, "PATCH", &format!("/v1/users/{id}"), Some(data), engine::invalid)?;
    }
    Ok(Answer::Nothing)
}

pub(super) fn remove(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    for id in chosen(world, request)? {
        engine::call(world, "DELETE", &format!("/v1/users/{id}"), None, engine::invalid)?;
    }
    Ok(Answer::Nothing)
}

#[expect(clippy::unnecessary_wraps, reason = "an action like the others")]
pub(super) fn invitations(world: &mut World, _: &Request) -> Result<Answer, Fault> {
    let rows = world.store.all(INVITATIONS).map(invitation).collect::<Vec<_>>();
    Ok(Answer::Fields(json!({ "invites": rows })))
}

pub(super) fn invite(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let invites = request.json["invites"].as_array().cloned().unwrap_or_default();
    let read = |invite: &Value| {
        let email = invite["recipientEmail"].as_str().filter(|email| email.contains('@'));
        let email = email.ok_or_else(|| Fault::invalid("The e-mail address is not valid."))?;
        let known = |kind: &str, name: &str| {
            world.store.all(kind).any(|one| one.text(name).eq_ignore_ascii_case(email))
        };
        if known(KIND, "username") || known(INVITATIONS, "email") {
            return Err(Fault::invalid(&format!("{email} is a member of the team or invited already.")));
        }
        Ok((email.to_owned(), api_roles(invite["recipientRole"].as_str().unwrap_or_default())?))
    };
    // All are looked at before the first is made.
    let wanted = invites.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if wanted.is_empty() {
        return Err(Fault::invalid("Nobody is named who is to be invited."));
    }
    for (email, roles) in wanted {
        let mut made = Stored::new(INVITATIONS, "");
        made.set("email", email);
        made.set("roles", roles);
        made.set("allAppsVisible", true);
        made.set("provisioningAllowed", true);
        made.set("expirationDate", apple_timestamp(world.now() + OPEN));
        made.hidden.insert("created".into(), world.now().unix_timestamp().into());
        world.insert(made);
    }
    Ok(Answer::Nothing)
}

/// The members that a request names; the agent is none of those who can be changed.
fn chosen(world: &World, request: &Request) -> Result<Vec<String>, Fault> {
    let ids = request.ids("teamMemberIds");
    if ids.is_empty() {
        return Err(Fault::invalid("The parameter 'teamMemberIds' is required."));
    }
    let find = |id: &str| {
        let user = engine::find(world, KIND, "team member", id)?;
        if rank(user) == "agent" {
            return Err(Fault::not_allowed("team agent", id));
        }
        Ok(user.id.clone())
    };
    ids.into_iter().map(find).collect()
}

fn rank(user: &Stored) -> &'static str {
    let roles = user.attributes.get("roles").and_then(Value::as_array);
    let has = |wanted: &str| roles.is_some_and(|roles| roles.iter().any(|role| role == wanted));
    match (has("ACCOUNT_HOLDER"), has("ADMIN")) {
        (true, _) => "agent",
        (_, true) => "admin",
        _ => "member",
    }
}

fn api_roles(rank: &str) -> Result<Value, Fault> {
    match rank.to_lowercase().as_str() {
        "admin" => Ok(json!(["ADMIN"])),
        "member" => Ok(json!(["DEVELOPER"])),
        _ => Err(Fault::invalid(&format!("There is no role '{rank}' to give."))),
    }
}

fn person(user: &Stored) -> Value {
    let number = user.id.bytes().fold(0, |sum, byte| scramble(sum ^ u64::from(byte)));
    json!({
        "personId": number % 10_000_000_000,
        "firstName": user.text("firstName"),
        "lastName": user.text("lastName"),
        "email": user.text("username"),
        "developerStatus": "active",
        "dateJoined": JOINED,
        "teamMemberId": user.id,
    })
}

fn invitation(invitation: &Stored) -> Value {
    let rank = rank(invitation).to_uppercase();
    let created = invitation.hidden.get("created").and_then(Value::as_i64);
    let created = created.and_then(|at| OffsetDateTime::from_unix_timestamp(at).ok());
    json!({
        "inviteId": invitation.id,
        "recipientRole": rank,
        "recipientEmail": invitation.text("email"),
        "inviterName": crate::pki::TEAM.holder,
        "dateCreated": created.map(milliseconds),
        "dateExpires": created.map(|at| milliseconds(at + OPEN)),
    })
}

fn milliseconds(at: OffsetDateTime) -> i64 {
    at.unix_timestamp() * 1000
}
