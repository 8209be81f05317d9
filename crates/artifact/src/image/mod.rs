//! The size, kind and colours of an image, from its headers alone: no pixel is decoded.

mod app_clip;
mod colours;
mod jpeg;
mod png;

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use crate::{Error, Result};

pub use app_clip::check_app_clip_header;
pub use colours::ColourSpace;
pub(crate) use colours::findings as colour_findings;

/// An image format that App Store Connect takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Portable Network Graphics.
    Png,
    /// JPEG, also in its Exif form.
    Jpeg,
}

impl Format {
    /// The format that a file extension promises, in any case; `None` for other extensions.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            _ => None,
        }
    }

    /// The extension files of this format usually have.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
        })
    }
}

/// What an image's headers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageInfo {
    /// The format of the content, whatever the file is called.
    pub format: Format,
    /// Width in pixels as stored; an Exif rotation is not applied, as Apple does not apply it either.
    pub width: u32,
    /// Height in pixels as stored.
    pub height: u32,
    /// Bits of one sample.
    pub bit_depth: u8,
    /// True when pixels can be transparent: an alpha channel, or a tRNS chunk.
    pub has_alpha: bool,
    /// What its samples mean.
    pub colours: ColourSpace,
    /// What its colour profile is for; `None` when it has none, so that it is taken as sRGB.
    pub profile: Option<ColourSpace>,
}

impl ImageInfo {
    /// Reads the headers of the PNG or JPEG file at `path` and makes sure that its end is there.
    pub fn read(path: &Path) -> Result<Self> {
        let read_error = |source| Error::Read { path: path.to_owned(), source };
        let metadata = std::fs::metadata(path).map_err(read_error)?;
        if !metadata.is_file() {
            return Err(Error::NotAFile { path: path.to_owned() });
        }
        let mut reader = BufReader::new(File::open(path).map_err(read_error)?);
        Self::from_reader(&mut reader).map_err(|fault| match fault {
            Fault::Io(source) => read_error(source),
            Fault::Foreign => Error::NotAnImage { path: path.to_owned() },
            Fault::Damaged(format, reason) => Error::DamagedImage { path: path.to_owned(), format, reason },
        })
    }

    fn from_reader(reader: &mut (impl Read + Seek)) -> Result<Self, Fault> {
        let length = reader.seek(SeekFrom::End(0))?;
        reader.rewind()?;
        let mut start = Vec::new();
        reader.by_ref().take(8).read_to_end(&mut start)?;
        if start == png::SIGNATURE {
            png::read(reader, length).map_err(|error| error.into_fault(Format::Png))
        } else if start.starts_with(&jpeg::SIGNATURE) {
            reader.seek(SeekFrom::Start(2))?;
            jpeg::read(reader, length).map_err(|error| error.into_fault(Format::Jpeg))
        } else {
            Err(Fault::Foreign)
        }
    }
}

/// Why a stream is no image that can be used.
#[derive(Debug)]
enum Fault {
    Io(io::Error),
    Foreign,
    Damaged(Format, &'static str),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// What the reader of one format can stumble over.
#[derive(Debug)]
enum HeaderError {
    Io(io::Error),
    Malformed(&'static str),
}

/// The reason given when the data stops too early.
const ENDS_EARLY: &str = "it ends early";

impl HeaderError {
    fn into_fault(self, format: Format) -> Fault {
        match self {
            Self::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                Fault::Damaged(format, ENDS_EARLY)
            }
            Self::Io(error) => Fault::Io(error),
            Self::Malformed(reason) => Fault::Damaged(format, reason),
        }
    }
}

impl From<io::Error> for HeaderError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn read_array<const LENGTH: usize>(reader: &mut impl Read) -> Result<[u8; LENGTH], HeaderError> {
    let mut bytes = [0; LENGTH];
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;
    use crate::fixture::write_bytes;

    fn read(bytes: &[u8]) -> Result<ImageInfo, Fault> {
        ImageInfo::from_reader(&mut Cursor::new(bytes))
    }

    #[test]
    fn a_png_and_a_jpeg_are_told_apart_by_content() {
        let png = read(&png::tests::image(1290, 2796, 8, 2, &[])).unwrap();
        assert_eq!((png.format, png.width, png.height), (Format::Png, 1290, 2796));
        let jpeg = read(&jpeg::tests::image(640, 1136)).unwrap();
        assert_eq!((jpeg.format, jpeg.width, jpeg.height, jpeg.bit_depth), (Format::Jpeg, 640, 1136, 8));
        assert!(!jpeg.has_alpha);
    }

    #[test]
    fn errors_name_the_file_and_what_is_wrong_with_it() {
        let foreign = write_bytes("shot.png", b"GIF89a");
        let error = ImageInfo::read(&foreign.path).unwrap_err();
        assert!(matches!(error, Error::NotAnImage { .. }));
        assert!(error.to_string().contains("shot.png"));

        let png = png::tests::image(1290, 2796, 8, 2, &[]);
        let cut = write_bytes("shot.png", &png[..png.len() - 6]);
        let error = ImageInfo::read(&cut.path).unwrap_err();
        assert!(
            matches!(error, Error::DamagedImage { format: Format::Png, reason: ENDS_EARLY, .. }),
            "{error}"
        );
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
            let _ = read(&[png::SIGNATURE.as_slice(), &bytes].concat());
            let _ = read(&[jpeg::SIGNATURE.as_slice(), &bytes].concat());
        }

        #[test]
        fn every_cut_of_an_image_is_an_error(at in any::<prop::sample::Index>()) {
            for image in [png::tests::image(1290, 2796, 8, 2, &[]), jpeg::tests::image(640, 1136)] {
                let at = at.index(image.len());
                prop_assert!(read(&image[..at]).is_err());
            }
        }

        #[test]
        fn a_mutated_image_never_panics(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            for mut image in [png::tests::image(1290, 2796, 8, 3, b"tRNS"), jpeg::tests::image(640, 1136)] {
                let at = at.index(image.len());
                image[at] = byte;
                let _ = read(&image);
            }
        }
    }
}
