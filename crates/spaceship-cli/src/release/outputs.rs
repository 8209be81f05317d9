//! Values that a stage hands on, in a dotenv file without quotes, as all tools write it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use console::Failure;

/// The variable that names the file in which a build may hand on values.
pub(super) const OUTPUTS: &str = "GANTRY_OUTPUTS";

/// Reads what was handed on; nothing where there is no file.
pub(super) fn read(path: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => {
            return Err(Failure::invalid(format!("cannot read {}", path.display())).cause(error.to_string()));
        }
    };
    parse(&text).map_err(|line| {
        // The line may hold a secret: its number says enough.
        Failure::invalid(format!("{}:{line}: it is no NAME=value", path.display()))
    })
}

/// The values by their names, or the number of a line that is none.
fn parse(text: &str) -> Result<BTreeMap<String, String>, usize> {
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let value = |(line, number): (&str, usize)| {
        let (name, value) = line.split_once('=').ok_or(number)?;
        let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let named =
            !name.is_empty() && name.chars().all(fits) && !name.starts_with(|c: char| c.is_ascii_digit());
        if named && !value.contains('\0') { Ok((name.to_owned(), value.to_owned())) } else { Err(number) }
    };
    lines.map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_taken_as_they_stand() {
        let values = parse("A=1\n\nB=a=b \"c\"\nC=\n").unwrap();
        let expected = [("A", "1"), ("B", "a=b \"c\""), ("C", "")];
        assert_eq!(values, expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        for (text, line) in [("A=1\nx", 2), ("=1", 1), ("A B=1", 1), ("1A=1", 1), ("A=\0", 1)] {
            assert_eq!(parse(text), Err(line), "{text}");
        }
    }

    #[test]
    fn no_file_hands_nothing_on() {
        assert_eq!(read(Path::new("/nonexistent/file")).unwrap(), BTreeMap::new());
    }
}
