//! Long lists: how many rounds they take, and what they cost.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::time::Instant;

use futures::TryStreamExt;
use spaceship::Client;
use spaceship::jsonapi::Kind;
use spaceship::resources::{BetaTester, Device};
use spaceship::transport::{Method, Request};
use testkit::World;
use tests::client::client;

use super::process::cost;
use super::{Figure, runtime};

const DEVICES: usize = 10_000;
/// Apple's largest page.
const PAGE: usize = 200;

/// The time of a stream against that of a walk page by page, at 50 ms of latency.
pub(super) fn rounds() -> Result<Vec<Figure>, String> {
    let world = World::with(&["--latency", "50ms", "--populate", "devices=10000,betaTesters=5000"]);
    let client = client(world.simulator());
    runtime()?.block_on(async {
        let both_ends = share::<Device>(&client).await?;
        let one_way = share::<BetaTester>(&client).await?;
        Ok(vec![
            Figure::at_most("list-both-ends", both_ends, "% of page by page", 55.0),
            Figure::at_most("list-one-way", one_way, "% of page by page", 102.0),
        ])
    })
}

/// The time of the stream in hundredths of that of the walk, if both find the same.
async fn share<K: Kind>(client: &Client) -> Result<f64, String> {
    let begun = Instant::now();
    let walked = page_by_page(client, K::PATH).await?;
    let walk = begun.elapsed();
    let begun = Instant::now();
    let mut stream = client.list::<K>().stream();
    let (mut streamed, mut count) = (HashSet::new(), 0_usize);
    while let Some(one) = stream.try_next().await.map_err(|error| error.to_string())? {
        streamed.insert(one.id.to_string());
        count += 1;
    }
    let time = begun.elapsed();
    if walked != streamed || count != streamed.len() {
        return Err(format!(
            "{}: the walk found {}, the stream {count} of {}",
            K::KIND,
            walked.len(),
            streamed.len()
        ));
    }
    Ok(time.as_secs_f64() / walk.as_secs_f64() * 100.0)
}

/// All ids of a list, each page asked for once the one before it is there.
async fn page_by_page(client: &Client, path: &str) -> Result<HashSet<String>, String> {
    let (mut ids, mut cursor) = (HashSet::new(), None::<String>);
    loop {
        let request = Request::new(Method::Get, path).query("limit", PAGE.to_string());
        let request = cursor.iter().fold(request, |request, cursor| request.query("cursor", cursor));
        let page = client.send(&request).await.map_err(|error| error.to_string())?;
        let data = page["data"].as_array().into_iter().flatten();
        ids.extend(data.filter_map(|one| one["id"].as_str().map(str::to_owned)));
        cursor = page["meta"]["paging"]["nextCursor"].as_str().map(str::to_owned);
        if cursor.is_none() {
            return Ok(ids);
        }
    }
}

/// What the tool pays for a list of ten thousand that it passes on as it comes.
fn cost_of_list(world: &World) -> Result<(f64, f64), String> {
    let lines = world.path("devices.ndjson");
    let mut tool = world.tool("spaceship").args(["devices", "list", "--output", "ndjson"]);
    let (mut cpu, mut memory) = (f64::INFINITY, 0.0_f64);
    for _ in 0..5 {
        let file = std::fs::File::create(&lines).map_err(|error| error.to_string())?;
        let run = cost(tool.command(), Some(file))?;
        cpu = cpu.min(run.cpu.as_secs_f64() * 1000.0);
        // A few bytes more or less are not the question.
        #[expect(clippy::cast_precision_loss, reason = "memory in bytes is far below 2^52")]
        let megabytes = run.memory as f64 / 1_000_000.0;
        memory = memory.max(megabytes);
        let file = std::fs::File::open(&lines).map_err(|error| error.to_string())?;
        let count = BufReader::new(file).lines().count();
        if count != DEVICES {
            return Err(format!("the list has {count} lines and not {DEVICES}"));
        }
    }
    Ok((cpu, memory))
}

/// Processor time and memory of a list of ten thousand.
pub(super) fn cost_figures() -> Result<Vec<Figure>, String> {
    let world = World::with(&["--populate", "devices=10000"]);
    let (cpu, memory) = cost_of_list(&world)?;
    Ok(vec![
        Figure::at_most("list-cpu", cpu, "ms of processor time", 60.0),
        Figure::at_most("list-memory", memory, "MB", 40.0),
    ])
}
