//! The whole road: from nothing to a version in review, and again with nothing to do.

use serde_json::Value;
use testkit::sample::Sample;
use tests::World;

/// A project whose .ipa carries the profile that sigh fetched.
fn released(world: &World) {
    let sample = Sample::default().payload_bytes(700_000);
    sample.write_metadata(&world.project()).unwrap();
    sample.write_screenshots(&world.project()).unwrap();
    sample.write_appfile(&world.project()).unwrap();
    world.sign();
    world.build(sample);
}

const PILOT: [&str; 7] =
    ["upload", "--ipa", "build/Demo.ipa", "--changelog", "Faster tides.", "--groups", "Friends"];
const DELIVER: [&str; 6] =
    ["--app-version", "1.0.0", "--build-number", "1", "--submit-for-review", "--force"];

fn only<'a>(all: &'a [Value], attribute: &str) -> &'a str {
    assert_eq!(all.len(), 1, "{all:?}");
    all[0]["attributes"][attribute].as_str().unwrap_or_default()
}

#[test]
fn an_app_goes_from_nothing_to_review_and_a_second_run_writes_nothing() {
    let world = World::with(&["--part-size", "262144"]);
    let simulator = world.simulator();
    released(&world);
    assert_eq!(simulator.all("certificates").len(), 1);
    assert_eq!(only(&simulator.all("profiles"), "profileState"), "ACTIVE");

    let _ = world.tool("pilot").args(PILOT).run().success();
    let builds = simulator.all("builds");
    assert_eq!(only(&builds, "processingState"), "VALID");
    let parts = simulator.requests().into_iter().filter(|request| request.class == "upload").count();
    assert!(parts > 2, "the .ipa went out in {parts} parts");
    let notes = simulator.all("betaBuildLocalizations");
    assert!(notes.iter().any(|note| note["attributes"]["whatsNew"] == "Faster tides."), "{notes:?}");

    let _ = world.tool("deliver").args(DELIVER).run().success();
    assert_eq!(only(&simulator.all("appStoreVersions"), "appVersionState"), "WAITING_FOR_REVIEW");
    assert_eq!(only(&simulator.all("reviewSubmissions"), "state"), "WAITING_FOR_REVIEW");
    assert_eq!(simulator.all("appScreenshots").len(), 9);
    assert_eq!(simulator.all("appStoreVersionLocalizations").len(), 3);

    for (tool, arguments) in [
        ("cert", vec!["--output-path", "signing"]),
        ("sigh", vec!["--output-path", "signing"]),
        ("pilot", PILOT.to_vec()),
        ("deliver", DELIVER.to_vec()),
    ] {
        simulator.clear_requests();
        let again = world.tool(tool).args(arguments).run().success();
        let writes = simulator.requests().into_iter().filter(|request| request.write).collect::<Vec<_>>();
        assert!(writes.is_empty(), "{writes:?}\n{again}");
    }
    assert_eq!(simulator.departures(), Value::Array(Vec::new()));
}

#[test]
fn a_dry_run_shows_the_plan_and_writes_nothing() {
    let world = World::start();
    released(&world);
    world.simulator().clear_requests();
    let pilot = world.tool("pilot").args(PILOT).args(["--dry-run"]).run().success();
    assert!(pilot.stdout().contains("Demo.ipa"), "{pilot}");
    let deliver =
        world.tool("deliver").args(["--app-version", "1.0.0", "--force", "--dry-run", "--exit-code"]).run();
    assert_eq!(deliver.code(), 8, "{deliver}");
    assert!(deliver.stdout().contains("de-DE"), "{deliver}");
    assert_eq!(world.simulator().summary().writes, 0);
}

#[test]
fn a_new_device_renews_an_ad_hoc_profile_and_nothing_else_does() {
    let world = World::start();
    let adhoc = [
        "adhoc",
        "--output-path",
        "signing",
        "--app-identifier",
        "com.example.gantry.demo",
        "--output",
        "json",
    ];
    let _ = world.tool("cert").args(["--output-path", "signing"]).run().success();
    let first = world.tool("sigh").args(adhoc).run().success().json();
    let second = world.tool("sigh").args(adhoc).run().success().json();
    assert_eq!(first["uuid"], second["uuid"]);
    world.register_device("Another phone", "00008110-0001ABCDEF012345");
    let third = world.tool("sigh").args(adhoc).run().success().json();
    assert_ne!(first["uuid"], third["uuid"], "{third}");
    assert_eq!(world.simulator().all("profiles").len(), 1);
}
