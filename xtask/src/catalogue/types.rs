//! Writes the typed resources.

use super::spec::Spec;

pub(crate) fn files(_spec: &Spec) -> Vec<(String, String)> {
    Vec::new()
}
