//! Literal values of Ruby, as JSON.

use serde_json::{Map, Value};

use crate::environment::Environment;

/// Values lie in each other no deeper than people write them.
const DEEPEST: usize = 16;

/// A text that is read from its beginning. What is more than a literal ends it with `None`.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Where the line after this one goes on: behind the heredocs that were begun in this one.
    resume: Option<usize>,
    environment: &'a Environment,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, environment: &'a Environment) -> Self {
        Self { text, at: 0, resume: None, environment }
    }

    /// The number of the line that is read, from 1.
    pub(super) fn line(&self) -> usize {
        self.text.get(..self.at).unwrap_or_default().matches('\n').count() + 1
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes over a text, if it comes next.
    pub(super) fn take(&mut self, expected: &str) -> bool {
        let is_next = self.rest().starts_with(expected);
        if is_next {
            self.at += expected.len();
        }
        is_next
    }

    /// Passes over blanks within a line.
    pub(super) fn blanks(&mut self) {
        let blank = |letter: char| matches!(letter, ' ' | '\t' | '\r');
        self.at += self.rest().len() - self.rest().trim_start_matches(blank).len();
    }

    /// Passes over blanks, comments, and the ends of lines.
    pub(super) fn space(&mut self) {
        loop {
            self.blanks();
            match self.peek() {
                Some('#') => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
                Some('\n') => self.at = self.resume.take().unwrap_or(self.at + 1),
                _ => return,
            }
        }
    }

    /// Whether the line is at its end, but for a comment.
    pub(super) fn ends_line(&mut self) -> bool {
        self.blanks();
        matches!(self.peek(), None | Some('\n' | '#' | ';'))
    }

    /// Goes to the beginning of the next line.
    pub(super) fn next_line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        if self.peek() == Some('\n') {
            self.at = self.resume.take().unwrap_or(self.at + 1);
        }
    }

    /// A name in small letters, as of a setting.
    pub(super) fn name(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'));
        let name = rest.get(..end.unwrap_or(rest.len()))?;
        if !name.starts_with(|letter: char| letter.is_ascii_lowercase()) {
            return None;
        }
        self.at += name.len();
        Some(name)
    }

    /// A value, or the pairs of a hash without its braces.
    pub(super) fn argument(&mut self) -> Option<Value> {
        let begin = self.at;
        if let Some(key) = self.key() {
            let mut all = Map::new();
            self.space();
            all.insert(key, self.value(1)?);
            loop {
                let end = self.at;
                self.space();
                if !self.take(",") {
                    self.at = end;
                    return Some(Value::Object(all));
                }
                self.space();
                let key = self.key()?;
                self.space();
                all.insert(key, self.value(1)?);
            }
        }
        self.at = begin;
        self.value(0)
    }

    /// The key of a pair, together with what stands between it and its value.
    fn key(&mut self) -> Option<String> {
        if let Some(name) = self.name()
            && self.rest().starts_with(':')
            && !self.rest().starts_with("::")
        {
            self.at += 1;
            return Some(name.to_owned());
        }
        let key = match self.peek()? {
            quote @ ('"' | '\'') => {
                let text = self.quoted(quote)?;
                if self.take(":") {
                    return Some(text);
                }
                text
            }
            ':' => self.symbol()?,
            _ => return None,
        };
        self.blanks();
        self.take("=>").then_some(key)
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let found = match self.peek()? {
            quote @ ('"' | '\'') => self.quoted(quote)?.into(),
            '[' => self.array(depth)?,
            '{' => self.hash(depth)?,
            ':' => self.symbol()?.into(),
            '%' => self.words()?,
            '<' => self.heredoc()?.into(),
            _ if self.rest().starts_with("ENV") => return self.variable(depth),
            _ => self.word()?,
        };
        Some(found)
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut all = Vec::new();
        loop {
            self.space();
            if self.take("]") {
                return Some(all.into());
            }
            all.push(self.value(depth + 1)?);
            self.space();
            if !self.take(",") && !self.rest().starts_with(']') {
                return None;
            }
        }
    }

    fn hash(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut all = Map::new();
        loop {
            self.space();
            if self.take("}") {
                return Some(Value::Object(all));
            }
            let begin = self.at;
            let key = self.key().or_else(|| {
                self.at = begin;
                None
            })?;
            self.space();
            all.insert(key, self.value(depth + 1)?);
            self.space();
            if !self.take(",") && !self.rest().starts_with('}') {
                return None;
            }
        }
    }

    fn symbol(&mut self) -> Option<String> {
        self.at += 1;
        if let Some(quote @ ('"' | '\'')) = self.peek() {
            return self.quoted(quote);
        }
        self.name().map(str::to_owned)
    }

    /// `%w[a b]` and its like.
    fn words(&mut self) -> Option<Value> {
        if !self.take("%w") && !self.take("%i") {
            return None;
        }
        let close = match self.peek()? {
            '[' => ']',
            '(' => ')',
            '{' => '}',
            _ => return None,
        };
        self.at += 1;
        let end = self.rest().find(close)?;
        let words = self.rest().get(..end)?;
        if words.contains('\\') {
            return None;
        }
        self.at += end + 1;
        Some(words.split_whitespace().map(Value::from).collect::<Vec<_>>().into())
    }

    /// `<<~END`, `<<-END` and `<<END`: the lines up to one that is END.
    fn heredoc(&mut self) -> Option<String> {
        let (squiggly, indented) = if self.take("<<~") {
            (true, true)
        } else if self.take("<<-") {
            (false, true)
        } else if self.take("<<") {
            (false, false)
        } else {
            return None;
        };
        let quote = self.peek().filter(|quote| matches!(quote, '"' | '\''));
        let name = if let Some(quote) = quote {
            self.quoted(quote)?
        } else {
            let rest = self.rest();
            let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'));
            let name = rest.get(..end.unwrap_or(rest.len()))?.to_owned();
            self.at += name.len();
            name
        };
        let begin = match self.resume {
            Some(resume) => resume,
            None => self.at + self.rest().find('\n')? + 1,
        };
        let (mut lines, mut at) = (Vec::new(), begin);
        loop {
            let rest = self.text.get(at..).filter(|rest| !rest.is_empty())?;
            let line = rest.split('\n').next().unwrap_or_default();
            at += line.len() + usize::from(rest.len() > line.len());
            let line = line.trim_end_matches('\r');
            if (if indented { line.trim_start() } else { line }) == name && !name.is_empty() {
                break;
            }
            lines.push(line);
        }
        self.resume = Some(at);
        // Between double quotes, as without any, text may be more than a literal.
        if quote != Some('\'') && lines.iter().any(|line| line.contains("#{") || line.contains('\\')) {
            return None;
        }
        let margin = |line: &&str| line.len() - line.trim_start().len();
        let margin =
            lines.iter().filter(|line| !line.trim().is_empty()).map(margin).min().unwrap_or_default();
        let cut =
            lines.iter().map(|line| if squiggly { line.get(margin..).unwrap_or_default() } else { line });
        Some(cut.flat_map(|line| [line, "\n"]).collect())
    }

    /// `ENV["X"]`, `ENV.fetch("X", "default")`, each perhaps with `|| default`.
    fn variable(&mut self, depth: usize) -> Option<Value> {
        self.at += "ENV".len();
        let (fetches, close) = if self.take("[") {
            (false, "]")
        } else if self.take(".fetch(") {
            (true, ")")
        } else {
            return None;
        };
        self.blanks();
        let quote = self.peek().filter(|quote| matches!(quote, '"' | '\''))?;
        let name = self.quoted(quote)?;
        let mut found = self.environment.get(&name).map_or(Value::Null, Value::from);
        self.blanks();
        if fetches && self.take(",") {
            self.space();
            let other = self.value(depth + 1)?;
            found = if found.is_null() { other } else { found };
            self.blanks();
        }
        if !self.take(close) {
            return None;
        }
        let end = self.at;
        self.blanks();
        if !self.take("||") {
            self.at = end;
            return Some(found);
        }
        self.space();
        let other = self.value(depth + 1)?;
        Some(if found.is_null() { other } else { found })
    }

    /// `true`, `false`, `nil`, a number, or a word without quotes, as fastlane's Appfile takes it.
    fn word(&mut self) -> Option<Value> {
        let rest = self.rest();
        let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || "_.-".contains(letter)));
        let word = rest.get(..end.unwrap_or(rest.len())).filter(|word| !word.is_empty())?;
        self.at += word.len();
        Some(match word {
            "nil" => Value::Null,
            "true" => true.into(),
            "false" => false.into(),
            word => match word.replace('_', "").parse::<i64>() {
                Ok(number) if !word.starts_with('0') || word == "0" => number.into(),
                _ => word.into(),
            },
        })
    }

    /// A string literal. Interpolation is more than a literal.
    fn quoted(&mut self, quote: char) -> Option<String> {
        let mut letters = self.rest().char_indices().skip(1);
        let mut out = String::new();
        while let Some((at, letter)) = letters.next() {
            match letter {
                letter if letter == quote => {
                    self.at += at + 1;
                    return Some(out);
                }
                '\\' => match (quote, letters.next()?.1) {
                    ('"', 'n') => out.push('\n'),
                    ('"', 't') => out.push('\t'),
                    (_, escaped @ ('\\' | '"' | '\'')) => out.push(escaped),
                    ('\'', other) => out.extend(['\\', other]),
                    _ => return None,
                },
                '#' if quote == '"' && self.rest().get(at + 1..)?.starts_with('{') => return None,
                letter => out.push(letter),
            }
        }
        None
    }
}
