//! What Apple demands of an app preview, and what it calls a video that falls short of it.
//!
//! The codes were seen in the field, each with itself as its description: `MOV_RESAVE_STEREO` for a preview without
//! sound or with one channel, `MOV_RESAVE_LONGER` for one that is too short, `MOV_RESAVE_TRIM` for one that is too
//! long, `MOV_RESAVE_FORMAT` for all else.

use super::findings::Finding;
use crate::video::{self, Video};

/// Sizes as Apple's page on app preview specifications gives them, width first; those of phones and tablets may also
/// be turned.
const SIZES: &[(&str, &[(u32, u32)])] = &[
    ("IPHONE_67", &[(886, 1920)]),
    ("IPHONE_65", &[(886, 1920)]),
    ("IPHONE_61", &[(886, 1920)]),
    ("IPHONE_58", &[(886, 1920)]),
    ("IPHONE_55", &[(1080, 1920)]),
    ("IPHONE_47", &[(750, 1334)]),
    ("IPHONE_40", &[(1080, 1920)]),
    ("IPHONE_35", &[(640, 920), (640, 960)]),
    ("IPAD_PRO_3GEN_129", &[(1200, 1600)]),
    ("IPAD_PRO_3GEN_11", &[(1200, 1600)]),
    ("IPAD_PRO_129", &[(1200, 1600), (900, 1200)]),
    ("IPAD_105", &[(1200, 1600)]),
    ("IPAD_97", &[(900, 1200)]),
    ("DESKTOP", &[(1920, 1080)]),
    ("APPLE_TV", &[(1920, 1080)]),
    ("APPLE_VISION_PRO", &[(3840, 2160)]),
];

/// The shortest and the longest preview, in milliseconds.
const LENGTHS: (u64, u64) = (15_000, 30_000);

/// The most frames in a thousand seconds.
const MOST_FRAMES: u64 = 30_000;

/// A good preview for this type of set, or what Apple says of a bad one.
pub(super) fn inspect(bytes: &[u8], preview_type: &str) -> Result<Video, Finding> {
    let video = video::read(bytes).map_err(|_| finding("MOV_RESAVE_FORMAT"))?;
    match fault(&video, preview_type) {
        Some(code) => Err(finding(code)),
        None => Ok(video),
    }
}

fn finding(code: &str) -> Finding {
    Finding::new(code, code)
}

fn fault(video: &Video, preview_type: &str) -> Option<&'static str> {
    let known = matches!(&video.codec, b"avc1" | b"avc3" | b"apch");
    let (least, most) = LENGTHS;
    if !known || !accepts(preview_type, video.width, video.height) || video.frames_in_1000_s > MOST_FRAMES {
        Some("MOV_RESAVE_FORMAT")
    } else if video.milliseconds < least {
        Some("MOV_RESAVE_LONGER")
    } else if video.milliseconds > most {
        Some("MOV_RESAVE_TRIM")
    } else if video.channels < 2 {
        Some("MOV_RESAVE_STEREO")
    } else {
        None
    }
}

fn accepts(preview_type: &str, width: u32, height: u32) -> bool {
    let turns = preview_type.starts_with('I');
    SIZES
        .iter()
        .filter(|(name, _)| *name == preview_type)
        .flat_map(|(_, sizes)| sizes.iter())
        .any(|&(w, h)| (w, h) == (width, height) || (turns && (h, w) == (width, height)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Video = Video {
        milliseconds: 15_000,
        width: 886,
        height: 1920,
        codec: *b"avc1",
        frames_in_1000_s: 30_000,
        channels: 2,
    };

    #[test]
    fn each_limit_is_met_on_both_sides_of_its_edge() {
        let cases = [
            (GOOD, None),
            (Video { milliseconds: 30_000, codec: *b"apch", ..GOOD }, None),
            (Video { width: 1920, height: 886, ..GOOD }, None),
            (Video { milliseconds: 14_999, ..GOOD }, Some("MOV_RESAVE_LONGER")),
            (Video { milliseconds: 30_001, ..GOOD }, Some("MOV_RESAVE_TRIM")),
            (Video { frames_in_1000_s: 30_001, ..GOOD }, Some("MOV_RESAVE_FORMAT")),
            (Video { codec: *b"hvc1", ..GOOD }, Some("MOV_RESAVE_FORMAT")),
            (Video { height: 1919, ..GOOD }, Some("MOV_RESAVE_FORMAT")),
            (Video { channels: 1, ..GOOD }, Some("MOV_RESAVE_STEREO")),
            (Video { channels: 0, ..GOOD }, Some("MOV_RESAVE_STEREO")),
        ];
        for (video, expected) in cases {
            assert_eq!(fault(&video, "IPHONE_67"), expected, "{video:?}");
        }
    }

    #[test]
    fn only_what_is_held_in_a_hand_turns() {
        assert!(accepts("IPAD_97", 1200, 900));
        assert!(accepts("DESKTOP", 1920, 1080));
        assert!(!accepts("DESKTOP", 1080, 1920));
    }

    #[test]
    fn every_preview_type_of_the_catalogue_has_sizes() {
        let Some(catalogue::Shape::Enum(types)) = catalogue::catalogue().shape("PreviewType") else {
            panic!("the catalogue has no preview types");
        };
        for preview_type in types {
            assert!(SIZES.iter().any(|(name, _)| name == preview_type), "{preview_type}");
        }
    }
}
