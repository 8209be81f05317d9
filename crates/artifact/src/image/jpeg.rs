//! JPEG: the markers up to the frame header (ITU-T T.81, annex B), and a look for the end marker.

use std::io::{Read, Seek, SeekFrom};

use super::colours::{ColourSpace, PROFILE_HEAD};
use super::{ENDS_EARLY, Format, HeaderError, ImageInfo, read_array};

pub(super) const SIGNATURE: [u8; 3] = [0xFF, 0xD8, 0xFF];

/// Segments before the frame header: Exif and colour profiles come in pieces of 64 KiB.
const MAX_SEGMENTS: usize = 10_000;

/// The segment in which colour profiles stand, among others.
const APP2: u8 = 0xE2;

/// The bytes of such a segment up to the end of what is read of a profile.
const PROFILE_PIECE: u64 = 14 + PROFILE_HEAD as u64;

/// How far from the end of the file the end marker may lie, for cameras that append data of their own.
const TAIL: u64 = 64 * 1024;

/// Reads on from behind the start marker; `length` is that of the whole stream.
pub(super) fn read(reader: &mut (impl Read + Seek), length: u64) -> Result<ImageInfo, HeaderError> {
    let mut colour_profile = None;
    for _ in 0..MAX_SEGMENTS {
        let marker = next_marker(reader)?;
        // Markers without a segment: restarts and TEM.
        if matches!(marker, 0x01 | 0xD0..=0xD7) {
            continue;
        }
        if matches!(marker, 0xD8..=0xDA) {
            return Err(HeaderError::Malformed("its frame header is missing"));
        }
        let size = u16::from_be_bytes(read_array(reader)?);
        if size < 2 {
            return Err(HeaderError::Malformed("a segment's length is impossible"));
        }
        if is_frame_header(marker) {
            let info = ImageInfo { profile: colour_profile, ..frame(reader)? };
            has_end(reader, length)?;
            return Ok(info);
        }
        let end = reader.stream_position()?.saturating_add(u64::from(size) - 2);
        if marker == APP2 {
            colour_profile = colour_profile.or(profile(reader, size - 2)?);
        }
        reader.seek(SeekFrom::Start(end))?;
    }
    Err(HeaderError::Malformed("it has too many segments before its frame header"))
}

/// What the profile that starts in this segment is for; `None` for other segments, and for a profile's later pieces.
/// A piece has this name, its number, and the number of pieces before it (ICC.1, annex B.4).
fn profile(reader: &mut impl Read, size: u16) -> Result<Option<ColourSpace>, HeaderError> {
    let mut segment = Vec::new();
    reader.take(u64::from(size).min(PROFILE_PIECE)).read_to_end(&mut segment)?;
    Ok(match segment.strip_prefix(b"ICC_PROFILE\0") {
        Some([1, _, head @ ..]) => Some(ColourSpace::of_profile(head)),
        _ => None,
    })
}

/// A marker is 0xFF, any number of further 0xFF, and its code.
fn next_marker(reader: &mut impl Read) -> Result<u8, HeaderError> {
    let [byte] = read_array(reader)?;
    if byte != 0xFF {
        return Err(HeaderError::Malformed("a marker is missing between its segments"));
    }
    loop {
        match read_array(reader)? {
            [0xFF] => {}
            [0x00] => return Err(HeaderError::Malformed("a marker is missing between its segments")),
            [marker] => return Ok(marker),
        }
    }
}

/// SOF0 to SOF15 without the three codes in their midst that mean tables.
fn is_frame_header(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}

fn frame(reader: &mut impl Read) -> Result<ImageInfo, HeaderError> {
    let [bit_depth] = read_array(reader)?;
    let height = u32::from(u16::from_be_bytes(read_array(reader)?));
    let width = u32::from(u16::from_be_bytes(read_array(reader)?));
    let [components] = read_array(reader)?;
    if width == 0 || height == 0 {
        return Err(HeaderError::Malformed("its size is out of range"));
    }
    let colours = match components {
        1 => ColourSpace::Grey,
        3 => ColourSpace::Rgb,
        4 => ColourSpace::Cmyk,
        _ => return Err(HeaderError::Malformed("its frame header makes no sense")),
    };
    if !matches!(bit_depth, 2..=16) {
        return Err(HeaderError::Malformed("its frame header makes no sense"));
    }
    Ok(ImageInfo { format: Format::Jpeg, width, height, bit_depth, has_alpha: false, colours, profile: None })
}

fn has_end(reader: &mut (impl Read + Seek), length: u64) -> Result<(), HeaderError> {
    let here = reader.stream_position()?;
    reader.seek(SeekFrom::Start(length.saturating_sub(TAIL).max(here)))?;
    let mut tail = Vec::new();
    reader.take(TAIL).read_to_end(&mut tail)?;
    if tail.windows(2).any(|window| window == [0xFF, 0xD9]) {
        Ok(())
    } else {
        Err(HeaderError::Malformed(ENDS_EARLY))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;
    use crate::image::colours::tests::profile as profile_head;

    pub(in crate::image) fn image(width: u16, height: u16) -> Vec<u8> {
        image_with(width, height, 3, &[])
    }

    /// A JPEG with more segments before its frame.
    fn image_with(width: u16, height: u16, components: u8, segments: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8];
        bytes.extend([0xFF, 0xE0, 0, 6, b'J', b'F', b'I', b'F']);
        bytes.extend(segments);
        bytes.extend([0xFF, 0xC4, 0, 4, 1, 2]);
        bytes.extend([0xFF, 0xFF, 0xC2, 0, 8 + 3 * components, 8]);
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.push(components);
        bytes.extend([1, 0x11, 0].repeat(components.into()));
        bytes.extend([0xFF, 0xDA, 0, 2, 9, 9, 9, 0xFF, 0xD9]);
        bytes
    }

    fn parse(bytes: &[u8]) -> Result<ImageInfo, HeaderError> {
        let mut reader = Cursor::new(bytes);
        reader.set_position(2);
        read(&mut reader, bytes.len() as u64)
    }

    /// A piece of a colour profile.
    fn piece(number: u8, content: &[u8]) -> Vec<u8> {
        let size = u16::try_from(content.len() + 16).unwrap();
        [&[0xFF, APP2], size.to_be_bytes().as_slice(), b"ICC_PROFILE\0", &[number, 2], content].concat()
    }

    #[test]
    fn the_components_and_the_profile_say_the_colours() {
        let colours = |components| parse(&image_with(10, 10, components, &[])).map(|info| info.colours).ok();
        let expected = [None, Some(ColourSpace::Grey), None, Some(ColourSpace::Rgb), Some(ColourSpace::Cmyk)];
        assert_eq!([0, 1, 2, 3, 4].map(colours), expected);
        assert_eq!(colours(5), None);

        let profile_in = |segments: &[u8]| parse(&image_with(10, 10, 3, segments)).unwrap().profile;
        assert_eq!(profile_in(&[]), None);
        let [rgb, ink] = [*b"RGB ", *b"CMYK"].map(profile_head);
        assert_eq!(profile_in(&piece(1, &rgb)), Some(ColourSpace::Rgb));
        assert_eq!(profile_in(&[piece(1, &ink), piece(2, &rgb)].concat()), Some(ColourSpace::Cmyk));
        assert_eq!(profile_in(&[piece(2, &rgb), piece(1, &ink)].concat()), Some(ColourSpace::Cmyk));
        assert_eq!(profile_in(&piece(1, &rgb[..39])), Some(ColourSpace::Other));
        assert_eq!(profile_in(&[0xFF, APP2, 0, 6, b'M', b'P', b'F', 0]), None);
        assert_eq!(profile_in(&[0xFF, APP2, 0, 2]), None);
    }

    #[test]
    fn tables_are_not_mistaken_for_the_frame_header() {
        let info = parse(&image(1290, 2796)).unwrap();
        assert_eq!((info.width, info.height, info.bit_depth), (1290, 2796, 8));
    }

    #[test]
    fn an_empty_frame_and_a_missing_frame_are_refused() {
        assert!(matches!(parse(&image(0, 10)), Err(HeaderError::Malformed("its size is out of range"))));
        let without_frame = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9];
        assert!(matches!(parse(&without_frame), Err(HeaderError::Malformed("its frame header is missing"))));
    }

    #[test]
    fn a_missing_end_is_noticed_and_data_behind_the_end_is_not_minded() {
        let full = image(1290, 2796);
        assert!(matches!(parse(&full[..full.len() - 2]), Err(HeaderError::Malformed(ENDS_EARLY))));
        assert!(parse(&[full.as_slice(), &[0; 500]].concat()).is_ok());
    }

    proptest! {
        #[test]
        fn a_profile_of_any_bytes_never_panics(number: u8, data in prop::collection::vec(any::<u8>(), 0..200)) {
            let image = image_with(10, 10, 3, &piece(number, &data));
            prop_assert_eq!(parse(&image).unwrap().profile.is_some(), number == 1);
        }
    }
}
