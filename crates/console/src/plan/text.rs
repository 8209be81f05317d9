//! A plan for a person at a terminal.

use std::fmt::{self, Write};

use super::excerpt::{self, Excerpt};
use super::{Action, Change, Plan};
use crate::diff::Piece;
use crate::harmless::harmless;

/// The plan, a line for each change.
pub(super) fn of(plan: &Plan, colours: bool) -> String {
    let mut text = String::new();
    // Writing to a text never fails.
    let _ = Text { to: &mut text, colours }.plan(plan);
    text
}

/// One change.
pub(super) fn line(change: &Change) -> String {
    let mut text = String::new();
    let _ = Text { to: &mut text, colours: false }.change(change);
    text
}

struct Text<'a> {
    to: &'a mut String,
    colours: bool,
}

impl Text<'_> {
    fn plan(&mut self, plan: &Plan) -> fmt::Result {
        write!(self.to, "{}:", harmless(&plan.title))?;
        if plan.is_empty() {
            return self.to.write_str(" nothing to do");
        }
        for change in &plan.changes {
            self.to.write_str("\n  ")?;
            self.change(change)?;
        }
        Ok(())
    }

    fn change(&mut self, change: &Change) -> fmt::Result {
        let colour = match change.action {
            Action::Create | Action::Upload | Action::Write => "32",
            Action::Update | Action::Reorder => "33",
            Action::Delete => "31",
            Action::Submit => "36",
        };
        self.painted(colour, change.action.sign().encode_utf8(&mut [0; 4]))?;
        write!(self.to, " {} {}", harmless(&change.what), harmless(&change.name))?;
        match (&change.before, &change.after) {
            (Some(before), Some(after)) => self.between(before, after)?,
            (None, Some(after)) => write!(self.to, ": {}", quoted(&excerpt::short(after)))?,
            (Some(before), None) => write!(self.to, ": {} -> nothing", quoted(&excerpt::short(before)))?,
            (None, None) => {}
        }
        match &change.reason {
            Some(reason) => write!(self.to, " ({})", harmless(reason)),
            None => Ok(()),
        }
    }

    fn between(&mut self, before: &str, after: &str) -> fmt::Result {
        match excerpt::between(before, after) {
            Excerpt::Whole(before, after) => write!(self.to, ": {} -> {}", quoted(&before), quoted(&after)),
            Excerpt::Spaces => self.to.write_str(": only spaces and ends of lines differ"),
            Excerpt::Pieces(pieces) => {
                self.to.write_str(": \"")?;
                for piece in &pieces {
                    match piece {
                        Piece::Both(text) => self.to.write_str(&harmless(text))?,
                        Piece::Old(text) => self.painted("31", &format!("[-{text}-]"))?,
                        Piece::New(text) => self.painted("32", &format!("{{+{text}+}}"))?,
                    }
                }
                self.to.write_str("\"")
            }
        }
    }

    fn painted(&mut self, colour: &str, text: &str) -> fmt::Result {
        let text = harmless(text);
        if self.colours {
            write!(self.to, "\u{1b}[{colour}m{text}\u{1b}[0m")
        } else {
            self.to.write_str(&text)
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", harmless(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let mut plan = Plan::new("Tideline 1.0.0");
        plan.push(Change::new(Action::Update, "subtitle", "en-US").from_to(Some("Old"), Some("New\nline")));
        plan.push(Change::new(Action::Upload, "screenshot", "01.png").because("not there yet"));
        plan.push(Change::new(Action::Update, "description", "ja").from_to(None, Some(&"long ".repeat(30))));
        let text = |word: &str| format!("{}ends with a {word}.", "The same words as before. ".repeat(4));
        let change = Change::new(Action::Update, "description", "en-US");
        plan.push(change.from_to(Some(&text("bang")), Some(&text("whimper"))));
        plan
    }

    #[test]
    fn a_plan_is_read_at_a_glance() {
        assert_eq!(Plan::new("Tideline 1.0.0").to_string(), "Tideline 1.0.0: nothing to do");
        insta::assert_snapshot!(plan(), @r#"
        Tideline 1.0.0:
          ~ subtitle en-US: "Old" -> "New line"
          + screenshot 01.png (not there yet)
          ~ description ja: "long long long long long long long long long long long long…"
          ~ description en-US: "… as before. ends with a [-bang-]{+whimper+}."
        "#);
    }

    #[test]
    fn colours_are_ours_and_those_of_texts_are_shown() {
        let mut plan = plan();
        plan.push(Change::new(Action::Delete, "file", "\u{1b}[2J"));
        let shown = of(&plan, true);
        assert!(shown.contains("\u{1b}[31m[-bang-]\u{1b}[0m\u{1b}[32m{+whimper+}\u{1b}[0m"), "{shown}");
        assert!(shown.contains("file \\u{1b}[2J"), "{shown}");
        assert!(!of(&plan, false).contains('\u{1b}'));
    }
}
