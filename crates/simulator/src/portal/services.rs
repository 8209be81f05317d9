//! The services of an app id: under ids of the portal's, they are the capabilities of the API.

use serde_json::{Map, Value, json};

use super::answer::Fault;
use super::engine;
use crate::engine::store::Stored;
use crate::world::World;

/// The services that are on or off, and the capabilities that they are.
const SWITCHES: [(&str, &str); 21] = [
    ("AWEQ28MY3E", "ACCESS_WIFI_INFORMATION"),
    ("APG3427HIY", "APP_GROUPS"),
    ("OM633U5T5G", "APPLE_PAY"),
    ("SKC3T5S89Y", "ASSOCIATED_DOMAINS"),
    ("PKTJAN2017", "CLASSKIT"),
    ("CPEQ28MX4E", "AUTOFILL_CREDENTIAL_PROVIDER"),
    ("gameCenter", "GAME_CENTER"),
    ("HK421J6T7P", "HEALTHKIT"),
    ("homeKit", "HOMEKIT"),
    ("HSC639VEI8", "HOT_SPOT"),
    ("iCloud", "ICLOUD"),
    ("inAppPurchase", "IN_APP_PURCHASE"),
    ("IAD53UNK2F", "INTER_APP_AUDIO"),
    ("MP49FN762P", "MULTIPATH"),
    ("NWEXT04537", "NETWORK_EXTENSIONS"),
    ("NFCTRMAY17", "NFC_TAG_READING"),
    ("V66P55NK2I", "PERSONAL_VPN"),
    ("passbook", "WALLET"),
    (PUSH, "PUSH_NOTIFICATIONS"),
    ("SI015DKUHP", "SIRIKIT"),
    ("WC421J6T7P", "WIRELESS_ACCESSORY_CONFIGURATION"),
];

/// A service that a capability's setting decides.
struct Choice {
    service: &'static str,
    capability: &'static str,
    setting: &'static str,
    /// Whether no value turns it off.
    is_optional: bool,
    /// The values of the portal, and the options that they are.
    values: &'static [(&'static str, &'static str)],
}

const CHOICES: [Choice; 2] = [
    Choice {
        service: "dataProtection",
        capability: "DATA_PROTECTION",
        setting: "DATA_PROTECTION_PERMISSION_LEVEL",
        is_optional: true,
        values: &[
            ("complete", "COMPLETE_PROTECTION"),
            ("unlessopen", "PROTECTED_UNLESS_OPEN"),
            ("untilfirstauth", "PROTECTED_UNTIL_FIRST_USER_AUTH"),
        ],
    },
    Choice {
        service: "cloudKitVersion",
        capability: "ICLOUD",
        setting: "ICLOUD_VERSION",
        is_optional: false,
        values: &[("1", "XCODE_5"), ("2", "XCODE_6")],
    },
];

/// The service that has an action of its own.
pub(super) const PUSH: &str = "push";

/// Whether a parameter names a service.
pub(super) fn is_service(name: &str) -> bool {
    SWITCHES.iter().any(|(service, _)| *service == name)
        || CHOICES.iter().any(|choice| choice.service == name)
}

/// The services of an app id with their values, and the ids of those that are on.
pub(super) fn features(world: &World, app_id: &str) -> (Value, Vec<&'static str>) {
    let (mut features, mut enabled) = (Map::new(), Vec::new());
    for (service, capability) in SWITCHES {
        let on = capability_of(world, app_id, capability).is_some();
        features.insert(service.to_owned(), on.into());
        enabled.extend(on.then_some(service));
    }
    for choice in &CHOICES {
        let chosen = capability_of(world, app_id, choice.capability).and_then(|there| choice.value(there));
        enabled.extend(chosen.map(|_| choice.service));
        features.insert(choice.service.to_owned(), chosen.unwrap_or_default().into());
    }
    (features.into(), enabled)
}

/// Sets a service of an app id.
pub(super) fn set(world: &mut World, app_id: &str, service: &str, value: &str) -> Result<(), Fault> {
    let wrong = || Fault::invalid(&format!("The value '{value}' is not one of the service '{service}'."));
    if let Some((_, capability)) = SWITCHES.iter().find(|(known, _)| *known == service) {
        return match value {
            "true" | "on" => turn_on(world, app_id, capability, None),
            "false" | "off" | "" => turn_off(world, app_id, capability),
            _ => Err(wrong()),
        };
    }
    let choice = CHOICES.iter().find(|choice| choice.service == service);
    let choice = choice.ok_or_else(|| Fault::refused(1003, &format!("There is no service '{service}'.")))?;
    if value.is_empty() && choice.is_optional {
        return turn_off(world, app_id, choice.capability);
    }
    let (_, option) = choice.values.iter().find(|(known, _)| *known == value).ok_or_else(wrong)?;
    let settings = json!([{ "key": choice.setting, "options": [{ "key": option, "enabled": true }] }]);
    turn_on(world, app_id, choice.capability, Some(settings))
}

/// Turns a capability on, with its settings where it has some.
pub(super) fn turn_on(
    world: &mut World,
    app_id: &str,
    capability: &str,
    settings: Option<Value>,
) -> Result<(), Fault> {
    let mut data = json!({ "type": "bundleIdCapabilities", "attributes": { "capabilityType": capability } });
    let is_set = settings.is_some();
    if let Some(settings) = settings {
        data["attributes"]["settings"] = settings;
    }
    let (method, path) = match capability_of(world, app_id, capability).map(|there| there.id.clone()) {
        Some(_) if !is_set => return Ok(()),
        Some(id) => {
            data["id"] = id.as_str().into();
            ("PATCH", format!("/v1/bundleIdCapabilities/{id}"))
        }
        None => {
            let owner = json!({ "data": { "type": "bundleIds", "id": app_id } });
            data["relationships"] = json!({ "bundleId": owner });
            ("POST", "/v1/bundleIdCapabilities".to_owned())
        }
    };
    engine::call(world, method, &path, Some(data), engine::invalid).map(drop)
}

/// Turns a capability off; one that is not on stays so.
pub(super) fn turn_off(world: &mut World, app_id: &str, capability: &str) -> Result<(), Fault> {
    let Some(id) = capability_of(world, app_id, capability).map(|there| there.id.clone()) else {
        return Ok(());
    };
    engine::call(world, "DELETE", &format!("/v1/bundleIdCapabilities/{id}"), None, engine::invalid).map(drop)
}

fn capability_of<'a>(world: &'a World, app_id: &str, capability: &str) -> Option<&'a Stored> {
    world.store.get("bundleIdCapabilities", &format!("{app_id}_{capability}"))
}

impl Choice {
    /// The portal's value for what a capability is set to.
    fn value(&self, capability: &Stored) -> Option<&'static str> {
        let settings = capability.attributes.get("settings")?.as_array()?;
        let setting = settings.iter().find(|setting| setting["key"] == self.setting)?;
        let option = setting["options"].as_array()?.first()?["key"].as_str()?;
        self.values.iter().find(|(_, known)| *known == option).map(|(value, _)| *value)
    }
}
