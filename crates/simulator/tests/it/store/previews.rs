//! App previews: what becomes of a film, and the frame that stands for it.

use serde_json::{Value, json};

use super::film::{Film, GOOD};
use super::media::{Studio, delivery, md5};
use super::{assert_refused, to};

const KIND: &str = "appPreviews";

impl Studio {
    fn preview_set(&mut self, preview_type: &str) -> Value {
        let text = to("appStoreVersionLocalizations", &self.team.text);
        let set = json!({ "previewType": preview_type });
        let set = self.team.create("appPreviewSets", &set, &json!({ "appStoreVersionLocalization": text }));
        json!({ "appPreviewSet": to("appPreviewSets", &set) })
    }

    /// Reserves, uploads and commits; the id.
    fn preview(&mut self, set: &Value, film: &Film) -> String {
        let bytes = film.bytes();
        let new = json!({ "fileName": "tour.MOV", "fileSize": bytes.len() });
        let id = self.team.create(KIND, &new, set);
        self.upload(KIND, &id, &bytes, &[]);
        let done = json!({ "uploaded": true, "sourceFileChecksum": md5(&bytes) });
        self.team.set(KIND, &id, &done);
        id
    }

    fn video(&mut self, id: &str) -> (String, Vec<String>) {
        delivery(&self.team.attribute(KIND, id, "videoDeliveryState"))
    }
}

#[test]
fn a_preview_becomes_a_video_and_a_set_holds_three() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let set = studio.preview_set("IPHONE_67");
    let id = studio.preview(&set, &GOOD);
    assert_eq!(studio.team.attribute(KIND, &id, "mimeType"), "video/quicktime");
    assert_eq!(studio.video(&id), ("PROCESSING".into(), vec![]));
    assert_eq!(studio.team.attribute(KIND, &id, "videoUrl"), Value::Null);
    studio.team.pass_time();
    assert_eq!(studio.video(&id), ("COMPLETE".into(), vec![]));
    assert!(studio.team.attribute(KIND, &id, "videoUrl").is_string());
    let checksum = md5(&GOOD.bytes());
    assert_eq!(studio.team.attribute(KIND, &id, "sourceFileChecksum"), checksum.as_str());
    let new = json!({ "fileName": "b.mp4", "fileSize": 10 });
    let second = studio.team.create(KIND, &new, &set);
    assert_eq!(studio.team.attribute(KIND, &second, "mimeType"), "video/mp4");
    studio.team.create(KIND, &new, &set);
    let fourth = studio.team.post(KIND, &new, &set);
    assert_refused(&fourth, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID", "/data/relationships/appPreviewSet");
}

#[test]
fn a_preview_is_complete_before_its_video_and_its_checksum_are_there() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let set = studio.preview_set("IPHONE_67");
    let id = studio.preview(&set, &GOOD);
    let step = studio.team.world.settings.processing;
    studio.team.world.advance(step);
    assert_eq!(studio.video(&id), ("COMPLETE".into(), vec![]));
    for late in ["videoUrl", "sourceFileChecksum", "previewFrameTimeCode", "previewFrameImage"] {
        assert_eq!(studio.team.attribute(KIND, &id, late), Value::Null, "{late}");
    }
    let early = studio.team.patch(KIND, &id, &json!({ "previewFrameTimeCode": "00:00:05:00" }));
    assert_refused(&early, 409, "STATE_ERROR", "/data/attributes/previewFrameTimeCode");
    studio.team.world.advance(step);
    for late in ["videoUrl", "sourceFileChecksum", "previewFrameTimeCode"] {
        assert!(studio.team.attribute(KIND, &id, late).is_string(), "{late}");
    }
}

#[test]
fn a_film_has_five_hundred_megabytes_at_most() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let set = studio.preview_set("IPHONE_67");
    let new = |bytes: u64| json!({ "fileName": "a.mp4", "fileSize": bytes });
    studio.team.create(KIND, &new(524_288_000), &set);
    let larger = studio.team.post(KIND, &new(524_288_001), &set);
    assert_refused(&larger, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "/data/attributes/fileSize");
}

#[test]
fn a_film_that_apple_does_not_show_fails_with_its_code() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let set = studio.preview_set("IPHONE_67");
    let cases = [
        (Film { seconds: 14, ..GOOD }, "MOV_RESAVE_LONGER"),
        (Film { seconds: 31, ..GOOD }, "MOV_RESAVE_TRIM"),
        (Film { width: 1080, ..GOOD }, "MOV_RESAVE_FORMAT"),
        (Film { codec: *b"hvc1", ..GOOD }, "MOV_RESAVE_FORMAT"),
        (Film { frames_a_second: 60, ..GOOD }, "MOV_RESAVE_FORMAT"),
        (Film { channels: 1, ..GOOD }, "MOV_RESAVE_STEREO"),
        (Film { channels: 0, ..GOOD }, "MOV_RESAVE_STEREO"),
    ];
    for (film, code) in cases {
        let id = studio.preview(&set, &film);
        studio.team.pass_time();
        assert_eq!(studio.video(&id), ("FAILED".into(), vec![code.to_owned()]));
        let asset = studio.team.attribute(KIND, &id, "assetDeliveryState");
        assert_eq!(asset, studio.team.attribute(KIND, &id, "videoDeliveryState"));
        assert_eq!(studio.team.attribute(KIND, &id, "videoUrl"), Value::Null);
        assert_eq!(studio.team.send("DELETE", &format!("/v1/{KIND}/{id}"), None).status, 204);
    }
}

#[test]
fn a_frame_is_chosen_once_there_is_a_video_and_within_it() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let set = studio.preview_set("IPHONE_67");
    let id = studio.preview(&set, &GOOD);
    let frame = |code: &str| json!({ "previewFrameTimeCode": code });
    let pointer = "/data/attributes/previewFrameTimeCode";
    let early = studio.team.patch(KIND, &id, &frame("00:00:05:00"));
    assert_refused(&early, 409, "STATE_ERROR", pointer);
    studio.team.pass_time();
    assert_eq!(studio.team.attribute(KIND, &id, "previewFrameTimeCode"), "00:00:05:00");
    assert_eq!(studio.team.attribute(KIND, &id, "previewFrameImage")["state"]["state"], "COMPLETE");
    studio.team.set(KIND, &id, &frame("00:00:20:00"));
    assert_eq!(studio.team.attribute(KIND, &id, "previewFrameImage")["state"]["state"], "PROCESSING");
    studio.team.pass_time();
    let image = studio.team.attribute(KIND, &id, "previewFrameImage");
    assert_eq!((&image["state"]["state"], &image["image"]["height"]), (&json!("COMPLETE"), &json!(1920)));
    for wrong in ["00:00:21:00", "5"] {
        let reply = studio.team.patch(KIND, &id, &frame(wrong));
        assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", pointer);
    }
    studio.team.set(KIND, &id, &json!({ "previewFrameTimeCode": null }));
    assert_eq!(studio.team.attribute(KIND, &id, "previewFrameTimeCode"), "00:00:05:00");
}
