//! Devices: never deleted, at most a hundred of a kind.

use serde_json::Value;

use super::{Behaviour, Draft};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::engine::store::Stored;
use crate::world::World;

/// The behaviour of `devices`.
pub(super) struct Devices;

pub(super) const KIND: &str = "devices";

impl Behaviour for Devices {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let value = |name: &str| draft.attributes.get(name).and_then(Value::as_str).unwrap_or_default();
        let (udid, platform) = (value("udid"), value("platform"));
        let class = class_of(udid, platform, value("name")).ok_or_else(|| {
            let detail = format!("An invalid value '{udid}' was provided for the parameter 'udid'.");
            Refusal::conflict("ENTITY_ERROR", "There is a problem with the request entity", detail)
        })?;
        if world.store.all(KIND).any(|there| there.text("udid").eq_ignore_ascii_case(udid)) {
            let detail = format!("A device with number '{udid}' already exists on this team.");
            return Err(Refusal::conflict(
                "ENTITY_ERROR",
                "There is a problem with the request entity",
                detail,
            ));
        }
        // A disabled device frees no place.
        let same = world.store.all(KIND).filter(|there| there.text("deviceClass") == class).count();
        if same >= world.settings.devices_of_a_kind {
            let detail = format!(
                "Your development team has reached the maximum number of registered {} devices.",
                shown(class)
            );
            let title = "This request is forbidden for security reasons";
            return Err(ErrorItem::new(403, "FORBIDDEN_ERROR", title, detail).into());
        }
        let added = world.timestamp();
        for (name, value) in
            [("deviceClass", class), ("model", shown(class)), ("status", "ENABLED"), ("addedDate", &added)]
        {
            draft.attributes.insert(name.into(), value.into());
        }
        Ok(())
    }
}

/// The class of a device. Apple knows it from the UDID; here a Mac is told by its platform, and the others by their
/// names, a phone where the name says nothing. `None` where the UDID has none of the forms that UDIDs have.
fn class_of(udid: &str, platform: &str, name: &str) -> Option<&'static str> {
    let groups = udid.split('-').collect::<Vec<_>>();
    if !groups.iter().all(|group| group.chars().all(|letter| letter.is_ascii_hexdigit())) {
        return None;
    }
    let lengths = groups.iter().map(|group| group.len()).collect::<Vec<_>>();
    match (lengths.as_slice(), platform) {
        ([8, 16] | [8, 4, 4, 4, 12], "MAC_OS") => Some("MAC"),
        ([8, 16] | [40], "IOS" | "UNIVERSAL") => {
            let name = name.to_lowercase();
            let named = CLASSES.iter().find(|(_, _, word)| name.contains(word));
            Some(named.map_or("IPHONE", |(class, _, _)| class))
        }
        _ => None,
    }
}

/// The classes beside the Mac: what Apple calls them, and the word in a name that gives them away.
const CLASSES: [(&str, &str, &str); 6] = [
    ("IPHONE", "iPhone", "iphone"),
    ("IPAD", "iPad", "ipad"),
    ("IPOD", "iPod", "ipod"),
    ("APPLE_WATCH", "Apple Watch", "watch"),
    ("APPLE_TV", "Apple TV", "apple tv"),
    ("APPLE_VISION_PRO", "Apple Vision Pro", "vision"),
];

fn shown(class: &str) -> &'static str {
    CLASSES.iter().find(|(known, _, _)| *known == class).map_or("Mac", |(_, shown, _)| shown)
}

/// Whether a device may be used at all.
pub(super) fn is_enabled(device: &Stored) -> bool {
    device.text("status") == "ENABLED"
}
