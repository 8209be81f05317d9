//! App previews: what is inside a .mp4, .m4v or .mov, which of Apple's slots it belongs in, and whether Apple will
//! take it.
//!
//! The reader is our own: a preview is judged by some twenty fields of fixed size, while the crates that read MP4
//! load a file's whole sample tables to get there, and know little of QuickTime's older layouts.

mod boxes;
mod checks;
mod entries;
mod kinds;
mod movie;

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;
use std::time::Duration;

use crate::{Error, Result};

pub use checks::{MOST_IN_A_SET, Preview, check_count};
pub use kinds::{PREVIEW_TYPES, PreviewType};

/// What a video's headers say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Video {
    /// The file's length in bytes.
    pub bytes: u64,
    /// How long the whole movie plays; `None` when the file does not say, as files in fragments do not.
    pub duration: Option<Duration>,
    /// The first track of pictures.
    pub picture: Option<Picture>,
    /// All tracks of sound, in the file's order.
    pub sound: Vec<Sound>,
}

/// A track of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// How it is coded.
    pub codec: Codec,
    /// Width in pixels as it is shown: the track's rotation is applied, its pixel shape is not.
    pub width: u32,
    /// Height in pixels as it is shown.
    pub height: u32,
    /// Average frames in a thousand seconds (29,970 for NTSC), rounded; `None` when the file does not say.
    pub frames_in_1000_s: Option<u32>,
    /// False when pixels are to be shown wider or narrower than high.
    pub has_square_pixels: bool,
    /// True for interlaced pictures, false for progressive ones; `None` when the file does not say, as most do not.
    pub interlaced: Option<bool>,
    /// H.264's profile and level as its configuration has them: (100, 40) is High at level 4.0.
    pub h264_profile: Option<(u8, u8)>,
    /// False when the player is told not to show it.
    pub enabled: bool,
    /// True when the pictures lie in another file.
    pub is_external: bool,
}

/// A track of sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sound {
    /// How it is coded.
    pub codec: Codec,
    /// Number of channels.
    pub channels: u32,
    /// Samples a second.
    pub sample_rate: u32,
    /// False when the player is told not to play it.
    pub enabled: bool,
}

/// A codec by the four characters that files name it with.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Codec(pub [u8; 4]);

impl Codec {
    /// H.264, with its parameter sets apart or among the pictures.
    pub const fn is_h264(self) -> bool {
        matches!(&self.0, b"avc1" | b"avc3")
    }

    /// Apple ProRes 422 HQ.
    pub const fn is_prores_hq(self) -> bool {
        matches!(&self.0, b"apch")
    }

    /// AAC. The same name stands for other MPEG sound in rare old files.
    pub const fn is_aac(self) -> bool {
        matches!(&self.0, b"mp4a")
    }

    /// Sound that is not compressed.
    pub const fn is_pcm(self) -> bool {
        matches!(
            &self.0,
            b"lpcm" | b"ipcm" | b"fpcm" | b"sowt" | b"twos" | b"in24" | b"in32" | b"fl32" | b"fl64" | b"raw "
        )
    }

    /// The name that people know it by, where this crate knows one.
    const fn name(self) -> Option<&'static str> {
        Some(match &self.0 {
            b"avc1" | b"avc3" => "H.264",
            b"hvc1" | b"hev1" => "HEVC",
            b"dvh1" | b"dvhe" => "Dolby Vision",
            b"av01" => "AV1",
            b"vp09" => "VP9",
            b"mp4v" => "MPEG-4 Visual",
            b"apch" => "ProRes 422 HQ",
            b"apcn" => "ProRes 422",
            b"apcs" => "ProRes 422 LT",
            b"apco" => "ProRes 422 Proxy",
            b"ap4h" => "ProRes 4444",
            b"ap4x" => "ProRes 4444 XQ",
            b"mp4a" => "AAC",
            b"alac" => "Apple Lossless",
            b"ac-3" => "AC-3",
            b"ec-3" => "E-AC-3",
            b"Opus" => "Opus",
            b".mp3" => "MP3",
            _ if self.is_pcm() => "PCM",
            _ => return None,
        })
    }
}

impl fmt::Display for Codec {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => formatter.write_str(name),
            None => write!(formatter, "`{}`", self.0.escape_ascii()),
        }
    }
}

impl fmt::Debug for Codec {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Codec(b\"{}\")", self.0.escape_ascii())
    }
}

impl Video {
    /// Reads the headers of the MP4 or QuickTime file at `path`, wherever in the file they are; no picture is
    /// decoded.
    ///
    /// # Errors
    /// When the file cannot be read, is neither MP4 nor QuickTime, ends early, or contradicts itself.
    pub fn read(path: &Path) -> Result<Self> {
        let read_error = |source| Error::Read { path: path.to_owned(), source };
        let metadata = std::fs::metadata(path).map_err(read_error)?;
        if !metadata.is_file() {
            return Err(Error::NotAFile { path: path.to_owned() });
        }
        let reader = BufReader::with_capacity(512, File::open(path).map_err(read_error)?);
        movie::read(reader).map_err(|fault| match fault {
            Fault::Io(source) => read_error(source),
            Fault::Foreign => Error::NotAVideo { path: path.to_owned() },
            Fault::Malformed(reason) => Error::DamagedVideo { path: path.to_owned(), reason },
        })
    }
}

/// Why a stream is no video that can be judged.
#[derive(Debug)]
enum Fault {
    Io(io::Error),
    Foreign,
    Malformed(&'static str),
}

/// The reason given when the data stops too early.
const ENDS_EARLY: &str = "it ends early";

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Malformed(ENDS_EARLY),
            _ => Self::Io(error),
        }
    }
}

#[cfg(test)]
mod fixture;
