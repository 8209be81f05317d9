//! YAML as JSON, for the templates of CI systems: no tags, no anchors.

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput};
use serde_json::{Map, Value};

/// Reads all documents of a text.
///
/// # Errors
/// What is wrong with it.
pub fn documents(text: &str) -> Result<Vec<Value>, String> {
    let mut parser = Parser::new_from_str(text);
    let mut all = Vec::new();
    loop {
        match next(&mut parser)? {
            Event::StreamEnd => return Ok(all),
            Event::DocumentStart(_) => {
                let first = next(&mut parser)?;
                all.push(value(&mut parser, first)?);
            }
            _ => {}
        }
    }
}

fn next<'a>(parser: &mut Parser<'a, StrInput<'a>>) -> Result<Event<'a>, String> {
    match parser.next_event() {
        None => Ok(Event::StreamEnd),
        Some(Ok((event, _))) => Ok(event),
        Some(Err(error)) => Err(error.to_string()),
    }
}

fn value<'a>(parser: &mut Parser<'a, StrInput<'a>>, event: Event<'a>) -> Result<Value, String> {
    match event {
        Event::Scalar(text, style, ..) => Ok(scalar(&text, style)),
        Event::SequenceStart(..) => {
            let mut all = Vec::new();
            loop {
                match next(parser)? {
                    Event::SequenceEnd => return Ok(Value::Array(all)),
                    event => all.push(value(parser, event)?),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut all = Map::new();
            loop {
                let name = match next(parser)? {
                    Event::MappingEnd => return Ok(Value::Object(all)),
                    Event::Scalar(name, ..) => name.into_owned(),
                    _ => return Err("a name is no text".into()),
                };
                let event = next(parser)?;
                if all.insert(name.clone(), value(parser, event)?).is_some() {
                    return Err(format!("{name} stands there twice"));
                }
            }
        }
        event => Err(format!("{event:?} is not understood")),
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    let json = || serde_json::from_str(text).ok().filter(|value: &Value| value.is_number());
    match (style, text) {
        (ScalarStyle::Plain, "" | "~" | "null") => Value::Null,
        (ScalarStyle::Plain, "true" | "false") => Value::Bool(text == "true"),
        (ScalarStyle::Plain, _) => json().unwrap_or_else(|| text.into()),
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_is_read_as_json() {
        let read = documents("a: [1, \"1\", true]\nb:\n  - c: |\n      x\n      y\n---\nd: ''\n").unwrap();
        let wanted = serde_json::json!([{"a": [1, "1", true], "b": [{"c": "x\ny\n"}]}, {"d": ""}]);
        assert_eq!(Value::Array(read), wanted);
        for wrong in ["a: b: c", "a: 1\na: 2", "a: [1"] {
            assert!(documents(wrong).is_err(), "{wrong}");
        }
    }
}
