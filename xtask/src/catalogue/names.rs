//! Rust names for Apple's names.

/// The words that Rust keeps for itself and Apple uses as names.
const KEYWORDS: [&str; 8] = ["type", "default", "public", "match", "move", "ref", "use", "where"];

/// `appStoreVersion` as `app_store_version`, `usesIDFA` as `uses_idfa`.
pub(crate) fn snake(name: &str) -> String {
    let letters = name.chars().collect::<Vec<_>>();
    let mut out = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(index + 1);
        let starts = letter.is_ascii_uppercase()
            && before.is_some_and(|before| {
                !before.is_ascii_uppercase() || after.is_some_and(char::is_ascii_lowercase)
            });
        if starts {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

/// The field's name in Rust.
pub(crate) fn field_name(name: &str) -> String {
    let snake = snake(name);
    if KEYWORDS.contains(&snake.as_str()) && snake != "default" { format!("r#{snake}") } else { snake }
}

/// The variants' names in Rust, all different.
pub(crate) fn variant_names(words: &[&str]) -> Vec<String> {
    let mut names = Vec::<String>::new();
    for word in words {
        let mut name = variant(word);
        while names.contains(&name) {
            name.push('2');
        }
        names.push(name);
    }
    names
}

fn variant(word: &str) -> String {
    let mut out = String::new();
    let shouted = !word.chars().any(|letter| letter.is_ascii_lowercase());
    for part in word.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        let mut letters = part.chars();
        out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        let rest = letters.as_str();
        out.push_str(&if shouted { rest.to_ascii_lowercase() } else { rest.to_owned() });
    }
    if out.starts_with(|letter: char| letter.is_ascii_digit()) { format!("N{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_their_rust_form() {
        assert_eq!(snake("cfBundleShortVersionString"), "cf_bundle_short_version_string");
        assert_eq!(snake("diagnosticURL"), "diagnostic_url");
        assert_eq!(field_name("type"), "r#type");
        assert_eq!(
            variant_names(&["APP_IPHONE_67", "com.apple.ipa", "2_STARS", "com_apple_ipa"]),
            ["AppIphone67", "ComAppleIpa", "N2Stars", "ComAppleIpa2"]
        );
    }
}
