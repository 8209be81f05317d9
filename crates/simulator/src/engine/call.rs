//! A request to the API, free of HTTP, and its answer.

use percent_encoding::percent_decode_str;
use serde_json::Value;

/// A request.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The method as it stood in the request line.
    pub method: String,
    /// The path, percent-decoded segment by segment when it is matched, not before.
    pub path: String,
    /// The query.
    pub query: Query,
    /// The body; `None` where none was sent.
    pub body: Option<Body>,
}

/// The body of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// JSON.
    Json(Value),
    /// Bytes that are no JSON, with what the parser says.
    Broken(String),
}

impl Body {
    /// Reads a body; `None` where it is empty.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return None;
        }
        Some(match serde_json::from_slice(bytes) {
            Ok(value) => Self::Json(value),
            Err(error) => Self::Broken(error.to_string()),
        })
    }
}

impl Call {
    /// A request for a path with an optional query.
    pub fn new(method: &str, target: &str, body: Option<Value>) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: Query::parse(query),
            body: body.map(Body::Json),
        }
    }

    /// The path with the query, as sent.
    pub fn target(&self) -> String {
        if self.query.raw.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, self.query.raw)
        }
    }
}

/// A query, decoded into names and values in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    raw: String,
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads the part of a URL behind the question mark.
    pub fn parse(raw: &str) -> Self {
        let pairs = url::form_urlencoded::parse(raw.as_bytes()).into_owned().collect();
        Self { raw: raw.to_owned(), pairs }
    }

    /// The query without one of the comma-separated words of a parameter, and without the parameter where no word is left.
    #[must_use]
    pub fn without(&self, name: &str, word: &str) -> Self {
        let mut encoded = url::form_urlencoded::Serializer::new(String::new());
        for (parameter, values) in &self.pairs {
            if parameter != name {
                encoded.append_pair(parameter, values);
                continue;
            }
            let left = values.split(',').filter(|value| *value != word).collect::<Vec<_>>();
            if !left.is_empty() {
                encoded.append_pair(parameter, &left.join(","));
            }
        }
        Self::parse(&encoded.finish())
    }

    /// The names and values.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The words of a parameter that takes several, comma-separated; none where it is absent.
    pub fn words(&self, name: &str) -> Vec<&str> {
        self.get(name).map(|value| value.split(',').collect()).unwrap_or_default()
    }

    /// The parameters `name[of]`, as `of` and value.
    pub fn bracketed<'a>(&'a self, name: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.pairs().filter_map(move |(known, value)| {
            let of = known.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']')?;
            Some((of, value))
        })
    }

    /// The words of `name[of]`.
    pub fn bracketed_words(&self, name: &str, of: &str) -> Option<Vec<&str>> {
        self.get(&format!("{name}[{of}]")).map(|value| value.split(',').collect())
    }

    /// The query with another cursor, encoded; `None` takes it out.
    pub(crate) fn with_cursor(&self, cursor: Option<&str>) -> String {
        let kept = self.pairs().filter(|(name, _)| *name != "cursor");
        let mut encoded = url::form_urlencoded::Serializer::new(String::new());
        encoded.extend_pairs(kept.chain(cursor.map(|cursor| ("cursor", cursor))));
        encoded.finish()
    }
}

/// An id as it stood in a path.
pub(crate) fn decoded(segment: &str) -> String {
    percent_decode_str(segment).decode_utf8_lossy().into_owned()
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub payload: Payload,
}

/// The body of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// None.
    Empty,
    /// A JSON document.
    Json(Value),
    /// Bytes of a media type.
    Raw(&'static str, Vec<u8>),
}

impl Reply {
    pub(crate) fn json(status: u16, body: Value) -> Self {
        Self { status, headers: Vec::new(), payload: Payload::Json(body) }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), payload: Payload::Empty }
    }

    /// The JSON document; null where the answer has none.
    pub fn document(&self) -> &Value {
        match &self.payload {
            Payload::Json(body) => body,
            _ => &Value::Null,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_encoded_or_not() {
        let query = Query::parse("filter%5Bplatform%5D=IOS%2CMAC_OS&fields[apps]=name&limit=5");
        assert_eq!(query.words("filter[platform]"), ["IOS", "MAC_OS"]);
        assert_eq!(query.bracketed_words("fields", "apps"), Some(vec!["name"]));
        assert_eq!(query.bracketed("filter").count(), 1);
        assert_eq!(
            query.with_cursor(Some("x")),
            "filter%5Bplatform%5D=IOS%2CMAC_OS&fields%5Bapps%5D=name&limit=5&cursor=x"
        );
    }
}
