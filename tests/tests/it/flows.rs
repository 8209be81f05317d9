//! Flows: cert, sigh, a build, pilot and deliver as one, with a journal from which it goes on.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;
use testkit::sample::Sample;
use tests::World;

const JOURNAL: &str = ".gantry/store-tides.json";

/// What stands in the place of Xcode: it signs the sample with what was handed on, and hands on where the .ipa is.
pub(crate) fn build_command(wait: &str) -> String {
    let sigh = testkit::binary("sigh");
    format!(
        "sleep {wait}; mkdir -p build && cp unsigned.ipa build/Demo.ipa && {} resign build/Demo.ipa -i signing/*.p12 \
         -p \"$SIGH_PROFILE_PATH\" && echo \"PILOT_IPA=$PWD/build/Demo.ipa\" > \"$GANTRY_OUTPUTS\"",
        sigh.display()
    )
}

/// A project with an app in a folder of its own.
fn project(build: &str, more: &[&str]) -> World {
    let world = World::with(&[&["--part-size", "65536"], more].concat());
    describe(&world, build);
    world
}

/// Lays the project out.
pub(crate) fn describe(world: &World, build: &str) {
    let folder = world.path("apps/tides");
    fs::create_dir_all(&folder).unwrap();
    let sample = Sample::default().payload_bytes(300_000);
    sample.write_metadata(&folder).unwrap();
    sample.write_screenshots(&folder).unwrap();
    // Signature and profile come with the build.
    sample.write_ipa(&folder.join("unsigned.ipa")).unwrap();
    write(world, build);
}

fn write(world: &World, build: &str) {
    let text = format!(
        "[apps.tides]\nbundle_id = \"com.example.gantry.demo\"\nfolder = \"apps/tides\"\nsigning = \"signing\"\n\
         groups = [\"Friends\"]\nbuild = '''{build}'''\n"
    );
    fs::write(world.path("gantry.toml"), text).unwrap();
}

fn release(world: &World, arguments: &[&str]) -> testkit::Ran {
    world.tool("spaceship").args(["release"]).args(arguments).run()
}

/// How the account stands, but for ids and moments.
fn standing(world: &World) -> BTreeMap<String, Vec<String>> {
    let simulator = world.simulator();
    let kinds = [
        ("certificates", "certificateType"),
        ("profiles", "profileState"),
        ("builds", "processingState"),
        ("appStoreVersions", "appVersionState"),
        ("reviewSubmissions", "state"),
        ("appScreenshots", "fileName"),
        ("appStoreVersionLocalizations", "description"),
        ("appInfoLocalizations", "subtitle"),
    ];
    let all = |(kind, attribute): (&str, &str)| {
        let mut values = simulator
            .all(kind)
            .iter()
            .map(|one| one["attributes"][attribute].to_string())
            .collect::<Vec<_>>();
        values.sort();
        (kind.to_owned(), values)
    };
    kinds.into_iter().map(all).collect()
}

/// The stage that is at work, and how many are done.
fn at_work(world: &World) -> Option<(String, usize)> {
    let journal: Value = serde_json::from_slice(&fs::read(world.path(JOURNAL)).ok()?).unwrap();
    let stages = journal["stages"].as_array().unwrap();
    let done = stages.iter().filter(|stage| stage["state"] == "done").count();
    let begun = stages.iter().find(|stage| stage["state"] == "begun")?;
    Some((begun["stage"].as_str().unwrap().to_owned(), done))
}

#[test]
fn a_flow_goes_from_nothing_to_review_and_hands_values_on() {
    let world = project(&build_command("0"), &[]);
    let plan = release(&world, &["store", "--dry-run", "--exit-code"]);
    assert_eq!(plan.code(), 8, "{plan}");
    assert!(plan.stdout().contains("--build-number"), "{plan}");
    assert_eq!(world.simulator().summary().requests, 0);
    assert!(!world.path(".gantry").exists(), "a dry run leaves nothing behind");

    let ran = release(&world, &["store", "--output", "json"]).success();
    let stages = ran.json()["stages"].as_array().unwrap().clone();
    let names = stages.iter().map(|stage| stage["stage"].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(names, ["cert", "sigh", "build", "pilot", "deliver"]);
    assert!(stages.iter().all(|stage| stage["state"] == "done" && stage["exit_code"] == 0), "{ran}");
    assert!(stages[2]["outputs"]["PILOT_IPA"].as_str().unwrap().ends_with("build/Demo.ipa"), "{ran}");
    let standing = standing(&world);
    assert_eq!(standing["appStoreVersions"], ["\"WAITING_FOR_REVIEW\""]);
    assert_eq!(standing["appScreenshots"].len(), 9);
    assert!(ran.stderr().contains(" --app-version 1.0.0 --build-number 1"), "{ran}");
    let mode = fs::metadata(world.path(JOURNAL)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    world.simulator().clear_requests();
    let again = release(&world, &["store", "--resume"]).success();
    assert!(again.stderr().contains("nothing is left"), "{again}");
    assert_eq!(world.simulator().summary().requests, 0);
    let anew = release(&world, &["store"]).success();
    assert_eq!(world.simulator().summary().writes, 0, "{anew}");
}

#[test]
fn a_beta_ends_with_the_testers_and_a_hotfix_leaves_screenshots_alone() {
    let world = project(&build_command("0"), &[]);
    // Groups outside the team are told what to look at.
    fs::create_dir_all(world.path("apps/tides/TestFlight")).unwrap();
    fs::write(world.path("apps/tides/TestFlight/WhatToTest.en-US.txt"), "The new tide table.").unwrap();
    let beta = release(&world, &["beta", "--app", "tides"]).success();
    assert_eq!(standing(&world)["builds"], ["\"VALID\""], "{beta}");
    assert_eq!(standing(&world)["reviewSubmissions"], Vec::<String>::new());
    let page = ["run", "--app", "tides", "--app-version", "1.0.0", "--force"];
    let _ = world.tool("deliver").args(page).run().success();
    world.simulator().clear_requests();
    let _ = release(&world, &["hotfix"]).success();
    assert_eq!(standing(&world)["appStoreVersions"], ["\"WAITING_FOR_REVIEW\""]);
    let requests = world.simulator().requests();
    assert!(requests.iter().any(|request| request.path.contains("reviewSubmissions")), "{requests:?}");
    assert!(!requests.iter().any(|request| request.path.contains("Screenshot")), "{requests:?}");
}

#[test]
fn a_stage_that_fails_is_shown_with_its_command_line_and_the_flow_goes_on_from_there() {
    let world = project("echo building >&2; exit 3", &[]);
    let failed = release(&world, &["store", "--output", "json"]);
    assert_eq!(failed.code(), 1, "{failed}");
    let error = failed.json()["error"].to_string();
    assert!(error.contains("build failed with exit code 3: echo building"), "{error}");
    assert!(error.contains("spaceship release store --app tides --resume"), "{error}");
    assert_eq!(world.simulator().all("profiles").len(), 1);

    // It was put right, which makes the build another command: what is before it stays done.
    write(&world, &build_command("0"));
    world.simulator().clear_requests();
    let resumed = release(&world, &["store", "--resume"]).success();
    assert!(!resumed.stderr().contains("$ cert") && !resumed.stderr().contains("$ sigh"), "{resumed}");
    assert_eq!(standing(&world)["appStoreVersions"], ["\"WAITING_FOR_REVIEW\""]);
    assert_eq!(world.simulator().all("certificates").len(), 1);

    // A tool's exit code is the flow's.
    fs::write(world.path("apps/tides/fastlane/metadata/en-US/keywords.txt"), "x".repeat(200)).unwrap();
    let refused = release(&world, &["store"]);
    assert_eq!(refused.code(), 6, "{refused}");
    assert!(refused.stderr().contains("the stage deliver failed with exit code 6: deliver run"), "{refused}");
}

/// Kills the flow, with everything it started or alone, some time after a stage began; then goes on with it.
fn killed_in(stage: &str, seed: u64, alone: bool, expected: &BTreeMap<String, Vec<String>>) {
    let world = project(&build_command("0.3"), &["--latency", "3ms"]);
    let mut tool = world.tool("spaceship").args(["release", "store"]);
    let command = tool.command().process_group(0).stdout(Stdio::null()).stderr(Stdio::null());
    let mut flow = command.spawn().unwrap();
    let begun = Instant::now();
    while at_work(&world).is_none_or(|(at_work, _)| at_work != stage) {
        assert!(begun.elapsed() < Duration::from_mins(2), "the stage {stage} never began");
        assert!(flow.try_wait().unwrap().is_none(), "the flow ended before {stage}");
        sleep(Duration::from_millis(2));
    }
    sleep(Duration::from_millis(seed * 37 % 250));
    let target = if alone { flow.id().to_string() } else { format!("-{}", flow.id()) };
    let _ = Command::new("kill").args(["-KILL", "--", &target]).status().unwrap();
    let _ = flow.wait().unwrap();

    let resumed = release(&world, &["store", "--resume"]).success();
    assert_eq!(&standing(&world), expected, "killed in {stage}, seed {seed}, alone {alone}\n{resumed}");
    assert_eq!(at_work(&world), None);
    let again = resumed.stderr().contains("1 of 5: cert");
    assert_eq!(again, stage == "cert", "what was done is passed over\n{resumed}");
}

#[test]
fn a_flow_that_is_killed_in_any_stage_goes_on_and_ends_in_the_same_state() {
    let whole = project(&build_command("0"), &[]);
    let _ = release(&whole, &["store"]).success();
    let expected = standing(&whole);
    for (seed, stage) in (1..).zip(["cert", "sigh", "build", "pilot", "deliver"]) {
        killed_in(stage, seed, seed % 2 == 0, &expected);
        killed_in(stage, seed + 5, seed % 2 == 1, &expected);
    }
}

#[test]
fn an_app_has_to_be_named_where_there_are_several() {
    let world = project("true", &[]);
    let mut text = fs::read_to_string(world.path("gantry.toml")).unwrap();
    text.push_str("[apps.waves]\nbundle_id = \"com.example.waves\"\n");
    fs::write(world.path("gantry.toml"), text).unwrap();
    let ran = release(&world, &["beta"]);
    assert_eq!(ran.code(), 2, "{ran}");
    assert!(ran.stderr().contains("tides, waves"), "{ran}");
    let secret = release(&world, &["beta", "--app", "tides", "--api-key", "{}"]);
    assert_eq!(secret.code(), 2, "{secret}");
    assert_eq!(world.simulator().summary().requests, 0);
}
