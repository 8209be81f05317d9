//! The app previews of a device, as a list.

use std::io;
use std::time::Duration;

use super::gallery::{class, tag};
use super::html::{Html, html};
use super::names;
use super::panel::Panel;
use super::{Device, Film, Spot, problems};

/// The list, if there is anything in it.
pub(super) fn write<W: io::Write>(html: &mut Html<W>, panel: &Panel, device: &Device) -> io::Result<()> {
    if device.films.is_empty() {
        return Ok(());
    }
    let id = panel.anchor.within(&device.kind);
    let name = names::device(&device.kind);
    html!(html, "<h4>App previews</h4>\n<ul class=\"films\" aria-label=\"App previews for ", name, "\">\n");
    for film in &device.films {
        html!(html, "<li class=\"film ", class(film.state), "\" id=\"", id.within(&film.name), "\"><bdi>");
        html!(html, film.name, "</bdi>");
        if let Some(tag) = tag(film.state) {
            html!(html, " <span class=\"tag ", class(film.state), "\">", tag, "</span>");
        }
        html!(html, " <span class=\"about-film\">", about(film), "</span>\n");
        let spot = Spot::Shot(device.kind.clone(), film.name.clone());
        problems::notes(html, panel.preview, &panel.locale.code, &spot)?;
        html!(html, "</li>\n");
    }
    html!(html, "</ul>\n");
    Ok(())
}

/// `12.3 MB, 20 s`, as far as it is known.
fn about(film: &Film) -> String {
    let size = film.size.map(|bytes| {
        let tenths = bytes / 100_000;
        format!("{}.{} MB", tenths / 10, tenths % 10)
    });
    let length = film.length.map(seconds);
    size.into_iter().chain(length).collect::<Vec<_>>().join(", ")
}

/// Rounded to tenths, which are left out where there are none.
fn seconds(length: Duration) -> String {
    let tenths = (length.as_millis() + 50) / 100;
    match tenths % 10 {
        0 => format!("{} s", tenths / 10),
        rest => format!("{}.{rest} s", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn size_and_length_are_told_as_far_as_they_are_known() {
        let film = |size, millis: Option<u64>| Film {
            name: "a.mp4".into(),
            size,
            length: millis.map(Duration::from_millis),
            state: State::Keep,
        };
        assert_eq!(about(&film(Some(12_345_678), Some(20_000))), "12.3 MB, 20 s");
        assert_eq!(about(&film(Some(99_999), Some(15_049))), "0.0 MB, 15 s");
        assert_eq!(about(&film(None, Some(15_050))), "15.1 s");
        assert_eq!(about(&film(None, None)), "");
    }
}
