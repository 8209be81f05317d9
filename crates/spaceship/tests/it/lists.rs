//! Lists: pages, streams, includes.

use std::collections::BTreeSet;

use futures::TryStreamExt;
use spaceship::ErrorKind;
use spaceship::resources::{App, BetaGroup, Device};

use crate::world::{client, with_devices};

#[tokio::test]
async fn a_stream_follows_every_page_and_loses_nothing() {
    let world = with_devices(23);
    let devices = client(&world).list::<Device>().limit(5).sort("name").stream();
    let all = devices.try_collect::<Vec<_>>().await.unwrap();
    let ids = all.iter().map(|device| device.id.clone()).collect::<BTreeSet<_>>();
    assert_eq!((all.len(), ids.len()), (25, 25));
    let names = all.iter().map(|device| device.attributes.name.clone().unwrap()).collect::<Vec<_>>();
    assert!(names.is_sorted(), "{names:?}");
}

#[tokio::test]
async fn a_page_tells_the_total_and_the_first_asks_for_one_only() {
    let world = with_devices(3);
    let client = client(&world);
    let page = client.list::<Device>().filter("platform", "IOS").limit(2).page().await.unwrap();
    assert_eq!((page.data.len(), page.total), (2, Some(5)));
    world.simulator().clear_requests();
    assert!(client.list::<Device>().first().await.unwrap().is_some());
    assert!(world.simulator().requests()[0].path.contains("limit=1"));
}

#[tokio::test]
async fn included_resources_are_found_by_relationship() {
    let world = with_devices(0);
    let (apps, included) = client(&world).list::<App>().include("betaGroups").all().await.unwrap();
    let groups = included.related::<App, BetaGroup>(&apps[0], "betaGroups");
    assert!(groups.iter().any(|group| group.attributes.name.as_deref() == Some("Friends")), "{groups:?}");
}

#[tokio::test]
async fn what_apple_would_refuse_is_not_sent() {
    let world = with_devices(0);
    let error = client(&world).list::<Device>().filter("status", "LOST").page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("ENABLED, DISABLED"), "{error}");
    assert_eq!(world.simulator().summary().requests, 0);
}

#[tokio::test]
async fn the_budget_is_read_from_the_answers() {
    let world = with_devices(0);
    let client = client(&world);
    assert_eq!(client.budget().remaining(), None);
    client.list::<Device>().page().await.unwrap();
    assert_eq!(client.budget().limit(), Some(3600));
    assert!(client.budget().remaining().unwrap() < 3600);
}
