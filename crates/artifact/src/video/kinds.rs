//! Apple's slots for app previews as data, and how a video finds its own.
//!
//! The sizes are those of App Store Connect's app preview specifications. `IPHONE_35` is a slot of the API for which
//! they list none, so it is not here.

use std::path::Path;

use crate::Platform;

/// A slot for app previews: a kind of device and the sizes it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreviewType {
    /// The API's name, as in `IPHONE_67`.
    pub name: &'static str,
    /// The platform on whose versions the slot is.
    pub platform: Platform,
    /// The device's name for people.
    pub device: &'static str,
    /// Accepted widths and heights in pixels.
    pub sizes: &'static [(u32, u32)],
}

/// Every slot, in the order in which a size is looked up: a size that several take goes to the largest device, from
/// which Apple fills the others. The older of the two large iPads comes last, as it does for screenshots.
#[rustfmt::skip] // One slot a line reads as the table that it is.
pub const PREVIEW_TYPES: &[PreviewType] = &[
    PreviewType { name: "IPHONE_67", platform: Platform::Ios, device: "iPhone 6.9\"", sizes: &[(886, 1920), (1920, 886)] },
    PreviewType { name: "IPHONE_65", platform: Platform::Ios, device: "iPhone 6.5\"", sizes: &[(886, 1920), (1920, 886)] },
    PreviewType { name: "IPHONE_61", platform: Platform::Ios, device: "iPhone 6.3\"", sizes: &[(886, 1920), (1920, 886)] },
    PreviewType { name: "IPHONE_58", platform: Platform::Ios, device: "iPhone 6.1\"", sizes: &[(886, 1920), (1920, 886)] },
    PreviewType { name: "IPHONE_55", platform: Platform::Ios, device: "iPhone 5.5\"", sizes: &[(1080, 1920), (1920, 1080)] },
    PreviewType { name: "IPHONE_47", platform: Platform::Ios, device: "iPhone 4.7\"", sizes: &[(750, 1334), (1334, 750)] },
    PreviewType { name: "IPHONE_40", platform: Platform::Ios, device: "iPhone 4\"", sizes: &[(1080, 1920), (1920, 1080)] },
    PreviewType { name: "IPAD_PRO_3GEN_129", platform: Platform::Ios, device: "iPad 13\"", sizes: &[(1200, 1600), (1600, 1200)] },
    PreviewType { name: "IPAD_PRO_3GEN_11", platform: Platform::Ios, device: "iPad 11\"", sizes: &[(1200, 1600), (1600, 1200)] },
    PreviewType { name: "IPAD_105", platform: Platform::Ios, device: "iPad 10.5\"", sizes: &[(1200, 1600), (1600, 1200)] },
    PreviewType { name: "IPAD_97", platform: Platform::Ios, device: "iPad 9.7\"", sizes: &[(900, 1200), (1200, 900)] },
    PreviewType { name: "IPAD_PRO_129", platform: Platform::Ios, device: "iPad Pro 12.9\" (2nd generation)", sizes: &[(1200, 1600), (1600, 1200), (900, 1200), (1200, 900)] },
    PreviewType { name: "DESKTOP", platform: Platform::MacOs, device: "Mac", sizes: &[(1920, 1080)] },
    PreviewType { name: "APPLE_TV", platform: Platform::TvOs, device: "Apple TV", sizes: &[(1920, 1080)] },
    PreviewType { name: "APPLE_VISION_PRO", platform: Platform::VisionOs, device: "Apple Vision Pro", sizes: &[(3840, 2160)] },
];

impl PreviewType {
    /// The slot that a file's name holds, in any case, as in `en-US/iphone_67_tour.mp4`. This is how fastlane tells
    /// slots apart.
    pub fn from_file_name(path: &Path) -> Option<&'static Self> {
        let name = path.file_name()?.to_string_lossy().to_uppercase();
        // The longest first, should one name ever hold another.
        PREVIEW_TYPES.iter().filter(|row| name.contains(row.name)).max_by_key(|row| row.name.len())
    }

    /// The platform's first slot for a video of this size.
    pub fn for_size(width: u32, height: u32, platform: Platform) -> Option<&'static Self> {
        PREVIEW_TYPES.iter().find(|row| row.platform == platform && row.sizes.contains(&(width, height)))
    }

    /// All slots that take a video of this size, whatever their platform.
    pub fn fitting(width: u32, height: u32) -> impl Iterator<Item = &'static Self> {
        PREVIEW_TYPES.iter().filter(move |row| row.sizes.contains(&(width, height)))
    }

    /// The slot of this name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        PREVIEW_TYPES.iter().find(|row| row.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The specifications' table once more, in the notation of their page.
    const SPECIFIED: &str = "
        IPHONE_67 886x1920 1920x886
        IPHONE_65 886x1920 1920x886
        IPHONE_61 886x1920 1920x886
        IPHONE_58 886x1920 1920x886
        IPHONE_55 1080x1920 1920x1080
        IPHONE_47 750x1334 1334x750
        IPHONE_40 1080x1920 1920x1080
        IPAD_PRO_3GEN_129 1200x1600 1600x1200
        IPAD_PRO_3GEN_11 1200x1600 1600x1200
        IPAD_105 1200x1600 1600x1200
        IPAD_97 900x1200 1200x900
        IPAD_PRO_129 1200x1600 1600x1200 900x1200 1200x900
        DESKTOP 1920x1080
        APPLE_TV 1920x1080
        APPLE_VISION_PRO 3840x2160";

    #[test]
    fn the_table_is_the_specified_one_and_takes_nothing_beside_it() {
        let rows = SPECIFIED.trim().lines().map(|row| row.split_whitespace().collect::<Vec<_>>());
        assert_eq!(rows.clone().count(), PREVIEW_TYPES.len());
        for row in rows {
            let slot = PreviewType::by_name(row[0]).unwrap();
            let sizes: Vec<String> = slot.sizes.iter().map(|(x, y)| format!("{x}x{y}")).collect();
            assert_eq!(sizes, row[1..], "{}", row[0]);
            for &(width, height) in slot.sizes {
                let found = |width, height| PreviewType::for_size(width, height, slot.platform);
                assert!(found(width, height).is_some());
                for (width, height) in
                    [(width - 1, height), (width + 1, height), (width, height - 1), (width, height + 1)]
                {
                    assert_eq!(found(width, height), None, "{width}x{height}");
                }
            }
        }
    }

    #[test]
    fn the_file_name_says_the_slot() {
        for (path, name) in [
            ("previews/en-US/IPHONE_67.mp4", Some("IPHONE_67")),
            ("previews/en-US/01-iphone_55-tour.mov", Some("IPHONE_55")),
            ("previews/en-US/IPAD_PRO_3GEN_129_2.m4v", Some("IPAD_PRO_3GEN_129")),
            ("previews/en-US/ipad_pro_129.mp4", Some("IPAD_PRO_129")),
            ("previews/en-US/Desktop.mp4", Some("DESKTOP")),
            ("previews/en-US/apple_vision_pro.mp4", Some("APPLE_VISION_PRO")),
            ("previews/IPHONE_67/tour.mp4", None),
            ("previews/en-US/iphone67.mp4", None),
        ] {
            assert_eq!(PreviewType::from_file_name(Path::new(path)).map(|slot| slot.name), name, "{path}");
        }
    }

    #[test]
    fn all_slots_of_a_size_are_known() {
        let names =
            |width, height| PreviewType::fitting(width, height).map(|row| row.name).collect::<Vec<_>>();
        assert_eq!(names(750, 1334), ["IPHONE_47"]);
        assert_eq!(names(1200, 900), ["IPAD_97", "IPAD_PRO_129"]);
        assert_eq!(names(1920, 1080), ["IPHONE_55", "IPHONE_40", "DESKTOP", "APPLE_TV"]);
        assert_eq!(names(1919, 1080), [""; 0]);
    }

    #[test]
    fn the_platform_decides_between_slots_of_one_size() {
        let name = |platform| PreviewType::for_size(1920, 1080, platform).map(|slot| slot.name);
        assert_eq!(name(Platform::Ios), Some("IPHONE_55"));
        assert_eq!(name(Platform::MacOs), Some("DESKTOP"));
        assert_eq!(name(Platform::TvOs), Some("APPLE_TV"));
        assert_eq!(name(Platform::VisionOs), None);
        let portrait = |platform| PreviewType::for_size(1080, 1920, platform);
        assert_eq!(portrait(Platform::MacOs), None);
        assert_eq!(portrait(Platform::TvOs), None);
    }
}
