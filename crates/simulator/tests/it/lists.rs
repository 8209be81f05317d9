//! Pages, filters, sorting, includes and sparse fields.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::Client;

fn with_invitations(count: usize) -> (Client, BTreeSet<String>) {
    let client = Client::start();
    let ids = (0..count).map(|number| client.invite(&format!("u{number}@example.com")).id()).collect();
    (client, ids)
}

#[test]
fn a_walk_over_the_pages_gives_every_id_once() {
    let (client, made) = with_invitations(23);
    let mut next = Some("/v1/userInvitations?limit=5&sort=-email".to_owned());
    let (mut seen, mut pages) = (Vec::new(), 0);
    while let Some(target) = next {
        let page = client.get(&target);
        assert_eq!(page.status, 200, "{}", page.text);
        assert_eq!(page.body["meta"]["paging"]["total"], 23);
        assert_eq!(page.body["meta"]["paging"]["limit"], 5);
        assert_eq!(page.body["links"].get("first").is_some(), pages > 0);
        seen.extend(page.ids());
        pages += 1;
        next = page.body["links"]["next"].as_str().map(str::to_owned);
        if let Some(next) = &next {
            assert!(next.starts_with(&client.running.endpoint()), "{next}");
            assert!(next.contains(page.body["meta"]["paging"]["nextCursor"].as_str().unwrap()));
        }
    }
    assert_eq!((pages, seen.len()), (5, 23));
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), made);
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn a_page_goes_on_behind_the_last_one_seen_when_the_list_changes() {
    let (client, _) = with_invitations(6);
    let first = client.get("/v1/userInvitations?limit=3");
    client.delete(&format!("/v1/userInvitations/{}", first.ids()[0]));
    let second = client.get(first.body["links"]["next"].as_str().unwrap());
    let all = client.get("/v1/userInvitations").ids();
    assert_eq!(second.ids(), all[2..]);
}

#[test]
fn both_directions_of_a_sort_mirror_each_other() {
    let (client, _) = with_invitations(9);
    let up = client.get("/v1/userInvitations?sort=lastName").ids();
    let mut down = client.get("/v1/userInvitations?sort=-lastName").ids();
    down.reverse();
    assert_eq!(up, down);
}

#[test]
fn filters_leave_what_matches() {
    let (client, _) = with_invitations(3);
    let emails = |query: &str| client.get(&format!("/v1/userInvitations?{query}")).ids().len();
    assert_eq!(emails("filter%5Bemail%5D=u1@example.com"), 1);
    assert_eq!(emails("filter[email]=u1@example.com,u2@example.com"), 2);
    assert_eq!(emails("filter[email]=nobody@example.com"), 0);
    assert_eq!(emails("filter[roles]=DEVELOPER"), 3);
    assert_eq!(client.get("/v1/apps?filter[bundleId]=com.example.notes").ids(), [client.app()]);
    assert_eq!(client.get("/v1/apps?filter[id]=0").ids(), [""; 0]);
}

#[test]
fn an_include_brings_linkage_and_each_resource_once() {
    let client = Client::start();
    let app = client.app();
    let group = |name: &str| {
        let body = json!({ "data": { "type": "betaGroups", "attributes": { "name": name },
            "relationships": { "app": { "data": { "type": "apps", "id": app } } } } });
        client.send("POST", "/v1/betaGroups", &body)
    };
    assert_eq!(group("one").status, 201);
    group("two");
    let groups = client.get("/v1/betaGroups?include=app");
    assert_eq!(groups.body["included"].as_array().unwrap().len(), 1);
    assert_eq!(groups.body["data"][1]["relationships"]["app"]["data"]["id"], app.as_str());
    let plain = client.get("/v1/betaGroups");
    assert!(plain.body["data"][0]["relationships"]["app"].get("data").is_none());
    assert!(plain.body.get("included").is_none());

    let limited = client.get("/v1/apps?include=betaGroups&limit[betaGroups]=1");
    let linkage = &limited.body["data"][0]["relationships"]["betaGroups"];
    assert_eq!(linkage["data"].as_array().unwrap().len(), 1);
    assert_eq!(linkage["meta"]["paging"], json!({ "total": 4, "limit": 1 }));
    assert_eq!(limited.body["included"].as_array().unwrap().len(), 1);
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn sparse_fields_leave_out_attributes_and_relationships() {
    let client = Client::start();
    let apps = client.get("/v1/apps?fields[apps]=name,builds&include=betaGroups");
    let app = &apps.body["data"][0];
    assert_eq!(app["attributes"], json!({ "name": "Notes" }));
    let relationships = app["relationships"].as_object().unwrap();
    assert_eq!(relationships.keys().collect::<Vec<_>>(), ["builds"]);
    let links = &relationships["builds"]["links"];
    let base = format!("{}/v1/apps/{}", client.running.endpoint(), client.app());
    assert_eq!(links["self"], format!("{base}/relationships/builds"));
    assert_eq!(links["related"], format!("{base}/builds"));
    assert_eq!(app["links"]["self"], base);
}
