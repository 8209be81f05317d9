//! `pilot upload`: killed at a moment that follows from the seed, or among faults; and once more.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use testkit::sample::Sample;

use super::faults::{KINDS, Lots};
use super::{Outcome, Scale};
use crate::World;

const PART: u64 = 5_000_000;
const SMALL_PART: u64 = 500_000;

fn world(seed: u64, scale: Scale) -> World {
    let (size, part) = match scale {
        Scale::Small => (8_000_000, SMALL_PART),
        Scale::Full => (200_000_000, PART),
    };
    let (seed, part) = (seed.to_string(), part.to_string());
    let world = World::with(&["--seed", &seed, "--part-size", &part]);
    world.sign();
    world.build(Sample::default().payload_bytes(size));
    world.simulator().clear_requests();
    world
}

fn upload(world: &World) -> testkit::Tool {
    world.tool("pilot").args(["upload", "--ipa", "build/Demo.ipa", "--skip-submission"])
}

/// Killed somewhere; the next run ends with one build, and at most two parts were sent twice.
pub(super) fn killed(seed: u64, scale: Scale) -> Outcome {
    let world = world(seed, scale);
    let mut lots = Lots::new(seed);
    let parts = usize::try_from(size(&world).div_ceil(part_size(scale))).unwrap_or(usize::MAX);
    // A kill by the number of parts that are there is at a random moment whatever the machine's speed.
    let (after, then) = (lots.below(parts), Duration::from_millis(lots.below(40) as u64));
    world.simulator().fault(&json!({ "kind": "delay", "method": "PUT", "milliseconds": 20 }));
    let mut tool = upload(&world);
    let command = tool.command().stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the tool starts");
    while sent(&world).values().sum::<usize>() < after && child.try_wait().expect("it has a status").is_none()
    {
        std::thread::sleep(Duration::from_millis(2));
    }
    std::thread::sleep(then);
    let _ = child.kill();
    let _ = child.wait();
    world.simulator().clear_faults();
    let ran = upload(&world).run();
    if ran.code() != 0 {
        return Outcome::Wrong(format!("the run after the kill fails: {ran}"));
    }
    let twice = sent(&world).values().filter(|count| **count > 1).count();
    if twice > 2 {
        return Outcome::Wrong(format!("{twice} parts were sent twice"));
    }
    judged(&world)
}

/// Among faults; it ends with one build, or with a clear error after which the next run does.
///
/// What a part's size is makes no difference to faults, so that there is one scale.
pub(super) fn faulty(seed: u64) -> Outcome {
    let world = world(seed, Scale::Small);
    let mut lots = Lots::new(seed);
    for _ in 0..2 + lots.below(4) {
        let kind = KINDS.get(lots.below(KINDS.len())).copied().unwrap_or_default();
        let mut rule = serde_json::from_str::<Value>(kind).unwrap_or_default();
        rule["method"] = ["GET", "POST", "PUT", "PATCH"][lots.below(4)].into();
        rule["nth"] = json!(1 + lots.below(10));
        world.simulator().fault(&rule);
    }
    // Addresses that have expired, and a file that Apple finds to be another one than was announced.
    if lots.below(3) == 0 {
        let nth = 1 + lots.below(8);
        world.simulator().fault(&json!({ "kind": "status", "status": 403, "method": "PUT", "nth": nth }));
    }
    if lots.below(4) == 0 {
        let error =
            json!({ "code": "FILE_CHECKSUM_MISMATCH", "description": "The checksum is another one." });
        world.simulator().process(&json!({ "state": "FAILED", "errors": [error] }));
    }
    let first = upload(&world).run();
    world.simulator().clear_faults();
    world.simulator().clear_processing();
    if first.code() == 0 {
        return judged(&world);
    }
    let ran = upload(&world).run();
    if ran.code() != 0 {
        return Outcome::Wrong(format!("after {first} the next run fails: {ran}"));
    }
    match judged(&world) {
        Outcome::Right if first.stderr().contains("error: ") => Outcome::ClearError(first.to_string()),
        Outcome::Right => Outcome::Wrong(format!("the error does not say what failed: {first}")),
        outcome => outcome,
    }
}

fn part_size(scale: Scale) -> u64 {
    if scale == Scale::Full { PART } else { SMALL_PART }
}

fn size(world: &World) -> u64 {
    std::fs::metadata(world.path("build/Demo.ipa")).map(|data| data.len()).unwrap_or_default()
}

/// How often Apple took what was sent to each address.
fn sent(world: &World) -> BTreeMap<String, usize> {
    let mut sent = BTreeMap::new();
    for request in world.simulator().requests() {
        if request.class == "upload" && request.status < 300 {
            *sent.entry(request.path).or_default() += 1;
        }
    }
    sent
}

/// One build, complete; whatever else was uploaded, Apple has found faulty.
fn judged(world: &World) -> Outcome {
    let uploads = world.simulator().all("buildUploads");
    let states = uploads.iter().map(|one| one["attributes"]["state"]["state"].clone()).collect::<Vec<_>>();
    let builds = world.simulator().all("builds");
    let valid = builds.iter().filter(|build| build["attributes"]["processingState"] == "VALID").count();
    let complete = states.iter().filter(|state| **state == "COMPLETE").count();
    let others = states.iter().all(|state| *state == "COMPLETE" || *state == "FAILED");
    if complete == 1 && others && (builds.len(), valid) == (1, 1) {
        return Outcome::Right;
    }
    Outcome::Wrong(format!("uploads are {states:?}, and of {} builds {valid} are valid", builds.len()))
}
