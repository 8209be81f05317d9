//! A page of the reference: a command, its options and its verbs, as Markdown.

use std::fmt::Write;

use clap::builder::StyledStr;
use clap::{Arg, Command};

/// The page of a binary.
pub(crate) fn page(mut command: Command) -> String {
    command.build();
    let name = command.get_name().to_owned();
    let mut page = format!("# {name}\n\n{}\n", about(&command));
    if let Some(after) = command.get_after_help() {
        let _ = write!(page, "\n{}\n", prose(after));
    }
    if command.has_subcommands() {
        page.push_str("\n| verb | what it does |\n| --- | --- |\n");
        for verb in verbs(&command) {
            let _ = writeln!(page, "| [{0}](#{name}-{0}) | {1} |", verb.get_name(), short_about(verb));
        }
    } else {
        let _ = write!(page, "\n```text\n{}\n```\n{}", usage(&command), list(own(&command)));
    }
    let common = command.get_arguments().filter(|one| one.is_global_set());
    let common = list(common.filter(|one| is_shown(one)));
    for verb in verbs(&command) {
        section(&mut page, verb, &name, 2);
    }
    if command.has_subcommands() && !common.is_empty() {
        let _ = write!(page, "\n## Options of every verb of {name}\n{common}");
    }
    page
}

/// A verb with those below it.
fn section(page: &mut String, command: &Command, above: &str, level: usize) {
    let name = format!("{above} {}", command.get_name());
    let _ = write!(page, "\n{} {name}\n\n{}\n", "#".repeat(level), about(command));
    let aliases = command.get_all_aliases().map(|alias| format!("`{alias}`")).collect::<Vec<_>>();
    if !aliases.is_empty() {
        let _ = write!(page, "\nAlso: {}.\n", aliases.join(", "));
    }
    let verbs = verbs(command).collect::<Vec<_>>();
    if verbs.is_empty() {
        let _ = write!(page, "\n```text\n{}\n```\n", usage(command));
    }
    page.push_str(&list(own(command)));
    for verb in verbs {
        section(page, verb, &name, (level + 1).min(4));
    }
}

fn verbs(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help")
}

/// The arguments that are not those of the whole tool.
fn own(command: &Command) -> impl Iterator<Item = &Arg> {
    let common = command.has_subcommands() || command.get_name() != "spaceauth";
    command.get_arguments().filter(move |one| is_shown(one) && !(common && one.is_global_set()))
}

fn is_shown(one: &Arg) -> bool {
    !one.is_hide_set() && !matches!(one.get_id().as_str(), "help" | "version")
}

fn usage(command: &Command) -> String {
    let text = command.clone().render_usage().to_string();
    text.trim_start_matches("Usage:").trim().to_owned()
}

fn list<'a>(arguments: impl Iterator<Item = &'a Arg>) -> String {
    let mut lines = String::new();
    for one in arguments {
        let _ = write!(lines, "\n- `{}`: {}", spelling(one), item(one));
    }
    if lines.is_empty() { lines } else { lines + "\n" }
}

/// An argument as it is written: `-o, --output-path <DIR>`.
fn spelling(one: &Arg) -> String {
    let names = one.get_value_names().unwrap_or_default();
    let values = names.iter().map(|name| format!("<{name}>")).collect::<Vec<_>>().join(" ");
    let values = match one.get_num_args() {
        _ if !one.get_action().takes_values() => String::new(),
        Some(count) if count.min_values() == 0 => format!("[{values}]"),
        _ => values,
    };
    if one.is_positional() {
        return values;
    }
    let short = one.get_short().map(|letter| format!("-{letter}"));
    let long = one.get_long().map(|name| format!("--{name}"));
    let spelled = short.into_iter().chain(long).collect::<Vec<_>>().join(", ");
    format!("{spelled} {values}").trim_end().to_owned()
}

fn item(one: &Arg) -> String {
    let help = one.get_long_help().or(one.get_help()).map(prose).unwrap_or_default();
    // A paragraph of its own stays within the item.
    let mut text = help.replace('\n', "\n  ").replace("\n  \n", "\n\n");
    let shown = !one.is_hide_possible_values_set() && one.get_action().takes_values();
    let possible = if shown { one.get_possible_values() } else { Vec::new() };
    let words = possible.iter().filter(|word| !word.is_hide_set());
    let words = words.map(|word| format!("`{}`", word.get_name())).collect::<Vec<_>>();
    if !words.is_empty() {
        let _ = write!(text, " One of {}.", words.join(", "));
    }
    let defaults = one.get_default_values().iter().map(|word| format!("`{}`", word.to_string_lossy()));
    let defaults = defaults.collect::<Vec<_>>();
    if !defaults.is_empty() && !one.is_hide_default_value_set() && one.get_action().takes_values() {
        let _ = write!(text, " Default: {}.", defaults.join(", "));
    }
    let aliases = one.get_all_aliases().unwrap_or_default();
    let aliases = aliases.iter().map(|alias| format!("`--{alias}`")).collect::<Vec<_>>();
    if !aliases.is_empty() {
        let _ = write!(text, " Also {}.", aliases.join(", "));
    }
    text
}

fn about(command: &Command) -> String {
    sentence(command.get_long_about().or(command.get_about()).map(prose).unwrap_or_default())
}

fn short_about(command: &Command) -> String {
    sentence(command.get_about().map(prose).unwrap_or_default().replace('|', "\\|"))
}

/// clap takes the full stop away at the end of a paragraph.
fn sentence(text: String) -> String {
    if text.is_empty() || text.ends_with(['.', ':', '?', '!']) { text } else { text + "." }
}

/// A help text, in which outside of code nothing is taken for HTML or emphasis.
fn prose(text: &StyledStr) -> String {
    let text = text.to_string();
    let parts = text.trim().split('`').enumerate().map(|(place, part)| {
        if place % 2 == 0 { part.replace('<', "\\<").replace('*', "\\*") } else { part.to_owned() }
    });
    parts.collect::<Vec<_>>().join("`")
}
