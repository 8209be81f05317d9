//! Which apps of gantry.toml a command line means.

use std::ffi::OsString;
use std::path::Path;

use clap::{ArgMatches, Command};

use super::{AppEntry, AppsArgs, GantryFile, Scope, Shard};
use crate::exit;
use crate::failure::Failure;

/// The apps that a command is about.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// What the command's own options, variables and files say, as without a gantry.toml.
    Unsaid,
    /// This one.
    One(Box<AppEntry>),
    /// These, which may be none.
    Several(Vec<AppEntry>),
}

/// Options by which a command names an app itself.
const OWN: [(&str, &str); 3] =
    [("app_identifier", "--app-identifier"), ("app", "--app with a number"), ("apple_id", "--apple-id")];

/// Takes `--app NAME` out of the words of a tool that knows gantry.toml. Where a verb has an `--app` of fastlane's, which
/// is Apple's number, a number stays: it is no name of an app.
pub(crate) fn take_name(command: &Command, words: Vec<OsString>) -> (Option<String>, Vec<OsString>) {
    let has = |command: &Command| command.get_arguments().any(|argument| argument.get_id() == "app");
    if !has(command) {
        return (None, words);
    }
    let numbers = command.get_subcommands().any(has);
    let is_name = |text: &str| {
        let number = !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
        !(text.starts_with('-') || numbers && number)
    };
    let text = |at: usize| words.get(at).map(|word: &OsString| word.to_string_lossy());
    let end = (0..words.len()).find(|at| text(*at).is_some_and(|word| word == "--")).unwrap_or(words.len());
    let found = (0..end).find_map(|at| {
        let word = text(at)?;
        match word.strip_prefix("--app=") {
            Some(value) => is_name(value).then(|| (at..at + 1, value.to_owned())),
            None if word == "--app" && at + 1 < end => {
                let next = text(at + 1)?;
                is_name(&next).then(|| (at..at + 2, next.into_owned()))
            }
            None => None,
        }
    });
    let Some((place, name)) = found else { return (None, words) };
    let mut words = words;
    words.drain(place);
    (Some(name), words)
}

/// The apps that are meant, where options say so, in the order of the file.
pub(crate) fn choose(
    (args, scope): (&AppsArgs, Scope),
    name: Option<&str>,
    matches: &ArgMatches,
    folder: &Path,
) -> Result<Choice, Failure> {
    let wrong = |what: String| Err(Failure::new(exit::USAGE, what));
    if args.shard.is_some() && !args.all {
        return wrong("--shard needs --all".into());
    }
    let option = if args.all { "--all" } else { "--app NAME" };
    if name.is_some() && args.all {
        return wrong("--app NAME and --all rule each other out".into());
    }
    if let Some((_, own)) = OWN.iter().find(|(id, _)| names(matches, id)) {
        return wrong(format!("{own} and {option} rule each other out"));
    }
    if scope == Scope::Other && args.all {
        return wrong("this verb is about no app of gantry.toml: leave --all out".into());
    }
    if scope == Scope::Team && args.shard.is_some() {
        return Err(Failure::new(
            exit::USAGE,
            "this verb is about the team, whose jobs would get in each other's way",
        )
        .hint("run it once, with --all and without --shard, in a job before the others"));
    }
    let file = GantryFile::find(folder)?;
    match name {
        Some(name) => Ok(Choice::One(Box::new(file.app(name)?.clone()))),
        None => {
            Ok(Choice::Several(args.shard.map_or(file.apps.clone(), |shard: Shard| shard.part(file.apps))))
        }
    }
}

/// Whether the verb was given that argument.
fn names(matches: &ArgMatches, id: &str) -> bool {
    matches.ids().any(|given| given == id) || matches.subcommand().is_some_and(|(_, verb)| names(verb, id))
}

impl AppsArgs {
    /// Whether several apps are asked for, rightly or wrongly.
    pub(crate) fn is_given(&self) -> bool {
        self.all || self.shard.is_some()
    }

    /// How many jobs share the work, and with it the key's budget.
    pub(crate) fn shards(&self) -> u32 {
        self.shard.map_or(1, Shard::total)
    }
}

#[cfg(test)]
mod tests {
    use clap::Arg;

    use super::*;

    fn taken(line: &str, numbers: bool) -> (Option<String>, String) {
        let mut verb = Command::new("run");
        if numbers {
            verb = verb.arg(Arg::new("app").long("app"));
        }
        let tool = Command::new("deliver").arg(Arg::new("app").long("app").global(true)).subcommand(verb);
        let (name, rest) = take_name(&tool, line.split(' ').map(OsString::from).collect());
        (name, rest.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_name_is_taken_and_apples_number_is_left() {
        let name = |name: &str, rest: &str| (Some(name.to_owned()), rest.to_owned());
        let none = |rest: &str| (None, rest.to_owned());
        assert_eq!(taken("deliver run --app tides -f", true), name("tides", "deliver run -f"));
        assert_eq!(taken("deliver --app=tides run", true), name("tides", "deliver run"));
        assert_eq!(taken("deliver run --app 123", true), none("deliver run --app 123"));
        assert_eq!(taken("deliver run --app=123", true), none("deliver run --app=123"));
        assert_eq!(taken("cert --app 123", false), name("123", "cert"));
        assert_eq!(taken("deliver run --app", true), none("deliver run --app"));
        assert_eq!(taken("deliver run --app -f", true), none("deliver run --app -f"));
        assert_eq!(taken("deliver run -- --app x", true), none("deliver run -- --app x"));
        assert_eq!(taken("deliver --app a --app b", true), name("a", "deliver --app b"));
    }

    #[test]
    fn a_tool_without_apps_keeps_its_words() {
        let words = ["spaceship", "--app", "x"].map(OsString::from).to_vec();
        assert_eq!(take_name(&Command::new("spaceship"), words.clone()), (None, words));
    }
}
