//! `deliver`: handed in, taken back, waited for, rejected, handed in again, released.

use testkit::sample::Sample;
use testkit::{Ran, Tool};
use tests::World;

/// A world with everything that a submission needs.
fn ready(arguments: &[&str]) -> World {
    let world = World::with(arguments);
    let sample = Sample::default().payload_bytes(1000);
    sample.write_metadata(&world.project()).unwrap();
    sample.write_screenshots(&world.project()).unwrap();
    sample.write_appfile(&world.project()).unwrap();
    world.sign();
    world.build(sample);
    let _ =
        world.tool("pilot").args(["upload", "--ipa", "build/Demo.ipa", "--skip-submission"]).run().success();
    world
}

fn deliver(world: &World, arguments: &[&str]) -> Tool {
    world.simulator().clear_requests();
    world.tool("deliver").args(arguments)
}

fn submit(world: &World, more: &[&str]) -> Ran {
    let arguments =
        ["submit_build", "--app-version", "1.0.0", "--force", "--run-precheck-before-submit", "false"];
    deliver(world, &arguments).args(more).run()
}

fn state(world: &World) -> String {
    let versions = world.simulator().all("appStoreVersions");
    versions[0]["attributes"]["appVersionState"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn what_was_handed_in_is_taken_back_once() {
    let world = ready(&[]);
    let _ = submit(&world, &[]).success();
    let dry = deliver(&world, &["cancel", "--dry-run", "--exit-code"]).run();
    assert_eq!((dry.code(), world.simulator().summary().writes), (8, 0), "{dry}");
    let ran = deliver(&world, &["cancel", "--wait", "--output", "json"]).run().success();
    assert_eq!(ran.json()["version_state"], "DEVELOPER_REJECTED", "{ran}");
    let again = deliver(&world, &["cancel"]).run().success();
    assert!(again.stdout().contains("nothing was to take back"), "{again}");
    assert_eq!(world.simulator().summary().writes, 0);
    // It can be handed in again.
    let _ = submit(&world, &[]).success();
    assert_eq!(state(&world), "WAITING_FOR_REVIEW");
}

#[test]
fn an_approved_version_is_released_by_hand_once() {
    let world = ready(&["--review", "approves"]);
    let early = deliver(&world, &["release"]).run();
    assert_eq!((early.code(), world.simulator().summary().writes), (5, 0), "{early}");
    let waited =
        submit(&world, &["--automatic-release", "false", "--wait", "--wait-timeout", "120"]).success();
    assert!(waited.stdout().contains("PENDING_DEVELOPER_RELEASE"), "{waited}");
    let dry = deliver(&world, &["release", "--dry-run", "--exit-code"]).run();
    assert_eq!((dry.code(), world.simulator().summary().writes), (8, 0), "{dry}");
    let ran = deliver(&world, &["release", "--wait", "--output", "json"]).run().success();
    assert_eq!(ran.json()["version_state"], "READY_FOR_DISTRIBUTION", "{ran}");
    let again = deliver(&world, &["release"]).run().success();
    assert_eq!(world.simulator().summary().writes, 0, "{again}");
}

#[test]
fn a_rejection_ends_with_5_and_the_version_is_handed_in_again() {
    let world = ready(&[]);
    let _ = submit(&world, &[]).success();
    let slow = deliver(&world, &["status", "--wait", "--wait-timeout", "0"]).run();
    assert_eq!(slow.code(), 7, "{slow}");
    world.simulator().review("REJECTED");
    let told = deliver(&world, &["status", "--wait"]).run();
    assert_eq!(told.code(), 5, "{told}");
    assert!(told.stdout().contains("UNRESOLVED_ISSUES") && told.stderr().contains("REJECTED"), "{told}");
    let _ = submit(&world, &[]).success();
    assert_eq!(state(&world), "WAITING_FOR_REVIEW");
    assert_eq!(world.simulator().all("reviewSubmissions").len(), 1, "the same submission goes on");
    let again = submit(&world, &[]).success();
    assert_eq!(world.simulator().summary().writes, 0, "{again}");
}

#[test]
fn where_apple_does_not_take_a_rejected_submission_again_a_new_one_is_made() {
    let world = ready(&[]);
    let _ = submit(&world, &[]).success();
    world.simulator().review("METADATA_REJECTED");
    // The item is no longer one that could be resolved.
    let mut state_of_all = world.simulator().state();
    for item in state_of_all["kinds"]["reviewSubmissionItems"].as_object_mut().unwrap().values_mut() {
        item["attributes"]["state"] = "ACCEPTED".into();
    }
    world.simulator().put_state(&state_of_all);
    let ran = submit(&world, &[]).success();
    assert!(ran.stderr().contains("a new one is made"), "{ran}");
    assert_eq!(state(&world), "WAITING_FOR_REVIEW");
    assert_eq!(world.simulator().all("reviewSubmissions").len(), 2);
}

#[test]
fn a_rejection_while_it_is_waited_for_ends_with_5() {
    let world = ready(&["--review", "rejects"]);
    let ran = submit(&world, &["--wait"]);
    assert_eq!(ran.code(), 5, "{ran}");
    assert!(ran.stderr().contains("version 1.0.0 is REJECTED"), "{ran}");
}
