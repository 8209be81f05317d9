//! Lists that lag behind, and assets that fail when asked to.

use serde_json::{Value, json};

use crate::client::{Answer, Client};
use crate::store::to;

fn lagging(seconds: f64) -> Client {
    let client = Client::start();
    assert_eq!(client.send("POST", "/_simulator/lag", &json!({ "seconds": seconds })).status, 200);
    client
}

fn pass(client: &Client, seconds: u64) {
    client.send("POST", "/_simulator/clock", &json!({ "advance_seconds": seconds }));
}

fn create(client: &Client, kind: &str, attributes: &Value, relationships: &Value) -> Answer {
    let data = json!({ "type": kind, "attributes": attributes, "relationships": relationships });
    let made = client.send("POST", &format!("/v1/{kind}"), &json!({ "data": data }));
    assert_eq!(made.status, 201, "{}", made.text);
    made
}

#[test]
fn what_was_written_is_read_by_its_id_at_once_and_listed_later() {
    let client = lagging(60.0);
    let made = client.invite("a@example.com").id();
    assert_eq!(client.get(&format!("/v1/userInvitations/{made}")).status, 200);
    assert_eq!(client.get("/v1/userInvitations").ids(), [""; 0]);
    pass(&client, 61);
    assert_eq!(client.get("/v1/userInvitations").ids(), std::slice::from_ref(&made));
    assert_eq!(client.delete(&format!("/v1/userInvitations/{made}")).status, 204);
    assert_eq!(client.get(&format!("/v1/userInvitations/{made}")).status, 404);
    assert_eq!(client.get("/v1/userInvitations").ids(), [made]);
    pass(&client, 61);
    assert_eq!(client.get("/v1/userInvitations").ids(), [""; 0]);
}

#[test]
fn the_rows_of_a_set_and_their_order_lag_too() {
    let client = Client::start();
    let version = client.get(&format!("/v1/apps/{}/appStoreVersions", client.app())).ids().remove(0);
    let text = client.get(&format!("/v1/appStoreVersions/{version}/appStoreVersionLocalizations"));
    let text = to("appStoreVersionLocalizations", &text.ids()[0]);
    let set = create(
        &client,
        "appScreenshotSets",
        &json!({ "screenshotDisplayType": "APP_IPHONE_67" }),
        &json!({ "appStoreVersionLocalization": text }),
    );
    let reserve = |name: &str| {
        let new = json!({ "fileName": name, "fileSize": 10 });
        let of_set = json!({ "appScreenshotSet": to("appScreenshotSets", &set.id()) });
        create(&client, "appScreenshots", &new, &of_set).id()
    };
    let first = reserve("1.png");
    client.send("POST", "/_simulator/lag", &json!({ "seconds": 60 }));
    let second = reserve("2.png");
    let rows = format!("/v1/appScreenshotSets/{}/appScreenshots", set.id());
    let linkage = format!("/v1/appScreenshotSets/{}/relationships/appScreenshots", set.id());
    assert_eq!(client.get(&rows).ids(), std::slice::from_ref(&first));
    assert_eq!(client.get(&linkage).ids(), std::slice::from_ref(&first));
    pass(&client, 61);
    assert_eq!(client.get(&rows).ids(), [first.clone(), second.clone()]);
    let turned = [&second, &first].map(|id| json!({ "type": "appScreenshots", "id": id }));
    assert_eq!(client.send("PATCH", &linkage, &json!({ "data": turned })).status, 204);
    assert_eq!(client.get(&rows).ids(), [first.clone(), second.clone()]);
    let fresh = client.get(&format!("/v1/appScreenshotSets/{}?include=appScreenshots", set.id()));
    assert_eq!(fresh.body["data"]["relationships"]["appScreenshots"]["data"][0]["id"], second.as_str());
    pass(&client, 61);
    assert_eq!(client.get(&rows).ids(), [second, first]);
}

#[test]
fn a_lag_is_told_ended_and_never_below_zero() {
    let client = lagging(60.0);
    assert_eq!(client.get("/_simulator/lag").body, json!({ "seconds": 60.0 }));
    client.invite("a@example.com");
    client.send("POST", "/_simulator/lag", &json!({ "seconds": 0 }));
    assert_eq!(client.get("/v1/userInvitations").ids().len(), 1);
    for wrong in [json!({ "seconds": -1 }), json!({ "seconds": 1e300 }), json!({})] {
        assert_eq!(client.send("POST", "/_simulator/lag", &wrong).status, 400);
    }
}
