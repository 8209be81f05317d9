//! Uploads of builds that are broken off.

use std::process::Stdio;
use std::time::{Duration, Instant};

use testkit::sample::Sample;
use tests::World;

/// The parts of the sample at a size of 500,000 bytes each.
const SIZE: u64 = 12_000_000;

fn world() -> World {
    let world = World::with(&["--part-size", "500000"]);
    world.sign();
    write(&world, 1);
    world.simulator().clear_requests();
    world
}

/// Writes the .ipa; another seed is another file of the same app.
fn write(world: &World, seed: u64) {
    world.build(Sample::default().payload_bytes(SIZE).seed(seed));
}

fn upload(world: &World) -> testkit::Tool {
    world.tool("pilot").args(["upload", "--ipa", "build/Demo.ipa", "--skip-waiting-for-build-processing"])
}

fn parts_sent(world: &World) -> usize {
    world.simulator().requests().iter().filter(|one| one.class == "upload" && one.status < 300).count()
}

/// Begins an upload and kills it when some parts are there; answers how many.
fn broken_off(world: &World) -> usize {
    // Without some slowness it would be over before it can be killed.
    world.simulator().fault(&serde_json::json!({ "kind": "delay", "method": "PUT", "milliseconds": 60 }));
    let mut tool = upload(world);
    let mut child = tool.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let until = Instant::now() + Duration::from_mins(1);
    while parts_sent(world) < 8 {
        assert!(
            child.try_wait().unwrap().is_none() && Instant::now() < until,
            "it ended before it was killed"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    world.simulator().clear_faults();
    std::thread::sleep(Duration::from_millis(200));
    parts_sent(world)
}

fn one_build(world: &World) {
    let uploads = world.simulator().all("buildUploads");
    assert_eq!(uploads.len(), 1, "{uploads:?}");
    let state = &uploads[0]["attributes"]["state"]["state"];
    assert!(*state == "PROCESSING" || *state == "COMPLETE", "{state}");
}

#[test]
fn an_upload_that_was_killed_is_gone_on_with() {
    let world = world();
    let before = broken_off(&world);
    let id = world.simulator().all("buildUploads")[0]["id"].clone();
    let ran = upload(&world).run().success();
    assert!(ran.stderr().contains("going on with the upload"), "{ran}");
    let size = std::fs::metadata(world.path("build/Demo.ipa")).unwrap().len();
    let all = usize::try_from(size.div_ceil(500_000)).unwrap();
    let sent = parts_sent(&world);
    assert!(
        sent >= all && sent <= all + 4,
        "{sent} parts were sent of {all}, {before} of them before the kill"
    );
    assert_eq!(world.simulator().all("buildUploads")[0]["id"], id, "it is the same upload");
    one_build(&world);
    let left = std::fs::read_dir(world.home().join(".local/state/gantry/uploads")).unwrap().count();
    assert_eq!(left, 0, "the journal goes with its upload");
}

#[test]
fn another_file_and_addresses_that_have_expired_begin_anew() {
    for expired in [false, true] {
        let world = world();
        broken_off(&world);
        if expired {
            world.simulator().advance(8 * 24 * 3600);
        } else {
            write(&world, 2);
        }
        let ran = upload(&world).run().success();
        assert!(!expired || ran.stderr().contains("is replaced"), "{ran}");
        // Whatever was sent before: what Apple has in the end is this file.
        let _ = world
            .tool("pilot")
            .args(["upload", "--ipa", "build/Demo.ipa", "--skip-submission"])
            .run()
            .success();
        one_build(&world);
    }
}

#[test]
fn a_check_is_passed_over_by_its_name_and_by_no_other() {
    let world = world();
    std::fs::rename(world.path("build/Demo.ipa"), world.path("build/Demo.zip")).unwrap();
    let run = |skip: &str| {
        let tool = world.tool("pilot").args(["upload", "--ipa", "build/Demo.zip", "--dry-run"]);
        if skip.is_empty() { tool.run() } else { tool.args(["--skip_checks", skip]).run() }
    };
    let refused = run("");
    assert_eq!(refused.code(), 6, "{refused}");
    assert!(refused.stderr().contains("[file-name]"), "{refused}");
    assert_eq!(run("platform").code(), 6);
    assert_eq!(run("platform,file-name").code(), 0);
    assert_eq!(run("file_name").code(), 2);
}
