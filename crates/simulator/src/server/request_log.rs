//! The log of requests.

use serde::Serialize;

/// What kind of address a request called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Class {
    /// The API.
    Api,
    /// An address that takes a part of an upload.
    Upload,
    /// A picture that a tester sent, or one of the store page.
    Picture,
    /// Signing in, and what App Store Connect says of a session.
    AppleId,
    /// App Store Connect with a session.
    Iris,
    /// The Developer Portal.
    Portal,
}

/// A request that was served, in the order in which the answers were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Entry {
    pub sequence: u64,
    pub method: String,
    /// The path, with the query.
    pub path: String,
    /// The HTTP status; 0 where the connection was ended without an answer.
    pub status: u16,
    pub class: Class,
    /// Whether the request could change something.
    pub write: bool,
}

/// All requests since the start or since the log was cleared.
#[derive(Debug, Default)]
pub(crate) struct RequestLog {
    entries: Vec<Entry>,
    sequence: u64,
}

impl RequestLog {
    pub(crate) fn note(&mut self, method: &str, path: String, status: u16, class: Class) {
        self.sequence += 1;
        let write = !matches!(method, "GET" | "HEAD" | "OPTIONS");
        let method = method.to_owned();
        self.entries.push(Entry { sequence: self.sequence, method, path, status, class, write });
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn writes(&self) -> usize {
        self.entries.iter().filter(|entry| entry.write).count()
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }
}
