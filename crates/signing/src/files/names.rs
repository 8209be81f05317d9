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
        let risky = letter.is_control() || r#"/\:*?"<>|"#.contains(letter) || is_direction_mark(letter);
        if risky { '_' } else { letter }
    };
    let mut name = text.trim().chars().map(harmless).collect::<String>();
    while name.len() > LONGEST {
        name.pop();
    }
    let mut name = name.trim_end_matches(['.', ' ']).to_owned();
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")));
    if name.is_empty() || name.starts_with(['.', '-', '~']) || device {
        name.insert(0, '_');
    }
    name
}

/// Marks that make text read in another direction than it is written.
fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
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
            ("a\u{1b}[31mb", "a_[31mb"),
            ("x\u{202E}gpj.exe", "x_gpj.exe"),
        ] {
            assert_eq!(safe_file_name(given), safe, "{given:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_becomes_one_component(text in any::<String>()) {
            let name = safe_file_name(&text);
            let components = Path::new(&name).components().collect::<Vec<_>>();
            prop_assert!(matches!(components.as_slice(), [Component::Normal(_)]), "{name:?}");
            prop_assert!(name.len() <= LONGEST + 1);
        }
    }
}
