//! What Apple looks at in an uploaded app preview: length, size, codecs, frame rate, sound.
//!
//! MP4 and QuickTime files are boxes within boxes: four bytes of length, four of name, then the content. What matters
//! stands in `moov`, with a `trak` for the pictures and one for the sound.

use thiserror::Error;

/// What the boxes of a video say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Video {
    /// How long it plays, in milliseconds.
    pub milliseconds: u64,
    /// The width as it is shown, in pixels.
    pub width: u32,
    /// The height as it is shown, in pixels.
    pub height: u32,
    /// The four characters of the pictures' codec, such as `avc1`.
    pub codec: [u8; 4],
    /// Frames in a thousand seconds.
    pub frames_in_1000_s: u64,
    /// The channels of the first sound track; none where there is no sound.
    pub channels: u32,
}

/// Why bytes are no video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum VideoError {
    /// It does not begin as MP4 and QuickTime files do.
    #[error("neither an MP4 nor a QuickTime video")]
    UnknownFormat,
    /// A box ends beyond what it is in, or a value is missing.
    #[error("the video's boxes are damaged")]
    Damaged,
    /// There is no track of pictures.
    #[error("the file has no track of pictures")]
    NoPictures,
}

/// Reads the boxes of a video.
pub fn read(bytes: &[u8]) -> Result<Video, VideoError> {
    if bytes.get(4..8) != Some(b"ftyp") {
        return Err(VideoError::UnknownFormat);
    }
    let movie = inside(bytes, *b"moov")?.ok_or(VideoError::Damaged)?;
    let (scale, length) = times(inside(movie, *b"mvhd")?.ok_or(VideoError::Damaged)?)?;
    let mut pictures = None;
    let mut channels = 0;
    for track in Boxes(movie) {
        let (name, track) = track?;
        if name != *b"trak" {
            continue;
        }
        let media = inside(track, *b"mdia")?.ok_or(VideoError::Damaged)?;
        let handler = inside(media, *b"hdlr")?.and_then(|handler| handler.get(8..12));
        match handler {
            Some(b"vide") if pictures.is_none() => pictures = Some(Pictures::read(track, media)?),
            Some(b"soun") if channels == 0 => channels = sound(media)?,
            _ => {}
        }
    }
    let Pictures { width, height, codec, frames_in_1000_s } = pictures.ok_or(VideoError::NoPictures)?;
    let milliseconds = length.saturating_mul(1000) / scale;
    Ok(Video { milliseconds, width, height, codec, frames_in_1000_s, channels })
}

struct Pictures {
    width: u32,
    height: u32,
    codec: [u8; 4],
    frames_in_1000_s: u64,
}

impl Pictures {
    fn read(track: &[u8], media: &[u8]) -> Result<Self, VideoError> {
        let header = inside(track, *b"tkhd")?.ok_or(VideoError::Damaged)?;
        // The numbers before the matrix are longer in version 1. A turned track has nothing on its diagonal.
        let matrix = if header.first() == Some(&1) { 52 } else { 40 };
        let turned = number(header, matrix, 4)? == 0 && number(header, matrix + 16, 4)? == 0;
        let table = sample_table(media)?;
        let entry = first_entry(table)?;
        let codec = entry.get(4..8).and_then(|four| four.try_into().ok()).ok_or(VideoError::Damaged)?;
        let (wide, high) = (small(entry, 32)?, small(entry, 34)?);
        let (width, height) = if turned { (high, wide) } else { (wide, high) };
        let (scale, length) = times(inside(media, *b"mdhd")?.ok_or(VideoError::Damaged)?)?;
        let frames = frames(inside(table, *b"stts")?.ok_or(VideoError::Damaged)?)?;
        let frames_in_1000_s = frames.saturating_mul(scale).saturating_mul(1000) / length.max(1);
        Ok(Self { width, height, codec, frames_in_1000_s })
    }
}

/// The channels of a sound track. QuickTime's second description of sound has their number in a place of its own.
fn sound(media: &[u8]) -> Result<u32, VideoError> {
    let entry = first_entry(sample_table(media)?)?;
    if small(entry, 16)? == 2 {
        return u32::try_from(number(entry, 48, 4)?).map_err(|_| VideoError::Damaged);
    }
    small(entry, 24)
}

fn sample_table(media: &[u8]) -> Result<&[u8], VideoError> {
    let information = inside(media, *b"minf")?.ok_or(VideoError::Damaged)?;
    inside(information, *b"stbl")?.ok_or(VideoError::Damaged)
}

/// The first description of a track's samples, with its own length and name.
fn first_entry(table: &[u8]) -> Result<&[u8], VideoError> {
    let descriptions = inside(table, *b"stsd")?.ok_or(VideoError::Damaged)?;
    descriptions.get(8..).ok_or(VideoError::Damaged)
}

/// All frames of a track: runs of frames of one length, each with how many there are.
fn frames(runs: &[u8]) -> Result<u64, VideoError> {
    let runs = runs.get(8..).ok_or(VideoError::Damaged)?;
    runs.chunks_exact(8).try_fold(0_u64, |sum, run| Ok(sum + number(run, 0, 4)?))
}

/// The units in a second and the length in them, out of the head of a movie or of its media.
fn times(header: &[u8]) -> Result<(u64, u64), VideoError> {
    let (scale, length) = if header.first() == Some(&1) {
        (number(header, 20, 4)?, number(header, 24, 8)?)
    } else {
        (number(header, 12, 4)?, number(header, 16, 4)?)
    };
    if scale == 0 { Err(VideoError::Damaged) } else { Ok((scale, length)) }
}

/// The content of the first box of a name.
fn inside(bytes: &[u8], wanted: [u8; 4]) -> Result<Option<&[u8]>, VideoError> {
    for found in Boxes(bytes) {
        let (name, content) = found?;
        if name == wanted {
            return Ok(Some(content));
        }
    }
    Ok(None)
}

/// The boxes that stand one after another, each with its name and content.
struct Boxes<'a>(&'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = Result<([u8; 4], &'a [u8]), VideoError>;

    fn next(&mut self) -> Option<Self::Item> {
        // QuickTime may end a list with four zeros.
        if self.0.len() < 8 {
            return None;
        }
        let found = self.cut();
        if found.is_none() {
            self.0 = &[];
        }
        Some(found.ok_or(VideoError::Damaged))
    }
}

impl<'a> Boxes<'a> {
    fn cut(&mut self) -> Option<([u8; 4], &'a [u8])> {
        let name = self.0.get(4..8)?.try_into().ok()?;
        let (start, length) = match number(self.0, 0, 4).ok()? {
            0 => (8, self.0.len()),
            1 => (16, usize::try_from(number(self.0, 8, 8).ok()?).ok()?),
            length => (8, usize::try_from(length).ok()?),
        };
        let content = self.0.get(start..length)?;
        self.0 = self.0.get(length..)?;
        Some((name, content))
    }
}

fn small(bytes: &[u8], at: usize) -> Result<u32, VideoError> {
    number(bytes, at, 2).and_then(|number| u32::try_from(number).map_err(|_| VideoError::Damaged))
}

/// A number of so many bytes, the highest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Result<u64, VideoError> {
    let bytes = bytes.get(at..at + length).ok_or(VideoError::Damaged)?;
    Ok(bytes.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn boxed(name: [u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).expect("a short box");
        [&length.to_be_bytes(), &name[..], content].concat()
    }

    fn header(scale: u32, length: u32) -> Vec<u8> {
        [&[0; 12][..], &scale.to_be_bytes(), &length.to_be_bytes()].concat()
    }

    fn track(head: &[u8], handler: [u8; 4], entry: &[u8], frames: u32) -> Vec<u8> {
        let handler = [&[0; 8][..], &handler].concat();
        let descriptions = [&[0; 8][..], entry].concat();
        let runs = [&[0; 8][..], &frames.to_be_bytes(), &[0; 4]].concat();
        let table = [boxed(*b"stsd", &descriptions), boxed(*b"stts", &runs)].concat();
        let media = [
            boxed(*b"mdhd", &header(600, 12_000)),
            boxed(*b"hdlr", &handler),
            boxed(*b"minf", &boxed(*b"stbl", &table)),
        ];
        boxed(*b"trak", &[boxed(*b"tkhd", head), boxed(*b"mdia", &media.concat())].concat())
    }

    /// Twenty seconds of 1080x1920 at thirty frames, filmed sideways, with stereo sound; large boxes and small.
    fn film() -> Vec<u8> {
        let turned = [0; 84];
        let mut picture = [0; 36];
        picture[4..8].copy_from_slice(b"avc1");
        picture[32..34].copy_from_slice(&1920_u16.to_be_bytes());
        picture[34..36].copy_from_slice(&1080_u16.to_be_bytes());
        let mut sound = [0; 36];
        sound[4..8].copy_from_slice(b"mp4a");
        sound[25] = 2;
        let movie = [
            boxed(*b"mvhd", &header(1000, 20_000)),
            track(&turned, *b"soun", &sound, 1),
            track(&turned, *b"vide", &picture, 600),
        ];
        let media = [&1_u32.to_be_bytes()[..], b"mdat", &20_u64.to_be_bytes(), b"film"].concat();
        [boxed(*b"ftyp", b"qt  "), media, boxed(*b"moov", &movie.concat())].concat()
    }

    #[test]
    fn a_film_tells_all_that_apple_asks() {
        let expected = Video {
            milliseconds: 20_000,
            width: 1080,
            height: 1920,
            codec: *b"avc1",
            frames_in_1000_s: 30_000,
            channels: 2,
        };
        assert_eq!(read(&film()), Ok(expected));
    }

    #[test]
    fn what_is_cut_or_foreign_is_no_video() {
        let film = film();
        for end in 0..film.len() {
            assert!(read(&film[..end]).is_err(), "{end}");
        }
        assert_eq!(read(b"GIF89a of no use"), Err(VideoError::UnknownFormat));
        let silent = [boxed(*b"ftyp", b""), boxed(*b"moov", &boxed(*b"mvhd", &header(1, 1)))].concat();
        assert_eq!(read(&silent), Err(VideoError::NoPictures));
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reading(at in 0_usize..700, with in any::<[u8; 4]>()) {
            let mut film = film();
            let at = at.min(film.len() - 4);
            film[at..at + 4].copy_from_slice(&with);
            let _ = read(&film);
        }
    }
}
