//! One screenshot file, judged before it is uploaded.

use std::path::{Path, PathBuf};

use super::table::{DISPLAY_TYPES, DisplayType};
use crate::checks::Finding;
use crate::image::{Format, ImageInfo};
use crate::{Error, Result};

/// Sizes named in the error about a size that fits nothing.
const SUGGESTIONS: usize = 3;

/// A screenshot that Apple has a slot for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screenshot {
    /// The file.
    pub path: PathBuf,
    /// The slot it belongs in, as in `APP_IPHONE_67`.
    pub display_type: &'static str,
    /// What its headers say.
    pub image: ImageInfo,
    /// What Apple may still complain about when it processes the image.
    pub warnings: Vec<Finding>,
}

impl Screenshot {
    /// Reads the file's headers and finds its slot. The error says what is wrong with it: no image, another
    /// format than its extension says, or a size that no device has.
    ///
    /// The path decides between devices of the same size, see [`DisplayType::for_size`].
    pub fn validate(path: &Path) -> Result<Self> {
        let image = ImageInfo::read(path)?;
        check_extension(path, image.format)?;
        let display_type =
            DisplayType::for_size(image.width, image.height, path).ok_or_else(|| Error::ScreenshotSize {
                path: path.to_owned(),
                width: image.width,
                height: image.height,
                closest: closest_sizes(image.width, image.height),
            })?;
        Ok(Self { path: path.to_owned(), display_type, image, warnings: warnings(path, image) })
    }
}

fn check_extension(path: &Path, format: Format) -> Result<()> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match Format::from_extension(extension) {
        None => Err(Error::ScreenshotExtension { path: path.to_owned() }),
        Some(promised) if promised != format => {
            let renamed = path.with_extension(format.extension());
            let suggestion = renamed.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Err(Error::ScreenshotFormat { path: path.to_owned(), format, suggestion })
        }
        Some(_) => Ok(()),
    }
}

fn warnings(path: &Path, image: ImageInfo) -> Vec<Finding> {
    let transparent = image.has_alpha.then(|| {
        Finding::warning(
            "alpha-channel",
            format!(
                "the screenshot `{}` has an alpha channel, for which Apple may refuse it",
                path.display()
            ),
            "save it without transparency",
        )
    });
    transparent.into_iter().collect()
}

/// The accepted sizes nearest to this one, the nearest first, in words.
fn closest_sizes(width: u32, height: u32) -> String {
    let distance = |size: &(u32, u32)| u64::from(size.0.abs_diff(width)) + u64::from(size.1.abs_diff(height));
    let mut sizes: Vec<_> =
        DISPLAY_TYPES.iter().flat_map(|row| row.sizes.iter().map(move |size| (size, row.name))).collect();
    sizes.sort_by_key(|(size, _)| distance(size));
    let named: Vec<String> = sizes
        .iter()
        .take(SUGGESTIONS)
        .map(|((width, height), name)| format!("{width}x{height} ({name})"))
        .collect();
    named.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::write_bytes;

    fn png(width: u32, height: u32, colour: u8) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
        bytes.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
        bytes.extend([8, colour, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend(b"\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\0\0\0\0");
        bytes
    }

    #[test]
    fn a_good_screenshot_finds_its_slot_without_warnings() {
        let file = write_bytes("01.PNG", &png(1290, 2796, 2));
        let screenshot = Screenshot::validate(&file.path).unwrap();
        assert_eq!(screenshot.display_type, "APP_IPHONE_67");
        assert_eq!(screenshot.warnings, []);
    }

    #[test]
    fn transparency_is_a_warning() {
        let file = write_bytes("01.png", &png(1290, 2796, 6));
        let warnings = Screenshot::validate(&file.path).unwrap().warnings;
        assert_eq!(warnings.iter().map(|finding| finding.check).collect::<Vec<_>>(), ["alpha-channel"]);
    }

    #[test]
    fn a_wrong_size_is_answered_with_the_closest_ones() {
        let file = write_bytes("01.png", &png(1291, 2796, 2));
        let error = Screenshot::validate(&file.path).unwrap_err();
        assert!(matches!(error, Error::ScreenshotSize { width: 1291, height: 2796, .. }));
        let text = error.to_string();
        assert!(text.contains("01.png") && text.contains("closest: 1290x2796 (APP_IPHONE_67), "), "{text}");
    }

    #[test]
    fn an_extension_that_lies_is_answered_with_the_right_name() {
        let file = write_bytes("01.first.jpeg", &png(1290, 2796, 2));
        let error = Screenshot::validate(&file.path).unwrap_err();
        assert!(
            matches!(&error, Error::ScreenshotFormat { suggestion, .. } if suggestion == "01.first.png"),
            "{error}"
        );
        let file = write_bytes("01.bmp", &png(1290, 2796, 2));
        assert!(matches!(Screenshot::validate(&file.path), Err(Error::ScreenshotExtension { .. })));
    }
}
