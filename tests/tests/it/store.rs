//! `deliver`: how the app stands, and what comes after a release.

use std::fs;

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

#[test]
fn reviews_are_found_by_stars_and_an_answer_takes_the_place_of_the_one_before() {
    let world = World::with(&["--populate", "reviews=1450"]);
    let list = |more: &[&str]| {
        let ran = deliver(&world).args(["reviews", "list", "--output", "json"]).args(more).run().success();
        ran.json()["reviews"].as_array().unwrap().clone()
    };
    assert_eq!(list(&[]).len(), 100);
    world.simulator().clear_requests();
    let newest = list(&["--most", "150"]);
    assert_eq!(newest.len(), 150);
    let pages = world.simulator().requests();
    let pages = pages.iter().filter(|request| request.path.contains("/customerReviews")).count();
    assert!(
        pages <= 3,
        "of eight pages {pages} were read, and at most two can be on their way beside the one that is shown"
    );
    let dates = newest.iter().map(|review| review["created"].as_str().unwrap()).collect::<Vec<_>>();
    assert!(dates.is_sorted_by(|one, next| one >= next), "{dates:?}");
    let bad = list(&["--rating", "1", "--most", "2000"]);
    assert!(!bad.is_empty() && bad.iter().all(|review| review["rating"] == 1), "{bad:?}");

    let open = list(&["--unanswered"]);
    let id = open[0]["id"].as_str().unwrap();
    let reply =
        |text: &str, more: &[&str]| deliver(&world).args(["reviews", "reply", id, text]).args(more).run();
    let dry = reply("Thank you", &["--dry-run", "--exit-code"]);
    assert_eq!(dry.code(), 8, "{dry}");
    for text in ["Thank you", &"x".repeat(5970)] {
        let _ = reply(text, &[]).success();
        let told = list(&["--most", "2000"]);
        let told = told.iter().find(|review| review["id"] == id).unwrap();
        assert_eq!(told["answer"], text);
    }
    world.simulator().clear_requests();
    let _ = reply(&"x".repeat(5970), &[]).success();
    assert_eq!(world.simulator().summary().writes, 0, "the same answer is there");
    assert!(list(&["--unanswered", "--most", "2000"]).iter().all(|review| review["id"] != id));
}

#[test]
fn a_deliverfile_is_taken_and_options_and_variables_beat_it() {
    let world = World::start();
    fs::create_dir_all(world.path("fastlane/metadata/en-US")).unwrap();
    fs::write(world.path("fastlane/metadata/en-US/keywords.txt"), "file").unwrap();
    let deliverfile = r#"
app_identifier "com.example.gantry.demo"
app_version "1.0.0"
app_version "9.9.9" # the first one counts
keywords(
  "en-US" => ["sea", "tide"],
  "de-DE" => "Gezeiten"
)
name({ "de-DE" => "Gezeiten" })
copyright "2026 #Example"
skip_binary_upload true
submission_information({ content_rights_contains_third_party_content: false })
"#;
    fs::write(world.path("fastlane/Deliverfile"), deliverfile).unwrap();
    let plan = |more: &[&str]| world.tool("deliver").args(["plan", "--output", "json"]).args(more).run();
    let changes = |more: &[&str]| plan(more).success().json()["changes"].as_array().unwrap().clone();
    let after = |what: &str, name: &str, more: &[&str]| {
        let all = changes(more);
        let found = all.iter().find(|change| change["what"] == what && change["name"] == name);
        found.map(|change| change["after"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(after("keywords", "en-US", &[]).as_deref(), Some("sea, tide"));
    assert_eq!(after("keywords", "de-DE", &[]).as_deref(), Some("Gezeiten"));
    assert_eq!(after("copyright", "version", &[]).as_deref(), Some("2026 #Example"));
    assert_eq!(after("copyright", "version", &["--copyright", "2026 Other"]).as_deref(), Some("2026 Other"));
    assert_eq!(after("version", "number", &[]).as_deref(), Some("1.0.0"));
    let told = world.tool("deliver").args(["plan"]).env("DELIVER_APP_VERSION", "1.0.1").run().success();
    assert!(told.stdout().contains("1.0.1"), "{told}");

    fs::write(world.path("fastlane/Deliverfile"), "app_version \"1.0.0\"\nsubmit_for_revew true\n").unwrap();
    let wrong = plan(&[]);
    assert_eq!(wrong.code(), 6, "{wrong}");
    assert!(
        wrong.stderr().contains("Deliverfile:2") && wrong.stderr().contains("submit_for_review"),
        "{wrong}"
    );
    fs::write(world.path("fastlane/Deliverfile"), "app_version File.read('version')\n").unwrap();
    let ruby = plan(&[]);
    assert_eq!(ruby.code(), 6, "{ruby}");
    assert!(ruby.stderr().contains("Deliverfile:1") && ruby.stderr().contains("--app-version"), "{ruby}");
}

#[test]
fn precheck_warns_or_stops_before_the_first_write_as_its_rules_say() {
    let world = World::start();
    let sample = Sample::default();
    sample.write_metadata(&world.project()).unwrap();
    sample.write_appfile(&world.project()).unwrap();
    fs::write(world.path("fastlane/metadata/en-US/description.txt"), "Tides.\nBetter than on Android.\n")
        .unwrap();
    let run =
        |more: &[&str]| world.tool("deliver").args(["--app-version", "1.0.0", "--force"]).args(more).run();
    let stopped = run(&["--precheck", "other_platforms=error"]);
    assert_eq!((stopped.code(), world.simulator().summary().writes), (6, 0), "{stopped}");
    assert!(stopped.stderr().contains("en-US/description.txt:2"), "{stopped}");
    fs::write(world.path("fastlane/Precheckfile"), "other_platforms(level: :error)\n").unwrap();
    assert_eq!(run(&[]).code(), 6);
    let warned = run(&["--precheck", "other_platforms=warn"]);
    assert!(warned.stderr().contains("warning: ") && warned.stderr().contains("Android"), "{warned}");
    assert_eq!(warned.code(), 0, "{warned}");
    let off = run(&["--run_precheck_before_submit", "false"]).success();
    assert!(!off.stderr().contains("Android"), "{off}");
}

#[test]
fn the_age_rating_is_answered_once() {
    let world = World::start();
    let sample = Sample::default();
    sample.write_metadata(&world.project()).unwrap();
    sample.write_appfile(&world.project()).unwrap();
    let run = |more: &[&str]| {
        let tool = world.tool("deliver").args([
            "--app-version",
            "1.0.0",
            "--force",
            "--run-precheck-before-submit",
            "false",
        ]);
        tool.args(more).run()
    };
    fs::write(world.path("rating.json"), r#"{"gamblng": true}"#).unwrap();
    let wrong = run(&["--app_rating_config_path", "rating.json"]);
    assert_eq!((wrong.code(), world.simulator().summary().writes), (6, 0), "{wrong}");
    assert!(wrong.stderr().to_lowercase().contains("did you mean gambling"), "{wrong}");
    fs::write(world.path("rating.json"), r#"{"MZGenre.CARTOON_FANTASY_VIOLENCE": 1}"#).unwrap();
    let _ = run(&["--app_rating_config_path", "rating.json"]).success();
    let declarations = world.simulator().all("ageRatingDeclarations");
    let answered =
        |one: &serde_json::Value| one["attributes"]["violenceCartoonOrFantasy"] == "INFREQUENT_OR_MILD";
    assert!(declarations.iter().any(answered), "{declarations:?}");
    world.simulator().clear_requests();
    let again = run(&["--app_rating_config_path", "rating.json"]).success();
    assert_eq!(world.simulator().summary().writes, 0, "{again}");
    // What is downloaded lies where it is looked for, and is no change.
    let _ = world.tool("deliver").args(["download-metadata", "--force"]).run().success();
    assert!(world.path("fastlane/metadata/age_rating.json").is_file());
    let plan =
        world.tool("deliver").args(["plan", "--app-version", "1.0.0", "--output", "json"]).run().success();
    assert_eq!(plan.json()["changes"], json!([]), "{plan}");
}
