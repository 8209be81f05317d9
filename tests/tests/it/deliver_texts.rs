//! `deliver`: what empty files do, and what a version still lacks.

use std::fs;

use serde_json::Value;
use testkit::Tool;
use testkit::sample::Sample;
use tests::World;

fn world() -> World {
    let world = World::start();
    let sample = Sample::default();
    sample.write_metadata(&world.project()).unwrap();
    sample.write_appfile(&world.project()).unwrap();
    world
}

fn deliver(world: &World, arguments: &[&str]) -> Tool {
    world.tool("deliver").args(arguments).args(["--app-version", "1.0.0"])
}

fn text(world: &World, kind: &str, locale: &str, name: &str) -> Value {
    let all = world.simulator().all(kind);
    let one = all.iter().find(|text| text["attributes"]["locale"] == locale).unwrap();
    one["attributes"][name].clone()
}

#[test]
fn an_empty_file_clears_its_field_only_where_that_is_asked_for() {
    let world = world();
    let metadata = world.path("fastlane/metadata");
    fs::write(metadata.join("en-US/promotional_text.txt"), "Now with moons.").unwrap();
    fs::write(metadata.join("secondary_category.txt"), "WEATHER").unwrap();
    let _ = deliver(&world, &["run"]).run().success();
    let promotional = || text(&world, "appStoreVersionLocalizations", "en-US", "promotionalText");
    assert_eq!(promotional(), "Now with moons.");

    fs::write(metadata.join("en-US/promotional_text.txt"), "\n").unwrap();
    fs::write(metadata.join("secondary_category.txt"), "").unwrap();
    let left = deliver(&world, &["plan", "--exit-code"]).run();
    assert_eq!(left.code(), 0, "{left}");
    let plan = deliver(&world, &["plan", "--clear-empty", "--exit-code"]).run();
    assert_eq!(plan.code(), 8, "{plan}");
    assert!(plan.stdout().contains("promotionalText en-US: \"Now with moons.\" -> nothing"), "{plan}");
    let _ = deliver(&world, &["run", "--clear-empty"]).run().success();
    assert_eq!(promotional(), Value::Null);
    let infos = world.simulator().all("appInfos");
    assert!(
        infos.iter().all(|info| info["relationships"]["secondaryCategory"]["data"].is_null()),
        "{infos:?}"
    );
    let again = deliver(&world, &["plan", "--clear-empty", "--exit-code"]).run();
    assert_eq!(again.code(), 0, "{again}");

    fs::write(metadata.join("en-US/name.txt"), "").unwrap();
    world.simulator().clear_requests();
    let wrong = deliver(&world, &["run", "--clear-empty"]).run();
    assert!(wrong.code() == 6 && wrong.stderr().contains("en-US/name.txt is empty"), "{wrong}");
    assert_eq!(world.simulator().summary().writes, 0);
}

#[test]
fn what_a_submission_lacks_is_told_before_anything_is_sent() {
    let world = world();
    let metadata = world.path("fastlane/metadata");
    fs::remove_file(metadata.join("de-DE/keywords.txt")).unwrap();
    fs::remove_file(metadata.join("copyright.txt")).unwrap();
    world.sign();
    world.build(Sample::default().payload_bytes(1000));
    let _ =
        world.tool("pilot").args(["upload", "--ipa", "build/Demo.ipa", "--skip-submission"]).run().success();
    world.simulator().clear_requests();
    let ran = deliver(&world, &["run", "--submit-for-review", "--run-precheck-before-submit", "false"]).run();
    assert_eq!((ran.code(), world.simulator().summary().writes), (6, 0), "{ran}");
    for missing in ["de-DE has no keywords", "--copyright"] {
        assert!(ran.stderr().contains(missing), "{ran}");
    }
}
