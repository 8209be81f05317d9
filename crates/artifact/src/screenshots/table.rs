//! Apple's screenshot sizes as data, and the rules for sizes that two devices share.
//!
//! The sizes are those that App Store Connect's screenshot specifications list; that 6.9" sizes go into the
//! 6.7" slot is how the service sorts them.

use std::path::Path;

/// A slot for screenshots: a kind of device and the sizes it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DisplayType {
    /// The API's name, as in `APP_IPHONE_67`.
    pub name: &'static str,
    /// The API's name of the same device's slot for an iMessage app, where there is one.
    pub imessage_name: Option<&'static str>,
    /// The device's name for people.
    pub device: &'static str,
    /// Accepted widths and heights in pixels.
    pub sizes: &'static [(u32, u32)],
}

/// Every slot, in the order in which a size is looked up.
#[rustfmt::skip] // One slot a line reads as the table that it is.
pub const DISPLAY_TYPES: &[DisplayType] = &[
    DisplayType { name: "APP_IPHONE_67", imessage_name: Some("IMESSAGE_APP_IPHONE_67"), device: "iPhone 14 Pro Max (6.9\")", sizes: &[(1260, 2736), (2736, 1260), (1290, 2796), (2796, 1290), (1320, 2868), (2868, 1320)] },
    DisplayType { name: "APP_IPHONE_65", imessage_name: Some("IMESSAGE_APP_IPHONE_65"), device: "iPhone XS Max", sizes: &[(1242, 2688), (2688, 1242), (1284, 2778), (2778, 1284)] },
    DisplayType { name: "APP_IPHONE_61", imessage_name: Some("IMESSAGE_APP_IPHONE_61"), device: "iPhone 14 Pro (6.3\")", sizes: &[(1179, 2556), (2556, 1179), (1206, 2622), (2622, 1206)] },
    DisplayType { name: "APP_IPHONE_58", imessage_name: Some("IMESSAGE_APP_IPHONE_58"), device: "iPhone XS (6.1\")", sizes: &[(1170, 2532), (2532, 1170), (1125, 2436), (2436, 1125), (1080, 2340), (2340, 1080)] },
    DisplayType { name: "APP_IPHONE_55", imessage_name: Some("IMESSAGE_APP_IPHONE_55"), device: "iPhone 6 Plus", sizes: &[(1242, 2208), (2208, 1242)] },
    DisplayType { name: "APP_IPHONE_47", imessage_name: Some("IMESSAGE_APP_IPHONE_47"), device: "iPhone 6", sizes: &[(750, 1334), (1334, 750)] },
    DisplayType { name: "APP_IPHONE_40", imessage_name: Some("IMESSAGE_APP_IPHONE_40"), device: "iPhone 5", sizes: &[(640, 1096), (640, 1136), (1136, 600), (1136, 640)] },
    DisplayType { name: "APP_IPHONE_35", imessage_name: None, device: "iPhone 4", sizes: &[(640, 920), (640, 960), (960, 600), (960, 640)] },
    DisplayType { name: "APP_IPAD_97", imessage_name: Some("IMESSAGE_APP_IPAD_97"), device: "iPad", sizes: &[(1024, 748), (1024, 768), (2048, 1496), (2048, 1536), (768, 1004), (768, 1024), (1536, 2008), (1536, 2048)] },
    DisplayType { name: "APP_IPAD_105", imessage_name: Some("IMESSAGE_APP_IPAD_105"), device: "iPad 10.5", sizes: &[(1668, 2224), (2224, 1668)] },
    DisplayType { name: "APP_IPAD_PRO_3GEN_11", imessage_name: Some("IMESSAGE_APP_IPAD_PRO_3GEN_11"), device: "iPad 11", sizes: &[(1488, 2266), (2266, 1488), (1668, 2420), (2420, 1668), (1668, 2388), (2388, 1668), (1640, 2360), (2360, 1640)] },
    DisplayType { name: "APP_IPAD_PRO_129", imessage_name: Some("IMESSAGE_APP_IPAD_PRO_129"), device: "iPad Pro", sizes: &[(2048, 2732), (2732, 2048)] },
    DisplayType { name: "APP_IPAD_PRO_3GEN_129", imessage_name: Some("IMESSAGE_APP_IPAD_PRO_3GEN_129"), device: "iPad Pro (12.9-inch) (3rd generation), 13\"", sizes: &[(2048, 2732), (2732, 2048), (2064, 2752), (2752, 2064)] },
    DisplayType { name: "APP_DESKTOP", imessage_name: None, device: "Mac", sizes: &[(1280, 800), (1440, 900), (2560, 1600), (2880, 1800)] },
    DisplayType { name: "APP_WATCH_SERIES_3", imessage_name: None, device: "Watch", sizes: &[(312, 390)] },
    DisplayType { name: "APP_WATCH_SERIES_4", imessage_name: None, device: "Watch Series4", sizes: &[(368, 448)] },
    DisplayType { name: "APP_WATCH_SERIES_7", imessage_name: None, device: "Watch Series7", sizes: &[(396, 484)] },
    DisplayType { name: "APP_WATCH_SERIES_10", imessage_name: None, device: "Watch Series10", sizes: &[(416, 496)] },
    DisplayType { name: "APP_WATCH_ULTRA", imessage_name: None, device: "Watch Ultra", sizes: &[(410, 502), (422, 514)] },
    DisplayType { name: "APP_APPLE_TV", imessage_name: None, device: "Apple TV", sizes: &[(1920, 1080), (3840, 2160)] },
    DisplayType { name: "APP_APPLE_VISION_PRO", imessage_name: None, device: "Vision Pro", sizes: &[(3840, 2160)] },
];

const IMESSAGE_PREFIX: &str = "IMESSAGE_";

impl DisplayType {
    /// The slot for a screenshot of this size, or `None` when no device has such a screen.
    ///
    /// Where two devices share a size, `path` decides, as it does in fastlane: 2048x2732 goes to the newer iPad
    /// unless the path holds `app_ipad_pro_129`, or both `12.9` and `2nd generation`; 3840x2160 goes to Apple TV
    /// unless the path holds `vision` (and the screenshot does not lie in an `appleTV` folder). A screenshot in
    /// `iMessage/<locale>/` goes to the iMessage slot. Pass the path relative to the project, so that no folder
    /// above it has a say.
    pub fn for_size(width: u32, height: u32, path: &Path) -> Option<&'static str> {
        let fitting = || DISPLAY_TYPES.iter().filter(|row| row.sizes.contains(&(width, height)));
        let preferred = preferred_name(width, height, path);
        let row = fitting().find(|row| Some(row.name) == preferred).or_else(|| fitting().next())?;
        if special_folder(path) == Some("iMessage") { row.imessage_name } else { Some(row.name) }
    }

    /// The slot of this name; an `IMESSAGE_` name finds the slot of the same device.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        let plain = name.strip_prefix(IMESSAGE_PREFIX);
        DISPLAY_TYPES
            .iter()
            .find(|row| row.name == name || (plain == Some(row.name) && row.imessage_name == Some(name)))
    }
}

/// The sizes a slot takes, also an iMessage one; empty for a name that this crate does not know.
pub fn accepted_sizes(display_type: &str) -> &'static [(u32, u32)] {
    DisplayType::by_name(display_type).map_or(&[], |row| row.sizes)
}

/// Which of two devices that share a size is meant.
fn preferred_name(width: u32, height: u32, path: &Path) -> Option<&'static str> {
    let text = path.to_string_lossy().to_lowercase();
    match (width, height) {
        (2048, 2732) | (2732, 2048) => {
            let second_generation = text.contains("app_ipad_pro_129")
                || (text.contains("12.9") && text.contains("2nd generation"));
            Some(if second_generation { "APP_IPAD_PRO_129" } else { "APP_IPAD_PRO_3GEN_129" })
        }
        (3840, 2160) => {
            let vision = text.contains("vision") && special_folder(path) != Some("appleTV");
            Some(if vision { "APP_APPLE_VISION_PRO" } else { "APP_APPLE_TV" })
        }
        _ => None,
    }
}

/// The folder above the locale's: the third component from the end.
fn special_folder(path: &Path) -> Option<&str> {
    path.components().rev().nth(2)?.as_os_str().to_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(width: u32, height: u32, path: &str) -> Option<&'static str> {
        DisplayType::for_size(width, height, Path::new(path))
    }

    /// The specifications' table once more, in the notation of their page; `+` marks a kind that iMessage apps have
    /// as well.
    const SPECIFIED: &str = "
        APP_IPHONE_67+ 1260x2736 2736x1260 1290x2796 2796x1290 1320x2868 2868x1320
        APP_IPHONE_65+ 1242x2688 2688x1242 1284x2778 2778x1284
        APP_IPHONE_61+ 1179x2556 2556x1179 1206x2622 2622x1206
        APP_IPHONE_58+ 1170x2532 2532x1170 1125x2436 2436x1125 1080x2340 2340x1080
        APP_IPHONE_55+ 1242x2208 2208x1242
        APP_IPHONE_47+ 750x1334 1334x750
        APP_IPHONE_40+ 640x1096 640x1136 1136x600 1136x640
        APP_IPHONE_35 640x920 640x960 960x600 960x640
        APP_IPAD_97+ 1024x748 1024x768 2048x1496 2048x1536 768x1004 768x1024 1536x2008 1536x2048
        APP_IPAD_105+ 1668x2224 2224x1668
        APP_IPAD_PRO_3GEN_11+ 1488x2266 2266x1488 1668x2420 2420x1668 1668x2388 2388x1668 1640x2360 2360x1640
        APP_IPAD_PRO_129+ 2048x2732 2732x2048
        APP_IPAD_PRO_3GEN_129+ 2048x2732 2732x2048 2064x2752 2752x2064
        APP_DESKTOP 1280x800 1440x900 2560x1600 2880x1800
        APP_WATCH_SERIES_3 312x390
        APP_WATCH_SERIES_4 368x448
        APP_WATCH_SERIES_7 396x484
        APP_WATCH_SERIES_10 416x496
        APP_WATCH_ULTRA 410x502 422x514
        APP_APPLE_TV 1920x1080 3840x2160
        APP_APPLE_VISION_PRO 3840x2160";

    /// A folder in which a slot's screenshots surely go there, whatever other slot has their size.
    fn hint(name: &str) -> &'static str {
        match name {
            "APP_IPAD_PRO_129" => "app_ipad_pro_129",
            "APP_APPLE_VISION_PRO" => "vision",
            _ => "screenshots",
        }
    }

    #[test]
    fn every_size_of_the_specifications_finds_its_slot_and_no_size_beside_it_does() {
        let rows = SPECIFIED.trim().lines().map(|row| row.split_whitespace().collect::<Vec<_>>());
        assert_eq!(rows.clone().count(), DISPLAY_TYPES.len());
        for row in rows {
            let name = row[0].trim_end_matches('+');
            let sizes = DisplayType::by_name(name).unwrap().sizes;
            let written = sizes.iter().map(|(width, height)| format!("{width}x{height}")).collect::<Vec<_>>();
            assert_eq!(written, row[1..], "{name}");
            for &(width, height) in sizes {
                let path = format!("{}/en-US/1.png", hint(name));
                assert_eq!(slot(width, height, &path), Some(name), "{width}x{height}");
                let message = slot(width, height, &format!("{}/iMessage/en-US/1.png", hint(name)));
                let has_message = row[0].ends_with('+').then(|| format!("IMESSAGE_{name}"));
                assert_eq!(message, has_message.as_deref(), "{width}x{height}");
                for (width, height) in
                    [(width - 1, height), (width + 1, height), (width, height - 1), (width, height + 1)]
                {
                    assert_eq!(slot(width, height, &path), None, "{width}x{height}");
                }
            }
        }
    }

    #[test]
    fn the_path_decides_between_the_two_large_ipads() {
        for (path, name) in [
            ("screenshots/en-US/1.png", "APP_IPAD_PRO_3GEN_129"),
            ("screenshots/en-US/APP_IPAD_PRO_129_1.png", "APP_IPAD_PRO_129"),
            ("screenshots/en-US/iPad Pro (12.9-inch) (2nd generation)-1.png", "APP_IPAD_PRO_129"),
            ("screenshots/en-US/iPad Pro (12.9-inch) (3rd generation)-1.png", "APP_IPAD_PRO_3GEN_129"),
            ("screenshots/en-US/2nd generation.png", "APP_IPAD_PRO_3GEN_129"),
        ] {
            assert_eq!(slot(2048, 2732, path), Some(name), "{path}");
            assert_eq!(slot(2732, 2048, path), Some(name), "{path}");
        }
    }

    #[test]
    fn the_path_decides_between_apple_tv_and_vision_pro() {
        assert_eq!(slot(3840, 2160, "screenshots/en-US/1.png"), Some("APP_APPLE_TV"));
        assert_eq!(
            slot(3840, 2160, "screenshots/en-US/Apple Vision Pro-1.png"),
            Some("APP_APPLE_VISION_PRO")
        );
        assert_eq!(slot(3840, 2160, "screenshots/appleTV/en-US/television.png"), Some("APP_APPLE_TV"));
    }

    #[test]
    fn the_imessage_folder_means_the_imessage_slot() {
        assert_eq!(slot(1290, 2796, "screenshots/iMessage/en-US/1.png"), Some("IMESSAGE_APP_IPHONE_67"));
        assert_eq!(
            slot(2732, 2048, "screenshots/iMessage/de-DE/1.png"),
            Some("IMESSAGE_APP_IPAD_PRO_3GEN_129")
        );
        assert_eq!(slot(1290, 2796, "screenshots/imessage/en-US/1.png"), Some("APP_IPHONE_67"));
        assert_eq!(slot(1290, 2796, "iMessage/screenshots/en-US/1.png"), Some("APP_IPHONE_67"));
        assert_eq!(slot(410, 502, "screenshots/iMessage/en-US/1.png"), None);
    }

    #[test]
    fn every_slot_takes_back_its_own_sizes() {
        for row in DISPLAY_TYPES {
            assert_eq!(accepted_sizes(row.name), row.sizes);
            if let Some(name) = row.imessage_name {
                assert_eq!(name, format!("{IMESSAGE_PREFIX}{}", row.name));
                assert_eq!(accepted_sizes(name), row.sizes);
            }
        }
        assert!(accepted_sizes("IMESSAGE_APP_DESKTOP").is_empty());
        assert!(accepted_sizes("APP_TOASTER").is_empty());
    }
}
