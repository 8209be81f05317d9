//! The words of a text, and phrases among them.
//!
//! A phrase is found as whole words only, whatever the case: `ass` is not in `class`. Full-width letters are those
//! they look like, soft hyphens and zero-width characters are nothing, and between the words of a phrase may stand
//! white space, a line's end or a hyphen. Scripts without spaces have no words to go by: each of their characters
//! counts as one, but for a run of katakana, so that `Android` is found in `Android版`.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is written.
    pub(super) seen: String,
    /// As it is compared.
    pub(super) folded: String,
    /// The line that it stands in, from 0.
    pub(super) line: usize,
    /// Whether nothing but white space or a hyphen is between it and the word before it.
    near: bool,
}

/// What a character is in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Katakana,
    /// A character of a script without spaces, or, for Korean, with endings that stick to words.
    Single,
    /// It changes the letter before it.
    Mark,
    /// White space or a hyphen.
    Gap,
    Nothing,
    Other,
}

fn kind(letter: char) -> Kind {
    match letter {
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => Kind::Nothing,
        '-' | '\u{2010}' | '\u{2011}' => Kind::Gap,
        letter if letter.is_whitespace() => Kind::Gap,
        letter if is_combining_mark(letter) => Kind::Mark,
        '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' => Kind::Katakana,
        '\u{E00}'..='\u{EFF}'
        | '\u{1000}'..='\u{11FF}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{309F}'
        | '\u{3130}'..='\u{318F}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Kind::Single,
        letter if letter.is_alphanumeric() => Kind::Letter,
        _ => Kind::Other,
    }
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    // The kind of the word that goes on, and whether something other than a gap came since the last word.
    let (mut open, mut near) = (None, true);
    for (line, text) in text.lines().enumerate() {
        for letter in text.nfkc() {
            let kind = kind(letter);
            match (kind, words.last_mut()) {
                (Kind::Gap, _) => open = None,
                (Kind::Other, _) => (open, near) = (None, false),
                (Kind::Mark, Some(word)) if open.is_some() => word.push(letter),
                (Kind::Mark | Kind::Nothing, _) => {}
                (_, Some(word)) if open == Some(kind) && kind != Kind::Single => word.push(letter),
                _ => {
                    let mut word = Word { seen: String::new(), folded: String::new(), line, near };
                    word.push(letter);
                    words.push(word);
                    (open, near) = (Some(kind), true);
                }
            }
        }
        open = None;
    }
    words
}

impl Word {
    fn push(&mut self, letter: char) {
        self.seen.push(letter);
        match letter {
            'ß' | 'ẞ' => self.folded.push_str("ss"),
            'ς' => self.folded.push('σ'),
            // The dot that lower case leaves on a Turkish capital I.
            '\u{307}' if self.folded.ends_with('i') => {}
            _ => self.folded.extend(letter.to_lowercase().filter(|letter| *letter != '\u{307}')),
        }
    }
}

/// Words that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase(Vec<String>);

impl Phrase {
    /// The phrase of a text. One without a letter is never found.
    pub(super) fn new(text: &str) -> Self {
        Self(words(text).into_iter().map(|word| word.folded).collect())
    }

    /// Where it stands among the words of a text.
    pub(super) fn places(&self, words: &[Word]) -> Vec<Range<usize>> {
        let count = self.0.len();
        if count == 0 {
            return Vec::new();
        }
        let is_here = |here: &[Word]| {
            here.iter().zip(&self.0).all(|(word, wanted)| word.folded == *wanted)
                && here.iter().skip(1).all(|word| word.near)
        };
        let starts = words.windows(count).enumerate().filter(|(_, here)| is_here(here));
        starts.map(|(start, _)| start..start + count).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn has(text: &str, phrase: &str) -> bool {
        !Phrase::new(phrase).places(&words(text)).is_empty()
    }

    #[test]
    fn whole_words_are_found_whatever_their_case() {
        for text in
            ["ANDROID", "for Android.", "(android)", "l'Android", "iOS/Android", "Android’s", "_android_"]
        {
            assert!(has(text, "android"), "{text}");
        }
        for text in ["androids", "paranoid", "Androidversion", "Андроид"] {
            assert!(!has(text, "android"), "{text}");
        }
        assert!(has("ANDROİD", "android") && has("ΛΌΓΟΣ", "λόγος") && has("GROSSE", "große"));
    }

    #[test]
    fn what_looks_alike_is_alike() {
        for text in ["Ａｎｄｒｏｉｄ", "an\u{AD}droid", "and\u{200B}roid", "ANDROID\u{FEFF}"] {
            assert!(has(text, "android"), "{text:?}");
        }
        assert!(has("cafe\u{301}", "café"));
        assert!(!has("cafe\u{301}", "cafe"));
    }

    #[test]
    fn a_phrase_spans_spaces_line_ends_and_hyphens_but_no_sentence() {
        for text in ["Coming soon!", "coming\nsoon", "coming  soon", "coming-soon", "coming\u{A0}soon"] {
            assert!(has(text, "coming soon"), "{text:?}");
        }
        for text in ["Coming. Soon", "coming, soon", "coming very soon", "upcoming soon", "coming sooner"] {
            assert!(!has(text, "coming soon"), "{text:?}");
        }
    }

    #[test]
    fn scripts_without_spaces_have_words_all_the_same() {
        for text in ["Android版", "対応Android", "안드로이드Android용", "สำหรับAndroidเท่านั้น"]
        {
            assert!(has(text, "android"), "{text}");
        }
        assert!(has("支持安卓手机", "安卓") && has("무료로 받기", "무료"));
        assert!(has("アンドロイド版", "アンドロイド"));
        assert!(!has("アンドロイド", "アンド"));
    }

    #[test]
    fn a_word_knows_its_line() {
        assert_eq!(words("one\n\ntwo").iter().map(|word| word.line).collect::<Vec<_>>(), [0, 2]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_has_words_and_each_is_found(text in "\\PC{0,40}") {
            let words = words(&text);
            for word in &words {
                prop_assert!(!word.seen.is_empty());
            }
            prop_assert!(words.is_empty() || !Phrase::new(&words[0].seen).places(&words).is_empty());
        }
    }
}
