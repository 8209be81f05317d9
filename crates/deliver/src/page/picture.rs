//! Pictures within the page.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use artifact::image::{Format, ImageInfo};

use super::html::{Html, html};

/// A picture that a browser can show.
pub(super) struct Shown<'a> {
    picture: &'a Path,
    format: Format,
    /// Width and height in pixels.
    size: (u32, u32),
}

impl<'a> Shown<'a> {
    /// `None` for what is no whole PNG or JPEG: the problems say so where it matters.
    pub(super) fn of(picture: &'a Path) -> Option<Self> {
        let info = ImageInfo::read(picture).ok()?;
        Some(Self { picture, format: info.format, size: (info.width, info.height) })
    }

    /// Whether it is wider than high.
    pub(super) fn is_wide(&self) -> bool {
        self.size.0 > self.size.1
    }

    /// The picture as an element, its bytes copied piece by piece.
    pub(super) fn write<W: io::Write>(&self, html: &mut Html<W>, alt: &str) -> io::Result<()> {
        html!(html, "<img alt=\"", alt, "\"");
        html!(html, " width=\"", self.size.0, "\" height=\"", self.size.1, "\"");
        let kind = match self.format {
            Format::Png => "png",
            Format::Jpeg => "jpeg",
        };
        html!(html, " src=\"data:image/", kind, ";base64,");
        let path = self.picture;
        let named = |error: io::Error| {
            io::Error::new(error.kind(), format!("cannot read {}: {error}", path.display()))
        };
        html.base64(&mut Named(File::open(path).map_err(named)?, named))?;
        html!(html, "\">");
        Ok(())
    }
}

/// A reader whose errors say what was read: those of the page's own file must not be taken for them.
struct Named<R, F>(R, F);

impl<R: Read, F: Fn(io::Error) -> io::Error> Read for Named<R, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| {
            // To be tried again, not to be told.
            if error.kind() == io::ErrorKind::Interrupted { error } else { (self.1)(error) }
        })
    }
}
