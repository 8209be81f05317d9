//! Sample entries: how the pictures and the sound of a track are coded (ISO/IEC 14496-12, clause 12; ISO/IEC
//! 14496-15 for H.264; QuickTime's sound descriptions of version 1 and 2).

use std::io::{Read, Seek};

use super::boxes::{Content, Source, be16, be32, be64};
use super::{Codec, Fault};

/// The first entry of a sample description box. All entries of a track are of one kind in all but edited footage.
pub(super) fn first<R: Read + Seek>(
    source: &mut Source<R>,
    description: Option<Content>,
) -> Result<Content, Fault> {
    let entries = match description {
        Some(description) => source.children(description.after(8))?,
        None => Vec::new(),
    };
    entries.first().copied().ok_or(Fault::Malformed("a track does not say how it is coded"))
}

/// How pictures are coded.
pub(super) struct PictureEntry {
    pub(super) codec: Codec,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) has_square_pixels: bool,
    pub(super) interlaced: Option<bool>,
    pub(super) h264_profile: Option<(u8, u8)>,
}

impl PictureEntry {
    /// The bytes before the boxes of a picture's entry.
    const FIXED: u64 = 78;

    pub(super) fn read<R: Read + Seek>(source: &mut Source<R>, entry: Content) -> Result<Self, Fault> {
        let fixed: [u8; 28] = source.head(entry)?;
        let (width, height) = (be16(&fixed, 24), be16(&fixed, 26));
        if width == 0 || height == 0 {
            return Err(Fault::Malformed("its pictures have no size"));
        }
        let mut found = Self {
            codec: Codec(entry.kind),
            width: width.into(),
            height: height.into(),
            has_square_pixels: true,
            interlaced: None,
            h264_profile: None,
        };
        for extension in source.children(entry.after(Self::FIXED))? {
            match &extension.kind {
                b"pasp" => {
                    let shape: [u8; 8] = source.head(extension)?;
                    found.has_square_pixels = be32(&shape, 0) == be32(&shape, 4);
                }
                b"fiel" => {
                    let [fields] = source.head(extension)?;
                    found.interlaced = match fields {
                        1 => Some(false),
                        2 => Some(true),
                        _ => None,
                    };
                }
                b"avcC" => {
                    let [_, profile, _, level]: [u8; 4] = source.head(extension)?;
                    found.h264_profile = Some((profile, level));
                }
                _ => {}
            }
        }
        Ok(found)
    }
}

/// How sound is coded.
pub(super) struct SoundEntry {
    pub(super) codec: Codec,
    pub(super) channels: u32,
    pub(super) sample_rate: u32,
}

impl SoundEntry {
    pub(super) fn read<R: Read + Seek>(source: &mut Source<R>, entry: Content) -> Result<Self, Fault> {
        let fixed: [u8; 44] = source.head(entry)?;
        let codec = Codec(entry.kind);
        if be16(&fixed, 8) == 2 {
            // The older fields hold constants; the rate is a 64-bit float.
            let sample_rate = whole(f64::from_bits(be64(&fixed, 32)));
            return Ok(Self { codec, channels: be32(&fixed, 40), sample_rate });
        }
        // The rate has 16 bits before the point and 16 behind it.
        Ok(Self { codec, channels: be16(&fixed, 16).into(), sample_rate: be16(&fixed, 24).into() })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rate that no sound has may become any number; the cast does not panic"
)]
fn whole(rate: f64) -> u32 {
    rate.round() as u32
}
