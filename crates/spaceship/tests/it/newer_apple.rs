//! An Apple that is newer than this build: what it adds or leaves out fails no read.

use catalogue::{Shape, catalogue};
use serde_json::{Map, Value, json};
use spaceship::jsonapi::Kind;
use spaceship::resources::*;

use crate::kinds::for_every_kind;

/// What is odd about an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Odd {
    Nothing,
    NewWords,
    NewFields,
    Nulls,
}

fn value(shape: &Shape, odd: Odd) -> Value {
    match shape {
        Shape::Enum(_) if odd == Odd::NewWords => "A_WORD_OF_TOMORROW".into(),
        Shape::Enum(words) => words.first().copied().into(),
        Shape::Text(_) => "2026-11-20T05:00:00-08:00".into(),
        Shape::Integer { minimum, .. } => minimum.unwrap_or(1).max(1).into(),
        Shape::Number => 1.5.into(),
        Shape::Boolean => true.into(),
        Shape::Array(items) => json!([value(items, odd)]),
        Shape::Object(fields) => {
            let known = fields.iter().map(|field| (field.name.to_owned(), value(&field.shape, odd)));
            with_news(known.collect(), odd).into()
        }
        Shape::Map | Shape::Any => json!({ "a": "b" }),
        Shape::Named(name) => value(catalogue().shape(name).unwrap(), odd),
        Shape::Nullable(inner) => value(inner, odd),
    }
}

fn with_news(mut fields: Map<String, Value>, odd: Odd) -> Map<String, Value> {
    if odd == Odd::NewFields {
        fields.insert("somethingNew".into(), json!({ "deep": [null, 1, "x"] }));
    }
    fields
}

fn reads<K: Kind>(name: &str) {
    let shape = catalogue().resource(name).unwrap_or_else(|| panic!("{name} is in the catalogue"));
    assert_eq!(shape.kind, K::KIND);
    let read = |attributes: Map<String, Value>, odd: Odd| {
        let text = Value::from(attributes).to_string();
        let read = serde_json::from_str::<K::Attributes>(&text);
        read.unwrap_or_else(|error| panic!("{name}, {odd:?}: {error}\n{text}"))
    };
    for odd in [Odd::Nothing, Odd::NewWords, Odd::NewFields] {
        let all = shape.attributes.iter().map(|one| (one.name.to_owned(), value(&one.shape, odd)));
        let shown = format!("{:?}", read(with_news(all.collect(), odd), odd));
        let has_words = shape.attributes.iter().any(|one| matches!(one.shape, Shape::Enum(_)));
        assert!(
            odd != Odd::NewWords || !has_words || shown.contains("A_WORD_OF_TOMORROW"),
            "{name} lost a word"
        );
    }
    read(shape.attributes.iter().map(|one| (one.name.to_owned(), Value::Null)).collect(), Odd::Nulls);
    read(Map::new(), Odd::Nulls);
}

macro_rules! read_every {
    ($($kind:ident)*) => {
        #[test]
        fn every_resource_is_read_whatever_a_newer_apple_adds() {
            $(reads::<$kind>(stringify!($kind));)*
            assert_eq!([$(stringify!($kind)),*].len(), catalogue().resources.len());
        }
    };
}

for_every_kind!(read_every);
