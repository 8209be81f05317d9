//! A plan as Markdown, as GitLab and GitHub both read it.

use std::fmt::Write;

use super::excerpt::{self, Excerpt};
use super::{Action, Change, Plan};
use crate::diff::Piece;

/// The most changes that are shown one by one: GitHub takes comments of 65,536 characters.
const MOST: usize = 150;

/// So many changes are shown at once; more are folded in.
const UNFOLDED: usize = 25;

/// The plan: how many changes of each kind, and a table of them.
pub(super) fn of(plan: &Plan) -> String {
    let mut text = format!("### {}\n\n", escaped(&plan.title));
    if plan.is_empty() {
        text.push_str("Nothing to do.\n");
        return text;
    }
    let _ = writeln!(text, "{}\n", counts(plan));
    let folded = plan.changes.len() > UNFOLDED;
    if folded {
        text.push_str("<details><summary>All changes</summary>\n\n");
    }
    text.push_str("| | What | Which | Change |\n| --- | --- | --- | --- |\n");
    for change in plan.changes.iter().take(MOST) {
        let sign = change.action.sign();
        let (what, name) = (escaped(&change.what), code(&change.name));
        let _ = writeln!(text, "| `{sign}` | {what} | {name} | {} |", told(change));
    }
    if let Some(more) = plan.changes.len().checked_sub(MOST).filter(|more| *more > 0) {
        let _ = writeln!(text, "\n… and {more} more.");
    }
    if folded {
        text.push_str("\n</details>\n");
    }
    text
}

fn counts(plan: &Plan) -> String {
    let kinds = [
        (Action::Create, "to make"),
        (Action::Update, "to change"),
        (Action::Delete, "to delete"),
        (Action::Upload, "to send"),
        (Action::Reorder, "to put in order"),
        (Action::Submit, "to hand in"),
        (Action::Write, "to write"),
    ];
    let count = |action: Action| plan.changes.iter().filter(|change| change.action == action).count();
    let parts = kinds.into_iter().filter_map(|(action, said)| match count(action) {
        0 => None,
        number => Some(format!("{number} {said}")),
    });
    parts.collect::<Vec<_>>().join(", ") + "."
}

fn told(change: &Change) -> String {
    let told = match (&change.before, &change.after) {
        (Some(before), Some(after)) => between(before, after),
        (None, Some(after)) => code(&excerpt::short(after)),
        (Some(before), None) => format!("<del>{}</del>", code(&excerpt::short(before))),
        (None, None) => String::new(),
    };
    let reason = change.reason.as_ref().map(|reason| format!("({})", escaped(reason)));
    [told].into_iter().chain(reason).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn between(before: &str, after: &str) -> String {
    match excerpt::between(before, after) {
        Excerpt::Whole(before, after) => format!("{} → {}", code(&before), code(&after)),
        Excerpt::Spaces => "only spaces and ends of lines differ".to_owned(),
        Excerpt::Pieces(pieces) => {
            let piece = |piece: &Piece<String>| match piece {
                Piece::Both(text) => escaped(text),
                Piece::Old(text) => format!("<del>{}</del>", escaped(text)),
                Piece::New(text) => format!("<ins>{}</ins>", escaped(text)),
            };
            format!("<code>{}</code>", pieces.iter().map(piece).collect::<String>())
        }
    }
}

/// A text from elsewhere, within which neither GitLab nor GitHub looks for mentions.
fn code(text: &str) -> String {
    format!("<code>{}</code>", escaped(text))
}

/// A text without meaning to Markdown or HTML: everything that could have one is written as its number.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            // These mean something at the beginning of a line only, where no text stands.
            '-' | '+' | '=' | ' ' | '.' | ',' | '?' | '(' | ')' | '/' | '\'' | '"' => out.push(letter),
            _ if letter.is_ascii_punctuation() || letter.is_control() => {
                let _ = write!(out, "&#{};", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_a_table() {
        let mut plan = Plan::new("Tideline 1.0.0");
        assert_eq!(plan.markdown(), "### Tideline 1.0.0\n\nNothing to do.\n");
        plan.push(Change::new(Action::Update, "subtitle", "en-US").from_to(Some("Old"), Some("New\nline")));
        plan.push(Change::new(Action::Upload, "screenshot", "01.png").because("not there yet"));
        let text = |word: &str| format!("{}ends with a {word}.", "The same words as before. ".repeat(4));
        let change = Change::new(Action::Update, "description", "en-US");
        plan.push(change.from_to(Some(&text("bang")), Some(&text("whimper"))));
        insta::assert_snapshot!(plan.markdown(), @"
        ### Tideline 1.0.0

        2 to change, 1 to send.

        | | What | Which | Change |
        | --- | --- | --- | --- |
        | `~` | subtitle | <code>en-US</code> | <code>Old</code> → <code>New line</code> |
        | `+` | screenshot | <code>01.png</code> | (not there yet) |
        | `~` | description | <code>en-US</code> | <code>… as before. ends with a <del>bang</del><ins>whimper</ins>.</code> |
        ");
    }

    #[test]
    fn texts_from_elsewhere_are_no_marks_links_or_mentions() {
        let mut plan = Plan::new("<b>");
        let text = "| x | <script>alert(1)</script> [a](b) `c` @everyone #1 ![i](http://e.example/x)";
        plan.push(Change::new(Action::Create, "*name*", text).from_to(None, Some("\n/close\n")));
        let markdown = plan.markdown();
        for mark in ["<b>", "<script", "](", "@", " #1", "`c`", "*name", "\n/close"] {
            assert!(!markdown.contains(mark), "{mark} is in {markdown}");
        }
        assert_eq!(markdown.lines().filter(|line| line.starts_with('|')).count(), 3);
    }

    #[test]
    fn many_changes_are_folded_in_and_too_many_counted() {
        let mut plan = Plan::new("T");
        for number in 0..=UNFOLDED {
            assert!(!plan.markdown().contains("<details>"), "{number}");
            plan.push(Change::new(Action::Upload, "screenshot", number.to_string()));
        }
        assert!(plan.markdown().contains("<details>"));
        for number in UNFOLDED + 1..=MOST {
            plan.push(Change::new(Action::Upload, "screenshot", number.to_string()));
        }
        assert!(plan.markdown().contains("… and 1 more."));
    }
}
