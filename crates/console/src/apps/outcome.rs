//! What came of the runs for several apps.

use serde::Serialize;
use serde_json::Value;

use crate::exit;
use crate::failure::Failure;
use crate::table::table;
use crate::ui::Report;

/// What came of one app's run.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Outcome {
    pub(super) app: String,
    pub(super) exit_code: u8,
    /// What the run reported: its one document, or all of them.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub(super) result: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<Failure>,
}

/// What came of all; its JSON is the list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(crate) struct Outcomes(pub(super) Vec<Outcome>);

impl Outcome {
    fn words(&self) -> String {
        match (&self.error, self.exit_code) {
            (Some(failure), code) => {
                format!("failed ({code}): {}", failure.message.lines().next().unwrap_or_default())
            }
            (None, exit::DONE) => "done".to_owned(),
            (None, exit::CHANGES) => "has changes to make".to_owned(),
            (None, code) => format!("ended with exit code {code}"),
        }
    }
}

impl Outcomes {
    /// The exit code of all: the highest of those that failed, else 8 where any has changes to make.
    pub(super) fn exit_code(&self) -> u8 {
        let codes = || self.0.iter().map(|outcome| outcome.exit_code);
        let failed = codes().filter(|code| ![exit::DONE, exit::CHANGES].contains(code)).max();
        failed.or_else(|| codes().max()).unwrap_or(exit::DONE)
    }
}

impl Report for Outcomes {
    fn text(&self) -> String {
        table(&["app", "outcome"], self.0.iter().map(|one| vec![one.app.clone(), one.words()]))
    }
}

/// The one document of a run, or all of them; what is no JSON is a text.
pub(super) fn documents(results: &[String]) -> Value {
    let read = |text: &String| serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()));
    match results {
        [] => Value::Null,
        [one] => read(one),
        several => several.iter().map(read).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(codes: &[u8]) -> u8 {
        let outcome =
            |code: &u8| Outcome { app: "a".into(), exit_code: *code, result: Value::Null, error: None };
        Outcomes(codes.iter().map(outcome).collect()).exit_code()
    }

    #[test]
    fn the_exit_code_of_all_is_the_worst() {
        assert_eq!(code(&[]), exit::DONE);
        assert_eq!(code(&[0, 0]), exit::DONE);
        assert_eq!(code(&[0, 8, 0]), exit::CHANGES);
        assert_eq!(code(&[8, 5, 0]), exit::REFUSED, "changes to make are no failure");
        assert_eq!(code(&[4, 6]), exit::INVALID);
    }

    #[test]
    fn a_run_may_report_nothing_one_thing_or_several() {
        assert_eq!(documents(&[]), Value::Null);
        assert_eq!(documents(&["{\"a\":1}".into()]), serde_json::json!({"a": 1}));
        assert_eq!(documents(&["1".into(), "so".into()]), serde_json::json!([1, "so"]));
    }
}
