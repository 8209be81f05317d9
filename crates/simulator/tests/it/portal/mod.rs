//! The Developer Portal, action by action, by a page that signed in.

mod app_ids;
mod certificates;
mod devices;
mod identifiers;
mod people;
mod profiles;
mod tunnel;

use serde_json::{Value, json};

use crate::session::Page;

/// The values of a member in the rows of an answer.
fn column(answer: &Value, rows: &str, member: &str) -> Vec<String> {
    let rows = answer[rows].as_array().unwrap_or_else(|| panic!("no {rows}: {answer}"));
    rows.iter().map(|row| row[member].as_str().unwrap_or_default().to_owned()).collect()
}

/// An app id for iOS, registered.
fn app_id(page: &mut Page, identifier: &str) -> String {
    page.done("ios/identifiers/listAppIds.action", &[]);
    let form = [("name", "An App"), ("identifier", identifier), ("type", "explicit")];
    let made = page.done("ios/identifiers/addAppId.action", &form);
    made["appId"]["appIdId"].as_str().unwrap().to_owned()
}

#[test]
fn without_a_session_there_is_nothing() {
    let mut page = Page::signed_in();
    page.jar.clear();
    let answer = page.act("ios/device/listDevices.action", &[]);
    assert_eq!((answer.status, &answer.body["resultCode"]), (401, &json!(1100)));
    let mut page = Page::signed_in();
    page.advance(3 * 24 * 3600);
    assert_eq!(page.act("listTeams.action", &[]).status, 401, "sessions end");
    assert_eq!(page.file("ios/profile/downloadProfileContent", "").status, 401);
}

#[test]
fn the_teams_of_the_account_are_told_and_no_other_team_is_served() {
    let mut page = Page::signed_in();
    let teams = page.done("listTeams.action", &[]);
    assert_eq!(column(&teams, "teams", "teamId"), ["GANTRY2026", "EXAMPLE002"]);
    assert_eq!(page.act_json("listPendingAgreements", json!({})).body["agreements"], json!([]));
    for team in ["SOMEBODYS1", ""] {
        page.team = team.to_owned();
        assert_eq!(page.refused("ios/device/listDevices.action", &[]), 1200);
    }
}

#[test]
fn each_team_has_what_is_its_own() {
    let mut page = Page::signed_in();
    app_id(&mut page, "com.example.ours");
    page.team = "EXAMPLE002".into();
    app_id(&mut page, "com.example.theirs");
    let theirs = page.done("ios/identifiers/listAppIds.action", &[]);
    assert_eq!(column(&theirs, "appIds", "identifier"), ["com.example.theirs"]);
    page.team = "GANTRY2026".into();
    let ours = page.done("ios/identifiers/listAppIds.action", &[]);
    assert_eq!(column(&ours, "appIds", "identifier"), ["com.example.notes", "com.example.ours"]);
}

#[test]
fn a_change_needs_the_token_of_its_kind_and_session() {
    let mut page = Page::signed_in();
    let form = [("name", "G"), ("identifier", "group.example")];
    let add = "ios/identifiers/addApplicationGroup.action";
    let forbidden = |page: &mut Page| {
        let answer = page.act(add, &form);
        (answer.status, answer.headers.contains_key("csrf"))
    };
    assert_eq!(forbidden(&mut page), (403, false), "none");
    page.done("ios/device/listDevices.action", &[]);
    assert_eq!(forbidden(&mut page), (403, false), "that of another kind");
    page.done("ios/identifiers/listApplicationGroups.action", &[]);
    let right = page.token.clone().unwrap();
    for wrong in [[("csrf", "x".repeat(64)), right[1].clone()], [right[0].clone(), ("csrf_ts", "1".into())]] {
        page.token = Some(wrong);
        assert_eq!(forbidden(&mut page), (403, false), "one that was changed");
    }
    page.sign_in("a@example.com", "geheim");
    page.token = Some(right);
    assert_eq!(forbidden(&mut page), (403, false), "that of another session");
    page.done("ios/identifiers/listApplicationGroups.action", &[]);
    page.advance(25 * 3600);
    assert_eq!(forbidden(&mut page), (403, false), "one of yesterday");
    page.done("ios/identifiers/listApplicationGroups.action", &[]);
    page.done(add, &form);
    let again = [("name", "H"), ("identifier", "group.other")];
    page.done(add, &again);
}

#[test]
fn rows_come_in_pages_and_in_the_order_asked_for() {
    let mut page = Page::signed_in();
    let list = "ios/identifiers/listApplicationGroups.action";
    page.done(list, &[]);
    for name in ["Cherry", "apple", "Banana"] {
        let form = [("name", name), ("identifier", &*format!("group.{name}"))];
        page.done("ios/identifiers/addApplicationGroup.action", &form);
    }
    let names = |page: &mut Page, number: &str, sort: &str| {
        let answer = page.done(list, &[("pageNumber", number), ("pageSize", "2"), ("sort", sort)]);
        assert_eq!((&answer["totalRecords"], &answer["pageSize"]), (&json!(3), &json!(2)));
        column(&answer, "applicationGroupList", "name")
    };
    assert_eq!(names(&mut page, "1", "name=asc"), ["apple", "Banana"]);
    assert_eq!(names(&mut page, "2", "name=asc"), ["Cherry"]);
    assert_eq!(names(&mut page, "1", "name=desc"), ["Cherry", "Banana"]);
    assert!(names(&mut page, "3", "").is_empty());
    assert!(names(&mut page, "18446744073709551615", "").is_empty());
    assert_eq!(names(&mut page, "-1", ""), ["Cherry", "apple"]);
}

#[test]
fn what_is_said_to_users_is_said_as_for_a_page() {
    let mut page = Page::signed_in();
    page.done("ios/identifiers/listAppIds.action", &[]);
    let form = [("name", "Ann's <App>"), ("identifier", "com.example.x"), ("type", "explicit")];
    let answer = page.act("ios/identifiers/addAppId.action", &form);
    let said = answer.body["userString"].as_str().unwrap();
    assert!(said.contains("&#x27;") || said.contains("&lt;App&gt;"), "{said}");
    assert!(!said.contains('<'), "{said}");
}

#[test]
fn what_is_no_action_is_not_found() {
    let mut page = Page::signed_in();
    let answer = page.act("ios/device/paintDevice.action", &[]);
    assert_eq!((answer.status, answer.headers["content-type"].to_str().unwrap()), (404, "text/html"));
    assert_eq!(page.get("/services-account/QH65B2/account/listTeams.action").status, 404, "it wants POST");
}

#[test]
fn what_the_portal_changes_is_kept_across_runs() {
    let folder = tempfile::tempdir().unwrap();
    let state = Some(folder.path().join("state.json"));
    let options = || simulator::Options { state: state.clone(), ..simulator::Options::default() };
    let account = "a@example.com:none:geheim".parse().unwrap();
    let mut first = Page::at(simulator::Options { accounts: vec![account], ..options() });
    first.sign_in("a@example.com", "geheim");
    first.team = "EXAMPLE002".into();
    app_id(&mut first, "com.example.kept");
    let jar = first.jar.clone();
    drop(first);
    let mut second = Page::at(options());
    second.jar = jar;
    second.team = "EXAMPLE002".into();
    let kept = second.done("ios/identifiers/listAppIds.action", &[]);
    assert_eq!(column(&kept, "appIds", "identifier"), ["com.example.kept"]);
}
