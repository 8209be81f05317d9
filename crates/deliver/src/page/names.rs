//! What things are called on the page.

use std::fmt;

/// Apple's locales by the names that App Store Connect shows.
#[rustfmt::skip] // A table reads better in columns.
const LOCALES: [(&str, &str); 50] = [
    ("ar-SA", "Arabic"), ("bn-BD", "Bangla"), ("ca", "Catalan"), ("cs", "Czech"), ("da", "Danish"),
    ("de-DE", "German"), ("el", "Greek"), ("en-AU", "English (Australia)"), ("en-CA", "English (Canada)"),
    ("en-GB", "English (U.K.)"), ("en-US", "English (U.S.)"), ("es-ES", "Spanish (Spain)"),
    ("es-MX", "Spanish (Mexico)"), ("fi", "Finnish"), ("fr-CA", "French (Canada)"), ("fr-FR", "French"),
    ("gu-IN", "Gujarati"), ("he", "Hebrew"), ("hi", "Hindi"), ("hr", "Croatian"), ("hu", "Hungarian"),
    ("id", "Indonesian"), ("it", "Italian"), ("ja", "Japanese"), ("kn-IN", "Kannada"), ("ko", "Korean"),
    ("ml-IN", "Malayalam"), ("mr-IN", "Marathi"), ("ms", "Malay"), ("nl-NL", "Dutch"), ("no", "Norwegian"),
    ("or-IN", "Odia"), ("pa-IN", "Punjabi"), ("pl", "Polish"), ("pt-BR", "Portuguese (Brazil)"),
    ("pt-PT", "Portuguese (Portugal)"), ("ro", "Romanian"), ("ru", "Russian"), ("sk", "Slovak"),
    ("sl-SI", "Slovenian"), ("sv", "Swedish"), ("ta-IN", "Tamil"), ("te-IN", "Telugu"), ("th", "Thai"),
    ("tr", "Turkish"), ("uk", "Ukrainian"), ("ur-PK", "Urdu"), ("vi", "Vietnamese"),
    ("zh-Hans", "Chinese (Simplified)"), ("zh-Hant", "Chinese (Traditional)"),
];

/// The fields of the page by the names of their files.
const FIELDS: [(&str, &str); 18] = [
    ("name", "Name"),
    ("subtitle", "Subtitle"),
    ("promotional_text", "Promotional text"),
    ("description", "Description"),
    ("release_notes", "What’s new"),
    ("keywords", "Keywords"),
    ("support_url", "Support"),
    ("marketing_url", "Marketing"),
    ("privacy_url", "Privacy policy"),
    ("apple_tv_privacy_policy", "Privacy policy on Apple TV"),
    ("copyright", "Copyright"),
    ("primary_category", "Category"),
    ("primary_first_sub_category", "Subcategory"),
    ("primary_second_sub_category", "Second subcategory"),
    ("secondary_category", "Second category"),
    ("secondary_first_sub_category", "Subcategory of the second category"),
    ("secondary_second_sub_category", "Second subcategory of the second category"),
    ("age_rating", "Age rating"),
];

/// The kinds of devices by the sizes that App Store Connect shows.
const DEVICES: [(&str, &str); 21] = [
    ("APP_IPHONE_67", "iPhone 6.9″"),
    ("APP_IPHONE_65", "iPhone 6.5″"),
    ("APP_IPHONE_61", "iPhone 6.3″"),
    ("APP_IPHONE_58", "iPhone 6.1″"),
    ("APP_IPHONE_55", "iPhone 5.5″"),
    ("APP_IPHONE_47", "iPhone 4.7″"),
    ("APP_IPHONE_40", "iPhone 4″"),
    ("APP_IPHONE_35", "iPhone 3.5″"),
    ("APP_IPAD_97", "iPad 9.7″"),
    ("APP_IPAD_105", "iPad 10.5″"),
    ("APP_IPAD_PRO_3GEN_11", "iPad 11″"),
    ("APP_IPAD_PRO_129", "iPad Pro 12.9″"),
    ("APP_IPAD_PRO_3GEN_129", "iPad 13″"),
    ("APP_DESKTOP", "Mac"),
    ("APP_WATCH_SERIES_3", "Watch Series 3"),
    ("APP_WATCH_SERIES_4", "Watch Series 4"),
    ("APP_WATCH_SERIES_7", "Watch Series 7"),
    ("APP_WATCH_SERIES_10", "Watch Series 10"),
    ("APP_WATCH_ULTRA", "Watch Ultra"),
    ("APP_APPLE_TV", "Apple TV"),
    ("APP_APPLE_VISION_PRO", "Vision Pro"),
];

fn known(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, title)| *title)
}

/// The locale's language; its code where nothing is known of it.
pub(super) fn locale(code: &str) -> &str {
    known(&LOCALES, code).unwrap_or(code)
}

/// The direction in which a locale's language is written.
pub(super) fn direction(code: &str) -> &'static str {
    let language = code.split('-').next().unwrap_or_default();
    if matches!(language, "ar" | "he" | "ur") { "rtl" } else { "ltr" }
}

/// A field as a heading.
pub(super) fn field(file: &str) -> String {
    known(&FIELDS, file).map_or_else(|| file.replace('_', " "), str::to_owned)
}

/// A kind of device as people call it.
pub(super) fn device(kind: &str) -> String {
    let plain = kind.strip_prefix("IMESSAGE_");
    let name = known(&DEVICES, plain.unwrap_or(kind)).unwrap_or(kind);
    if plain.is_some() { format!("{name} iMessage") } else { name.to_owned() }
}

/// The class of a device's shape in the style sheet.
pub(super) fn shape(kind: &str) -> &'static str {
    let shapes = [
        ("IPHONE", "phone"),
        ("IPAD", "tablet"),
        ("WATCH", "watch"),
        ("DESKTOP", "screen"),
        ("TV", "screen"),
        ("VISION", "screen"),
    ];
    shapes.iter().find(|(part, _)| kind.contains(part)).map_or("phone", |(_, shape)| shape)
}

/// Where something is on the page: what stands behind `#` in its address.
///
/// Parts are what Apple or a file calls them, in letters that need no escape in an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchor(String);

impl Anchor {
    pub(super) fn locale(code: &str) -> Self {
        Self(safe(code))
    }

    /// A thing within this one.
    pub(super) fn within(&self, name: &str) -> Self {
        Self(format!("{}.{}", self.0, safe(name)))
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Each letter that could mean something in an address or a style sheet as its number, so that no two are the same.
fn safe(name: &str) -> String {
    let letter = |letter: char| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => letter.to_string(),
        _ => format!("~{:x}~", u32::from(letter)),
    };
    name.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use artifact::locale as apples;
    use artifact::screenshots::DISPLAY_TYPES;

    use super::*;
    use crate::files::fields::{CATEGORY_FIELDS, FIELDS as FILES};

    #[test]
    fn everything_that_apple_has_is_known_by_a_name() {
        for code in apples::LOCALES {
            assert!(known(&LOCALES, code).is_some(), "{code}");
        }
        for kind in DISPLAY_TYPES {
            assert!(known(&DEVICES, kind.name).is_some(), "{}", kind.name);
        }
        let files = FILES.iter().map(|field| field.file).chain(CATEGORY_FIELDS.map(|(file, _)| file));
        for file in files {
            assert!(known(&FIELDS, file).is_some(), "{file}");
        }
    }

    #[test]
    fn what_nobody_knows_keeps_its_name() {
        assert_eq!(locale("tlh"), "tlh");
        assert_eq!(field("some_new_text"), "some new text");
        assert_eq!(device("APP_TOASTER"), "APP_TOASTER");
        assert_eq!(device("IMESSAGE_APP_IPAD_97"), "iPad 9.7″ iMessage");
    }

    #[test]
    fn anchors_are_plain_and_differ() {
        assert_eq!(Anchor::locale("de-DE").within("description").to_string(), "de-DE.description");
        let odd = Anchor::locale("a b\"><\u{e9}").to_string();
        assert_eq!(odd, "a~20~b~22~~3e~~3c~~e9~");
        assert_ne!(Anchor::locale("a b"), Anchor::locale("a_b"));
    }

    #[test]
    fn arabic_hebrew_and_urdu_run_from_right_to_left() {
        let right = apples::LOCALES.into_iter().filter(|code| direction(code) == "rtl");
        assert_eq!(right.collect::<Vec<_>>(), ["ar-SA", "he", "ur-PK"]);
    }
}
