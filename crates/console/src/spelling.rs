//! fastlane's spelling of a command line, brought into the form that clap reads: `--app_identifier` for
//! `--app-identifier`, a verb where none is given, and the verb before its options.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;

use clap::{Arg, Command};

use crate::arguments::boolean;

/// What an option takes from the words after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    Nothing,
    Value,
    /// A word for yes or no, if there is one.
    Switch,
}

/// The command line as clap is to read it. `verb` is put in where the user gave none.
pub(crate) fn normalized(command: &Command, verb: &str, given: Vec<OsString>) -> Vec<OsString> {
    let known = options(command);
    if !command.has_subcommands() {
        return given.into_iter().map(|word| respelled(word, &known)).collect();
    }
    let mut words = given.into_iter().map(|word| respelled(word, &known)).collect::<Vec<_>>();
    let (place, found) = verb_in(&words, command, &known);
    match found {
        Found::Asked => {}
        Found::Verb(at) => {
            let word = words.remove(at);
            words.insert(place, word);
        }
        Found::None => words.insert(place, verb.into()),
    }
    words
}

/// What the first word is that is neither an option nor the value of one.
enum Found {
    /// The user asks for help or the version, of the tool as a whole.
    Asked,
    /// A verb.
    Verb(usize),
    /// Something else, or nothing.
    None,
}

/// Where the verb belongs, which is after the options that stand first and belong to the tool as a whole; and
/// where it is.
fn verb_in(words: &[OsString], command: &Command, known: &BTreeMap<String, Takes>) -> (usize, Found) {
    let own = command.get_arguments().flat_map(names).collect::<BTreeSet<_>>();
    let names = command
        .get_subcommands()
        .flat_map(|verb| std::iter::once(verb.get_name()).chain(verb.get_all_aliases()));
    let verbs = names.chain(["help"]).collect::<BTreeSet<_>>();
    let (mut place, mut leading, mut at) = (1.min(words.len()), true, 1);
    while let Some(word) = words.get(at) {
        let word = word.to_string_lossy();
        if !word.starts_with('-') || word == "-" || word == "--" {
            let found = if verbs.contains(&*word) { Found::Verb(at) } else { Found::None };
            return (place, found);
        }
        if leading && matches!(&*word, "--help" | "-h" | "--version" | "-V") {
            return (place, Found::Asked);
        }
        let name = word.split_once('=').map_or(&*word, |(name, _)| name);
        let next = words.get(at + 1).map(|next| next.to_string_lossy());
        let takes_next = match known.get(name) {
            Some(Takes::Value) => name == word,
            Some(Takes::Switch) => name == word && next.is_some_and(|next| boolean(&next).is_ok()),
            Some(Takes::Nothing) | None => false,
        };
        at += if takes_next { 2 } else { 1 };
        leading = leading && own.contains(name);
        if leading {
            place = at.min(words.len());
        }
    }
    (place, Found::None)
}

/// Every option of the command and its verbs.
fn options(command: &Command) -> BTreeMap<String, Takes> {
    let takes = |argument: &Arg| match argument.get_num_args() {
        _ if !argument.get_action().takes_values() => Takes::Nothing,
        Some(count) if count.min_values() == 0 => Takes::Switch,
        _ => Takes::Value,
    };
    let own =
        command.get_arguments().flat_map(|argument| names(argument).map(move |name| (name, takes(argument))));
    own.chain(command.get_subcommands().flat_map(options)).collect()
}

/// An option as it is written: `--output`, `-o`.
fn names(argument: &Arg) -> impl Iterator<Item = String> + use<> {
    let long = argument.get_long().map(|name| format!("--{name}"));
    let short = argument.get_short().map(|letter| format!("-{letter}"));
    long.into_iter().chain(short)
}

fn respelled(word: OsString, known: &BTreeMap<String, Takes>) -> OsString {
    let respell = |text: &str| {
        let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
        let kebab = name.replace('_', "-");
        if kebab == name || !name.starts_with("--") || !known.contains_key(&kebab) {
            return None;
        }
        Some(value.map_or_else(|| kebab.clone(), |value| format!("{kebab}={value}")))
    };
    word.to_str().and_then(respell).map_or(word, Into::into)
}

#[cfg(test)]
mod tests {
    use clap::Arg;

    use super::*;

    fn words(line: &str) -> String {
        let force = Arg::new("force").long("force").num_args(0..=1).value_parser(["true", "false"]);
        let identifier = Arg::new("a").long("app-identifier");
        let verb = Command::new("renew").args([identifier, force, Arg::new("kind")]);
        let verbose = Arg::new("verbose").long("verbose").global(true).action(clap::ArgAction::SetTrue);
        let command = Command::new("sigh")
            .args([verbose, Arg::new("output").long("output").global(true)])
            .subcommand(verb)
            .subcommand(Command::new("list"));
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

    #[test]
    fn options_before_the_verb_do_not_hide_it() {
        assert_eq!(words("sigh --output json list"), "sigh --output json list");
        assert_eq!(words("sigh --output=json list"), "sigh --output=json list");
        assert_eq!(words("sigh --output json"), "sigh --output json renew");
        assert_eq!(words("sigh --output json --help"), "sigh --output json --help");
        assert_eq!(words("sigh --force false kind"), "sigh renew --force false kind");
        assert_eq!(words("sigh --force list"), "sigh list --force");
        assert_eq!(words("sigh --app_identifier list"), "sigh renew --app-identifier list");
        assert_eq!(words("sigh --app_identifier x list"), "sigh list --app-identifier x");
        assert_eq!(words("sigh -- list"), "sigh renew -- list");
    }
}
