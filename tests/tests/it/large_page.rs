//! How many requests `deliver` sends for a large store page: what is there is not sent, and not asked for twice.

use std::fs;

use serde_json::json;
use testkit::sample::LargePage;
use testkit::{LoggedRequest, Ran};
use tests::World;

const APP: &str = "com.example.gantry.large";

fn world(page: LargePage) -> World {
    let world = World::with(&["--hour-limit", "100000"]);
    world.simulator().add_app(&json!({ "bundle_id": APP, "name": "Tideline", "released": true }));
    page.write(&world.project()).unwrap();
    world
}

/// A run, and the requests that it sent.
fn delivered(world: &World) -> (Ran, Vec<LoggedRequest>) {
    world.simulator().clear_requests();
    let tool = world.tool("deliver").args(["--app-identifier", APP, "--app-version", "1.1.0", "--force"]);
    let ran = tool.args(["--overwrite-screenshots", "--run-precheck-before-submit", "false"]).run().success();
    (ran, world.simulator().requests())
}

/// How many of the requests have this method and a path that begins so.
fn count(requests: &[LoggedRequest], method: &str, path: &str) -> usize {
    requests.iter().filter(|one| one.method == method && one.path.starts_with(path)).count()
}

fn writes(requests: &[LoggedRequest]) -> Vec<String> {
    let writes = requests.iter().filter(|one| one.write || one.class == "upload");
    writes.map(|one| format!("{} {}", one.method, one.path)).collect()
}

#[test]
fn a_second_run_of_forty_locales_writes_nothing_and_a_changed_sentence_is_one_write() {
    let world = world(LargePage { locales: 40, shots: 1, bytes: 20_000 });
    let (_, first) = delivered(&world);
    assert_eq!(count(&first, "POST", "/v1/appScreenshotSets"), 120);
    assert_eq!(count(&first, "POST", "/v1/appScreenshots"), 120);
    let (again, requests) = delivered(&world);
    assert_eq!(writes(&requests), Vec::<String>::new(), "{again}");
    assert!(requests.len() <= 55, "{} requests", requests.len());

    fs::write(world.path("fastlane/metadata/ja/description.txt"), "Knows another harbour.").unwrap();
    let (changed, requests) = delivered(&world);
    let writes = writes(&requests);
    assert_eq!(writes.len(), 1, "{changed}\n{writes:?}");
    assert!(writes[0].starts_with("PATCH /v1/appStoreVersionLocalizations/"), "{writes:?}");
    assert!(requests.len() <= 55, "{} requests", requests.len());
}

#[test]
fn a_set_of_ten_is_watched_as_a_whole_and_ordered_once() {
    let world = world(LargePage { locales: 1, shots: 10, bytes: 20_000 });
    let (first, requests) = delivered(&world);
    assert_eq!(count(&requests, "GET", "/v1/appScreenshots/"), 0, "none is looked at alone");
    assert_eq!(count(&requests, "POST", "/v1/appScreenshots"), 30, "{first}");
    assert_eq!(count(&requests, "PATCH", "/v1/appScreenshots/"), 30);
    assert!(count(&requests, "PATCH", "/v1/appScreenshotSets/") <= 3, "each order is set once at most");
    // Without a terminal a set is spoken of at each quarter of its bytes.
    assert!(first.stderr().contains("en-US APP_IPHONE_67: 100 %"), "{first}");
}

#[test]
fn a_file_that_changed_and_kept_its_size_is_the_only_one_that_is_sent() {
    let world = world(LargePage { locales: 2, shots: 3, bytes: 20_000 });
    delivered(&world);
    let path = world.path("fastlane/screenshots/de-DE/iphone_02.png");
    let mut bytes = fs::read(&path).unwrap();
    let place = bytes.len() - 40;
    bytes[place] ^= 1;
    fs::write(&path, bytes).unwrap();
    let (changed, requests) = delivered(&world);
    assert_eq!(count(&requests, "DELETE", "/v1/appScreenshots/"), 1, "{changed}");
    assert_eq!(count(&requests, "POST", "/v1/appScreenshots"), 1);
    assert_eq!(writes(&delivered(&world).1), Vec::<String>::new());
}

#[test]
fn what_no_list_shows_yet_is_not_sent_twice() {
    let world = world(LargePage { locales: 1, shots: 3, bytes: 20_000 });
    let aside = world.path("iphone_03.png");
    let last = world.path("fastlane/screenshots/en-US/iphone_03.png");
    fs::rename(&last, &aside).unwrap();
    delivered(&world);
    fs::rename(&aside, &last).unwrap();
    world.simulator().lag(3600.0);
    for sent in [1, 0] {
        let (ran, requests) = delivered(&world);
        assert!(ran.stderr().contains("iphone_03.png"), "the plan sees what lists show: {ran}");
        assert_eq!(count(&requests, "POST", "/v1/appScreenshots"), sent, "{ran}");
    }
    assert_eq!(world.simulator().all("appScreenshots").len(), 9);
}
