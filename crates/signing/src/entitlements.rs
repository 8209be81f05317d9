//! Whether a profile allows entitlements: a device starts nothing that claims more, and App Store Connect takes nothing.

use plist::{Dictionary, Value};

/// The entitlements that those of a profile do not allow, each as a fragment for people.
pub fn refused_entitlements(entitlements: &Dictionary, allowed: &Dictionary) -> Vec<String> {
    let mut refused = Vec::new();
    for (key, value) in entitlements {
        match allowed.get(key) {
            Some(allowed) if allows(allowed, value) => {}
            // To say no to something is no claim.
            None if value.as_boolean() == Some(false) => {}
            Some(allowed) => {
                refused.push(format!("{key} is {}, and the profile allows {}", shown(value), shown(allowed)));
            }
            None => refused.push(format!("{key} is {}, and the profile does not have it", shown(value))),
        }
    }
    refused
}

fn allows(allowed: &Value, value: &Value) -> bool {
    match (allowed, value) {
        // A lone star stands for any value and any list of values.
        (Value::String(pattern), _) if pattern == "*" => true,
        (Value::String(pattern), Value::String(text)) => fits(pattern, text),
        (Value::Array(patterns), Value::Array(values)) => {
            values.iter().all(|value| patterns.iter().any(|pattern| allows(pattern, value)))
        }
        // Some entitlements are one of what the profile lists, such as the environment of iCloud.
        (Value::Array(patterns), value) => patterns.iter().any(|pattern| allows(pattern, value)),
        (pattern @ Value::String(_), Value::Array(values)) => {
            values.iter().all(|value| allows(pattern, value))
        }
        (Value::Boolean(allowed), Value::Boolean(value)) => *allowed || !*value,
        (allowed, value) => allowed == value,
    }
}

fn fits(pattern: &str, text: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => text.starts_with(start),
        None => pattern == text,
    }
}

/// A value in one line.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{text}`"),
        Value::Boolean(yes) => yes.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Array(values) => format!("[{}]", values.iter().map(shown).collect::<Vec<_>>().join(", ")),
        Value::Dictionary(_) => "a dictionary".to_owned(),
        _ => "data".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(value: Value) -> Dictionary {
        let mut list = Dictionary::new();
        list.insert("key".into(), value);
        list
    }

    fn list(texts: &[&str]) -> Value {
        Value::Array(texts.iter().map(|text| (*text).into()).collect())
    }

    #[test]
    fn what_the_profile_allows_passes_and_nothing_else() {
        let ok = |allowed: Value, value: Value| refused_entitlements(&one(value), &one(allowed)).is_empty();
        assert!(ok("T.com.a".into(), "T.com.a".into()) && !ok("T.com.a".into(), "T.com.b".into()));
        assert!(ok("T.*".into(), "T.com.a".into()) && !ok("T.*".into(), "U.com.a".into()));
        assert!(ok(list(&["T.*", "com.apple.token"]), list(&["T.a", "com.apple.token"])));
        assert!(!ok(list(&["T.*"]), list(&["T.a", "U.a"])));
        assert!(ok("*".into(), list(&["applinks:example.com"])));
        assert!(ok(list(&["Development", "Production"]), "Production".into()));
        assert!(!ok(list(&["Development"]), "Production".into()));
        assert!(ok(true.into(), false.into()) && !ok(false.into(), true.into()));
        assert!(ok(1.into(), 1.into()) && !ok(1.into(), 2.into()));
    }

    #[test]
    fn an_entitlement_that_the_profile_lacks_is_named_unless_it_says_no() {
        let nothing = Dictionary::new();
        assert!(refused_entitlements(&one(false.into()), &nothing).is_empty());
        let told = refused_entitlements(&one("x".into()), &nothing);
        assert_eq!(told, ["key is `x`, and the profile does not have it"]);
        let told = refused_entitlements(&one(list(&["a", "b"])), &one(list(&["a"])));
        assert_eq!(told, ["key is [`a`, `b`], and the profile allows [`a`]"]);
    }
}
