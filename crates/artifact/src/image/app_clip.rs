//! The header image of an App Clip's card.

use std::path::Path;

use super::{Format, ImageInfo, colours};
use crate::Result;
use crate::checks::Finding;

/// Width and height in pixels, from App Store Connect's help on App Clip experiences.
const SIZE: (u32, u32) = (1800, 1200);

/// What Apple would say about the header image of an App Clip's card: a PNG or JPEG of 1800x1200 without alpha.
///
/// # Errors
/// When the file cannot be read as a picture, see [`ImageInfo::read`].
pub fn check_app_clip_header(path: &Path) -> Result<Vec<Finding>> {
    let image = ImageInfo::read(path)?;
    let noun = "App Clip header image";
    let about = |what: &str| format!("the {noun} `{}` {what}", path.display());
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let mut findings = Vec::new();
    if Format::from_extension(&extension) != Some(image.format) {
        let what = about(&format!("is a {} under another extension", image.format));
        let remedy = format!("let its name end in .{}", image.format.extension());
        findings.push(Finding::error("file-extension", what, remedy));
    }
    if (image.width, image.height) != SIZE {
        let what =
            about(&format!("is {}x{}, and Apple takes {}x{}", image.width, image.height, SIZE.0, SIZE.1));
        findings.push(Finding::error("image-size", what, format!("scale it to {}x{}", SIZE.0, SIZE.1)));
    }
    findings.extend(colours::findings(noun, path, image));
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::fixture::write_bytes;
    use crate::image::{jpeg, png};

    fn found(name: &str, bytes: &[u8]) -> Vec<&'static str> {
        let file = write_bytes(name, bytes);
        let findings = check_app_clip_header(&file.path).unwrap();
        assert!(findings.iter().all(|finding| finding.message.contains(name)), "{findings:?}");
        findings.iter().map(|finding| finding.check).collect()
    }

    #[test]
    fn the_size_is_exact() {
        for (width, height, expected) in [
            (1800, 1200, [].as_slice()),
            (1799, 1200, &["image-size"]),
            (1801, 1200, &["image-size"]),
            (1800, 1199, &["image-size"]),
            (1800, 1201, &["image-size"]),
            (1200, 1800, &["image-size"]),
        ] {
            let bytes = png::tests::image(width.into(), height.into(), 8, 2, &[]);
            assert_eq!(found("card.png", &bytes), expected, "{width}x{height}");
            assert_eq!(found("card.jpeg", &jpeg::tests::image(width, height)), expected, "{width}x{height}");
        }
    }

    #[test]
    fn alpha_and_a_name_that_lies_are_found() {
        let clear = png::tests::image(1800, 1200, 8, 6, &[]);
        assert_eq!(found("card.png", &clear), ["alpha-channel"]);
        assert_eq!(found("card.jpg", &clear), ["file-extension", "alpha-channel"]);
        assert_eq!(found("card", &png::tests::image(1800, 1200, 8, 2, &[])), ["file-extension"]);
        let file = write_bytes("card.png", b"no picture");
        assert!(matches!(check_app_clip_header(&file.path), Err(Error::NotAnImage { .. })));
    }
}
