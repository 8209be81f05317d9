//! `deliver preview`: the page of a project, written and looked at.

use std::fs;

use testkit::sample::Sample;
use testkit::{Browser, Look};
use tests::World;

#[test]
fn the_page_shows_the_project_its_problems_and_no_markup_of_its_texts() {
    let world = World::start();
    let sample = Sample::default();
    sample.write_metadata(&world.project()).unwrap();
    sample.write_screenshots(&world.project()).unwrap();
    sample.write_appfile(&world.project()).unwrap();
    fs::write(
        world.path("fastlane/metadata/en-US/description.txt"),
        "<script>document.title = 'taken'</script>",
    )
    .unwrap();
    fs::write(world.path("fastlane/metadata/de-DE/subtitle.txt"), "x".repeat(31)).unwrap();
    let ran =
        world.tool("deliver").args(["preview", "--app-version", "1.0.0", "--output", "json"]).run().success();
    assert_eq!(world.simulator().summary().writes, 0, "{ran}");
    let written = ran.json();
    assert_eq!(written["path"], "fastlane/Preview.html");
    assert!(
        written["problems"].as_u64().unwrap() >= 1 && written["changes"].as_u64().unwrap() > 10,
        "{written}"
    );
    // fastlane's name for it, and its habit: what is there is written anew.
    let again = world.tool("deliver").args(["generate_summary", "--app_version", "1.0.0"]).run().success();
    assert!(again.stdout().contains("fastlane/Preview.html"), "{again}");

    let Some(mut browser) = Browser::start() else { return };
    let look = Look { width: 1280, height: 900, dark: false, scripts: true };
    browser.open(&world.path("fastlane/Preview.html"), "", look);
    assert_eq!(browser.complaints(), [""; 0]);
    let text = browser.evaluate("document.body.innerText");
    let text = text.as_str().unwrap();
    assert!(text.contains("<script>document.title = 'taken'</script>"), "{text}");
    assert!(text.contains("has 31 characters"), "{text}");
    assert!(!browser.evaluate("document.title").as_str().unwrap().contains("taken"));
    assert!(browser.evaluate("document.images.length").as_u64().unwrap() >= 9);
}

#[test]
fn the_plan_is_a_comment_for_a_merge_request() {
    let world = World::start();
    let sample = Sample::default();
    sample.write_metadata(&world.project()).unwrap();
    sample.write_appfile(&world.project()).unwrap();
    let deliver = |arguments: &[&str]| {
        world.tool("deliver").args(arguments).args(["--app-version", "1.0.0", "--output", "markdown"]).run()
    };
    let first = deliver(&["plan"]).success();
    assert!(first.stdout().starts_with("### App Store"), "{first}");
    assert!(first.stdout().contains("| `+` | description | <code>de-DE</code> |"), "{first}");
    let _ = deliver(&["run", "--force"]).success();
    assert!(deliver(&["plan"]).success().stdout().contains("Nothing to do."));
    let file = world.path("fastlane/metadata/en-US/description.txt");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{} <b>@you</b>", text.trim())).unwrap();
    let changed = deliver(&["plan"]).success();
    assert!(changed.stdout().contains("1 to change."), "{changed}");
    assert!(changed.stdout().contains("<ins> &#60;b&#62;&#64;you&#60;/b&#62;</ins>"), "{changed}");
    fs::write(world.path("fastlane/metadata/en-US/subtitle.txt"), "x".repeat(31)).unwrap();
    let wrong = deliver(&["plan"]);
    assert!(wrong.code() == 6 && wrong.stdout().contains("has 31 characters"), "{wrong}");
}
