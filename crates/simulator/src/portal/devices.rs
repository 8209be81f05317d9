//! Devices: those of the API, under other words.

use serde_json::{Value, json};

use super::answer::{Answer, Fault};
use super::engine;
use super::request::{Platform, Request};
use crate::engine::store::Stored;
use crate::world::World;

pub(super) const KIND: &str = "devices";

/// The longest name that the portal takes, in characters.
const LONGEST_NAME: usize = 50;

/// The classes of the API, and what the portal calls them.
const CLASSES: [(&str, &str); 7] = [
    ("IPHONE", "iphone"),
    ("IPAD", "ipad"),
    ("IPOD", "ipod"),
    ("APPLE_WATCH", "watch"),
    ("APPLE_TV", "tvOS"),
    ("APPLE_VISION_PRO", "visionOS"),
    ("MAC", "mac"),
];

#[expect(clippy::unnecessary_wraps, reason = "an action like the others")]
pub(super) fn list(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let removed = request.get("includeRemovedDevices") == "true";
    let classes = request.ids("deviceClasses");
    let wanted = |device: &&Stored| {
        let class = class(device);
        (class == "mac") == (request.platform == Platform::Mac)
            && (classes.is_empty() || classes.contains(&class))
            && (removed || device.text("status") == "ENABLED")
    };
    Ok(Answer::Rows("devices", world.store.all(KIND).filter(wanted).map(row).collect()))
}

/// Registers devices. What is wrong with one is said beside an empty list, with the code for success.
pub(super) fn add(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let platform = match request.required("deviceClasses")? {
        "mac" => "MAC_OS",
        _ => "IOS",
    };
    request.required("deviceNumbers")?;
    request.required("deviceNames")?;
    let (mut made, mut failed, mut said) = (Vec::new(), Vec::new(), Vec::new());
    for (number, name) in request.all("deviceNumbers").into_iter().zip(request.all("deviceNames")) {
        match register(world, name, number, platform) {
            Ok(device) => made.push(device),
            Err(words) => {
                failed.push(number);
                said.push(json!({ "validationKey": "deviceNumbers", "validationUserMessage": words }));
            }
        }
    }
    Ok(Answer::Fields(json!({ "devices": made, "failedDevices": failed, "validationMessages": said })))
}

fn register(world: &mut World, name: &str, number: &str, platform: &str) -> Result<Value, String> {
    if name.chars().count() > LONGEST_NAME {
        return Err(format!("The device name can be {LONGEST_NAME} characters at most."));
    }
    let data = json!({ "type": KIND, "attributes": { "name": name, "udid": number, "platform": platform } });
    let made = engine::call(world, "POST", "/v1/devices", Some(data), engine::invalid);
    let made = made.and_then(|made| Ok(row(engine::find(world, KIND, "device", &engine::id(&made))?)));
    made.map_err(|fault| match fault {
        Fault::Refused { said, .. } => said,
        _ => String::new(),
    })
}

/// Turns a device off.
pub(super) fn disable(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    set_status(world, request.required("deviceId")?, "DISABLED").map(|_| Answer::Fields(Value::Null))
}

/// Turns a device on, which has another name for its id.
pub(super) fn enable(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let device = set_status(world, request.required("displayId")?, "ENABLED")?;
    Ok(Answer::Fields(json!({ "device": device })))
}

fn set_status(world: &mut World, id: &str, status: &str) -> Result<Value, Fault> {
    let data = json!({ "type": KIND, "id": id, "attributes": { "status": status } });
    engine::call(world, "PATCH", &format!("/v1/devices/{id}"), Some(data), engine::invalid)?;
    engine::find(world, KIND, "device", id).map(row)
}

/// What an answer says of a device.
pub(super) fn row(device: &Stored) -> Value {
    let class = class(device);
    json!({
        "deviceId": device.id,
        "name": device.text("name"),
        "deviceNumber": device.text("udid"),
        "devicePlatform": if class == "mac" { "mac" } else { "ios" },
        "status": if device.text("status") == "ENABLED" { "c" } else { "r" },
        "deviceClass": class,
        "model": device.text("model"),
    })
}

fn class(device: &Stored) -> &'static str {
    let known = CLASSES.iter().find(|(api, _)| *api == device.text("deviceClass"));
    known.map_or("iphone", |(_, class)| class)
}
