//! A large store page: texts of every kind in many locales, and screenshots for three devices in each.

use std::io;
use std::path::Path;

use super::picture::Picture;

/// Locales of the App Store, the sample's own first.
const LOCALES: [&str; 40] = [
    "en-US", "de-DE", "ja", "ar-SA", "ca", "cs", "da", "el", "en-AU", "en-CA", "en-GB", "es-ES", "es-MX",
    "fi", "fr-CA", "fr-FR", "he", "hi", "hr", "hu", "id", "it", "ko", "ms", "nl-NL", "no", "pl", "pt-BR",
    "pt-PT", "ro", "ru", "sk", "sl-SI", "sv", "th", "tr", "uk", "vi", "zh-Hans", "zh-Hant",
];

/// The sizes of APP_IPHONE_67, APP_IPHONE_65 and APP_IPAD_PRO_3GEN_129, each with a word for its files.
const DEVICES: [(&str, u32, u32); 3] =
    [("iphone", 1290, 2796), ("older", 1242, 2688), ("tablet", 2064, 2752)];

/// The texts of a locale by file; `{locale}` stands for it.
const TEXTS: [(&str, &str); 10] = [
    ("name", "Tideline {locale}"),
    ("subtitle", "Tides for {locale}"),
    ("privacy_url", "https://example.com/{locale}/privacy"),
    ("apple_tv_privacy_policy", "Nothing is kept ({locale})."),
    ("description", "Knows the tides of every harbour.\n\nThese are the words for {locale}."),
    ("keywords", "tide,harbour,sea,{locale}"),
    ("release_notes", "The charts are drawn anew ({locale})."),
    ("support_url", "https://example.com/{locale}/support"),
    ("marketing_url", "https://example.com/{locale}"),
    ("promotional_text", "Spring tides are near ({locale})."),
];

/// Files beside the locales' folders.
const UNLOCALIZED: [(&str, &str); 6] = [
    ("copyright", "2026 Example Harbour Works"),
    ("primary_category", "UTILITIES"),
    ("review_information/first_name", "Robin"),
    ("review_information/last_name", "Harbour"),
    ("review_information/phone_number", "+1 555 0100"),
    ("review_information/email_address", "robin@example.com"),
];

/// A large page, for an app that has a version on the store: there are release notes.
#[derive(Debug, Clone, Copy)]
pub struct LargePage {
    /// How many locales it has, 40 at most.
    pub locales: usize,
    /// How many screenshots each locale has for each of three devices, 10 at most.
    pub shots: u32,
    /// What each screenshot weighs at least, in bytes. All for a device weigh the same, and no two are the same.
    pub bytes: usize,
}

impl LargePage {
    /// Writes `fastlane/metadata` and `fastlane/screenshots` below `dir`.
    pub fn write(&self, dir: &Path) -> io::Result<()> {
        let (metadata, screenshots) = (dir.join("fastlane/metadata"), dir.join("fastlane/screenshots"));
        std::fs::create_dir_all(metadata.join("review_information"))?;
        for (file, text) in UNLOCALIZED {
            std::fs::write(metadata.join(format!("{file}.txt")), text)?;
        }
        let mut pictures = Vec::new();
        for (word, width, height) in DEVICES {
            let (top, bottom) = ([96, 190, 226], [22, 74, 140]);
            let picture = Picture { width, height, top, bottom, shapes: Vec::new() };
            pictures.push((word, picture.encode()?));
        }
        let mut seed = 0;
        for locale in LOCALES.iter().take(self.locales) {
            let (texts, pictures_of) = (metadata.join(locale), screenshots.join(locale));
            std::fs::create_dir_all(&texts)?;
            std::fs::create_dir_all(&pictures_of)?;
            for (file, text) in TEXTS {
                std::fs::write(texts.join(format!("{file}.txt")), text.replace("{locale}", locale))?;
            }
            for (word, picture) in &pictures {
                for number in 1..=self.shots {
                    seed += 1;
                    let path = pictures_of.join(format!("{word}_{number:02}.png"));
                    std::fs::write(path, weighed(picture, self.bytes, seed))?;
                }
            }
        }
        Ok(())
    }
}

/// The picture with a chunk of noise before its end, which makes it as heavy and unlike any other.
fn weighed(picture: &[u8], bytes: usize, seed: u64) -> Vec<u8> {
    /// Length, name and checksum of a chunk.
    const FRAME: usize = 12;
    let (pixels, end) = picture.split_at(picture.len() - FRAME);
    let length = bytes.saturating_sub(picture.len() + FRAME).max(8);
    let noise = (0_u64..).flat_map(|step| scrambled(seed.wrapping_mul(0x0100_0000) + step).to_le_bytes());
    // A private chunk that no reader has to know.
    let chunk = b"noIs".iter().copied().chain(noise.take(length)).collect::<Vec<_>>();
    let mut checksum = flate2::Crc::new();
    checksum.update(&chunk);
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    [pixels, &length.to_be_bytes(), &chunk, &checksum.sum().to_be_bytes(), end].concat()
}

/// A number that looks like chance (SplitMix64).
fn scrambled(number: u64) -> u64 {
    let mut mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use artifact::screenshots::Screenshot;

    use super::*;

    #[test]
    fn every_screenshot_is_as_heavy_as_asked_for_and_unlike_the_others() {
        let folder = tempfile::tempdir().unwrap();
        LargePage { locales: 2, shots: 2, bytes: 50_000 }.write(folder.path()).unwrap();
        let (mut contents, mut kinds) = (HashSet::new(), HashSet::new());
        for locale in ["en-US", "de-DE"] {
            for entry in std::fs::read_dir(folder.path().join("fastlane/screenshots").join(locale)).unwrap() {
                let path = entry.unwrap().path();
                let screenshot = Screenshot::validate(&path, folder.path()).unwrap();
                assert_eq!(screenshot.findings, []);
                kinds.insert(screenshot.display_type);
                let bytes = std::fs::read(&path).unwrap();
                assert!(bytes.len() >= 50_000, "{} bytes", bytes.len());
                png::Decoder::new(io::Cursor::new(&bytes)).read_info().unwrap().finish().unwrap();
                contents.insert(bytes);
            }
        }
        assert_eq!((contents.len(), kinds.len()), (12, 3));
    }

    #[test]
    fn every_locale_is_one_of_the_app_store() {
        for locale in LOCALES {
            assert_eq!(artifact::locale::canonical(locale), Some(locale));
        }
        assert_eq!(LOCALES.iter().collect::<HashSet<_>>().len(), LOCALES.len());
    }
}
