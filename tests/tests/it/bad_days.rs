//! A release on a bad day, and one that is broken off.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use testkit::sample::Sample;
use tests::World;

const DELIVER: [&str; 3] = ["--app-version", "1.0.0", "--force"];

fn project() -> World {
    let world = World::start();
    let sample = Sample::default();
    sample.write_metadata(&world.project()).unwrap();
    sample.write_screenshots(&world.project()).unwrap();
    sample.write_appfile(&world.project()).unwrap();
    world
}

/// The file names of all screenshots at Apple, by set, in their order; every one must be complete.
fn screenshots(world: &World) -> BTreeMap<String, Vec<String>> {
    let shots = world.simulator().all("appScreenshots");
    let shot = |id: &str| shots.iter().find(|shot| shot["id"] == id).unwrap();
    let sets = world.simulator().all("appScreenshotSets").into_iter().map(|set| {
        let ids = set["relationships"]["appScreenshots"].as_array().cloned().unwrap_or_default();
        let names = ids.iter().map(|to| {
            let shot = shot(to["id"].as_str().unwrap());
            assert_eq!(shot["attributes"]["assetDeliveryState"]["state"], "COMPLETE", "{shot}");
            shot["attributes"]["fileName"].as_str().unwrap().to_owned()
        });
        (set["id"].as_str().unwrap().to_owned(), names.collect::<Vec<_>>())
    });
    sets.collect()
}

fn all_are_there(world: &World) {
    let sets = screenshots(world);
    assert_eq!(sets.len(), 6, "{sets:?}");
    let mut kinds = sets.into_values().collect::<Vec<_>>();
    kinds.sort();
    assert_eq!(kinds[..3], vec![vec!["01_today.png".to_owned(), "02_week.png".to_owned()]; 3]);
    assert_eq!(kinds[3..], vec![vec!["03_harbours.png".to_owned()]; 3]);
    assert_eq!(world.simulator().all("appScreenshots").len(), 9);
}

#[test]
fn screenshots_arrive_once_and_in_order_on_a_bad_day() {
    let world = project();
    for rule in [
        json!({ "kind": "reset", "path_contains": "/_upload/", "times": 2 }),
        json!({ "kind": "status", "status": 500, "path_contains": "/_upload/", "nth": 4 }),
        json!({ "kind": "status", "status": 503, "method": "GET", "nth": 7, "retry_after": 0 }),
        json!({ "kind": "truncate", "method": "GET", "nth": 9 }),
        json!({ "kind": "status", "status": 429, "method": "POST", "nth": 3, "retry_after": 0 }),
    ] {
        world.simulator().fault(&rule);
    }
    let _ = world.tool("deliver").args(DELIVER).run().success();
    all_are_there(&world);
}

#[test]
fn a_run_that_is_killed_is_completed_by_the_next() {
    for milliseconds in [60, 250, 500] {
        let world = project();
        let mut tool = world.tool("deliver").args(DELIVER);
        let command = tool.command().stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = command.spawn().unwrap();
        let until = Instant::now() + Duration::from_millis(milliseconds);
        while Instant::now() < until && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(5));
        }
        let _ = child.kill();
        child.wait().unwrap();
        let _ = world.tool("deliver").args(DELIVER).run().success();
        all_are_there(&world);
        world.simulator().clear_requests();
        let again = world.tool("deliver").args(DELIVER).run().success();
        assert_eq!(world.simulator().summary().writes, 0, "{again}");
    }
}

#[test]
fn an_answer_that_got_lost_makes_no_second_certificate() {
    for kind in ["applied_then_500", "applied_then_reset"] {
        let world = World::start();
        world.simulator().fault(&json!({ "kind": kind, "method": "POST", "times": 1 }));
        let _ = world.tool("cert").args(["--output-path", "signing"]).run();
        let _ = world.tool("cert").args(["--output-path", "signing"]).run().success();
        assert_eq!(world.simulator().all("certificates").len(), 1, "{kind}");
    }
}

#[test]
fn reports_in_json_keep_their_form() {
    let world = project();
    let keys = |report: &Value| report.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    let run = |tool: &str, arguments: &[&str]| {
        let all = arguments.iter().copied().chain(["--output", "json"]).collect::<Vec<_>>();
        world.tool(tool).args(all).run().success().json()
    };
    let cert = run("cert", &["--output-path", "signing"]);
    assert_eq!(keys(&cert), "action certificate_id type name serial expires cer_path p12_path outputs");
    let sigh = run("sigh", &["--output-path", "signing"]);
    for key in ["action", "profile_id", "uuid", "name", "type", "path", "expires", "outputs"] {
        assert!(sigh.get(key).is_some(), "{key}: {sigh}");
    }
    let deliver = run("deliver", &DELIVER);
    assert_eq!(
        keys(&deliver),
        "app_id bundle_id platform version version_id version_state build_id build_number locales screenshots \
         changes screenshots_uploaded screenshots_deleted previews previews_uploaded previews_deleted submission_id \
         url store_url"
    );
}
