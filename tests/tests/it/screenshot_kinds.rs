//! Every kind of screenshot, told by its size and its place, goes to the set of its device.

use std::collections::BTreeMap;

use artifact::screenshots::{DISPLAY_TYPES, DisplayType};
use serde_json::json;
use testkit::Tool;
use testkit::sample::plain;
use tests::World;

const APP: &str = "com.example.tides";

/// Platforms as `--platform` takes them.
const PLATFORMS: [&str; 4] = ["ios", "osx", "appletvos", "xros"];

/// The platform whose versions have a kind.
fn platform_of(kind: &str) -> &'static str {
    match kind {
        "APP_DESKTOP" => "osx",
        "APP_APPLE_TV" => "appletvos",
        "APP_APPLE_VISION_PRO" => "xros",
        _ => "ios",
    }
}

/// Writes a picture in every size of a kind, named after it: that decides where two devices share a size.
fn write(world: &World, row: &DisplayType, folder: &str) {
    for (number, size) in row.sizes.iter().enumerate() {
        let path = format!("{}/{folder}en-US/{}_{number}.png", platform_of(row.name), row.name);
        plain::write(&world.path(path), *size, [u8::try_from(number).unwrap(), 60, 70]).unwrap();
    }
}

fn deliver(world: &World, verb: &str, platform: &str) -> Tool {
    let same = ["--app-identifier", APP, "--app-version", "1.0.0", "--skip-metadata"];
    let of = ["--platform", platform, "--screenshots-path", platform];
    world.tool("deliver").args([verb]).args(same).args(of)
}

#[test]
fn every_size_of_every_device_goes_to_its_set_and_stays_there() {
    let world = World::start();
    world.simulator().add_app(&json!({ "bundle_id": APP, "name": "Tides" }));
    let mut expected = BTreeMap::new();
    for row in DISPLAY_TYPES {
        write(&world, row, "");
        expected.insert(row.name.to_owned(), row.sizes.len());
        if let Some(message) = row.imessage_name {
            write(&world, row, "iMessage/");
            expected.insert(message.to_owned(), row.sizes.len());
        }
    }
    for platform in PLATFORMS {
        let _ = deliver(&world, "run", platform).args(["--force"]).run().success();
    }
    let mut there = BTreeMap::new();
    for set in world.simulator().all("appScreenshotSets") {
        let kind = set["attributes"]["screenshotDisplayType"].as_str().unwrap().to_owned();
        let shots = set["relationships"]["appScreenshots"].as_array().map_or(0, Vec::len);
        *there.entry(kind).or_default() += shots;
    }
    assert_eq!(there, expected);
    let shots = world.simulator().all("appScreenshots");
    let done = shots.iter().filter(|shot| shot["attributes"]["assetDeliveryState"]["state"] == "COMPLETE");
    assert_eq!(done.count(), expected.values().sum::<usize>());
    for platform in PLATFORMS {
        let plan = deliver(&world, "plan", platform).args(["--dry-run", "--exit-code"]).run();
        assert_eq!(plan.code(), 0, "{plan}");
    }
}
