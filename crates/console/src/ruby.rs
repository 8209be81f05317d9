//! The small part of Ruby that people write in fastlane's files: settings with literal values.
//!
//! `key "value"`, `key("value")`, numbers, symbols, `true`, `false`, `nil`, `ENV["X"]`, `ENV.fetch("X", "default")`,
//! comments, and `for_lane`/`for_platform` blocks, which are passed over. Anything else is an error with its line.

use crate::environment::Environment;

/// Words that begin a line of Ruby which is no setting.
const WORDS: [&str; 14] = [
    "if", "unless", "while", "until", "case", "begin", "def", "class", "module", "end", "return", "puts",
    "require", "import",
];

/// A setting of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    /// The key.
    pub(crate) key: String,
    /// The value as text; `None` for nil, or for a variable that is not set.
    pub(crate) value: Option<String>,
}

/// A line that is more than a setting with a literal value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unread {
    /// The line's number, from 1.
    pub(crate) line: usize,
    /// The line.
    pub(crate) text: String,
}

/// What a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The settings, in order.
    pub(crate) list: Vec<Setting>,
    /// The lines at which the blocks for a lane or a platform begin, which were passed over.
    pub(crate) passed_over: Vec<usize>,
}

/// Reads the settings of a file.
pub(crate) fn settings(text: &str, environment: &Environment) -> Result<Settings, Unread> {
    let mut settings = Settings::default();
    let mut depth = 0_usize;
    for (index, raw) in text.lines().enumerate() {
        // Editors turn straight quotes into curly ones; fastlane takes them back too.
        let line = raw.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
        let line = line.trim().trim_start_matches('\u{FEFF}');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let opens = line.ends_with(" do") || line.contains(" do |");
        if depth > 0 || (opens && (line.starts_with("for_lane") || line.starts_with("for_platform"))) {
            if depth == 0 {
                settings.passed_over.push(index + 1);
            }
            depth = if opens {
                depth + 1
            } else if line == "end" {
                depth - 1
            } else {
                depth
            };
            continue;
        }
        let unread = || Unread { line: index + 1, text: raw.trim().to_owned() };
        settings.list.push(setting(line, environment).ok_or_else(unread)?);
    }
    Ok(settings)
}

fn setting(line: &str, environment: &Environment) -> Option<Setting> {
    let end = line.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))?;
    let (key, rest) = line.split_at(end);
    if key.is_empty() || !key.starts_with(|letter: char| letter.is_ascii_lowercase()) || WORDS.contains(&key)
    {
        return None;
    }
    let rest = rest.trim_start();
    let (value, rest) = match rest.strip_prefix('(') {
        Some(inner) => {
            let (value, rest) = value(inner.trim_start(), environment)?;
            (value, rest.trim_start().strip_prefix(')')?)
        }
        None => value(rest, environment)?,
    };
    let rest = rest.trim_start();
    (rest.is_empty() || rest.starts_with('#')).then(|| Setting { key: key.to_owned(), value })
}

/// A value at the start of a text, and what follows it.
fn value<'a>(text: &'a str, environment: &Environment) -> Option<(Option<String>, &'a str)> {
    if let Some((literal, rest)) = quoted(text) {
        return Some((Some(literal), rest));
    }
    if let Some(rest) = text.strip_prefix("ENV[") {
        let (name, rest) = quoted(rest)?;
        let rest = rest.strip_prefix(']')?;
        let found = environment.get(&name).map(str::to_owned);
        return match rest.trim_start().strip_prefix("||") {
            Some(other) => {
                let (other, rest) = value(other.trim_start(), environment)?;
                Some((found.or(other), rest))
            }
            None => Some((found, rest)),
        };
    }
    if let Some(rest) = text.strip_prefix("ENV.fetch(") {
        let (name, rest) = quoted(rest.trim_start())?;
        let found = environment.get(&name).map(str::to_owned);
        let rest = rest.trim_start();
        if let Some(rest) = rest.strip_prefix(',') {
            let (other, rest) = value(rest.trim_start(), environment)?;
            return Some((found.or(other), rest.trim_start().strip_prefix(')')?));
        }
        return Some((found, rest.strip_prefix(')')?));
    }
    let text = text.strip_prefix(':').unwrap_or(text);
    let end = text.find(|letter: char| !(letter.is_ascii_alphanumeric() || "_.-".contains(letter)));
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    match word {
        "" => None,
        "nil" => Some((None, rest)),
        word => Some((Some(word.to_owned()), rest)),
    }
}

/// A string literal at the start of a text, and what follows it. Interpolation is more than a literal.
fn quoted(text: &str) -> Option<(String, &str)> {
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let mut out = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            letter if letter == quote => return Some((out, text.get(at + quote.len_utf8()..)?)),
            '\\' => {
                let (_, escaped) = letters.next()?;
                match (quote, escaped) {
                    ('"', 'n') => out.push('\n'),
                    ('"', 't') => out.push('\t'),
                    (_, '\\' | '"' | '\'') => out.push(escaped),
                    ('\'', other) => out.extend(['\\', other]),
                    _ => return None,
                }
            }
            '#' if quote == '"' && text.get(at + 1..).is_some_and(|rest| rest.starts_with('{')) => {
                return None;
            }
            letter => out.push(letter),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<Vec<(String, Option<String>)>, Unread> {
        let environment = Environment::from([("TEAM", "ABCDE12345")]);
        let settings = settings(text, &environment)?;
        Ok(settings.list.into_iter().map(|setting| (setting.key, setting.value)).collect())
    }

    fn one(line: &str) -> Option<String> {
        read(line).unwrap().remove(0).1
    }

    #[test]
    fn what_people_write_is_read() {
        assert_eq!(one(r#"app_identifier "com.example.app" # the app"#).as_deref(), Some("com.example.app"));
        assert_eq!(one("app_identifier('com.example.app')").as_deref(), Some("com.example.app"));
        assert_eq!(one("apple_id “me@example.com”").as_deref(), Some("me@example.com"));
        assert_eq!(one(r#"team_id ENV["TEAM"]"#).as_deref(), Some("ABCDE12345"));
        assert_eq!(one(r#"team_id(ENV.fetch("NONE", "X"))"#).as_deref(), Some("X"));
        assert_eq!(one(r#"team_id ENV["NONE"] || "Y""#).as_deref(), Some("Y"));
        assert_eq!(one("team_id ENV['NONE']"), None);
        assert_eq!(one("itc_team_id 118573544").as_deref(), Some("118573544"));
    }

    #[test]
    fn blocks_for_a_lane_or_platform_are_passed_over() {
        let text = "for_platform :ios do\n  for_lane :beta do\n    app_identifier \"b\"\n  end\nend\napp_identifier \"a\"\n";
        assert_eq!(read(text).unwrap(), [("app_identifier".to_owned(), Some("a".to_owned()))]);
    }

    #[test]
    fn what_is_more_than_a_literal_is_named_with_its_line() {
        for line in
            ["app_identifier \"com.#{name}\"", "if ENV['X']", "app_identifier File.read('x')", "x = 1"]
        {
            let error = read(&format!("# first\n{line}")).unwrap_err();
            assert_eq!(error, Unread { line: 2, text: line.to_owned() });
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_read_or_refused(text in "[a-z\"'#{}()\\\\ENV\\[\\]|\n :]{0,80}") {
            let _ = read(&text);
        }
    }
}
