//! What may stand where the cursor is: a pure function of the line and of what was seen.

use catalogue::{Body, Method, Operation, Relationship, Request, Shape, catalogue};

use super::line::COMMANDS;
use super::memory::Memory;
use super::paths;
use crate::api::whole_path;

/// Something that may stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// What is put in.
    pub(super) text: String,
    /// What it is, for a person.
    pub(super) about: String,
}

const METHODS: [&str; 4] = ["GET", "POST", "PATCH", "DELETE"];
const OPTIONS: [(&str, &str); 10] = [
    ("--filter", "only those that match: name=value"),
    ("--include", "related resources to bring along"),
    ("--fields", "the fields of a type: type=a,b"),
    ("--sort", "the order"),
    ("--limit", "the size of a page"),
    ("--paginate", "all pages"),
    ("--attribute", "an attribute to send: name=value"),
    ("--relationship", "a relationship to send: name=id"),
    ("--data", "the JSON to send"),
    ("--no-validate", "send it whatever Apple's description says"),
];

/// What may stand at the end of `line`, and where it begins.
pub(super) fn complete(line: &str, memory: &Memory) -> (usize, Vec<Candidate>) {
    let start = line.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let (before, typed) = line.split_at(start);
    let words = before.split_whitespace().collect::<Vec<_>>();
    let (within, candidates) = match words.as_slice() {
        [] => (0, first(typed, memory)),
        ["help"] => (0, named(typed, COMMANDS)),
        ["describe"] => {
            (0, [methods(typed), operations(typed), paths::candidates(typed, None, memory)].concat())
        }
        ["describe", method] => (0, paths::candidates(typed, method.parse().ok(), memory)),
        ["show"] => (0, rows(typed, memory)),
        [method] if method.parse::<Method>().is_ok() => {
            (0, paths::candidates(typed, method.parse().ok(), memory))
        }
        [.., option] if option.starts_with("--") && !is_switch(option) => {
            value(option, typed, &words, memory)
        }
        _ if typed.starts_with('-') || typed.is_empty() => (0, named(typed, &OPTIONS)),
        _ => (0, Vec::new()),
    };
    (start + within, candidates)
}

fn is_switch(option: &str) -> bool {
    matches!(option, "--paginate" | "--no-validate")
}

fn named(typed: &str, all: &[(&str, &str)]) -> Vec<Candidate> {
    let fits = all.iter().filter(|(name, _)| name.starts_with(typed));
    fits.map(|(name, about)| Candidate { text: (*name).to_owned(), about: (*about).to_owned() }).collect()
}

fn plain<'a>(typed: &str, all: impl IntoIterator<Item = &'a str>) -> Vec<Candidate> {
    let fits = all.into_iter().filter(|word| word.starts_with(typed));
    fits.map(|word| Candidate { text: word.to_owned(), about: String::new() }).collect()
}

fn first(typed: &str, memory: &Memory) -> Vec<Candidate> {
    let commands = if typed.is_empty() || !typed.contains('/') { named(typed, COMMANDS) } else { Vec::new() };
    [commands, methods(typed), paths::candidates(typed, None, memory)].concat()
}

fn methods(typed: &str) -> Vec<Candidate> {
    plain(&typed.to_uppercase(), METHODS)
}

fn operations(typed: &str) -> Vec<Candidate> {
    if typed.is_empty() { Vec::new() } else { plain(typed, catalogue().operations.iter().map(|one| one.id)) }
}

fn rows(typed: &str, memory: &Memory) -> Vec<Candidate> {
    let count = memory.document.as_ref().map_or(0, |document| document.resources().len());
    let numbers = (1..=count).map(|number| number.to_string()).collect::<Vec<_>>();
    plain(typed, numbers.iter().map(String::as_str))
}

/// What the value of an option may be, and where in `typed` it begins.
fn value(option: &str, typed: &str, words: &[&str], memory: &Memory) -> (usize, Vec<Candidate>) {
    let (read, write) = meant(words, memory);
    let document = write.and_then(|operation| match operation.body {
        Some(Body::Document(name)) => catalogue().request(name),
        _ => None,
    });
    match option {
        "--filter" => pairs(typed, read, "filter", memory),
        "--fields" => pairs(typed, read, "fields", memory),
        "--include" | "--sort" => {
            let shape = read.and_then(|operation| operation.parameter(option.trim_start_matches('-')));
            listed(typed, 0, shape.map(|parameter| words_of(&parameter.shape)).unwrap_or_default())
        }
        "--attribute" => document.map(|document| attributes(typed, document)).unwrap_or_default(),
        "--relationship" => {
            document.map(|document| relationships(typed, document, memory)).unwrap_or_default()
        }
        _ => (0, Vec::new()),
    }
}

/// The operations that the words before mean: the one that reads and the one that writes.
fn meant(words: &[&str], memory: &Memory) -> (Option<&'static Operation>, Option<&'static Operation>) {
    let last = memory.request.as_ref().and_then(|request| request.request.last()).map(String::as_str);
    let path = match words {
        ["last", ..] => last,
        [method, path, ..] if method.parse::<Method>().is_ok() => Some(*path),
        [path, ..] => Some(*path),
        [] => None,
    };
    let offered = path.map(|path| catalogue().operations_at(&whole_path(path))).unwrap_or_default();
    let find = |fits: &dyn Fn(&Operation) -> bool| {
        offered.iter().map(|found| found.operation).find(|operation| fits(operation))
    };
    let chosen = words.first().and_then(|method| method.parse::<Method>().ok());
    let writes = |operation: &Operation| {
        operation.body.is_some() && chosen.is_none_or(|method| operation.method == method)
    };
    (find(&|operation| operation.method == Method::Get), find(&writes))
}

/// `name=value` of the parameters `filter[name]` and their like.
fn pairs(
    typed: &str,
    operation: Option<&'static Operation>,
    of: &str,
    memory: &Memory,
) -> (usize, Vec<Candidate>) {
    let Some(operation) = operation else { return (0, Vec::new()) };
    if let Some((name, given)) = typed.split_once('=') {
        let parameter = operation.parameter(&format!("{of}[{name}]"));
        let words = parameter.map(|parameter| words_of(&parameter.shape)).unwrap_or_default();
        let at = name.len() + 1;
        if words.is_empty() {
            // A filter by what a relationship leads to takes ids: `filter[app]` those of apps.
            return (at, ids(given, &format!("{name}s"), memory));
        }
        return listed(given, at, words);
    }
    let names = operation
        .parameters
        .iter()
        .filter_map(|parameter| parameter.name.strip_prefix(of)?.strip_prefix('[')?.strip_suffix(']'));
    let names = names.map(|name| format!("{name}=")).collect::<Vec<_>>();
    (0, plain(typed, names.iter().map(String::as_str)))
}

/// One of several words with commas between them: the last is completed.
fn listed(typed: &str, at: usize, words: &[&'static str]) -> (usize, Vec<Candidate>) {
    let start = typed.rfind(',').map_or(0, |comma| comma + 1);
    let (given, partial) = typed.split_at(start);
    let fresh = words.iter().copied().filter(|word| !given.split(',').any(|one| one == *word));
    (at + start, plain(partial, fresh))
}

fn attributes(typed: &str, document: &'static Request) -> (usize, Vec<Candidate>) {
    if let Some((name, given)) = typed.split_once('=') {
        let known = document.attributes.iter().find(|attribute| attribute.name == name);
        let words = known.map(|attribute| words_of(&attribute.shape)).unwrap_or_default();
        return listed(given, name.len() + 1, words);
    }
    let known = document.attributes.iter().filter(|attribute| attribute.name.starts_with(typed));
    let candidate = |attribute: &catalogue::Attribute| Candidate {
        text: format!("{}=", attribute.name),
        about: format!("{}{}", attribute.shape, if attribute.required { ", required" } else { "" }),
    };
    (0, known.map(candidate).collect())
}

fn relationships(typed: &str, document: &Request, memory: &Memory) -> (usize, Vec<Candidate>) {
    let known = |name: &str| document.relationships.iter().find(|relationship| relationship.name == name);
    if let Some((name, given)) = typed.split_once('=') {
        let start = given.rfind(',').map_or(0, |comma| comma + 1);
        let partial = given.get(start..).unwrap_or_default();
        return (name.len() + 1 + start, ids(partial, known(name).map_or("", |one| one.to), memory));
    }
    let fits = document.relationships.iter().filter(|relationship| relationship.name.starts_with(typed));
    let candidate =
        |one: &Relationship| Candidate { text: format!("{}=", one.name), about: one.to.to_owned() };
    (0, fits.map(candidate).collect())
}

fn ids(typed: &str, kind: &str, memory: &Memory) -> Vec<Candidate> {
    let fits = memory.ids(kind).filter(|(id, _)| id.starts_with(typed));
    fits.map(|(id, label)| Candidate { text: id.to_owned(), about: label.to_owned() }).collect()
}

/// The words that a shape takes.
fn words_of(shape: &'static Shape) -> &'static [&'static str] {
    match shape {
        Shape::Enum(words) => words,
        Shape::Boolean => &["true", "false"],
        Shape::Array(inner) | Shape::Nullable(inner) => words_of(inner),
        Shape::Named(name) => catalogue().shape(name).map(words_of).unwrap_or_default(),
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use console::OutputFormat;
    use serde_json::json;

    use super::*;
    use crate::api::Document;

    fn memory() -> Memory {
        let mut memory = Memory::new(OutputFormat::Table);
        memory.keep(Document(json!({ "data": [
            { "type": "apps", "id": "6448", "attributes": { "name": "Tideline" } },
            { "type": "devices", "id": "ABC", "attributes": { "name": "Anna" } },
        ] })));
        memory
    }

    fn texts(line: &str) -> Vec<String> {
        let (start, found) = complete(line, &memory());
        found.into_iter().map(|one| format!("{}{}", &line[..start], one.text)).collect()
    }

    #[track_caller]
    fn offers(line: &str, wanted: &[&str]) {
        let found = texts(line);
        for one in wanted {
            assert!(found.iter().any(|text| text == one), "{line}: {one} is not among {found:?}");
        }
    }

    #[test]
    fn a_line_begins_with_a_command_a_method_or_a_path() {
        offers("de", &["describe", "devices", "DELETE"]);
        offers("/v1/devi", &["/v1/devices"]);
        offers("POST bundleIdC", &["POST bundleIdCapabilities"]);
        assert_eq!(texts("DELETE devices"), [""; 0], "no device can be deleted");
    }

    #[test]
    fn ids_that_were_seen_stand_in_paths_and_values() {
        offers("devices/", &["devices/ABC"]);
        offers("/v1/apps/6", &["/v1/apps/6448"]);
        offers("apps/6448/bu", &["apps/6448/builds", "apps/6448/buildUploads"]);
        offers("builds --filter app=", &["builds --filter app=6448"]);
        offers("betaGroups --relationship app=", &["betaGroups --relationship app=6448"]);
        let (_, found) = complete("apps/", &memory());
        assert_eq!(found[0].about, "Tideline");
    }

    #[test]
    fn options_and_their_values_come_from_the_catalogue() {
        offers("devices --f", &["devices --filter", "devices --fields"]);
        offers("devices --filter st", &["devices --filter status="]);
        offers("devices --filter status=", &["devices --filter status=ENABLED"]);
        offers("devices --sort -na", &["devices --sort -name"]);
        offers("apps --include builds,beta", &["apps --include builds,betaGroups"]);
        offers("devices --fields devices=name,u", &["devices --fields devices=name,udid"]);
        offers("devices --attribute pl", &["devices --attribute platform="]);
        offers("POST devices --attribute platform=", &["POST devices --attribute platform=IOS"]);
        assert_eq!(texts("devices --filter status=ENABLED,"), ["devices --filter status=ENABLED,DISABLED"]);
        assert_eq!(texts("devices --limit "), [""; 0]);
    }

    #[test]
    fn no_line_whatever_breaks_the_completion() {
        for line in [
            "",
            " ",
            "/",
            "//",
            "é",
            "apps/é/",
            "--",
            "apps --filter =",
            "apps --filter é=",
            "show ",
            "last --filter ",
        ] {
            let (start, _) = complete(line, &memory());
            assert!(line.is_char_boundary(start), "{line}");
        }
    }
}
