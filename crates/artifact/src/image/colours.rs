//! What the samples of a picture mean, and what Apple says to that: pictures for the store are RGB without alpha.

use std::fmt;
use std::path::Path;

use super::ImageInfo;
use crate::checks::Finding;

/// What the samples of a picture mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColourSpace {
    /// Shades of grey.
    Grey,
    /// Red, green and blue; also a palette of them, and JPEG's usual transformation of them.
    Rgb,
    /// Ink: cyan, magenta, yellow and black.
    Cmyk,
    /// Another one, or one that could not be read.
    Other,
}

/// Bytes of an ICC profile that tell what it is for.
pub(super) const PROFILE_HEAD: usize = 40;

impl ColourSpace {
    /// What an ICC profile is for, from its first bytes (ICC.1, clause 7.2).
    pub(super) fn of_profile(head: &[u8]) -> Self {
        match (head.get(16..20), head.get(36..PROFILE_HEAD)) {
            (Some(b"RGB "), Some(b"acsp")) => Self::Rgb,
            (Some(b"GRAY"), Some(b"acsp")) => Self::Grey,
            (Some(b"CMYK"), Some(b"acsp")) => Self::Cmyk,
            _ => Self::Other,
        }
    }
}

impl fmt::Display for ColourSpace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Grey => "grey",
            Self::Rgb => "RGB",
            Self::Cmyk => "CMYK",
            Self::Other => "unknown",
        })
    }
}

/// What is wrong with the picture's colours; `noun` is what it is for people.
pub(crate) fn findings(noun: &str, path: &Path, image: ImageInfo) -> Vec<Finding> {
    let about = |what: &str| format!("the {noun} `{}` {what}", path.display());
    let alpha = image.has_alpha.then(|| {
        let what = about("has an alpha channel, for which Apple refuses it");
        Finding::error("alpha-channel", what, "save it without transparency")
    });
    let space = match image.colours {
        ColourSpace::Rgb => None,
        ColourSpace::Grey => {
            let what = about("is in shades of grey, and Apple asks for RGB");
            Some(Finding::warning("colour-space", what, "save it in RGB colours"))
        }
        ColourSpace::Cmyk | ColourSpace::Other => {
            let what = about(&format!("is in {} colours, and Apple takes RGB", image.colours));
            Some(Finding::error("colour-space", what, "convert it to RGB, as in sRGB or Display P3"))
        }
    };
    let profile = image.profile.filter(|profile| !fits(image.colours, *profile)).map(|profile| {
        let what = format!("has a colour profile for {profile} colours, and its own are {}", image.colours);
        Finding::warning("colour-profile", about(&what), "save it with the profile sRGB or Display P3")
    });
    [alpha, space, profile].into_iter().flatten().collect()
}

/// Grey pictures may have either profile: programs that drop the colours often keep the profile.
fn fits(colours: ColourSpace, profile: ColourSpace) -> bool {
    profile == colours || (colours, profile) == (ColourSpace::Grey, ColourSpace::Rgb)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::checks::Severity;
    use crate::image::Format;

    /// The start of an ICC profile.
    pub(in crate::image) fn profile(space: [u8; 4]) -> Vec<u8> {
        let mut bytes = vec![0; 128];
        bytes[16..20].copy_from_slice(&space);
        bytes[36..40].copy_from_slice(b"acsp");
        bytes
    }

    #[test]
    fn a_profile_says_what_it_is_for() {
        for (space, expected) in [
            (*b"RGB ", ColourSpace::Rgb),
            (*b"GRAY", ColourSpace::Grey),
            (*b"CMYK", ColourSpace::Cmyk),
            (*b"Lab ", ColourSpace::Other),
        ] {
            assert_eq!(ColourSpace::of_profile(&profile(space)[..PROFILE_HEAD]), expected);
        }
        assert_eq!(ColourSpace::of_profile(&profile(*b"RGB ")[..PROFILE_HEAD - 1]), ColourSpace::Other);
        assert_eq!(ColourSpace::of_profile(&[0; 128]), ColourSpace::Other);
    }

    #[test]
    fn colours_that_apple_does_not_take_are_found() {
        use ColourSpace::{Cmyk, Grey, Other, Rgb};
        let good = ImageInfo {
            format: Format::Jpeg,
            width: 1,
            height: 1,
            bit_depth: 8,
            has_alpha: false,
            colours: Rgb,
            profile: None,
        };
        let found = |image| {
            let named = |finding: Finding| (finding.check, finding.severity);
            findings("picture", Path::new("x"), image).into_iter().map(named).collect::<Vec<_>>()
        };
        for (colours, profile) in [(Rgb, None), (Rgb, Some(Rgb))] {
            assert_eq!(found(ImageInfo { colours, profile, ..good }), []);
        }
        assert_eq!(found(ImageInfo { has_alpha: true, ..good }), [("alpha-channel", Severity::Error)]);
        for profile in [None, Some(Grey), Some(Rgb)] {
            let grey = ImageInfo { colours: Grey, profile, ..good };
            assert_eq!(found(grey), [("colour-space", Severity::Warning)], "{profile:?}");
        }
        for profile in [None, Some(Cmyk)] {
            let ink = ImageInfo { colours: Cmyk, profile, ..good };
            assert_eq!(found(ink), [("colour-space", Severity::Error)], "{profile:?}");
        }
        for profile in [Grey, Cmyk, Other] {
            let wrong = ImageInfo { profile: Some(profile), ..good };
            assert_eq!(found(wrong), [("colour-profile", Severity::Warning)], "{profile:?}");
        }
    }
}
