//! A client of a simulator that waits as little as possible between attempts.

use std::time::Duration;

use spaceship::Client;
use spaceship::auth::ApiKey;
use spaceship::client::ClientBuilder;
use spaceship::transport::RetryPolicy;
use testkit::Simulator;

/// A client with the administrator's key, before settings of the caller's own.
pub fn builder(simulator: &Simulator) -> ClientBuilder {
    let path = simulator.keys().join("api_key.json");
    let json = std::fs::read_to_string(path).expect("the simulator wrote its key");
    let retry = RetryPolicy {
        first_wait: Duration::from_millis(2),
        longest_wait: Duration::from_millis(10),
        rate_limit_wait: Duration::from_millis(2),
        ..RetryPolicy::default()
    };
    let key = ApiKey::from_json(&json).expect("the simulator's key is one");
    Client::builder(key).endpoint(simulator.endpoint()).retry(retry)
}

/// The client that the builder makes.
pub fn client(simulator: &Simulator) -> Client {
    builder(simulator).build().expect("a client of a simulator can be made")
}
