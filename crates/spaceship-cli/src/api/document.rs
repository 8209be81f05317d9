//! A JSON:API document, shown: as it is, a resource a line, or as a table.

use console::{Report, details, table, terminal_width};
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
        self.table(false)
    }
}

impl Document {
    /// The document for a person, the rows of a list perhaps with their numbers.
    pub(crate) fn table(&self, numbered: bool) -> String {
        match self.0.get("data") {
            Some(Value::Array(all)) if all.is_empty() => "nothing".into(),
            Some(Value::Array(all)) => listed(all, numbered),
            Some(Value::Object(one)) => single(one),
            Some(Value::Null) => "nothing".into(),
            _ if self.0.is_null() => "done".into(),
            // A value that was read from JSON can be written as JSON.
            _ => serde_json::to_string_pretty(&self.0).unwrap_or_default(),
        }
    }
}

/// A table of many: their ids, and the first attributes that have a plain value.
fn listed(all: &[Value], numbered: bool) -> String {
    let mut names = Vec::<&str>::new();
    for (name, value) in all.iter().filter_map(|one| one["attributes"].as_object()).flatten() {
        if is_plain(value) && !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names.truncate(COLUMNS);
    let kinds = all.iter().map(|one| one["type"].as_str().unwrap_or_default());
    let mixed = kinds.clone().zip(kinds.skip(1)).any(|(one, other)| one != other);
    let before = numbered.then_some("#").into_iter().chain(mixed.then_some("type"));
    let columns = before.chain(["id"]).chain(names.iter().copied()).collect::<Vec<_>>();
    let row = |(index, one): (usize, &Value)| {
        let cell = |name: &&str| match *name {
            "#" => (index + 1).to_string(),
            "type" | "id" => cell(&one[*name]),
            name => cell(&one["attributes"][name]),
        };
        columns.iter().map(cell).collect::<Vec<_>>()
    };
    let rows = all.iter().enumerate().map(row).collect::<Vec<_>>();
    let count = fitting(&columns, &rows, terminal_width());
    let shown = columns.get(..count).unwrap_or(&columns);
    table(shown, rows.into_iter().map(|row| row.into_iter().take(count)))
}

/// How many columns fit a width, the first three in any case: an id or a UDID that is broken in two is of no use.
fn fitting(columns: &[&str], rows: &[Vec<String>], width: Option<usize>) -> usize {
    let Some(width) = width else { return columns.len() };
    let widest = |index: usize, name: &str| {
        let cells = rows.iter().filter_map(|row| row.get(index)).map(|cell| cell.chars().count());
        cells.chain([name.chars().count()]).max().unwrap_or_default()
    };
    let mut used = 0;
    let fits = columns.iter().enumerate().take_while(|(index, name)| {
        // A space on either side, and one between.
        used += widest(*index, name) + 3;
        used <= width || *index < 3
    });
    fits.count()
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
    if let Some(minute) = minute(&text) {
        return minute;
    }
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// One of Apple's times, to the minute: `2026-11-20T05:00:00-08:00`.
fn minute(text: &str) -> Option<String> {
    let (day, time) = text.split_once('T')?;
    let is_day = day.len() == 10 && day.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
    is_day.then(|| format!("{day} {}", time.get(..5).unwrap_or(time)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn columns_that_do_not_fit_are_left_out() {
        let columns = ["id", "name", "udid", "model"];
        let rows = [["1", "Anna", "00008110-000A11CE0BEE801C", "iPhone"].map(str::to_owned).to_vec()];
        assert_eq!(fitting(&columns, &rows, None), 4);
        assert_eq!(fitting(&columns, &rows, Some(120)), 4);
        assert_eq!(fitting(&columns, &rows, Some(48)), 3);
        assert_eq!(fitting(&columns, &rows, Some(10)), 3);
        assert_eq!(minute("2026-11-20T05:00:00-08:00").as_deref(), Some("2026-11-20 05:00"));
        assert_eq!(minute("The end"), None);
    }

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
