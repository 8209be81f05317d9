//! The old encoding of NeXTSTEP: `{ key = value; }`, `( a, b )`, `<0fbd77>`, `text` and `"text"`.

use plist::{Dictionary, Value};

/// What such a list may nest.
const MAX_DEPTH: usize = 64;

/// Reads a list. All values are text, data, arrays and dictionaries.
pub(super) fn read(bytes: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
    let mut reader = Reader { rest: text.strip_prefix('\u{FEFF}').unwrap_or(text) };
    let value = reader.value(0)?;
    reader.skip_space()?;
    if reader.rest.is_empty() { Ok(value) } else { Err("something follows its end".to_owned()) }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Result<Value, String> {
        if depth > MAX_DEPTH {
            return Err(format!("it nests more than {MAX_DEPTH} dictionaries and arrays"));
        }
        self.skip_space()?;
        match self.rest.chars().next() {
            Some('{') => self.dictionary(depth),
            Some('(') => self.array(depth),
            Some('<') => self.data(),
            _ => Ok(Value::String(self.text()?)),
        }
    }

    fn dictionary(&mut self, depth: usize) -> Result<Value, String> {
        self.expect('{')?;
        let mut dictionary = Dictionary::new();
        while !self.takes('}')? {
            let key = self.text()?;
            self.expect('=')?;
            dictionary.insert(key, self.value(depth + 1)?);
            // The last semicolon may be left out.
            if !self.takes(';')? {
                self.expect('}')?;
                break;
            }
        }
        Ok(Value::Dictionary(dictionary))
    }

    fn array(&mut self, depth: usize) -> Result<Value, String> {
        self.expect('(')?;
        let mut array = Vec::new();
        while !self.takes(')')? {
            array.push(self.value(depth + 1)?);
            if !self.takes(',')? {
                self.expect(')')?;
                break;
            }
        }
        Ok(Value::Array(array))
    }

    fn data(&mut self) -> Result<Value, String> {
        self.expect('<')?;
        let (digits, rest) = self.rest.split_once('>').ok_or_else(cut)?;
        self.rest = rest;
        let digits = digits.chars().filter(|letter| !letter.is_ascii_whitespace());
        let digits = digits.map(|digit| digit.to_digit(16)).collect::<Option<Vec<_>>>();
        let bytes = digits.filter(|digits| digits.len().is_multiple_of(2)).and_then(|digits| {
            digits.chunks_exact(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect()
        });
        bytes.map(Value::Data).ok_or_else(|| "its data is not in hexadecimal digits".to_owned())
    }

    fn text(&mut self) -> Result<String, String> {
        self.skip_space()?;
        if let Some(quote @ ('"' | '\'')) = self.rest.chars().next() {
            return self.quoted(quote);
        }
        let bare = |letter: char| letter.is_alphanumeric() || "_$/:.-".contains(letter);
        let end = self.rest.find(|letter| !bare(letter)).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        match rest.chars().next() {
            _ if !text.is_empty() => Ok(text.to_owned()),
            Some(letter) => Err(format!("{letter:?} stands where a text should be")),
            None => Err(cut()),
        }
    }

    fn quoted(&mut self, quote: char) -> Result<String, String> {
        let mut text = String::new();
        let mut letters = self.rest.char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            match letter {
                _ if letter == quote => {
                    self.rest = self.rest.get(at + 1..).unwrap_or_default();
                    return Ok(text);
                }
                '\\' => {
                    let (_, escaped) = letters.next().ok_or_else(cut)?;
                    text.push(match escaped {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'U' | 'u' => {
                            let digits = letters.by_ref().take(4).map(|(_, digit)| digit).collect::<String>();
                            let number = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                            number.ok_or_else(|| "it has an escape that is no letter".to_owned())?
                        }
                        same => same,
                    });
                }
                same => text.push(same),
            }
        }
        Err(cut())
    }

    /// Takes the letter if it is next.
    fn takes(&mut self, letter: char) -> Result<bool, String> {
        self.skip_space()?;
        let rest = self.rest.strip_prefix(letter);
        self.rest = rest.unwrap_or(self.rest);
        Ok(rest.is_some())
    }

    fn expect(&mut self, letter: char) -> Result<(), String> {
        if self.takes(letter)? { Ok(()) } else { Err(format!("{letter:?} is missing in it")) }
    }

    /// Passes over white space and comments.
    fn skip_space(&mut self) -> Result<(), String> {
        loop {
            self.rest = self.rest.trim_start();
            if let Some(comment) = self.rest.strip_prefix("//") {
                self.rest = comment.split_once('\n').map_or("", |(_, rest)| rest);
            } else if let Some(comment) = self.rest.strip_prefix("/*") {
                self.rest = comment.split_once("*/").ok_or_else(cut)?.1;
            } else {
                return Ok(());
            }
        }
    }
}

fn cut() -> String {
    "it ends early".to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<Value, String> {
        super::read(text.as_bytes())
    }

    #[test]
    fn all_that_the_old_encoding_has_is_read() {
        let text = "// Info\n{\n  CFBundleIdentifier = com.example.demo; /* an id */\n  \
                    \"CFBundleName\" = \"D\\U00e9mo \\\"1\\\"\";\n  UIDeviceFamily = (1, \"2\",);\n  \
                    blob = <0fbd 77>; Inner = { a = b }\n}\n";
        let list = read(text).unwrap().into_dictionary().unwrap();
        assert_eq!(list.get("CFBundleIdentifier"), Some(&"com.example.demo".into()));
        assert_eq!(list.get("CFBundleName"), Some(&"D\u{e9}mo \"1\"".into()));
        assert_eq!(list.get("UIDeviceFamily"), Some(&Value::Array(vec!["1".into(), "2".into()])));
        assert_eq!(list.get("blob"), Some(&Value::Data(vec![0x0F, 0xBD, 0x77])));
        assert_eq!(list.get("Inner").and_then(|inner| inner.as_dictionary()?.get("a")), Some(&"b".into()));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, said) in [
            ("{ a = b; ", "a text should be"),
            ("{ a = ", "ends early"),
            ("{ a b }", "'=' is missing"),
            ("{ a = (b c) }", "')' is missing"),
            ("{ a = <0g> }", "hexadecimal"),
            ("{ a = <012> }", "hexadecimal"),
            ("{ a = \"b }", "ends early"),
            ("{ a = \"\\Ud800\" }", "no letter"),
            ("{ } x", "something follows"),
            ("/* {", "ends early"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(said) || error.contains("ends early"), "{text}: {error}");
        }
        assert!(read(&"(".repeat(100_000)).unwrap_err().contains("nests more than"));
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text in "[ -~\n]{0,200}") {
            let _ = read(&format!("{{{text}"));
        }

        #[test]
        fn what_is_quoted_comes_back(words in proptest::collection::vec("[a-z \"\\\\]{0,8}", 0..6)) {
            let quoted = |word: &String| format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""));
            let text = format!("({})", words.iter().map(quoted).collect::<Vec<_>>().join(","));
            let expected = Value::Array(words.into_iter().map(Value::String).collect());
            prop_assert_eq!(read(&text), Ok(expected));
        }
    }
}
