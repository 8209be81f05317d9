//! HTML in which only this crate's own literals are markup: every value is escaped on its way out.

use std::fmt::{self, Display, Write as _};
use std::io;

/// Writes markup and text.
pub(super) struct Html<W> {
    out: W,
}

/// Writes one piece after another: literals are markup, every other expression is text.
macro_rules! html {
    ($html:expr $(,)?) => {};
    ($html:expr, $markup:literal $(, $($rest:tt)*)?) => {{
        $html.markup($markup)?;
        $(html!($html, $($rest)*);)?
    }};
    ($html:expr, $text:expr $(, $($rest:tt)*)?) => {{
        $html.text(&$text)?;
        $(html!($html, $($rest)*);)?
    }};
}
pub(super) use html;

impl<W: io::Write> Html<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out }
    }

    /// Markup as it stands. That it lives forever keeps out what was read from a file or a server.
    pub(super) fn markup(&mut self, markup: &'static str) -> io::Result<()> {
        self.out.write_all(markup.as_bytes())
    }

    /// Text, as content or between the quotes of an attribute.
    pub(super) fn text(&mut self, text: impl Display) -> io::Result<()> {
        write!(self.out, "{}", Escaped(text))
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Bytes whose alphabet has nothing to escape: base64.
    pub(super) fn base64(&mut self, from: &mut impl io::Read) -> io::Result<()> {
        let mut encoder =
            base64::write::EncoderWriter::new(&mut self.out, &base64::engine::general_purpose::STANDARD);
        io::copy(from, &mut encoder)?;
        encoder.finish().map(drop)
    }
}

/// A value whose text is no markup, and in which control characters can be seen.
struct Escaped<T>(T);

impl<T: Display> Display for Escaped<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(formatter), "{}", self.0)
    }
}

struct Escaping<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl fmt::Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|letter| match letter {
            '&' => self.0.write_str("&amp;"),
            '<' => self.0.write_str("&lt;"),
            '>' => self.0.write_str("&gt;"),
            '"' => self.0.write_str("&quot;"),
            '\'' => self.0.write_str("&#39;"),
            '\n' | '\t' => self.0.write_char(letter),
            // HTML has no way to write most of these; Unicode has a picture of each.
            '\0'..='\u{1f}' => {
                self.0.write_char(char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'))
            }
            '\u{7f}' => self.0.write_char('\u{2421}'),
            '\u{80}'..='\u{9f}' => self.0.write_char('\u{fffd}'),
            _ => self.0.write_char(letter),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn escaped(text: &str) -> String {
        Escaped(text).to_string()
    }

    /// What a browser makes of text that was escaped.
    fn unescaped(html: &str) -> String {
        let known = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
        known.iter().fold(html.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
    }

    #[test]
    fn markup_stays_text() {
        assert_eq!(
            escaped("<script>alert(\"1\")</script>"),
            "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"
        );
        assert_eq!(escaped("' onerror='x"), "&#39; onerror=&#39;x");
        assert_eq!(escaped("&lt;"), "&amp;lt;");
        assert_eq!(escaped("a\0b\u{1b}[31m\u{7f}\u{9b}\r"), "a␀b␛[31m␡\u{fffd}␍");
    }

    #[test]
    fn bytes_become_base64_to_the_last_one() {
        let mut out = Vec::new();
        Html::new(&mut out).base64(&mut [1_u8, 2, 3, 255].as_slice()).unwrap();
        assert_eq!(out, b"AQID/w==");
    }

    proptest! {
        #[test]
        fn no_text_leaves_its_place_and_none_is_lost(text in any::<String>()) {
            let html = escaped(&text);
            prop_assert!(!html.contains(['<', '>', '"', '\'']));
            prop_assert!(!html.contains(|letter: char| letter.is_control() && !matches!(letter, '\n' | '\t')));
            if !text.contains(|letter: char| letter.is_control()) {
                prop_assert_eq!(unescaped(&html), text);
            }
        }
    }
}
