//! Many small requests at once, over one connection.

use std::time::{Duration, Instant};

use futures::{StreamExt, TryStreamExt, stream};
use spaceship::Client;
use spaceship::jsonapi::Id;
use spaceship::resources::Device;
use tests::World;
use tests::client::builder;

use super::{Figure, runtime};

const REQUESTS: usize = 1_000;
const AT_ONCE: usize = 16;

/// How many times faster a thousand requests are sixteen at a time than one after another, at 20 ms of latency over
/// HTTP/2.
pub(super) fn measure() -> Result<Vec<Figure>, String> {
    let world = World::with_tls(&["--latency", "20ms", "--hour-limit", "1000000"]);
    let authority = std::fs::read(world.simulator().authority()).map_err(|error| error.to_string())?;
    let client = builder(world.simulator()).trust(authority).concurrency(AT_ONCE).build();
    let client = client.map_err(|error| error.to_string())?;
    runtime()?.block_on(async {
        let device = client.list::<Device>().first().await.map_err(|error| error.to_string())?;
        let id = device.ok_or("the simulator has no device")?.id;
        let one_by_one = time(&client, &id, 1).await?;
        let together = time(&client, &id, AT_ONCE).await?;
        let times = one_by_one.as_secs_f64() / together.as_secs_f64();
        Ok(vec![Figure::at_least("concurrency", times, "times faster", 12.0)])
    })
}

async fn time(client: &Client, id: &Id<Device>, at_once: usize) -> Result<Duration, String> {
    let begun = Instant::now();
    let requests = stream::iter((0..REQUESTS).map(|_| client.get::<Device>(id).send()));
    let done = requests.buffer_unordered(at_once).try_fold(0, |count, _| async move { Ok(count + 1) }).await;
    match done {
        Ok(REQUESTS) => Ok(begun.elapsed()),
        Ok(count) => Err(format!("{count} of {REQUESTS} requests were answered")),
        Err(error) => Err(error.to_string()),
    }
}
