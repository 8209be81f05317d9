//! JPEG: the markers up to the frame header (ITU-T T.81, annex B), and a look for the end marker.

use std::io::{Read, Seek, SeekFrom};

use super::{ENDS_EARLY, Format, HeaderError, ImageInfo, read_array};

pub(super) const SIGNATURE: [u8; 3] = [0xFF, 0xD8, 0xFF];

/// Segments before the frame header: Exif and colour profiles come in pieces of 64 KiB.
const MAX_SEGMENTS: usize = 10_000;

/// How far from the end of the file the end marker may lie, for cameras that append data of their own.
const TAIL: u64 = 64 * 1024;

/// Reads on from behind the start marker; `length` is that of the whole stream.
pub(super) fn read(reader: &mut (impl Read + Seek), length: u64) -> Result<ImageInfo, HeaderError> {
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
            let info = frame(reader)?;
            has_end(reader, length)?;
            return Ok(info);
        }
        reader.seek_relative(i64::from(size) - 2)?;
    }
    Err(HeaderError::Malformed("it has too many segments before its frame header"))
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
    if !matches!(bit_depth, 2..=16) || !matches!(components, 1..=4) {
        return Err(HeaderError::Malformed("its frame header makes no sense"));
    }
    Ok(ImageInfo { format: Format::Jpeg, width, height, bit_depth, has_alpha: false })
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

    use super::*;

    pub(in crate::image) fn image(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8];
        bytes.extend([0xFF, 0xE0, 0, 6, b'J', b'F', b'I', b'F']);
        bytes.extend([0xFF, 0xC4, 0, 4, 1, 2]);
        bytes.extend([0xFF, 0xFF, 0xC2, 0, 11, 8]);
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.extend([1, 1, 0x11, 0]);
        bytes.extend([0xFF, 0xDA, 0, 2, 9, 9, 9, 0xFF, 0xD9]);
        bytes
    }

    fn parse(bytes: &[u8]) -> Result<ImageInfo, HeaderError> {
        let mut reader = Cursor::new(bytes);
        reader.set_position(2);
        read(&mut reader, bytes.len() as u64)
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
}
