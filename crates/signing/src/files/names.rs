//! File names: fastlane's for profiles, and harmless ones for whatever a server says.

use crate::profile::ProfileKind;

/// The longest name in bytes; file systems take 255, and an extension comes behind.
const LONGEST: usize = 200;

/// What fastlane calls a profile's file: `AppStore_com.example.app.mobileprovision`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileFileName {
    /// The kind of profile, which is the first word.
    pub kind: ProfileKind,
    /// The bundle id.
    pub app_identifier: String,
    /// `_tvos` or `_catalyst`, or nothing.
    pub suffix: &'static str,
    /// Whether it is for macOS or Catalyst, whose files end in `.provisionprofile`.
    pub mac: bool,
}

impl ProfileFileName {
    /// The name, as one harmless path component.
    pub fn to_file_name(&self) -> String {
        let extension = if self.mac { "provisionprofile" } else { "mobileprovision" };
        let name = format!("{}_{}{}", self.kind.pretty_name(), self.app_identifier, self.suffix);
        format!("{}.{extension}", safe_file_name(&name))
    }
}

/// Turns any text into one harmless path component: no separators, no control characters, not `.` or `..`, not
/// hidden, not an option, no name that Windows reserves, at most 200 bytes.
pub fn safe_file_name(text: &str) -> String {
    let harmless = |letter: char| {
        let risky = letter.is_control() || r#"/\:*?"<>|"#.contains(letter) || is_invisible(letter);
        if risky { '_' } else { letter }
    };
    let mut name = without_end(text.trim()).chars().map(harmless).collect::<String>();
    if name.is_empty() || name.starts_with(['.', '-', '~']) || is_device(&name) {
        name.insert(0, '_');
    }
    name.truncate(name.floor_char_boundary(LONGEST));
    without_end(&name).to_owned()
}

/// Windows drops dots and blanks at the end of a name.
fn without_end(name: &str) -> &str {
    name.trim_end_matches(|letter: char| letter == '.' || letter.is_whitespace())
}

/// Whether Windows takes the name for a device's, whatever its extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |port: &str| {
        let mut rest = stem.strip_prefix(port).into_iter().flat_map(str::chars);
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || numbered("COM")
        || numbered("LPT")
}

/// Marks that are not seen, or make text read in another direction or line than it is written.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn profiles_have_fastlanes_names() {
        let mut name = ProfileFileName {
            kind: ProfileKind::AdHoc,
            app_identifier: "com.example.app".into(),
            suffix: "",
            mac: false,
        };
        assert_eq!(name.to_file_name(), "AdHoc_com.example.app.mobileprovision");
        name.suffix = "_catalyst";
        name.mac = true;
        assert_eq!(name.to_file_name(), "AdHoc_com.example.app_catalyst.provisionprofile");
    }

    #[test]
    fn dangerous_names_are_made_harmless() {
        for (given, safe) in [
            ("../../etc/passwd", "_.._.._etc_passwd"),
            ("", "_"),
            ("..", "_"),
            ("-rf", "_-rf"),
            ("con.txt", "_con.txt"),
            ("LPT1 .x", "_LPT1 .x"),
            ("com²", "_com²"),
            ("comb.app", "comb.app"),
            ("~/x", "_~_x"),
            (" a. .", "a"),
            ("a\u{2028}b", "a_b"),
            ("a\u{1b}[31mb", "a_[31mb"),
            ("x\u{202E}gpj.exe", "x_gpj.exe"),
        ] {
            assert_eq!(safe_file_name(given), safe, "{given:?}");
        }
    }

    #[test]
    fn long_names_are_cut_between_letters() {
        let name = safe_file_name(&format!("x{}", "ü".repeat(300)));
        assert_eq!(name, format!("x{}", "ü".repeat(99)));
        assert_eq!(safe_file_name(&format!("-{}", "x".repeat(300))).len(), LONGEST);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_becomes_one_component(text in prop_oneof![any::<String>(), "[-.~/ a\\\\:\u{3000}ü]{0,220}"]) {
            let name = safe_file_name(&text);
            let components = Path::new(&name).components().collect::<Vec<_>>();
            prop_assert!(matches!(components.as_slice(), [Component::Normal(_)]), "{name:?}");
            prop_assert!(name.len() <= LONGEST);
            prop_assert!(!name.starts_with(['.', '-', '~']) && !name.ends_with(['.', ' ']), "{name:?}");
            prop_assert!(!name.contains(|letter: char| letter.is_control() || "/\\:".contains(letter)), "{name:?}");
            prop_assert_eq!(safe_file_name(&name), name);
        }
    }
}
