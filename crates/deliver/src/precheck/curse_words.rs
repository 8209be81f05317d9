//! Words that may offend, by language.
//!
//! The list has SHA-256 of the words, so that nobody who reads this repository has to read them. A line is a
//! language and the hash of one word, folded as `words` does: `printf %s WORD | sha256sum`. A test shows it with a
//! harmless word that stands at the end of the list under a language that no locale has.

use std::collections::HashSet;
use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA256, digest};

use super::words::Word;

static HASHES: LazyLock<HashSet<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("curse_words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')).collect()
});

/// Those of the words that may offend in a locale's language: as they are written, each with its line. A language
/// that is not known has none.
pub(super) fn cursed(locale: &str, words: &[Word]) -> Vec<(String, usize)> {
    let language = locale.split('-').next().unwrap_or(locale);
    if !HASHES.iter().any(|(of, _)| *of == language) {
        return Vec::new();
    }
    let is_cursed = |word: &&Word| HASHES.contains(&(language, hash(&word.folded).as_str()));
    words.iter().filter(is_cursed).map(|word| (word.seen.clone(), word.line)).collect()
}

fn hash(word: &str) -> String {
    use std::fmt::Write;
    digest(&SHA256, word.as_bytes()).as_ref().iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn a_word_of_the_list_is_found_whole_and_in_its_language() {
        let found = cursed("example-XX", &words("A lovely\nFIDDLESTICKS, that"));
        assert_eq!(found, [("FIDDLESTICKS".to_owned(), 1)]);
        assert!(cursed("example-XX", &words("fiddlesticksy fiddle")).is_empty());
        assert!(cursed("en-US", &words("fiddlesticks")).is_empty());
        assert!(cursed("ja", &words("fiddlesticks")).is_empty());
    }

    #[test]
    fn every_line_is_a_language_and_a_hash() {
        let lines = include_str!("curse_words.txt").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let (language, hash) = line.split_once(' ').unwrap();
            assert!(language.bytes().all(|letter| letter.is_ascii_lowercase()), "{line}");
            assert!(hash.len() == 64 && hash.bytes().all(|letter| letter.is_ascii_hexdigit()), "{line}");
        }
        for language in ["de", "en", "es", "fr", "it", "nl", "pt"] {
            assert!(HASHES.iter().filter(|(of, _)| *of == language).count() > 5, "{language}");
        }
    }
}
