//! The teams of an account, and what they would have to agree to.

use serde_json::{Value, json};

use super::answer::{Answer, Fault};
use super::request::Request;
use crate::apple_id::Team;
use crate::pki::TEAM;
use crate::world::World;

#[expect(clippy::unnecessary_wraps, reason = "an action like the others")]
pub(super) fn list(_: &mut World, request: &Request) -> Result<Answer, Fault> {
    let email = &request.account.email;
    let rows = request.account.teams.iter().map(|team| row(team, email)).collect::<Vec<_>>();
    Ok(Answer::Fields(json!({ "teams": rows })))
}

/// Nothing waits to be agreed to.
#[expect(clippy::unnecessary_wraps, reason = "an action like the others")]
pub(super) fn agreements(_: &mut World, _: &Request) -> Result<Answer, Fault> {
    Ok(Answer::Fields(json!({ "agreements": [] })))
}

fn row(team: &Team, email: &str) -> Value {
    let (first, last) = TEAM.holder.split_once(' ').unwrap_or((TEAM.holder, ""));
    let membership = |name: &str, platform: &str| {
        json!({
            "membershipId": format!("{}{platform}", team.id),
            "membershipProductId": "ds1",
            "name": name,
            "status": "active",
            "platform": platform,
            "availableDeviceSlots": 100,
        })
    };
    json!({
        "teamId": team.id,
        "name": team.name,
        "type": "Company/Organization",
        "status": "active",
        "teamAgent": { "firstName": first, "lastName": last, "email": email, "developerStatus": "active" },
        "memberships": [membership("Apple Developer Program", "ios"), membership("Apple Developer Program", "mac")],
        "currentTeamMember": {
            "roles": ["AGENT"],
            "privileges": {},
            "teamMemberId": format!("M{}", team.id.get(1..).unwrap_or_default()),
            "firstName": first,
            "lastName": last,
            "email": email,
        },
        "extendedTeamAttributes": {},
    })
}
