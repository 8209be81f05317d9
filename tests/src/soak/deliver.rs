//! `deliver`: a store page of several locales, brought to Apple among faults, or killed at a moment that follows from
//! the seed; and once more.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use testkit::sample::LargePage;
use testkit::{Ran, Tool};

use super::faults::{KINDS, Lots};
use super::{Outcome, Scale};
use crate::World;

const APP: &str = "com.example.gantry.soak";
const VERSION: &str = "1.1.0";
/// Small, so that a screenshot goes out in several.
const PART: &str = "20000";
const BYTES: usize = 30_000;
/// How the files of a device begin, and Apple's word for it.
const KINDS_OF_FILES: [(&str, &str); 3] =
    [("iphone", "APP_IPHONE_67"), ("older", "APP_IPHONE_65"), ("tablet", "APP_IPAD_PRO_3GEN_129")];

fn page(scale: Scale) -> LargePage {
    let (locales, shots) = if scale == Scale::Small { (2, 3) } else { (4, 6) };
    LargePage { locales, shots, bytes: BYTES }
}

fn world(seed: u64, scale: Scale) -> World {
    let world = World::with(&["--seed", &seed.to_string(), "--part-size", PART, "--hour-limit", "100000"]);
    world.simulator().add_app(&json!({ "bundle_id": APP, "name": "Tideline", "released": true }));
    page(scale).write(&world.project()).expect("the page can be written");
    world
}

fn deliver(world: &World) -> Tool {
    let tool = world.tool("deliver").args(["--app-identifier", APP, "--app-version", VERSION, "--force"]);
    tool.args(["--overwrite-screenshots", "--run-precheck-before-submit", "false"])
}

/// Killed up to three times; the next run ends right, or with a clear error where lists show what is old, and then the
/// one after it does.
pub(super) fn killed(seed: u64, scale: Scale) -> Outcome {
    let world = world(seed, scale);
    let mut lots = Lots::new(seed);
    let lags = lots.below(3) == 0;
    if lags {
        world.simulator().lag(2.0);
    }
    world.simulator().fault(&json!({ "kind": "delay", "milliseconds": 3 }));
    for _ in 0..=lots.below(3) {
        // A kill by the number of requests is at a random moment whatever the machine's speed.
        let all = if scale == Scale::Small { 160 } else { 450 };
        let (after, then) = (lots.below(all), Duration::from_millis(lots.below(15) as u64));
        world.simulator().clear_requests();
        let mut tool = deliver(&world);
        let command = tool.command().stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the tool starts");
        while world.simulator().summary().requests < after as u64
            && child.try_wait().expect("it has a status").is_none()
        {
            std::thread::sleep(Duration::from_millis(2));
        }
        std::thread::sleep(then);
        let _ = child.kill();
        let _ = child.wait();
    }
    world.simulator().clear_faults();
    let first = deliver(&world).run();
    if !lags && first.code() != 0 {
        return Outcome::Wrong(format!("the run after the kill fails: {first}"));
    }
    world.simulator().lag(0.0);
    ended(&world, &first)
}

/// Among faults; it ends right, or with a clear error after which the next run does.
pub(super) fn faulty(seed: u64, scale: Scale) -> Outcome {
    let world = world(seed, scale);
    let mut lots = Lots::new(seed);
    // Every other seed is about a page that is there and changes.
    if lots.below(2) == 0 {
        let before = deliver(&world).run();
        if before.code() != 0 {
            return Outcome::Wrong(format!("the run without faults fails: {before}"));
        }
        rearrange(&world, &mut lots);
    }
    let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    for _ in 0..2 + lots.below(4) {
        let kind = KINDS.get(lots.below(KINDS.len())).copied().unwrap_or_default();
        let mut rule = serde_json::from_str::<Value>(kind).unwrap_or_default();
        rule["method"] = methods.get(lots.below(methods.len())).copied().into();
        if lots.below(2) == 0 {
            rule["nth"] = json!(1 + lots.below(30));
        } else {
            rule["probability"] = json!(0.1);
            rule["times"] = json!(1 + lots.below(5));
        }
        world.simulator().fault(&rule);
    }
    if lots.below(4) == 0 {
        let burst =
            json!({ "kind": "status", "status": 429, "retry_after": 0, "probability": 0.4, "times": 12 });
        world.simulator().fault(&burst);
    }
    match lots.below(4) {
        0 => world
            .simulator()
            .fail_assets(&json!({ "code": "IMAGE_TOOL_FAILURE", "times": 1 + lots.below(3) })),
        1 => world
            .simulator()
            .fail_assets(&json!({ "code": "IMAGE_TOOL_FAILURE", "file_name_contains": "older_02" })),
        _ => {}
    }
    if lots.below(4) == 0 {
        world.simulator().lag([0.5, 1.5, 2.5][lots.below(3)]);
    }
    let first = deliver(&world).run();
    world.simulator().clear_faults();
    world.simulator().clear_asset_failures();
    world.simulator().lag(0.0);
    ended(&world, &first)
}

/// Changes the files: another order, another picture of the same size, one twice, one gone, another sentence.
fn rearrange(world: &World, lots: &mut Lots) {
    let shots = |name: &str| world.path("fastlane/screenshots/de-DE").join(name);
    let swap = |one: &Path, other: &Path| {
        let aside = one.with_extension("aside");
        let moves = [(one, aside.as_path()), (other, one), (&aside, other)];
        moves.into_iter().try_for_each(|(from, to)| fs::rename(from, to)).expect("files can be swapped");
    };
    for _ in 0..=lots.below(3) {
        match lots.below(5) {
            0 => swap(&shots("iphone_01.png"), &shots("iphone_02.png")),
            1 => {
                // Noise stands before the last chunk: one byte of it, and a checksum that nobody looks at.
                let path = shots("tablet_02.png");
                let mut bytes = fs::read(&path).expect("a screenshot can be read");
                let place = bytes.len() - 40;
                bytes[place] ^= 1;
                fs::write(&path, bytes).expect("a screenshot can be written");
            }
            2 => {
                fs::copy(shots("older_01.png"), shots("older_03.png")).expect("a screenshot can be copied");
            }
            3 => {
                // Another draw may have taken it already.
                let _ = fs::remove_file(shots("tablet_03.png"));
            }
            _ => {
                let path = world.path("fastlane/metadata/de-DE/description.txt");
                fs::write(path, "Knows another harbour.").expect("a text can be written");
            }
        }
    }
}

/// Judges a run that ended, and where it ended with an error the one after it.
fn ended(world: &World, first: &Ran) -> Outcome {
    if first.code() == 0 {
        return judged(world);
    }
    let again = deliver(world).run();
    if again.code() != 0 {
        return Outcome::Wrong(format!("after {first} the next run fails: {again}"));
    }
    match judged(world) {
        Outcome::Right if first.stderr().contains("error: ") => Outcome::ClearError(first.to_string()),
        Outcome::Right => Outcome::Wrong(format!("the error does not say what failed: {first}")),
        outcome => outcome,
    }
}

/// The texts and screenshots of the files, in their order; nothing twice, nothing besides.
fn judged(world: &World) -> Outcome {
    match wrong(world) {
        None => Outcome::Right,
        Some(wrong) => Outcome::Wrong(wrong),
    }
}

fn wrong(world: &World) -> Option<String> {
    let all = |kind: &str| world.simulator().all(kind);
    let versions = all("appStoreVersions");
    let new = |version: &&Value| version["attributes"]["versionString"] == VERSION;
    let ids = versions.iter().filter(new).map(|version| &version["id"]).collect::<Vec<_>>();
    let [version] = ids.as_slice() else {
        return Some(format!("there are {} versions {VERSION}", ids.len()));
    };
    let (sets, shots) = (all("appScreenshotSets"), all("appScreenshots"));
    let texts = all("appStoreVersionLocalizations");
    let mut count = 0;
    for folder in folders(&world.path("fastlane/screenshots")) {
        let locale = name_of(&folder);
        let is_it = |text: &&Value| {
            text["attributes"]["locale"] == *locale && is_of(text, "appStoreVersion", version)
        };
        let here = texts.iter().filter(is_it).collect::<Vec<_>>();
        let [text] = here.as_slice() else { return Some(format!("{locale} is there {} times", here.len())) };
        for (file, attribute) in [("description", "description"), ("release_notes", "whatsNew")] {
            let path = world.path("fastlane/metadata").join(&locale).join(format!("{file}.txt"));
            let wanted = fs::read_to_string(path).expect("a text can be read");
            if text["attributes"][attribute] != wanted {
                return Some(format!("the {attribute} of {locale} is {}", text["attributes"][attribute]));
            }
        }
        for (word, kind) in KINDS_OF_FILES {
            let is_it = |set: &&Value| {
                set["attributes"]["screenshotDisplayType"] == kind
                    && is_of(set, "appStoreVersionLocalization", &text["id"])
            };
            let here = sets.iter().filter(is_it).collect::<Vec<_>>();
            let [set] = here.as_slice() else {
                return Some(format!("{locale} has {} sets {kind}", here.len()));
            };
            let wanted = pictures(&folder, word).iter().map(|path| md5(path)).collect::<Vec<_>>();
            let there = stands(set, &shots);
            if there != wanted {
                return Some(format!("{kind} of {locale} has {there:?} and not {wanted:?}"));
            }
            count += wanted.len();
        }
    }
    (shots.len() != count).then(|| format!("there are {} screenshots and not {count}", shots.len()))
}

fn is_of(row: &Value, relationship: &str, id: &Value) -> bool {
    row["relationships"][relationship]["id"] == *id
}

/// What stands in a set, in its order: the checksum of what is complete, the state of what is not.
fn stands(set: &Value, shots: &[Value]) -> Vec<String> {
    let there = set["relationships"]["appScreenshots"].as_array().cloned().unwrap_or_default();
    let one = |to: &Value| {
        let shot = shots.iter().find(|shot| shot["id"] == to["id"]).cloned().unwrap_or_default();
        let attributes = &shot["attributes"];
        let state = attributes["assetDeliveryState"]["state"].as_str().unwrap_or_default();
        let checksum = attributes["sourceFileChecksum"].as_str().unwrap_or_default();
        if state == "COMPLETE" { checksum.to_owned() } else { state.to_owned() }
    };
    there.iter().map(one).collect()
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).expect("a folder can be listed").filter_map(Result::ok);
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

/// The pictures of a device in their order.
fn pictures(folder: &Path, word: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder can be listed").filter_map(Result::ok);
    let mut all = entries.map(|entry| entry.path()).collect::<Vec<_>>();
    all.retain(|path| name_of(path).starts_with(word));
    all.sort();
    all
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn md5(path: &Path) -> String {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    let digest = runtime.block_on(spaceship::upload::md5_of(path));
    digest.expect("a screenshot can be read").md5
}
