//! `cargo xtask tidy`: the house rules that ARCHITECTURE.md states, kept by a machine.

mod dependencies;
mod sources;

use std::path::Path;

/// Checks everything and tells all that is wrong at once.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    let mut wrong = dependencies::check(root)?;
    wrong.extend(sources::check(root)?);
    if wrong.is_empty() { Ok(()) } else { Err(format!("the house is not tidy:\n- {}", wrong.join("\n- "))) }
}
