//! Text from elsewhere that steers neither a terminal nor a CI system.

use std::borrow::Cow;

/// Text from a server or a file must not steer what shows it. Control characters are shown, not obeyed. CI systems obey
/// lines of a job's log: GitHub those that begin with `::`, and GitHub, Azure and TeamCity what follows `##[`, `##vso[`
/// and `##teamcity[` anywhere; a blank takes such a mark apart.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    // Most text is plain, and there may be megabytes of it.
    let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    let shown = if text.bytes().all(plain) || !text.chars().any(steers) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(escaped(text, |letter| letter.escape_unicode().to_string()))
    };
    if !shown.contains("##") && !shown.lines().any(begins_command) {
        return shown;
    }
    let mut out = String::with_capacity(shown.len() + 8);
    for line in apart(&shown, "# #").split_inclusive('\n') {
        if begins_command(line) { out.push_str(&line.replacen("::", ": :", 1)) } else { out.push_str(line) }
    }
    Cow::Owned(out)
}

/// The same for JSON, whose strings have escapes of their own, so that a program reads what was there.
pub(crate) fn harmless_json(json: String) -> String {
    if !json.contains("##") && (json.is_ascii() || !json.chars().any(steers)) && !json.contains('\u{7f}') {
        return json;
    }
    let shown = escaped(&json, |letter| format!("\\u{:04x}", u32::from(letter)));
    apart(&shown, "#\\u0023")
}

/// GitHub passes over blanks before the mark.
fn begins_command(line: &str) -> bool {
    line.trim_start().starts_with("::")
}

fn steers(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\t'))
        || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn escaped(text: &str, escape: impl Fn(char) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if steers(letter) { out.push_str(&escape(letter)) } else { out.push(letter) }
    }
    out
}

/// The text with another word in the place of each `##` that begins a command: one that a word and `[` follow.
fn apart(text: &str, instead: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("##") {
        let after = rest[at + 2..].trim_start_matches(|letter: char| letter.is_ascii_alphanumeric());
        out.push_str(&rest[..at]);
        if after.starts_with('[') {
            out.push_str(instead);
            rest = &rest[at + 2..];
        } else {
            out.push('#');
            rest = &rest[at + 1..];
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_from_elsewhere_cannot_steer_the_terminal() {
        assert_eq!(harmless("a\u{1b}[2Jb\n\tc\u{202E}d"), "a\\u{1b}[2Jb\n\tc\\u{202e}d");
        assert_eq!(harmless("Gezeiten – 潮"), "Gezeiten – 潮");
    }

    #[test]
    fn text_from_elsewhere_cannot_command_a_ci_system() {
        assert_eq!(harmless("a\n  ::set-env name=X::y\nb::c"), "a\n  : :set-env name=X::y\nb::c");
        assert_eq!(harmless("x ##[add-path]y ##vso[task.x]"), "x # #[add-path]y # #vso[task.x]");
        assert_eq!(harmless("## Notes\n### [1] ###[x]"), "## Notes\n### [1] ## #[x]");
    }

    #[test]
    fn json_stays_json_and_says_the_same() {
        let said = serde_json::json!({ "note": "\u{202e}\u{7f}##[x] ##vso[y] ###[z] ::a" });
        let shown = harmless_json(said.to_string());
        assert_eq!(harmless(&shown), shown);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), said);
    }

    proptest! {
        #[test]
        fn nothing_that_is_shown_begins_a_command(text in "[:# \\[a\n\t]{0,24}") {
            let shown = harmless(&text).into_owned();
            prop_assert!(!shown.contains("##[") && !shown.contains("##a["), "{shown}");
            prop_assert!(!shown.lines().any(begins_command), "{shown}");
        }
    }
}
