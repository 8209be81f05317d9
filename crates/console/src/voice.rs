//! How one of several apps speaks on the same terminal: its talk bears its name, its results are kept until it is done.

use std::sync::{Arc, Mutex, PoisonError};

/// The voice of one app.
#[derive(Debug, Clone)]
pub(crate) struct Voice {
    name: Arc<str>,
    results: Arc<Mutex<Vec<String>>>,
}

impl Voice {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.into(), results: Arc::default() }
    }

    /// The app's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// What stands before each line of its talk.
    pub(crate) fn label(&self) -> String {
        format!("[{}] ", self.name)
    }

    /// Keeps a result.
    pub(crate) fn keep(&self, text: &str) {
        self.results.lock().unwrap_or_else(PoisonError::into_inner).push(text.to_owned());
    }

    /// The results so far.
    pub(crate) fn results(&self) -> Vec<String> {
        std::mem::take(&mut *self.results.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
