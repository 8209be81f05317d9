//! What the tools print as JSON, held against the schemas of the book.

use std::fs;

use serde_json::Value;

/// Each document that fits none of the forms that its command may print, with the reason.
pub fn departures(documents: &[Value]) -> Vec<String> {
    documents.iter().filter_map(|one| departure(one).err()).collect()
}

fn departure(one: &Value) -> Result<(), String> {
    let tool = one["tool"].as_str().unwrap_or_default();
    let words = one["words"].as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>();
    // What Apple answered has Apple's form.
    if tool == "simulator"
        || (tool == "spaceship" && words.iter().any(|word| matches!(*word, "api" | "playground")))
    {
        return Ok(());
    }
    let document = &one["document"];
    let form = if document.get("error").is_some() && one["code"] != 0 {
        "error".to_owned()
    } else if words.contains(&"--all") {
        "apps".to_owned()
    } else if words.contains(&"--dry-run") || (tool == "deliver" && words.contains(&"plan")) {
        "plan".to_owned()
    } else if document.is_null() {
        // A command that ends without a result.
        return Ok(());
    } else {
        form(tool, &words)
    };
    let path = testkit::schemas().join(format!("{form}.json"));
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("{tool} {words:?}: {}: {error}", path.display()))?;
    let schema =
        serde_json::from_str::<Value>(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    fits(document, &schema, &schema, "").map_err(|wrong| format!("{tool} {words:?}, {form}.json: {wrong}"))
}

/// The name of the schema of a verb, such as `pilot/groups`.
fn form(tool: &str, words: &[&str]) -> String {
    if tool == "sigh" && words.contains(&"manage") && words.iter().any(|word| word.contains("clean")) {
        return "sigh/manage-removed".to_owned();
    }
    let folder = if tool == "spaceauth" { "spaceship" } else { tool };
    let exists = |name: &str| testkit::schemas().join(folder).join(format!("{name}.json")).is_file();
    let words = words.iter().filter(|word| !word.starts_with('-')).map(|word| match *word {
        "app-groups" | "icloud-containers" | "merchant-ids" | "pass-type-ids" | "website-push-ids" => {
            "identifiers".to_owned()
        }
        "generate-summary" | "generate_summary" => "preview".to_owned(),
        // fastlane's spelling of a verb.
        word if !exists(word) => word.replace('_', "-"),
        word => word.to_owned(),
    });
    let words = words.collect::<Vec<_>>();
    let pairs = words.windows(2).map(|two| two.join("-"));
    let singles = words.iter().cloned();
    let main = match tool {
        "cert" => "create",
        "sigh" => "renew",
        "pilot" => "upload",
        "deliver" => "run",
        "spaceauth" => "spaceauth",
        _ => "changes",
    };
    let found = pairs.chain(singles).find(|name| exists(name));
    format!("{folder}/{}", found.unwrap_or_else(|| main.to_owned()))
}

/// Whether a value has the form of a schema, which is a part of `whole`; a member that the schema does not name is wrong too.
///
/// Only the words that generated schemas have are understood; another one is an error, so that none is passed over.
pub fn fits(value: &Value, schema: &Value, whole: &Value, place: &str) -> Result<(), String> {
    let Some(words) = schema.as_object() else { return Ok(()) };
    for (word, rule) in words {
        match word.as_str() {
            "const" if rule != value => return Err(format!("{place}: {value} is not {rule}")),
            "$schema" | "$id" | "$comment" | "title" | "description" | "$defs" | "definitions" | "format"
            | "minimum" | "maximum" | "required" | "default" | "const" => {}
            "$ref" => {
                let target = rule.as_str().and_then(|name| whole.pointer(name.trim_start_matches('#')));
                fits(value, target.ok_or_else(|| format!("{rule} leads nowhere"))?, whole, place)?;
            }
            "type" => {
                let is = |name: &Value| name.as_str().is_some_and(|name| is_a(value, name));
                if !rule.as_array().map_or_else(|| is(rule), |any| any.iter().any(is)) {
                    return Err(format!("{place}: {value} is no {rule}"));
                }
            }
            "enum" => {
                if !rule.as_array().is_some_and(|any| any.contains(value)) {
                    return Err(format!("{place}: {value} is none of {rule}"));
                }
            }
            "anyOf" | "oneOf" => {
                let mut each =
                    rule.as_array().into_iter().flatten().map(|one| fits(value, one, whole, place));
                if !each.any(|fit| fit.is_ok()) {
                    return Err(format!("{place}: {value} is none of {rule}"));
                }
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    fits(item, rule, whole, &format!("{place}/{at}"))?;
                }
            }
            "properties" | "additionalProperties" => members(value, schema, whole, place)?,
            other => return Err(format!("{place}: tests/src/schemas.rs does not know `{other}`")),
        }
    }
    Ok(())
}

fn members(value: &Value, schema: &Value, whole: &Value, place: &str) -> Result<(), String> {
    let Some(members) = value.as_object() else { return Ok(()) };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !members.contains_key(name) {
            return Err(format!("{place}: `{name}` is missing"));
        }
    }
    for (name, member) in members {
        let rule = schema["properties"].get(name).or_else(|| schema.get("additionalProperties"));
        let rule = rule.filter(|rule| **rule != Value::Bool(false));
        let rule = rule.ok_or_else(|| format!("{place}: `{name}` is not in the schema"))?;
        fits(member, rule, whole, &format!("{place}/{name}"))?;
    }
    Ok(())
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_schema_does_not_have_is_told() {
        let schema = json!({
            "type": "object",
            "required": ["id"],
            "properties": {"id": {"type": "string"}, "all": {"type": ["array", "null"], "items": {"$ref": "#/$defs/One"}}},
            "$defs": {"One": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}}
        });
        let wrong = |value: Value| fits(&value, &schema, &schema, "");
        assert_eq!(wrong(json!({"id": "1", "all": [{"n": 1}]})), Ok(()));
        assert_eq!(wrong(json!({"id": "1", "all": null})), Ok(()));
        for value in [
            json!({}),
            json!({"id": 1}),
            json!({"id": "1", "more": 1}),
            json!({"id": "1", "all": [{}]}),
            json!([]),
        ] {
            assert!(wrong(value.clone()).is_err(), "{value}");
        }
        assert!(fits(&json!(1), &json!({"pattern": "x"}), &schema, "").is_err());
    }
}
