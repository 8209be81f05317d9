//! The table of every option of fastlane's, generated from a list of them and the command lines: what is the same,
//! what differs, what has no effect, and what is not there and why.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use clap::{Arg, Command};

use crate::check;

const BEGINNING: &str = "# Every option of fastlane's

`same`: name, short flag and variables do what they do there. `differs`: it works, and what is said is different. `no
effect`: it is understood and passed over. `not there`: it is an error that names it. What differs beside options stands
in [Coming from fastlane](migration.md).
";

/// An option of fastlane's.
struct Row<'a> {
    name: &'a str,
    short: &'a str,
    variables: Vec<&'a str>,
    note: &'a str,
    absent: &'a str,
}

#[test]
fn every_option_of_fastlanes_is_accounted_for() {
    let tools = manual::commands().into_iter().map(|mut tool| {
        tool.build();
        (tool.get_name().to_owned(), tool)
    });
    let tools = tools.collect::<BTreeMap<_, _>>();
    let mut page = BEGINNING.to_owned();
    let (mut known, mut sources, mut wrong) = (BTreeMap::new(), String::new(), Vec::new());
    for line in include_str!("fastlane.txt").lines() {
        if let Some(title) = line.strip_prefix("= ") {
            let mut words = title.split(' ');
            let tool = words.next().unwrap();
            known =
                options(words.next().map_or(&tools[tool], |verb| tools[tool].find_subcommand(verb).unwrap()));
            sources = source(tool) + &source("console");
            let _ = write!(page, "\n## {title}\n\n| option | here | variables |\n| --- | --- | --- |\n");
        } else if !line.is_empty() && !line.starts_with('#') {
            let one = read(line);
            match judged(&one, &known, &sources) {
                Ok(judged) => page.push_str(&row(&one, &judged)),
                Err(problem) => wrong.push(format!("{line}: {problem}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    check("fastlane-options.md", &page);
}

fn read(line: &str) -> Row<'_> {
    let mut parts = line.split('|').map(str::trim);
    let mut next = || parts.next().unwrap_or_else(|| panic!("too few columns: {line}"));
    Row {
        name: next(),
        short: next(),
        variables: next().split_whitespace().collect(),
        note: next(),
        absent: next(),
    }
}

/// What is to say of an option.
fn judged(one: &Row, known: &BTreeMap<String, Vec<Arg>>, sources: &str) -> Result<String, String> {
    let Some(found) = known.get(&one.name.replace('_', "-")) else {
        return without_flag(one, sources);
    };
    if one.note.starts_with("no effect") {
        return Ok(one.note.to_owned());
    }
    let mut notes = Vec::new();
    if !one.note.is_empty() {
        notes.push(one.note.to_owned());
    }
    let letter = one.short.trim_start_matches('-').chars().next();
    if letter.is_some() && !found.iter().any(|arg| arg.get_short() == letter) {
        notes.push(format!("without `{}`", one.short));
    }
    for variable in &one.variables {
        // A variable may be known under another option's name.
        if !sources.contains(&format!("\"{variable}\"")) && !sources.contains(&format!("{variable}]")) {
            notes.push(format!("without `{variable}`"));
        }
    }
    Ok(match notes.join("; ") {
        notes if notes.is_empty() => "same".to_owned(),
        notes => format!("differs: {notes}"),
    })
}

/// What is to say of an option that is no flag: a Deliverfile may know it, with its variable or as passed over.
fn without_flag(one: &Row, sources: &str) -> Result<String, String> {
    let setting =
        sources.split_once(&format!("(\"{}\", \"", one.name)).and_then(|(_, rest)| rest.split_once('"'));
    let reason = if one.absent.is_empty() { one.note } else { one.absent };
    match setting {
        Some(("", _)) => Ok(format!(
            "no effect: {}; passed over in a Deliverfile, an error as a flag",
            reason.trim_start_matches("no effect: ")
        )),
        Some((variable, _)) => {
            let reason = if one.absent.is_empty() { String::new() } else { format!("; {}", one.absent) };
            Ok(format!("differs: no flag; in a Deliverfile and as `{variable}`{reason}"))
        }
        None if one.absent.is_empty() => Err("say why it is not there".to_owned()),
        None => Ok(format!("not there: {}", one.absent)),
    }
}

fn row(one: &Row, judged: &str) -> String {
    let code = |text: &str| if text.is_empty() { String::new() } else { format!("`{text}`") };
    let variables = one.variables.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ");
    let short = if one.short.is_empty() { String::new() } else { format!(", `{}`", one.short) };
    format!("| {}{short} | {judged} | {variables} |\n", code(one.name))
}

/// The options of a command and of all its verbs.
fn options(command: &Command) -> BTreeMap<String, Vec<Arg>> {
    let mut all = BTreeMap::<_, Vec<Arg>>::new();
    for one in command.get_arguments() {
        let names = one.get_long().into_iter().chain(one.get_all_aliases().unwrap_or_default());
        for name in names {
            all.entry(name.to_owned()).or_default().push(one.clone());
        }
    }
    for (name, found) in command.get_subcommands().flat_map(options) {
        all.entry(name).or_default().extend(found);
    }
    all
}

/// The source of a crate: its options read their variables by name.
fn source(krate: &str) -> String {
    let krate = if krate == "spaceauth" { "spaceship-cli" } else { krate };
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(krate).join("src")];
    let mut text = String::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                text += &fs::read_to_string(path).unwrap();
            }
        }
    }
    text
}
