//! The texts of a locale: what they are, what they become, and how long they may be.

use std::io;

use super::html::{Html, html};
use super::panel::Panel;
use super::{Spot, Text, names, problems};
use console::diff::{self, Piece};

/// Beside the icon.
const TITLES: [&str; 2] = ["name", "subtitle"];
/// In the wide column, in the order of the store.
const PROSE: [&str; 3] = ["promotional_text", "release_notes", "description"];
const KEYWORDS: &str = "keywords";

/// Name and subtitle.
pub(super) fn titles<W: io::Write>(html: &mut Html<W>, panel: &Panel) -> io::Result<()> {
    if !panel.locale.texts.iter().any(|text| text.field == "name") {
        html!(html, "<p class=\"value stand-in\" dir=\"auto\">", panel.preview.app, "</p>\n");
    }
    TITLES.into_iter().try_for_each(|name| fields(html, panel, |field| field == name))
}

/// All others: prose in the wide column, the rest in the narrow one.
pub(super) fn columns<W: io::Write>(html: &mut Html<W>, panel: &Panel) -> io::Result<()> {
    html!(html, "<div class=\"columns\">\n<div class=\"prose\">\n");
    PROSE.into_iter().try_for_each(|name| fields(html, panel, |field| field == name))?;
    html!(html, "</div>\n<div class=\"facts\">\n");
    fields(html, panel, |field| !TITLES.contains(&field) && !PROSE.contains(&field))?;
    html!(html, "</div>\n</div>\n");
    Ok(())
}

fn fields<W: io::Write>(html: &mut Html<W>, panel: &Panel, which: impl Fn(&str) -> bool) -> io::Result<()> {
    panel.locale.texts.iter().filter(|text| which(&text.field)).try_for_each(|text| field(html, panel, text))
}

/// A text with its heading. One that neither is nor was there is shown only if something is wrong with it.
fn field<W: io::Write>(html: &mut Html<W>, panel: &Panel, text: &Text) -> io::Result<()> {
    let (before, after) = (text.before(), text.after());
    let spot = Spot::Text(text.field.clone());
    let code = &panel.locale.code;
    let is_wrong = problems::at(panel.preview, code, &spot).next().is_some();
    if before.is_empty() && after.is_empty() && !is_wrong {
        return Ok(());
    }
    let tag = match (before.is_empty(), after.is_empty()) {
        _ if before == after => "",
        (true, _) => "added",
        (_, true) => "removed",
        _ => "changed",
    };
    let id = panel.anchor.within(&text.field);
    html!(html, "<section class=\"field ", known_class(&text.field), " ", tag, "\" id=\"", id, "\">");
    html!(html, "<div class=\"label\"><h3>", names::field(&text.field), "</h3>");
    if !tag.is_empty() {
        html!(html, " <span class=\"tag ", tag, "\">", tag, "</span>");
    }
    counter(html, &after, text.limit)?;
    html!(html, "</div>\n");
    problems::notes(html, panel.preview, code, &spot)?;
    let direction = if text.field.ends_with("_url") { "ltr" } else { names::direction(code) };
    if text.field == KEYWORDS {
        keywords(html, code, &before, &after)?;
    } else {
        html!(html, "<p class=\"value\" lang=\"", code, "\" dir=\"", direction, "\">");
        diff::words(&before, &after).into_iter().try_for_each(|part| piece(html, part))?;
        html!(html, "</p>");
    }
    html!(html, "</section>\n");
    Ok(())
}

/// How much of a text's room is taken.
fn counter<W: io::Write>(html: &mut Html<W>, text: &str, limit: Option<usize>) -> io::Result<()> {
    let Some(limit) = limit else { return Ok(()) };
    let length = text.chars().count();
    let class = if length > limit { "counter over" } else { "counter" };
    html!(html, "<span class=\"", class, "\" dir=\"ltr\">", length);
    html!(
        html,
        "<span class=\"unseen\"> characters of</span><span aria-hidden=\"true\"> /</span> ",
        limit,
        "</span>"
    );
    Ok(())
}

/// The class for the place of a field; a name from elsewhere is none.
fn known_class(field: &str) -> &'static str {
    match field {
        "name" => "name",
        "subtitle" => "subtitle",
        "promotional_text" => "promotion",
        _ if field.ends_with("_url") => "address",
        _ => "plain",
    }
}

fn piece<W: io::Write>(html: &mut Html<W>, piece: Piece<&str>) -> io::Result<()> {
    match piece {
        Piece::Both(text) => html!(html, text),
        Piece::Old(text) => html!(html, "<del>", text, "</del>"),
        Piece::New(text) => html!(html, "<ins>", text, "</ins>"),
    }
    Ok(())
}

/// Keywords one by one.
fn keywords<W: io::Write>(html: &mut Html<W>, code: &str, before: &str, after: &str) -> io::Result<()> {
    let (before, after) = (listed(before), listed(after));
    html!(html, "<ul class=\"chips\" lang=\"", code, "\">");
    for part in diff::items(&before, &after) {
        let class = match part {
            Piece::Both(_) => "kept",
            Piece::Old(_) => "old",
            Piece::New(_) => "new",
        };
        html!(html, "<li class=\"", class, "\" dir=\"auto\">");
        piece(html, part)?;
        html!(html, "</li>\n");
    }
    html!(html, "</ul>");
    Ok(())
}

fn listed(keywords: &str) -> Vec<&str> {
    keywords.split([',', '，', '、', ';', '\n']).map(str::trim).filter(|word| !word.is_empty()).collect()
}
