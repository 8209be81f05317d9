//! An Apple that is newer than this build: what it adds or leaves out fails no read.

use catalogue::{Relationship, Resource, Shape, catalogue};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use spaceship::jsonapi::{Kind, Relationships};
use spaceship::resources::*;

use crate::kinds::for_every_kind;

/// What is odd about a member of an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Odd {
    Nothing,
    NewWord,
    NewMember,
    Null,
    Missing,
}

const ALL: [Odd; 5] = [Odd::Nothing, Odd::NewWord, Odd::NewMember, Odd::Null, Odd::Missing];

/// What is odd about each member in turn, over and over.
type Odds<'a> = std::iter::Cycle<std::slice::Iter<'a, Odd>>;

fn next(odds: &mut Odds<'_>) -> Odd {
    odds.next().copied().unwrap_or(Odd::Nothing)
}

fn value(shape: &Shape, odds: &mut Odds<'_>) -> Value {
    match shape {
        Shape::Enum(_) if next(odds) == Odd::NewWord => "A_WORD_OF_TOMORROW".into(),
        Shape::Enum(words) => words.first().copied().into(),
        Shape::Text(_) => "2026-11-20T05:00:00-08:00".into(),
        Shape::Integer { minimum, .. } => minimum.unwrap_or(1).max(1).into(),
        Shape::Number => 1.5.into(),
        Shape::Boolean => true.into(),
        Shape::Array(items) => json!([value(items, odds)]),
        Shape::Object(fields) => members(fields.iter().map(|field| (field.name, &field.shape)), odds).into(),
        Shape::Map | Shape::Any => json!({ "a": "b" }),
        Shape::Named(name) => value(catalogue().shape(name).unwrap(), odds),
        Shape::Nullable(inner) => value(inner, odds),
    }
}

fn members<'a>(known: impl Iterator<Item = (&'a str, &'a Shape)>, odds: &mut Odds<'_>) -> Map<String, Value> {
    let mut all = Map::new();
    for (name, shape) in known {
        match next(odds) {
            Odd::Missing => {}
            Odd::Null => drop(all.insert(name.to_owned(), Value::Null)),
            _ => drop(all.insert(name.to_owned(), value(shape, odds))),
        }
    }
    if next(odds) == Odd::NewMember {
        all.insert("somethingNew".into(), json!({ "deep": [null, 1, "x"] }));
    }
    all
}

/// A relationship of an answer, and how many resources it leads to.
fn relationship(known: &Relationship, odd: Odd) -> (Value, usize) {
    let to = json!({ "type": if odd == Odd::NewWord { "novelties" } else { known.to }, "id": "7" });
    let data = if known.many { json!([to, to]) } else { to };
    match odd {
        Odd::Null => (Value::Null, 0),
        Odd::Missing => (json!({ "links": { "self": "https://x/" } }), 0),
        Odd::NewMember => (json!({ "data": null, "novelty": [1], "meta": null, "links": null }), 0),
        Odd::Nothing | Odd::NewWord => (json!({ "data": data }), if known.many { 2 } else { 1 }),
    }
}

fn relationships_are_read(shape: &Resource, odds: &mut Odds<'_>) {
    let mut all = Map::new();
    all.insert("somethingNew".into(), json!({ "data": [{ "type": "novelties", "id": "1" }] }));
    let mut lead_to = Vec::new();
    for known in &shape.relationships {
        let (relationship, count) = relationship(known, next(odds));
        all.insert(known.name.into(), relationship);
        lead_to.push((known.name, count));
    }
    let read = serde_json::from_value::<Relationships>(all.into());
    let read = read.unwrap_or_else(|error| panic!("{}: {error}", shape.name));
    for (name, count) in lead_to {
        assert_eq!(read[name].identifiers().len(), count, "{}: {name}", shape.name);
    }
}

/// Reads an answer that is odd in this way, and shows what was read.
fn read<K: Kind>(name: &str, odd: &[Odd]) -> String {
    let shape = catalogue().resource(name).unwrap_or_else(|| panic!("{name} is in the catalogue"));
    assert_eq!(shape.kind, K::KIND);
    let odds = &mut odd.iter().cycle();
    let attributes = members(shape.attributes.iter().map(|one| (one.name, &one.shape)), odds);
    relationships_are_read(shape, odds);
    let text = Value::from(attributes).to_string();
    let read = serde_json::from_str::<K::Attributes>(&text);
    format!("{:?}", read.unwrap_or_else(|error| panic!("{name}: {error}\n{text}")))
}

fn keeps_new_words<K: Kind>(name: &str) {
    let attributes = &catalogue().resource(name).unwrap().attributes;
    let shown = read::<K>(name, &[Odd::NewWord]);
    let has_words = attributes.iter().any(|one| matches!(one.shape, Shape::Enum(_)));
    assert!(!has_words || shown.contains("A_WORD_OF_TOMORROW"), "{name} lost a word");
}

macro_rules! read_every {
    ($($kind:ident)*) => {
        #[test]
        fn every_resource_is_read_whatever_a_newer_apple_adds() {
            for odd in ALL {
                $(read::<$kind>(stringify!($kind), &[odd]);)*
            }
            $(keeps_new_words::<$kind>(stringify!($kind));)*
            assert_eq!([$(stringify!($kind)),*].len(), catalogue().resources.len());
        }

        proptest! {
            #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

            #[test]
            fn every_resource_is_read_however_its_oddities_mix(
                odds in proptest::collection::vec(select(&ALL), 1..60)
            ) {
                $(read::<$kind>(stringify!($kind), &odds);)*
            }
        }
    };
}

for_every_kind!(read_every);
