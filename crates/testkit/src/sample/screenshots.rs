//! The sample's screenshots: sketches of its three screens, in each locale's own colours.

use std::io;
use std::path::Path;

use super::LOCALES;
use super::picture::{Colour, Picture, Rectangle};

/// APP_IPHONE_67.
const IPHONE: (u32, u32) = (1290, 2796);
/// APP_IPAD_PRO_3GEN_129.
const IPAD: (u32, u32) = (2064, 2752);

const PAPER: Colour = [250, 250, 247];
const INK: Colour = [44, 52, 64];
const PALE: Colour = [214, 220, 226];

pub(super) fn write(folder: &Path) -> io::Result<()> {
    for (number, locale) in (0_u32..).zip(LOCALES) {
        let folder = folder.join(locale);
        std::fs::create_dir_all(&folder)?;
        let palette = Palette::of(locale);
        let screens = [
            ("01_today.png", IPHONE, today(IPHONE, palette.accent, number)),
            ("02_week.png", IPHONE, week(IPHONE, palette.accent, number)),
            ("03_harbours.png", IPAD, harbours(IPAD, palette.accent, number)),
        ];
        for (name, (width, height), shapes) in screens {
            let picture = Picture { width, height, top: palette.top, bottom: palette.bottom, shapes };
            std::fs::write(folder.join(name), picture.encode()?)?;
        }
    }
    Ok(())
}

struct Palette {
    top: Colour,
    bottom: Colour,
    accent: Colour,
}

impl Palette {
    fn of(locale: &str) -> Self {
        match locale {
            "de-DE" => Self { top: [244, 176, 84], bottom: [190, 74, 56], accent: [214, 104, 52] },
            "ja" => Self { top: [246, 190, 204], bottom: [126, 78, 150], accent: [198, 64, 104] },
            _ => Self { top: [96, 190, 226], bottom: [22, 74, 140], accent: [26, 118, 188] },
        }
    }
}

const fn bar(x: u32, y: u32, width: u32, height: u32, colour: Colour) -> Rectangle {
    Rectangle { x, y, width, height, colour }
}

/// A caption in two lines, and the sheet below it that stands for the device's screen.
fn sheet((width, height): (u32, u32), number: u32) -> Vec<Rectangle> {
    let margin = width / 10;
    let first_line = width / 2 + number * width / 12;
    vec![
        bar(margin, height / 14, first_line, height / 40, PAPER),
        bar(margin, height / 14 + height / 25, width / 3, height / 60, PAPER),
        bar(margin, height / 5, width - 2 * margin, height - height / 5, PAPER),
    ]
}

/// A list of the day's tides.
fn today(size: (u32, u32), accent: Colour, number: u32) -> Vec<Rectangle> {
    let (width, height) = size;
    let mut shapes = sheet(size, number);
    for row in 0..7 {
        let y = height / 5 + height / 20 + row * height / 10;
        shapes.push(bar(width / 6, y, width / 12, width / 12, if row % 2 == 0 { accent } else { PALE }));
        shapes.push(bar(width / 3, y, width / 4 + (row * 5 + number) % 7 * width / 30, height / 60, INK));
        shapes.push(bar(width / 3, y + height / 35, width / 3, height / 90, PALE));
    }
    shapes
}

/// The week's high waters as a bar chart.
fn week(size: (u32, u32), accent: Colour, number: u32) -> Vec<Rectangle> {
    let (width, height) = size;
    let mut shapes = sheet(size, number);
    let floor = height * 4 / 5;
    for day in 0..7 {
        let level = height / 6 + (day * 3 + number * 2) % 7 * height / 20;
        let x = width / 6 + day * width / 10;
        shapes.push(bar(x, floor - level, width / 15, level, if day == number { INK } else { accent }));
        shapes.push(bar(x, floor + height / 80, width / 15, height / 120, PALE));
    }
    shapes
}

/// Harbours as tiles beside the one that was chosen.
fn harbours(size: (u32, u32), accent: Colour, number: u32) -> Vec<Rectangle> {
    let (width, height) = size;
    let mut shapes = sheet(size, number);
    for tile in 0..8 {
        let (column, row) = (tile % 2, tile / 2);
        let (x, y) = (width / 7 + column * width / 5, height / 4 + row * height / 6);
        shapes.push(bar(x, y, width / 6, height / 8, if tile == number + 1 { accent } else { PALE }));
    }
    shapes.push(bar(width * 3 / 5, height / 4, width / 4, height / 3, accent));
    for line in 0..5 {
        let length = width / 4 - (line + number) % 4 * width / 30;
        shapes.push(bar(width * 3 / 5, height * 5 / 8 + line * height / 24, length, height / 80, INK));
    }
    shapes
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use artifact::screenshots::Screenshot;

    use super::*;

    #[test]
    fn every_screenshot_is_one_that_apple_accepts_and_unlike_the_others() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path()).unwrap();
        let mut contents = HashSet::new();
        for locale in LOCALES {
            let mut slots = Vec::new();
            for name in ["01_today.png", "02_week.png", "03_harbours.png"] {
                let path = folder.path().join(locale).join(name);
                let screenshot = Screenshot::validate(&path, folder.path()).unwrap();
                assert_eq!(screenshot.findings, []);
                slots.push(screenshot.display_type);
                let bytes = std::fs::read(&path).unwrap();
                assert!(bytes.len() < 100_000, "{name} is {} bytes", bytes.len());
                contents.insert(bytes);
            }
            assert_eq!(slots, ["APP_IPHONE_67", "APP_IPHONE_67", "APP_IPAD_PRO_3GEN_129"]);
        }
        assert_eq!(contents.len(), 9);
    }

    #[test]
    fn a_screenshot_can_be_decoded_from_end_to_end() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path()).unwrap();
        let file = std::fs::read(folder.path().join("ja/02_week.png")).unwrap();
        let mut reader = png::Decoder::new(io::Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        reader.finish().unwrap();
    }
}
