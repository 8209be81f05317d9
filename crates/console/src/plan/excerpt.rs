//! Two texts as a plan shows them: in one line, with what differs and a little around it.

use crate::diff::{self, Piece};

/// A text of up to this many characters is shown whole.
const WHOLE: usize = 60;

/// So many characters of what stays are shown beside what differs.
const AROUND: usize = 24;

/// The longest stretch of what goes or comes that is shown.
const LONGEST: usize = 160;

/// How two texts are told side by side.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Excerpt {
    /// Both are short, or have nothing in common.
    Whole(String, String),
    /// Only spaces or the ends of lines differ.
    Spaces,
    /// What differs.
    Pieces(Vec<Piece<String>>),
}

/// What differs between two texts.
pub(super) fn between(old: &str, new: &str) -> Excerpt {
    // Secrets are told as stars, which are the same before and after.
    let same = old == new;
    let (old, new) = (line(old), line(new));
    if old == new && !same {
        return Excerpt::Spaces;
    }
    if length(&old) <= WHOLE && length(&new) <= WHOLE {
        return Excerpt::Whole(old, new);
    }
    let pieces = diff::words(&old, &new);
    if !pieces.iter().any(|piece| matches!(piece, Piece::Both(_))) {
        return Excerpt::Whole(start(&old, WHOLE), start(&new, WHOLE));
    }
    let last = pieces.len().saturating_sub(1);
    let shown = pieces.iter().enumerate().map(|(place, piece)| match piece {
        Piece::Both(text) => Piece::Both(beside(text, place == 0, place == last)),
        Piece::Old(text) => Piece::Old(start(text, LONGEST)),
        Piece::New(text) => Piece::New(start(text, LONGEST)),
    });
    Excerpt::Pieces(shown.collect())
}

/// A text in one line, shortened: a plan is read at a glance.
pub(super) fn short(text: &str) -> String {
    start(&line(text), WHOLE)
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// The beginning of a text.
fn start(text: &str, longest: usize) -> String {
    if length(text) <= longest {
        return text.to_owned();
    }
    text.chars().take(longest - 1).chain(['…']).collect()
}

/// What stays, with only what is next to a change of it.
fn beside(text: &str, first: bool, last: bool) -> String {
    let letters = text.chars().collect::<Vec<_>>();
    let ends = usize::from(!first) + usize::from(!last);
    if letters.len() <= AROUND * ends + 1 {
        return text.to_owned();
    }
    let begin = letters.iter().take(if first { 0 } else { AROUND });
    let end = letters.iter().skip(letters.len() - if last { 0 } else { AROUND });
    begin.chain(&['…']).chain(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> String {
        let Excerpt::Pieces(pieces) = between(old, new) else { panic!("pieces") };
        let piece = |piece: &Piece<String>| match piece {
            Piece::Both(text) => text.clone(),
            Piece::Old(text) => format!("[-{text}-]"),
            Piece::New(text) => format!("{{+{text}+}}"),
        };
        pieces.iter().map(piece).collect()
    }

    #[test]
    fn a_long_text_is_shown_where_it_differs() {
        let text = |word: &str| format!("{}the {word} comes in{}", "before ".repeat(20), " after".repeat(20));
        assert_eq!(
            told(&text("tide"), &text("wave")),
            "…efore before before the [-tide-]{+wave+} comes in after after af…"
        );
    }

    #[test]
    fn a_text_that_only_grew_is_shown_at_its_end() {
        let old = "before ".repeat(20);
        assert_eq!(told(&old, &format!("{old} New.")), "…ore before before before{+ New.+}");
    }

    #[test]
    fn short_texts_are_whole_and_spaces_are_no_words() {
        assert_eq!(between("a\nb", "c"), Excerpt::Whole("a b".into(), "c".into()));
        assert_eq!(between("a\n\nb", "a b"), Excerpt::Spaces);
        assert_eq!(between("***", "***"), Excerpt::Whole("***".into(), "***".into()));
    }

    #[test]
    fn texts_without_a_word_in_common_stand_side_by_side() {
        let Excerpt::Whole(old, new) = between("Mine.", &"x".repeat(100)) else { panic!("both") };
        assert_eq!((old.as_str(), new.chars().count()), ("Mine.", WHOLE));
    }

    #[test]
    fn what_came_is_shortened() {
        assert_eq!(short(&"long ".repeat(30)).chars().count(), WHOLE);
        assert_eq!(short(&"x".repeat(WHOLE)), "x".repeat(WHOLE));
    }
}
