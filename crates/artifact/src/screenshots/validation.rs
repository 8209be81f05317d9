//! Screenshot files, judged before they are uploaded.

use std::path::{Path, PathBuf};

use super::table::{DISPLAY_TYPES, DisplayType};
use crate::checks::Finding;
use crate::image::{self, Format, ImageInfo};
use crate::{Error, Result};

/// The most screenshots of a kind in a locale. One is the fewest that Apple publishes an app with.
pub const MOST_IN_A_SET: usize = 10;

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
    /// What is wrong with its colours; errors are what Apple fails it for, minutes after it was uploaded.
    pub findings: Vec<Finding>,
}

impl Screenshot {
    /// Reads the file's headers and finds its slot. The error says what is wrong with it: no image, another
    /// format than its extension says, or a size that no device has.
    ///
    /// The path decides between devices of the same size, see [`DisplayType::for_size`]; no folder above `root`, the folder
    /// of screenshots, has a say.
    pub fn validate(path: &Path, root: &Path) -> Result<Self> {
        let image = ImageInfo::read(path)?;
        check_extension(path, image.format)?;
        let ImageInfo { width, height, .. } = image;
        let telling = root.parent().and_then(|above| path.strip_prefix(above).ok()).unwrap_or(path);
        let display_type =
            DisplayType::for_size(width, height, telling).ok_or_else(|| Error::ScreenshotSize {
                path: path.to_owned(),
                width,
                height,
                closest: closest_sizes(width, height),
            })?;
        Ok(Self {
            path: path.to_owned(),
            display_type,
            image,
            findings: image::colour_findings("screenshot", path, image),
        })
    }
}

/// What is wrong with so many screenshots of a kind at a place, which is a locale's folder, if anything is.
pub fn check_count(place: &Path, display_type: &str, count: usize) -> Option<Finding> {
    let place = place.display();
    match count {
        0 => Some(Finding::error(
            "screenshot-count",
            format!("{place} has no screenshot of {display_type}, and Apple asks for at least one"),
            "add one",
        )),
        1..=MOST_IN_A_SET => None,
        _ => Some(Finding::error(
            "screenshot-count",
            format!("{place} has {count} screenshots of {display_type}, and Apple takes {MOST_IN_A_SET}"),
            "take some out of the folder",
        )),
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
    use crate::checks::Severity;
    use crate::fixture::write_bytes;

    fn png(width: u32, height: u32, colour: u8) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
        bytes.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
        bytes.extend([8, colour, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend(b"\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\0\0\0\0");
        bytes
    }

    #[test]
    fn a_good_screenshot_finds_its_slot_without_findings() {
        let file = write_bytes("01.PNG", &png(1290, 2796, 2));
        let screenshot = Screenshot::validate(&file.path, Path::new(".")).unwrap();
        assert_eq!(screenshot.display_type, "APP_IPHONE_67");
        assert_eq!(screenshot.findings, []);
    }

    #[test]
    fn no_folder_above_the_screenshots_has_a_say() {
        let name = "television/app_ipad_pro_129/screenshots/en-US/1.png";
        for (width, height, kind, from_above) in [
            (3840, 2160, "APP_APPLE_TV", "APP_APPLE_VISION_PRO"),
            (2048, 2732, "APP_IPAD_PRO_3GEN_129", "APP_IPAD_PRO_129"),
        ] {
            let file = write_bytes(name, &png(width, height, 2));
            let folder = file.path.ancestors().nth(2).unwrap();
            let kind_in = |root| Screenshot::validate(&file.path, root).unwrap().display_type;
            assert_eq!((kind_in(folder), kind_in(Path::new("."))), (kind, from_above));
        }
    }

    #[test]
    fn transparency_is_an_error_and_grey_a_warning() {
        for (colour, expected) in [
            (6, [("alpha-channel", Severity::Error)].as_slice()),
            (0, &[("colour-space", Severity::Warning)]),
            (4, &[("alpha-channel", Severity::Error), ("colour-space", Severity::Warning)]),
        ] {
            let file = write_bytes("01.png", &png(1290, 2796, colour));
            let findings = Screenshot::validate(&file.path, Path::new(".")).unwrap().findings;
            assert!(findings.iter().all(|finding| finding.message.contains("screenshot `")), "{findings:?}");
            let found = findings.iter().map(|finding| (finding.check, finding.severity)).collect::<Vec<_>>();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn one_to_ten_screenshots_make_a_set() {
        let text =
            |count| check_count(Path::new("shots/ja"), "APP_DESKTOP", count).map(|found| found.to_string());
        assert_eq!((text(1), text(10)), (None, None));
        assert!(text(0).unwrap().contains("shots/ja has no screenshot of APP_DESKTOP"));
        assert!(text(11).unwrap().contains("shots/ja has 11 screenshots of APP_DESKTOP"));
    }

    #[test]
    fn a_wrong_size_is_answered_with_the_closest_ones() {
        let file = write_bytes("01.png", &png(1291, 2796, 2));
        let error = Screenshot::validate(&file.path, Path::new(".")).unwrap_err();
        assert!(matches!(error, Error::ScreenshotSize { width: 1291, height: 2796, .. }));
        let text = error.to_string();
        assert!(text.contains("01.png") && text.contains("closest: 1290x2796 (APP_IPHONE_67), "), "{text}");
    }

    #[test]
    fn an_extension_that_lies_is_answered_with_the_right_name() {
        let file = write_bytes("01.first.jpeg", &png(1290, 2796, 2));
        let error = Screenshot::validate(&file.path, Path::new(".")).unwrap_err();
        assert!(
            matches!(&error, Error::ScreenshotFormat { suggestion, .. } if suggestion == "01.first.png"),
            "{error}"
        );
        let file = write_bytes("01.bmp", &png(1290, 2796, 2));
        assert!(matches!(
            Screenshot::validate(&file.path, Path::new(".")),
            Err(Error::ScreenshotExtension { .. })
        ));
    }
}
