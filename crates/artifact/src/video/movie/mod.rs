//! The movie box: how long it plays, and its tracks (ISO/IEC 14496-12, clause 8; QuickTime uses the same layouts).

use std::io::{Read, Seek};
use std::time::Duration;

use super::boxes::{Content, Source, be32, be64};
use super::entries::{self, PictureEntry, SoundEntry};
use super::{ENDS_EARLY, Fault, Picture, Sound, Video};

/// What a video's first box is. Old QuickTime files have no `ftyp`.
const FIRST_BOXES: [[u8; 4]; 8] =
    [*b"ftyp", *b"moov", *b"mdat", *b"wide", *b"free", *b"skip", *b"pnot", *b"uuid"];

/// Reads the headers of a whole file.
pub(super) fn read(reader: impl Read + Seek) -> Result<Video, Fault> {
    let mut source = Source::new(reader)?;
    if !FIRST_BOXES.contains(&source.first_kind()?) {
        return Err(Fault::Foreign);
    }
    let roots = source.roots()?;
    let movie = find(&roots, *b"moov")
        .ok_or(Fault::Malformed("its movie header is missing, as in a recording that was not finished"))?;
    let parts = source.children(movie)?;
    let header = find(&parts, *b"mvhd").ok_or(Fault::Malformed("its movie header cannot be read"))?;
    let duration = Clock::read(&mut source, header)?.duration();

    let mut video = Video { bytes: source.length(), duration, picture: None, sound: Vec::new() };
    for track in parts.into_iter().filter(|part| part.kind == *b"trak") {
        match Track::read(&mut source, track)? {
            Some(Track::Picture(picture)) => video.picture = video.picture.or(Some(picture)),
            Some(Track::Sound(sound)) => video.sound.push(sound),
            None => {}
        }
    }
    let is_elsewhere = video.picture.is_some_and(|picture| picture.is_external);
    if find(&roots, *b"mdat").is_none() && !is_elsewhere {
        return Err(Fault::Malformed(ENDS_EARLY));
    }
    Ok(video)
}

fn find(boxes: &[Content], kind: [u8; 4]) -> Option<Content> {
    boxes.iter().copied().find(|content| content.kind == kind)
}

/// How long something is, in units of which `scale` are a second: what `mvhd` and `mdhd` have in common.
struct Clock {
    scale: u32,
    length: Option<u64>,
}

impl Clock {
    fn read<R: Read + Seek>(source: &mut Source<R>, header: Content) -> Result<Self, Fault> {
        let head: [u8; 32] = source.head(header)?;
        let (scale, length, unknown) = match head {
            [0, ..] => (be32(&head, 12), be32(&head, 16).into(), u32::MAX.into()),
            _ => (be32(&head, 20), be64(&head, 24), u64::MAX),
        };
        let length = Some(length).filter(|length| *length != unknown);
        // A file in fragments has its length elsewhere, and 0 here.
        Ok(Self { scale, length: length.filter(|length| *length != 0 && scale != 0) })
    }

    fn duration(&self) -> Option<Duration> {
        let (length, scale) = (self.length?, u64::from(self.scale));
        let fraction = length.checked_rem(scale)? * 1_000_000_000 / scale;
        Some(Duration::new(length.checked_div(scale)?, u32::try_from(fraction).ok()?))
    }

    /// Average rate of so many frames, in a thousand seconds.
    fn rate(&self, frames: u32) -> Option<u32> {
        let length = u128::from(self.length?);
        let scaled = u128::from(frames) * 1_000 * u128::from(self.scale);
        u32::try_from((scaled + length / 2) / length).ok().filter(|rate| *rate != 0)
    }
}

enum Track {
    Picture(Picture),
    Sound(Sound),
}

impl Track {
    /// Reads a `trak`; `None` for tracks of time codes, text and whatever else plays no part.
    fn read<R: Read + Seek>(source: &mut Source<R>, track: Content) -> Result<Option<Self>, Fault> {
        let parts = source.children(track)?;
        let (Some(header), Some(media)) = (find(&parts, *b"tkhd"), find(&parts, *b"mdia")) else {
            return Err(Fault::Malformed("a track has no header"));
        };
        let media = source.children(media)?;
        let (Some(clock), Some(handler)) = (find(&media, *b"mdhd"), find(&media, *b"hdlr")) else {
            return Err(Fault::Malformed("a track does not say what it holds"));
        };
        let handler: [u8; 12] = source.head(handler)?;
        let is_picture = handler.ends_with(b"vide");
        if !is_picture && !handler.ends_with(b"soun") {
            return Ok(None);
        }
        let clock = Clock::read(source, clock)?;
        let header = TrackHeader::read(source, header)?;
        let information = match find(&media, *b"minf") {
            Some(information) => source.children(information)?,
            None => return Err(Fault::Malformed("a track does not say how it is coded")),
        };
        let tables = match find(&information, *b"stbl") {
            Some(tables) => source.children(tables)?,
            None => return Err(Fault::Malformed("a track does not say how it is coded")),
        };
        let entry = entries::first(source, find(&tables, *b"stsd"))?;
        if !is_picture {
            let SoundEntry { codec, channels, sample_rate } = SoundEntry::read(source, entry)?;
            return Ok(Some(Self::Sound(Sound { codec, channels, sample_rate, enabled: header.enabled })));
        }
        let entry = PictureEntry::read(source, entry)?;
        let (width, height) =
            if header.is_on_its_side { (entry.height, entry.width) } else { (entry.width, entry.height) };
        Ok(Some(Self::Picture(Picture {
            codec: entry.codec,
            width,
            height,
            frames_in_1000_s: frames(source, &tables)?.and_then(|frames| clock.rate(frames)),
            has_square_pixels: entry.has_square_pixels,
            interlaced: entry.interlaced,
            h264_profile: entry.h264_profile,
            enabled: header.enabled,
            is_external: is_external(source, &information)?,
        })))
    }
}

/// How many samples the track's table of sizes has: the frames, for pictures. The table itself is not read.
fn frames<R: Read + Seek>(source: &mut Source<R>, tables: &[Content]) -> Result<Option<u32>, Fault> {
    match find(tables, *b"stsz").or_else(|| find(tables, *b"stz2")) {
        Some(sizes) => Ok(Some(be32(&source.head::<12>(sizes)?, 8))),
        None => Ok(None),
    }
}

/// True when the first place that data is said to come from is not this file.
fn is_external<R: Read + Seek>(source: &mut Source<R>, information: &[Content]) -> Result<bool, Fault> {
    let Some(places) = find(information, *b"dinf") else { return Ok(false) };
    let Some(list) = find(&source.children(places)?, *b"dref") else { return Ok(false) };
    let Some(place) = source.children(list.after(8))?.first().copied() else { return Ok(false) };
    let [.., flags]: [u8; 4] = source.head(place)?;
    Ok(flags & 1 == 0)
}

struct TrackHeader {
    enabled: bool,
    /// Rotated by a quarter turn, either way.
    is_on_its_side: bool,
}

impl TrackHeader {
    fn read<R: Read + Seek>(source: &mut Source<R>, header: Content) -> Result<Self, Fault> {
        let bytes: [u8; 96] = source.head(header)?;
        let [version, _, _, flags, ..] = bytes;
        let matrix = if version == 0 { 40 } else { 52 };
        // Of the 3x3 matrix's rows, a and b start the first, c and d the second.
        let [a, b, c, d] = [0, 4, 12, 16].map(|offset| be32(&bytes, matrix + offset));
        Ok(Self { enabled: flags & 1 == 1, is_on_its_side: a == 0 && d == 0 && b != 0 && c != 0 })
    }
}

#[cfg(test)]
mod tests;
