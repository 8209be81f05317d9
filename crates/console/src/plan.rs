//! Plans: what would change, shown before it does.

use std::fmt;

use serde::Serialize;

/// What is done to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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

    /// Adds a change.
    pub fn push(&mut self, change: Change) {
        self.changes.push(change);
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.changes.is_empty() {
            return write!(f, "{}: nothing to do", self.title);
        }
        write!(f, "{}:", self.title)?;
        for change in &self.changes {
            write!(f, "\n  {change}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.action {
            Action::Create | Action::Upload | Action::Write => '+',
            Action::Update | Action::Reorder => '~',
            Action::Delete => '-',
            Action::Submit => '>',
        };
        write!(f, "{sign} {} {}", self.what, self.name)?;
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, ": {} -> {}", short(before), short(after))?,
            (None, Some(after)) => write!(f, ": {}", short(after))?,
            (Some(before), None) => write!(f, ": {} -> nothing", short(before))?,
            (None, None) => {}
        }
        if let Some(reason) = &self.reason {
            write!(f, " ({reason})")?;
        }
        Ok(())
    }
}

/// One line of a text, shortened: a plan is read at a glance.
fn short(text: &str) -> String {
    const WIDTH: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= WIDTH {
        return format!("\"{line}\"");
    }
    format!("\"{}…\"", line.chars().take(WIDTH - 1).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_read_at_a_glance() {
        let mut plan = Plan::new("Tideline 1.0.0");
        assert_eq!(plan.to_string(), "Tideline 1.0.0: nothing to do");
        plan.push(Change::new(Action::Update, "subtitle", "en-US").from_to(Some("Old"), Some("New\nline")));
        plan.push(Change::new(Action::Upload, "screenshot", "01.png").because("not there yet"));
        plan.push(Change::new(Action::Update, "description", "ja").from_to(None, Some(&"long ".repeat(30))));
        insta::assert_snapshot!(plan, @r#"
        Tideline 1.0.0:
          ~ subtitle en-US: "Old" -> "New line"
          + screenshot 01.png (not there yet)
          ~ description ja: "long long long long long long long long long long long long…"
        "#);
    }
}
