//! What differs between two texts, in words.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Texts of more words than this are not compared: Apple's longest has 4000 characters.
const MOST_WORDS: usize = 8_000;

/// A stretch of text and where it is to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<T> {
    /// In both.
    Both(T),
    /// Only in the old one.
    Old(T),
    /// Only in the new one.
    New(T),
}

/// The pieces of which two texts consist: the old one is `Both` and `Old`, the new one `Both` and `New`.
///
/// A word is what stands between white space and punctuation; in scripts that are written without spaces, each
/// letter is one. Changes with nothing but white space between them become one.
pub fn words<'a>(old: &'a str, new: &'a str) -> Vec<Piece<&'a str>> {
    let (old_words, new_words) = (split(old), split(new));
    if old_words.len().max(new_words.len()) > MOST_WORDS {
        let pieces = if old == new { vec![Piece::Both(old)] } else { vec![Piece::Old(old), Piece::New(new)] };
        return pieces.into_iter().filter(|piece| !piece.text().is_empty()).collect();
    }
    let mut pieces = Vec::new();
    for change in changes(old, &old_words, new, &new_words) {
        match change {
            Change::Same(old_part) => pieces.push(Piece::Both(&old[old_part])),
            Change::Other(old_part, new_part) => {
                pieces.push(Piece::Old(&old[old_part]));
                pieces.push(Piece::New(&new[new_part]));
            }
        }
    }
    pieces.retain(|piece| !piece.text().is_empty());
    pieces
}

/// The items of two lists, such as keywords, in the order of the new list; what went stands where it was.
pub fn items<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Piece<&'a str>> {
    let mut pieces = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, old, new) {
        let (old_part, new_part) = (&old[operation.old_range()], &new[operation.new_range()]);
        if operation.tag() == DiffTag::Equal {
            pieces.extend(new_part.iter().map(|item| Piece::Both(*item)));
        } else {
            pieces.extend(old_part.iter().map(|item| Piece::Old(*item)));
            pieces.extend(new_part.iter().map(|item| Piece::New(*item)));
        }
    }
    pieces
}

impl Piece<&str> {
    fn text(&self) -> &str {
        match self {
            Self::Both(text) | Self::Old(text) | Self::New(text) => text,
        }
    }
}

/// A stretch in bytes of the old and the new text.
enum Change {
    Same(Range<usize>),
    Other(Range<usize>, Range<usize>),
}

fn changes(old: &str, old_words: &[&str], new: &str, new_words: &[&str]) -> Vec<Change> {
    let (mut old_at, mut new_at) = (0, 0);
    let mut all: Vec<Change> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, old_words, new_words) {
        let length = |words: &[&str]| words.iter().map(|word| word.len()).sum::<usize>();
        let old_part = old_at..old_at + length(&old_words[operation.old_range()]);
        let new_part = new_at..new_at + length(&new_words[operation.new_range()]);
        (old_at, new_at) = (old_part.end, new_part.end);
        let same = operation.tag() == DiffTag::Equal;
        let gap = same && is_gap(&old[old_part.clone()]) && old_at < old.len() && new_at < new.len();
        match all.last_mut() {
            Some(Change::Other(old_before, new_before)) if gap || !same => {
                (old_before.end, new_before.end) = (old_at, new_at);
            }
            _ if same => all.push(Change::Same(old_part)),
            _ => all.push(Change::Other(old_part, new_part)),
        }
    }
    all
}

/// Whether two changes with this between them read better as one. Paragraphs stay apart.
fn is_gap(text: &str) -> bool {
    !text.contains('\n') && text.chars().all(char::is_whitespace)
}

/// A text in words, white space and punctuation, of which it is the concatenation.
fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut from, mut before) = (0, None);
    for (at, letter) in text.char_indices() {
        let kind = Kind::of(letter);
        let joins = kind == Kind::Mark
            || before.is_none_or(|before| before == kind && matches!(kind, Kind::Word | Kind::Space));
        if !joins {
            words.push(&text[from..at]);
            from = at;
        }
        if kind != Kind::Mark || before.is_none() {
            before = Some(kind);
        }
    }
    if from < text.len() {
        words.push(&text[from..]);
    }
    words
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Space,
    /// The end of a line.
    Line,
    /// A word by itself: punctuation, or a letter of a script without spaces.
    Single,
    /// Belongs to the letter before it.
    Mark,
}

impl Kind {
    fn of(letter: char) -> Self {
        match letter {
            '\n' => Self::Line,
            _ if letter.is_whitespace() => Self::Space,
            // Combining marks, joiners and variation selectors, Thai vowel signs, and colours of emoji.
            '\u{300}'..='\u{36f}'
            | '\u{e31}'
            | '\u{e34}'..='\u{e3a}'
            | '\u{e47}'..='\u{e4e}'
            | '\u{200d}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{3099}'..='\u{309a}'
            | '\u{1f3fb}'..='\u{1f3ff}' => Self::Mark,
            // Thai, Lao, Khmer and Burmese; kana and Chinese characters with their further planes.
            '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Self::Single,
            // Vowel signs of Indian scripts are no letters to Rust's tables, and stand within words.
            '\u{900}'..='\u{dff}' => Self::Word,
            _ if letter.is_alphanumeric() || matches!(letter, '_' | '’' | '\'') => Self::Word,
            _ => Self::Single,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The pieces in one line: `[-old-]` and `{+new+}`.
    fn shown(old: &str, new: &str) -> String {
        let piece = |piece: &Piece<&str>| match piece {
            Piece::Both(text) => (*text).to_owned(),
            Piece::Old(text) => format!("[-{text}-]"),
            Piece::New(text) => format!("{{+{text}+}}"),
        };
        words(old, new).iter().map(piece).collect()
    }

    #[test]
    fn words_are_marked_and_neighbours_joined() {
        for (old, new, expected) in [
            ("Tides today", "Tides today", "Tides today"),
            ("Tides of today.", "Tides of tomorrow.", "Tides of [-today-]{+tomorrow+}."),
            ("a quick red fox", "a slow blue fox", "a [-quick red-]{+slow blue+} fox"),
            ("Faster.", "", "[-Faster.-]"),
            ("", "Faster.", "{+Faster.+}"),
            ("one\n\ntwo", "eins\n\nzwei", "[-one-]{+eins+}\n\n[-two-]{+zwei+}"),
            ("潮汐表です", "潮汐図です", "潮汐[-表-]{+図+}です"),
            ("Don't go", "Don't stay", "Don't [-go-]{+stay+}"),
        ] {
            assert_eq!(shown(old, new), expected);
        }
    }

    #[test]
    fn a_letter_keeps_its_marks() {
        assert_eq!(split("ก\u{e34}น"), ["ก\u{e34}", "น"]);
        assert_eq!(split("e\u{301}t\u{e9}"), ["e\u{301}t\u{e9}"]);
        assert_eq!(split("👍🏽!"), ["👍🏽", "!"]);
    }

    #[test]
    fn keywords_are_marked_one_by_one() {
        let pieces = items(&["tide", "sea", "moon"], &["tide", "moon", "surf"]);
        assert_eq!(pieces, [Piece::Both("tide"), Piece::Old("sea"), Piece::Both("moon"), Piece::New("surf")]);
    }

    #[test]
    fn a_text_without_end_is_not_compared() {
        let (old, new) = ("a ".repeat(MOST_WORDS), "b ".repeat(MOST_WORDS));
        assert_eq!(words(&old, &new), [Piece::Old(old.as_str()), Piece::New(new.as_str())]);
    }

    proptest! {
        #[test]
        fn the_pieces_are_both_texts(old in "[ab 潮\n.]{0,30}|.{0,20}", new in "[ab 潮\n.]{0,30}|.{0,20}") {
            let pieces = words(&old, &new);
            let of = |keep: fn(&Piece<&str>) -> bool| {
                pieces.iter().filter(|piece| keep(piece)).map(Piece::text).collect::<String>()
            };
            prop_assert_eq!(of(|piece| !matches!(piece, Piece::New(_))), old.as_str());
            prop_assert_eq!(of(|piece| !matches!(piece, Piece::Old(_))), new.as_str());
        }
    }
}
