//! fastlane's spelling of a command line, brought into the form that clap reads: `--app_identifier` for
//! `--app-identifier`, and a verb where none is given.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::Command;

/// Flags that may stand before the verb and take no value.
const LEADING: [&str; 4] = ["--verbose", "--quiet", "--dry-run", "--exit-code"];

/// The command line as clap is to read it. `verb` is put in where the user gave none.
pub(crate) fn normalized(command: &Command, verb: &str, given: Vec<OsString>) -> Vec<OsString> {
    let known = long_options(command);
    let mut words = given.into_iter().map(|word| respelled(word, &known)).collect::<Vec<_>>();
    let first = words.iter().skip(1).position(|word| !LEADING.iter().any(|flag| word == flag));
    let place = first.map_or(words.len(), |first| first + 1);
    let word = words.get(place).and_then(|word| word.to_str());
    let verbs = command
        .get_subcommands()
        .flat_map(|verb| std::iter::once(verb.get_name()).chain(verb.get_all_aliases()));
    let is_verb = word.is_some_and(|word| {
        matches!(word, "help" | "--help" | "-h" | "--version" | "-V")
            || verbs.into_iter().any(|verb| verb == word)
    });
    if !is_verb {
        words.insert(place.min(words.len()), verb.into());
    }
    words
}

/// Every long option of the command and its verbs.
fn long_options(command: &Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter_map(clap::Arg::get_long).map(str::to_owned);
    own.chain(command.get_subcommands().flat_map(long_options)).collect()
}

fn respelled(word: OsString, known: &BTreeSet<String>) -> OsString {
    let respell = |text: &str| {
        let option = text.strip_prefix("--")?;
        let (name, value) =
            option.split_once('=').map_or((option, None), |(name, value)| (name, Some(value)));
        let kebab = name.replace('_', "-");
        if kebab == name || !known.contains(&kebab) {
            return None;
        }
        Some(value.map_or_else(|| format!("--{kebab}"), |value| format!("--{kebab}={value}")))
    };
    word.to_str().and_then(respell).map_or(word, Into::into)
}

#[cfg(test)]
mod tests {
    use clap::Arg;

    use super::*;

    fn words(line: &str) -> String {
        let verb = Command::new("renew").arg(Arg::new("a").long("app-identifier")).arg(Arg::new("kind"));
        let command = Command::new("sigh").subcommand(verb).subcommand(Command::new("list"));
        let given = line.split(' ').map(OsString::from).collect();
        let read = normalized(&command, "renew", given);
        read.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn snake_case_options_are_respelled_and_values_are_not() {
        assert_eq!(words("sigh renew --app_identifier my_app"), "sigh renew --app-identifier my_app");
        assert_eq!(words("sigh renew --app_identifier=a_b"), "sigh renew --app-identifier=a_b");
        assert_eq!(words("sigh renew --no_such_thing"), "sigh renew --no_such_thing");
    }

    #[test]
    fn the_main_verb_need_not_be_said() {
        assert_eq!(words("sigh"), "sigh renew");
        assert_eq!(words("sigh development"), "sigh renew development");
        assert_eq!(words("sigh --app_identifier x"), "sigh renew --app-identifier x");
        assert_eq!(words("sigh --verbose list"), "sigh --verbose list");
        assert_eq!(words("sigh --verbose"), "sigh --verbose renew");
        assert_eq!(words("sigh --help"), "sigh --help");
    }
}
