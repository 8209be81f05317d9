//! `deliver` and the card of an App Clip: action, subtitles, header images and the reviewers' addresses.

use std::fs;

use serde_json::{Value, json};
use testkit::sample::{broken, plain};
use testkit::{Ran, Tool};
use tests::World;

const APP: &str = "com.example.tides";

const IMAGES: &str = "fastlane/app_clip_header_images";
const TEXTS: &str = "fastlane/app_clip";

fn deliver(world: &World, arguments: &[&str]) -> Tool {
    world.tool("deliver").args(arguments).args(["--app-identifier", APP])
}

fn put(world: &World, path: &str, text: &str) {
    let path = world.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn put_header(world: &World, path: &str, red: u8) {
    plain::write(&world.path(format!("{IMAGES}/{path}")), (1800, 1200), [red, 20, 30]).unwrap();
}

/// An app with 1.0.0 on the store, and a project with a card in two languages.
fn project(app_clip: bool) -> World {
    let world = World::start();
    let app = json!({ "bundle_id": APP, "name": "Tides", "released": true, "app_clip": app_clip });
    world.simulator().add_app(&app);
    put(&world, "fastlane/metadata/en-US/release_notes.txt", "Faster.");
    put(&world, "fastlane/metadata/de-DE/description.txt", "Gezeiten.");
    put(&world, "fastlane/metadata/de-DE/release_notes.txt", "Schneller.");
    let addresses = "https://example.com/a, https://example.com/b\n";
    put(&world, "fastlane/metadata/app_clip_review_information/invocation_urls.txt", addresses);
    put(&world, &format!("{TEXTS}/en-US/app_clip_default_experience_action.txt"), "view\n");
    for (locale, text) in [("en-US", "The next tide\n"), ("de-DE", "Die nächste Flut\n")] {
        put(&world, &format!("{TEXTS}/{locale}/app_clip_default_experience_subtitle.txt"), text);
    }
    put_header(&world, "en-US/harbour.png", 1);
    put_header(&world, "default/sea.png", 2);
    put(
        &world,
        "fastlane/Deliverfile",
        &format!(
            "app_clip_header_images_path \"{IMAGES}\"\napp_clip_default_experience_metadata_path \"{TEXTS}\"\n"
        ),
    );
    world
}

fn run(world: &World, version: &str, more: &[&str]) -> Ran {
    deliver(world, &["run", "--app-version", version, "--force", "--skip-screenshots"]).args(more).run()
}

fn plan(world: &World, version: &str, more: &[&str]) -> Ran {
    let plan = ["plan", "--app-version", version, "--skip-screenshots", "--dry-run", "--exit-code"];
    deliver(world, &plan).args(more).run()
}

/// Subtitle and checksum of the header image, by locale, of the newest card.
fn card(world: &World) -> Value {
    let state = world.simulator().state();
    let kinds = &state["kinds"];
    let texts = kinds["appClipDefaultExperienceLocalizations"].as_object().unwrap();
    let newest = kinds["appClipDefaultExperiences"].as_object().unwrap();
    let is_open = |id: &str| {
        let of = &newest[id]["relationships"]["releaseWithAppStoreVersion"]["id"];
        kinds["appStoreVersions"][of.as_str().unwrap()]["attributes"]["appVersionState"]
            == "PREPARE_FOR_SUBMISSION"
    };
    let of =
        |text: &&Value| is_open(text["relationships"]["appClipDefaultExperience"]["id"].as_str().unwrap());
    let one = |text: &Value| {
        let image = text["relationships"]["appClipHeaderImage"]["id"].as_str();
        let md5 = image.map(|id| &kinds["appClipHeaderImages"][id]["attributes"]["sourceFileChecksum"]);
        let attributes = &text["attributes"];
        (attributes["locale"].as_str().unwrap().to_owned(), json!([attributes["subtitle"], md5]))
    };
    texts.values().filter(of).map(one).collect::<serde_json::Map<_, _>>().into()
}

fn releases(world: &World) {
    let mut state = world.simulator().state();
    for version in state["kinds"]["appStoreVersions"].as_object_mut().unwrap().values_mut() {
        version["attributes"]["appVersionState"] = "READY_FOR_DISTRIBUTION".into();
        version["attributes"]["appStoreState"] = "READY_FOR_SALE".into();
    }
    world.simulator().put_state(&state);
}

#[test]
fn a_card_is_planned_made_and_left_alone_by_the_second_run() {
    let world = project(true);
    let planned = plan(&world, "1.1.0", &[]);
    assert_eq!((planned.code(), world.simulator().summary().writes), (8, 0), "{planned}");
    for part in [
        "+ card App Clip: \"VIEW\"",
        "+ subtitle App Clip de-DE: \"Die nächste Flut\"",
        "+ header image App Clip de-DE fastlane/app_clip_header_images/default/sea.png",
        "+ header image App Clip en-US fastlane/app_clip_header_images/en-US/harbour.png",
        "~ invocation URLs App Clip: \"https://example.com/a, https://example.com/b\"",
    ] {
        assert!(planned.stdout().contains(part), "{part}\n{planned}");
    }
    let ran = run(&world, "1.1.0", &["--output", "json"]).success();
    let card = card(&world);
    assert_eq!(
        (&card["en-US"][0], &card["de-DE"][0]),
        (&json!("The next tide"), &json!("Die nächste Flut")),
        "{ran}"
    );
    assert!(card["en-US"][1].is_string() && card["en-US"][1] != card["de-DE"][1], "{card}");
    let details = world.simulator().all("appClipAppStoreReviewDetails");
    let expected = json!(["https://example.com/a", "https://example.com/b"]);
    assert_eq!(details[0]["attributes"]["invocationUrls"], expected);

    world.simulator().clear_requests();
    let again = run(&world, "1.1.0", &[]).success();
    assert!(again.stdout().contains("nothing was to do"), "{again}");
    assert_eq!(world.simulator().summary().writes, 0, "{again}");
}

#[test]
fn what_changed_is_sent_and_a_picture_makes_way_for_its_successor() {
    let world = project(true);
    let _ = run(&world, "1.1.0", &[]).success();
    let before = card(&world);
    put_header(&world, "en-US/harbour.png", 9);
    world.simulator().clear_requests();
    let more = [
        "--app-clip-default-experience-action",
        "PLAY",
        "--app-clip-default-experience-subtitle",
        r#"{"en-US": "All tides"}"#,
        "--app-clip-review-information",
        r#"{"invocation_urls": ["https://example.com/c"]}"#,
    ];
    let planned = plan(&world, "1.1.0", &more);
    for part in [
        "~ action App Clip: \"VIEW\" -> \"PLAY\"",
        "~ subtitle App Clip en-US: \"The next tide\" -> \"All tides\"",
        "- header image App Clip en-US harbour.png (in no file)",
    ] {
        assert!(planned.stdout().contains(part), "{part}\n{planned}");
    }
    // Apple finds nothing wrong with it at the second look.
    let failure = json!({ "type": "appClipHeaderImages", "code": "IMAGE_TOOL_FAILURE", "times": 1 });
    world.simulator().fail_assets(&failure);
    world.simulator().lag(0.5);
    let ran = run(&world, "1.1.0", &more).success();
    assert!(ran.stderr().contains("it is sent once more"), "{ran}");
    let after = card(&world);
    assert_eq!((&after["en-US"][0], &after["de-DE"]), (&json!("All tides"), &before["de-DE"]));
    assert_ne!(after["en-US"][1], before["en-US"][1]);
    assert_eq!(world.simulator().all("appClipHeaderImages").len(), 2);
    assert_eq!(plan(&world, "1.1.0", &more).code(), 0);

    world.simulator().lag(0.0);
    // What fails twice ends the run, and the next one begins there.
    put_header(&world, "en-US/harbour.png", 11);
    let failure = json!({ "type": "appClipHeaderImages", "code": "IMAGE_TOOL_FAILURE", "times": 2 });
    world.simulator().fail_assets(&failure);
    let ran = run(&world, "1.1.0", &more);
    assert_eq!(ran.code(), 5, "{ran}");
    assert!(ran.stderr().contains("Apple does not take") && ran.stderr().contains("harbour.png"), "{ran}");
    assert!(plan(&world, "1.1.0", &more).stdout().contains("en-US harbour.png (failed)"));
    let _ = run(&world, "1.1.0", &more).success();
    assert_eq!(plan(&world, "1.1.0", &more).code(), 0);
}

#[test]
fn a_new_version_begins_with_the_card_on_the_store() {
    let world = project(true);
    let _ = run(&world, "1.1.0", &[]).success();
    let before = card(&world);
    releases(&world);
    fs::remove_dir_all(world.path(IMAGES)).unwrap();
    fs::remove_dir_all(world.path(TEXTS)).unwrap();
    fs::create_dir_all(world.path(TEXTS)).unwrap();
    fs::remove_file(world.path("fastlane/Deliverfile")).unwrap();
    fs::remove_dir_all(world.path("fastlane/metadata/app_clip_review_information")).unwrap();
    // Without a word about App Clips nothing is asked of them.
    let _ = run(&world, "1.2.0", &[]).success();
    assert_eq!(card(&world), json!({}));
    let asked = ["--app-clip-default-experience-metadata-path", TEXTS];
    world.simulator().lag(0.5);
    let planned = plan(&world, "1.2.0", &asked);
    assert!(planned.stdout().contains("+ card App Clip (as version 1.1.0 has it)"), "{planned}");
    let _ = run(&world, "1.2.0", &asked).success();
    assert_eq!(card(&world), before);
    assert_eq!(plan(&world, "1.2.0", &asked).code(), 0);
}

#[test]
fn nothing_is_written_where_something_is_wrong() {
    let world = project(true);
    broken::write_wrong_size_png(&world.path(format!("{IMAGES}/ja/small.png"))).unwrap();
    put(&world, &format!("{TEXTS}/ja/app_clip_default_experience_subtitle.txt"), &"潮".repeat(57));
    let ran = run(&world, "1.1.0", &[]);
    assert_eq!((ran.code(), world.simulator().summary().writes), (6, 0), "{ran}");
    for part in ["1000x1000", "scale it to 1800x1200", "has 57 characters; Apple takes 56"] {
        assert!(ran.stderr().contains(part), "{part}\n{ran}");
    }
    let ran = run(&world, "1.1.0", &["--app-clip-default-experience-action", "RUN"]);
    assert_eq!(ran.code(), 2, "{ran}");
    assert!(ran.stderr().contains("give OPEN, VIEW, PLAY"), "{ran}");
}

#[test]
fn an_app_without_an_app_clip_is_told_before_the_first_write() {
    let world = project(false);
    let ran = run(&world, "1.1.0", &[]);
    assert_eq!((ran.code(), world.simulator().summary().writes), (4, 0), "{ran}");
    assert!(ran.stderr().contains("no App Clip") && ran.stderr().contains("upload such a build"), "{ran}");
    fs::remove_file(world.path("fastlane/Deliverfile")).unwrap();
    fs::remove_dir_all(world.path("fastlane/metadata/app_clip_review_information")).unwrap();
    world.simulator().clear_requests();
    let _ = run(&world, "1.1.0", &[]).success();
    let asked = world.simulator().requests();
    assert!(asked.iter().all(|request| !request.path.contains("appClip")), "{asked:?}");
}

#[test]
fn header_images_are_downloaded_once_and_sent_again_change_nothing() {
    let world = project(true);
    let none = deliver(&world, &["download-app-clip-header-images"]).run();
    assert_eq!(none.code(), 4, "{none}");
    let _ = run(&world, "1.1.0", &[]).success();
    let download = |arguments: &[&str]| {
        world.simulator().clear_requests();
        let ran = deliver(&world, arguments).args(["--output", "json"]).run().success();
        assert_eq!(world.simulator().summary().writes, 0, "{ran}");
        ran.json()["written"].clone()
    };
    assert_eq!(download(&["download_app_clip_header_images"]), json!([]), "all of them are there");
    let copy = ["download-app-clip-header-images", "--app-clip-header-images-path", "copy"];
    assert_eq!(download(&copy), json!(["copy/de-DE/header.png", "copy/en-US/header.png"]));
    let bytes = |path: &str| fs::read(world.path(path)).unwrap();
    assert!(bytes("copy/en-US/header.png") == bytes(&format!("{IMAGES}/en-US/harbour.png")));
    assert_eq!(plan(&world, "1.1.0", &["--app-clip-header-images-path", "copy"]).code(), 0);
    assert_eq!(download(&copy), json!([]));

    // A picture that is there under another name is the one that is overwritten, if that is allowed.
    put_header(&world, "en-US/harbour.png", 77);
    let refused = deliver(&world, &["download-app-clip-header-images"]).run();
    assert_eq!(refused.code(), 5, "{refused}");
    let path = format!("{IMAGES}/en-US/harbour.png");
    assert_eq!(download(&["download-app-clip-header-images", "--force"]), json!([path]));
    assert_eq!(plan(&world, "1.1.0", &[]).code(), 0);

    // A name from the server leads nowhere else.
    let mut state = world.simulator().state();
    for text in state["kinds"]["appClipDefaultExperienceLocalizations"].as_object_mut().unwrap().values_mut()
    {
        if text["attributes"]["locale"] == "de-DE" {
            text["attributes"]["locale"] = json!("../../../out");
        }
    }
    world.simulator().put_state(&state);
    let written = download(&["download-app-clip-header-images", "--app-clip-header-images-path", "a/b"]);
    assert_eq!(written, json!(["a/b/_.._.._.._out/header.png", "a/b/en-US/header.png"]));
}
