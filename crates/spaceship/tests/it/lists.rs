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

/// How many pages of devices were asked for, from either end.
fn walks(world: &testkit::World) -> (usize, usize) {
    let requests = world.simulator().requests();
    let lists = requests.iter().filter(|request| request.path.starts_with("/v1/devices?"));
    let down = lists.clone().filter(|request| request.path.contains("sort=-")).count();
    (lists.count() - down, down)
}

#[tokio::test]
async fn a_long_list_is_walked_from_both_ends_and_comes_in_order() {
    for count in [9, 48, 49, 53] {
        let world = with_devices(count);
        let devices =
            client(&world).list::<Device>().limit(5).stream().try_collect::<Vec<_>>().await.unwrap();
        let ids = devices.iter().map(|device| device.id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids.len(), count + 2);
        assert!(ids.is_sorted() && ids.iter().collect::<BTreeSet<_>>().len() == ids.len(), "{ids:?}");
        let (up, down) = walks(&world);
        let pages = (count + 2).div_ceil(5);
        // Either walker may be the slower one; together they take few more requests than there are pages.
        assert!(down > 0 && up + down <= pages + 3, "{count}: {up} up, {down} down of {pages}");
    }
}

#[tokio::test]
async fn an_order_in_which_many_are_equal_loses_none() {
    let world = with_devices(48);
    let list = client(&world).list::<Device>().limit(5).sort("-platform");
    let devices = list.stream().try_collect::<Vec<_>>().await.unwrap();
    let ids = devices.iter().map(|device| device.id.clone()).collect::<BTreeSet<_>>();
    assert_eq!((devices.len(), ids.len()), (50, 50));
}

#[tokio::test]
async fn a_short_list_takes_the_requests_that_it_has_pages() {
    let world = with_devices(8);
    let (devices, _) = client(&world).list::<Device>().limit(5).all().await.unwrap();
    assert_eq!((devices.len(), walks(&world)), (10, (2, 0)));
}

#[tokio::test]
async fn a_device_that_comes_while_the_list_is_walked_disturbs_nothing() {
    let world = with_devices(60);
    let mut devices = client(&world).list::<Device>().limit(5).stream();
    let mut ids = BTreeSet::new();
    for _ in 0..3 {
        assert!(ids.insert(devices.try_next().await.unwrap().unwrap().id));
    }
    for number in 100..120 {
        world.register_device(&format!("Late {number}"), &format!("00008110-{number:016X}"));
    }
    while let Some(device) = devices.try_next().await.unwrap() {
        assert!(ids.insert(device.id), "a device came twice");
    }
    let there = world.simulator().all("devices");
    let early =
        there.iter().filter(|device| !device["attributes"]["name"].as_str().unwrap().starts_with("Late"));
    for device in early {
        assert!(ids.contains(&device["id"].as_str().unwrap().into()), "{device} was lost");
    }
}

#[tokio::test]
async fn a_page_that_fails_ends_the_list_with_its_error() {
    let world = with_devices(60);
    let rule = serde_json::json!({ "kind": "status", "status": 403, "nth": 4 });
    world.simulator().fault(&rule);
    let error = client(&world).list::<Device>().limit(5).stream().try_collect::<Vec<_>>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Forbidden);
}

#[tokio::test]
async fn pages_of_a_request_in_words_are_json() {
    let world = with_devices(13);
    let request = spaceship::transport::Request::new(spaceship::transport::Method::Get, "/v1/devices");
    let pages = client(&world).pages(request.query("limit", "5")).try_collect::<Vec<_>>().await.unwrap();
    let ids =
        pages.iter().flat_map(|page| &page.data).map(|one| one["id"].to_string()).collect::<BTreeSet<_>>();
    assert_eq!(ids.len(), 15);
}
