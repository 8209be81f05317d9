//! Plans: what would change, shown before it does.

mod excerpt;
mod markdown;
mod text;

use std::fmt;

use serde::Serialize;

/// What is done to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It is made.
    Create,
    /// It is changed.
    Update,
    /// It is deleted.
    Delete,
    /// A file is sent.
    Upload,
    /// An order is set.
    Reorder,
    /// It is handed in for review, or to testers.
    Submit,
    /// A local file is written.
    Write,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Change {
    /// What is done.
    pub action: Action,
    /// What kind of thing it is done to, such as `description`.
    pub what: String,
    /// Which one, such as a locale or a file.
    pub name: String,
    /// What is there now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What will be there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Why, where it is not plain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Action {
    /// The sign that a change bears.
    fn sign(self) -> char {
        match self {
            Self::Create | Self::Upload | Self::Write => '+',
            Self::Update | Self::Reorder => '~',
            Self::Delete => '-',
            Self::Submit => '>',
        }
    }
}

impl Change {
    /// A change without before and after.
    pub fn new(action: Action, what: impl Into<String>, name: impl Into<String>) -> Self {
        Self { action, what: what.into(), name: name.into(), before: None, after: None, reason: None }
    }

    /// With what is there now and what will be.
    #[must_use]
    pub fn from_to(mut self, before: Option<&str>, after: Option<&str>) -> Self {
        self.before = before.map(str::to_owned);
        self.after = after.map(str::to_owned);
        self
    }

    /// With why.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }
}

/// A list of changes; empty when nothing is to do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Plan {
    /// What it is about.
    pub title: String,
    /// The changes, in the order in which they will be made.
    pub changes: Vec<Change>,
}

impl Plan {
    /// A plan without changes yet.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), changes: Vec::new() }
    }

    /// Whether nothing is to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The plan for a terminal; with colours where it takes them. Nothing in it steers the terminal.
    pub(crate) fn text(&self, colours: bool) -> String {
        text::of(self, colours)
    }

    /// The plan for a comment on a merge request or the summary of a job. Nothing in it is a mark, a link or a mention.
    pub fn markdown(&self) -> String {
        markdown::of(self)
    }

    /// Adds a change.
    pub fn push(&mut self, change: Change) {
        self.changes.push(change);
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::of(self, false))
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::line(self))
    }
}
