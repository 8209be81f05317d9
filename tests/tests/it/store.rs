//! `deliver`: how the app stands, and what comes after a release.

use serde_json::json;
use testkit::Tool;
use testkit::sample::Sample;
use tests::World;

fn deliver(world: &World) -> Tool {
    world.tool("deliver").env("DELIVER_APP_IDENTIFIER", "com.example.gantry.demo")
}

#[test]
fn the_newest_build_is_handed_in_and_the_status_tells_of_it() {
    let world = World::start();
    let sample = Sample::default().payload_bytes(1000);
    sample.write_metadata(&world.project()).unwrap();
    sample.write_screenshots(&world.project()).unwrap();
    world.sign();
    world.build(sample);
    let _ =
        world.tool("pilot").args(["upload", "--ipa", "build/Demo.ipa", "--skip-submission"]).run().success();
    let before = deliver(&world).args(["status", "--output", "json"]).run().success().json();
    assert_eq!(before["version"]["state"], "PREPARE_FOR_SUBMISSION", "{before}");
    let _ =
        deliver(&world).args(["submit_build", "--app_version", "1.0.0", "--phased-release"]).run().success();
    let status = deliver(&world).args(["status", "--output", "json"]).run().success().json();
    assert_eq!(status["version"]["state"], "WAITING_FOR_REVIEW", "{status}");
    assert_eq!(status["version"]["build_number"], "1");
    assert_eq!(status["submissions"][0]["state"], "WAITING_FOR_REVIEW");
    assert_eq!(status["version"]["phased_release"]["state"], "INACTIVE");
    let text = deliver(&world).args(["status"]).run().success();
    assert!(text.stdout().contains("1.0.0, WAITING_FOR_REVIEW"), "{text}");

    // Apple approves it, and it is on its way to everybody.
    let mut state = world.simulator().state();
    for version in state["kinds"]["appStoreVersions"].as_object_mut().unwrap().values_mut() {
        version["attributes"]["appVersionState"] = "READY_FOR_DISTRIBUTION".into();
        version["attributes"]["appStoreState"] = "READY_FOR_SALE".into();
    }
    for phased in state["kinds"]["appStoreVersionPhasedReleases"].as_object_mut().unwrap().values_mut() {
        phased["attributes"]["phasedReleaseState"] = "ACTIVE".into();
    }
    world.simulator().put_state(&state);
    for (verb, wanted) in [("pause", "PAUSED"), ("resume", "ACTIVE"), ("complete", "COMPLETE")] {
        let dry = deliver(&world).args(["phased-release", verb, "--dry-run", "--exit-code"]).run();
        assert_eq!(dry.code(), 8, "{dry}");
        let _ = deliver(&world).args(["phased-release", verb]).run().success();
        let phased = world.simulator().all("appStoreVersionPhasedReleases");
        assert_eq!(phased[0]["attributes"]["phasedReleaseState"], wanted);
        let again = deliver(&world).args(["phased-release", verb, "--dry-run", "--exit-code"]).run();
        assert_eq!(again.code(), 0, "{again}");
    }
}

#[test]
fn reviews_are_listed_and_answered_once() {
    let world = World::start();
    let list = |more: &[&str]| {
        deliver(&world).args(["reviews", "list", "--output", "json"]).args(more).run().success().json()
    };
    assert_eq!(list(&[])["reviews"], json!([]));
    let long = deliver(&world).args(["reviews", "reply", "R1", &"x".repeat(5971)]).run();
    assert_eq!((long.code(), world.simulator().summary().writes), (6, 0), "{long}");
    let missing = deliver(&world).args(["reviews", "reply", "R1", "Thank you"]).run();
    assert_eq!(missing.code(), 4, "{missing}");
}
