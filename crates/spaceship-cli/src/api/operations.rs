//! The list of operations.

use catalogue::{Operation, catalogue};
use console::Report;
use serde::Serialize;

/// Operations, a line each.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Operations(Vec<Line>);

#[derive(Debug, Serialize)]
struct Line {
    method: &'static str,
    path: &'static str,
    id: &'static str,
}

impl Report for Operations {
    fn text(&self) -> String {
        let line = |line: &Line| format!("{:6} {} ({})", line.method, line.path, line.id);
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The operations whose id or path holds this text, whatever its case.
pub(crate) fn operations(text: &str) -> Operations {
    let lower = text.to_lowercase();
    let fits = |operation: &&Operation| {
        operation.id.to_lowercase().contains(&lower) || operation.path.to_lowercase().contains(&lower)
    };
    let line = |operation: &Operation| Line {
        method: operation.method.as_str(),
        path: operation.path,
        id: operation.id,
    };
    Operations(catalogue().operations.iter().filter(fits).map(line).collect())
}
