//! `deliver init`, `download-metadata` and `download-screenshots`: what Apple has becomes files, and those files sent
//! again change nothing.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::{Value, json};
use testkit::sample::{LOCALES, Sample};
use testkit::{Ran, Tool};
use tests::World;
use tests::terminal::Terminal;

const APP: &str = "com.example.tides";

const PASSWORD: &str = "s3cret-Pa55";

/// Files beyond those of the sample: with them there is one for every field of fastlane's layout.
const MORE: [(&str, &str); 9] = [
    ("primary_category.txt", "GAMES"),
    ("primary_first_sub_category.txt", "GAMES_PUZZLE"),
    ("primary_second_sub_category.txt", "GAMES_WORD"),
    ("secondary_category.txt", "STICKERS"),
    ("secondary_first_sub_category.txt", "STICKERS_ART"),
    ("secondary_second_sub_category.txt", "STICKERS_ANIMALS"),
    ("review_information/demo_user.txt", "ada"),
    ("review_information/demo_password.txt", PASSWORD),
    ("en-US/apple_tv_privacy_policy.txt", "Nothing is collected.\n\nNothing at all."),
];

fn put(world: &World, path: &str, text: &str) {
    let path = world.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn read(world: &World, path: &str) -> String {
    fs::read_to_string(world.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn deliver(world: &World, arguments: &[&str]) -> Tool {
    world.tool("deliver").args(arguments).args(["--app-identifier", APP])
}

/// An app with 1.0.0 on the store and 1.1.0 in preparation, which the project was delivered to.
fn delivered() -> World {
    let world = World::start();
    world.simulator().add_app(&json!({ "bundle_id": APP, "name": "Tides", "released": true }));
    let sample = Sample::default();
    sample.write_metadata(&world.project()).unwrap();
    sample.write_screenshots(&world.project()).unwrap();
    for (path, text) in MORE {
        put(&world, &format!("fastlane/metadata/{path}"), &format!("{text}\n"));
    }
    for locale in LOCALES {
        put(
            &world,
            &format!("fastlane/metadata/{locale}/release_notes.txt"),
            "Faster tides.\r\n\r\nMore.\r\n",
        );
    }
    let _ = deliver(&world, &["run", "--app-version", "1.1.0", "--force"]).run().success();
    world.simulator().clear_requests();
    world
}

/// Every file below a folder, by its path there.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let name = entry.path().strip_prefix(folder).unwrap().display().to_string();
                all.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    all
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let plain = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().replace("\r\n", "\n");
    files(folder).iter().map(|(name, bytes)| (name.clone(), plain(bytes))).collect()
}

fn pictures_fetched(world: &World) -> usize {
    world.simulator().requests().iter().filter(|request| request.class == "picture").count()
}

/// Runs a download that is asked for JSON, and answers it.
fn download(world: &World, arguments: &[&str]) -> Value {
    let ran = deliver(world, arguments).args(["--output", "json"]).run().success();
    assert_eq!(world.simulator().summary().writes, 0, "a download changes nothing at Apple: {ran}");
    ran.json()
}

fn nothing_to_do(world: &World, arguments: &[&str]) -> Ran {
    let plan = ["plan", "--app-version", "1.1.0", "--dry-run", "--exit-code"];
    let ran = deliver(world, &[&plan, arguments].concat()).run();
    assert_eq!(ran.code(), 0, "{ran}");
    assert!(ran.stdout().contains("nothing to do"), "{ran}");
    ran
}

#[test]
fn what_is_downloaded_is_what_was_delivered_and_sent_again_changes_nothing() {
    let world = delivered();
    let report = download(&world, &["download-metadata", "--metadata-path", "copy"]);
    assert_eq!((&report["version"], &report["unchanged"]), (&json!("1.1.0"), &json!(0)));
    let mut copy = texts(&world.path("copy"));
    let rating = copy.remove("age_rating.json").unwrap();
    let rating = serde_json::from_str::<Value>(&rating).unwrap();
    assert_eq!((&rating["gambling"], &rating["contests"]), (&json!(false), &json!("NONE")), "{rating}");
    assert!(rating.as_object().unwrap().values().all(|answer| !answer.is_null()), "{rating}");
    assert_eq!(copy, texts(&world.path("fastlane/metadata")));
    let mode = |path: &str| fs::metadata(world.path(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("copy/review_information/demo_password.txt"), 0o600);
    assert_eq!(mode("copy/review_information/phone_number.txt"), 0o600);
    assert_eq!(mode("copy/en-US/name.txt"), 0o644);

    let report = download(&world, &["download-screenshots", "--screenshots-path", "shots"]);
    assert_eq!(report["written"].as_array().unwrap().len(), 9, "{report}");
    let shots = files(&world.path("shots"));
    let there = files(&world.path("fastlane/screenshots"));
    for locale in LOCALES {
        for (name, original) in [
            ("0_APP_IPHONE_67_0", "01_today"),
            ("1_APP_IPHONE_67_1", "02_week"),
            ("0_APP_IPAD_PRO_3GEN_129_0", "03_harbours"),
        ] {
            let pair = (&shots[&format!("{locale}/{name}.png")], &there[&format!("{locale}/{original}.png")]);
            assert!(pair.0 == pair.1, "{locale}/{name} is not {original}");
        }
    }
    assert_eq!(shots.len(), 9);

    let copies = ["--metadata-path", "copy", "--screenshots-path", "shots", "--overwrite-screenshots"];
    let _ = nothing_to_do(&world, &copies);
    for verb in [
        ["download-metadata", "--metadata-path", "copy"],
        ["download-screenshots", "--screenshots-path", "shots"],
    ] {
        world.simulator().clear_requests();
        let again = download(&world, &verb);
        assert_eq!(again["written"], json!([]), "{again}");
        assert_eq!(pictures_fetched(&world), 0);
    }
}

#[test]
fn what_fastlane_leaves_behind_is_there_with_its_defaults() {
    let world = delivered();
    for path in ["ja/subtitle.txt", "copyright.txt"] {
        fs::remove_file(world.path(format!("fastlane/metadata/{path}"))).unwrap();
    }
    let mut state = world.simulator().state();
    for text in state["kinds"]["appInfoLocalizations"].as_object_mut().unwrap().values_mut() {
        text["attributes"]["subtitle"] = Value::Null;
    }
    for details in state["kinds"]["appStoreReviewDetails"].as_object_mut().unwrap().values_mut() {
        details["attributes"]["demoAccountRequired"] = json!(false);
    }
    world.simulator().put_state(&state);
    let plain = deliver(&world, &["download_metadata", "--metadata_path", "plain"]).run().success();
    assert!(plain.stderr().contains("the demo account is left out"), "{plain}");
    assert!(!world.path("plain/ja/subtitle.txt").exists());
    assert!(!world.path("plain/review_information/demo_password.txt").exists());
    let _ = nothing_to_do(&world, &["--metadata-path", "plain", "--skip-screenshots"]);

    let _ = download(&world, &["download-metadata", "--metadata-path", "copy", "--fastlane-defaults"]);
    assert_eq!(read(&world, "copy/ja/subtitle.txt"), "\n");
    assert_eq!(read(&world, "copy/ja/apple_tv_privacy_policy.txt"), "\n");
    assert_eq!(read(&world, "copy/review_information/demo_password.txt"), format!("{PASSWORD}\n"));
}

#[test]
fn a_file_that_differs_is_not_overwritten_without_agreement() {
    let world = delivered();
    let mine = [
        ("fastlane/metadata/ja/description.txt", "Mine."),
        ("fastlane/metadata/review_information/demo_password.txt", "my-own-Pa55"),
        ("fastlane/metadata/review_information/review_email.txt", "mine@example.com"),
        // What it means is what Apple has.
        ("fastlane/metadata/primary_category.txt", "MZGenre.Games"),
    ];
    for (path, text) in mine {
        put(&world, path, text);
    }
    fs::remove_file(world.path("fastlane/metadata/de-DE/name.txt")).unwrap();
    let before = files(&world.path("fastlane"));
    let dry = deliver(&world, &["download-metadata", "--dry-run", "--exit-code"]).run();
    assert_eq!(dry.code(), 8, "{dry}");
    for part in [
        "~ description fastlane/metadata/ja/description.txt: \"Mine.\" -> ",
        "~ demoAccountPassword fastlane/metadata/review_information/demo_password.txt: \"***\" -> \"***\"",
        "~ contactEmail fastlane/metadata/review_information/review_email.txt: \"mine@example.com\" -> \"review@example.com\"",
        "+ name fastlane/metadata/de-DE/name.txt",
    ] {
        assert!(dry.stdout().contains(part), "{part}\n{dry}");
    }
    assert!(!dry.stdout().contains("primaryCategory"), "{dry}");
    let ran = deliver(&world, &["download-metadata"]).run();
    assert_eq!(ran.code(), 5, "{ran}");
    assert!(
        ran.stderr().contains("3 files would be overwritten") && ran.stderr().contains("--force"),
        "{ran}"
    );
    assert!(files(&world.path("fastlane")) == before, "nothing was written");
    assert!(!world.said().contains("Pa55"), "{ran}");

    let ran = deliver(&world, &["download-metadata"]).env("DELIVER_FORCE_OVERWRITE", "1").run().success();
    assert!(ran.stdout().contains("5 files written"), "{ran}");
    let _ = nothing_to_do(&world, &["--skip-screenshots"]);
}

#[test]
fn at_a_terminal_somebody_is_asked_before_a_file_is_overwritten() {
    let world = delivered();
    let path = "fastlane/metadata/ja/description.txt";
    put(&world, path, "Mine.");
    for (answer, code) in [("n", 1), ("y", 0)] {
        let mut terminal = Terminal::start(&world, deliver(&world, &["download-metadata"]));
        terminal.sees("Overwrite 1 file with what Apple has?").types(answer);
        let (exit, seen) = terminal.ends();
        assert_eq!(exit, code, "{seen}");
        assert_eq!(read(&world, path) == "Mine.", code == 1, "{seen}");
    }
}

#[test]
fn the_version_on_the_store_is_another_than_the_one_in_preparation() {
    let world = delivered();
    let live = download(&world, &["download-metadata", "--metadata-path", "live", "--use-live-version"]);
    assert_eq!(
        (&live["version"], &live["version_state"]),
        (&json!("1.0.0"), &json!("READY_FOR_DISTRIBUTION"))
    );
    assert_eq!(read(&world, "live/en-US/name.txt"), "Tides\n");
    assert_eq!(read(&world, "live/primary_category.txt"), "UTILITIES\n");
    assert!(!world.path("live/de-DE").exists());
    let named = download(&world, &["download-metadata", "--metadata-path", "live", "--app-version", "1.0.0"]);
    assert_eq!(named["written"], json!([]), "{named}");
    let ran = deliver(&world, &["download-metadata", "--app-version", "7.0"]).run();
    assert_eq!(ran.code(), 4, "{ran}");
    assert!(ran.stderr().contains("no version 7.0") && ran.stderr().contains("it has 1.0.0, 1.1.0"), "{ran}");
    let none =
        download(&world, &["download-screenshots", "--screenshots-path", "shots", "--use-live-version"]);
    assert_eq!(none["written"], json!([]), "{none}");
}

#[test]
fn pictures_that_apple_renders_anew_are_fetched_once() {
    let world = delivered();
    let mut state = world.simulator().state();
    for shot in state["kinds"]["appScreenshots"].as_object_mut().unwrap().values_mut() {
        let sum =
            shot["attributes"]["sourceFileChecksum"].as_str().unwrap().chars().rev().collect::<String>();
        shot["attributes"]["sourceFileChecksum"] = json!(sum);
    }
    world.simulator().put_state(&state);
    let verb = ["download-screenshots", "--screenshots-path", "shots"];
    let first = download(&world, &verb);
    assert_eq!(first["written"].as_array().unwrap().len(), 9, "{first}");
    world.simulator().clear_requests();
    assert_eq!(download(&world, &verb)["unchanged"], json!(9));
    assert_eq!(pictures_fetched(&world), 0);
    let copies = ["--screenshots-path", "shots", "--overwrite-screenshots"];
    let _ = nothing_to_do(&world, &copies);
    fs::write(world.path("shots/ja/0_APP_IPHONE_67_0.png"), "edited").unwrap();
    let ran = deliver(&world, &verb).run();
    assert_eq!(ran.code(), 5, "{ran}");
    let forced = download(&world, &[&verb[..], &["--force"]].concat());
    assert_eq!(forced["written"], json!(["shots/ja/0_APP_IPHONE_67_0.png"]));
}

#[test]
fn originals_beside_which_a_copy_would_be_sent_twice_are_left_alone() {
    let world = delivered();
    let report = download(&world, &["download-screenshots"]);
    assert_eq!((&report["written"], &report["unchanged"]), (&json!([]), &json!(9)));
    assert_eq!(files(&world.path("fastlane/screenshots")).len(), 9);
    assert_eq!(pictures_fetched(&world), 0);
}

#[test]
fn a_picture_that_does_not_come_whole_is_told_and_the_others_are_there() {
    let world = delivered();
    let shots = world.simulator().all("appScreenshots");
    let unlucky = shots[0]["id"].as_str().unwrap();
    let path = format!("/_picture/asset/{unlucky}/");
    world.simulator().fault(&json!({ "kind": "status", "status": 404, "path_contains": path }));
    let verb = ["download-screenshots", "--screenshots-path", "shots"];
    let ran = deliver(&world, &verb).run();
    assert_ne!(ran.code(), 0, "{ran}");
    assert!(ran.stderr().contains("was not fetched"), "{ran}");
    assert_eq!(files(&world.path("shots")).len(), 8);
    world.simulator().clear_faults();
    world.simulator().fault(&json!({ "kind": "html", "status": 200, "path_contains": path }));
    let ran = deliver(&world, &verb).run();
    assert!(ran.code() == 1 && ran.stderr().contains("is no picture"), "{ran}");
    assert_eq!(files(&world.path("shots")).len(), 8);
    world.simulator().clear_faults();
    assert_eq!(download(&world, &verb)["written"].as_array().unwrap().len(), 1);
}

#[test]
fn names_from_the_server_lead_nowhere_else() {
    let world = delivered();
    let mut state = world.simulator().state();
    for (kind, locale) in
        [("appStoreVersionLocalizations", "../../../out"), ("appInfoLocalizations", "../../../out")]
    {
        for text in state["kinds"][kind].as_object_mut().unwrap().values_mut() {
            if text["attributes"]["locale"] == "ja" {
                text["attributes"]["locale"] = json!(locale);
            }
        }
    }
    for shot in state["kinds"]["appScreenshots"].as_object_mut().unwrap().values_mut() {
        shot["attributes"]["fileName"] = json!("../../x.png/../y.png");
    }
    world.simulator().put_state(&state);
    let _ = download(&world, &["download-metadata", "--metadata-path", "a/b/copy"]);
    let _ = download(&world, &["download-screenshots", "--screenshots-path", "a/b/shots"]);
    let strange = files(&world.path("a")).into_keys().filter(|name| name.contains("out")).collect::<Vec<_>>();
    assert!(!strange.is_empty());
    for name in &strange {
        assert!(name.starts_with("b/copy/_") || name.starts_with("b/shots/_"), "{strange:?}");
    }
    let roots = fs::read_dir(world.project()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut roots = roots.map(|name| name.into_string().unwrap()).collect::<Vec<_>>();
    roots.sort();
    assert_eq!(roots, ["a", "fastlane"]);
}

#[test]
fn a_project_is_begun_once_and_keeps_what_is_in_it() {
    let world = delivered();
    fs::remove_dir_all(world.path("fastlane")).unwrap();
    fs::create_dir(world.path("fastlane")).unwrap();
    let dry = deliver(&world, &["init", "--dry-run", "--exit-code"]).run();
    assert_eq!(dry.code(), 8, "{dry}");
    assert!(files(&world.path("fastlane")).is_empty());
    let begun = download(&world, &["init", "--skip-screenshots"]);
    assert_eq!(begun["written"][0], "fastlane/Deliverfile");
    assert!(!world.path("fastlane/screenshots").exists());
    assert!(read(&world, "fastlane/Deliverfile").contains(&format!("\napp_identifier \"{APP}\"\n")));
    let rest = download(&world, &["init"]);
    assert_eq!(rest["written"].as_array().unwrap().len(), 9, "{rest}");
    let _ = nothing_to_do(&world, &["--overwrite-screenshots"]);
    let again = download(&world, &["init"]);
    assert_eq!((&again["written"], &again["kept"]), (&json!([]), &json!([])), "{again}");

    put(&world, "fastlane/Deliverfile", "price_tier 0\n");
    put(&world, "fastlane/metadata/ja/description.txt", "Mine.");
    let kept = download(&world, &["init"]);
    assert_eq!(kept["written"], json!([]), "{kept}");
    assert_eq!(kept["kept"], json!(["fastlane/Deliverfile", "fastlane/metadata/ja/description.txt"]));
    assert_eq!(read(&world, "fastlane/Deliverfile"), "price_tier 0\n");
    let forced = download(&world, &["init", "--force"]);
    assert_eq!(forced["written"].as_array().unwrap().len(), 2, "{forced}");
    assert!(read(&world, "fastlane/Deliverfile").contains(APP));
}
