//! The page as a whole.

use std::io;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::html::{Html, html};
use super::names::{self, Anchor};
use super::panel::{Changes, Panel, badge, icon};
use super::problems::{self, number};
use super::{Preview, Problem};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the page to `out` in small pieces, and flushes it. Give it a buffer.
///
/// An error is one of `out`'s, or names the picture that could not be read.
pub(crate) fn write(preview: &Preview, out: impl io::Write) -> io::Result<()> {
    let mut html = Html::new(out);
    head(&mut html, preview)?;
    html!(html, "<body>\n<a class=\"skip\" href=\"#page\">Skip to the store page</a>\n");
    header(&mut html, preview)?;
    html!(html, "<div class=\"layout\">\n");
    navigation(&mut html, preview)?;
    html!(html, "<main id=\"page\" tabindex=\"-1\">\n");
    problems::list(&mut html, preview)?;
    for locale in &preview.locales {
        Panel::new(preview, locale).write(&mut html)?;
    }
    html!(
        html,
        "</main>\n</div>\n<footer>Written by <code>deliver preview</code>. Nothing was changed.</footer>\n<script>"
    );
    html.markup(SCRIPT)?;
    html!(html, "</script>\n</body>\n</html>\n");
    html.flush()
}

fn head<W: io::Write>(html: &mut Html<W>, preview: &Preview) -> io::Result<()> {
    html!(html, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html!(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"", policy(), "\">\n");
    html!(html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html!(html, "<meta name=\"color-scheme\" content=\"light dark\">\n");
    html!(html, "<title>", preview.app, " ", preview.version, ": preview of the store page</title>\n<style>");
    html.markup(STYLE)?;
    html!(html, "</style>\n</head>\n");
    Ok(())
}

/// Nothing is loaded from anywhere, and no script and no style runs but the page's own two.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(digest(&SHA256, text.as_bytes()));
    format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn header<W: io::Write>(html: &mut Html<W>, preview: &Preview) -> io::Result<()> {
    html!(html, "<header class=\"top\">");
    icon(html, preview)?;
    html!(html, "<div class=\"about\"><h1><bdi>", preview.app, "</bdi> <span class=\"version\">");
    html!(html, preview.version, "</span></h1>\n<p>", summary(preview), "</p></div>\n");
    html!(
        html,
        "<fieldset class=\"views\"><legend class=\"unseen\">What is shown</legend>\n",
        "<label><input type=\"radio\" name=\"view\" id=\"view-changes\" checked><span>Changes</span></label>\n",
        "<label><input type=\"radio\" name=\"view\" id=\"view-after\"><span>After</span></label>\n",
        "<label><input type=\"radio\" name=\"view\" id=\"view-live\"><span>Live</span></label>\n",
        "</fieldset></header>\n"
    );
    Ok(())
}

/// What the run does, in a line.
fn summary(preview: &Preview) -> String {
    let changes = Changes::all(preview);
    let mut parts = vec![number(preview.locales.len(), "locale", "locales")];
    if changes.count() == 0 {
        parts.push("nothing differs from what is live".into());
    }
    for (count, one, many) in [
        (changes.texts, "text changes", "texts change"),
        (changes.sent, "screenshot is sent", "screenshots are sent"),
        (changes.deleted, "is deleted", "are deleted"),
    ] {
        if count > 0 {
            parts.push(number(count, one, many));
        }
    }
    if !preview.problems.is_empty() {
        parts.push(problems::counted(&preview.problems.iter().collect::<Vec<&Problem>>()));
    }
    parts.join(" · ")
}

/// The locales as links, which the page's script makes tabs.
fn navigation<W: io::Write>(html: &mut Html<W>, preview: &Preview) -> io::Result<()> {
    html!(
        html,
        "<nav class=\"locales\" aria-label=\"Locales\">\n<ul class=\"tabs\" data-tabs=\"Locales\">\n"
    );
    for locale in &preview.locales {
        let code = locale.code.as_str();
        html!(html, "<li><a href=\"#", Anchor::locale(code), "\"><span class=\"language\"><bdi>");
        html!(html, names::locale(code), "</bdi> <span class=\"code\">", code, "</span></span>");
        html!(html, " <span class=\"badges\">");
        badge(html, problems::in_locale(preview, code).count(), "problem", "problems")?;
        badge(html, Changes::of(locale).count(), "change", "changes")?;
        html!(html, "</span></a></li>\n");
    }
    html!(html, "</ul>\n</nav>\n");
    Ok(())
}
