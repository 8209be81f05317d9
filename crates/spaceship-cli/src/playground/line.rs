//! A line, read.

use clap::Parser;
use console::{Failure, OutputFormat, exit};

use crate::api::RequestArgs;

/// The words that a line may begin with, beside methods and paths, and what each does.
pub(super) const COMMANDS: &[(&str, &str)] = &[
    ("help", "say what there is; `help WORD` says more of one command"),
    ("list", "list operations; `list TEXT` those whose path or id holds the text"),
    ("describe", "say what an operation takes and answers: `describe GET /v1/devices`"),
    ("last", "show the last answer again; with options, ask again with these changed"),
    ("next", "fetch the next page of the last list"),
    ("show", "show one resource of the last list: `show 3`"),
    ("table", "show answers as tables"),
    ("json", "show answers as JSON"),
    ("budget", "say how many requests are left this hour"),
    ("quit", "leave"),
];

/// What a line asks for.
#[derive(Debug)]
pub(super) enum Line {
    /// Nothing: it is empty, or a comment.
    Nothing,
    /// A request.
    Request(Box<RequestArgs>),
    /// The last request again, with these options changed.
    Refine(Box<RequestArgs>),
    /// The last answer again.
    Last,
    /// The page after the last.
    Next,
    /// A resource of the last list, by its number.
    Show(usize),
    /// How answers are shown.
    Format(OutputFormat),
    /// What an operation takes.
    Describe(String),
    /// The operations that hold a text.
    List(String),
    /// What there is.
    Help(Option<String>),
    /// What is left of the hour's requests.
    Budget,
    /// The end.
    Quit,
}

#[derive(Debug, Parser)]
#[command(no_binary_name = true, disable_help_flag = true)]
struct Words {
    #[command(flatten)]
    request: RequestArgs,
}

/// Reads a line.
pub(super) fn read(line: &str) -> Result<Line, Failure> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return Ok(Line::Nothing);
    }
    let words = shlex::split(line).ok_or_else(|| wrong("a quotation mark is not closed"))?;
    let (first, rest) = words.split_first().ok_or_else(|| wrong("there are no words"))?;
    let text = || rest.join(" ");
    let alone = |line: Line| {
        if rest.is_empty() { Ok(line) } else { Err(wrong(&format!("`{first}` stands alone"))) }
    };
    match first.as_str() {
        "help" | "?" => Ok(Line::Help(rest.first().cloned())),
        "list" => Ok(Line::List(text())),
        "describe" if rest.is_empty() => Err(wrong("`describe` needs an operation, such as GET /v1/devices")),
        "describe" => Ok(Line::Describe(text())),
        "last" if rest.is_empty() => Ok(Line::Last),
        "last" => options(rest).map(Line::Refine),
        "next" => alone(Line::Next),
        "show" => match rest {
            [number] => {
                number.parse().map(Line::Show).map_err(|_| wrong(&format!("`{number}` is no number")))
            }
            _ => Err(wrong("`show` needs the number of a row of the last list")),
        },
        "table" => alone(Line::Format(OutputFormat::Table)),
        "json" => alone(Line::Format(OutputFormat::Json)),
        "budget" => alone(Line::Budget),
        "quit" | "exit" => alone(Line::Quit),
        _ => options(&words).map(Line::Request),
    }
}

fn options(words: &[String]) -> Result<Box<RequestArgs>, Failure> {
    let read = Words::try_parse_from(words);
    let first = |text: &str| text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    read.map(|words| Box::new(words.request)).map_err(|error| wrong(&first(&error.to_string())))
}

fn wrong(what: &str) -> Failure {
    Failure::new(exit::USAGE, what).hint("`help` says what there is")
}

/// The request with what a refinement changes: an option that is given replaces the one before, filters and fields by
/// their name.
pub(super) fn refined(before: &RequestArgs, by: RequestArgs) -> RequestArgs {
    let merged = |before: &[String], by: Vec<String>| {
        let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
        let kept = before.iter().filter(|old| !by.iter().any(|new| name(new) == name(old)));
        // `--filter name=` takes a filter away.
        let all = kept.cloned().chain(by.iter().filter(|new| !new.ends_with('=')).cloned());
        all.collect::<Vec<_>>()
    };
    RequestArgs {
        request: before.request.clone(),
        filter: merged(&before.filter, by.filter),
        fields: merged(&before.fields, by.fields),
        include: if by.include.is_empty() { before.include.clone() } else { by.include },
        sort: by.sort.or_else(|| before.sort.clone()),
        limit: by.limit.or(before.limit),
        paginate: by.paginate || before.paginate,
        no_validate: by.no_validate || before.no_validate,
        ..RequestArgs::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_for_what_they_are() {
        for (line, expected) in [
            ("", "Nothing"),
            ("# a comment", "Nothing"),
            ("last", "Last"),
            ("show 3", "Show(3)"),
            ("json", "Format(Json)"),
            ("describe GET /v1/devices", "Describe(\"GET /v1/devices\")"),
            ("list beta", "List(\"beta\")"),
            ("quit", "Quit"),
        ] {
            assert_eq!(format!("{:?}", read(line).unwrap()), expected);
        }
        let Line::Request(args) = read("GET /v1/apps --filter 'name=Tide Line' --limit 3").unwrap() else {
            panic!()
        };
        assert_eq!((args.request.len(), args.filter[0].as_str(), args.limit), (2, "name=Tide Line", Some(3)));
    }

    #[test]
    fn a_wrong_line_says_why() {
        for (line, says) in [
            ("apps --filter 'x", "quotation mark"),
            ("show", "number of a row"),
            ("show three", "`three` is no number"),
            ("next page", "stands alone"),
            ("describe", "needs an operation"),
            ("apps --colour red", "--colour"),
        ] {
            let failure = read(line).unwrap_err();
            assert!(failure.message.contains(says), "{line}: {failure}");
        }
    }

    #[test]
    fn a_refinement_replaces_what_it_names() {
        let args = |line: &str| match read(line).unwrap() {
            Line::Request(args) | Line::Refine(args) => *args,
            other => panic!("{other:?}"),
        };
        let before = args("devices --filter status=ENABLED --filter platform=IOS --sort name --limit 5");
        let after = refined(&before, args("last --filter status=DISABLED --filter platform= --sort -name"));
        assert_eq!(after.filter, ["status=DISABLED"]);
        assert_eq!(
            (after.sort.as_deref(), after.limit, after.request),
            (Some("-name"), Some(5), before.request)
        );
    }
}
