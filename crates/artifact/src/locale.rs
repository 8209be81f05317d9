//! The locales of the App Store, and what a folder name beside them means.

/// The locales App Store Connect has for metadata and screenshots, in its own spelling.
#[rustfmt::skip] // A run of names reads better in lines than one a line.
pub const LOCALES: [&str; 50] = [
    "ar-SA", "bn-BD", "ca", "cs", "da", "de-DE", "el", "en-AU", "en-CA", "en-GB",
    "en-US", "es-ES", "es-MX", "fi", "fr-CA", "fr-FR", "gu-IN", "he", "hi", "hr",
    "hu", "id", "it", "ja", "kn-IN", "ko", "ml-IN", "mr-IN", "ms", "nl-NL",
    "no", "or-IN", "pa-IN", "pl", "pt-BR", "pt-PT", "ro", "ru", "sk", "sl-SI",
    "sv", "ta-IN", "te-IN", "th", "tr", "uk", "ur-PK", "vi", "zh-Hans", "zh-Hant",
];

/// What people write for a locale that Apple spells in a way of its own.
const HABITS: [(&str, &str); 16] = [
    ("en", "en-US"),
    ("es", "es-ES"),
    ("es-419", "es-MX"),
    ("fr", "fr-FR"),
    ("in", "id"),
    ("iw", "he"),
    ("jp", "ja"),
    ("kr", "ko"),
    ("nb", "no"),
    ("nn", "no"),
    ("pt", "pt-BR"),
    ("ua", "uk"),
    ("zh", "zh-Hans"),
    ("zh-CN", "zh-Hans"),
    ("zh-HK", "zh-Hant"),
    ("zh-TW", "zh-Hant"),
];

/// How alike two names must be, from 0 to 1, for one to be taken for a misspelling of the other.
const LIKENESS: f64 = 0.8;

/// Folders beside the locales that hold something else.
const IGNORED: [&str; 5] = [
    "trade_representative_contact_information",
    "review_information",
    "app_clip_review_information",
    "android",
    "fonts",
];

/// What a folder directly under the metadata or screenshots folder is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// One locale, in Apple's spelling.
    Locale(&'static str),
    /// `default`: values for every locale that has none of its own.
    Default,
    /// `appleTV`: holds locale folders with Apple TV screenshots.
    AppleTv,
    /// `iMessage`: holds locale folders with iMessage screenshots.
    IMessage,
    /// A folder that holds something else, such as `review_information`.
    Ignored,
    /// A name that means nothing; probably a misspelt locale, see [`nearest`].
    Unknown,
}

impl Folder {
    /// What a folder of this name is for. Case does not matter, as in fastlane.
    pub fn of(name: &str) -> Self {
        if let Some(locale) = canonical(name) {
            return Self::Locale(locale);
        }
        match name.to_ascii_lowercase().as_str() {
            "default" => Self::Default,
            "appletv" => Self::AppleTv,
            "imessage" => Self::IMessage,
            lower if IGNORED.contains(&lower) => Self::Ignored,
            _ => Self::Unknown,
        }
    }
}

/// The locale in Apple's spelling, whatever its case.
pub fn canonical(name: &str) -> Option<&'static str> {
    LOCALES.into_iter().find(|locale| locale.eq_ignore_ascii_case(name))
}

/// The locale that was probably meant by a name Apple does not know: `de` for `de-DE`, `en_us` for `en-US`,
/// `zh-CN` for `zh-Hans`. `None` when nothing comes close.
pub fn nearest(name: &str) -> Option<&'static str> {
    let name = name.trim().replace('_', "-");
    let language = name.split('-').next().unwrap_or_default();
    canonical(&name)
        .or_else(|| habit(&name))
        .or_else(|| canonical(language))
        .or_else(|| habit(language))
        .or_else(|| only_region_of(language))
        .or_else(|| most_alike(&name))
}

fn habit(name: &str) -> Option<&'static str> {
    HABITS.into_iter().find(|(written, _)| written.eq_ignore_ascii_case(name)).map(|(_, locale)| locale)
}

fn only_region_of(language: &str) -> Option<&'static str> {
    let of_language =
        |locale: &&str| locale.split('-').next().is_some_and(|own| own.eq_ignore_ascii_case(language));
    LOCALES.into_iter().find(of_language)
}

fn most_alike(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    LOCALES
        .into_iter()
        .map(|locale| (locale, strsim::jaro_winkler(&lower, &locale.to_ascii_lowercase())))
        .filter(|(_, likeness)| *likeness >= LIKENESS)
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .map(|(locale, _)| locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_matter_and_spelling_does() {
        assert_eq!(canonical("EN-us"), Some("en-US"));
        assert_eq!(canonical("zh-hans"), Some("zh-Hans"));
        assert_eq!(canonical("de"), None);
        assert_eq!(canonical("en_US"), None);
        assert_eq!(canonical(""), None);
    }

    #[test]
    fn every_locale_and_every_habit_leads_to_a_locale() {
        for locale in LOCALES {
            assert_eq!(canonical(locale), Some(locale));
            assert_eq!(nearest(&locale.replace('-', "_")), Some(locale));
        }
        for (written, locale) in HABITS {
            assert_eq!(canonical(written), None, "{written} needs no entry");
            assert_eq!(canonical(locale), Some(locale));
        }
    }

    #[test]
    fn a_misspelt_locale_is_answered_with_the_one_that_was_meant() {
        for (written, meant) in [
            ("de", "de-DE"),
            ("de-AT", "de-DE"),
            ("en_us", "en-US"),
            ("en-ZA", "en-US"),
            ("ja-JP", "ja"),
            ("zh-CN", "zh-Hans"),
            ("zh_TW", "zh-Hant"),
            ("nb-NO", "no"),
            ("ar", "ar-SA"),
            ("sl", "sl-SI"),
            ("dee-DE", "de-DE"),
            ("enUS", "en-US"),
            ("zhHans", "zh-Hans"),
        ] {
            assert_eq!(nearest(written), Some(meant), "{written}");
        }
        for foreign in ["", "klingon", "xx-YY", "screenshots"] {
            assert_eq!(nearest(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn special_folders_are_not_locales() {
        assert_eq!(Folder::of("ja"), Folder::Locale("ja"));
        assert_eq!(Folder::of("EN-GB"), Folder::Locale("en-GB"));
        assert_eq!(Folder::of("Default"), Folder::Default);
        assert_eq!(Folder::of("appleTV"), Folder::AppleTv);
        assert_eq!(Folder::of("iMessage"), Folder::IMessage);
        assert_eq!(Folder::of("review_information"), Folder::Ignored);
        assert_eq!(Folder::of("en_US"), Folder::Unknown);
    }
}
