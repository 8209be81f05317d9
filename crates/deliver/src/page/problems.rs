//! The list of problems, and each of them once more where it is.

use std::io;

use super::html::{Html, html};
use super::names::{self, Anchor};
use super::{Device, Place, Preview, Problem, Severity, Spot};

/// All problems, the worst first, each with a link to where it is.
pub(super) fn list<W: io::Write>(html: &mut Html<W>, preview: &Preview) -> io::Result<()> {
    if preview.problems.is_empty() {
        return Ok(());
    }
    let mut problems = preview.problems.iter().collect::<Vec<_>>();
    problems.sort_by_key(|problem| problem.severity);
    html!(
        html,
        "<section class=\"problems\" aria-labelledby=\"problems\"><h2 id=\"problems\">",
        counted(&problems),
        "</h2>\n<ul>\n"
    );
    for problem in problems {
        html!(
            html,
            "<li class=\"",
            class(problem.severity),
            "\">",
            "<b class=\"mark\">",
            word(problem.severity),
            "</b> "
        );
        match &problem.place {
            Some(place) if is_shown(preview, place) => {
                html!(html, "<a href=\"#", anchor(place), "\">");
                where_it_is(html, place)?;
                html!(html, "</a> ");
            }
            Some(place) => {
                html!(html, "<strong>");
                where_it_is(html, place)?;
                html!(html, "</strong> ");
            }
            None => {}
        }
        html!(html, "<span class=\"words\" dir=\"auto\">", problem.text, "</span></li>\n");
    }
    html!(html, "</ul>\n</section>\n");
    Ok(())
}

/// The problems at a place, in the words of the list.
pub(super) fn notes<W: io::Write>(
    html: &mut Html<W>,
    preview: &Preview,
    locale: &str,
    spot: &Spot,
) -> io::Result<()> {
    for problem in at(preview, locale, spot) {
        html!(
            html,
            "<p class=\"note ",
            class(problem.severity),
            "\" dir=\"ltr\">",
            "<b class=\"mark\">",
            word(problem.severity),
            "</b> ",
            "<span class=\"words\" dir=\"auto\">",
            problem.text,
            "</span></p>\n"
        );
    }
    Ok(())
}

/// The problems at a place.
pub(super) fn at<'a>(
    preview: &'a Preview,
    locale: &'a str,
    spot: &'a Spot,
) -> impl Iterator<Item = &'a Problem> {
    in_locale(preview, locale)
        .filter(move |problem| problem.place.as_ref().is_some_and(|place| place.spot == *spot))
}

/// The problems anywhere in a locale.
pub(super) fn in_locale<'a>(preview: &'a Preview, locale: &'a str) -> impl Iterator<Item = &'a Problem> {
    preview
        .problems
        .iter()
        .filter(move |problem| problem.place.as_ref().is_some_and(|place| place.locale == locale))
}

/// `2 errors, 1 warning`.
pub(super) fn counted(problems: &[&Problem]) -> String {
    let of = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let counts = [(of(Severity::Error), "error", "errors"), (of(Severity::Warning), "warning", "warnings")];
    let words = counts.iter().filter(|(count, ..)| *count > 0);
    words.map(|(count, one, many)| number(*count, one, many)).collect::<Vec<_>>().join(", ")
}

/// A number with its noun.
pub(super) fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
    }
}

fn where_it_is<W: io::Write>(html: &mut Html<W>, place: &Place) -> io::Result<()> {
    html!(html, "<bdi>", names::locale(&place.locale), "</bdi>");
    match &place.spot {
        Spot::Locale => {}
        Spot::Text(field) => html!(html, ", <bdi>", names::field(field), "</bdi>"),
        Spot::Device(kind) => html!(html, ", <bdi>", names::device(kind), "</bdi>"),
        Spot::Shot(kind, name) => {
            html!(html, ", <bdi>", names::device(kind), "</bdi>, <bdi>", name, "</bdi>");
        }
    }
    Ok(())
}

/// The place's address on the page.
fn anchor(place: &Place) -> Anchor {
    let locale = Anchor::locale(&place.locale);
    match &place.spot {
        Spot::Locale => locale,
        Spot::Text(name) | Spot::Device(name) => locale.within(name),
        Spot::Shot(kind, name) => locale.within(kind).within(name),
    }
}

/// Whether the place is on the page. A link to nowhere is worse than none.
fn is_shown(preview: &Preview, place: &Place) -> bool {
    let Some(locale) = preview.locales.iter().find(|locale| locale.code == place.locale) else {
        return false;
    };
    let device = |kind: &str| locale.devices.iter().find(|device| device.kind == kind);
    match &place.spot {
        Spot::Locale => true,
        Spot::Text(field) => locale.texts.iter().any(|text| text.field == *field),
        Spot::Device(kind) => device(kind).is_some(),
        Spot::Shot(kind, name) => {
            let names = |device: &Device| {
                let films = device.films.iter().map(|film| &film.name);
                device.shots.iter().map(|shot| &shot.name).chain(films).any(|there| there == name)
            };
            device(kind).is_some_and(names)
        }
    }
}
