//! Apple's error objects.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

/// One error of Apple's, whole.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct ApiError {
    /// Apple's id of this very error.
    #[serde(default)]
    pub id: Option<String>,
    /// The HTTP status, as text.
    #[serde(default)]
    pub status: String,
    /// A dotted code from general to specific, such as `ENTITY_ERROR.ATTRIBUTE.INVALID`.
    #[serde(default)]
    pub code: String,
    /// A short title.
    #[serde(default)]
    pub title: String,
    /// What is wrong in this case.
    #[serde(default)]
    pub detail: Option<String>,
    /// Where it lies.
    #[serde(default)]
    pub source: Option<ErrorSource>,
    /// Further facts; see [`associated`](Self::associated).
    #[serde(default)]
    pub meta: Option<ErrorMeta>,
}

/// Where an error lies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct ErrorSource {
    /// A place in the body, as a JSON pointer (within associated errors sometimes a bare name).
    #[serde(default)]
    pub pointer: Option<String>,
    /// A query parameter.
    #[serde(default)]
    pub parameter: Option<String>,
}

/// What Apple adds to an error.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct ErrorMeta {
    /// Errors of other resources that are behind this one, by their path.
    #[serde(default, rename = "associatedErrors")]
    pub associated: BTreeMap<String, Vec<ApiError>>,
}

impl ApiError {
    /// Whether the error has this code or one below it.
    pub fn has_code(&self, code: &str) -> bool {
        self.code.strip_prefix(code).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// The errors of other resources that are behind this one, each with the path of its resource.
    pub fn associated(&self) -> impl Iterator<Item = (&str, &ApiError)> {
        let all = self.meta.iter().flat_map(|meta| &meta.associated);
        all.flat_map(|(path, errors)| errors.iter().map(move |error| (path.as_str(), error)))
    }

    /// Where the error lies, for a person: `/data/attributes/name` or `filter[name]`.
    pub fn place(&self) -> Option<&str> {
        let source = self.source.as_ref()?;
        source.pointer.as_deref().or(source.parameter.as_deref())
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.detail.as_deref().filter(|detail| !detail.is_empty()).unwrap_or(&self.title);
        f.write_str(words)?;
        if let Some(place) = self.place() {
            write!(f, " [{place}]")?;
        }
        write!(f, " ({})", self.code)?;
        for (path, error) in self.associated() {
            write!(f, "; {path}: {error}")?;
        }
        Ok(())
    }
}

/// The errors of a body; none where it is no error document.
pub(crate) fn errors_of(body: &[u8]) -> Vec<ApiError> {
    #[derive(Deserialize)]
    struct Document {
        errors: Vec<ApiError>,
    }
    serde_json::from_slice::<Document>(body).map(|document| document.errors).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn associated_errors_are_kept_and_shown() {
        let body = br#"{"errors":[{"status":"409","code":"STATE_ERROR.ENTITY_STATE_INVALID","title":"T",
            "detail":"not in valid state","meta":{"associatedErrors":{"/v1/apps/1":[{"status":"409",
            "code":"ENTITY_ERROR.ATTRIBUTE.REQUIRED","title":"missing","source":{"pointer":"copyright"}}]}}}]}"#;
        let errors = errors_of(body);
        assert!(errors[0].has_code("STATE_ERROR") && !errors[0].has_code("STATE"));
        assert_eq!(
            errors[0].to_string(),
            "not in valid state (STATE_ERROR.ENTITY_STATE_INVALID); /v1/apps/1: missing [copyright] \
             (ENTITY_ERROR.ATTRIBUTE.REQUIRED)"
        );
    }

    #[test]
    fn a_page_of_html_has_no_errors() {
        assert!(errors_of(b"<html>Service Unavailable</html>").is_empty());
    }
}
