//! What Apple looks at in an uploaded image: format, size in pixels, transparency.

use thiserror::Error;

/// The formats that Apple takes for screenshots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PNG.
    Png,
    /// JPEG, baseline or progressive.
    Jpeg,
}

/// What the head of an image says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Image {
    /// The format, told from the bytes and not from a file name.
    pub format: Format,
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// Whether the image may be transparent: an alpha channel, or a transparent colour.
    pub alpha: bool,
}

/// Why bytes are no image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ImageError {
    /// Neither PNG nor JPEG.
    #[error("neither a PNG nor a JPEG image")]
    UnknownFormat,
    /// The file ends inside its head.
    #[error("the image is cut off")]
    Truncated,
    /// The head contradicts the format.
    #[error("the image's head is damaged")]
    Damaged,
}

const PNG_SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];

/// Reads the head of an image; never more of it than needed.
pub fn read(bytes: &[u8]) -> Result<Image, ImageError> {
    if bytes.starts_with(&PNG_SIGNATURE) {
        png(bytes)
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        jpeg(bytes)
    } else {
        Err(ImageError::UnknownFormat)
    }
}

/// Walks the chunks up to the first pixels: `IHDR` has the size and the colour type, `tRNS` a transparent colour.
fn png(bytes: &[u8]) -> Result<Image, ImageError> {
    let mut at = PNG_SIGNATURE.len();
    let mut head = None;
    loop {
        let length = usize::try_from(four(bytes, at)?).map_err(|_| ImageError::Damaged)?;
        let kind = bytes.get(at + 4..at + 8).ok_or(ImageError::Truncated)?;
        let start = at + 8;
        match (kind, &mut head) {
            (b"IHDR", None) => {
                let (width, height) = (four(bytes, start)?, four(bytes, start + 4)?);
                let colour = *bytes.get(start + 9).ok_or(ImageError::Truncated)?;
                if width == 0 || height == 0 {
                    return Err(ImageError::Damaged);
                }
                head = Some(Image { format: Format::Png, width, height, alpha: matches!(colour, 4 | 6) });
            }
            (_, None) => return Err(ImageError::Damaged),
            (b"tRNS", Some(head)) => head.alpha = true,
            (b"IDAT" | b"IEND", Some(head)) => return Ok(*head),
            _ => {}
        }
        // A chunk is its length, kind, data and checksum.
        at = start.checked_add(length).and_then(|end| end.checked_add(4)).ok_or(ImageError::Damaged)?;
    }
}

/// Walks the segments up to the frame head, which has the size.
fn jpeg(bytes: &[u8]) -> Result<Image, ImageError> {
    let mut at = 2;
    loop {
        if *bytes.get(at).ok_or(ImageError::Truncated)? != 0xFF {
            return Err(ImageError::Damaged);
        }
        let marker = *bytes.get(at + 1).ok_or(ImageError::Truncated)?;
        match marker {
            // Any number of fill bytes may stand before a marker.
            0xFF => at += 1,
            // Frame heads: all of C0 to CF but the tables among them.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                let (height, width) = (two(bytes, at + 5)?, two(bytes, at + 7)?);
                if width == 0 || height == 0 {
                    return Err(ImageError::Damaged);
                }
                return Ok(Image { format: Format::Jpeg, width, height, alpha: false });
            }
            // Markers without a length.
            0x01 | 0xD0..=0xD8 => at += 2,
            // Pixels, or the end, before any frame head.
            0x00 | 0xD9 | 0xDA => return Err(ImageError::Damaged),
            _ => {
                let length = two(bytes, at + 2)?;
                if length < 2 {
                    return Err(ImageError::Damaged);
                }
                at += 2 + usize::try_from(length).map_err(|_| ImageError::Damaged)?;
            }
        }
    }
}

fn four(bytes: &[u8], at: usize) -> Result<u32, ImageError> {
    let four = bytes.get(at..at.saturating_add(4)).ok_or(ImageError::Truncated)?;
    Ok(four.iter().fold(0, |sum, byte| (sum << 8) | u32::from(*byte)))
}

fn two(bytes: &[u8], at: usize) -> Result<u32, ImageError> {
    let two = bytes.get(at..at.saturating_add(2)).ok_or(ImageError::Truncated)?;
    Ok(two.iter().fold(0, |sum, byte| (sum << 8) | u32::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(width: u32, height: u32, colour: png::ColorType, channels: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(colour);
        let mut writer = encoder.write_header().expect("a head");
        let pixels = vec![0; width as usize * height as usize * channels];
        writer.write_image_data(&pixels).expect("the pixels");
        writer.finish().expect("an end");
        bytes
    }

    /// Start, a comment segment, fill bytes, a progressive frame head of 1290x2796.
    const JPEG: [u8; 23] = [
        0xFF, 0xD8, 0xFF, 0xFE, 0, 4, b'h', b'i', 0xFF, 0xFF, 0xC2, 0, 17, 8, 0x0A, 0xEC, 0x05, 0x0A, 3, 1,
        0x11, 0, 2,
    ];

    #[test]
    fn a_png_tells_its_size_and_whether_it_has_alpha() {
        let opaque = encoded(13, 7, png::ColorType::Rgb, 3);
        let image = Image { format: Format::Png, width: 13, height: 7, alpha: false };
        assert_eq!(read(&opaque), Ok(image));
        assert_eq!(read(&encoded(13, 7, png::ColorType::Rgba, 4)), Ok(Image { alpha: true, ..image }));
        assert_eq!(
            read(&encoded(13, 7, png::ColorType::GrayscaleAlpha, 2)),
            Ok(Image { alpha: true, ..image })
        );
    }

    #[test]
    fn a_transparent_colour_is_alpha() {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_trns(vec![0, 0, 0, 0, 0, 0]);
        encoder.write_header().expect("a head").write_image_data(&[1, 2, 3]).expect("a pixel");
        assert!(read(&bytes).expect("an image").alpha);
    }

    #[test]
    fn a_jpeg_tells_its_size_behind_other_segments() {
        let image = Image { format: Format::Jpeg, width: 1290, height: 2796, alpha: false };
        assert_eq!(read(&JPEG), Ok(image));
    }

    #[test]
    fn a_cut_image_is_an_error_wherever_it_is_cut() {
        let png = encoded(13, 7, png::ColorType::Rgb, 3);
        let idat = png.windows(4).position(|four| four == b"IDAT").expect("pixels") + 4;
        for end in 0..idat {
            assert!(read(&png[..end]).is_err(), "{end}");
        }
        // The size ends at byte 18 of the JPEG.
        for end in 0..18 {
            assert!(read(&JPEG[..end]).is_err(), "{end}");
        }
        assert!(read(&JPEG[..18]).is_ok());
    }

    #[test]
    fn heads_that_lie_are_errors() {
        assert_eq!(read(b"GIF89a"), Err(ImageError::UnknownFormat));
        let mut nothing_wide = encoded(1, 1, png::ColorType::Rgb, 3);
        nothing_wide[16..20].fill(0);
        assert_eq!(read(&nothing_wide), Err(ImageError::Damaged));
        let mut long_chunk = encoded(1, 1, png::ColorType::Rgb, 3);
        long_chunk[8..12].fill(0xFF);
        assert_eq!(read(&long_chunk), Err(ImageError::Truncated));
        assert_eq!(read(&[0xFF, 0xD8, 0xFF, 0xD9]), Err(ImageError::Damaged));
        assert_eq!(read(&[0xFF, 0xD8, 0xFF, 0xE0, 0, 0]), Err(ImageError::Damaged));
    }
}
