//! PNG: the header, and a walk over the chunks behind it (ISO/IEC 15948, clauses 5 and 11).

use std::io::{Read, Seek, SeekFrom};

use flate2::read::ZlibDecoder;

use super::colours::{ColourSpace, PROFILE_HEAD};
use super::{ENDS_EARLY, Format, HeaderError, ImageInfo, read_array};

pub(super) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1A\n";

/// Chunks that are walked over; encoders write image data in pieces of some kilobytes.
const MAX_CHUNKS: usize = 500_000;

/// How much of a chunk with a colour profile is read: its name of at most 79 bytes, and enough packed data for the
/// start of the profile.
const PROFILE_BYTES: u64 = 1_024;

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
            b"iCCP" => info.profile = Some(profile(reader, size)?),
            b"sRGB" => info.profile = info.profile.or(Some(ColourSpace::Rgb)),
            b"IHDR" => return Err(HeaderError::Malformed("it has two headers")),
            _ => {}
        }
        reader.seek(SeekFrom::Start(end))?;
    }
    Err(HeaderError::Malformed("it has too many chunks"))
}

/// What a packed profile is for: behind its name stands a zero byte, the method (0), and a zlib stream.
fn profile(reader: &mut impl Read, size: u32) -> Result<ColourSpace, HeaderError> {
    let mut chunk = Vec::new();
    reader.take(PROFILE_BYTES.min(size.into())).read_to_end(&mut chunk)?;
    let name = chunk.iter().position(|byte| *byte == 0).unwrap_or(chunk.len());
    let Some([0, 0, packed @ ..]) = chunk.get(name..) else { return Ok(ColourSpace::Other) };
    let mut head = [0; PROFILE_HEAD];
    // A profile that cannot be unpacked is not worth more than one that says nothing.
    Ok(match ZlibDecoder::new(packed).read_exact(&mut head) {
        Ok(()) => ColourSpace::of_profile(&head),
        Err(_) => ColourSpace::Other,
    })
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
    Ok(ImageInfo {
        format: Format::Png,
        width,
        height,
        bit_depth,
        has_alpha: matches!(colour, 4 | 6),
        colours: if matches!(colour, 0 | 4) { ColourSpace::Grey } else { ColourSpace::Rgb },
        profile: None,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Cursor;

    use flate2::Compression;
    use flate2::read::ZlibEncoder;
    use proptest::prelude::*;

    use super::*;
    use crate::image::colours::tests::profile as profile_head;

    /// A PNG whose chunks are well-formed but for their checksums, with one more chunk before the data.
    pub(in crate::image) fn image(
        width: u32,
        height: u32,
        bit_depth: u8,
        colour: u8,
        extra: &[u8],
    ) -> Vec<u8> {
        image_with([width, height], [bit_depth, colour], extra, &[0; 6])
    }

    fn image_with(size: [u32; 2], kind: [u8; 2], extra: &[u8], data: &[u8]) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        let mut chunk = |kind: &[u8], data: &[u8]| {
            bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            bytes.extend([kind, data, &[0; 4]].concat());
        };
        chunk(b"IHDR", &[size.map(u32::to_be_bytes).as_flattened(), &kind, &[0; 3]].concat());
        if !extra.is_empty() {
            chunk(extra, data);
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

    fn profile_of(kind: &[u8], data: &[u8]) -> Option<ColourSpace> {
        parse(&image_with([10, 10], [8, 2], kind, data)).unwrap().profile
    }

    /// An iCCP chunk's data.
    fn packed(name: &str, profile: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        ZlibEncoder::new(profile, Compression::default()).read_to_end(&mut packed).unwrap();
        [name.as_bytes(), &[0, 0], &packed].concat()
    }

    #[test]
    fn the_samples_and_the_profile_say_the_colours() {
        let colours = |colour| parse(&image(10, 10, 8, colour, b"")).unwrap().colours;
        assert_eq!([0, 4].map(colours), [ColourSpace::Grey; 2]);
        assert_eq!([2, 3, 6].map(colours), [ColourSpace::Rgb; 3]);

        assert_eq!(profile_of(b"", &[]), None);
        assert_eq!(profile_of(b"gAMA", &[0; 4]), None);
        assert_eq!(profile_of(b"sRGB", &[0]), Some(ColourSpace::Rgb));
        for (space, expected) in [(*b"RGB ", ColourSpace::Rgb), (*b"CMYK", ColourSpace::Cmyk)] {
            assert_eq!(profile_of(b"iCCP", &packed("Display P3", &profile_head(space))), Some(expected));
        }
    }

    #[test]
    fn a_profile_that_cannot_be_read_is_none_that_fits() {
        let whole = packed(&"n".repeat(79), &profile_head(*b"RGB "));
        assert_eq!(profile_of(b"iCCP", &whole), Some(ColourSpace::Rgb));
        for broken in [&whole[..85], &whole[..79], &[], &[0, 1, 0x78, 0x9C], &[b'n'; 5_000]] {
            assert_eq!(profile_of(b"iCCP", broken), Some(ColourSpace::Other), "{}", broken.len());
        }
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

    proptest! {
        #[test]
        fn a_profile_of_any_bytes_never_panics(mut data in prop::collection::vec(any::<u8>(), 0..2_000)) {
            profile_of(b"iCCP", &data);
            data.splice(0..0, *b"name\0\0\x78\x9C");
            profile_of(b"iCCP", &data);
        }
    }
}
