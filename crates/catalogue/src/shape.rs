//! The shape of a JSON value, and the notation it has in the data files.
//!
//! `string`, `decimal` (a number in quotes), `integer`, `integer(1..200)`, `number`, `boolean`, `date`, `date-time`, `uri`, `email`, `duration`,
//! `binary`, `any`, `map` (text to text), `enum(A|B)`, `[shape]`, `{field:shape,field!:shape}` (`!` required),
//! a capitalised name for a named shape, and `?` behind a shape that may be null.

use std::fmt;

/// What a JSON value may be. Its `Display` is the notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Text of a format: `string`, `date`, `date-time`, `decimal`, `uri`, `email`, `duration` or `binary`.
    Text(&'static str),
    /// A whole number within optional bounds, both inclusive.
    Integer {
        /// The least value.
        minimum: Option<i64>,
        /// The greatest value.
        maximum: Option<i64>,
    },
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// One of these words. Apple adds words over time, so a reader accepts others too.
    Enum(Vec<&'static str>),
    /// A list.
    Array(Box<Shape>),
    /// An object with these fields.
    Object(Vec<Field>),
    /// An object from text to text.
    Map,
    /// A shape that stands elsewhere under this name.
    Named(&'static str),
    /// The shape, or null.
    Nullable(Box<Shape>),
    /// Anything.
    Any,
}

/// A field of a [`Shape::Object`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name in JSON.
    pub name: &'static str,
    /// Whether the field must be there.
    pub required: bool,
    /// What it holds.
    pub shape: Shape,
}

const TEXTS: [&str; 9] =
    ["string", "decimal", "date", "date-time", "uri", "uri-reference", "email", "duration", "binary"];

impl Shape {
    /// Reads the notation; `None` where it is not well formed.
    pub(crate) fn parse(text: &'static str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let shape = reader.shape()?;
        reader.rest.is_empty().then_some(shape)
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(format) => f.write_str(format),
            Self::Integer { minimum: None, maximum: None } => f.write_str("integer"),
            Self::Integer { minimum, maximum } => {
                let bound = |bound: &Option<i64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
                write!(f, "integer({}..{})", bound(minimum), bound(maximum))
            }
            Self::Number => f.write_str("number"),
            Self::Boolean => f.write_str("boolean"),
            Self::Enum(words) => write!(f, "enum({})", words.join("|")),
            Self::Array(items) => write!(f, "[{items}]"),
            Self::Object(fields) => {
                f.write_str("{")?;
                for (index, field) in fields.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    let must = if field.required { "!" } else { "" };
                    write!(f, "{comma}{}{must}:{}", field.name, field.shape)?;
                }
                f.write_str("}")
            }
            Self::Map => f.write_str("map"),
            Self::Named(name) => f.write_str(name),
            Self::Nullable(inner) => write!(f, "{inner}?"),
            Self::Any => f.write_str("any"),
        }
    }
}

struct Reader {
    rest: &'static str,
}

impl Reader {
    fn shape(&mut self) -> Option<Shape> {
        let mut shape = match self.rest.chars().next()? {
            '[' => {
                self.take('[')?;
                let inner = self.shape()?;
                self.take(']')?;
                Shape::Array(Box::new(inner))
            }
            '{' => self.object()?,
            _ => self.word()?,
        };
        if self.take('?').is_some() {
            shape = Shape::Nullable(Box::new(shape));
        }
        Some(shape)
    }

    fn object(&mut self) -> Option<Shape> {
        self.take('{')?;
        let mut fields = Vec::new();
        while self.take('}').is_none() {
            let name = self.name();
            let required = self.take('!').is_some();
            self.take(':')?;
            fields.push(Field { name, required, shape: self.shape()? });
            if self.take(',').is_none() && !self.rest.starts_with('}') {
                return None;
            }
        }
        Some(Shape::Object(fields))
    }

    fn word(&mut self) -> Option<Shape> {
        let name = self.name();
        Some(match name {
            "integer" => self.integer()?,
            "number" => Shape::Number,
            "boolean" => Shape::Boolean,
            "map" => Shape::Map,
            "any" => Shape::Any,
            "enum" => Shape::Enum(self.brackets()?.split('|').collect()),
            text if TEXTS.contains(&text) => Shape::Text(text),
            "" => return None,
            named => Shape::Named(named),
        })
    }

    fn integer(&mut self) -> Option<Shape> {
        if !self.rest.starts_with('(') {
            return Some(Shape::Integer { minimum: None, maximum: None });
        }
        let (minimum, maximum) = self.brackets()?.split_once("..")?;
        Some(Shape::Integer { minimum: minimum.parse().ok(), maximum: maximum.parse().ok() })
    }

    fn brackets(&mut self) -> Option<&'static str> {
        self.take('(')?;
        let (inner, rest) = self.rest.split_once(')')?;
        self.rest = rest;
        Some(inner)
    }

    fn name(&mut self) -> &'static str {
        let end = self
            .rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        name
    }

    fn take(&mut self, expected: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_shapes_are_read() {
        let shape = Shape::parse("{errors:[StateDetail],state!:enum(A|B)?}").unwrap();
        let Shape::Object(fields) = shape else { panic!("not an object") };
        assert_eq!(fields[0].shape, Shape::Array(Box::new(Shape::Named("StateDetail"))));
        assert!(fields[1].required);
        assert_eq!(fields[1].shape, Shape::Nullable(Box::new(Shape::Enum(vec!["A", "B"]))));
    }

    #[test]
    fn a_shape_is_written_as_it_is_read() {
        for text in ["{errors:[StateDetail],state!:enum(A|B)?}", "integer(1..)", "[date-time]", "map", "any?"]
        {
            assert_eq!(Shape::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn integer_bounds_are_read() {
        let bounded = Shape::parse("integer(1..)").unwrap();
        assert_eq!(bounded, Shape::Integer { minimum: Some(1), maximum: None });
    }

    #[test]
    fn broken_notation_is_refused() {
        for text in ["", "[string", "{a:string", "enum(A", "string]", "{a}"] {
            assert_eq!(Shape::parse(text), None, "{text}");
        }
    }
}
