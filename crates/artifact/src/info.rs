//! What an Info.plist says about the bundle it lies in.

use plist::{Dictionary, Value};

use crate::Platform;

/// The facts of one Info.plist. A key that is absent or of the wrong type is `None`: whether that matters, the
/// checks say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Info {
    /// CFBundleIdentifier.
    pub bundle_id: Option<String>,
    /// CFBundleShortVersionString, the version people see.
    pub short_version: Option<String>,
    /// CFBundleVersion, the build number.
    pub version: Option<String>,
    /// The platform that DTPlatformName or, failing that, CFBundleSupportedPlatforms means.
    pub platform: Option<Platform>,
    /// The platform's name as written, also when it is none of the store's (a simulator, for instance).
    pub platform_name: Option<String>,
    /// MinimumOSVersion, on macOS LSMinimumSystemVersion.
    pub minimum_os: Option<String>,
    /// DTPlatformVersion: the version of the SDK that the bundle was built with.
    pub sdk_version: Option<String>,
    /// CFBundleIconName of CFBundleIcons/CFBundlePrimaryIcon or at the top: the icon in the asset catalogue.
    pub icon_name: Option<String>,
    /// CFBundleIconFiles, there or at the top: how the names of icon files begin.
    pub icon_files: Vec<String>,
    /// ITSAppUsesNonExemptEncryption: the answer to the export question, when the app gives one.
    pub uses_non_exempt_encryption: Option<bool>,
    /// CFBundleExecutable.
    pub executable: Option<String>,
    /// CFBundleDisplayName or, failing that, CFBundleName.
    pub display_name: Option<String>,
}

impl Info {
    pub(crate) fn from_dictionary(dictionary: &Dictionary) -> Self {
        let text = |key: &str| dictionary.get(key).and_then(Value::as_string).map(str::to_owned);
        let icons = dictionary.get("CFBundleIcons").and_then(Value::as_dictionary);
        let primary = icons.and_then(|icons| icons.get("CFBundlePrimaryIcon")?.as_dictionary());
        let icon = |key: &str| primary.and_then(|primary| primary.get(key)).or_else(|| dictionary.get(key));
        let icon_files = icon("CFBundleIconFiles").and_then(Value::as_array).into_iter().flatten();
        let platform_name = text("DTPlatformName").or_else(|| first_supported_platform(dictionary));
        Self {
            bundle_id: text("CFBundleIdentifier"),
            short_version: text("CFBundleShortVersionString"),
            version: text("CFBundleVersion"),
            platform: platform_name.as_deref().and_then(Platform::from_build_setting),
            platform_name,
            minimum_os: text("MinimumOSVersion").or_else(|| text("LSMinimumSystemVersion")),
            sdk_version: text("DTPlatformVersion"),
            icon_name: icon("CFBundleIconName").and_then(Value::as_string).map(str::to_owned),
            icon_files: icon_files.filter_map(Value::as_string).map(str::to_owned).collect(),
            uses_non_exempt_encryption: dictionary
                .get("ITSAppUsesNonExemptEncryption")
                .and_then(Value::as_boolean),
            executable: text("CFBundleExecutable"),
            display_name: text("CFBundleDisplayName").or_else(|| text("CFBundleName")),
        }
    }
}

fn first_supported_platform(dictionary: &Dictionary) -> Option<String> {
    dictionary.get("CFBundleSupportedPlatforms")?.as_array()?.first()?.as_string().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_supported_platforms_stand_in_for_a_missing_platform_name() {
        let mut dictionary = Dictionary::new();
        dictionary.insert("CFBundleSupportedPlatforms".into(), Value::Array(vec!["AppleTVOS".into()]));
        assert_eq!(Info::from_dictionary(&dictionary).platform, Some(Platform::TvOs));

        dictionary.insert("DTPlatformName".into(), "iphonesimulator".into());
        let info = Info::from_dictionary(&dictionary);
        assert_eq!(info.platform, None);
        assert_eq!(info.platform_name.as_deref(), Some("iphonesimulator"));
    }

    #[test]
    fn a_value_of_the_wrong_type_counts_as_absent() {
        let mut dictionary = Dictionary::new();
        dictionary.insert("CFBundleVersion".into(), 42.into());
        dictionary.insert("ITSAppUsesNonExemptEncryption".into(), "NO".into());
        assert_eq!(Info::from_dictionary(&dictionary), Info::default());
    }
}
