//! Many testers at once, and how many there may be.

use serde_json::{Value, json};
use simulator::Options;

use super::{Studio, assert_answer};
use crate::client::{Answer, Client, token};
use crate::session::Page;

fn assignment(group: &str, testers: &[Value]) -> Value {
    json!({ "data": {
        "type": "bulkBetaTesterAssignments",
        "attributes": { "betaTesters": testers },
        "relationships": { "betaGroup": { "data": { "type": "betaGroups", "id": group } } },
    } })
}

fn tester(email: &str) -> Value {
    json!({ "email": email, "firstName": "Bob", "lastName": "Other", "errors": [] })
}

fn assign(client: &Client, group: &str, emails: &[&str]) -> Answer {
    let testers = emails.iter().map(|email| tester(email)).collect::<Vec<_>>();
    client.send("POST", "/v1/bulkBetaTesterAssignments", &assignment(group, &testers))
}

/// What became of each tester, and the key of the first error.
fn results(answer: &Answer) -> Vec<(&str, &str)> {
    let testers =
        answer.body["data"]["attributes"]["betaTesters"].as_array().expect("an answer with testers");
    let result = |tester: &'_ Value| tester["assignmentResult"].as_str().map(str::to_owned);
    assert!(testers.iter().all(|tester| result(tester).is_some()), "{}", answer.text);
    testers
        .iter()
        .map(|tester| {
            let key = tester["errors"][0]["key"].as_str().unwrap_or_default();
            (tester["assignmentResult"].as_str().unwrap(), key)
        })
        .collect()
}

const ASSIGNED: (&str, &str) = ("ASSIGNED", "");

#[test]
fn testers_are_made_or_only_put_into_the_group() {
    let studio = Studio::open();
    let friends = studio.group("Friends");
    let others = studio.create("betaGroups", &json!({ "name": "Others" }), &studio.of_app());
    let first = assign(&studio.client, &others, &["bob@example.com"]);
    assert_eq!((first.status, results(&first)), (201, vec![ASSIGNED]));
    let bob = first.body["data"]["attributes"]["betaTesters"][0]["id"].as_str().unwrap().to_owned();
    let mut renamed = tester("Bob@Example.com");
    renamed["firstName"] = "Robert".into();
    let both = [renamed, tester("eve@example.com"), tester("eve@example.com")];
    let again = studio.client.send("POST", "/v1/bulkBetaTesterAssignments", &assignment(&friends, &both));
    assert_eq!(results(&again), [ASSIGNED; 3], "who is in the group already counts as assigned");
    assert_eq!(studio.attribute("betaTesters", &bob, "firstName"), "Bob");
    assert_eq!(studio.attribute("betaTesters", &bob, "state"), "NOT_INVITED");
    assert_eq!(studio.client.get(&format!("/v1/betaTesters/{bob}/betaGroups")).ids(), [&*others, &*friends]);
    let of_app = studio.client.get(&format!("/v1/betaTesters?filter[apps]={}", studio.app));
    assert_eq!(of_app.ids().len(), 2);
}

#[test]
fn testers_of_a_build_that_is_there_are_invited() {
    let studio = Studio::open();
    studio.build("1.0", "1");
    let team = studio.group("App Store Connect Users");
    let answer = assign(&studio.client, &team, &["account.holder@example.com"]);
    assert_eq!(results(&answer), [ASSIGNED]);
    let id = answer.body["data"]["attributes"]["betaTesters"][0]["id"].as_str().unwrap();
    assert_eq!(studio.attribute("betaTesters", id, "state"), "INVITED");
}

#[test]
fn one_bad_tester_does_not_keep_the_others_out() {
    let studio = Studio::open();
    let answer =
        assign(&studio.client, &studio.group("Friends"), &["a@example.com", "nobody", "b@example.com"]);
    assert_eq!(results(&answer), [ASSIGNED, ("FAILED", "INVALID_EMAIL"), ASSIGNED]);
    assert_eq!(answer.body["data"]["attributes"]["betaTesters"][1]["email"], "nobody");
    let team = studio.group("App Store Connect Users");
    let answer = assign(&studio.client, &team, &["a@example.com"]);
    assert_eq!(results(&answer), [("FAILED", "NOT_A_TEAM_MEMBER")]);
    assert_eq!(studio.client.get(&format!("/v1/betaGroups/{team}/betaTesters")).ids(), [""; 0]);
}

#[test]
fn a_request_that_is_not_understood_is_refused() {
    let studio = Studio::open();
    let friends = studio.group("Friends");
    let send = |body: &Value| studio.client.send("POST", "/v1/bulkBetaTesterAssignments", body);
    let good = assignment(&friends, &[tester("a@example.com")]);
    let without = |pointer: &str, name: &str| {
        let mut body = good.clone();
        body.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(name);
        send(&body)
    };
    assert_answer(&without("/data", "type"), 409, "ENTITY_ERROR");
    assert_answer(&without("/data/attributes", "betaTesters"), 409, "ENTITY_ERROR.ATTRIBUTE.REQUIRED");
    assert_answer(&without("/data/relationships", "betaGroup"), 409, "ENTITY_ERROR.RELATIONSHIP.REQUIRED");
    assert_answer(&send(&assignment(&friends, &[])), 409, "ENTITY_ERROR.ATTRIBUTE.REQUIRED");
    let nowhere = assignment("nowhere", &[tester("a@example.com")]);
    assert_answer(&send(&nowhere), 409, "ENTITY_ERROR.RELATIONSHIP.INVALID");
    assert_eq!(results(&send(&assignment(&friends, &[json!(7)]))), [("FAILED", "INVALID_EMAIL")]);
    let broken = studio.client.attempt("POST", "/v1/bulkBetaTesterAssignments", Some("{")).unwrap();
    assert_answer(&broken, 400, "ENTITY_INVALID");
    assert_answer(&studio.client.get("/v1/bulkBetaTesterAssignments"), 404, "PATH_ERROR");
    assert_eq!(studio.client.get("/v1/betaTesters").ids(), [""; 0]);
}

#[test]
fn who_may_not_make_a_tester_may_not_make_many() {
    let mut studio = Studio::open();
    let friends = studio.group("Friends");
    let developer =
        studio.client.running.keys().iter().find(|key| key.role == simulator::auth::Role::Developer);
    studio.client.bearer = Some(token(developer.unwrap(), &json!({})));
    assert_answer(&assign(&studio.client, &friends, &["a@example.com"]), 403, "FORBIDDEN_ERROR");
}

#[test]
fn a_key_may_be_answered_that_there_is_no_such_thing() {
    let studio = Studio::open();
    let rule = json!({ "kind": "status", "status": 404, "path_contains": "bulkBeta" });
    assert_eq!(studio.client.send("POST", "/_simulator/faults", &rule).status, 200);
    let answer = assign(&studio.client, &studio.group("Friends"), &["a@example.com"]);
    assert_answer(&answer, 404, "PATH_ERROR");
    assert_eq!(studio.client.get("/v1/betaTesters").ids(), [""; 0]);
}

#[test]
fn a_page_with_a_session_assigns_too() {
    let mut page = Page::signed_in();
    let groups = page.api("/v1/betaGroups")["data"].as_array().unwrap().clone();
    let friends = groups.iter().find(|group| group["attributes"]["name"] == "Friends").unwrap();
    let body = assignment(friends["id"].as_str().unwrap(), &[tester("a@example.com")]).to_string();
    let path = "/iris/v1/bulkBetaTesterAssignments";
    let headers = [("content-type", "application/json"), ("x-csrf-itc", "[asc-ui]")];
    let answer = page.send("POST", path, &headers, Some(body.clone()));
    assert_eq!((answer.status, results(&answer)), (201, vec![ASSIGNED]), "{}", answer.text);
    page.jar.clear();
    assert_eq!(page.send("POST", path, &headers, Some(body)).status, 401);
    assert_eq!(page.get("/_simulator/departures").body, json!([]));
}

#[test]
fn what_the_description_does_not_know_is_not_held_against_it() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("exchanges");
    let client = Client::start_with(Options { record_exchanges: Some(record.clone()), ..Options::default() });
    let group = client.get("/v1/betaGroups").ids().remove(1);
    assert_eq!(assign(&client, &group, &["a@example.com"]).status, 201);
    let text = std::fs::read_to_string(record).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn an_app_has_ten_thousand_testers_from_outside_and_no_more() {
    let population = "testers=9999,builds=1".parse().unwrap();
    let client = Client::start_with(Options { population, ..Options::default() });
    let groups = client.get("/v1/betaGroups?filter[isInternalGroup]=false").ids();
    let seated = client.get("/v1/betaTesters?limit=1");
    let known = seated.body["data"][0]["attributes"]["email"].as_str().unwrap().to_owned();
    let full = ("FAILED", "TESTER_LIMIT_REACHED");
    let answer = assign(&client, &groups[0], &[&known, "a@example.com", "b@example.com", "A@example.com"]);
    assert_eq!(results(&answer), [ASSIGNED, ASSIGNED, full, ASSIGNED]);
    let one = json!({ "data": { "type": "betaTesters", "attributes": { "email": "c@example.com" },
        "relationships": { "betaGroups": { "data": [{ "type": "betaGroups", "id": groups[0] }] } } } });
    let refused = client.send("POST", "/v1/betaTesters", &one);
    assert_answer(&refused, 409, "STATE_ERROR");
    let detail = refused.body["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("maximum number of external testers") && detail.contains("10000"), "{detail}");
    let build = client.get("/v1/builds").ids().remove(0);
    let alone = json!({ "data": { "type": "betaTesters", "attributes": { "email": "c@example.com" },
        "relationships": { "builds": { "data": [{ "type": "builds", "id": build }] } } } });
    assert_answer(&client.send("POST", "/v1/betaTesters", &alone), 409, "STATE_ERROR");
    let gone = client.get("/v1/betaTesters?filter[email]=a@example.com").ids().remove(0);
    assert_eq!(client.delete(&format!("/v1/betaTesters/{gone}")).status, 204);
    assert_eq!(client.send("POST", "/v1/betaTesters", &one).status, 201);
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn an_app_has_a_hundred_testers_of_the_team() {
    let client =
        Client::start_with(Options { population: "users=102".parse().unwrap(), ..Options::default() });
    let group = client.get("/v1/betaGroups?filter[isInternalGroup]=true").ids().remove(0);
    let users = client.get("/v1/users?limit=200").body["data"].as_array().unwrap().clone();
    let emails =
        users.iter().map(|user| user["attributes"]["username"].as_str().unwrap()).collect::<Vec<_>>();
    let answer = assign(&client, &group, &emails);
    let full = results(&answer).into_iter().filter(|result| *result == ("FAILED", "TESTER_LIMIT_REACHED"));
    assert_eq!(full.count(), 2);
    // One of them may still test as a friend, and then not as a colleague.
    let friends = client.get("/v1/betaGroups?filter[isInternalGroup]=false").ids().remove(0);
    let outside = assign(&client, &friends, &emails[101..]);
    assert_eq!(results(&outside), [ASSIGNED]);
    let id = outside.body["data"]["attributes"]["betaTesters"][0]["id"].clone();
    let to_group = json!({ "data": [{ "type": "betaGroups", "id": group }] });
    let path = format!("/v1/betaTesters/{}/relationships/betaGroups", id.as_str().unwrap());
    assert_answer(&client.send("POST", &path, &to_group), 409, "STATE_ERROR");
    let to_tester = json!({ "data": [{ "type": "betaTesters", "id": id }] });
    let path = format!("/v1/betaGroups/{group}/relationships/betaTesters");
    assert_answer(&client.send("POST", &path, &to_tester), 409, "STATE_ERROR");
    assert_eq!(client.get(&format!("/v1/betaGroups/{group}/betaTesters?limit=200")).ids().len(), 100);
}
