//! Writes the catalogue's data files; the notation is that of `crates/catalogue/src/parse.rs` and `shape.rs`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use super::spec::{Role, Spec, SpecOperation, entries, holds_text, kind, reference, required, strings};

/// The four files, by name.
pub(crate) fn files(spec: &Spec) -> Vec<(&'static str, String)> {
    vec![
        ("operations.txt", operations(spec)),
        ("resources.txt", resources(spec)),
        ("requests.txt", requests(spec)),
        ("shapes.txt", shapes(spec)),
    ]
}

fn header(spec: &Spec, what: &str) -> String {
    format!(
        "# {what} of the App Store Connect API {}.\n# Written by `cargo xtask catalogue`; do not edit.\n\n",
        spec.version()
    )
}

fn resources(spec: &Spec) -> String {
    let mut out = header(spec, "Resources");
    for (name, schema) in spec.schemas(Role::Resource) {
        let _ = writeln!(out, "{name} {}", kind(schema).unwrap_or_default());
        members(&mut out, schema);
        out.push('\n');
    }
    out
}

fn requests(spec: &Spec) -> String {
    let mut out = header(spec, "Request documents");
    for (name, schema) in spec.schemas(Role::Request) {
        let Some(data) = schema.pointer("/properties/data") else { continue };
        let _ = writeln!(out, "{name} {}", kind(data).unwrap_or_default());
        members(&mut out, data);
        let included = included(schema);
        if !included.is_empty() {
            let _ = writeln!(out, "  included {}", included.join(" "));
        }
        out.push('\n');
    }
    for (name, schema) in spec.schemas(Role::InlineCreate) {
        let _ = writeln!(out, "{name} {}", kind(schema).unwrap_or_default());
        members(&mut out, schema);
        out.push('\n');
    }
    out
}

fn included(schema: &Value) -> Vec<&str> {
    let Some(items) = schema.pointer("/properties/included/items") else { return Vec::new() };
    let choices = items.get("oneOf").and_then(Value::as_array);
    choices
        .map_or_else(|| vec![items], |choices| choices.iter().collect())
        .into_iter()
        .filter_map(reference)
        .collect()
}

fn members(out: &mut String, schema: &Value) {
    let attributes = schema.pointer("/properties/attributes");
    for (name, shape) in entries(attributes.and_then(|attributes| attributes.get("properties"))) {
        let must = attributes.is_some_and(|attributes| required(attributes, name));
        let _ = writeln!(out, "  {name}{} {}", flag(must), notation(shape));
    }
    let relationships = schema.pointer("/properties/relationships");
    for (name, shape) in entries(relationships.and_then(|all| all.get("properties"))) {
        let must = relationships.is_some_and(|all| required(all, name));
        let data = shape.pointer("/properties/data");
        let many = data.is_none_or(|data| data.get("type").and_then(Value::as_str) == Some("array"));
        let to = data.and_then(|data| kind(data.get("items").unwrap_or(data))).unwrap_or_default();
        let form = if many { "many" } else { "one" };
        let _ = writeln!(out, "{}", format!("  > {name}{} {form} {to}", flag(must)).trim_end());
    }
}

fn flag(must: bool) -> &'static str {
    if must { "!" } else { "" }
}

fn shapes(spec: &Spec) -> String {
    let mut out = header(spec, "Named shapes");
    for (name, schema) in spec.schemas(Role::Shape) {
        let _ = writeln!(out, "{name} {}", notation(schema));
    }
    out
}

/// The shape notation of a schema.
fn notation(schema: &Value) -> String {
    let mut out = bare_notation(schema);
    if schema.get("nullable").and_then(Value::as_bool) == Some(true) {
        out.push('?');
    }
    out
}

fn bare_notation(schema: &Value) -> String {
    if let Some(name) = reference(schema) {
        return name.to_owned();
    }
    if schema.get("enum").is_some() {
        return format!("enum({})", strings(schema.get("enum")).collect::<Vec<_>>().join("|"));
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("string") => match schema.get("format").and_then(Value::as_str) {
            // A number in quotes, which must not be taken for one without.
            Some("number") => "decimal".to_owned(),
            format => format.unwrap_or("string").to_owned(),
        },
        Some("integer") => integer(schema),
        Some("number") => "number".into(),
        Some("boolean") => "boolean".into(),
        Some("array") => format!("[{}]", schema.get("items").map_or("any".into(), notation)),
        Some("object") if schema.get("additionalProperties").is_some() => map(schema).into(),
        Some("object") => object(schema),
        _ => "any".into(),
    }
}

/// A map is from text to text; one that holds more than text (the entitlements of each program of a build) is anything.
fn map(schema: &Value) -> &'static str {
    if holds_text(schema) { "map" } else { "any" }
}

fn integer(schema: &Value) -> String {
    // The bound 2^53-1 only says that the number is a JavaScript integer.
    let bound =
        |name| schema.get(name).and_then(Value::as_i64).filter(|bound| *bound < 9_007_199_254_740_991);
    match (bound("minimum"), bound("maximum")) {
        (None, None) => "integer".into(),
        (minimum, maximum) => {
            let text = |bound: Option<i64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
            format!("integer({}..{})", text(minimum), text(maximum))
        }
    }
}

fn object(schema: &Value) -> String {
    let fields = entries(schema.get("properties"))
        .map(|(name, shape)| format!("{name}{}:{}", flag(required(schema, name)), notation(shape)))
        .collect::<Vec<_>>();
    format!("{{{}}}", fields.join(","))
}

fn operations(spec: &Spec) -> String {
    let mut out = header(spec, "Operations");
    for operation in spec.operations() {
        let id = operation.value.get("operationId").and_then(Value::as_str).unwrap_or_default();
        let deprecated = operation.value.get("deprecated").and_then(Value::as_bool) == Some(true);
        let mark = if deprecated { " deprecated" } else { "" };
        let _ = writeln!(out, "{} {} {id}{mark}", operation.method.to_uppercase(), operation.path);
        for parameter in operation.value.get("parameters").and_then(Value::as_array).into_iter().flatten() {
            parameter_line(&mut out, spec, parameter);
        }
        if let Some(body) = operation.value.get("requestBody").and_then(content) {
            let _ = writeln!(out, "  < {}", body_form(spec, reference(body.1).unwrap_or_default()));
        }
        let (status, answer) = answer(spec, &operation);
        let _ = writeln!(out, "  > {status} {answer}");
        out.push('\n');
    }
    out
}

fn parameter_line(out: &mut String, spec: &Spec, parameter: &Value) {
    let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
    let must = parameter.get("required").and_then(Value::as_bool) == Some(true);
    let schema = parameter.get("schema").unwrap_or(&Value::Null);
    let fields = name.strip_prefix("fields[").and_then(|name| name.strip_suffix(']'));
    let whole = fields.and_then(|kind| whole_resource(spec, kind, schema));
    let shape = whole.map_or_else(|| notation(schema), |resource| format!("*{resource}"));
    let _ = writeln!(out, "  {name}{} {shape}", flag(must));
}

/// The resource all of whose members `fields[kind]` allows, in the very order.
fn whole_resource<'a>(spec: &'a Spec, wanted: &str, schema: &Value) -> Option<&'a str> {
    let allowed = strings(schema.pointer("/items/enum")).collect::<Vec<_>>();
    let members = |resource: &'a Value, part| entries(resource.pointer(part)).map(|(name, _)| name.as_str());
    spec.schemas(Role::Resource).into_iter().find_map(|(name, resource)| {
        let all = members(resource, "/properties/attributes/properties")
            .chain(members(resource, "/properties/relationships/properties"))
            .collect::<Vec<_>>();
        (kind(resource) == Some(wanted) && all == allowed).then_some(name)
    })
}

/// The media type and schema of a body; JSON where there are several.
fn content(holder: &Value) -> Option<(&str, &Value)> {
    let all = entries(holder.get("content")).collect::<Vec<_>>();
    let chosen = all.iter().find(|(media, _)| *media == "application/json").or(all.first())?;
    Some((chosen.0.as_str(), chosen.1.get("schema")?))
}

fn body_form(spec: &Spec, name: &str) -> String {
    let data = spec.schema(name).and_then(|schema| schema.pointer("/properties/data"));
    let Some(data) = data else { return name.to_owned() };
    if name.ends_with("LinkagesRequest") {
        format!("linkages {}", data.get("items").and_then(kind).unwrap_or_default())
    } else if name.ends_with("LinkageRequest") {
        format!("linkage {}", kind(data).unwrap_or_default())
    } else {
        name.to_owned()
    }
}

fn answer(spec: &Spec, operation: &SpecOperation<'_>) -> (String, String) {
    let responses = operation.value.get("responses");
    // Where Apple lists both 202 and 204, the ordinary answer is the latter.
    let success = entries(responses)
        .map(|(status, _)| status.as_str())
        .filter(|status| status.starts_with('2'))
        .collect::<BTreeSet<_>>();
    let status = success.last().copied().unwrap_or("200");
    let Some((media, schema)) = responses.and_then(|all| all.get(status)).and_then(content) else {
        return (status.into(), "nothing".into());
    };
    if media != "application/json" {
        return (status.into(), format!("raw {media}"));
    }
    let name = reference(schema).unwrap_or_default();
    (status.into(), envelope(spec, name))
}

fn envelope(spec: &Spec, name: &str) -> String {
    let data = spec.schema(name).and_then(|schema| schema.pointer("/properties/data"));
    let items = data.and_then(|data| data.get("items"));
    match (data, items) {
        (_, Some(items)) if reference(items).is_some() => {
            format!("many {}", reference(items).unwrap_or_default())
        }
        (Some(data), None) if reference(data).is_some() => {
            format!("one {}", reference(data).unwrap_or_default())
        }
        (_, Some(items)) if items.pointer("/properties/dataPoints").is_none() => {
            format!("linkages {}", kind(items).unwrap_or_default())
        }
        (Some(data), None) => format!("linkage {}", kind(data).unwrap_or_default()),
        _ => format!("shape {name}"),
    }
}
