//! `deliver run`: attachments, price, availability, the version on the store, and what only looks.

use std::fs;

use serde_json::{Value, json};
use testkit::Ran;
use testkit::sample::Sample;
use tests::World;

use crate::testflight::package;

/// A project with texts, and a first run that brings them in.
fn brought() -> World {
    let world = World::start();
    let sample = Sample::default();
    sample.write_metadata(&world.project()).unwrap();
    sample.write_appfile(&world.project()).unwrap();
    let _ = run(&world, &[]).success();
    world
}

fn run(world: &World, more: &[&str]) -> Ran {
    world.simulator().clear_requests();
    let tool = world.tool("deliver").args(["--force", "--run-precheck-before-submit", "false"]);
    let version = if more.contains(&"--edit-live") { &[][..] } else { &["--app-version", "1.0.0"] };
    tool.args(version).args(more).run()
}

/// How many writes a run needs that succeeds.
fn writes(world: &World, more: &[&str]) -> u64 {
    let ran = run(world, more);
    assert_eq!(ran.code(), 0, "{ran}");
    world.simulator().summary().writes
}

/// The value of an attribute of all resources of a kind.
fn all(world: &World, kind: &str, attribute: &str) -> Vec<Value> {
    let mut all = world.simulator().all(kind);
    all.iter_mut().map(|one| one["attributes"][attribute].take()).collect()
}

#[test]
fn attachments_are_sent_once_and_go_only_when_that_is_said() {
    let world = brought();
    let names = || {
        let mut names = all(&world, "appStoreReviewAttachments", "fileName");
        names.sort_by_key(ToString::to_string);
        names
    };
    fs::write(world.path("guide.pdf"), "how to see the tides").unwrap();
    fs::write(world.path("account.txt"), "robin").unwrap();
    let given = ["--app_review_attachment_file", "guide.pdf,account.txt"];
    let planned = run(&world, &[&given[..], &["--dry-run"]].concat()).success();
    assert!(planned.stdout().contains("attachment guide.pdf"), "{planned}");
    assert_eq!(world.simulator().summary().writes, 0);
    let _ = run(&world, &given).success();
    assert_eq!(names(), ["account.txt", "guide.pdf"]);
    let states = all(&world, "appStoreReviewAttachments", "assetDeliveryState");
    assert!(states.iter().all(|state| state["state"] == "COMPLETE"), "{states:?}");
    assert_eq!(writes(&world, &given), 0);
    assert_eq!((writes(&world, &[]), names().len()), (0, 2), "what is not said stays");

    // As long as before, but something else.
    let before = world.simulator().all("appStoreReviewAttachments");
    fs::write(world.path("guide.pdf"), "how to see the waves").unwrap();
    let _ =
        run(&world, &["--app-review-attachment-file=guide.pdf", "--app-review-attachment-file=account.txt"]);
    let after = world.simulator().all("appStoreReviewAttachments");
    let kept =
        after.iter().filter(|one| before.iter().any(|other| other["id"] == one["id"])).collect::<Vec<_>>();
    assert_eq!((kept.len(), &kept[0]["attributes"]["fileName"]), (1, &json!("account.txt")));

    let missing = run(&world, &["--app-review-attachment-file", "guide.pdf,nowhere.pdf"]);
    assert_eq!((missing.code(), world.simulator().summary().writes), (6, 0), "{missing}");
    assert!(missing.stderr().contains("nowhere.pdf"), "{missing}");
    let _ = run(&world, &["--app-review-attachment-file", "none"]).success();
    assert_eq!(names(), Vec::<Value>::new());
    assert_eq!(writes(&world, &["--app-review-attachment-file", ""]), 0);
}

#[test]
fn a_price_is_set_once_and_an_old_tier_is_explained() {
    let world = brought();
    let prices = || {
        let simulator = world.simulator();
        let points = simulator.all("appPricePoints");
        let amount = |price: &Value| {
            let id = &price["relationships"]["appPricePoint"]["id"];
            let point = points.iter().find(|point| point["id"] == *id);
            point.map(|point| point["attributes"]["customerPrice"].as_str().unwrap_or_default().to_owned())
        };
        simulator.all("appPrices").iter().filter_map(amount).collect::<Vec<_>>()
    };
    assert_eq!(writes(&world, &["--price", "0"]), 0, "the app is free already");
    let ran = run(&world, &["--price", "4.99"]).success();
    assert!(ran.stderr().contains("\"0 (USA)\" -> \"4.99 (USA)\""), "{ran}");
    assert!(prices().contains(&"4.99".to_owned()), "{:?}", prices());
    assert_eq!(writes(&world, &["--price", "4.990"]), 0);
    assert_eq!(writes(&world, &[]), 0);
    let between = run(&world, &["--price", "4.5"]);
    assert_eq!((between.code(), world.simulator().summary().writes), (6, 0), "{between}");
    assert!(between.stderr().contains("2.99 and 4.99"), "{between}");
    let tier = run(&world, &["--price_tier", "3"]);
    assert_eq!((tier.code(), world.simulator().summary().writes), (2, 0), "{tier}");
    assert!(tier.stderr().contains("--price AMOUNT"), "{tier}");
    assert_eq!(writes(&world, &["-r", "0"]), 1);
    assert_eq!(writes(&world, &["-r", "0"]), 0);
    assert_eq!(writes(&world, &["--price", "1.99:DEU"]), 1);
    let ran = run(&world, &["--price", "2.99", "--dry-run"]).success();
    assert!(ran.stdout().contains("\"1.99 (DEU)\" -> \"2.99 (DEU)\""), "{ran}");
}

#[test]
fn an_app_is_to_be_had_where_that_is_said() {
    let world = brought();
    let available = || {
        let all = world.simulator().all("territoryAvailabilities");
        let mut there = all
            .iter()
            .filter(|one| one["attributes"]["available"] == true)
            .map(|one| one["relationships"]["territory"]["id"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>();
        there.sort();
        there
    };
    let everywhere = available().len();
    assert!(everywhere > 100, "{everywhere}");
    assert_eq!(writes(&world, &["--availability", "all"]), 0);
    let unknown = run(&world, &["--availability", "USA,XYZ"]);
    assert_eq!((unknown.code(), world.simulator().summary().writes), (6, 0), "{unknown}");
    assert!(unknown.stderr().contains("no territory XYZ"), "{unknown}");
    let _ = run(&world, &["--availability", "usa,DEU"]).success();
    assert_eq!(available(), ["DEU", "USA"]);
    assert_eq!(writes(&world, &["--availability", "USA,DEU"]), 0);
    assert_eq!(writes(&world, &["--availability", "USA,DEU,JPN"]), 1);

    // An app of which nothing was said yet.
    let mut state = world.simulator().state();
    for kind in ["appAvailabilities", "territoryAvailabilities"] {
        state["kinds"][kind] = json!({});
    }
    for app in state["kinds"]["apps"].as_object_mut().unwrap().values_mut() {
        app["relationships"].as_object_mut().unwrap().remove("appAvailabilityV2");
    }
    world.simulator().put_state(&state);
    let nowhere = run(&world, &["--price", "4.99"]);
    assert_eq!((nowhere.code(), world.simulator().summary().writes), (6, 0), "{nowhere}");
    assert!(nowhere.stderr().contains("--availability all"), "{nowhere}");
    let ran = run(&world, &["--price-tier", "0"]).success();
    assert!(ran.stderr().contains("territories, and new ones"), "{ran}");
    assert_eq!(available().len(), everywhere);
    assert_eq!(writes(&world, &["--price-tier", "0"]), 0);
}

#[test]
fn verifying_looks_at_everything_and_sends_nothing() {
    let world = World::start();
    let sample = Sample::default().payload_bytes(1000);
    sample.write_metadata(&world.project()).unwrap();
    world.sign();
    world.build(sample);
    // Neither bundle id nor version is given: the binary has them. It need not be at Apple.
    let ran = run(&world, &["--verify_only", "--ipa", "build/Demo.ipa"]).success();
    assert!(ran.stderr().contains("nothing was sent") && ran.stdout().contains("description"), "{ran}");
    assert_eq!(world.simulator().summary().writes, 0);
    fs::write(world.path("fastlane/metadata/en-US/subtitle.txt"), "x".repeat(31)).unwrap();
    let wrong = run(&world, &["--verify-only", "--ipa", "build/Demo.ipa"]);
    assert_eq!((wrong.code(), world.simulator().summary().writes), (6, 0), "{wrong}");
    fs::remove_file(world.path("fastlane/metadata/en-US/subtitle.txt")).unwrap();

    fs::write(world.path("Demo.pkg"), package(false)).unwrap();
    let unsigned = run(&world, &["--verify-only", "-c", "Demo.pkg"]);
    assert_eq!(unsigned.code(), 6, "{unsigned}");
    assert!(unsigned.stderr().contains("installer certificate"), "{unsigned}");
    fs::write(world.path("Demo.pkg"), package(true)).unwrap();
    let plan = world.tool("deliver").args(["plan", "--pkg", "Demo.pkg", "--build-number", "1"]).run();
    assert_eq!(plan.code(), 2, "{plan}");
    let ran = world.tool("deliver").args(["--verify-only", "--pkg", "Demo.pkg"]).run().success();
    assert!(ran.stdout().contains("+ version 1.0.0"), "a first version for the Mac: {ran}");
}

#[test]
fn of_the_version_on_the_store_only_the_promotional_text_is_edited() {
    let world = brought();
    let mut state = world.simulator().state();
    for version in state["kinds"]["appStoreVersions"].as_object_mut().unwrap().values_mut() {
        version["attributes"]["appVersionState"] = "READY_FOR_DISTRIBUTION".into();
        version["attributes"]["appStoreState"] = "READY_FOR_SALE".into();
    }
    world.simulator().put_state(&state);
    // Another one is in preparation, which stays as it is.
    let made = world.tool("deliver").args(["--app-version", "1.1.0", "--force", "--skip-metadata"]).run();
    assert_eq!(made.code(), 0, "{made}");
    let folder = world.path("fastlane/metadata/en-US");
    fs::write(folder.join("promotional_text.txt"), "Spring tides are here.").unwrap();
    fs::write(folder.join("description.txt"), "Another description.").unwrap();
    fs::write(world.path("fastlane/metadata/copyright.txt"), "2026 Somebody Else").unwrap();
    let ran = run(&world, &["--edit-live"]).success();
    assert!(ran.stderr().contains("description (en-US)") && ran.stderr().contains("copyright"), "{ran}");
    assert_eq!(world.simulator().summary().writes, 1, "{ran}");
    let texts = world.simulator().all("appStoreVersionLocalizations");
    let new = texts.iter().filter(|text| text["attributes"]["promotionalText"] == "Spring tides are here.");
    let new = new.map(|text| text["relationships"]["appStoreVersion"]["id"].clone()).collect::<Vec<_>>();
    let versions = world.simulator().all("appStoreVersions");
    let live = versions.iter().find(|version| version["attributes"]["versionString"] == "1.0.0").unwrap();
    assert_eq!(new, [live["id"].clone()]);
    assert_eq!(writes(&world, &["--edit-live"]), 0);
    let both = run(&world, &["--edit-live", "--submit-for-review"]);
    assert_eq!(both.code(), 2, "{both}");
}

#[test]
fn with_fastlanes_defaults_what_is_not_given_goes() {
    let world = brought();
    let metadata = world.path("fastlane/metadata");
    fs::write(metadata.join("primary_category.txt"), "GAMES").unwrap();
    fs::write(metadata.join("primary_first_sub_category.txt"), "GAMES_PUZZLE").unwrap();
    fs::write(world.path("guide.pdf"), "how to see the tides").unwrap();
    let _ = run(&world, &["--phased-release", "--app-review-attachment-file", "guide.pdf"]).success();
    fs::remove_file(metadata.join("primary_first_sub_category.txt")).unwrap();
    assert_eq!(writes(&world, &[]), 0, "what is not given stays");
    let plan = run(&world, &["--fastlane-defaults", "--dry-run"]).success();
    for gone in ["- attachment guide.pdf", "- phased release", "primarySubcategoryOne"] {
        assert!(plan.stdout().contains(gone), "{gone}: {plan}");
    }
    let _ = run(&world, &["--fastlane-defaults"]).success();
    assert_eq!(world.simulator().all("appStoreReviewAttachments").len(), 0);
    assert_eq!(world.simulator().all("appStoreVersionPhasedReleases").len(), 0);
    assert_eq!(writes(&world, &["--fastlane-defaults"]), 0);

    // The newest binary of the folder is looked at.
    fs::write(world.path("Old.pkg"), package(true)).unwrap();
    let ran = world.tool("deliver").args(["plan", "--fastlane-defaults", "--verify-only"]).run().success();
    assert!(ran.stderr().contains("Old.pkg is taken"), "{ran}");
}

#[test]
fn what_cannot_be_had_is_refused_and_what_has_no_effect_is_told() {
    let world = brought();
    let reset = run(&world, &["--reset_ratings"]);
    assert_eq!((reset.code(), world.simulator().summary().requests), (2, 0), "{reset}");
    assert!(reset.stderr().contains("App Store Connect"), "{reset}");
    assert_eq!(writes(&world, &["--reset_ratings", "false"]), 0);
    let ran = run(
        &world,
        &["-l", "icon.png", "--itc_provider", "X", "--skip_binary_upload", "--sync-screenshots", "false"],
    );
    let ran = ran.success();
    for told in
        ["--app-icon has no effect", "--itc-provider has no effect", "--skip-binary-upload has no effect"]
    {
        assert!(ran.stderr().contains(told), "{told}: {ran}");
    }
    assert!(!ran.stderr().contains("sync-screenshots"), "{ran}");
}
