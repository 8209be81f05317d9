//! Names that the portal takes.

use md5::{Digest as _, Md5};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters that are no base letter with a mark.
const LETTERS: [(char, &str); 16] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('Æ', "AE"),
    ('œ', "oe"),
    ('Œ', "OE"),
    ('ø', "o"),
    ('Ø', "O"),
    ('đ', "d"),
    ('Đ', "D"),
    ('ð', "d"),
    ('Ð', "D"),
    ('ł', "l"),
    ('Ł', "L"),
    ('ı', "i"),
    ('þ', "th"),
    ('Þ', "Th"),
];

/// The name as Apple takes it for app ids, groups and containers: accents dropped, what is then not ASCII or is one of
/// `. @ & * "` left out. A name that changed gets the MD5 of what it was, so that two names stay two.
pub(super) fn valid_name(name: &str) -> String {
    let plain = name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(|c| {
        let letter = LETTERS.iter().find(|(letter, _)| *letter == c);
        letter.map_or_else(|| c.to_string(), |(_, plain)| (*plain).to_owned()).chars().collect::<Vec<_>>()
    });
    let valid = plain.filter(|c| c.is_ascii() && !".@&*\"".contains(*c)).collect::<String>();
    if valid == name {
        return valid;
    }
    let hash = Md5::digest(name.as_bytes());
    hash.iter().fold(valid + " ", |text, byte| text + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_apple_refuses_is_left_out_and_the_name_stays_its_own() {
        let recorded = "Development App  df6c636c48ddc589f653b5bff7538e77";
        assert_eq!(valid_name("Development App. λ@&*\""), recorded);
        assert_eq!(valid_name("Sunlit App 2-b_(x)"), "Sunlit App 2-b_(x)");
        assert!(valid_name("Äpfel & Łódź ß").starts_with("Apfel  Lodz ss "));
        assert_ne!(valid_name("Müsli"), valid_name("Musli"));
    }
}
