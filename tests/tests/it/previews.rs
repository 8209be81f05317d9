//! App previews: films of the project come to Apple once, in their order, with their frames.

use std::fs;

use serde_json::{Value, json};
use testkit::Ran;
use testkit::sample::Sample;
use testkit::sample::film::{Film, GOOD};
use tests::World;

const FOLDER: &str = "fastlane/app_previews";

fn project() -> World {
    let world = World::start();
    let sample = Sample::default();
    sample.write_metadata(&world.project()).unwrap();
    sample.write_appfile(&world.project()).unwrap();
    world
}

/// A project with two films for a large phone and one for a smaller one.
fn with_films() -> World {
    let world = project();
    put(&world, "en-US/01_IPHONE_67.mp4", Film { seed: 1, ..GOOD });
    put(&world, "en-US/02_IPHONE_67.mov", Film { seed: 2, ..GOOD });
    put(&world, "de-DE/tour.m4v", Film { width: 750, height: 1334, ..GOOD });
    world
}

fn put(world: &World, name: &str, film: Film) {
    let path = world.path(format!("{FOLDER}/{name}"));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, film.bytes()).unwrap();
}

fn run(world: &World, more: &[&str]) -> Ran {
    let all = ["run", "--app-version", "1.0.0", "--force", "--output", "json"];
    world.tool("deliver").args(all).args(more).run()
}

/// The file names at Apple of the set of a kind, in their order; every one must be complete.
fn there(world: &World, kind: &str) -> Vec<String> {
    let previews = world.simulator().all("appPreviews");
    let sets = world.simulator().all("appPreviewSets");
    let set = sets.iter().find(|set| set["attributes"]["previewType"] == kind).unwrap();
    let ids = set["relationships"]["appPreviews"].as_array().cloned().unwrap_or_default();
    let names = ids.iter().map(|to| {
        let preview = previews.iter().find(|preview| preview["id"] == to["id"]).unwrap();
        assert_eq!(preview["attributes"]["videoDeliveryState"]["state"], "COMPLETE", "{preview}");
        preview["attributes"]["fileName"].as_str().unwrap().to_owned()
    });
    names.collect()
}

fn frames(world: &World) -> Vec<Value> {
    let previews = world.simulator().all("appPreviews");
    previews.iter().map(|preview| preview["attributes"]["previewFrameTimeCode"].clone()).collect()
}

fn changes(world: &World, more: &[&str]) -> Vec<Value> {
    let plan = world.tool("deliver").args(["plan", "--app-version", "1.0.0", "--output", "json"]).args(more);
    plan.run().success().json()["changes"].as_array().unwrap().clone()
}

/// Nothing is left to do, and nothing is written.
fn is_settled(world: &World) {
    world.simulator().clear_requests();
    let again = run(world, &[]).success();
    assert_eq!(world.simulator().summary().writes, 0, "{again}");
}

#[test]
fn films_arrive_once_and_in_order_and_a_second_run_writes_nothing() {
    let world = with_films();
    put(&world, "fr-FR/1_ipad_97.mp4", Film { width: 900, height: 1200, ..GOOD });
    let planned = changes(&world, &[]);
    let uploads = planned.iter().filter(|change| change["what"] == "preview").collect::<Vec<_>>();
    assert_eq!(uploads.len(), 4, "{planned:?}");
    assert_eq!(world.simulator().summary().writes, 0);
    let report = run(&world, &[]).success().json();
    assert_eq!((&report["previews"], &report["previews_uploaded"]), (&json!(4), &json!(4)), "{report}");
    assert_eq!(there(&world, "IPHONE_67"), ["01_IPHONE_67.mp4", "02_IPHONE_67.mov"]);
    assert_eq!(there(&world, "IPHONE_47"), ["tour.m4v"]);
    assert_eq!(there(&world, "IPAD_97"), ["1_ipad_97.mp4"], "the locale was made for it");
    assert_eq!(frames(&world), vec![json!("00:00:05:00"); 4]);
    is_settled(&world);
    let read = world.simulator().requests();
    let read = read.iter().filter(|request| request.path.contains("appPreviewSets"));
    assert_eq!(read.count(), world.simulator().all("appStoreVersionLocalizations").len(), "one a locale");
}

#[test]
fn without_films_nothing_is_asked_about_previews() {
    let world = project();
    let _ = run(&world, &[]).success();
    assert!(!world.simulator().requests().iter().any(|request| request.path.contains("Preview")));
    let named = run(&world, &["--app_previews_path", "films"]);
    assert_eq!(named.code(), 6, "{named}");
    assert!(named.stderr().contains("films is no folder"), "{named}");
}

#[test]
fn a_replaced_film_goes_where_overwriting_and_stays_where_not() {
    let world = with_films();
    let _ = run(&world, &[]).success();
    put(&world, "en-US/01_IPHONE_67.mp4", Film { seed: 3, ..GOOD });
    let stays = run(&world, &[]).success().json();
    assert_eq!((&stays["previews_uploaded"], &stays["previews_deleted"]), (&json!(1), &json!(0)));
    assert_eq!(there(&world, "IPHONE_67"), ["01_IPHONE_67.mp4", "02_IPHONE_67.mov", "01_IPHONE_67.mp4"]);
    put(&world, "en-US/01_IPHONE_67.mp4", Film { seed: 4, ..GOOD });
    world.simulator().clear_requests();
    let many = run(&world, &[]);
    assert_eq!((many.code(), world.simulator().summary().writes), (6, 0), "{many}");
    assert!(many.stderr().contains("would have 4 previews, 2 of them in no file"), "{many}");
    let goes = run(&world, &["--overwrite-preview-videos"]).success().json();
    assert_eq!((&goes["previews_uploaded"], &goes["previews_deleted"]), (&json!(1), &json!(2)), "{goes}");
    assert_eq!(there(&world, "IPHONE_67"), ["01_IPHONE_67.mp4", "02_IPHONE_67.mov"]);
    is_settled(&world);
}

#[test]
fn another_order_is_one_write() {
    let world = with_films();
    let _ = run(&world, &[]).success();
    let file = |name: &str| world.path(format!("{FOLDER}/en-US/{name}"));
    fs::rename(file("01_IPHONE_67.mp4"), file("03_IPHONE_67.mp4")).unwrap();
    world.simulator().clear_requests();
    let _ = run(&world, &[]).success();
    assert_eq!(world.simulator().summary().writes, 1);
    assert_eq!(there(&world, "IPHONE_67"), ["02_IPHONE_67.mov", "01_IPHONE_67.mp4"]);
    is_settled(&world);
}

#[test]
fn a_film_that_fails_once_is_sent_again_and_one_that_always_fails_ends_the_run() {
    let world = with_films();
    let fail = |times: Option<u64>| {
        let failure =
            json!({ "type": "appPreviews", "file_name_contains": "02", "code": "MOV_RESAVE_FORMAT" });
        let mut failure = failure.as_object().unwrap().clone();
        failure.extend(times.map(|times| ("times".to_owned(), json!(times))));
        world.simulator().fail_assets(&failure.into());
    };
    fail(Some(1));
    let once = run(&world, &[]).success();
    assert!(once.stderr().contains("02_IPHONE_67.mov failed at Apple (MOV_RESAVE_FORMAT"), "{once}");
    assert_eq!(there(&world, "IPHONE_67"), ["01_IPHONE_67.mp4", "02_IPHONE_67.mov"]);
    is_settled(&world);

    put(&world, "en-US/02_IPHONE_67.mov", Film { seed: 9, ..GOOD });
    fail(None);
    let always = run(&world, &["--overwrite-preview-videos"]);
    assert_eq!(always.code(), 5, "{always}");
    assert!(always.stderr().contains("02_IPHONE_67.mov") && always.stderr().contains("MOV_RESAVE_FORMAT"));
    world.simulator().clear_asset_failures();
    let _ = run(&world, &["--overwrite-preview-videos"]).success();
    assert_eq!(there(&world, "IPHONE_67"), ["01_IPHONE_67.mp4", "02_IPHONE_67.mov"]);
    assert_eq!(world.simulator().all("appPreviews").len(), 3, "what failed is gone");
    is_settled(&world);
}

#[test]
fn a_wrong_film_ends_the_run_before_the_first_write() {
    let world = with_films();
    for (name, film, part) in [
        ("IPHONE_67.mp4", Film { seconds: 14, ..GOOD }, "14s long"),
        ("IPHONE_67.mp4", Film { seconds: 31, ..GOOD }, "31s long"),
        ("IPHONE_65.mp4", Film { width: 750, height: 1334, ..GOOD }, "750x1334"),
        ("tour.mp4", GOOD, "put one of these words into its name: IPHONE_67, IPHONE_65"),
        ("IPHONE_67.mp4", Film { channels: 0, ..GOOD }, "no sound"),
    ] {
        put(&world, &format!("ja/{name}"), film);
        let wrong = run(&world, &[]);
        assert_eq!((wrong.code(), world.simulator().summary().writes), (6, 0), "{wrong}");
        assert!(wrong.stderr().contains(&format!("ja/{name}")) && wrong.stderr().contains(part), "{wrong}");
        fs::remove_file(world.path(format!("{FOLDER}/ja/{name}"))).unwrap();
    }
    put(&world, "de-DEE/IPHONE_67.mp4", GOOD);
    let locale = run(&world, &[]);
    assert_eq!(locale.code(), 6, "{locale}");
    assert!(locale.stderr().contains("did you mean de-DE?"), "{locale}");
    let _ = run(&world, &["--ignore-language-directory-validation"]).success();
}

#[test]
fn the_frame_is_the_one_that_was_asked_for_and_else_stays() {
    let world = with_films();
    let _ = run(&world, &["--preview_frame_time_code", "00:00:09:12"]).success();
    assert_eq!(frames(&world), vec![json!("00:00:09:12"); 3]);
    is_settled(&world);
    let asked = ["--preview-frame-time-code", "00:00:11:00"];
    let planned = changes(&world, &asked);
    assert_eq!(planned.len(), 3, "{planned:?}");
    assert_eq!((&planned[0]["before"], &planned[0]["after"]), (&json!("00:00:09:12"), &json!("00:00:11:00")));
    world.simulator().clear_requests();
    let _ = run(&world, &asked).success();
    assert_eq!((world.simulator().summary().writes, frames(&world)), (3, vec![json!("00:00:11:00"); 3]));
    world.simulator().clear_requests();
    let again = run(&world, &asked).success();
    assert_eq!(world.simulator().summary().writes, 0, "{again}");
    for (code, exit) in [("00:00:05", 2), ("00:00:05:30", 2), ("00:00:21:00", 6), ("00:00:20:00", 0)] {
        let ran = run(&world, &["--preview-frame-time-code", code, "--dry-run"]);
        assert_eq!(ran.code(), exit, "{code}: {ran}");
    }
}

#[test]
fn films_arrive_once_on_a_bad_day() {
    let world = with_films();
    for rule in [
        json!({ "kind": "reset", "path_contains": "/_upload/", "times": 2 }),
        json!({ "kind": "applied_then_500", "method": "POST", "path_contains": "appPreviews", "nth": 2 }),
        json!({ "kind": "applied_then_reset", "method": "POST", "path_contains": "appPreviewSets", "times": 1 }),
        json!({ "kind": "applied_then_500", "method": "PATCH", "path_contains": "appPreviews", "times": 1 }),
        json!({ "kind": "status", "status": 429, "method": "POST", "nth": 3, "retry_after": 0 }),
    ] {
        world.simulator().fault(&rule);
    }
    let _ = run(&world, &[]).success();
    world.simulator().clear_faults();
    assert_eq!(there(&world, "IPHONE_67"), ["01_IPHONE_67.mp4", "02_IPHONE_67.mov"]);
    assert_eq!(world.simulator().all("appPreviews").len(), 3);
    is_settled(&world);
}

#[test]
fn a_list_that_lags_makes_no_doubles() {
    let world = with_films();
    world.simulator().lag(1.5);
    let _ = run(&world, &[]).success();
    let _ = run(&world, &[]).success();
    assert_eq!(there(&world, "IPHONE_67"), ["01_IPHONE_67.mp4", "02_IPHONE_67.mov"]);
    assert_eq!(world.simulator().all("appPreviews").len(), 3);
}

#[test]
fn the_page_names_the_films_and_what_is_wrong_with_them() {
    let world = with_films();
    put(&world, "ja/IPHONE_67_short.mp4", Film { seconds: 14, ..GOOD });
    let _ = world.tool("deliver").args(["preview", "--app-version", "1.0.0"]).run().success();
    let page = fs::read_to_string(world.path("fastlane/Preview.html")).unwrap();
    assert!(page.contains("<bdi>01_IPHONE_67.mp4</bdi>") && page.contains("0.0 MB, 20 s"));
    assert!(page.contains("is 14s long, and Apple takes 15s to 30s"));
    assert!(!page.contains("data:video"));
}
