//! At which level each rule runs.
//!
//! Said on the command line (`--precheck RULE=LEVEL`), else in the environment (`RULE_*`), else in the Precheckfile,
//! else `warn`, or the level for all. A setting is a level, or an object with `level` and, for custom_text, `data`.

use std::collections::BTreeMap;

use console::{Environment, Failure, Setting};
use serde_json::Value;

use super::rules::{Level, Rule};
use super::words::Phrase;
use crate::nearest::did_you_mean;

/// What a Precheckfile may say besides rules; this is known from elsewhere.
const OTHERS: [&str; 10] = [
    "api_key_path",
    "api_key",
    "app_identifier",
    "username",
    "team_id",
    "team_name",
    "platform",
    "use_live",
    "include_in_app_purchases",
    "app_version",
];

/// The Precheckfile's level for all rules.
const DEFAULT: &str = "default_rule_level";

/// The levels of the rules, and the words that custom_text does not want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rules {
    default: Level,
    levels: BTreeMap<Rule, Level>,
    unwanted: Vec<Phrase>,
}

impl Default for Rules {
    fn default() -> Self {
        Self { default: Level::Warn, levels: BTreeMap::new(), unwanted: Vec::new() }
    }
}

/// Where the rules' levels are said.
pub(super) struct Said<'a> {
    /// Each `RULE=LEVEL` of the command line.
    pub(super) options: &'a [String],
    /// The level for all rules, from the command line or the environment.
    pub(super) default: Option<&'a str>,
    pub(super) environment: &'a Environment,
    /// The Precheckfile.
    pub(super) file: &'a [Setting],
}

impl Rules {
    /// Every rule is skipped.
    pub(super) fn off() -> Self {
        Self { default: Level::Skip, ..Self::default() }
    }

    /// The levels that were said. Fails with everything that is wrong.
    pub(super) fn settle(said: &Said<'_>) -> Result<Self, Failure> {
        let (mut rules, mut wrong) = (Self::default(), Vec::new());
        for Setting { key, value, line } in said.file {
            let done = if key == DEFAULT {
                rules.set_default(value.as_str().unwrap_or_default())
            } else if OTHERS.contains(&key.as_str()) {
                Ok(())
            } else {
                rules.set(key, value)
            };
            wrong.extend(done.err().map(|what| format!("Precheckfile:{line}: {what}")));
        }
        for rule in Rule::ALL {
            let Some((name, text)) = said.environment.first(rule.variables()) else { continue };
            let done = rules.set(rule.name(), &value(text));
            wrong.extend(done.err().map(|what| format!("{name}: {what}")));
        }
        if let Some(level) = said.default {
            wrong.extend(
                rules.set_default(level).err().map(|what| format!("the level for all rules: {what}")),
            );
        }
        for option in said.options {
            let done = match option.split_once('=') {
                Some((rule, text)) => rules.set(rule, &value(text)),
                None => Err("needs RULE=LEVEL, such as curse_words=error".into()),
            };
            wrong.extend(done.err().map(|what| format!("--precheck {option}: {what}")));
        }
        if wrong.is_empty() { Ok(rules) } else { Err(Failure::findings("the rules are not right", &wrong)) }
    }

    /// The level of a rule.
    pub(crate) fn level(&self, rule: Rule) -> Level {
        self.levels.get(&rule).copied().unwrap_or(self.default)
    }

    /// The phrases that custom_text does not want.
    pub(super) fn unwanted(&self) -> &[Phrase] {
        &self.unwanted
    }

    fn set_default(&mut self, word: &str) -> Result<(), String> {
        self.default = level(word)?;
        Ok(())
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        let names = Rule::ALL.map(Rule::name);
        let rule =
            Rule::of(name).ok_or_else(|| format!("`{name}` is no rule{}", did_you_mean(name, names)))?;
        match value {
            // nil, and a variable that is not set, say nothing.
            Value::Null => Ok(()),
            Value::String(word) => {
                self.levels.insert(rule, level(word)?);
                Ok(())
            }
            Value::Object(object) => {
                for (key, value) in object {
                    match (key.as_str(), value) {
                        ("level", Value::String(word)) => drop(self.levels.insert(rule, level(word)?)),
                        ("data", Value::Array(words)) if rule == Rule::CustomText => {
                            self.unwanted = words.iter().map(phrase).collect::<Result<_, _>>()?;
                        }
                        _ => {
                            return Err(format!(
                                "`{key}: {value}` is not for {rule}; it takes {}",
                                takes(rule)
                            ));
                        }
                    }
                }
                Ok(())
            }
            other => Err(format!("{other} is not for {rule}; it takes {}", takes(rule))),
        }
    }

    /// Rules of a test.
    #[cfg(test)]
    pub(super) fn new<'a>(all: impl IntoIterator<Item = (&'a str, &'a Value)>) -> Self {
        let mut rules = Self::default();
        for (name, value) in all {
            rules.set(name, value).unwrap();
        }
        rules
    }
}

/// The value of a text on the command line or in the environment: JSON where it is an object, else a word.
fn value(text: &str) -> Value {
    let object = text.trim_start().starts_with('{').then(|| serde_json::from_str(text).ok()).flatten();
    object.unwrap_or_else(|| Value::String(text.to_owned()))
}

fn level(word: &str) -> Result<Level, String> {
    Level::of(word).ok_or_else(|| {
        let near = did_you_mean(word, Level::WORDS);
        format!("`{word}` is no level; there are {}{near}", Level::WORDS.join(", "))
    })
}

/// A phrase that is not wanted; one without a letter would never be found.
fn phrase(value: &Value) -> Result<Phrase, String> {
    let text = value.as_str().ok_or_else(|| format!("{value} is no text to look for"))?;
    let phrase = Phrase::new(text);
    if phrase == Phrase::new("") { Err(format!("`{text}` has no word to look for")) } else { Ok(phrase) }
}

fn takes(rule: Rule) -> &'static str {
    match rule {
        Rule::CustomText => "level: skip, warn or error, and data: a list of words",
        _ => "level: skip, warn or error",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn setting(key: &str, value: Value) -> Setting {
        Setting { key: key.into(), value, line: 7 }
    }

    fn settled<const N: usize>(
        options: &[&str],
        variables: [(&str, &str); N],
        file: &[Setting],
    ) -> Result<Rules, Failure> {
        let environment = Environment::from(variables);
        let options = options.iter().map(ToString::to_string).collect::<Vec<_>>();
        Rules::settle(&Said { options: &options, default: None, environment: &environment, file })
    }

    #[test]
    fn nothing_said_is_a_warning_for_every_rule() {
        let rules = settled(&[], [], &[]).unwrap();
        assert!(Rule::ALL.iter().all(|rule| rules.level(*rule) == Level::Warn));
    }

    #[test]
    fn the_command_line_beats_the_environment_and_that_the_file() {
        let file = [
            setting("default_rule_level", json!("error")),
            setting("test_words", json!({ "level": "skip" })),
            setting("curse_words", json!("skip")),
            setting("other_platforms", json!("skip")),
            setting("app_identifier", json!("com.example.app")),
        ];
        let variables = [("RULE_CURSE_WORDS", "error"), ("RULE_OTHER_PLATFORMS", "{\"level\":\"error\"}")];
        let rules = settled(&["other-platforms=:warn"], variables, &file).unwrap();
        let level = |name: &str| rules.level(Rule::of(name).unwrap());
        assert_eq!(level("test_words"), Level::Skip);
        assert_eq!(level("curse_words"), Level::Error);
        assert_eq!(level("other_platforms"), Level::Warn);
        assert_eq!(level("copyright_date"), Level::Error);
    }

    #[test]
    fn switched_off_no_rule_runs() {
        assert!(Rule::ALL.iter().all(|rule| Rules::off().level(*rule) == Level::Skip));
    }

    #[test]
    fn fastlanes_own_name_of_a_variable_works() {
        let rules = settled(&[], [("RULE_PLACEHOLDER_TEXT_THINGS", "skip")], &[]).unwrap();
        assert_eq!(rules.level(Rule::PlaceholderText), Level::Skip);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let file = [
            setting("cursewords", json!("warn")),
            setting("custom_text", json!({ "data": ["!"] })),
            setting("test_words", json!({ "data": [] })),
        ];
        let failure = settled(&["curse_words", "test_words=eror"], [("RULE_CURSE_WORDS", "1")], &file);
        let message = failure.unwrap_err().message;
        for part in [
            "Precheckfile:7: `cursewords` is no rule; did you mean curse_words?",
            "`!` has no word",
            "`data: []` is not for test_words",
            "RULE_CURSE_WORDS: `1` is no level",
            "--precheck curse_words: needs RULE=LEVEL",
            "`eror` is no level; there are skip, warn, error; did you mean error?",
        ] {
            assert!(message.contains(part), "{part}: {message}");
        }
    }
}
