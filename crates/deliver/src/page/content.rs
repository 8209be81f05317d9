//! What the page shows, as plain values: whoever has gathered and planned fills them in.

use std::path::PathBuf;
use std::time::Duration;

/// The store page of one version of an app.
#[derive(Debug, Clone, Default)]
pub(crate) struct Preview {
    /// The app's name for the page's own title.
    pub(crate) app: String,
    /// The version's number.
    pub(crate) version: String,
    /// A PNG or JPEG file.
    pub(crate) icon: Option<PathBuf>,
    /// In the order in which they are shown; no two with the same code.
    pub(crate) locales: Vec<Locale>,
    pub(crate) problems: Vec<Problem>,
}

/// The page in one language.
#[derive(Debug, Clone, Default)]
pub(crate) struct Locale {
    /// Apple's name for it, such as `de-DE`.
    pub(crate) code: String,
    /// Whether Apple does not have it yet.
    pub(crate) is_new: bool,
    pub(crate) texts: Vec<Text>,
    /// One for each kind of device that has screenshots or previews; no two of the same kind.
    pub(crate) devices: Vec<Device>,
}

/// A text of the page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Text {
    /// The name of its file without `.txt`. Those that the store shows get their place; others are listed.
    pub(crate) field: String,
    /// What Apple has.
    pub(crate) live: Option<String>,
    /// What the run would send: `None` leaves what Apple has, an empty text clears it.
    pub(crate) new: Option<String>,
    /// The most characters (Unicode scalar values) that Apple takes.
    pub(crate) limit: Option<usize>,
}

impl Text {
    /// What is there before the run.
    pub(super) fn before(&self) -> String {
        normal(self.live.as_deref().unwrap_or_default())
    }

    /// What is there after the run.
    pub(super) fn after(&self) -> String {
        self.new.as_deref().map_or_else(|| self.before(), normal)
    }

    pub(super) fn changes(&self) -> bool {
        self.before() != self.after()
    }
}

/// Line ends and outer white space do not count, at Apple as here.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// The screenshots and previews of one kind of device.
#[derive(Debug, Clone, Default)]
pub(crate) struct Device {
    /// The API's name of the kind, such as `APP_IPHONE_67`.
    pub(crate) kind: String,
    /// In the order in which the store shows them; those that go stand where they were.
    pub(crate) shots: Vec<Shot>,
    /// In the same order, with those that go at the end.
    pub(crate) films: Vec<Film>,
}

/// An app preview. It is named and not shown: the page would weigh as much as all films.
#[derive(Debug, Clone)]
pub(crate) struct Film {
    /// The file's name.
    pub(crate) name: String,
    /// In bytes.
    pub(crate) size: Option<u64>,
    /// How long it plays, where a file tells.
    pub(crate) length: Option<Duration>,
    pub(crate) state: State,
}

/// A screenshot.
#[derive(Debug, Clone)]
pub(crate) struct Shot {
    /// The file's name.
    pub(crate) name: String,
    /// `None` where there is none at hand: a frame stands in its place.
    /// A PNG or JPEG file, read while the page is written; what is neither is not embedded.
    pub(crate) picture: Option<PathBuf>,
    pub(crate) state: State,
}

/// What the run does to a screenshot or a preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It is in a file and at Apple.
    Keep,
    /// It is in a file only, and is sent.
    Upload,
    /// It is at Apple only, and goes.
    Delete,
    /// It is at Apple only, and stays.
    Live,
}

/// Something that Apple would refuse, or that a person should look at.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) severity: Severity,
    /// `None` where it concerns the whole.
    pub(crate) place: Option<Place>,
    pub(crate) text: String,
}

/// How bad a problem is; worse ones come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Severity {
    Error,
    Warning,
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The locale's code.
    pub(crate) locale: String,
    pub(crate) spot: Spot,
}

/// Where in a locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spot {
    Locale,
    /// The text of this field.
    Text(String),
    /// The device of this kind.
    Device(String),
    /// The screenshot or preview of this kind and name.
    Shot(String, String),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(live: Option<&str>, new: Option<&str>) -> Text {
        Text { live: live.map(Into::into), new: new.map(Into::into), ..Text::default() }
    }

    #[test]
    fn only_what_differs_changes() {
        assert!(!text(None, None).changes());
        assert!(!text(Some("a"), None).changes());
        assert!(!text(Some("a\r\nb\n"), Some("a\nb")).changes());
        assert!(text(Some("a"), Some("")).changes());
        assert!(text(None, Some("a")).changes());
    }
}
