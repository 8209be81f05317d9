//! The little YAML that a file of cookies is: a list of flat maps.
//!
//! The parser hands out events and expands nothing by itself, so that what a document may hold is decided here:
//! scalars only, no deeper nesting, aliases to scalars only. A bomb is refused at its first nested line.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput, Tag};

/// The longest document that is looked at. A session exported by fastlane has some 4 KiB.
const LONGEST_DOCUMENT: usize = 256 * 1024;
/// The most fields of one map; fastlane writes eleven.
const MOST_FIELDS: usize = 32;

/// A flat map: names and texts, without those that are null.
pub(super) type Fields = HashMap<String, String>;

/// Why a document is refused. The text is left out everywhere: it is secret.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unreadable {
    #[error("it is longer than {} KiB, far longer than any session", LONGEST_DOCUMENT / 1024)]
    TooLong,
    #[error("line {0} is no YAML")]
    NotYaml(usize),
    #[error("line {0} nests values, which no session does")]
    Nested(usize),
    #[error("line {0} is no part of a list of cookies")]
    NoList(usize),
    #[error("line {0} refers to a value that is not there")]
    NoAnchor(usize),
    #[error("line {0} is tagged as something other than an HTTP cookie")]
    WrongTag(usize),
    #[error("the map that ends at line {0} has too many fields, or one twice")]
    Fields(usize),
    #[error("there are more than {0} cookies")]
    TooMany(usize),
}

/// Reads a list of at most `most` flat maps, each untagged or tagged with `tag`.
pub(super) fn read_maps(text: &str, tag: &str, most: usize) -> Result<Vec<Fields>, Unreadable> {
    if text.len() > LONGEST_DOCUMENT {
        return Err(Unreadable::TooLong);
    }
    let mut reader = Reader { parser: Parser::new_from_str(text), anchors: HashMap::new(), line: 0 };
    let mut maps = Vec::new();
    let mut started = false;
    loop {
        match reader.next()? {
            Event::StreamEnd => return Ok(maps),
            Event::StreamStart | Event::DocumentEnd | Event::SequenceEnd | Event::Nothing => {}
            Event::DocumentStart(_) if maps.is_empty() => {}
            Event::SequenceStart(..) if !started => started = true,
            Event::SequenceStart(..) => return Err(Unreadable::Nested(reader.line)),
            Event::MappingStart(_, map_tag) if started => {
                if map_tag.is_some_and(|map_tag| spelled(&map_tag) != tag) {
                    return Err(Unreadable::WrongTag(reader.line));
                }
                if maps.len() == most {
                    return Err(Unreadable::TooMany(most));
                }
                maps.push(reader.fields()?);
            }
            // An empty document is an empty list.
            Event::Scalar(text, ScalarStyle::Plain, ..) if !started && is_null(&text) => {}
            _ => return Err(Unreadable::NoList(reader.line)),
        }
    }
}

struct Reader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    anchors: HashMap<usize, Option<String>>,
    line: usize,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<Event<'a>, Unreadable> {
        match self.parser.next_event() {
            None => Ok(Event::StreamEnd),
            Some(Ok((event, span))) => {
                self.line = span.start.line();
                Ok(event)
            }
            Some(Err(error)) => Err(Unreadable::NotYaml(error.marker().line())),
        }
    }

    /// The fields of a map up to its end.
    fn fields(&mut self) -> Result<Fields, Unreadable> {
        let (mut fields, mut seen) = (Fields::new(), 0);
        loop {
            let event = self.next()?;
            if matches!(event, Event::MappingEnd) {
                return Ok(fields);
            }
            let name = self.scalar(event)?.unwrap_or_default();
            let event = self.next()?;
            let value = self.scalar(event)?;
            seen += 1;
            let twice = value.and_then(|value| fields.insert(name, value)).is_some();
            if twice || seen > MOST_FIELDS {
                return Err(Unreadable::Fields(self.line));
            }
        }
    }

    /// The text of a scalar, or of the one that an alias stands for; nothing where it is null.
    fn scalar(&mut self, event: Event<'_>) -> Result<Option<String>, Unreadable> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let null = style == ScalarStyle::Plain && is_null(&text);
                let text = (!null).then(|| text.into_owned());
                if anchor > 0 {
                    self.anchors.insert(anchor, text.clone());
                }
                Ok(text)
            }
            Event::Alias(anchor) => self.anchors.get(&anchor).cloned().ok_or(Unreadable::NoAnchor(self.line)),
            _ => Err(Unreadable::Nested(self.line)),
        }
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn spelled(tag: &Tag) -> String {
    format!("{}{}", tag.handle, tag.suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Fields>, Unreadable> {
        read_maps(text, "!t", 3)
    }

    #[test]
    fn flat_maps_are_read_with_their_aliases() {
        let maps =
            read("---\n- !t\n  a: &1 2019-03-26 12:14\n  b: *1\n  c:\n- {a: 'x', b: \"y\\n\"}\n").unwrap();
        assert_eq!(maps.len(), 2);
        assert_eq!(maps[0]["b"], "2019-03-26 12:14");
        assert!(!maps[0].contains_key("c"));
        assert_eq!(maps[1]["b"], "y\n");
        assert_eq!(read("").unwrap(), read("--- []\n").unwrap());
    }

    #[test]
    fn everything_else_is_refused() {
        use Unreadable::{Fields, Nested, NoList, TooLong, TooMany, WrongTag};
        let many = "- a: 1\n".repeat(4);
        let wide = format!("- {{{}}}", (0..40).map(|n| format!("a{n}: 1")).collect::<Vec<_>>().join(", "));
        let long = "#".repeat(10 * 1024 * 1024);
        let deep = "[".repeat(200_000);
        let table: [(&str, Unreadable); 10] = [
            ("- a: [1]", Nested(1)),
            ("- a: &x 1\n  b: {c: 1}", Nested(2)),
            ("- &x\n  a: 1\n- *x", NoList(3)),
            ("a: 1", NoList(1)),
            ("hello", NoList(1)),
            ("- !ruby/object:Gem::Requirement\n  a: 1", WrongTag(1)),
            ("- {a: 1, a: 2}", Fields(1)),
            (&wide, Fields(1)),
            (&many, TooMany(3)),
            (&long, TooLong),
        ];
        for (text, expected) in table {
            let shown = text.chars().take(30).collect::<String>();
            assert_eq!(read(text), Err(expected), "{shown}");
        }
        assert!(matches!(read("- a: *nowhere"), Err(Unreadable::NotYaml(1) | Unreadable::NoAnchor(1))));
        assert!(matches!(read(&deep), Err(Unreadable::NotYaml(1) | Nested(1))));
        assert!(matches!(read("- a: \"open"), Err(Unreadable::NotYaml(_))));
    }

    #[test]
    fn a_bomb_of_aliases_is_refused_at_once() {
        let mut bomb = String::from("- a: &a [\"x\",\"x\"]\n");
        for level in 'b'..'j' {
            let before = char::from_u32(u32::from(level) - 1).unwrap();
            let line = format!("- {level}: &{level} [*{before},*{before},*{before}]\n");
            bomb.push_str(&line);
        }
        assert_eq!(read(&bomb), Err(Unreadable::Nested(1)));
    }
}
