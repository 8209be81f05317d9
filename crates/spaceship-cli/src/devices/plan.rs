//! What has to change so that the account has the devices that are wanted: a pure function of both.

use std::collections::HashMap;

use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{BundleIdPlatform, Device, DeviceStatus};

/// A device that the account should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WantedDevice {
    pub(crate) udid: String,
    pub(crate) name: String,
    pub(crate) platform: BundleIdPlatform,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// Registers a device.
    Register(WantedDevice),
    /// Gives a device another name.
    Rename { id: Id<Device>, udid: String, before: String, after: String },
    /// Takes a device into profiles again.
    Enable { id: Id<Device>, name: String },
    /// Leaves a device out of profiles. Its place in the account stays taken until the membership is renewed.
    Disable { id: Id<Device>, name: String },
}

/// What is to be registered: devices that are there already stay as they are, as at fastlane.
pub(crate) fn registering(wanted: &[WantedDevice], there: &[Resource<Device>]) -> Vec<Step> {
    let known = by_udid(there);
    let missing = wanted.iter().filter(|device| !known.contains_key(&device.udid.to_lowercase()));
    missing.cloned().map(Step::Register).collect()
}

/// What makes the devices of an account those of another: registered where missing, named alike, enabled where the
/// other has them enabled. What only this account has stays as it is, since its place would not come free.
pub(crate) fn syncing(from: &[Resource<Device>], there: &[Resource<Device>]) -> Vec<Step> {
    let known = by_udid(there);
    let enabled = from.iter().filter(|device| !is_disabled(device));
    let mut steps = Vec::new();
    for device in enabled {
        let attributes = &device.attributes;
        let (Some(udid), Some(platform)) = (&attributes.udid, &attributes.platform) else { continue };
        let name = attributes.name.clone().unwrap_or_else(|| udid.clone());
        let Some(known) = known.get(&udid.to_lowercase()) else {
            let wanted = WantedDevice { udid: udid.clone(), name, platform: platform.clone() };
            steps.push(Step::Register(wanted));
            continue;
        };
        let before = known.attributes.name.clone().unwrap_or_default();
        if before != name {
            steps.push(Step::Rename {
                id: known.id.clone(),
                udid: udid.clone(),
                before,
                after: name.clone(),
            });
        }
        if is_disabled(known) {
            steps.push(Step::Enable { id: known.id.clone(), name });
        }
    }
    steps
}

/// Apple takes a UDID in either case and compares without regard to it.
fn by_udid(devices: &[Resource<Device>]) -> HashMap<String, &Resource<Device>> {
    let keyed =
        |device: &'_ Resource<Device>| device.attributes.udid.as_ref().map(|udid| udid.to_lowercase());
    devices.iter().filter_map(|device| Some((keyed(device)?, device))).collect()
}

fn is_disabled(device: &Resource<Device>) -> bool {
    device.attributes.status == Some(DeviceStatus::Disabled)
}

#[cfg(test)]
mod tests {
    use spaceship::jsonapi::Relationships;
    use spaceship::resources::DeviceAttributes;

    use super::*;

    fn device(udid: &str, name: &str, status: &str) -> Resource<Device> {
        let attributes = DeviceAttributes {
            udid: Some(udid.into()),
            name: Some(name.into()),
            platform: Some(BundleIdPlatform::Ios),
            status: Some(status.into()),
            ..DeviceAttributes::default()
        };
        Resource { id: Id::new(udid), attributes, relationships: Relationships::default() }
    }

    fn wanted(udid: &str, name: &str) -> WantedDevice {
        WantedDevice { udid: udid.into(), name: name.into(), platform: BundleIdPlatform::Ios }
    }

    #[test]
    fn only_missing_devices_are_registered_whatever_the_case() {
        let there = [device("AB", "One", "DISABLED")];
        let steps = registering(&[wanted("ab", "Renamed"), wanted("cd", "Two")], &there);
        assert_eq!(steps, [Step::Register(wanted("cd", "Two"))]);
    }

    #[test]
    fn a_sync_registers_renames_and_enables_and_takes_nothing_away() {
        let from =
            [device("a", "One", "ENABLED"), device("b", "Two", "ENABLED"), device("c", "Three", "DISABLED")];
        let there = [device("B", "Old", "DISABLED"), device("d", "Four", "ENABLED")];
        let steps = syncing(&from, &there);
        assert_eq!(
            steps,
            [
                Step::Register(wanted("a", "One")),
                Step::Rename { id: "B".into(), udid: "b".into(), before: "Old".into(), after: "Two".into() },
                Step::Enable { id: "B".into(), name: "Two".into() },
            ]
        );
        let same = [device("a", "One", "ENABLED")];
        assert_eq!(syncing(&same, &same), []);
    }
}
