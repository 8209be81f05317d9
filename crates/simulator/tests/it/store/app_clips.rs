//! The card of an App Clip: its action, its texts and its picture.

use serde_json::{Value, json};
use simulator::engine::store::{Identifier, Stored};

use super::media::{Studio, delivery, image, md5};
use super::{Team, assert_refused, to};

const EXPERIENCES: &str = "appClipDefaultExperiences";
const TEXTS: &str = "appClipDefaultExperienceLocalizations";
const IMAGES: &str = "appClipHeaderImages";
const VERSION: &str = "releaseWithAppStoreVersion";

impl Team {
    /// The App Clip of the app, as a build with one leaves it.
    fn clip(&mut self) -> String {
        let mut clip = Stored::new("appClips", "clip");
        clip.set("bundleId", "com.example.gantry.demo.Clip");
        let clip = self.world.insert(clip);
        let app = Identifier::new("apps", &*self.app);
        self.world.link(&app, "appClips", &Identifier::new("appClips", &*clip));
        clip
    }

    fn experience(&self, clip: &str) -> Value {
        json!({ "appClip": to("appClips", clip), VERSION: to("appStoreVersions", &self.version) })
    }
}

#[test]
fn a_version_brings_one_card_with_a_text_for_each_language() {
    let mut team = Team::fresh();
    let clip = team.clip();
    let relationships = team.experience(&clip);
    let experience = team.create(EXPERIENCES, &json!({ "action": "OPEN" }), &relationships);
    let second = team.post(EXPERIENCES, &json!({ "action": "PLAY" }), &relationships);
    let pointer = format!("/data/relationships/{VERSION}");
    assert_refused(&second, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID", &pointer);
    team.set(EXPERIENCES, &experience, &json!({ "action": "VIEW" }));
    let version = team.get(&format!("/v1/appStoreVersions/{}/appClipDefaultExperience", team.version));
    assert_eq!(version["data"]["attributes"]["action"], "VIEW");
    let of_experience = json!({ "appClipDefaultExperience": to(EXPERIENCES, &experience) });
    let subtitle = |length| json!({ "locale": "de-DE", "subtitle": "ä".repeat(length) });
    let long = team.post(TEXTS, &subtitle(57), &of_experience);
    assert_refused(&long, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG", "/data/attributes/subtitle");
    let text = team.create(TEXTS, &subtitle(56), &of_experience);
    let again = team.post(TEXTS, &subtitle(1), &of_experience);
    assert_refused(&again, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE", "/data/attributes/locale");
    assert_eq!(team.send("DELETE", &format!("/v1/{EXPERIENCES}/{experience}"), None).status, 204);
    assert_eq!(team.send("GET", &format!("/v1/{TEXTS}/{text}"), None).status, 404);
}

#[test]
fn a_card_is_locked_with_its_version() {
    let mut team = Team::fresh();
    let clip = team.clip();
    let relationships = team.experience(&clip);
    let experience = team.create(EXPERIENCES, &json!({ "action": "OPEN" }), &relationships);
    let of_experience = json!({ "appClipDefaultExperience": to(EXPERIENCES, &experience) });
    let text = team.create(TEXTS, &json!({ "locale": "en-US" }), &of_experience);
    team.prepare();
    team.add_to_submission();
    let replies = [
        team.patch(EXPERIENCES, &experience, &json!({ "action": "VIEW" })),
        team.patch(TEXTS, &text, &json!({ "subtitle": "Late" })),
        team.send("DELETE", &format!("/v1/{EXPERIENCES}/{experience}"), None),
        team.post(TEXTS, &json!({ "locale": "de-DE" }), &of_experience),
        team.post(IMAGES, &json!({ "fileName": "1.png", "fileSize": 1 }), &of_text(&text)),
    ];
    for reply in replies {
        assert_refused(&reply, 409, "STATE_ERROR", "");
    }
}

#[test]
fn a_build_with_an_app_clip_needs_a_card_and_the_card_its_pictures() {
    let mut team = Team::fresh();
    let clip = team.clip();
    team.prepare();
    let mut bundle = Stored::new("buildBundles", "bundle");
    bundle.set("bundleType", "APP_CLIP");
    team.world.insert(bundle);
    let build = team.world.store.all("builds").map(|build| build.id.clone()).next().expect("a build");
    team.world.link(
        &Identifier::new("builds", build),
        "buildBundles",
        &Identifier::new("buildBundles", "bundle"),
    );
    let submission = team.create("reviewSubmissions", &json!({ "platform": "IOS" }), &team.of_app());
    let item = team.item(&submission);
    let missed = |team: &mut Team| {
        let reply = team.post("reviewSubmissionItems", &Value::Null, &item);
        reply.document()["errors"][0]["meta"]["associatedErrors"].clone()
    };
    let path = format!("/v1/appStoreVersions/{}", team.version);
    assert_eq!(missed(&mut team)[path][0]["code"], "ENTITY_ERROR.RELATIONSHIP.REQUIRED");
    let relationships = team.experience(&clip);
    let experience = team.create(EXPERIENCES, &json!({ "action": "OPEN" }), &relationships);
    let of_experience = json!({ "appClipDefaultExperience": to(EXPERIENCES, &experience) });
    let text = team.create(TEXTS, &json!({ "locale": "en-US" }), &of_experience);
    let picture = team.create(IMAGES, &json!({ "fileName": "1.png", "fileSize": 1 }), &of_text(&text));
    assert_eq!(missed(&mut team)[format!("/v1/{IMAGES}/{picture}")][0]["code"], "STATE_ERROR");
    assert_eq!(team.send("DELETE", &format!("/v1/{IMAGES}/{picture}"), None).status, 204);
    assert_eq!(missed(&mut team), Value::Null);
}

fn of_text(text: &str) -> Value {
    json!({ "appClipDefaultExperienceLocalization": to(TEXTS, text) })
}

#[test]
fn a_card_has_a_picture_of_one_size_and_a_copy_takes_it_along() {
    let mut studio = Studio::of("APP_IPHONE_67");
    let clip = studio.team.clip();
    let relationships = json!({ "appClip": to("appClips", &clip) });
    let experience = studio.team.create(EXPERIENCES, &json!({ "action": "PLAY" }), &relationships);
    let of_experience = json!({ "appClipDefaultExperience": to(EXPERIENCES, &experience) });
    let new = json!({ "locale": "en-US", "subtitle": "Play a level" });
    let text = studio.team.create(TEXTS, &new, &of_experience);
    let mut end_of = |bytes: Vec<u8>| {
        let new = json!({ "fileName": "header.png", "fileSize": bytes.len() });
        let id = studio.team.create(IMAGES, &new, &of_text(&text));
        let second = studio.team.post(IMAGES, &new, &of_text(&text));
        assert_eq!(second.status, 409);
        studio.upload(IMAGES, &id, &bytes, &[]);
        let done = json!({ "uploaded": true, "sourceFileChecksum": md5(&bytes) });
        studio.team.set(IMAGES, &id, &done);
        studio.team.pass_time();
        let end = delivery(&studio.team.attribute(IMAGES, &id, "assetDeliveryState"));
        if end.0 == "FAILED" {
            assert_eq!(studio.team.send("DELETE", &format!("/v1/{IMAGES}/{id}"), None).status, 204);
        }
        end
    };
    let failed = |code: &str| ("FAILED".to_owned(), vec![code.to_owned()]);
    let picture = |width, colour| image(width, 1200, colour);
    assert_eq!(end_of(picture(1801, png::ColorType::Rgb)), failed("IMAGE_INCORRECT_DIMENSIONS"));
    assert_eq!(end_of(picture(1800, png::ColorType::Rgba)), failed("IMAGE_ALPHA_NOT_ALLOWED"));
    assert_eq!(end_of(b"no picture".to_vec()), failed("IMAGE_TOOL_FAILURE"));
    let good = picture(1800, png::ColorType::Rgb);
    assert_eq!(end_of(good.clone()), ("COMPLETE".into(), vec![]));

    let mut from = studio.team.experience(&clip);
    from["appClipDefaultExperienceTemplate"] = to(EXPERIENCES, &experience);
    let copy = studio.team.create(EXPERIENCES, &Value::Null, &from);
    assert_eq!(studio.team.attribute(EXPERIENCES, &copy, "action"), "PLAY");
    let texts = studio.team.get(&format!("/v1/{EXPERIENCES}/{copy}/{TEXTS}?include=appClipHeaderImage"));
    assert_eq!(texts["data"][0]["attributes"]["subtitle"], "Play a level");
    assert_eq!(texts["included"][0]["attributes"]["sourceFileChecksum"], md5(&good).as_str());
}
