//! The part of JSON Schema that the schemas in `tests/schemas` use.

use serde_json::Value;

/// What in a document is not as its schema says, by place.
pub fn faults(document: &Value, schema: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    look(document, schema, schema, "", &mut faults);
    faults
}

fn look(value: &Value, schema: &Value, root: &Value, place: &str, faults: &mut Vec<String>) {
    let schema = match schema["$ref"].as_str() {
        Some(pointer) => root.pointer(pointer.trim_start_matches('#')).unwrap_or(&Value::Null),
        None => schema,
    };
    let mut fault =
        |what: String| faults.push(format!("{}: {what}", if place.is_empty() { "/" } else { place }));
    if schema.is_null() {
        return fault("the schema refers to nothing".into());
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = |one: &Value| {
            let mut own = Vec::new();
            look(value, one, root, place, &mut own);
            own.is_empty()
        };
        if !any.iter().any(fits) {
            fault(format!("{value} is none of what is allowed"));
        }
        return;
    }
    if let Some(kind) = schema["type"].as_str().filter(|kind| !is(value, kind)) {
        return fault(format!("{value} is no {kind}"));
    }
    if let Some(allowed) = schema["enum"].as_array().filter(|allowed| !allowed.contains(value)) {
        fault(format!("{value} is none of {allowed:?}"));
    }
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(name).is_none() {
            fault(format!("{name} is missing"));
        }
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        let place = format!("{place}/{name}");
        match (&schema["properties"][name], &schema["additionalProperties"]) {
            (Value::Null, Value::Bool(false)) => faults.push(format!("{place}: nobody knows this")),
            (Value::Null, Value::Null) => {}
            (Value::Null, other) => look(inner, other, root, &place, faults),
            (known, _) => look(inner, known, root, &place, faults),
        }
    }
    for (number, inner) in value.as_array().into_iter().flatten().enumerate() {
        if !schema["items"].is_null() {
            look(inner, &schema["items"], root, &format!("{place}/{number}"), faults);
        }
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_schema_rules_out_is_found() {
        let schema = json!({ "type": "object", "required": ["a"], "additionalProperties": false, "properties":
            { "a": { "$ref": "#/definitions/word" }, "b": { "type": "array", "items": { "enum": [1, 2] } },
              "c": { "anyOf": [{ "type": "string" }, { "type": "boolean" }] } },
            "definitions": { "word": { "type": "string" } } });
        assert_eq!(faults(&json!({ "a": "x", "b": [1, 2], "c": true }), &schema), Vec::<String>::new());
        for (wrong, count) in [
            (json!([]), 1),
            (json!({}), 1),
            (json!({ "a": 1 }), 1),
            (json!({ "a": "", "b": [3, 4], "c": 1, "d": 1 }), 4),
        ] {
            assert_eq!(faults(&wrong, &schema).len(), count, "{wrong}");
        }
    }
}
