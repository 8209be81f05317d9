//! Forms as the portal wants them encoded: sorted by name, lists as repeated names.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands for itself in a form.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A form, or the query of a download.
#[derive(Debug, Clone, Default)]
pub(super) struct Form(Vec<(String, Field)>);

#[derive(Debug, Clone)]
enum Field {
    Text(String),
    Many(Vec<String>),
    /// The bare name, which is how "no value" is written.
    Bare,
}

impl Form {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn text(self, name: &str, value: impl Into<String>) -> Self {
        self.field(name, Field::Text(value.into()))
    }

    pub(super) fn many(self, name: &str, values: impl IntoIterator<Item = String>) -> Self {
        self.field(name, Field::Many(values.into_iter().collect()))
    }

    /// The value, or the bare name where there is none.
    pub(super) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        self.field(name, value.map_or(Field::Bare, |value| Field::Text(value.to_owned())))
    }

    fn field(mut self, name: &str, field: Field) -> Self {
        self.0.push((name.to_owned(), field));
        self
    }

    pub(super) fn encode(&self) -> String {
        let mut fields = self.0.iter().collect::<Vec<_>>();
        fields.sort_by(|a, b| a.0.cmp(&b.0));
        let pairs = fields.into_iter().flat_map(|(name, field)| {
            let name = encoded(name);
            match field {
                Field::Bare => vec![name],
                Field::Text(value) => vec![format!("{name}={}", encoded(value))],
                Field::Many(values) if values.is_empty() => vec![format!("{name}=")],
                Field::Many(values) => {
                    values.iter().map(|value| format!("{name}={}", encoded(value))).collect()
                }
            }
        });
        pairs.collect::<Vec<_>>().join("&")
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string().replace("%20", "+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_sorted_and_encoded_as_the_portal_wants_it() {
        let form = Form::new()
            .text("sort", "name=asc")
            .text("name", "Ärger & ~more_*")
            .many("deviceIds", ["B".to_owned(), "A".to_owned()])
            .many("certificateIds", [])
            .maybe("appIdId", None)
            .maybe("teamId", Some("T"));
        assert_eq!(
            form.encode(),
            "appIdId&certificateIds=&deviceIds=B&deviceIds=A&name=%C3%84rger+%26+~more_%2A&sort=name%3Dasc&teamId=T"
        );
    }
}
