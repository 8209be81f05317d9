//! The platforms an app can be made for.

use std::fmt;
use std::str::FromStr;

/// A platform in the words of the App Store Connect API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Platform {
    /// iPhone and iPad.
    Ios,
    /// Mac.
    MacOs,
    /// Apple TV.
    TvOs,
    /// Apple Vision.
    VisionOs,
}

impl Platform {
    /// The constant that the App Store Connect API uses.
    pub const fn api_name(self) -> &'static str {
        match self {
            Self::Ios => "IOS",
            Self::MacOs => "MAC_OS",
            Self::TvOs => "TV_OS",
            Self::VisionOs => "VISION_OS",
        }
    }

    /// The platform that a name in Info.plist means: `iphoneos` (DTPlatformName) or `iPhoneOS`
    /// (CFBundleSupportedPlatforms). Simulator names and `watchos` mean none.
    pub(crate) fn from_build_setting(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "iphoneos" => Some(Self::Ios),
            "macosx" => Some(Self::MacOs),
            "appletvos" => Some(Self::TvOs),
            "xros" => Some(Self::VisionOs),
            _ => None,
        }
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.api_name())
    }
}

/// A platform name that none of the tools knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown platform {0:?}; one of ios, macos, tvos, visionos")]
pub struct UnknownPlatform(String);

impl FromStr for Platform {
    type Err = UnknownPlatform;

    /// Reads the names that fastlane's options take as well as the API's constants.
    fn from_str(name: &str) -> Result<Self, UnknownPlatform> {
        match name.to_ascii_lowercase().as_str() {
            "ios" | "iphoneos" => Ok(Self::Ios),
            "mac_os" | "macos" | "osx" | "mac" | "macosx" => Ok(Self::MacOs),
            "tv_os" | "tvos" | "appletvos" => Ok(Self::TvOs),
            "vision_os" | "visionos" | "xros" => Ok(Self::VisionOs),
            _ => Err(UnknownPlatform(name.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fastlane_names_and_api_constants_mean_the_same_platform() {
        for (name, platform) in [
            ("ios", Platform::Ios),
            ("appletvos", Platform::TvOs),
            ("tvos", Platform::TvOs),
            ("osx", Platform::MacOs),
            ("mac", Platform::MacOs),
            ("xros", Platform::VisionOs),
            ("VISION_OS", Platform::VisionOs),
        ] {
            assert_eq!(name.parse(), Ok(platform), "{name}");
        }
        for platform in [Platform::Ios, Platform::MacOs, Platform::TvOs, Platform::VisionOs] {
            assert_eq!(platform.api_name().parse(), Ok(platform));
        }
        assert!("android".parse::<Platform>().is_err());
    }

    #[test]
    fn a_simulator_is_no_store_platform() {
        assert_eq!(Platform::from_build_setting("iPhoneOS"), Some(Platform::Ios));
        assert_eq!(Platform::from_build_setting("iPhoneSimulator"), None);
        assert_eq!(Platform::from_build_setting("watchos"), None);
    }
}
