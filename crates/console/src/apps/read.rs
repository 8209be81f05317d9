//! Reading gantry.toml strictly: what is wrong is named with its line, and with the key that was probably meant.

use std::ops::Range;
use std::path::Path;

use toml_edit::{Document, Item, TableLike};

use crate::failure::Failure;
use crate::nearest::did_you_mean;

/// The text of a file of which something may be wrong.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
}

impl<'a> Reader<'a> {
    pub(super) fn new(path: &'a Path, text: &'a str) -> Self {
        Self { path, text }
    }

    pub(super) fn document(self) -> Result<Document<&'a str>, Failure> {
        Document::parse(self.text).map_err(|error| self.wrong(error.span(), error.message().trim()))
    }

    /// What is wrong, and where.
    pub(super) fn wrong(self, place: Option<Range<usize>>, what: &str) -> Failure {
        let before = place.and_then(|place| self.text.get(..place.start)).unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        Failure::invalid(format!("{}:{line}: {what}", self.path.display()))
    }

    /// A key that is none of those which may stand there.
    pub(super) fn unknown(
        self,
        table: &dyn TableLike,
        key: &str,
        place: &str,
        known: &[&'static str],
    ) -> Failure {
        let span = table.key(key).and_then(toml_edit::Key::span);
        let near = did_you_mean(key, known.iter().copied());
        self.wrong(span, &format!("{place} has no `{key}`{near}"))
            .hint(format!("it may have {}", known.join(", ")))
    }

    pub(super) fn table<'i>(self, item: &'i Item, name: &str) -> Result<&'i dyn TableLike, Failure> {
        let wrong = || self.wrong(item.span(), &format!("`{name}` is no table: write [{name}]"));
        item.as_table_like().ok_or_else(wrong)
    }

    /// A text that says something.
    pub(super) fn text(self, item: &Item, key: &str) -> Result<String, Failure> {
        match item.as_str() {
            Some(text) if !text.trim().is_empty() && !text.contains('\0') => Ok(text.to_owned()),
            _ => Err(self.wrong(item.span(), &format!("`{key}` is no text in quotes that says something"))),
        }
    }

    /// A list of texts, as one text with commas: the form that its variable has.
    pub(super) fn list(self, item: &Item, key: &str) -> Result<String, Failure> {
        let wrong = |what: &str| self.wrong(item.span(), &format!("`{key}` {what}"));
        let list = item.as_array().ok_or_else(|| wrong("is no list such as [\"Friends\"]"))?;
        let texts = list.iter().map(|one| one.as_str().filter(|text| !text.trim().is_empty()));
        let texts = texts.collect::<Option<Vec<_>>>();
        let texts = texts.ok_or_else(|| wrong("has something that is no text in quotes"))?;
        if texts.iter().any(|text| text.contains(',')) {
            return Err(wrong("has a name with a comma: give it as an option of the command instead"));
        }
        Ok(texts.join(","))
    }
}
