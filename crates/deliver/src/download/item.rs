//! A file as it should be, beside the one that is there.

use std::path::{Path, PathBuf};

use console::{Action, Change, Plan};

/// A file as it should be. It cannot be printed: the password of the demo account is among them.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) path: PathBuf,
    /// What it is, such as `description`.
    pub(crate) what: String,
    pub(crate) content: Content,
    pub(crate) standing: Standing,
}

/// What belongs into a file.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Text {
        /// As it is written, with a line end.
        text: String,
        /// Whether only the owner may read the file.
        private: bool,
        /// Whether it may not be shown.
        secret: bool,
    },
    Picture {
        /// Where it is fetched.
        address: String,
        /// What tells the picture that was once uploaded: its MD5, or Apple's id where that is not known.
        original: String,
        /// How many bytes it had then.
        size: u64,
    },
}

/// How the file that is there compares.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    Missing,
    Same,
    /// It holds something else: this text, where it is one.
    Differs(Option<String>),
}

/// What will be written, as a plan. `path` shows a file's path as the user would write it.
pub(crate) fn shown(title: String, items: &[Item], path: impl Fn(&Path) -> String) -> Plan {
    let mut plan = Plan::new(title);
    for item in items {
        let (action, before) = match &item.standing {
            Standing::Same => continue,
            Standing::Missing => (Action::Write, None),
            Standing::Differs(before) => (Action::Update, before.as_deref()),
        };
        let change = Change::new(action, &*item.what, path(&item.path));
        plan.push(match &item.content {
            Content::Text { secret: true, .. } => change.from_to(before.map(|_| "***"), Some("***")),
            Content::Text { text, .. } => change.from_to(before, Some(text.trim_end())),
            Content::Picture { .. } if before.is_none() && action == Action::Update => {
                change.because("another picture is there")
            }
            Content::Picture { .. } => change,
        });
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &str, text: &str, secret: bool, standing: Standing) -> Item {
        let content = Content::Text { text: format!("{text}\n"), private: secret, secret };
        Item { path: path.into(), what: "text".into(), content, standing }
    }

    #[test]
    fn a_plan_shows_before_and_after_and_no_secret() {
        let address = "https://example.com/x".into();
        let picture = Content::Picture { address, original: "aa".into(), size: 1 };
        let items = [
            text("new.txt", "New.", false, Standing::Missing),
            text("same.txt", "Same.", false, Standing::Same),
            text("old.txt", "After.", false, Standing::Differs(Some("Before.".into()))),
            text("password.txt", "hunter2", true, Standing::Differs(Some("hunter1".into()))),
            Item {
                path: "1.png".into(),
                what: "screenshot".into(),
                content: picture,
                standing: Standing::Differs(None),
            },
        ];
        let plan = shown("Tideline".into(), &items, |path| path.display().to_string()).to_string();
        let expected = "Tideline:\n  + text new.txt: \"New.\"\n  ~ text old.txt: \"Before.\" -> \"After.\"\n  \
                        ~ text password.txt: \"***\" -> \"***\"\n  \
                        ~ screenshot 1.png (another picture is there)";
        assert_eq!(plan, expected);
    }
}
