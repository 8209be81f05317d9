//! Answers of the simulator that were not as Apple's description has them.

use serde::Serialize;

/// An answer that departed from the description: a defect of the simulator, kept so that tests can demand none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Departure {
    /// Apple's id of the operation.
    pub operation: &'static str,
    /// The method, path and query.
    pub request: String,
    /// What is wrong with the answer.
    pub problems: Vec<String>,
}
