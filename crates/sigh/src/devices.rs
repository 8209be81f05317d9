//! Which of the team's devices belong into a profile.

use spaceship::jsonapi::Resource;
use spaceship::resources::Device;

use crate::kinds::Platform;

/// Apple's platforms that the devices of a profile are listed under.
pub(crate) fn platforms(platform: Platform, with_macs: bool) -> &'static str {
    match platform {
        Platform::Macos | Platform::Catalyst => "MAC_OS",
        Platform::Ios if with_macs => "IOS,MAC_OS",
        Platform::Ios | Platform::Tvos => "IOS",
    }
}

/// Whether a device belongs into a profile of the platform.
pub(crate) fn belongs(device: &Resource<Device>, platform: Platform, with_macs: bool) -> bool {
    let attributes = &device.attributes;
    let class = attributes.device_class.as_ref().map(|class| class.as_str()).unwrap_or_default();
    let mac = matches!(class, "MAC" | "APPLE_SILICON_MAC" | "INTEL_MAC");
    match platform {
        Platform::Macos | Platform::Catalyst => mac,
        Platform::Tvos => class == "APPLE_TV",
        Platform::Ios if mac => {
            // Only Macs with Apple's own chips run iOS apps; their UDID tells them.
            with_macs
                && attributes
                    .udid
                    .as_deref()
                    .is_some_and(|udid| udid.len() == 25 && udid.matches('-').count() == 1)
        }
        // A device whose class Apple does not tell (yet) is an iOS device: it was listed as one.
        Platform::Ios => class != "APPLE_TV",
    }
}
