//! One value against its shape.

use serde_json::Value;

use super::{Problem, ProblemKind};
use crate::model::Catalogue;
use crate::shape::{Field, Shape};

/// How deep named shapes may refer to one another, and a value may be nested: Apple's own go to six.
const DEEPEST: usize = 32;

/// A word of a query against the shape of its parameter.
pub(super) fn check_word(catalogue: &Catalogue, shape: &Shape, word: &str) -> Option<ProblemKind> {
    match shape {
        Shape::Named(name) if catalogue.is_open(name) && !word.is_empty() => None,
        Shape::Named(name) => check_word(catalogue, catalogue.shape(name)?, word),
        Shape::Enum(allowed) if !allowed.contains(&word) => {
            Some(ProblemKind::Value { given: word.to_owned(), allowed: allowed.clone() })
        }
        Shape::Boolean if !matches!(word, "true" | "false") => {
            Some(ProblemKind::Value { given: word.to_owned(), allowed: vec!["true", "false"] })
        }
        Shape::Integer { minimum, maximum } => match word.parse::<i64>() {
            // No count or limit is less than one.
            Ok(number) if number < minimum.unwrap_or(1) || maximum.is_some_and(|most| number > most) => {
                Some(bounds(word, Some(minimum.unwrap_or(1)), *maximum))
            }
            Ok(_) => None,
            Err(_) => Some(ProblemKind::Type { expected: "a whole number".into() }),
        },
        _ => None,
    }
}

fn bounds(given: &str, minimum: Option<i64>, maximum: Option<i64>) -> ProblemKind {
    ProblemKind::Bounds { given: given.to_owned(), minimum, maximum }
}

/// How strictly a value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// What a client sends: null only where Apple says so, no unknown fields.
    Sent,
    /// What Apple answers: any attribute may be null, since Apple promises none.
    Answered,
}

/// A JSON value against its shape; problems are added with the pointer at which they lie.
pub(super) fn check_value(
    catalogue: &Catalogue,
    shape: &Shape,
    value: &Value,
    pointer: &str,
    strictness: Strictness,
    problems: &mut Vec<Problem>,
) {
    check_nested(&Check { catalogue, strictness }, shape, value, pointer, 0, problems);
}

struct Check<'a> {
    catalogue: &'a Catalogue,
    strictness: Strictness,
}

fn check_nested(
    check: &Check<'_>,
    shape: &Shape,
    value: &Value,
    pointer: &str,
    depth: usize,
    problems: &mut Vec<Problem>,
) {
    if value.is_null() && check.strictness == Strictness::Answered || depth > DEEPEST {
        return;
    }
    let mut wrong = |expected: &str| {
        problems.push(Problem::pointer(pointer, ProblemKind::Type { expected: expected.to_owned() }));
    };
    match (shape, value) {
        (Shape::Any, _)
        | (Shape::Nullable(_), Value::Null)
        | (Shape::Text(_), Value::String(_))
        | (Shape::Number, Value::Number(_))
        | (Shape::Boolean, Value::Bool(_)) => {}
        (Shape::Named(name), Value::String(word)) if check.catalogue.is_open(name) && !word.is_empty() => {}
        (Shape::Nullable(inner), value) => check_nested(check, inner, value, pointer, depth + 1, problems),
        (Shape::Named(name), value) => {
            if let Some(named) = check.catalogue.shape(name) {
                check_nested(check, named, value, pointer, depth + 1, problems);
            }
        }
        (Shape::Enum(allowed), Value::String(word)) => {
            if !allowed.contains(&word.as_str()) {
                let kind = ProblemKind::Value { given: word.clone(), allowed: allowed.clone() };
                problems.push(Problem::pointer(pointer, kind));
            }
        }
        (Shape::Integer { minimum, maximum }, Value::Number(number)) => match number.as_i64() {
            Some(number)
                if minimum.is_some_and(|least| number < least)
                    || maximum.is_some_and(|most| number > most) =>
            {
                let kind = bounds(&number.to_string(), *minimum, *maximum);
                problems.push(Problem::pointer(pointer, kind));
            }
            Some(_) => {}
            None => wrong("a whole number"),
        },
        (Shape::Array(items), Value::Array(values)) => {
            for (index, value) in values.iter().enumerate() {
                check_nested(check, items, value, &format!("{pointer}/{index}"), depth + 1, problems);
            }
        }
        (Shape::Object(fields), Value::Object(_)) => {
            check_fields(check, fields, value, pointer, depth, problems);
        }
        (Shape::Map, Value::Object(members)) => {
            if !members.values().all(Value::is_string) {
                wrong("an object of text");
            }
        }
        (shape, _) => wrong(&expected(shape)),
    }
}

fn check_fields(
    check: &Check<'_>,
    fields: &[Field],
    value: &Value,
    pointer: &str,
    depth: usize,
    problems: &mut Vec<Problem>,
) {
    for field in fields {
        let pointer = format!("{pointer}/{}", field.name);
        match value.get(field.name) {
            Some(inner) => check_nested(check, &field.shape, inner, &pointer, depth + 1, problems),
            None if field.required => problems.push(Problem::pointer(pointer, ProblemKind::MissingAttribute)),
            None => {}
        }
    }
    for (name, _) in value.as_object().into_iter().flatten() {
        if !fields.iter().any(|field| field.name == name) {
            let nearest = crate::nearest(name, fields.iter().map(|field| field.name)).map(str::to_owned);
            problems.push(Problem::pointer(
                format!("{pointer}/{name}"),
                ProblemKind::UnknownAttribute { nearest },
            ));
        }
    }
}

fn expected(shape: &Shape) -> String {
    match shape {
        Shape::Text("string") => "text".into(),
        Shape::Text(format) => format!("text ({format})"),
        Shape::Enum(allowed) => format!("one of {}", allowed.join(", ")),
        Shape::Integer { .. } => "a whole number".into(),
        Shape::Number => "a number".into(),
        Shape::Boolean => "true or false".into(),
        Shape::Array(_) => "a list".into(),
        Shape::Object(_) | Shape::Map => "an object".into(),
        Shape::Named(name) => format!("a {name}"),
        Shape::Nullable(inner) => format!("{} or null", expected(inner)),
        Shape::Any => "anything".into(),
    }
}
