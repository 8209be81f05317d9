//! The frame that stands for an app preview while it does not play: chosen by its time, made in a while.

use serde_json::{Value, json};

use super::delivery::delivery_state;
use super::text;
use crate::engine::refusal::ErrorItem;
use crate::engine::store::Stored;
use crate::video::Video;
use crate::world::World;

/// Where Apple takes the frame from unless told otherwise.
pub(super) const DEFAULT: &str = "00:00:05:00";

/// Where the length of a preview is kept, in milliseconds.
const LENGTH: &str = "milliseconds";

/// Where the size of a preview is kept.
const SIZE: &str = "size";

/// Keeps what the frames of a preview depend on.
pub(super) fn note(preview: &mut Stored, video: &Video) {
    preview.hidden.insert(LENGTH.into(), video.milliseconds.into());
    preview.hidden.insert(SIZE.into(), json!([video.width, video.height]));
}

/// Shows the first frame.
pub(super) fn open(preview: &mut Stored, origin: &str) {
    if preview.text("previewFrameTimeCode").is_empty() {
        preview.set("previewFrameTimeCode", DEFAULT);
    }
    show(preview, origin);
}

/// What is wrong with the time that a frame is asked for, if anything is.
pub(super) fn fault(preview: &Stored, time_code: &str) -> Option<ErrorItem> {
    let Some(seconds) = seconds(time_code) else {
        let detail = format!("'{time_code}' is no time code: it has the form HH:MM:SS:FF");
        return Some(text::invalid("previewFrameTimeCode", detail));
    };
    let length = preview.hidden.get(LENGTH).and_then(Value::as_u64)?;
    (seconds.saturating_mul(1000) > length).then(|| {
        let detail = format!("The time code '{time_code}' is beyond the end of the video");
        text::invalid("previewFrameTimeCode", detail)
    })
}

/// The frame is being made anew.
pub(super) fn ask(world: &mut World, kind: &str, id: &str) {
    if let Some(preview) = world.store.get_mut(kind, id) {
        preview.set("previewFrameImage", json!({ "state": delivery_state("PROCESSING", None) }));
    }
    let at = world.now() + world.settings.processing;
    world.wake(at, kind, id);
}

/// The frame that was asked for is there.
pub(super) fn finish(world: &mut World, kind: &str, id: &str) {
    let World { store, origin, .. } = world;
    if let Some(preview) = store.get_mut(kind, id)
        && preview.attributes.contains_key("previewFrameImage")
    {
        show(preview, origin);
    }
}

fn show(preview: &mut Stored, origin: &str) {
    let side =
        |at: usize| preview.hidden.get(SIZE).and_then(|size| size.get(at)).cloned().unwrap_or_default();
    let template = format!("{origin}/_assets/image/{}/{{w}}x{{h}}bb.{{f}}", preview.id);
    let image = json!({ "templateUrl": template, "width": side(0), "height": side(1) });
    preview.set("previewImage", image.clone());
    preview.set("previewFrameImage", json!({ "image": image, "state": delivery_state("COMPLETE", None) }));
}

/// The whole seconds of `HH:MM:SS:FF`; some write the frames behind a dot.
fn seconds(time_code: &str) -> Option<u64> {
    let parts: Vec<&str> = time_code.split([':', '.']).collect();
    let [hours, minutes, seconds, frames] = parts[..] else { return None };
    let number = |part: &str, most: u64| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u64>().ok().filter(|number| digits && *number <= most)
    };
    number(frames, 999)?;
    Some(number(hours, 99)? * 3600 + number(minutes, 59)? * 60 + number(seconds, 59)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_code_has_hours_minutes_seconds_and_frames() {
        assert_eq!(seconds("00:00:05:00"), Some(5));
        assert_eq!(seconds("01:01:01.500"), Some(3661));
        for bad in ["", "5", "00:00:05", "00:00:60:00", "00:61:00:00", "00:00:-5:00", "00:00:05:", "a:b:c:d"]
        {
            assert_eq!(seconds(bad), None, "{bad}");
        }
    }
}
