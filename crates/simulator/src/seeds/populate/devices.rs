//! Devices of a large team.

use super::fill::{draw, moment};
use super::people::FIRST_NAMES;
use crate::clock::apple_timestamp;
use crate::engine::store::Stored;
use crate::world::World;

/// Class and model, in about the shares that a team has.
const MODELS: [(&str, &str); 16] = [
    ("IPHONE", "iPhone 17 Pro"),
    ("IPHONE", "iPhone 17"),
    ("IPHONE", "iPhone 16 Pro Max"),
    ("IPHONE", "iPhone 16"),
    ("IPHONE", "iPhone 15 Pro"),
    ("IPHONE", "iPhone 15"),
    ("IPHONE", "iPhone 14"),
    ("IPHONE", "iPhone SE (3rd generation)"),
    ("IPAD", "iPad Pro 13-inch"),
    ("IPAD", "iPad Air 11-inch"),
    ("IPAD", "iPad mini (A17 Pro)"),
    ("APPLE_WATCH", "Apple Watch Series 10"),
    ("APPLE_TV", "Apple TV 4K"),
    ("APPLE_VISION_PRO", "Apple Vision Pro"),
    ("MAC", "MacBook Pro"),
    ("MAC", "Mac mini"),
];

/// One in so many is disabled.
const DISABLED: usize = 25;

/// Adds devices that were registered over the last two years.
pub(super) fn add(world: &mut World, count: usize) {
    let (now, before) = (world.now(), world.store.all("devices").count());
    for number in 0..count {
        let (class, model) = draw(world, &MODELS);
        let owner = draw(world, &FIRST_NAMES);
        let (board, chip) = (world.ids.number() % 0x1_0000, world.ids.number());
        let mut device = Stored::new("devices", "");
        device.set("name", format!("{owner}'s {model} {:05}", before + number + 1));
        device.set("udid", format!("0000{board:04X}-{chip:016X}"));
        device.set("platform", if class == "MAC" { "MAC_OS" } else { "IOS" });
        device.set("deviceClass", class);
        device.set("model", model);
        device.set("status", if number % DISABLED == DISABLED - 1 { "DISABLED" } else { "ENABLED" });
        device.set("addedDate", apple_timestamp(moment(now, 730, number, count)));
        world.insert(device);
    }
}
