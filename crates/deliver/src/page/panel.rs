//! The store page in one language.

use std::io;

use super::html::{Html, html};
use super::names::{self, Anchor};
use super::picture::Shown;
use super::{Locale, Preview, Spot, State, gallery, problems, texts};

/// What a part of a locale's page needs to know.
pub(super) struct Panel<'a> {
    pub(super) preview: &'a Preview,
    pub(super) locale: &'a Locale,
    pub(super) anchor: Anchor,
}

impl<'a> Panel<'a> {
    pub(super) fn new(preview: &'a Preview, locale: &'a Locale) -> Self {
        Self { preview, locale, anchor: Anchor::locale(&locale.code) }
    }

    /// The whole panel.
    pub(super) fn write<W: io::Write>(&self, html: &mut Html<W>) -> io::Result<()> {
        let code = &self.locale.code;
        html!(
            html,
            "<section class=\"panel\" id=\"",
            self.anchor,
            "\" aria-labelledby=\"title.",
            self.anchor,
            "\">\n<h2 class=\"title\" id=\"title.",
            self.anchor,
            "\"><bdi>",
            names::locale(code),
            "</bdi> <span class=\"code\">",
            code,
            "</span>"
        );
        if self.locale.is_new {
            html!(html, " <span class=\"tag added\">new locale</span>");
        }
        html!(html, "</h2>\n");
        problems::notes(html, self.preview, code, &Spot::Locale)?;
        html!(html, "<article class=\"store\" dir=\"", names::direction(code), "\">\n<div class=\"hero\">");
        icon(html, self.preview)?;
        html!(html, "<div class=\"titles\">\n");
        texts::titles(html, self)?;
        html!(html, "</div></div>\n");
        gallery::write(html, self)?;
        texts::columns(html, self)?;
        html!(html, "</article>\n</section>\n");
        Ok(())
    }
}

/// The app's icon, or the first letter of its name.
pub(super) fn icon<W: io::Write>(html: &mut Html<W>, preview: &Preview) -> io::Result<()> {
    html!(html, "<span class=\"icon\" aria-hidden=\"true\">");
    match preview.icon.as_deref().and_then(Shown::of) {
        Some(icon) => icon.write(html, "")?,
        None => html!(html, preview.app.chars().next().unwrap_or('?').to_uppercase()),
    }
    html!(html, "</span>");
    Ok(())
}

/// A number on a tab, if there is anything to count.
pub(super) fn badge<W: io::Write>(
    html: &mut Html<W>,
    count: usize,
    one: &'static str,
    many: &'static str,
) -> io::Result<()> {
    if count == 0 {
        return Ok(());
    }
    let words = if count == 1 { one } else { many };
    html!(
        html,
        " <span class=\"badge ",
        one,
        "\">",
        count,
        "<span class=\"unseen\"> ",
        words,
        "</span></span>"
    );
    Ok(())
}

/// How much the run changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Changes {
    pub(super) texts: usize,
    pub(super) sent: usize,
    pub(super) deleted: usize,
}

impl Changes {
    pub(super) fn of(locale: &Locale) -> Self {
        let shots = |state| {
            let shots = locale.devices.iter().flat_map(|device| &device.shots).map(|shot| shot.state);
            let films = locale.devices.iter().flat_map(|device| &device.films).map(|film| film.state);
            shots.chain(films).filter(|there| *there == state).count()
        };
        Self {
            texts: locale.texts.iter().filter(|text| text.changes()).count(),
            sent: shots(State::Upload),
            deleted: shots(State::Delete),
        }
    }

    pub(super) fn all(preview: &Preview) -> Self {
        preview.locales.iter().map(Self::of).fold(Self::default(), |all, one| Self {
            texts: all.texts + one.texts,
            sent: all.sent + one.sent,
            deleted: all.deleted + one.deleted,
        })
    }

    pub(super) fn count(self) -> usize {
        self.texts + self.sent + self.deleted
    }
}
