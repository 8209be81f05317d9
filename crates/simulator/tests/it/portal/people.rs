use serde_json::{Value, json};

use super::column;
use crate::session::Page;

fn people(page: &mut Page) -> Value {
    let answer = page.act_json("getTeamMembers", json!({}));
    assert_eq!(answer.status, 200);
    answer.body
}

/// Adds a member, as if an invitation had been accepted. Returns the id.
fn member(page: &Page, email: &str) -> String {
    page.running.with_world(|world| {
        let mut user = simulator::engine::store::Stored::new("users", "");
        user.set("username", email);
        user.set("firstName", "Bo");
        user.set("lastName", "Other");
        user.set("roles", json!(["DEVELOPER"]));
        world.insert(user)
    })
}

#[test]
fn members_change_their_rank_and_leave() {
    let mut page = Page::signed_in();
    let id = member(&page, "bo@example.com");
    let all = people(&mut page);
    assert_eq!(column(&all, "members", "email"), ["bo@example.com"]);
    assert_eq!(all["agent"]["email"], "account.holder@example.com");
    let agent = all["agent"]["teamMemberId"].clone();

    let change = json!({ "role": "admin", "teamMemberIds": [id] });
    let answer = page.act_json("setTeamMemberRoles", change);
    assert_eq!((answer.status, answer.text.as_str()), (200, ""));
    assert_eq!(column(&people(&mut page), "admins", "teamMemberId"), [id.as_str()]);
    assert_eq!(page.api(&format!("/v1/users/{id}"))["data"]["attributes"]["roles"], json!(["ADMIN"]));

    page.act_json("removeTeamMembers", json!({ "teamMemberIds": [id] }));
    assert_eq!(people(&mut page)["admins"], json!([]));
    for (action, body, code) in [
        ("removeTeamMembers", json!({ "teamMemberIds": [id] }), 8201),
        ("removeTeamMembers", json!({ "teamMemberIds": [agent] }), 1200),
        ("removeTeamMembers", json!({}), 35),
        ("setTeamMemberRoles", json!({ "role": "king", "teamMemberIds": [agent] }), 35),
    ] {
        assert_eq!(page.act_json(action, body).body["resultCode"], code, "{action}");
    }
}

#[test]
fn people_are_invited_once() {
    let mut page = Page::signed_in();
    let invite = |email: &str| json!({ "invites": [{ "recipientEmail": email, "recipientRole": "admin" }] });
    assert_eq!(page.act_json("sendInvites", invite("new@example.com")).status, 403, "a token is wanted");
    people(&mut page);
    assert_eq!(page.act_json("sendInvites", invite("new@example.com")).text, "");
    let open = page.act_json("getInvites", json!({})).body;
    let row = &open["invites"][0];
    assert_eq!((&row["recipientEmail"], &row["recipientRole"]), (&json!("new@example.com"), &json!("ADMIN")));
    let (created, expires) = (row["dateCreated"].as_i64().unwrap(), row["dateExpires"].as_i64().unwrap());
    assert_eq!(expires - created, 30 * 24 * 3600 * 1000);
    assert_eq!(page.api("/v1/userInvitations")["data"][0]["attributes"]["email"], "new@example.com");
    for again in ["NEW@example.com", "account.holder@example.com", "nobody"] {
        assert_eq!(page.act_json("sendInvites", invite(again)).body["resultCode"], 35, "{again}");
    }
    assert_eq!(page.act_json("sendInvites", json!({ "invites": [] })).body["resultCode"], 35);
    assert_eq!(page.get("/_simulator/departures").body, json!([]));
}
