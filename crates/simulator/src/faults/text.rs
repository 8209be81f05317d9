//! Rules on the command line.

use std::str::FromStr;

use serde_json::{Map, Value};

use super::Rule;

/// The members that are words, even where a word looks like a number.
const WORDS: &[&str] = &["kind", "method", "path_contains"];

impl FromStr for Rule {
    type Err = String;

    /// Reads `kind=status,status=503,method=GET,nth=3`, or the JSON object that `/_simulator/faults` takes.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let object = if text.trim_start().starts_with('{') {
            serde_json::from_str(text).map_err(|error| format!("no fault rule in JSON: {error}"))?
        } else {
            Value::Object(members(text)?)
        };
        serde_json::from_value(object).map_err(|error| format!("no fault rule: {error}"))
    }
}

fn members(text: &str) -> Result<Map<String, Value>, String> {
    let mut members = Map::new();
    for part in text.split(',') {
        let (name, value) = part
            .split_once('=')
            .ok_or_else(|| format!("`{part}` is not of the form NAME=VALUE, such as kind=reset"))?;
        let number = if WORDS.contains(&name) { None } else { serde_json::from_str(value).ok() };
        let value = number.filter(Value::is_number).unwrap_or_else(|| value.into());
        if members.insert(name.to_owned(), value).is_some() {
            return Err(format!("`{name}` is given twice"));
        }
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn refused(text: &str) -> String {
        text.parse::<Rule>().expect_err("the rule is wrong")
    }

    #[test]
    fn pairs_and_json_give_the_same_rule() {
        let object = json!({ "kind": "status", "status": 503, "method": "GET", "nth": 3, "path_contains": "1",
                             "probability": 0.5, "retry_after": "Fri" });
        let pairs = "kind=status,status=503,method=GET,nth=3,path_contains=1,probability=0.5,retry_after=Fri";
        assert_eq!(pairs.parse(), serde_json::from_value::<Rule>(object.clone()).map_err(|_| String::new()));
        assert_eq!(object.to_string().parse::<Rule>(), pairs.parse());
    }

    #[test]
    fn a_wrong_rule_says_what_is_possible() {
        let unknown = refused("kind=explode");
        assert!(unknown.contains("`explode`") && unknown.contains("`applied_then_500`"), "{unknown}");
        let member = refused("kind=reset,methd=GET");
        assert!(member.contains("`methd`") && member.contains("`method`"), "{member}");
        assert!(refused("method=GET").contains("`kind`"));
        assert!(refused("kind=status,status=often").contains("often"));
        assert!(refused("kind=reset,struck=1").contains("`struck`"));
        assert!(refused("reset").contains("NAME=VALUE"));
        assert_eq!(refused("kind=reset,nth=1,nth=2"), "`nth` is given twice");
        assert!(refused("{\"kind\":").contains("JSON"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in ".*") {
            let _ = text.parse::<Rule>();
        }
    }
}
