//! The screenshots of a locale, device by device.

use std::io;

use super::html::{Html, html};
use super::names;
use super::panel::{Panel, badge};
use super::picture::Shown;
use super::{Device, Shot, Spot, State, films, problems};

/// All devices. More than one get a list of links, which the page's script makes tabs.
pub(super) fn write<W: io::Write>(html: &mut Html<W>, panel: &Panel) -> io::Result<()> {
    let devices = &panel.locale.devices;
    if devices.is_empty() {
        html!(html, "<p class=\"nothing\" dir=\"ltr\">No screenshots of its own.</p>\n");
        return Ok(());
    }
    let several = devices.len() > 1;
    html!(html, "<div class=\"gallery ", if several { "several" } else { "single" }, "\">\n");
    if several {
        html!(html, "<ul class=\"tabs devices\" data-tabs=\"Devices\">\n");
        for device in devices {
            html!(html, "<li><a data-twin=\"", device.kind, "\" href=\"#", panel.anchor.within(&device.kind));
            html!(html, "\">", names::device(&device.kind));
            badge(html, changed(device), "change", "changes")?;
            html!(html, "</a></li>\n");
        }
        html!(html, "</ul>\n");
    }
    devices.iter().try_for_each(|device| section(html, panel, device))?;
    html!(html, "</div>\n");
    Ok(())
}

fn section<W: io::Write>(html: &mut Html<W>, panel: &Panel, device: &Device) -> io::Result<()> {
    let id = panel.anchor.within(&device.kind);
    let (name, code) = (names::device(&device.kind), &panel.locale.code);
    html!(html, "<section class=\"device ", names::shape(&device.kind), "\" id=\"", id, "\">");
    html!(html, "<h3>", name, "</h3>\n");
    problems::notes(html, panel.preview, code, &Spot::Device(device.kind.clone()))?;
    if !device.shots.is_empty() {
        strip(html, panel, device)?;
    }
    films::write(html, panel, device)?;
    html!(html, "</section>\n");
    Ok(())
}

/// The screenshots, side by side.
fn strip<W: io::Write>(html: &mut Html<W>, panel: &Panel, device: &Device) -> io::Result<()> {
    let id = panel.anchor.within(&device.kind);
    let (name, code) = (names::device(&device.kind), &panel.locale.code);
    html!(html, "<ul class=\"strip\" tabindex=\"0\" aria-label=\"Screenshots for ", name, "\">\n");
    let mut place = 0;
    for one in &device.shots {
        place += usize::from(one.state != State::Delete);
        html!(html, "<li class=\"shot ", class(one.state), "\" id=\"", id.within(&one.name), "\"><figure>");
        picture(html, one, place)?;
        html!(html, "<figcaption><bdi>", one.name, "</bdi>");
        if let Some(tag) = tag(one.state) {
            html!(html, " <span class=\"tag ", class(one.state), "\">", tag, "</span>");
        }
        html!(html, "</figcaption></figure>\n");
        problems::notes(html, panel.preview, code, &Spot::Shot(device.kind.clone(), one.name.clone()))?;
        html!(html, "</li>\n");
    }
    html!(html, "</ul>\n");
    Ok(())
}

fn picture<W: io::Write>(html: &mut Html<W>, shot: &Shot, place: usize) -> io::Result<()> {
    let alt = match shot.state {
        State::Delete => format!("Screenshot that is deleted: {}", shot.name),
        _ => format!("Screenshot {place}: {}", shot.name),
    };
    if let Some(picture) = shot.picture.as_deref().and_then(Shown::of) {
        html!(html, "<span class=\"frame ", if picture.is_wide() { "wide" } else { "high" }, "\">");
        picture.write(html, &alt)?;
        html!(html, "</span>");
    } else {
        html!(html, "<span class=\"frame missing\" role=\"img\" aria-label=\"", alt, "\"></span>");
    }
    Ok(())
}

/// How many screenshots and previews of a device change.
fn changed(device: &Device) -> usize {
    let states = device.shots.iter().map(|shot| shot.state).chain(device.films.iter().map(|film| film.state));
    states.filter(|state| matches!(state, State::Upload | State::Delete)).count()
}

pub(super) fn class(state: State) -> &'static str {
    match state {
        State::Keep => "kept",
        State::Upload => "added",
        State::Delete => "removed",
        State::Live => "stays",
    }
}

pub(super) fn tag(state: State) -> Option<&'static str> {
    match state {
        State::Keep => None,
        State::Upload => Some("new"),
        State::Delete => Some("deleted"),
        State::Live => Some("in no file"),
    }
}
