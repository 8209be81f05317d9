//! Groups and testers.

use serde_json::{Value, json};

use super::{Studio, assert_answer};
use crate::client::Answer;
use crate::store::to;

fn tester(studio: &Studio, email: &str, groups: &[&str]) -> Answer {
    let groups = groups.iter().map(|id| json!({ "type": "betaGroups", "id": id })).collect::<Vec<_>>();
    studio.post("betaTesters", &json!({ "email": email }), &json!({ "betaGroups": { "data": groups } }))
}

fn state(studio: &Studio, tester: &str) -> Value {
    studio.attribute("betaTesters", tester, "state")
}

#[test]
fn a_group_has_a_name_of_its_own_and_a_link_if_it_is_not_internal() {
    let studio = Studio::open();
    let new = |attributes: Value| studio.post("betaGroups", &attributes, &studio.of_app());
    let friends = new(json!({ "name": "Friends" }));
    assert_answer(&friends, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    for bad in [
        json!({ "name": " " }),
        json!({ "name": "A", "hasAccessToAllBuilds": true }),
        json!({ "name": "A", "isInternalGroup": true, "publicLinkEnabled": true }),
        json!({ "name": "A", "publicLinkEnabled": true, "publicLinkLimitEnabled": true, "publicLinkLimit": 10_001 }),
    ] {
        assert_answer(&new(bad), 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    }
    let internal = new(json!({ "name": "Team", "isInternalGroup": true })).id();
    assert_eq!(studio.attribute("betaGroups", &internal, "hasAccessToAllBuilds"), true);
    let open = new(json!({ "name": "Everybody", "publicLinkEnabled": true })).id();
    let link = studio.attribute("betaGroups", &open, "publicLink");
    assert!(link.as_str().unwrap().starts_with("https://testflight.apple.com/join/"), "{link}");
    assert_eq!(studio.patch("betaGroups", &open, &json!({ "name": "All" })).status, 200);
    assert_eq!(studio.attribute("betaGroups", &open, "publicLink"), link);
    assert_eq!(studio.patch("betaGroups", &open, &json!({ "publicLinkEnabled": false })).status, 200);
    assert_eq!(studio.attribute("betaGroups", &open, "publicLink"), Value::Null);
    let taken = studio.patch("betaGroups", &open, &json!({ "name": "Friends" }));
    assert_answer(&taken, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    let fixed = studio.patch("betaGroups", &internal, &json!({ "hasAccessToAllBuilds": false }));
    assert_answer(&fixed, 409, "ENTITY_ERROR.ATTRIBUTE.UNKNOWN");
}

#[test]
fn a_tester_comes_with_groups_or_builds_and_an_address() {
    let studio = Studio::open();
    let (build, friends) = (studio.build("1.0", "1"), studio.group("Friends"));
    let both = json!({
        "betaGroups": { "data": [{ "type": "betaGroups", "id": friends }] },
        "builds": { "data": [{ "type": "builds", "id": build }] },
    });
    let answer = studio.post("betaTesters", &json!({ "email": "bob@example.com" }), &both);
    assert_answer(&answer, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID");
    assert_eq!(tester(&studio, "bob", &[&friends]).status, 409);
    assert_eq!(studio.client.get("/v1/betaTesters").ids(), [""; 0]);
}

#[test]
fn a_known_tester_joins_a_further_group_and_none_twice() {
    let studio = Studio::open();
    let friends = studio.group("Friends");
    let others = studio.create("betaGroups", &json!({ "name": "Others" }), &studio.of_app());
    let bob = tester(&studio, "bob@example.com", &[&friends]).id();
    assert_answer(&tester(&studio, "Bob@example.com", &[&friends]), 409, "STATE_ERROR");
    assert_eq!(tester(&studio, "Bob@example.com", &[&others]).id(), bob);
    let groups = studio.client.get(&format!("/v1/betaTesters/{bob}/betaGroups")).ids();
    assert_eq!(groups, [&*friends, &*others]);
    assert_eq!(studio.client.get(&format!("/v1/betaGroups/{friends}/betaTesters")).ids(), [&*bob]);
    let of_app = studio.client.get(&format!("/v1/betaTesters?filter[apps]={}", studio.app));
    assert_eq!(of_app.ids(), [&*bob]);
    let again = json!({ "data": [{ "type": "betaTesters", "id": bob }] });
    let path = format!("/v1/betaGroups/{friends}/relationships/betaTesters");
    assert_answer(&studio.client.send("POST", &path, &again), 409, "STATE_ERROR");
    assert_eq!(studio.client.send("DELETE", &path, &again).status, 204);
    assert_eq!(studio.client.send("POST", &path, &again).status, 204);
}

#[test]
fn an_internal_group_takes_the_teams_own_people_only() {
    let studio = Studio::open();
    let team = studio.group("App Store Connect Users");
    let outsider = tester(&studio, "bob@example.com", &[&team]);
    assert_answer(&outsider, 409, "STATE_ERROR");
    let detail = outsider.body["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("Tester(s) cannot be assigned"), "{detail}");
    assert_eq!(tester(&studio, "account.holder@example.com", &[&team]).status, 201);
    let bob = tester(&studio, "bob@example.com", &[&studio.group("Friends")]).id();
    let body = json!({ "data": [{ "type": "betaGroups", "id": team }] });
    let path = format!("/v1/betaTesters/{bob}/relationships/betaGroups");
    assert_answer(&studio.client.send("POST", &path, &body), 409, "STATE_ERROR");
}

#[test]
fn a_tester_is_invited_once_there_is_something_to_test() {
    let studio = Studio::open();
    let own = tester(&studio, "account.holder@example.com", &[&studio.group("App Store Connect Users")]).id();
    let friend = tester(&studio, "bob@example.com", &[&studio.group("Friends")]).id();
    let invite = |tester: &str| {
        let of = json!({ "app": to("apps", &studio.app), "betaTester": to("betaTesters", tester) });
        studio.post("betaTesterInvitations", &Value::Null, &of)
    };
    assert_eq!((state(&studio, &own), state(&studio, &friend)), ("NOT_INVITED".into(), "NOT_INVITED".into()));
    let early = invite(&own);
    assert_answer(&early, 409, "STATE_ERROR");
    assert!(early.text.contains("Tester has no installable build"), "{}", early.text);
    studio.build("1.0", "1");
    assert_eq!((state(&studio, &own), state(&studio, &friend)), ("INVITED".into(), "NOT_INVITED".into()));
    assert_eq!(invite(&own).status, 201);
    assert_eq!(invite(&friend).status, 409);
}

#[test]
fn a_tester_who_is_given_a_build_alone_is_invited_to_it() {
    let studio = Studio::open();
    let build = studio.build("1.0", "1");
    let bob = tester(&studio, "bob@example.com", &[&studio.group("Friends")]).id();
    let body = json!({ "data": [{ "type": "betaTesters", "id": bob }] });
    let path = format!("/v1/builds/{build}/relationships/individualTesters");
    assert_eq!(studio.client.send("POST", &path, &body).status, 204);
    assert_eq!(studio.client.get(&format!("/v1/betaTesters/{bob}/builds")).ids(), [&*build]);
    assert_eq!(state(&studio, &bob), "INVITED");
}
