//! A JSON:API document, shown: as it is, a resource a line, or as a table.

use console::{Report, details, table};
use serde::Serialize;
use serde_json::{Map, Value};

/// The most columns that a table of resources has; a terminal has no room for more.
const COLUMNS: usize = 7;
/// The longest text of a cell, in characters.
const LONGEST: usize = 48;

/// What Apple answered.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(crate) struct Document(pub Value);

impl Document {
    /// The resources in it: those of the list, or the one.
    pub(crate) fn resources(&self) -> &[Value] {
        match self.0.get("data") {
            Some(Value::Array(all)) => all,
            Some(Value::Null) | None => &[],
            Some(one) => std::slice::from_ref(one),
        }
    }

    /// What is told of it line by line: its resources, or the whole where it has none.
    pub(crate) fn lines(&self) -> Vec<&Value> {
        if self.0.get("data").is_some() { self.resources().iter().collect() } else { vec![&self.0] }
    }
}

impl Report for Document {
    fn text(&self) -> String {
        match self.0.get("data") {
            Some(Value::Array(all)) if all.is_empty() => "nothing".into(),
            Some(Value::Array(all)) => listed(all),
            Some(Value::Object(one)) => single(one),
            Some(Value::Null) => "nothing".into(),
            _ if self.0.is_null() => "done".into(),
            // A value that was read from JSON can be written as JSON.
            _ => serde_json::to_string_pretty(&self.0).unwrap_or_default(),
        }
    }
}

/// A table of many: their ids, and the first attributes that have a plain value.
fn listed(all: &[Value]) -> String {
    let mut names = Vec::<&str>::new();
    for (name, value) in all.iter().filter_map(|one| one["attributes"].as_object()).flatten() {
        if is_plain(value) && !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names.truncate(COLUMNS);
    let kinds = all.iter().map(|one| one["type"].as_str().unwrap_or_default());
    let mixed = kinds.clone().zip(kinds.skip(1)).any(|(one, other)| one != other);
    let columns =
        mixed.then_some("type").into_iter().chain(["id"]).chain(names.iter().copied()).collect::<Vec<_>>();
    let row = |one: &Value| {
        columns
            .iter()
            .map(|name| match *name {
                "type" | "id" => cell(&one[*name]),
                name => cell(&one["attributes"][name]),
            })
            .collect::<Vec<_>>()
    };
    table(&columns, all.iter().map(row))
}

/// A table of one: a line for each attribute and each relationship that is told.
fn single(one: &Map<String, Value>) -> String {
    let member = |name: &str| one.get(name).and_then(Value::as_object).into_iter().flatten();
    let head = ["type", "id"].map(|name| (name.to_owned(), cell(one.get(name).unwrap_or(&Value::Null))));
    let attributes = member("attributes").map(|(name, value)| (name.clone(), whole(value)));
    let relationships = member("relationships").filter_map(|(name, value)| {
        let ids = match value.get("data")? {
            Value::Array(all) => all.iter().map(|to| cell(&to["id"])).collect::<Vec<_>>().join(", "),
            to => cell(&to["id"]),
        };
        Some((format!("-> {name}"), ids))
    });
    details(head.into_iter().chain(attributes).chain(relationships))
}

fn is_plain(value: &Value) -> bool {
    !matches!(value, Value::Object(_) | Value::Array(_) | Value::Null)
}

fn whole(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn cell(value: &Value) -> String {
    let text = whole(value).split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_list_shows_ids_and_plain_attributes() {
        let document = Document(json!({ "data": [
            { "type": "devices", "id": "A1", "attributes": { "name": "Anna's\niPhone", "model": null, "more": {} } },
            { "type": "devices", "id": "B2", "attributes": { "name": "x".repeat(60), "addedDate": "2026" } },
        ] }));
        insta::assert_snapshot!(document.text());
        assert_eq!(document.lines().len(), 2);
    }

    #[test]
    fn one_resource_shows_all_it_has() {
        let document = Document(json!({ "data": { "type": "apps", "id": "1",
            "attributes": { "name": "Tideline", "sku": null, "list": [1, 2] },
            "relationships": { "builds": { "data": [{ "type": "builds", "id": "b" }] }, "ciProduct": { "links": {} } } } }));
        insta::assert_snapshot!(document.text());
    }

    #[test]
    fn nothing_is_said_in_a_word() {
        for (value, text) in
            [(json!({ "data": [] }), "nothing"), (Value::Null, "done"), (json!({ "data": null }), "nothing")]
        {
            assert_eq!(Document(value).text(), text);
        }
    }
}
