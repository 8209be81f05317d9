//! What the headers of a video say, and what happens when they lie.

use std::io::Cursor;

use proptest::prelude::*;

use super::*;
use crate::Error;
use crate::fixture::write_bytes;
use crate::video::Codec;
use crate::video::fixture::{Movie, PictureTrack, SoundTrack, boxed};

fn parse(bytes: &[u8]) -> Result<Video, Fault> {
    read(Cursor::new(bytes))
}

#[test]
fn the_tracks_are_read() {
    let bytes = Movie::default().bytes();
    let video = parse(&bytes).unwrap();
    assert_eq!(video.bytes, bytes.len() as u64);
    assert_eq!(video.duration, Some(Duration::from_secs(20)));
    let picture = video.picture.unwrap();
    assert_eq!((picture.codec, picture.width, picture.height), (Codec(*b"avc1"), 886, 1920));
    assert_eq!((picture.frames_in_1000_s, picture.interlaced), (Some(30_000), None));
    assert!(picture.has_square_pixels && picture.enabled && !picture.is_external);
    let expected = Sound { codec: Codec(*b"mp4a"), channels: 2, sample_rate: 44_100, enabled: true };
    assert_eq!(video.sound, [expected]);
}

#[test]
fn times_of_64_bits_and_headers_behind_the_data_say_the_same() {
    let plain = parse(&Movie::default().bytes()).unwrap();
    let long = Movie { long_times: true, headers_last: true, ..Movie::default() };
    let video = parse(&long.bytes()).unwrap();
    assert_eq!((video.duration, video.picture), (plain.duration, plain.picture));
    let turned = PictureTrack { on_its_side: true, ..PictureTrack::default() };
    let video = parse(&Movie { picture: Some(turned), ..long }.bytes()).unwrap();
    assert_eq!(video.picture.map(|picture| (picture.width, picture.height)), Some((1920, 886)));
}

#[test]
fn lengths_that_no_clock_shows_are_no_lengths() {
    for (length, scale) in [(0, 600), (12_000, 0), (u64::from(u32::MAX), 600)] {
        let video = parse(&Movie { length, scale, ..Movie::default() }.bytes()).unwrap();
        assert_eq!((video.duration, video.picture.unwrap().frames_in_1000_s), (None, None));
    }
    let longest = Movie { length: u64::MAX - 1, scale: 1, long_times: true, ..Movie::default() };
    assert_eq!(parse(&longest.bytes()).unwrap().duration, Some(Duration::from_secs(u64::MAX - 1)));
    let unknown = Movie { length: u64::MAX, ..longest };
    assert_eq!(parse(&unknown.bytes()).unwrap().duration, None);
    let fraction = Movie { length: 1_001, scale: 30_000, ..Movie::default() };
    assert_eq!(parse(&fraction.bytes()).unwrap().duration, Some(Duration::from_nanos(33_366_666)));
}

#[test]
fn sound_descriptions_of_version_2_are_read() {
    let sound =
        SoundTrack { codec: *b"lpcm", channels: 1, rate: 96_000, version_2: true, ..SoundTrack::default() };
    let video = parse(&Movie { sound: vec![sound], ..Movie::default() }.bytes()).unwrap();
    assert_eq!(video.sound.first().map(|sound| (sound.channels, sound.sample_rate)), Some((1, 96_000)));
}

#[test]
fn codecs_have_the_names_that_people_know() {
    for (codec, name) in [
        (*b"avc3", "H.264"),
        (*b"hev1", "HEVC"),
        (*b"apcn", "ProRes 422"),
        (*b"sowt", "PCM"),
        (*b"x\x1B[1", "`x\\x1b[1`"),
    ] {
        assert_eq!(Codec(codec).to_string(), name);
    }
}

#[test]
fn tracks_of_other_kinds_are_passed_over() {
    let header = boxed(*b"tkhd", &[&[0; 84]]);
    let media = [boxed(*b"mdhd", &[&[0; 24]]), boxed(*b"hdlr", &[&[0; 8], b"tmcd"])].concat();
    let track = boxed(*b"trak", &[&header, &boxed(*b"mdia", &[&media])]);
    let movie = boxed(*b"moov", &[&boxed(*b"mvhd", &[&[0; 100]]), &track]);
    assert!(matches!(parse(&movie), Err(Fault::Malformed(ENDS_EARLY))));
    let video = parse(&[movie, boxed(*b"mdat", &[])].concat()).unwrap();
    assert_eq!((video.picture, video.sound.len()), (None, 0));
}

#[test]
fn errors_name_the_file_and_what_is_wrong_with_it() {
    let error_of = |bytes: &[u8]| {
        let file = write_bytes("tour.mp4", bytes);
        let error = Video::read(&file.path).unwrap_err();
        assert_eq!(error.path(), file.path);
        assert!(error.to_string().contains("tour.mp4"), "{error}");
        error
    };
    for foreign in [b"".as_slice(), b"\x89PNG\r\n\x1A\n", b"RIFF\0\0\0\0AVI LIST"] {
        assert!(matches!(error_of(foreign), Error::NotAVideo { .. }));
    }
    let whole = Movie::default().bytes();
    let cut = error_of(&whole[..whole.len() - 1]);
    assert!(matches!(cut, Error::DamagedVideo { reason: "it ends early", .. }), "{cut}");
    let unfinished = error_of(&boxed(*b"ftyp", &[b"isom"]));
    assert!(unfinished.to_string().contains("not finished"), "{unfinished}");
}

#[test]
fn every_cut_of_a_video_is_an_error() {
    for headers_last in [false, true] {
        let bytes = Movie { headers_last, ..Movie::default() }.bytes();
        for length in 0..bytes.len() {
            assert!(parse(&bytes[..length]).is_err(), "{length} of {}", bytes.len());
        }
    }
}

#[test]
fn a_movie_without_its_headers_is_refused() {
    let movie = Movie::default().bytes();
    for kind in [b"mvhd", b"tkhd", b"mdia", b"mdhd", b"hdlr", b"minf", b"stbl", b"stsd"] {
        let at = movie.windows(4).position(|window| window == kind).unwrap();
        let mut without = movie.clone();
        without[at] = b'?';
        assert!(matches!(parse(&without), Err(Fault::Malformed(_))), "{}", kind.escape_ascii());
    }
    let empty = with_size((0, 1920));
    assert!(matches!(parse(&empty), Err(Fault::Malformed("its pictures have no size"))));
}

fn with_size(size: (u16, u16)) -> Vec<u8> {
    let picture = PictureTrack { size, ..PictureTrack::default() };
    Movie { picture: Some(picture), ..Movie::default() }.bytes()
}

/// Bytes that are boxes at first sight, nested at will.
fn boxes() -> impl Strategy<Value = Vec<u8>> {
    let kinds = prop::sample::select(vec![
        *b"ftyp", *b"moov", *b"mvhd", *b"trak", *b"tkhd", *b"mdia", *b"mdhd", *b"hdlr", *b"minf", *b"stbl",
        *b"stsd", *b"stsz", *b"dinf", *b"dref", *b"avc1", *b"mp4a", *b"avcC", *b"pasp",
    ]);
    let leaf = (kinds.clone(), prop::collection::vec(any::<u8>(), 0..100))
        .prop_map(|(kind, content)| boxed(kind, &[&content]));
    leaf.prop_recursive(6, 60, 6, move |inner| {
        (kinds.clone(), prop::collection::vec(inner, 0..6))
            .prop_map(|(kind, parts)| boxed(kind, &[&parts.concat()]))
    })
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse(&bytes);
        let _ = parse(&[b"\0\0\0\x08ftyp".as_slice(), &bytes].concat());
        let _ = parse(&boxed(*b"moov", &[&bytes]));
    }

    #[test]
    fn arbitrary_boxes_never_panic(parts in prop::collection::vec(boxes(), 0..8)) {
        let _ = parse(&boxed(*b"moov", &[&parts.concat()]));
    }

    #[test]
    fn a_mutated_video_never_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        long_times: bool,
    ) {
        let mut bytes = Movie { long_times, ..Movie::default() }.bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = parse(&bytes);
    }

    #[test]
    fn what_was_written_is_read(
        length in 1_u32..10_000_000, scale in 1_u32..100_000, frames in 1_u32..10_000,
        size in (1_u16.., 1_u16..), channels in 1_u16..9, rate in 1_u32..65_536, long_times: bool,
    ) {
        let movie = Movie {
            length: length.into(),
            scale,
            picture: Some(PictureTrack { size, frames, ..PictureTrack::default() }),
            sound: vec![SoundTrack { channels, rate, ..SoundTrack::default() }],
            long_times,
            ..Movie::default()
        };
        let video = parse(&movie.bytes()).unwrap();
        let seconds = f64::from(length) / f64::from(scale);
        prop_assert!((video.duration.unwrap().as_secs_f64() - seconds).abs() < 1e-6);
        let picture = video.picture.unwrap();
        prop_assert_eq!((picture.width, picture.height), (size.0.into(), size.1.into()));
        if let Some(rate) = picture.frames_in_1000_s {
            prop_assert!((f64::from(rate) - f64::from(frames) * 1_000.0 / seconds).abs() <= 0.501);
        }
        prop_assert_eq!((video.sound[0].channels, video.sound[0].sample_rate), (channels.into(), rate));
    }
}
