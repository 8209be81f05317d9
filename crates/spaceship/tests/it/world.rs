//! A simulator, and a client of it.

use std::time::Duration;

use spaceship::Client;
use spaceship::auth::ApiKey;
use spaceship::transport::RetryPolicy;
use testkit::World;

/// The key that the simulator made for its administrator.
pub(crate) fn key(world: &World) -> ApiKey {
    let json = std::fs::read_to_string(world.simulator().keys().join("api_key.json")).unwrap();
    ApiKey::from_json(&json).unwrap()
}

/// A client that waits as little as possible between attempts.
pub(crate) fn client(world: &World) -> Client {
    let retry = RetryPolicy {
        first_wait: Duration::from_millis(5),
        longest_wait: Duration::from_millis(20),
        rate_limit_wait: Duration::from_millis(5),
        ..RetryPolicy::default()
    };
    let builder = Client::builder(key(world));
    builder.endpoint(world.simulator().endpoint()).retry(retry).build().unwrap()
}

/// A world with so many devices more than it begins with.
pub(crate) fn with_devices(count: usize) -> World {
    let world = World::start();
    for number in 0..count {
        world.register_device(&format!("Device {number}"), &format!("00008110-{number:016X}"));
    }
    world
}
