//! The sizes in pixels that a screenshot may have, by display type.

/// Sizes as Apple's page on screenshot specifications gives them, width first; each may also be turned where
/// [`turns`] says so.
const SIZES: &[(&str, &[(u32, u32)])] = &[
    ("IPHONE_67", &[(1260, 2736), (1290, 2796), (1320, 2868)]),
    ("IPHONE_65", &[(1242, 2688), (1284, 2778)]),
    ("IPHONE_61", &[(1179, 2556), (1206, 2622)]),
    ("IPHONE_58", &[(1170, 2532), (1125, 2436), (1080, 2340)]),
    ("IPHONE_55", &[(1242, 2208)]),
    ("IPHONE_47", &[(750, 1334)]),
    ("IPHONE_40", &[(640, 1096), (640, 1136), (1136, 600), (1136, 640)]),
    ("IPHONE_35", &[(640, 920), (640, 960), (960, 600), (960, 640)]),
    (
        "IPAD_97",
        &[
            (1024, 748),
            (1024, 768),
            (2048, 1496),
            (2048, 1536),
            (768, 1004),
            (768, 1024),
            (1536, 2008),
            (1536, 2048),
        ],
    ),
    ("IPAD_105", &[(1668, 2224)]),
    ("IPAD_PRO_3GEN_11", &[(1488, 2266), (1668, 2420), (1668, 2388), (1640, 2360)]),
    ("IPAD_PRO_129", &[(2048, 2732)]),
    ("IPAD_PRO_3GEN_129", &[(2048, 2732), (2064, 2752)]),
    ("DESKTOP", &[(1280, 800), (1440, 900), (2560, 1600), (2880, 1800)]),
    ("WATCH_SERIES_3", &[(312, 390)]),
    ("WATCH_SERIES_4", &[(368, 448)]),
    ("WATCH_SERIES_7", &[(396, 484)]),
    ("WATCH_SERIES_10", &[(416, 496)]),
    ("WATCH_ULTRA", &[(410, 502), (422, 514)]),
    ("APPLE_TV", &[(1920, 1080), (3840, 2160)]),
    ("APPLE_VISION_PRO", &[(3840, 2160)]),
];

/// Whether a screenshot of this size may stand in a set of this display type. iMessage types take the sizes of
/// their namesakes.
pub(crate) fn accepts(display_type: &str, width: u32, height: u32) -> bool {
    let device = device(display_type);
    SIZES
        .iter()
        .filter(|(name, _)| *name == device)
        .flat_map(|(_, sizes)| sizes.iter())
        .any(|&(w, h)| (w, h) == (width, height) || (turns(device) && (h, w) == (width, height)))
}

/// The sizes of a display type as a person reads them.
pub(crate) fn listed(display_type: &str) -> String {
    let device = device(display_type);
    let sizes: Vec<String> = SIZES
        .iter()
        .filter(|(name, _)| *name == device)
        .flat_map(|(_, sizes)| sizes.iter())
        .map(|(width, height)| format!("{width}x{height}"))
        .collect();
    sizes.join(", ")
}

fn device(display_type: &str) -> &str {
    let app = display_type.strip_prefix("IMESSAGE_").unwrap_or(display_type);
    app.strip_prefix("APP_").unwrap_or(app)
}

/// Whether the sizes count in both orientations. The oldest devices have a status bar that takes a different
/// share in each, so their lists are exact; the others do not turn.
fn turns(device: &str) -> bool {
    device.starts_with("IPHONE_") && !matches!(device, "IPHONE_40" | "IPHONE_35")
        || device.starts_with("IPAD_") && device != "IPAD_97"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_turn_and_watches_do_not() {
        assert!(accepts("APP_IPHONE_67", 1320, 2868));
        assert!(accepts("APP_IPHONE_67", 2868, 1320));
        assert!(accepts("APP_WATCH_ULTRA", 410, 502));
        assert!(!accepts("APP_WATCH_ULTRA", 502, 410));
    }

    #[test]
    fn names_lag_behind_the_devices() {
        assert!(accepts("APP_IPHONE_65", 1284, 2778));
        assert!(!accepts("APP_IPHONE_67", 1284, 2778));
        assert!(accepts("APP_IPAD_PRO_3GEN_129", 2064, 2752));
        assert!(!accepts("APP_IPAD_PRO_129", 2064, 2752));
    }

    #[test]
    fn imessage_takes_the_sizes_of_its_namesake() {
        assert!(accepts("IMESSAGE_APP_IPHONE_55", 1242, 2208));
        assert!(!accepts("IMESSAGE_APP_IPHONE_55", 1242, 2209));
    }

    #[test]
    fn every_display_type_of_the_catalogue_has_sizes() {
        let Some(catalogue::Shape::Enum(types)) = catalogue::catalogue().shape("ScreenshotDisplayType")
        else {
            panic!("the catalogue has no display types");
        };
        for display_type in types {
            assert!(!listed(display_type).is_empty(), "{display_type}");
        }
    }
}
