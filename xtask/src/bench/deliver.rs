//! What a large store page costs: forty locales, ten texts and three sets of ten screenshots in each.

use std::path::Path;

use serde_json::json;
use spaceship::resources::App;
use testkit::sample::LargePage;
use tests::World;
use tests::client::builder;

use super::process::{Cost, watched};
use super::{Figure, runtime};

const APP: &str = "com.example.gantry.large";
const PAGE: LargePage = LargePage { locales: 40, shots: 10, bytes: 128 * 1024 };
/// The second run is done so often, and the best counts.
const TIMES: usize = 3;
/// From so many requests is told how long one takes.
const SAMPLE: u32 = 40;

/// The first run, the second one, and one after a sentence was changed, at 50 ms of latency.
///
/// What requests take one after the other is counted and not waited for: the writes and parts of the run, each as long
/// as a request takes alone. The reads of the run are left out, which is to its disadvantage.
pub(super) fn measure() -> Result<Vec<Figure>, String> {
    let world = World::with(&["--latency", "50ms", "--hour-limit", "1000000"]);
    world.simulator().add_app(&json!({ "bundle_id": APP, "name": "Tideline", "released": true }));
    PAGE.write(&world.project()).map_err(|error| error.to_string())?;
    let first = delivered(&world)?;
    let log = world.simulator().requests();
    let writes = log.iter().filter(|one| one.write || one.class == "upload").count();
    let alone = seconds_of_one(&world)? * count(writes);
    let mut second = f64::MAX;
    for _ in 0..TIMES {
        world.simulator().clear_requests();
        second = second.min(delivered(&world)?.0.wall.as_secs_f64());
    }
    let again = world.simulator().requests();
    let sentence = world.path("fastlane/metadata/de-DE/description.txt");
    std::fs::write(&sentence, "Knows another harbour.").map_err(|error| error.to_string())?;
    world.simulator().clear_requests();
    delivered(&world)?;
    let changed = world.simulator().summary();
    let images = bytes_below(&world.path("fastlane/screenshots"))?;
    #[expect(clippy::cast_precision_loss, reason = "bytes of this run are far below 2^52")]
    let (memory, read) = (first.0.memory as f64 / 1e6, first.1 as f64 / images as f64);
    Ok(vec![
        Figure::at_least("deliver-first", alone / first.0.wall.as_secs_f64(), "times faster", 8.0),
        Figure::at_most("deliver-memory", memory, "MB", 100.0),
        // The head of each image is read before anything else, to know its size in pixels.
        Figure::at_most("deliver-read", read, "times the images' bytes", 1.3),
        Figure::at_most("deliver-second-requests", count(again.len()), "requests", 55.0),
        Figure::at_most(
            "deliver-second-writes",
            count(again.iter().filter(|one| one.write).count()),
            "writes",
            0.0,
        ),
        Figure::at_most("deliver-second-time", second, "s", 1.5),
        Figure::at_most(
            "deliver-sentence",
            count(usize::try_from(changed.writes).unwrap_or(usize::MAX)),
            "writes",
            1.0,
        ),
    ])
}

/// What a run costs, and how many bytes it read from files.
fn delivered(world: &World) -> Result<(Cost, u64), String> {
    let mut tool = world.tool("deliver").args(["--app-identifier", APP, "--app-version", "1.1.0", "--force"]);
    tool = tool.args(["--run-precheck-before-submit", "false", "--quiet"]);
    watched(tool.command())
}

/// How long a request takes that no other one is beside.
fn seconds_of_one(world: &World) -> Result<f64, String> {
    runtime()?.block_on(async {
        let client = builder(world.simulator()).build().map_err(|error| error.to_string())?;
        let app = client.list::<App>().first().await.map_err(|error| error.to_string())?;
        let app = app.ok_or("the simulator has no app")?;
        let begun = std::time::Instant::now();
        for _ in 0..SAMPLE {
            client.get::<App>(&app.id).send().await.map_err(|error| error.to_string())?;
        }
        Ok(begun.elapsed().as_secs_f64() / f64::from(SAMPLE))
    })
}

/// The bytes of all files in the folders of a folder.
fn bytes_below(folder: &Path) -> Result<u64, String> {
    let mut bytes = 0;
    for locale in std::fs::read_dir(folder).map_err(|error| error.to_string())? {
        let locale = locale.map_err(|error| error.to_string())?.path();
        for file in std::fs::read_dir(locale).map_err(|error| error.to_string())? {
            bytes += file.and_then(|file| file.metadata()).map_err(|error| error.to_string())?.len();
        }
    }
    Ok(bytes)
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}
