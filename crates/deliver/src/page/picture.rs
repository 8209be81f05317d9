//! Pictures within the page.

use std::fs::File;
use std::io::{self, Read};

use artifact::image::{Format, ImageInfo};

use super::Picture;
use super::html::{Html, html};

/// A picture that a browser can show.
pub(super) struct Shown<'a> {
    picture: &'a Picture,
    format: Format,
    /// Width and height in pixels, where they are known without decoding anything.
    size: Option<(u32, u32)>,
}

impl<'a> Shown<'a> {
    /// `None` for what is no whole PNG or JPEG: the problems say so where it matters.
    pub(super) fn of(picture: &'a Picture) -> Option<Self> {
        let (format, size) = match picture {
            Picture::File(path) => {
                let info = ImageInfo::read(path).ok()?;
                (info.format, Some((info.width, info.height)))
            }
            Picture::Bytes(bytes) if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => (Format::Png, None),
            Picture::Bytes(bytes) if bytes.starts_with(b"\xff\xd8\xff") => (Format::Jpeg, None),
            Picture::Bytes(_) => return None,
        };
        Some(Self { picture, format, size })
    }

    /// Whether it is wider than high.
    pub(super) fn is_wide(&self) -> bool {
        self.size.is_some_and(|(width, height)| width > height)
    }

    /// The picture as an element, its bytes copied piece by piece.
    pub(super) fn write<W: io::Write>(&self, html: &mut Html<W>, alt: &str) -> io::Result<()> {
        html!(html, "<img decoding=\"async\" loading=\"lazy\" alt=\"", alt, "\"");
        if let Some((width, height)) = self.size {
            html!(html, " width=\"", width, "\" height=\"", height, "\"");
        }
        let kind = match self.format {
            Format::Png => "png",
            Format::Jpeg => "jpeg",
        };
        html!(html, " src=\"data:image/", kind, ";base64,");
        match self.picture {
            Picture::Bytes(bytes) => html.base64(&mut bytes.as_slice())?,
            Picture::File(path) => {
                let named = |error: io::Error| {
                    io::Error::new(error.kind(), format!("cannot read {}: {error}", path.display()))
                };
                html.base64(&mut Named(File::open(path).map_err(named)?, named))?;
            }
        }
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
