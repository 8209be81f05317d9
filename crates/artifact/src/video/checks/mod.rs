//! One app preview, judged before it is uploaded.
//!
//! The limits are those of App Store Connect's app preview specifications. The lowest frame rate, that sound must be
//! there, and the exact number of bytes are from the `videoSpecs` that the API's reference data holds since 4.5.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::kinds::{PREVIEW_TYPES, PreviewType};
use super::{Codec, Picture, Video};
use crate::checks::Finding;
use crate::{Platform, Result};

/// The most previews of a kind in a locale.
pub const MOST_IN_A_SET: usize = 3;

/// The largest file in bytes: what Apple calls 500 MB.
const MOST_BYTES: u64 = 500 << 20;
const SHORTEST: Duration = Duration::from_secs(15);
const LONGEST: Duration = Duration::from_secs(30);
/// Frames in a thousand seconds. A track that counts in milliseconds cannot say 30 a second more exactly than this.
const MOST_FRAMES: u32 = 30_010;
const FEWEST_FRAMES: u32 = 23_000;
/// H.264's High profile, and the profiles below it.
const H264_PROFILES: [u8; 4] = [66, 77, 88, 100];
/// H.264's level 4.0. Its pictures are smaller than Apple Vision Pro's, which therefore needs more.
const H264_LEVEL: u8 = 40;
const SAMPLE_RATES: [u32; 2] = [44_100, 48_000];

/// An app preview and what Apple would say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The file.
    pub path: PathBuf,
    /// The slot it belongs in; `None` when neither its name nor its size tells, which is a finding.
    pub preview_type: Option<&'static PreviewType>,
    /// What its headers say.
    pub video: Video,
    /// What is wrong with it; errors are what Apple refuses.
    pub findings: Vec<Finding>,
}

impl Preview {
    /// Reads the file's headers, finds its slot, and holds it against Apple's limits.
    ///
    /// The file's name decides the slot if it holds one's name; if not, the size does, among the slots of the
    /// version's platform.
    ///
    /// # Errors
    /// When the file cannot be read as a video, see [`Video::read`]. All else is a finding.
    pub fn check(path: &Path, platform: Platform) -> Result<Self> {
        let video = Video::read(path)?;
        let slot = PreviewType::from_file_name(path).or_else(|| {
            let picture = video.picture?;
            PreviewType::for_size(picture.width, picture.height, platform)
        });
        let subject = Subject { path, platform, slot, video: &video };
        let findings = RULES.iter().filter_map(|rule| rule(&subject)).collect();
        Ok(Self { path: path.to_owned(), preview_type: slot, video, findings })
    }
}

/// What is wrong with so many previews of a kind at a place, which is a locale's folder, if anything is. None at all is
/// as good as three.
pub fn check_count(place: &Path, preview_type: &str, count: usize) -> Option<Finding> {
    (count > MOST_IN_A_SET).then(|| {
        Finding::error(
            "preview-count",
            format!(
                "{} has {count} previews of {preview_type}, and Apple takes {MOST_IN_A_SET}",
                place.display()
            ),
            "take some out of the folder",
        )
    })
}

/// A video and the place it is meant for.
struct Subject<'a> {
    path: &'a Path,
    platform: Platform,
    slot: Option<&'static PreviewType>,
    video: &'a Video,
}

type Rule = fn(&Subject<'_>) -> Option<Finding>;

const RULES: &[Rule] = &[
    extension,
    bytes,
    duration,
    codec,
    resolution,
    frame_rate,
    slow_frame_rate,
    interlaced,
    external,
    pixel_shape,
    h264_profile,
    sound,
    sound_codec,
    sound_channels,
    sample_rate,
    disabled,
];

impl Subject<'_> {
    fn error(&self, check: &'static str, what: &str, remedy: &str) -> Finding {
        Finding::error(check, self.about(what), remedy)
    }

    fn warning(&self, check: &'static str, what: &str, remedy: &str) -> Finding {
        Finding::warning(check, self.about(what), remedy)
    }

    fn about(&self, what: &str) -> String {
        format!("the preview `{}` {what}", self.path.display())
    }

    fn extension(&self) -> String {
        let extension = self.path.extension().unwrap_or_default();
        extension.to_string_lossy().to_lowercase()
    }

    fn is_prores(&self) -> bool {
        self.video.picture.is_some_and(|picture| picture.codec.is_prores_hq())
    }

    /// The sizes that the slot takes, or all slots of the platform.
    fn sizes(&self) -> String {
        let slots: Vec<_> = match self.slot {
            Some(slot) => vec![slot],
            None => PREVIEW_TYPES.iter().filter(|row| row.platform == self.platform).collect(),
        };
        let mut sizes = Vec::new();
        for (width, height) in slots.iter().flat_map(|slot| slot.sizes) {
            let size = format!("{width}x{height}");
            if !sizes.contains(&size) {
                sizes.push(size);
            }
        }
        sizes.join(", ")
    }
}

fn extension(subject: &Subject<'_>) -> Option<Finding> {
    let extension = subject.extension();
    if !matches!(extension.as_str(), "mp4" | "m4v" | "mov") {
        let what = "has an extension that Apple does not accept";
        return Some(subject.error("file-extension", what, "name it .mp4, .m4v or .mov"));
    }
    (subject.is_prores() && extension != "mov").then(|| {
        let what = format!("is ProRes in .{extension}");
        subject.error("file-extension", &what, "export it as .mov, in which alone Apple takes ProRes")
    })
}

fn bytes(subject: &Subject<'_>) -> Option<Finding> {
    (subject.video.bytes > MOST_BYTES).then(|| {
        let what = format!("has {} bytes, and Apple takes {MOST_BYTES} (500 MB)", subject.video.bytes);
        subject.error("file-size", &what, "export it at a lower bit rate; Apple suggests 10 to 12 Mbit/s")
    })
}

fn duration(subject: &Subject<'_>) -> Option<Finding> {
    let Some(duration) = subject.video.duration else {
        let what = "does not say how long it is";
        return Some(subject.warning("duration", what, "export it again, as one movie without fragments"));
    };
    let remedy = if duration < SHORTEST {
        "make it longer"
    } else if duration > LONGEST {
        "cut it, sound and pictures"
    } else {
        return None;
    };
    let what = format!("is {duration:?} long, and Apple takes {SHORTEST:?} to {LONGEST:?}");
    Some(subject.error("duration", &what, remedy))
}

fn codec(subject: &Subject<'_>) -> Option<Finding> {
    let remedy = "export it as H.264, or as ProRes 422 HQ";
    let Some(Picture { codec, .. }) = subject.video.picture else {
        return Some(subject.error("codec", "has no pictures", remedy));
    };
    (!codec.is_h264() && !codec.is_prores_hq())
        .then(|| subject.error("codec", &format!("is coded as {codec}, which Apple does not take"), remedy))
}

fn resolution(subject: &Subject<'_>) -> Option<Finding> {
    let Picture { width, height, .. } = subject.video.picture?;
    let place = match subject.slot {
        Some(slot) if slot.sizes.contains(&(width, height)) => return None,
        Some(slot) => format!("which is no size for {} ({})", slot.name, slot.device),
        None => format!("which is no size for any device of {}", subject.platform),
    };
    let what = format!("is {width}x{height}, {place}");
    Some(subject.error("resolution", &what, &format!("scale it to one of: {}", subject.sizes())))
}

fn frame_rate(subject: &Subject<'_>) -> Option<Finding> {
    let rate = subject.video.picture?.frames_in_1000_s.filter(|rate| *rate > MOST_FRAMES)?;
    let what = format!("has {} frames a second, and Apple takes 30", in_seconds(rate));
    Some(subject.error("frame-rate", &what, "export it with 30 frames a second"))
}

fn slow_frame_rate(subject: &Subject<'_>) -> Option<Finding> {
    let rate = subject.video.picture?.frames_in_1000_s.filter(|rate| *rate < FEWEST_FRAMES)?;
    let what = format!("has only {} frames a second, and Apple asks for 23 to 30", in_seconds(rate));
    Some(subject.warning("frame-rate", &what, "export it with 30 frames a second"))
}

/// A rate in words, with no zeros behind the point.
fn in_seconds(thousandths: u32) -> String {
    let text = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn interlaced(subject: &Subject<'_>) -> Option<Finding> {
    (subject.video.picture?.interlaced == Some(true))
        .then(|| subject.error("interlaced", "is interlaced", "export it with progressive pictures"))
}

fn external(subject: &Subject<'_>) -> Option<Finding> {
    subject.video.picture?.is_external.then(|| {
        let what = "only refers to another file";
        subject.error("external-data", what, "export it with the pictures in the file itself")
    })
}

fn pixel_shape(subject: &Subject<'_>) -> Option<Finding> {
    (!subject.video.picture?.has_square_pixels).then(|| {
        let what = "has pixels that are not square, so that it is shown in another shape than its size";
        subject.warning("pixel-shape", what, "scale it with square pixels (ffmpeg: setsar=1)")
    })
}

fn h264_profile(subject: &Subject<'_>) -> Option<Finding> {
    let (profile, level) = subject.video.picture?.h264_profile?;
    let is_vision = subject.slot.is_some_and(|slot| slot.platform == Platform::VisionOs);
    if H264_PROFILES.contains(&profile) && (level <= H264_LEVEL || is_vision) {
        return None;
    }
    let what = format!("is H.264 of profile {profile}, level {}.{}", level / 10, level % 10);
    let remedy = "export it with profile High (100) and level 4.0, which is the most that Apple lists";
    Some(subject.warning("h264-profile", &what, remedy))
}

fn sound(subject: &Subject<'_>) -> Option<Finding> {
    subject.video.sound.is_empty().then(|| {
        let what = "has no sound track, without which Apple fails it";
        subject.error("sound", what, "add one, silent if need be, in stereo AAC")
    })
}

fn sound_codec(subject: &Subject<'_>) -> Option<Finding> {
    // Beside pictures that have to be coded anew, PCM may well be right.
    let takes_pcm = !subject.video.picture.is_some_and(|picture| picture.codec.is_h264());
    let is_taken = |codec: Codec| codec.is_aac() || (takes_pcm && codec.is_pcm());
    let wrong = subject.video.sound.iter().find(|sound| !is_taken(sound.codec))?;
    let what = format!("has sound coded as {}, which Apple does not take", wrong.codec);
    let remedy = if takes_pcm { "export its sound as AAC or PCM" } else { "export its sound as AAC" };
    Some(subject.error("sound-codec", &what, remedy))
}

fn sound_channels(subject: &Subject<'_>) -> Option<Finding> {
    let channels: Vec<u32> = subject.video.sound.iter().map(|sound| sound.channels).collect();
    (!matches!(channels.as_slice(), [] | [2] | [1, 1])).then(|| {
        let what = format!("has sound in {} tracks, {} channels in all", channels.len(), total(&channels));
        subject.warning(
            "sound-channels",
            &what,
            "export its sound in stereo, as one track or one for each side",
        )
    })
}

fn total(channels: &[u32]) -> u64 {
    channels.iter().copied().map(u64::from).sum()
}

fn sample_rate(subject: &Subject<'_>) -> Option<Finding> {
    let wrong = subject.video.sound.iter().find(|sound| !SAMPLE_RATES.contains(&sound.sample_rate))?;
    let what = format!("has sound of {} samples a second", wrong.sample_rate);
    Some(subject.warning("sample-rate", &what, "export its sound at 44.1 or 48 kHz"))
}

fn disabled(subject: &Subject<'_>) -> Option<Finding> {
    let is_off = subject.video.picture.is_some_and(|picture| !picture.enabled)
        || subject.video.sound.iter().any(|sound| !sound.enabled);
    is_off.then(|| subject.warning("disabled-track", "has a track that is switched off", "enable all tracks"))
}

#[cfg(test)]
mod tests;
