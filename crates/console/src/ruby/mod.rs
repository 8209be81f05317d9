//! The small part of Ruby that people write in fastlane's files: settings with literal values.
//!
//! `key "value"`, `key("value")`, `key do "value" end`, numbers, symbols, `true`, `false`, `nil`, arrays, hashes with or
//! without braces, heredocs, `ENV["X"]`, `ENV.fetch("X", "default")`, comments, and `for_lane`/`for_platform` blocks, which
//! are passed over. Anything else is an error with its line.

mod literal;

use serde_json::Value;

use crate::environment::Environment;
use literal::Reader;

/// Words that begin a line of Ruby which is no setting.
const WORDS: [&str; 14] = [
    "if", "unless", "while", "until", "case", "begin", "def", "class", "module", "end", "return", "puts",
    "require", "import",
];

/// A setting of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The key.
    pub key: String,
    /// The value; null for nil, or for a variable that is not set. A symbol is its text, a hash an object.
    pub value: Value,
    /// The line it begins at, from 1.
    pub line: usize,
}

impl Setting {
    /// The value as an option or a variable would hold it: a list with commas, a hash as JSON; `None` for nothing.
    pub fn text(&self) -> Option<String> {
        match &self.value {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            Value::Array(all) if all.iter().all(Value::is_string) => {
                Some(all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","))
            }
            other => Some(other.to_string()),
        }
    }
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
    // Editors turn straight quotes into curly ones; fastlane takes them back too.
    let text = text.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = Reader::new(text, environment);
    let mut settings = Settings::default();
    loop {
        reader.space();
        if reader.rest().is_empty() {
            return Ok(settings);
        }
        let line = reader.line();
        if opens_block(first_line(reader.rest())) {
            settings.passed_over.push(line);
            pass_over(&mut reader);
            continue;
        }
        let shown = first_line(reader.rest()).trim().to_owned();
        let setting = setting(&mut reader, line).filter(|_| reader.ends_line());
        settings.list.push(setting.ok_or(Unread { line, text: shown })?);
        reader.take(";");
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn opens_block(line: &str) -> bool {
    is_do(line) && (line.starts_with("for_lane") || line.starts_with("for_platform"))
}

fn is_do(line: &str) -> bool {
    line.trim_end().ends_with(" do") || line.contains(" do |")
}

/// Goes behind the `end` of a block.
fn pass_over(reader: &mut Reader<'_>) {
    let mut depth = 0_usize;
    while !reader.rest().is_empty() {
        let line = first_line(reader.rest()).trim();
        reader.next_line();
        if is_do(line) {
            depth += 1;
        } else if line == "end" {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            return;
        }
    }
}

fn setting(reader: &mut Reader<'_>, line: usize) -> Option<Setting> {
    let key = reader.name().filter(|key| !WORDS.contains(key))?.to_owned();
    if reader.take("(") {
        reader.space();
        let value = reader.argument()?;
        reader.space();
        return reader.take(")").then_some(Setting { key, value, line });
    }
    if !reader.rest().starts_with([' ', '\t']) {
        return None;
    }
    reader.blanks();
    if reader.take("do\n") || reader.take("do ") {
        reader.space();
        let value = reader.argument()?;
        reader.space();
        return reader.take("end").then_some(Setting { key, value, line });
    }
    Some(Setting { value: reader.argument()?, key, line })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<Vec<(String, Option<String>)>, Unread> {
        let environment = Environment::from([("TEAM", "ABCDE12345")]);
        let settings = settings(text, &environment)?;
        Ok(settings.list.into_iter().map(|setting| (setting.key.clone(), setting.text())).collect())
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
    fn hashes_lists_and_heredocs_are_read() {
        let text = r#"
name({
  "en-US" => "Tideline", # the name
  'de-DE' => 'Gezeiten',
})
subtitle("en-US" => "Tides", "de-DE" => ENV["NONE"] || "Ebbe")
app_review_information(
  first_name: "Ada",
  notes: <<~NOTES,
    Sign in

      with care
  NOTES
  demo_user: ENV["TEAM"]
)
languages ["en-US", "de-DE"]
groups %w[a b]
submit_for_review true
price_tier 1_000
description do
  <<-TEXT
  as it is
  TEXT
end
automatic_release false; phased_release(true)
platform :ios
"#;
        let read = read(text).unwrap();
        let of =
            |key: &str| read.iter().find(|(known, _)| known == key).and_then(|(_, value)| value.as_deref());
        assert_eq!(of("name"), Some(r#"{"en-US":"Tideline","de-DE":"Gezeiten"}"#));
        assert_eq!(of("subtitle"), Some(r#"{"en-US":"Tides","de-DE":"Ebbe"}"#));
        let review = r#"{"first_name":"Ada","notes":"Sign in\n\n  with care\n","demo_user":"ABCDE12345"}"#;
        assert_eq!(of("app_review_information"), Some(review));
        assert_eq!((of("languages"), of("groups")), (Some("en-US,de-DE"), Some("a,b")));
        assert_eq!((of("submit_for_review"), of("price_tier")), (Some("true"), Some("1000")));
        assert_eq!(of("description"), Some("  as it is\n"));
        assert_eq!((of("automatic_release"), of("phased_release")), (Some("false"), Some("true")));
        assert_eq!((of("platform"), read.len()), (Some("ios"), 11));
    }

    #[test]
    fn a_list_that_is_not_closed_is_named_with_the_line_it_begins_at() {
        for text in ["a 1\nname({\n \"x\" => 1", "a 1\nname [1,\n2", "a 1\nname <<~X\n text", "a 1\nname 1 2"]
        {
            assert_eq!(read(text).unwrap_err().line, 2, "{text}");
        }
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
        fn any_text_is_read_or_refused(text in "[a-z\"'#{}()\\\\ENV\\[\\]|\n :=<>~,%é]{0,80}") {
            let _ = read(&text);
        }
    }
}
