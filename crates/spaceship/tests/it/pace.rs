//! Budgets, bursts and what the user hears of them.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use spaceship::resources::Device;
use spaceship::transport::Notice;
use spaceship::{Client, ErrorKind};
use testkit::World;

use crate::plain_server::{builder, json, serve};
use crate::world::key;

const PAGE: &[u8] = br#"{"data":[],"links":{"self":"x"}}"#;

fn listening(builder: spaceship::client::ClientBuilder) -> (Client, Arc<Mutex<Vec<Notice>>>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let to = Arc::clone(&heard);
    let client = builder.on_notice(move |notice| to.lock().unwrap().push(notice.clone())).build().unwrap();
    (client, heard)
}

#[tokio::test]
async fn retry_after_is_obeyed_as_seconds_and_as_a_date() {
    for header in [
        "retry-after: 1\r\n",
        "date: Fri, 20 Nov 2026 10:00:00 GMT\r\nretry-after: Fri, 20 Nov 2026 10:00:01 GMT\r\n",
    ] {
        let server = serve(move |number, stream| match number {
            0 => json(stream, "503 Service Unavailable", header, b"{}"),
            _ => json(stream, "200 OK", "", PAGE),
        });
        let (client, heard) = listening(builder(&server.address));
        let begun = Instant::now();
        client.list::<Device>().page().await.unwrap();
        assert!(begun.elapsed() >= Duration::from_secs(1), "{header}");
        let heard = heard.lock().unwrap();
        assert!(
            matches!(&heard[..], [Notice::Waiting { wait, .. }] if *wait == Duration::from_secs(1)),
            "{heard:?}"
        );
    }
}

#[tokio::test]
async fn a_wait_that_is_too_long_ends_in_an_error() {
    let server = serve(|_, stream| json(stream, "429 Too Many Requests", "retry-after: 3600\r\n", b"{}"));
    let client = builder(&server.address).build().unwrap();
    let error = client.list::<Device>().page().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimited, 1));
}

#[tokio::test]
async fn a_429_holds_every_request_of_the_client() {
    let server = serve(|number, stream| match number {
        0 => json(stream, "429 Too Many Requests", "retry-after: 1\r\n", b"{}"),
        _ => json(stream, "200 OK", "", PAGE),
    });
    let (client, heard) = listening(builder(&server.address));
    let first = tokio::spawn(client.list::<Device>().page());
    // The first has met its 429 once it was told.
    while heard.lock().unwrap().is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let begun = Instant::now();
    client.list::<Device>().page().await.unwrap();
    assert!(begun.elapsed() > Duration::from_millis(500), "the second went ahead");
    first.await.unwrap().unwrap();
    assert!(matches!(heard.lock().unwrap()[0], Notice::Burst { .. }));
}

#[tokio::test]
async fn the_end_of_the_budget_is_told_before_it_comes() {
    let world = World::with(&["--hour-limit", "40"]);
    let (client, heard) = listening(Client::builder(key(&world)).endpoint(world.simulator().endpoint()));
    for _ in 0..36 {
        client.list::<Device>().limit(1).page().await.unwrap();
    }
    let heard = heard.lock().unwrap().clone();
    assert_eq!(heard, [Notice::BudgetLow { remaining: 8, limit: 40 }]);
    assert_eq!(client.budget().remaining(), Some(4));
}

#[tokio::test]
async fn the_clocks_difference_is_known_after_an_answer() {
    let world = World::start();
    let client = Client::builder(key(&world)).endpoint(world.simulator().endpoint()).build().unwrap();
    assert_eq!(client.clock_skew(), None);
    world.simulator().advance(7200);
    // Two hours ahead of us Apple takes our token for expired; the second attempt uses its clock.
    client.list::<Device>().page().await.unwrap();
    let skew = client.clock_skew().unwrap().whole_seconds();
    assert!((7195..7205).contains(&skew), "{skew}");
}
