//! Screenshots, previews and attachments: reserved, uploaded, committed, looked at.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::settings::Settings;

use super::server::Server;
use super::{Team, assert_refused, contact, to};

/// A fresh team with an empty screenshot set, and the way to send parts.
pub(super) struct Studio {
    pub(super) team: Team,
    server: Server,
    pub(super) set: String,
}

impl Studio {
    pub(super) fn of(display_type: &str) -> Self {
        let mut team = Team::with(Settings { part_size: 1000, ..Settings::default() });
        let set = new_set(&mut team, display_type);
        Self { team, server: Server::start(), set }
    }

    pub(super) fn reserve(&mut self, name: &str, size: usize) -> String {
        let set = json!({ "appScreenshotSet": to("appScreenshotSets", &self.set) });
        self.team.create("appScreenshots", &json!({ "fileName": name, "fileSize": size }), &set)
    }

    /// Sends the parts of an asset, without those whose place in the list is left out.
    pub(super) fn upload(&mut self, kind: &str, id: &str, bytes: &[u8], left_out: &[usize]) {
        let operations = self.team.attribute(kind, id, "uploadOperations");
        let operations = operations.as_array().expect("upload operations");
        for (place, operation) in operations.iter().enumerate().filter(|(place, _)| !left_out.contains(place))
        {
            let number =
                |name: &str| usize::try_from(operation[name].as_u64().expect("a number")).expect("a size");
            let part = &bytes[number("offset")..number("offset") + number("length")];
            assert_eq!(self.server.put(&mut self.team.world, operation, part), 200, "part {place}");
        }
    }

    fn commit(&mut self, id: &str, checksum: &str) {
        let done = json!({ "uploaded": true, "sourceFileChecksum": checksum });
        self.team.set("appScreenshots", id, &done);
    }

    /// Reserves, uploads and commits; the id.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> String {
        let id = self.reserve(name, bytes.len());
        self.upload("appScreenshots", &id, bytes, &[]);
        self.commit(&id, &md5(bytes));
        id
    }

    fn control(&mut self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        self.server.control(&mut self.team.world, method, path, body)
    }

    pub(super) fn delivery(&mut self, id: &str) -> (String, Vec<String>) {
        delivery(&self.team.attribute("appScreenshots", id, "assetDeliveryState"))
    }

    fn order(&mut self) -> Vec<String> {
        let rows = self.team.get(&format!("/v1/appScreenshotSets/{}/appScreenshots", self.set));
        let rows = rows["data"].as_array().cloned().unwrap_or_default();
        rows.iter().filter_map(|row| row["id"].as_str()).map(str::to_owned).collect()
    }
}

fn new_set(team: &mut Team, display_type: &str) -> String {
    let text = json!({ "appStoreVersionLocalization": to("appStoreVersionLocalizations", &team.text) });
    team.create("appScreenshotSets", &json!({ "screenshotDisplayType": display_type }), &text)
}

/// The state and the codes of the errors.
pub(super) fn delivery(state: &Value) -> (String, Vec<String>) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors = state["errors"].as_array().cloned().unwrap_or_default();
    (text(&state["state"]), errors.iter().map(|error| text(&error["code"])).collect())
}

pub(super) fn md5(bytes: &[u8]) -> String {
    use md5::{Digest, Md5};
    Md5::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

pub(super) fn image(width: u32, height: u32, colour: png::ColorType) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colour);
    let mut writer = encoder.write_header().expect("a head");
    let size = width as usize * height as usize * colour.samples();
    writer.write_image_data(&vec![0x55; size]).expect("pixels");
    writer.finish().expect("an end");
    bytes
}

#[test]
fn a_good_screenshot_becomes_complete_over_time() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let bytes = image(1320, 2868, png::ColorType::Rgb);
    let id = studio.reserve("1.png", bytes.len());
    assert_eq!(studio.delivery(&id), ("AWAITING_UPLOAD".into(), vec![]));
    let operations = studio.team.attribute("appScreenshots", &id, "uploadOperations");
    assert!(operations.as_array().is_some_and(|operations| operations.len() > 1), "{operations}");
    studio.upload("appScreenshots", &id, &bytes, &[]);
    studio.commit(&id, &md5(&bytes));
    assert_eq!(studio.delivery(&id), ("UPLOAD_COMPLETE".into(), vec![]));
    assert_eq!(studio.team.attribute("appScreenshots", &id, "sourceFileChecksum"), Value::Null);
    let step = studio.team.world.settings.processing;
    studio.team.world.advance(step);
    assert_eq!(studio.delivery(&id), ("COMPLETE".into(), vec![]));
    // What is complete shows its checksum a moment later.
    assert_eq!(studio.team.attribute("appScreenshots", &id, "sourceFileChecksum"), Value::Null);
    studio.team.pass_time();
    assert_eq!(studio.delivery(&id), ("COMPLETE".into(), vec![]));
    assert_eq!(studio.team.attribute("appScreenshots", &id, "sourceFileChecksum"), md5(&bytes).as_str());
    let asset = studio.team.attribute("appScreenshots", &id, "imageAsset");
    assert_eq!((asset["width"].as_u64(), asset["height"].as_u64()), (Some(1320), Some(2868)));
    let again = studio.team.patch("appScreenshots", &id, &json!({ "uploaded": true }));
    assert_refused(&again, 409, "STATE_ERROR", "/data/attributes/uploaded");
}

#[test]
fn a_bad_image_fails_after_its_upload_and_never_by_status() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let cases: [(Vec<u8>, &str); 3] = [
        (image(1242, 2688, png::ColorType::Rgb), "IMAGE_INCORRECT_DIMENSIONS"),
        (image(1290, 2796, png::ColorType::Rgba), "IMAGE_ALPHA_NOT_ALLOWED"),
        (b"no image at all".to_vec(), "IMAGE_TOOL_FAILURE"),
    ];
    for (bytes, code) in cases {
        let id = studio.add("bad.png", &bytes);
        studio.team.pass_time();
        assert_eq!(studio.delivery(&id), ("FAILED".into(), vec![code.to_owned()]));
    }
}

#[test]
fn a_file_that_is_not_what_was_announced_fails() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let bytes = image(1320, 2868, png::ColorType::Rgb);
    let wrong = studio.reserve("1.png", bytes.len());
    studio.upload("appScreenshots", &wrong, &bytes, &[]);
    studio.commit(&wrong, &md5(b"another"));
    let partial = studio.reserve("2.png", bytes.len());
    studio.upload("appScreenshots", &partial, &bytes, &[1]);
    studio.commit(&partial, &md5(&bytes));
    studio.team.pass_time();
    assert_eq!(studio.delivery(&wrong), ("FAILED".into(), vec!["FILE_CHECKSUM_MISMATCH".to_owned()]));
    assert_eq!(studio.delivery(&partial), ("FAILED".into(), vec!["UPLOAD_INCOMPLETE".to_owned()]));
}

#[test]
fn a_checksum_is_a_plain_string() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let id = studio.reserve("1.png", 10);
    let object = json!({ "uploaded": true, "sourceFileChecksum": { "hash": "x", "algorithm": "MD5" } });
    let reply = studio.team.patch("appScreenshots", &id, &object);
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.TYPE", "/data/attributes/sourceFileChecksum");
    let empty = json!({ "appScreenshotSet": to("appScreenshotSets", &studio.set) });
    let reply = studio.team.post("appScreenshots", &json!({ "fileName": "0.png", "fileSize": 0 }), &empty);
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "/data/attributes/fileSize");
}

#[test]
fn an_eleventh_screenshot_is_too_many_and_a_second_set_of_a_type_too() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let rows: Vec<String> = (0..10).map(|number| studio.reserve(&format!("{number}.png"), 10)).collect();
    let set = json!({ "appScreenshotSet": to("appScreenshotSets", &studio.set) });
    let reply = studio.team.post("appScreenshots", &json!({ "fileName": "11.png", "fileSize": 10 }), &set);
    assert_refused(&reply, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID", "/data/relationships/appScreenshotSet");
    assert_eq!(reply.document()["errors"][0]["title"], "Too many screenshots");
    assert_eq!(studio.team.send("DELETE", &format!("/v1/appScreenshots/{}", rows[0]), None).status, 204);
    studio.reserve("11.png", 10);

    let text =
        json!({ "appStoreVersionLocalization": to("appStoreVersionLocalizations", &studio.team.text) });
    let same = json!({ "screenshotDisplayType": "APP_IPHONE_67" });
    let reply = studio.team.post("appScreenshotSets", &same, &text);
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "/data/attributes/screenshotDisplayType");
    let reply = studio.team.post("appScreenshotSets", &same, &Value::Null);
    let pointer = "/data/relationships/appStoreVersionLocalization";
    assert_refused(&reply, 409, "ENTITY_ERROR.RELATIONSHIP.REQUIRED", pointer);
}

#[test]
fn a_set_takes_its_rows_along_and_so_does_a_language() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let row = studio.reserve("1.png", 10);
    assert_eq!(
        studio.team.send("DELETE", &format!("/v1/appScreenshotSets/{}", studio.set), None).status,
        204
    );
    assert_eq!(studio.team.send("GET", &format!("/v1/appScreenshots/{row}"), None).status, 404);
    let version = studio.team.of_version();
    let german = studio.team.create("appStoreVersionLocalizations", &json!({ "locale": "de-DE" }), &version);
    studio.team.text.clone_from(&german);
    let set = new_set(&mut studio.team, "APP_IPHONE_65");
    studio.set.clone_from(&set);
    let row = studio.reserve("1.png", 10);
    let path = format!("/v1/appStoreVersionLocalizations/{german}");
    assert_eq!(studio.team.send("DELETE", &path, None).status, 204);
    for gone in [format!("/v1/appScreenshotSets/{set}"), format!("/v1/appScreenshots/{row}")] {
        assert_eq!(studio.team.send("GET", &gone, None).status, 404, "{gone}");
    }
}

#[test]
fn the_order_is_that_of_finishing_until_one_is_asked_for() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let bytes = image(1320, 2868, png::ColorType::Rgb);
    let (first, second) = (studio.reserve("1.png", bytes.len()), studio.reserve("2.png", bytes.len()));
    for id in [&second, &first] {
        studio.upload("appScreenshots", id, &bytes, &[]);
        studio.commit(id, &md5(&bytes));
        studio.team.world.advance(Duration::from_mins(1));
    }
    assert_eq!(studio.order(), [second.clone(), first.clone()]);
    let path = format!("/v1/appScreenshotSets/{}/relationships/appScreenshots", studio.set);
    let list = |ids: &[&str]| {
        let all: Vec<Value> = ids.iter().map(|id| json!({ "type": "appScreenshots", "id": id })).collect();
        Some(json!({ "data": all }))
    };
    let half = studio.team.send("PATCH", &path, list(&[&first]));
    assert_refused(&half, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID", "/data/relationships/appScreenshots");
    assert_eq!(studio.team.send("PATCH", &path, list(&[&first, &second])).status, 204);
    assert_eq!(studio.order(), [first, second]);
}

#[test]
fn what_is_not_complete_blocks_the_submission() {
    let mut studio = Studio::of("APP_IPHONE_65");
    studio.reserve("late.png", 10);
    studio.team.prepare();
    let app = studio.team.of_app();
    let submission = studio.team.create("reviewSubmissions", &json!({ "platform": "IOS" }), &app);
    let item = studio.team.item(&submission);
    let reply = studio.team.post("reviewSubmissionItems", &Value::Null, &item);
    let path = format!("/v1/appScreenshotSets/{}", studio.set);
    let associated = &reply.document()["errors"][0]["meta"]["associatedErrors"];
    assert_eq!(associated.as_object().map(serde_json::Map::len), Some(1));
    assert_eq!(associated[&path][0]["code"], "STATE_ERROR.SCREENSHOT_UPLOADS_IN_PROGRESS");
}

#[test]
fn screenshots_are_locked_with_their_version() {
    let mut team = Team::fresh();
    team.prepare();
    team.add_to_submission();
    let sets = team.get(&format!("/v1/appStoreVersionLocalizations/{}/appScreenshotSets", team.text));
    let set = sets["data"][0]["id"].as_str().expect("a set").to_owned();
    let reply = team.send("DELETE", &format!("/v1/appScreenshotSets/{set}"), None);
    assert_refused(&reply, 409, "STATE_ERROR", "");
    let of_set = json!({ "appScreenshotSet": to("appScreenshotSets", &set) });
    let reply = team.post("appScreenshots", &json!({ "fileName": "2.png", "fileSize": 10 }), &of_set);
    assert_refused(&reply, 409, "STATE_ERROR", "");
}

#[test]
fn an_attachment_reaches_the_reviewers() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let version = studio.team.of_version();
    let detail = studio.team.create("appStoreReviewDetails", &contact(), &version);
    let of_detail = json!({ "appStoreReviewDetail": to("appStoreReviewDetails", &detail) });
    let new = json!({ "fileName": "notes.txt", "fileSize": 5 });
    let id = studio.team.create("appStoreReviewAttachments", &new, &of_detail);
    studio.upload("appStoreReviewAttachments", &id, b"hello", &[]);
    studio.team.set("appStoreReviewAttachments", &id, &json!({ "uploaded": true }));
    studio.team.pass_time();
    let state = studio.team.attribute("appStoreReviewAttachments", &id, "assetDeliveryState");
    assert_eq!(delivery(&state).0, "COMPLETE");
    let checksum = studio.team.attribute("appStoreReviewAttachments", &id, "sourceFileChecksum");
    assert_eq!(checksum, md5(b"hello").as_str());
}

#[test]
fn assets_can_be_made_to_fail_once_or_always() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let failures = json!([
        { "type": "appPreviews", "code": "MOV_RESAVE_FORMAT" },
        { "type": "appScreenshots", "code": "IMAGE_TOOL_FAILURE", "times": 1 },
        { "file_name_contains": "cursed", "code": "IMAGE_ALPHA_NOT_ALLOWED", "description": "Not this one." },
    ]);
    assert_eq!(studio.control("POST", "assets", Some(&failures)).0, 200);
    let bytes = image(1320, 2868, png::ColorType::Rgb);
    let mut end_of = |name: &str| {
        let id = studio.add(name, &bytes);
        studio.team.pass_time();
        studio.delivery(&id).1
    };
    assert_eq!(end_of("1.png"), ["IMAGE_TOOL_FAILURE"]);
    assert_eq!(end_of("1.png"), [""; 0]);
    for _ in 0..2 {
        assert_eq!(end_of("cursed.png"), ["IMAGE_ALPHA_NOT_ALLOWED"]);
    }
    assert_eq!(studio.control("GET", "assets", None).1[1]["times"], 0);
    assert_eq!(studio.control("DELETE", "assets", None).0, 204);
    let id = studio.add("cursed.png", &bytes);
    studio.team.pass_time();
    assert_eq!(studio.delivery(&id).0, "COMPLETE");
}
