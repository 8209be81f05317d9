//! `.env` files beside fastlane's folder, as fastlane loads them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::environment::Environment;
use crate::exit;
use crate::failure::Failure;

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
    for (index, line) in text.lines().enumerate() {
        let line = line.trim().trim_start_matches('\u{FEFF}');
        let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        // The line may hold a secret: its number says enough.
        let wrong = |why: &str| Failure::invalid(format!("{}:{}: {why}", path.display(), index + 1));
        let (name, value) = line.split_once('=').ok_or_else(|| wrong("it is no NAME=value"))?;
        let value = value_of(value.trim(), environment).map_err(wrong)?;
        environment.set(name.trim(), value, replace);
    }
    Ok(())
}

fn value_of(text: &str, environment: &Environment) -> Result<String, &'static str> {
    if let Some(inner) = text.strip_prefix('\'') {
        return inner.split_once('\'').map(|(value, _)| value.to_owned()).ok_or("a quote is not closed");
    }
    let (raw, quoted) = match text.strip_prefix('"') {
        Some(inner) => (closed(inner).ok_or("a quote is not closed")?, true),
        None => (text.split(" #").next().unwrap_or_default().trim_end(), false),
    };
    if raw.contains("$(") {
        return Err("it runs a command, which Gantry does not do: write the value there");
    }
    let expanded = expanded(raw, environment);
    Ok(if quoted { expanded.replace("\\n", "\n").replace("\\\"", "\"") } else { expanded })
}

/// The text up to the closing double quote.
fn closed(text: &str) -> Option<&str> {
    let mut escaped = false;
    let end = text.char_indices().find(|(_, letter)| {
        let closes = *letter == '"' && !escaped;
        escaped = *letter == '\\' && !escaped;
        closes
    })?;
    text.get(..end.0)
}

/// `$NAME` and `${NAME}` replaced by their values; an unset one by nothing.
fn expanded(text: &str, environment: &Environment) -> String {
    let mut parts = text.split('$');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let braced = part.strip_prefix('{').and_then(|part| part.split_once('}'));
        let end = part
            .find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))
            .unwrap_or(part.len());
        let (name, rest) = braced.unwrap_or_else(|| part.split_at(end));
        if name.is_empty() {
            out.push('$');
        }
        out.push_str(environment.get(name).unwrap_or_default());
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
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
}
