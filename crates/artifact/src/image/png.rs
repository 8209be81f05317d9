//! PNG: the header, and a walk over the chunks behind it (ISO/IEC 15948, clauses 5 and 11).

use std::io::{Read, Seek, SeekFrom};

use super::{ENDS_EARLY, Format, HeaderError, ImageInfo, read_array};

pub(super) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1A\n";

/// Chunks that are walked over; encoders write image data in pieces of some kilobytes.
const MAX_CHUNKS: usize = 500_000;

/// Reads on from behind the signature; `length` is that of the whole stream.
pub(super) fn read(reader: &mut (impl Read + Seek), length: u64) -> Result<ImageInfo, HeaderError> {
    let mut info = header(reader)?;
    let mut has_data = false;
    for _ in 0..MAX_CHUNKS {
        let size = u32::from_be_bytes(read_array(reader)?);
        let kind: [u8; 4] = read_array(reader)?;
        let end = reader.stream_position()?.saturating_add(u64::from(size)).saturating_add(4);
        if end > length {
            return Err(HeaderError::Malformed(ENDS_EARLY));
        }
        match &kind {
            b"IEND" if has_data => return Ok(info),
            b"IEND" => return Err(HeaderError::Malformed("it holds no image data")),
            b"IDAT" => has_data = true,
            b"tRNS" => info.has_alpha = true,
            b"IHDR" => return Err(HeaderError::Malformed("it has two headers")),
            _ => {}
        }
        reader.seek(SeekFrom::Start(end))?;
    }
    Err(HeaderError::Malformed("it has too many chunks"))
}

fn header(reader: &mut impl Read) -> Result<ImageInfo, HeaderError> {
    let start: [u8; 8] = read_array(reader)?;
    if start != *b"\0\0\0\x0DIHDR" {
        return Err(HeaderError::Malformed("its first chunk is not a header"));
    }
    let width = u32::from_be_bytes(read_array(reader)?);
    let height = u32::from_be_bytes(read_array(reader)?);
    let [bit_depth, colour, compression, filter, interlace] = read_array(reader)?;
    let _checksum: [u8; 4] = read_array(reader)?;
    let range = 1..=i32::MAX.cast_unsigned();
    if !range.contains(&width) || !range.contains(&height) {
        return Err(HeaderError::Malformed("its size is out of range"));
    }
    let depths: &[u8] = match colour {
        0 => &[1, 2, 4, 8, 16],
        3 => &[1, 2, 4, 8],
        2 | 4 | 6 => &[8, 16],
        _ => &[],
    };
    if !depths.contains(&bit_depth) || compression != 0 || filter != 0 || interlace > 1 {
        return Err(HeaderError::Malformed("its header is not one of PNG's combinations"));
    }
    Ok(ImageInfo { format: Format::Png, width, height, bit_depth, has_alpha: matches!(colour, 4 | 6) })
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Cursor;

    use super::*;

    /// A PNG whose chunks are well-formed but for their checksums, with one more chunk before the data.
    pub(in crate::image) fn image(
        width: u32,
        height: u32,
        bit_depth: u8,
        colour: u8,
        extra: &[u8],
    ) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        let mut chunk = |kind: &[u8], data: &[u8]| {
            bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            bytes.extend([kind, data, &[0; 4]].concat());
        };
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        chunk(b"IHDR", &[&size, [bit_depth, colour, 0, 0, 0].as_slice()].concat());
        if !extra.is_empty() {
            chunk(extra, &[0; 6]);
        }
        chunk(b"IDAT", &[7; 40]);
        chunk(b"IEND", &[]);
        bytes
    }

    fn parse(bytes: &[u8]) -> Result<ImageInfo, HeaderError> {
        let mut reader = Cursor::new(bytes);
        reader.set_position(8);
        read(&mut reader, bytes.len() as u64)
    }

    #[test]
    fn transparency_is_seen_in_channels_and_in_chunks() {
        let has_alpha = |colour, extra| parse(&image(10, 10, 8, colour, extra)).unwrap().has_alpha;
        assert!(!has_alpha(0, b"") && !has_alpha(2, b"") && !has_alpha(3, b"gAMA"));
        assert!(has_alpha(4, b"") && has_alpha(6, b""));
        assert!(has_alpha(2, b"tRNS") && has_alpha(3, b"tRNS"));
    }

    #[test]
    fn absurd_headers_are_refused() {
        for (width, height, depth, colour) in [
            (0, 10, 8, 2),
            (10, 0, 8, 2),
            (0x8000_0000, 1, 8, 2),
            (10, 10, 4, 2),
            (10, 10, 8, 5),
            (10, 10, 16, 3),
        ] {
            let image = image(width, height, depth, colour, b"");
            assert!(
                matches!(parse(&image), Err(HeaderError::Malformed(_))),
                "{width}x{height} {depth} {colour}"
            );
        }
        assert_eq!(parse(&image(10, 10, 16, 6, b"")).unwrap().bit_depth, 16);
    }

    #[test]
    fn a_png_without_image_data_is_refused() {
        let full = image(10, 10, 8, 2, b"");
        let without = [&full[..33], &full[full.len() - 12..]].concat();
        assert!(matches!(parse(&without), Err(HeaderError::Malformed("it holds no image data"))));
    }
}
