//! What the upload of a build costs.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    App, BuildUpload, BuildUploadFile, BuildUploadFileAssetType, BuildUploadFileUti, NewBuildUpload,
    NewBuildUploadFile,
};
use spaceship::upload::{Part, Taken, parts_of, send_parts};
use testkit::sample::Sample;
use tests::World;
use tests::client::builder;

use super::process::cost;
use super::{Figure, runtime};

const GIBIBYTE: u64 = 1 << 30;

/// As large as parts of uploads usually are.
const PART: &str = "8388608";

/// Each of the two is done so often, and the best counts.
const TIMES: usize = 3;

/// `pilot upload` of a gibibyte against `curl -T` of the same file to the same kind of server, both with TLS; and the
/// memory it takes.
pub(super) fn throughput() -> Result<Vec<Figure>, String> {
    let world = World::with_tls(&["--part-size", PART, "--hour-limit", "100000"]);
    built(&world, GIBIBYTE)?;
    let (mut ours, mut memory) = (Duration::MAX, 0);
    for _ in 0..TIMES {
        let (wall, most) = uploaded(&world)?;
        (ours, memory) = (ours.min(wall), memory.max(most));
    }
    let whole = World::with_tls(&["--part-size", "2147483648", "--hour-limit", "100000"]);
    let mut theirs = Duration::MAX;
    for number in 0..TIMES {
        theirs = theirs.min(curled(&whole, &world.path("build/Demo.ipa"), number)?);
    }
    let share = theirs.as_secs_f64() / ours.as_secs_f64() * 100.0;
    Ok(vec![
        Figure::at_least("upload-throughput", share, "% of curl", 80.0),
        Figure::at_most("upload-memory", mebibytes(memory), "MiB", 64.0),
    ])
}

/// The memory that four gibibytes take.
pub(super) fn large() -> Result<Vec<Figure>, String> {
    let world = World::with(&["--part-size", PART, "--hour-limit", "100000"]);
    built(&world, 4 * GIBIBYTE)?;
    let (_, memory) = uploaded(&world)?;
    Ok(vec![Figure::at_most("upload-memory-4g", mebibytes(memory), "MiB", 64.0)])
}

/// How many times faster parts of 5 MB are together than one after another, at 50 ms of latency.
pub(super) fn latency() -> Result<Vec<Figure>, String> {
    let world = World::with(&["--part-size", "5000000", "--latency", "50ms", "--hour-limit", "100000"]);
    built(&world, 200_000_000)?;
    let path = world.path("build/Demo.ipa");
    runtime()?.block_on(async {
        // The first bytes that a machine writes are slower than those after them: the first round is for nothing.
        let mut best = [f64::MAX; 2];
        for round in 0..=TIMES {
            for (place, at_once) in [1, 8].into_iter().enumerate() {
                let client = builder(world.simulator()).concurrency(at_once).build();
                let client = client.map_err(|error| error.to_string())?;
                let (upload, parts) = reserved(&client, &path, round * 2 + place).await?;
                let begun = Instant::now();
                let sent = send_parts(&client, &path, &parts, &Taken::new(), |_, _| {}).await;
                sent.map_err(|error| error.to_string())?;
                if round > 0 {
                    best[place] = best[place].min(begun.elapsed().as_secs_f64());
                }
                client.delete(&upload).await.map_err(|error| error.to_string())?;
            }
        }
        Ok(vec![Figure::at_least("upload-latency", best[0] / best[1], "times faster", 4.0)])
    })
}

fn mebibytes(bytes: u64) -> f64 {
    u32::try_from(bytes.div_ceil(1024)).map_or(f64::MAX, f64::from) / 1024.0
}

/// An .ipa of that size; it is not signed, which its upload passes over.
fn built(world: &World, size: u64) -> Result<(), String> {
    world.sign();
    let profile = std::fs::read(world.path("signing/AppStore_com.example.gantry.demo.mobileprovision"));
    let sample = Sample::default().payload_bytes(size).profile(profile.map_err(|error| error.to_string())?);
    sample.write_ipa(&world.path("build/Demo.ipa")).map_err(|error| error.to_string())
}

/// Wall time and most memory of `pilot upload`. What was uploaded before is forgotten first.
fn uploaded(world: &World) -> Result<(Duration, u64), String> {
    let runtime = runtime()?;
    runtime.block_on(async {
        let client = builder(world.simulator());
        let client = trusting(client, world)?.build().map_err(|error| error.to_string())?;
        let app = app(&client).await?;
        let uploads = client.list_related::<App, BuildUpload>(&app.id, "buildUploads").all().await;
        for upload in uploads.map_err(|error| error.to_string())?.0 {
            client.delete(&upload.id).await.map_err(|error| error.to_string())?;
        }
        Ok::<_, String>(())
    })?;
    let mut tool = world.tool("pilot").args([
        "upload",
        "--ipa",
        "build/Demo.ipa",
        "--skip-checks",
        "signature",
        "--skip-waiting-for-build-processing",
        "--quiet",
    ]);
    let cost = cost(tool.command(), None)?;
    Ok((cost.wall, cost.memory))
}

/// Wall time of `curl -T` of the file, as one part.
fn curled(world: &World, path: &Path, number: usize) -> Result<Duration, String> {
    let url = runtime()?.block_on(async {
        let client =
            trusting(builder(world.simulator()), world)?.build().map_err(|error| error.to_string())?;
        let (_, file) = reserve(&client, path, number).await?;
        let first = file.attributes.upload_operations.unwrap_or_default().into_iter().next();
        first.and_then(|part| part.url).ok_or("the file has no part to be sent").map_err(str::to_owned)
    })?;
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--show-error", "--fail", "--cacert"]).arg(world.simulator().authority());
    curl.args(["--header", "Content-Type: application/octet-stream", "--upload-file"]).arg(path).arg(url);
    Ok(cost(&mut curl, None)?.wall)
}

fn trusting(
    builder: spaceship::client::ClientBuilder,
    world: &World,
) -> Result<spaceship::client::ClientBuilder, String> {
    if !world.simulator().endpoint().starts_with("https") {
        return Ok(builder);
    }
    let authority = std::fs::read(world.simulator().authority()).map_err(|error| error.to_string())?;
    Ok(builder.trust(authority))
}

async fn app(client: &Client) -> Result<Resource<App>, String> {
    let app = client.list::<App>().first().await.map_err(|error| error.to_string())?;
    app.ok_or_else(|| "the simulator has no app".to_owned())
}

async fn reserved(
    client: &Client,
    path: &Path,
    number: usize,
) -> Result<(Id<BuildUpload>, Vec<Part>), String> {
    let (upload, file) = reserve(client, path, number).await?;
    let size = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    let operations = file.attributes.upload_operations.unwrap_or_default();
    Ok((upload, parts_of(&operations, size).map_err(|error| error.to_string())?))
}

/// Announces a file as the build of that number.
async fn reserve(
    client: &Client,
    path: &Path,
    number: usize,
) -> Result<(Id<BuildUpload>, Resource<BuildUploadFile>), String> {
    let size = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    let app: Id<App> = app(client).await?.id;
    let new = NewBuildUpload::new("9.0".into(), (number + 1).to_string(), "IOS".into(), app);
    let upload = client.create(&new).await.map_err(|error| error.to_string())?;
    let file = NewBuildUploadFile::new(
        BuildUploadFileAssetType::Asset,
        "Demo.ipa".into(),
        i64::try_from(size).unwrap_or(i64::MAX),
        BuildUploadFileUti::ComAppleIpa,
        upload.id.clone(),
    );
    Ok((upload.id, client.create(&file).await.map_err(|error| error.to_string())?))
}
