//! What Apple finds in an uploaded build, and what it is made to find.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A finding: a code, such as that of one of Apple's delivery messages (ITMS-NNNNN), and a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Finding {
    pub(crate) code: String,
    pub(crate) description: String,
}

impl Finding {
    pub(super) fn new(code: impl Into<String>, description: impl Into<String>) -> Self {
        Self { code: code.into(), description: description.into() }
    }
}

/// How the processing of an upload ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outcome {
    pub(crate) state: End,
    #[serde(default)]
    pub(crate) errors: Vec<Finding>,
    #[serde(default)]
    pub(crate) warnings: Vec<Finding>,
    #[serde(default)]
    pub(crate) infos: Vec<Finding>,
}

/// With a build, or without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum End {
    Complete,
    Failed,
}

impl Outcome {
    /// A build, and nothing to say about it.
    pub(super) fn complete() -> Self {
        Self { state: End::Complete, errors: Vec::new(), warnings: Vec::new(), infos: Vec::new() }
    }

    /// No build, for these reasons.
    pub(super) fn failed(errors: Vec<Finding>) -> Self {
        Self { state: End::Failed, errors, ..Self::complete() }
    }

    /// The state of an upload as Apple answers it.
    pub(super) fn state(&self) -> Value {
        json!(self)
    }
}

/// The state of an upload that has not ended.
pub(super) fn open(state: &str) -> Value {
    json!({ "state": state, "errors": [], "warnings": [], "infos": [] })
}
