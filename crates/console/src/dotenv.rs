//! `.env` files beside fastlane's folder, as fastlane loads them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::environment::Environment;
use crate::exit;
use crate::failure::Failure;

/// Where the API is.
const ENDPOINT: &str = "SPACESHIP_ENDPOINT";
/// A file of the project is written by whoever proposes a change to it, and the key is not theirs.
const ELSEWHERE: &str = "a file of the project may lead to this machine only, such as to a simulator: credentials go \
    to the place that is named; set SPACESHIP_ENDPOINT outside the project";

/// Loads `.env` and `.env.default` without touching what is set, then `.env.NAME` of each name over what is set.
pub(crate) fn load(folder: &Path, names: &[String], environment: &mut Environment) -> Result<(), Failure> {
    let Some(place) = place(folder) else {
        return match names.first() {
            None => Ok(()),
            Some(name) => {
                Err(Failure::invalid(format!("there is no .env.{name} in fastlane's folder or beside it")))
            }
        };
    };
    for name in [".env", ".env.default"] {
        let path = place.join(name);
        if path.is_file() {
            read(&path, false, environment)?;
        }
    }
    for name in names {
        read(&place.join(format!(".env.{name}")), true, environment)?;
    }
    Ok(())
}

/// fastlane's folder, or else the one that holds it, whichever has a `.env` file.
fn place(folder: &Path) -> Option<PathBuf> {
    let fastlane =
        ["fastlane", ".fastlane"].iter().map(|name| folder.join(name)).find(|path| path.is_dir())?;
    [fastlane, folder.to_owned()].into_iter().find(|place| has_env_file(place))
}

fn has_env_file(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with(".env"))
}

fn read(path: &Path, replace: bool, environment: &mut Environment) -> Result<(), Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::new(exit::INVALID, format!("cannot read {}", path.display())).cause(error.to_string())
    };
    let text = fs::read_to_string(path).map_err(unreadable)?;
    let mut lines = text.trim_start_matches('\u{FEFF}').lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        let line = line.trim();
        let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        // The line may hold a secret: its number says enough.
        let wrong = |why: &str| Failure::invalid(format!("{}:{number}: {why}", path.display()));
        let (name, value) = line.split_once('=').ok_or_else(|| wrong("it is no NAME=value"))?;
        let mut value = value.trim().to_owned();
        while is_open(&value) {
            let (next, _) = lines.next().ok_or_else(|| wrong("a quote is not closed"))?;
            value.push('\n');
            value.push_str(next.trim_end());
        }
        let value = value_of(&value, environment).map_err(wrong)?;
        if name.trim() == ENDPOINT && !value.is_empty() && !spaceship::client::is_this_machine(&value) {
            return Err(wrong(ELSEWHERE));
        }
        environment.set(name.trim(), value, replace);
    }
    Ok(())
}

/// Whether a quoted value goes on in the next line, as the text of a key does.
fn is_open(value: &str) -> bool {
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    quote.is_some_and(|quote| closed(&value[quote.len_utf8()..], quote).is_none())
}

fn value_of(text: &str, environment: &Environment) -> Result<String, &'static str> {
    if let Some(value) = text.strip_prefix('\'').and_then(|inner| closed(inner, '\'')) {
        return Ok(value.to_owned());
    }
    let inner = text.strip_prefix('"').and_then(|inner| closed(inner, '"'));
    let (raw, quoted) = match inner {
        Some(inner) => (inner, true),
        None => (text.split(" #").next().unwrap_or_default().trim_end(), false),
    };
    if raw.replace("\\$", "").contains("$(") {
        return Err("it runs a command, which Gantry does not do: write the value there");
    }
    Ok(expanded(raw, quoted, environment))
}

/// The text up to the closing quote. Between single quotes a backslash is nothing special.
fn closed(text: &str, quote: char) -> Option<&str> {
    let mut escaped = false;
    let end = text.char_indices().find(|(_, letter)| {
        let closes = *letter == quote && !escaped;
        escaped = quote == '"' && *letter == '\\' && !escaped;
        closes
    })?;
    text.get(..end.0)
}

/// `$NAME` and `${NAME}` replaced by their values, an unset one by nothing; `\$` is a dollar. In double quotes
/// `\n` is a line break, and a backslash takes its meaning from the letter after it.
fn expanded(text: &str, quoted: bool, environment: &Environment) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['$', '\\']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let mut letters = after.chars();
        let (mark, next) = (letters.next(), letters.next());
        rest = if mark == Some('$') {
            variable(&after[1..], environment, &mut out)
        } else {
            match next {
                Some('n') if quoted => out.push('\n'),
                Some('$') => out.push('$'),
                Some(letter @ ('"' | '\\')) if quoted => out.push(letter),
                Some(letter) => out.extend(['\\', letter]),
                None => out.push('\\'),
            }
            letters.as_str()
        };
    }
    out + rest
}

/// Puts the value of the variable at the start of `text` to `out`, and answers what follows its name.
fn variable<'a>(text: &'a str, environment: &Environment, out: &mut String) -> &'a str {
    let braced = text.strip_prefix('{').and_then(|text| text.split_once('}'));
    let end =
        text.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')).unwrap_or(text.len());
    let (name, rest) = braced.unwrap_or_else(|| text.split_at(end));
    if name.is_empty() {
        out.push('$');
    }
    out.push_str(environment.get(name).unwrap_or_default());
    rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("fastlane")).unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn the_process_beats_env_and_env_beats_its_default() {
        let folder = project(&[
            ("fastlane/.env", "A=env\nB='e n v' # c\nexport C=\"$A-${X}\"\n\nD=a b # c\n"),
            ("fastlane/.env.default", "A=default\nE=default\n"),
            ("fastlane/.env.beta", "X=beta\n"),
        ]);
        let mut environment = Environment::from([("X", "process")]);
        load(folder.path(), &["beta".to_owned()], &mut environment).unwrap();
        let all = ["A", "B", "C", "D", "E", "X"].map(|name| environment.get(name).unwrap());
        assert_eq!(all, ["env", "e n v", "env-process", "a b", "default", "beta"]);
    }

    #[test]
    fn nothing_is_loaded_without_fastlanes_folder() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".env"), "A=1").unwrap();
        let mut environment = Environment::default();
        load(folder.path(), &[], &mut environment).unwrap();
        assert_eq!(environment.get("A"), None);
    }

    #[test]
    fn a_command_or_an_open_quote_is_named_without_its_value() {
        for text in ["A=ok\nB=$(secret)", "A=ok\nB=\"secret"] {
            let folder = project(&[("fastlane/.env", text)]);
            let failure = load(folder.path(), &[], &mut Environment::default()).unwrap_err();
            assert!(failure.message.contains(".env:2") && !failure.message.contains("secret"), "{failure}");
        }
    }

    #[test]
    fn a_file_of_the_project_leads_credentials_to_no_other_host() {
        for (text, loads) in [
            ("SPACESHIP_ENDPOINT=http://127.0.0.1:4711", true),
            ("SPACESHIP_ENDPOINT=", true),
            ("SPACESHIP_ENDPOINT=https://example.com", false),
            ("HOST=example.com\nexport SPACESHIP_ENDPOINT = \"https://127.0.0.1@$HOST\"", false),
        ] {
            let folder = project(&[("fastlane/.env", text), ("fastlane/.env.beta", text)]);
            for names in [Vec::new(), vec!["beta".to_owned()]] {
                let loaded = load(folder.path(), &names, &mut Environment::default());
                assert_eq!(loaded.is_ok(), loads, "{text}");
            }
        }
    }

    #[test]
    fn a_quoted_value_may_have_several_lines_and_a_dollar_may_be_meant() {
        let folder = project(&[(
            "fastlane/.env",
            "KEY=\"-----BEGIN\nabc==\n-----END\" # the key\nONE='a\n# b'\nPRICE=\"\\$A\"\nLAST=1\n",
        )]);
        let mut environment = Environment::from([("A", "x")]);
        load(folder.path(), &[], &mut environment).unwrap();
        let all = ["KEY", "ONE", "PRICE", "LAST"].map(|name| environment.get(name).unwrap());
        assert_eq!(all, ["-----BEGIN\nabc==\n-----END", "a\n# b", "$A", "1"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_value_is_read_or_refused(text in "[aA\"'\\\\${}()# \né]{0,40}") {
            let _ = value_of(&text, &Environment::from([("A", "x")]));
            let _ = is_open(&text);
        }

        #[test]
        fn what_single_quotes_hold_is_taken_as_it_is(text in "[^']{0,40}") {
            prop_assert_eq!(value_of(&format!("'{text}' # c"), &Environment::default()), Ok(text));
        }
    }
}
