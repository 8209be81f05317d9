//! A team with one app, ready for a first release.

use serde_json::json;

use super::{add_app, categories, territories};
use crate::engine::store::Stored;
use crate::world::World;

/// The bundle id of the app that a fresh team has.
pub const DEFAULT_BUNDLE_ID: &str = "com.example.gantry.demo";

/// The name of the app that a fresh team has.
pub const DEFAULT_NAME: &str = "Gantry Demo";

/// Fills an empty world with a team, its devices and one fresh app. Returns the app's id.
pub fn fresh_team(world: &mut World) -> String {
    bare_team(world);
    devices(world);
    add_app(world, DEFAULT_BUNDLE_ID, DEFAULT_NAME, "en-US")
}

/// Fills an empty world with what every team finds at Apple (territories, categories) and its account holder.
pub fn bare_team(world: &mut World) {
    territories::add(world);
    categories::add(world);
    let mut user = Stored::new("users", "");
    user.set("username", "account.holder@example.com");
    user.set("firstName", "Ada");
    user.set("lastName", "Example");
    user.set("roles", json!(["ACCOUNT_HOLDER", "ADMIN"]));
    user.set("allAppsVisible", true);
    user.set("provisioningAllowed", true);
    world.insert(user);
}

/// The team's devices: a phone and a tablet.
fn devices(world: &mut World) {
    let all = [
        ("Ada's iPhone", "00008140-000A11CE0BEE801C", "IPHONE", "iPhone 17 Pro"),
        ("Ada's iPad", "00008132-000B0B5ADD1E4D0E", "IPAD", "iPad Pro 13-inch"),
    ];
    for (name, udid, class, model) in all {
        let mut device = Stored::new("devices", "");
        device.set("name", name);
        device.set("udid", udid);
        device.set("platform", "IOS");
        device.set("deviceClass", class);
        device.set("model", model);
        device.set("status", "ENABLED");
        device.set("addedDate", world.timestamp());
        world.insert(device);
    }
}
