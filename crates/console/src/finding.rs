//! Something that is wrong with what was given, and where.

use std::path::Path;

use serde::Serialize;

/// Something that is wrong with what was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Finding {
    /// What is wrong, and where, for a person.
    pub text: String,
    /// The file in which it is wrong, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

impl Finding {
    /// Reads the place at the beginning of a text, as all tools write it: `FILE what`, `FILE: what`, `FILE:LINE: what` or
    /// `line LINE: what`. A name is a file's when `is_file` says so: names may have blanks and colons.
    pub(crate) fn of(text: &str, is_file: impl Fn(&Path) -> bool) -> Self {
        let first = text.lines().next().unwrap_or_default();
        let ends = first.match_indices([' ', ':']).map(|(at, _)| at).rev();
        let named = ends.map(|at| first.split_at(at)).find(|(name, _)| is_file(Path::new(name)));
        let line = match named {
            Some((_, rest)) => rest.strip_prefix(':'),
            None => first.strip_prefix("line "),
        };
        Self {
            text: text.to_owned(),
            file: named.map(|(name, _)| name.to_owned()),
            line: line.and_then(|rest| rest.split(':').next()?.parse().ok()),
        }
    }

    /// The same of the files that are there.
    pub(crate) fn of_text(text: &str) -> Self {
        Self::of(text, Path::is_file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> (Option<String>, Option<u32>) {
        let there = ["a b/de-DE/name.txt", "Deliverfile", "a"];
        let finding = Finding::of(text, |path| there.iter().any(|file| path == Path::new(file)));
        assert_eq!(finding.text, text);
        (finding.file, finding.line)
    }

    #[test]
    fn the_place_at_the_beginning_of_a_text_is_found() {
        let text = "a b/de-DE/name.txt has 31 characters: 30 are the most";
        assert_eq!(place(text), (Some("a b/de-DE/name.txt".into()), None));
        assert_eq!(place("Deliverfile:12: needs a value"), (Some("Deliverfile".into()), Some(12)));
        assert_eq!(place("line 3: no e-mail address"), (None, Some(3)));
        for text in ["", "name.txt is not there", "app-icon: see Deliverfile:3", "line of code"] {
            assert_eq!(place(text), (None, None), "{text}");
        }
    }
}
