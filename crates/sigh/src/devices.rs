//! Which devices belong into a profile.

use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::Device;

use crate::target::{Platform, Target};

/// A device that belongs into the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WantedDevice {
    pub(crate) id: Id<Device>,
    pub(crate) udid: String,
    pub(crate) name: String,
}

/// Apple's platforms to ask for, comma-separated.
pub(crate) fn platforms(target: Target, include_mac: bool) -> &'static str {
    match target.platform {
        Platform::Ios if include_mac => "IOS,MAC_OS",
        Platform::Ios | Platform::Tvos => "IOS",
        Platform::Macos | Platform::Catalyst => "MAC_OS",
    }
}

/// The devices of the right class. A device whose class Apple does not tell is left out, as at fastlane.
pub(crate) fn wanted(all: &[Resource<Device>], target: Target, include_mac: bool) -> Vec<WantedDevice> {
    let fits = |device: &&Resource<Device>| {
        let class = device.attributes.device_class.as_ref().map_or("", |class| class.as_str());
        let udid = device.attributes.udid.as_deref().unwrap_or_default();
        match target.platform {
            Platform::Ios => {
                matches!(class, "IPAD" | "IPHONE" | "IPOD" | "APPLE_WATCH" | "APPLE_VISION_PRO")
                    || (include_mac
                        && (class == "APPLE_SILICON_MAC" || (class == "MAC" && is_apple_silicon(udid))))
            }
            Platform::Tvos => class == "APPLE_TV",
            Platform::Macos | Platform::Catalyst => {
                matches!(class, "MAC" | "APPLE_SILICON_MAC" | "INTEL_MAC")
            }
        }
    };
    let wanted = |device: &Resource<Device>| {
        let udid = device.attributes.udid.clone()?;
        let name = device.attributes.name.clone().unwrap_or_else(|| udid.clone());
        Some(WantedDevice { id: device.id.clone(), udid, name })
    };
    all.iter().filter(fits).filter_map(wanted).collect()
}

/// Whether a Mac's UDID has the form of those with Apple's chips, which run iOS apps: 25 letters, one hyphen.
fn is_apple_silicon(udid: &str) -> bool {
    udid.len() == 25 && udid.matches('-').count() == 1
}

#[cfg(test)]
mod tests {
    use signing::ProfileKind;
    use spaceship::resources::DeviceAttributes;

    use super::*;

    fn device(name: &str, class: Option<&str>, udid: &str) -> Resource<Device> {
        let attributes = DeviceAttributes {
            name: Some(name.into()),
            udid: Some(udid.into()),
            device_class: class.map(Into::into),
            ..DeviceAttributes::default()
        };
        Resource {
            id: Id::new(name),
            attributes,
            relationships: spaceship::jsonapi::Relationships::default(),
        }
    }

    #[test]
    fn each_platform_takes_its_classes() {
        let all = [
            device("phone", Some("IPHONE"), "a"),
            device("vision", Some("APPLE_VISION_PRO"), "b"),
            device("tv", Some("APPLE_TV"), "c"),
            device("silicon", Some("MAC"), "00008103-000A11CE0BEE801C"),
            device("intel", Some("MAC"), "564D2ECD-1D6A-4A6B-9D4F-7A5E3F1B2C3D"),
            device("unknown", None, "d"),
        ];
        let names = |platform, mac| {
            let target = Target { platform, kind: ProfileKind::Development, in_house: false };
            wanted(&all, target, mac).into_iter().map(|device| device.name).collect::<Vec<_>>()
        };
        assert_eq!(names(Platform::Ios, false), ["phone", "vision"]);
        assert_eq!(names(Platform::Ios, true), ["phone", "vision", "silicon"]);
        assert_eq!(names(Platform::Tvos, true), ["tv"]);
        assert_eq!(names(Platform::Catalyst, false), ["silicon", "intel"]);
    }
}
