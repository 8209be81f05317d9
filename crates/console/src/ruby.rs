//! The small part of Ruby that people write in fastlane's files: settings with literal values.
//!
//! `key "value"`, `key("value")`, `key(level: :skip, data: ["a", "b"])`, numbers, symbols, lists, hashes, `true`,
//! `false`, `nil`, `ENV["X"]`, `ENV.fetch("X", "default")`, comments, and `for_lane`/`for_platform` blocks, which are
//! passed over. What stands in brackets may go on over several lines. Anything else is an error with its line.

use serde_json::{Map, Value};

use crate::environment::Environment;

/// Words that begin a line of Ruby which is no setting.
const WORDS: [&str; 14] = [
    "if", "unless", "while", "until", "case", "begin", "def", "class", "module", "end", "return", "puts",
    "require", "import",
];

/// How deep lists and hashes may stand in each other. People write two.
const DEEPEST: usize = 16;

/// A setting of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The key.
    pub key: String,
    /// The value; null for nil, or for a variable that is not set. A symbol is its text, a hash an object.
    pub value: Value,
    /// The line that it begins at, from 1.
    pub line: usize,
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
    let mut lines = text.lines().enumerate();
    while let Some((index, raw)) = lines.next() {
        let line = straight(raw);
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
        let (code, mut open) = code(line);
        let mut whole = code.to_owned();
        while open > 0 {
            let Some((_, more)) = lines.next() else { break };
            let more = straight(more);
            let (code, opened) = self::code(more.trim());
            whole.push(' ');
            whole.push_str(code);
            open += opened;
        }
        let unread = || Unread { line: index + 1, text: raw.trim().to_owned() };
        let (key, value) = setting(&whole, environment).ok_or_else(unread)?;
        settings.list.push(Setting { key, value, line: index + 1 });
    }
    Ok(settings)
}

/// Editors turn straight quotes into curly ones; fastlane takes them back too.
fn straight(line: &str) -> String {
    line.replace(['“', '”'], "\"").replace(['‘', '’'], "'")
}

/// A line without its comment, and how many more brackets it opens than it closes.
fn code(line: &str) -> (&str, i32) {
    let (mut quote, mut open) = (None, 0);
    let mut letters = line.char_indices();
    while let Some((at, letter)) = letters.next() {
        match (quote, letter) {
            (Some(_), '\\') => drop(letters.next()),
            (Some(mark), letter) if mark == letter => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, '#') => return (line.get(..at).unwrap_or(line), open),
            (None, '(' | '[' | '{') => open += 1,
            (None, ')' | ']' | '}') => open -= 1,
            _ => {}
        }
    }
    (line, open)
}

fn setting(line: &str, environment: &Environment) -> Option<(String, Value)> {
    let end = line.find(|letter: char| !is_of_word(letter))?;
    let (key, rest) = line.split_at(end);
    if key.is_empty() || !key.starts_with(|letter: char| letter.is_ascii_lowercase()) || WORDS.contains(&key)
    {
        return None;
    }
    let rest = rest.trim_start();
    let (value, rest) = match rest.strip_prefix('(') {
        Some(inner) => {
            let (value, rest) = argument(inner, environment)?;
            (value, rest.trim_start().strip_prefix(')')?)
        }
        None => argument(rest, environment)?,
    };
    rest.trim().is_empty().then(|| (key.to_owned(), value))
}

fn is_of_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// What follows a key: a value, or the pairs of a hash without braces.
fn argument<'a>(text: &'a str, environment: &Environment) -> Option<(Value, &'a str)> {
    let text = text.trim_start();
    if pair_key(text).is_some() { pairs(text, environment, 0) } else { value(text, environment, 0) }
}

/// The pairs of a hash, up to what is no further pair.
fn pairs<'a>(text: &'a str, environment: &Environment, depth: usize) -> Option<(Value, &'a str)> {
    let (mut object, mut rest) = (Map::new(), text.trim_start());
    while let Some((key, after)) = pair_key(rest) {
        let (value, after) = value(after.trim_start(), environment, depth + 1)?;
        object.insert(key, value);
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(more) => rest = more.trim_start(),
            None => break,
        }
    }
    Some((Value::Object(object), rest))
}

/// The key of a pair, `level:`, `"level":`, `:level =>` or `"level" =>`, and what follows it.
fn pair_key(text: &str) -> Option<(String, &str)> {
    let (key, rest) = if let Some((key, rest)) = quoted(text) {
        (key, rest)
    } else {
        let bare = text.strip_prefix(':').unwrap_or(text);
        let (key, rest) = bare.split_at(bare.find(|letter: char| !is_of_word(letter))?);
        (key.to_owned(), rest)
    };
    let is_symbol = text.starts_with(':');
    let after = match rest.strip_prefix(':').filter(|rest| !is_symbol && !rest.starts_with(':')) {
        Some(after) => after,
        None if is_symbol || text.starts_with(['"', '\'']) => rest.trim_start().strip_prefix("=>")?,
        None => return None,
    };
    (!key.is_empty()).then_some((key, after))
}

/// The values of a list, up to what is no further value.
fn list<'a>(text: &'a str, environment: &Environment, depth: usize) -> Option<(Value, &'a str)> {
    let (mut all, mut rest) = (Vec::new(), text.trim_start());
    while !rest.starts_with(']') {
        let (value, after) = value(rest, environment, depth + 1)?;
        all.push(value);
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(more) => rest = more.trim_start(),
            None => break,
        }
    }
    Some((Value::Array(all), rest))
}

/// A value at the start of a text, and what follows it.
fn value<'a>(text: &'a str, environment: &Environment, depth: usize) -> Option<(Value, &'a str)> {
    if depth > DEEPEST {
        return None;
    }
    if let Some((literal, rest)) = quoted(text) {
        return Some((literal.into(), rest));
    }
    if let Some(inner) = text.strip_prefix('[') {
        let (all, rest) = list(inner, environment, depth)?;
        return Some((all, rest.strip_prefix(']')?));
    }
    if let Some(inner) = text.strip_prefix('{') {
        let (object, rest) = pairs(inner, environment, depth)?;
        return Some((object, rest.strip_prefix('}')?));
    }
    if text.starts_with("ENV") {
        return variable(text, environment, depth);
    }
    let bare = text.strip_prefix(':').unwrap_or(text);
    let end = bare.find(|letter: char| !(is_of_word(letter) || ".-".contains(letter)));
    let (word, rest) = bare.split_at(end.unwrap_or(bare.len()));
    let value = match word {
        "" => return None,
        "nil" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        word => match word.parse::<i64>() {
            // A number that would be written otherwise, such as one with a zero in front, stays what was written.
            Ok(number) if number.to_string() == word => number.into(),
            _ => word.into(),
        },
    };
    Some((value, rest))
}

/// `ENV["X"]`, `ENV["X"] || other`, `ENV.fetch("X")` or `ENV.fetch("X", other)`.
fn variable<'a>(text: &'a str, environment: &Environment, depth: usize) -> Option<(Value, &'a str)> {
    let named = |name: &str| environment.get(name).map(Value::from);
    if let Some(rest) = text.strip_prefix("ENV[") {
        let (name, rest) = quoted(rest)?;
        let rest = rest.strip_prefix(']')?;
        let Some(other) = rest.trim_start().strip_prefix("||") else {
            return Some((named(&name).unwrap_or_default(), rest));
        };
        let (other, rest) = value(other.trim_start(), environment, depth + 1)?;
        return Some((named(&name).unwrap_or(other), rest));
    }
    let (name, rest) = quoted(text.strip_prefix("ENV.fetch(")?.trim_start())?;
    let rest = rest.trim_start();
    let Some(other) = rest.strip_prefix(',') else {
        return Some((named(&name).unwrap_or_default(), rest.strip_prefix(')')?));
    };
    let (other, rest) = value(other.trim_start(), environment, depth + 1)?;
    Some((named(&name).unwrap_or(other), rest.trim_start().strip_prefix(')')?))
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
    use serde_json::json;

    use super::*;

    fn read(text: &str) -> Result<Vec<(String, Value)>, Unread> {
        let environment = Environment::from([("TEAM", "ABCDE12345")]);
        let settings = settings(text, &environment)?;
        Ok(settings.list.into_iter().map(|setting| (setting.key, setting.value)).collect())
    }

    fn one(line: &str) -> Value {
        read(line).unwrap().remove(0).1
    }

    #[test]
    fn what_people_write_is_read() {
        assert_eq!(one(r#"app_identifier "com.example.app" # the app"#), "com.example.app");
        assert_eq!(one("app_identifier('com.example.app')"), "com.example.app");
        assert_eq!(one("apple_id “me@example.com”"), "me@example.com");
        assert_eq!(one(r#"team_id ENV["TEAM"]"#), "ABCDE12345");
        assert_eq!(one(r#"team_id(ENV.fetch("NONE", "X"))"#), "X");
        assert_eq!(one(r#"team_id ENV["NONE"] || "Y""#), "Y");
        assert_eq!(one("team_id ENV['NONE']"), Value::Null);
        assert_eq!(one("itc_team_id 118573544"), 118_573_544);
        assert_eq!(one("app_version 1.0"), "1.0");
        assert_eq!(one("build 007"), "007");
    }

    #[test]
    fn lists_and_hashes_are_read_over_several_lines() {
        let wanted = json!({ "level": "warn", "data": ["a #1", "b"] });
        for text in [
            "custom_text(level: :warn, data: [\"a #1\", 'b'])",
            "custom_text level: :warn, data: [\"a #1\", \"b\"]  # both",
            "custom_text({ :level => :warn, \"data\" => [\"a #1\", \"b\",], })",
            "custom_text(\n  level: :warn, # a warning (no more\n  data: [\n    \"a #1\",\n    \"b\"\n  ]\n)",
        ] {
            assert_eq!(one(text), wanted, "{text}");
        }
        assert_eq!(one("languages([])"), json!([]));
        assert_eq!(one("force(true)"), json!(true));
        let both = read("a [1,\n 2]\nb({ \"c\": nil })").unwrap();
        assert_eq!(both, [("a".to_owned(), json!([1, 2])), ("b".to_owned(), json!({ "c": null }))]);
    }

    #[test]
    fn brackets_that_do_not_close_or_stand_too_deep_are_refused() {
        for text in ["a [1, 2", "a [1 2]", "a(level: )", "a({ 1 => 2 })", "a [File.read(\"x\")]", "a []]"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read(&format!("a {}{}", "[".repeat(100_000), "]".repeat(100_000))).is_err());
        assert!(read(&format!("a {}1{}", "[".repeat(16), "]".repeat(16))).is_ok());
    }

    #[test]
    fn blocks_for_a_lane_or_platform_are_passed_over() {
        let text = "for_platform :ios do\n  for_lane :beta do\n    app_identifier \"b\"\n  end\nend\napp_identifier \"a\"\n";
        assert_eq!(read(text).unwrap(), [("app_identifier".to_owned(), json!("a"))]);
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
