//! Every limit of an app preview, from both sides.

use super::*;
use crate::checks::Severity;
use crate::fixture::write_bytes;
use crate::video::fixture::{Movie, PictureTrack, SoundTrack, boxed};

/// What is found in a movie of this name on a version of this platform: errors, then warnings with a `?`.
fn found_for(name: &str, platform: Platform, movie: &Movie) -> Vec<String> {
    let file = write_bytes(name, &movie.bytes());
    let preview = Preview::check(&file.path, platform).unwrap();
    let named = |finding: &Finding| {
        assert!(finding.message.contains(name), "{finding}");
        assert!(!finding.remedy.is_empty());
        format!("{}{}", finding.check, if finding.severity == Severity::Error { "" } else { "?" })
    };
    preview.findings.iter().map(named).collect()
}

fn found(movie: &Movie) -> Vec<String> {
    found_for("tour.mp4", Platform::Ios, movie)
}

fn with_picture(change: impl FnOnce(&mut PictureTrack)) -> Movie {
    let mut picture = PictureTrack::default();
    change(&mut picture);
    Movie { picture: Some(picture), ..Movie::default() }
}

fn with_sound(sound: Vec<SoundTrack>) -> Movie {
    Movie { sound, ..Movie::default() }
}

const NONE: [&str; 0] = [];

#[test]
fn a_faultless_preview_has_no_findings_and_a_slot() {
    let file = write_bytes("tour.mp4", &Movie::default().bytes());
    let preview = Preview::check(&file.path, Platform::Ios).unwrap();
    assert_eq!(preview.findings, []);
    assert_eq!(preview.preview_type.map(|slot| slot.name), Some("IPHONE_67"));
}

#[test]
fn fifteen_to_thirty_seconds_are_taken() {
    let lasting = |length| {
        let frames = u32::try_from(length / 20).unwrap();
        Movie { length, ..with_picture(|picture| picture.frames = frames) }
    };
    for (length, check) in [(8_999, "duration"), (18_001, "duration")] {
        assert_eq!(found(&lasting(length)), [check], "{length}");
    }
    for length in [9_000, 18_000] {
        assert_eq!(found(&lasting(length)), NONE, "{length}");
    }
    assert_eq!(found(&Movie { length: 0, ..Movie::default() }), ["duration?"]);
}

#[test]
fn five_hundred_megabytes_are_the_most() {
    let file = write_bytes("tour.mp4", &Movie::default().bytes());
    let mut video = Video::read(&file.path).unwrap();
    for (bytes, is_found) in [(524_288_000, false), (524_288_001, true)] {
        video.bytes = bytes;
        let subject = Subject { path: &file.path, platform: Platform::Ios, slot: None, video: &video };
        assert_eq!(super::bytes(&subject).is_some(), is_found, "{bytes}");
    }
}

#[test]
fn h264_and_prores_hq_are_taken_and_prores_in_mov_alone() {
    let coded = |codec| with_picture(|picture| picture.codec = codec);
    for codec in [*b"avc1", *b"avc3"] {
        assert_eq!(found(&coded(codec)), NONE);
    }
    for codec in [*b"hvc1", *b"hev1", *b"apcn", *b"ap4h", *b"\0\xFFxy"] {
        assert_eq!(found(&coded(codec)), ["codec"]);
    }
    assert_eq!(found_for("tour.mov", Platform::Ios, &coded(*b"apch")), NONE);
    assert_eq!(found_for("tour.mp4", Platform::Ios, &coded(*b"apch")), ["file-extension"]);
    assert_eq!(found(&Movie { picture: None, ..Movie::default() }), ["codec"]);
}

#[test]
fn three_extensions_are_taken_in_any_case() {
    for name in ["tour.mp4", "tour.M4V", "tour.mov"] {
        assert_eq!(found_for(name, Platform::Ios, &Movie::default()), NONE, "{name}");
    }
    for name in ["tour.avi", "tour", "tour.mp4.part"] {
        assert_eq!(found_for(name, Platform::Ios, &Movie::default()), ["file-extension"], "{name}");
    }
}

#[test]
fn the_size_must_fit_the_slot_that_the_name_says() {
    let sized = |size| with_picture(|picture| picture.size = size);
    assert_eq!(found_for("IPHONE_47.mp4", Platform::Ios, &sized((750, 1334))), NONE);
    assert_eq!(found_for("IPHONE_47.mp4", Platform::Ios, &sized((886, 1920))), ["resolution"]);
    assert_eq!(found_for("tour.mp4", Platform::Ios, &sized((1080, 1920))), NONE);
    assert_eq!(found_for("tour.mp4", Platform::MacOs, &sized((1080, 1920))), ["resolution"]);
    assert_eq!(found_for("tour.mp4", Platform::MacOs, &sized((1920, 1080))), NONE);
    assert_eq!(found_for("tour.mp4", Platform::VisionOs, &sized((3840, 2160))), NONE);

    let file = write_bytes("IPAD_97.mp4", &sized((901, 1200)).bytes());
    let preview = Preview::check(&file.path, Platform::Ios).unwrap();
    let text = preview.findings[0].to_string();
    assert!(text.contains("901x1200") && text.ends_with("scale it to one of: 900x1200, 1200x900"), "{text}");
    let file = write_bytes("tour.mp4", &sized((901, 1200)).bytes());
    let preview = Preview::check(&file.path, Platform::TvOs).unwrap();
    assert_eq!(preview.preview_type, None);
    assert!(preview.findings[0].remedy.ends_with(": 1920x1080"), "{:?}", preview.findings);
}

#[test]
fn a_video_on_its_side_counts_as_it_is_shown() {
    let turned = with_picture(|picture| (picture.size, picture.on_its_side) = ((1920, 886), true));
    assert_eq!(found_for("IPHONE_67.mp4", Platform::Ios, &turned), NONE);
    let turned = with_picture(|picture| (picture.size, picture.on_its_side) = ((1920, 1080), true));
    assert_eq!(found_for("tour.mp4", Platform::MacOs, &turned), ["resolution"]);
}

#[test]
fn thirty_frames_a_second_are_the_most_and_twenty_three_the_fewest() {
    let frames =
        |frames, length, scale| Movie { length, scale, ..with_picture(|picture| picture.frames = frames) };
    assert_eq!(found(&frames(600, 12_000, 600)), NONE);
    assert_eq!(found(&frames(601, 12_000, 600)), ["frame-rate"]);
    assert_eq!(found(&frames(1_200, 12_000, 600)), ["frame-rate"]);
    assert_eq!(found(&frames(600, 600 * 1_001, 30_000)), NONE, "NTSC");
    assert_eq!(found(&frames(480, 480 * 1_001, 24_000)), NONE, "film");
    assert_eq!(found(&frames(460, 20_000, 1_000)), NONE);
    assert_eq!(found(&frames(459, 20_000, 1_000)), ["frame-rate?"]);
    assert_eq!(found(&frames(600, 19_994, 1_000)), NONE, "rounded to milliseconds");
    assert_eq!(found(&frames(600, 19_993, 1_000)), ["frame-rate"]);
    assert_eq!(found(&frames(0, 12_000, 600)), NONE, "a file that does not say");
}

#[test]
fn interlaced_pictures_are_refused_where_the_file_says_so() {
    let fields = |fields| with_picture(|picture| picture.extensions = boxed(*b"fiel", &[&[fields, 0]]));
    assert_eq!(found(&fields(1)), NONE);
    assert_eq!(found(&fields(2)), ["interlaced"]);
    assert_eq!(found(&fields(9)), NONE);
}

#[test]
fn pictures_in_another_file_are_refused() {
    assert_eq!(found(&with_picture(|picture| picture.external = true)), ["external-data"]);
}

#[test]
fn pixels_that_are_not_square_are_told() {
    let shaped = |shape| with_picture(|picture| picture.extensions = boxed(*b"pasp", &[shape]));
    assert_eq!(found(&shaped(&[0, 0, 0, 1, 0, 0, 0, 1])), NONE);
    assert_eq!(found(&shaped(&[0, 0, 0, 4, 0, 0, 0, 3])), ["pixel-shape?"]);
}

#[test]
fn h264_goes_up_to_high_at_level_4() {
    let coded = |profile, level| {
        with_picture(|picture| picture.extensions = boxed(*b"avcC", &[&[1, profile, 0, level]]))
    };
    for (profile, level) in [(66, 30), (77, 40), (100, 40)] {
        assert_eq!(found(&coded(profile, level)), NONE, "{profile} {level}");
    }
    for (profile, level) in [(100, 41), (110, 40), (244, 10)] {
        assert_eq!(found(&coded(profile, level)), ["h264-profile?"], "{profile} {level}");
    }
    let mut vision = coded(100, 51);
    vision.picture.as_mut().unwrap().size = (3840, 2160);
    assert_eq!(found_for("tour.mp4", Platform::VisionOs, &vision), NONE);
}

#[test]
fn sound_must_be_there_in_stereo_aac() {
    let sound = SoundTrack::default;
    assert_eq!(found(&with_sound(vec![])), ["sound"]);
    assert_eq!(found(&with_sound(vec![SoundTrack { rate: 48_000, ..sound() }])), NONE);
    assert_eq!(found(&with_sound(vec![SoundTrack { rate: 44_099, ..sound() }])), ["sample-rate?"]);
    assert_eq!(found(&with_sound(vec![SoundTrack { channels: 1, ..sound() }])), ["sound-channels?"]);
    assert_eq!(found(&with_sound(vec![SoundTrack { channels: 6, ..sound() }])), ["sound-channels?"]);
    let mono = SoundTrack { channels: 1, ..sound() };
    assert_eq!(found(&with_sound(vec![mono.clone(), mono])), NONE);
    assert_eq!(found(&with_sound(vec![sound(), sound()])), ["sound-channels?"]);
    assert_eq!(found(&with_sound(vec![SoundTrack { codec: *b"ac-3", ..sound() }])), ["sound-codec"]);
}

#[test]
fn pcm_is_taken_beside_prores_alone() {
    let pcm = SoundTrack { codec: *b"lpcm", rate: 48_000, version_2: true, ..SoundTrack::default() };
    let mut movie = with_sound(vec![pcm]);
    assert_eq!(found_for("tour.mov", Platform::Ios, &movie), ["sound-codec"]);
    movie.picture.as_mut().unwrap().codec = *b"apch";
    assert_eq!(found_for("tour.mov", Platform::Ios, &movie), NONE);
    movie.picture.as_mut().unwrap().codec = *b"apcn";
    assert_eq!(found_for("tour.mov", Platform::Ios, &movie), ["codec"], "one finding is enough");
}

#[test]
fn tracks_that_are_switched_off_are_told() {
    assert_eq!(found(&with_picture(|picture| picture.enabled = false)), ["disabled-track?"]);
    let off = SoundTrack { enabled: false, ..SoundTrack::default() };
    assert_eq!(found(&with_sound(vec![off])), ["disabled-track?"]);
}

#[test]
fn three_previews_go_in_a_set_and_four_do_not() {
    let text = |count| check_count(Path::new("clips/ja"), "IPHONE_67", count).map(|found| found.to_string());
    assert_eq!((text(0), text(3)), (None, None));
    assert!(text(4).unwrap().contains("clips/ja has 4 previews of IPHONE_67"));
}
